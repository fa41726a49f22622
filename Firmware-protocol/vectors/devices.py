"""What each device kind says: a vector for every field, its limits, and the messages around it."""

from vector import (
    BINDER, IDENTITY, REFUSED, REPORT, SELF_TEST_RESULT, SKIN_PROBE, WARD_THERMOMETER,
    board, valid,
)

FULL_BINDER = [
    ("clasp", 1), ("contact", 8300), ("force", 310), ("tilt", 480), ("motion", 125),
    ("inner", 3490), ("outer", 2710), ("battery", 3010),
]

# field: values that must survive, the limits of its range and of its type among them
BINDER_VALUES = {
    "clasp": [0, 1],
    "contact": [0, 1, 10000],
    "force": [0, 65535],
    "tilt": [-1800, 0, 1800],
    "motion": [0, 65535],
    "inner": [-4000, 3625, 32767],
    "outer": [-32768, -1, 0],
    "battery": [0, 3300, 65535],
}


def one_field(prefix, kind, values):
    for name, numbers in values.items():
        for value in numbers:
            sign = "minus-" if value < 0 else ""
            yield valid(f"{prefix}-{name}-{sign}{abs(value)}", board(kind, REPORT, [(name, value)]))


def binder():
    yield valid("binder-report-clasp-only", board(BINDER, REPORT, [("clasp", 1)], sequence=7))
    yield valid(
        "binder-report-full", board(BINDER, REPORT, FULL_BINDER, sequence=258, uptime=12_500))
    yield valid("binder-report-nothing-measured", board(BINDER, REPORT))
    yield from one_field("binder", BINDER, BINDER_VALUES)
    yield valid(
        "binder-report-temperatures-and-motion",
        board(BINDER, REPORT, [("inner", 2705), ("outer", 2115), ("motion", 31)]),
    )
    yield valid("binder-report-any-order", board(BINDER, REPORT, FULL_BINDER[::-1]))
    yield valid(
        "binder-report-with-history",
        board(BINDER, REPORT, FULL_BINDER + [("oldest-cursor", 41), ("newest-cursor", 44)]),
    )
    yield valid(
        "binder-report-faults",
        board(BINDER, REPORT, [("clasp", 1), ("faults", bytes([0x15, 1, 0x16, 2, 0x11, 3]))]),
    )
    yield valid(
        "binder-report-faults-all-reasons",
        board(BINDER, REPORT, [
            ("faults", bytes([0x11, 0, 0x12, 1, 0x13, 2, 0x14, 3, 0x15, 4, 0x16, 5])),
        ]),
    )
    yield valid(
        "binder-report-largest-header",
        board(BINDER, REPORT, [("clasp", 0)], sequence=65535, serial=2**64 - 1,
              boot=2**32 - 1, uptime=2**64 - 1),
    )
    yield valid(
        "binder-report-polled",
        board(BINDER, REPORT, [("answered-sequence", 4660), ("clasp", 1)], address=247),
    )
    yield valid(
        "binder-report-sequence-wrapped", board(BINDER, REPORT, [("clasp", 1)], sequence=0, boot=1)
    )
    yield valid(
        "binder-identity",
        board(BINDER, IDENTITY, [
            ("firmware-version", b"1.4.0"), ("hardware-revision", 2), ("highest-version", 1),
            ("measured-tags", bytes([0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x19])),
            ("report-period", 1000), ("history-period", 10000), ("history-capacity", 8640),
        ], uptime=120),
    )
    yield valid(
        "binder-identity-longest-firmware-version",
        board(BINDER, IDENTITY, [("firmware-version", b"2026.01.10-rc.12+build.000000042")]),
    )
    yield valid(
        "binder-self-test-result",
        board(BINDER, SELF_TEST_RESULT, [
            ("answered-sequence", 11), ("self-test-results", bytes([1, 0, 2, 1, 3, 2])),
        ]),
    )
    yield valid(
        "binder-largest-frame",
        board(BINDER, REPORT, [("clasp", 1), (0xD0, bytes(range(1, 219)))]),
    )
    yield valid(
        "binder-largest-frame-all-zeros",
        board(BINDER, REPORT, [("clasp", 0), (0xD0, bytes(218))], serial=0, boot=0, uptime=0),
    )


def skin_probe():
    yield valid(
        "skin-probe-report",
        board(SKIN_PROBE, REPORT, [("temperature", 3641), ("battery", 2980)], sequence=512),
    )
    yield from one_field("skin-probe", SKIN_PROBE, {
        "temperature": [-32768, -550, 0, 3195, 3645, 3755, 4500, 32767],
        "battery": [0, 2700, 65535],
    })
    for reason, word in enumerate(
        ["unspecified", "open-circuit", "short-circuit", "out-of-range", "bus-fault", "not-settled"]
    ):
        yield valid(
            f"skin-probe-fault-{word}",
            board(SKIN_PROBE, REPORT, [("battery", 2980), ("faults", bytes([0x17, reason]))]),
        )
    yield valid(
        "skin-probe-polled",
        board(SKIN_PROBE, REPORT, [("answered-sequence", 258), ("temperature", 3641)],
              address=12, sequence=90),
    )
    yield valid(
        "skin-probe-identity",
        board(SKIN_PROBE, IDENTITY, [
            ("firmware-version", b"0.9"), ("hardware-revision", 1), ("highest-version", 1),
            ("measured-tags", bytes([0x17, 0x19])), ("report-period", 2000),
            ("history-period", 10000), ("history-capacity", 0),
        ]),
    )


def ward_thermometer():
    yield valid(
        "ward-thermometer-report",
        board(WARD_THERMOMETER, REPORT, [("temperature", 1820), ("humidity", 3500)], sequence=3),
    )
    yield from one_field("ward-thermometer", WARD_THERMOMETER, {
        "temperature": [-4000, -1, 0, 2195, 2200, 3000, 8500],
        "humidity": [0, 5000, 10000],
        "battery": [3600],
    })
    yield valid(
        "ward-thermometer-polled",
        board(WARD_THERMOMETER, REPORT,
              [("answered-sequence", 1), ("temperature", 2240), ("humidity", 4120)], address=1),
    )
    yield valid(
        "ward-thermometer-fault-of-humidity",
        board(WARD_THERMOMETER, REPORT, [("temperature", 1820), ("faults", bytes([0x18, 4]))]),
    )
    yield valid(
        "ward-thermometer-identity",
        board(WARD_THERMOMETER, IDENTITY, [
            ("answered-sequence", 300), ("firmware-version", b"1.0.3"), ("hardware-revision", 7),
            ("highest-version", 1), ("measured-tags", bytes([0x17, 0x18])),
            ("report-period", 10000),
        ], address=1),
    )
    yield valid(
        "ward-thermometer-refused",
        board(WARD_THERMOMETER, REFUSED,
              [("refused", bytes([0x85, 4])), ("answered-sequence", 301)], address=1),
    )
