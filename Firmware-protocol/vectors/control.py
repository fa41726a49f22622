"""Commands of the gateway with their answers, and history."""

from vector import (
    BINDER, DONE, HISTORY_ACKNOWLEDGE, HISTORY_END, HISTORY_READ, HISTORY_RECORD, IDENTIFY,
    IDENTITY, POLL, REFUSED, REPORT, SELF_TEST, SELF_TEST_RESULT, SET_PERIOD, SKIN_PROBE,
    board, gateway, sequence_of, valid,
)

SERIAL = 2601150017


def commands():
    yield valid("poll", gateway(POLL, address=12, sequence=258))
    yield valid("poll-by-serial", gateway(POLL, address=12, sequence=259, target=SERIAL))
    yield valid("poll-largest-header", gateway(POLL, address=247, sequence=65535, target=2**64 - 1))
    yield valid("poll-broadcast", gateway(POLL, address=255))
    yield valid("identify", gateway(IDENTIFY, sequence=1))
    yield valid("identify-polled", gateway(IDENTIFY, address=1, sequence=2))
    yield valid(
        "identity-answer",
        board(BINDER, IDENTITY, [
            ("answered-sequence", 1), ("firmware-version", b"1.4.0"), ("hardware-revision", 2),
            ("highest-version", 1), ("measured-tags", bytes([0x10, 0x15, 0x16, 0x19])),
            ("report-period", 1000), ("history-period", 10000), ("history-capacity", 8640),
        ]),
    )
    for period in (1000, 60000):
        yield valid(
            f"set-period-report-{period}",
            gateway(SET_PERIOD, [("report-period", period)], sequence=3, target=SERIAL),
        )
    for period in (5000, 300000):
        yield valid(
            f"set-period-history-{period}",
            gateway(SET_PERIOD, [("history-period", period)], sequence=4, target=SERIAL),
        )
    yield valid(
        "set-period-both",
        gateway(SET_PERIOD, [("report-period", 2000), ("history-period", 10000)], sequence=5),
    )
    yield valid(
        "set-period-broadcast", gateway(SET_PERIOD, [("report-period", 5000)], address=255)
    )
    yield valid("done", board(BINDER, DONE, [("answered-sequence", 5)], sequence=900))
    yield valid("self-test", gateway(SELF_TEST, sequence=6, target=SERIAL))
    for result, word in enumerate(["passed", "failed", "not-run"]):
        yield valid(
            f"self-test-result-{word}",
            board(SKIN_PROBE, SELF_TEST_RESULT, [
                ("self-test-results", bytes([1, result])), ("answered-sequence", 6),
            ]),
        )
    for reason, word in enumerate(
        ["unknown-command", "bad-argument", "busy", "not-supported"], start=1
    ):
        yield valid(
            f"refused-{word}",
            board(BINDER, REFUSED, [("refused", bytes([0x83, reason])), ("answered-sequence", 5)]),
        )
    first, second = (
        board(SKIN_PROBE, REPORT,
              [("answered-sequence", 258 + index), ("temperature", 3641 - index)],
              address=12 + index, serial=2601150902 + index)
        for index in range(2)
    )
    yield sequence_of("two-frames-in-one-read", first.wire() + second.wire(), first, second)
    poll = gateway(POLL, address=12, sequence=258)
    yield sequence_of(
        "poll-and-answer-on-the-bus", b"\0" + poll.wire() + b"\0" + first.wire(), poll, first,
        receiver="either",
    )


def record(cursor, fields, boot=3, uptime=5_000, now=900_000, **others):
    place = [("record-cursor", cursor), ("record-boot", boot), ("record-uptime", uptime)]
    return board(BINDER, HISTORY_RECORD, place + fields, uptime=now, **others)


def history():
    yield valid(
        "history-read",
        gateway(HISTORY_READ, [("record-cursor", 41), ("most-records", 32)],
                sequence=20, target=SERIAL),
    )
    yield valid(
        "history-read-one-polled",
        gateway(HISTORY_READ, [("record-cursor", 42), ("most-records", 1)],
                address=12, sequence=21),
    )
    yield valid(
        "history-acknowledge",
        gateway(HISTORY_ACKNOWLEDGE, [("record-cursor", 44)], sequence=22, target=SERIAL),
    )
    yield valid(
        "history-acknowledge-largest-cursor",
        gateway(HISTORY_ACKNOWLEDGE, [("record-cursor", 2**32 - 1)], target=SERIAL),
    )
    yield valid(
        "history-acknowledge-done", board(BINDER, DONE, [("answered-sequence", 22)], uptime=900_500)
    )
    first = record(41, [("clasp", 1), ("inner", 3480), ("answered-sequence", 20)], uptime=310_000,
                   sequence=1000)
    other_boot = record(42, [("clasp", 1), ("answered-sequence", 20)], boot=2, uptime=7_200_000,
                        sequence=1001)
    end = board(BINDER, HISTORY_END, [
        ("oldest-cursor", 41), ("newest-cursor", 42), ("records-lost", 0),
        ("answered-sequence", 20),
    ], sequence=1002, uptime=900_040)
    yield valid("history-record", first)
    yield valid("history-record-of-another-boot", other_boot)
    yield valid("history-end", end)
    yield sequence_of(
        "history-answer-of-two-records", first.wire() + other_boot.wire() + end.wire(),
        first, other_boot, end,
    )
    yield valid(
        "history-record-polled",
        record(42, [("clasp", 1), ("inner", 3480), ("oldest-cursor", 41), ("newest-cursor", 44),
                    ("answered-sequence", 21)], address=12),
    )
    yield valid(
        "history-record-every-field",
        record(2**32 - 1, [
            ("clasp", 0), ("contact", 10000), ("force", 310), ("tilt", -1800), ("motion", 0),
            ("inner", 3490), ("outer", 2710), ("battery", 3010), ("faults", bytes([0x13, 4])),
            ("oldest-cursor", 2**32 - 1), ("newest-cursor", 2**32 - 1),
            ("answered-sequence", 65535),
        ], boot=2**32 - 1, uptime=2**64 - 1, now=2**64 - 1),
    )
    yield valid(
        "history-end-nothing-stored",
        board(BINDER, HISTORY_END, [("records-lost", 0), ("answered-sequence", 21)], address=12),
    )
    yield valid(
        "history-end-records-lost",
        board(BINDER, HISTORY_END, [
            ("oldest-cursor", 1001), ("newest-cursor", 9640), ("records-lost", 960),
            ("answered-sequence", 20),
        ]),
    )
    yield valid(
        "history-refused",
        board(BINDER, REFUSED, [("refused", bytes([0x85, 2])), ("answered-sequence", 20)]),
    )
