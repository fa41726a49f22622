"""Damage, noise, and what newer or older peers say."""

from vector import (
    BINDER, POLL, REPORT, SKIN_PROBE, Frame, board, gateway, rejected, sequence_of, skipping, valid,
)
from wire import board_header, crc32c, gateway_header, number, payload, stuff, wire

GOOD = board(SKIN_PROBE, REPORT, [("temperature", 3641)], sequence=9)
NEXT = board(SKIN_PROBE, REPORT, [("temperature", 3642)], sequence=10)
HEADER = GOOD.header_bytes()


def damaged():
    good = GOOD.wire()
    for index, name in [(1, "header"), (7, "middle"), (-3, "checksum")]:
        bytes_with_error = bytearray(good)
        bytes_with_error[index] ^= 0x40
        yield rejected(f"one-bit-wrong-in-{name}", bytes_with_error, "badChecksum")
    body = HEADER + GOOD.fields_bytes()
    yield rejected(
        "checksum-big-endian", wire(body + number("u32", crc32c(body))[::-1]), "badChecksum")
    yield rejected("checksum-zero", wire(body + bytes(4)), "badChecksum")
    yield rejected("checksum-of-nothing-on-zeros", wire(bytes(30)), "badChecksum")
    yield rejected(
        "checksum-wrong-and-version-wrong", wire(b"\x02" + body[1:] + bytes(4)), "badChecksum")
    yield rejected("two-frames-run-together", good[:-1] + NEXT.wire(), "badChecksum")


def stuffing():
    yield rejected("code-runs-over-the-end", bytes([5, 1, 2, 0]), "badStuffing")
    yield rejected("lone-code", bytes([2, 0]), "badStuffing")
    yield rejected("code-255-over-the-end", b"\xff" + bytes([7]) * 253 + b"\0", "badStuffing")
    body = HEADER + b"\xd0\x20" + bytes([9]) * 32
    whole = wire(payload(body))
    yield rejected("truncated-in-a-run", whole[:60] + b"\0", "badStuffing")
    yield sequence_of("truncated-then-whole", whole[:60] + b"\0" + GOOD.wire(), "badStuffing", GOOD)


def sizes():
    yield rejected("payload-of-1", wire(b"\x01"), "tooShort")
    yield rejected("payload-of-nothing", bytes([1, 0]), "tooShort")
    yield rejected("payload-of-8", wire(payload(b"\x01\x01\x00\x09")), "tooShort")
    yield rejected("payload-of-8-with-bad-checksum", wire(bytes(range(1, 9))), "tooShort")
    yield rejected("payload-of-8-of-version-2", wire(payload(b"\x02\x01\x00\x09")), "tooShort")
    yield rejected("checksum-of-nothing", wire(payload(b"")), "tooShort")
    yield rejected("common-header-only", wire(payload(HEADER[:5])), "tooShort")
    yield rejected("board-header-one-short", wire(payload(HEADER[:25])), "tooShort")
    poll = gateway_header(POLL, 12, 258, 0)
    yield rejected(
        "gateway-header-one-short", wire(payload(poll[:12])), "tooShort", receiver="board")
    yield rejected("256-on-the-wire", stuff(payload(HEADER + b"\xd0\xde" + bytes(222))) + b"\0",
                   "tooLong")
    yield rejected("300-on-the-wire", b"\x33" * 299 + b"\0", "tooLong")
    yield sequence_of("too-long-then-whole", b"\x33" * 450 + b"\0" + GOOD.wire(), "tooLong", GOOD)
    yield rejected("254-stuffed-bytes-of-noise", b"\x33" * 254 + b"\0", "badStuffing")
    yield rejected("255-stuffed-bytes-of-noise", b"\x33" * 255 + b"\0", "tooLong")


def versions_and_directions():
    for version in (0, 2, 255):
        frame = Frame("board", GOOD.header, GOOD.fields, version=version)
        yield rejected(f"version-{version}", frame.wire(), "unsupportedVersion")
    frame = Frame("gateway", gateway(POLL).header, version=2)
    yield rejected("version-2-from-gateway", frame.wire(), "unsupportedVersion", receiver="board")
    yield rejected(
        "version-2-with-another-header", wire(payload(bytes([2, 1, 0, 9, 0, 7]))),
        "unsupportedVersion")
    poll = gateway(POLL, address=12, sequence=258)
    yield rejected("gateway-frame-at-the-gateway", poll.wire(), "wrongDirection")
    yield rejected("board-frame-at-a-board", GOOD.wire(), "wrongDirection", receiver="board")
    yield sequence_of("another-board-answers", GOOD.wire() + poll.wire(), "wrongDirection", poll,
                      receiver="board")
    for type in (0x00, 0xFF):
        header = board_header(type, 0, 9, SKIN_PROBE, 77, 3, 60_000)
        yield rejected(f"reserved-type-{type}", wire(payload(header)), "wrongDirection")


def malformed_fields():
    def report(fields):
        return wire(payload(HEADER + bytes(fields)))

    yield rejected("field-runs-over-the-end", report([0x17, 2, 0x39]), "malformedFields")
    yield rejected("field-without-value", report([0x17, 2]), "malformedFields")
    yield rejected("tag-without-length", report([0x10, 1, 1, 0x17]), "malformedFields")
    yield rejected("unknown-field-runs-over-the-end", report([0xD0, 200, 1, 2]), "malformedFields")
    yield rejected("length-255", report([0x17, 255, 1, 2]), "malformedFields")
    poll = gateway_header(POLL, 12, 258, 0)
    yield rejected("gateway-field-runs-over-the-end", wire(payload(poll + b"\x40\x04\x01")),
                   "malformedFields", receiver="board")


def skipped_fields():
    def report(name, fields, **skipped):
        return skipping(name, board(BINDER, REPORT, fields), **skipped)

    for tag, size, name in [(0x10, 2, "clasp"), (0x11, 1, "contact"), (0x17, 4, "temperature"),
                            (0x40, 2, "report-period"), (0x43, 4, "record-uptime"),
                            (0x4E, 3, "refused"), (0x1F, 3, "faults")]:
        yield report(f"wrong-size-{name}", [(tag, bytes([1]) * size), ("battery", 3010)],
                     without=[0], counts=[("wrong-size", 1)])
    yield report("wrong-size-firmware-version", [(0x48, b"x" * 33), ("battery", 3010)],
                 without=[0], counts=[("wrong-size", 1)])
    yield report("wrong-size-firmware-version-empty", [(0x48, b""), ("battery", 3010)],
                 without=[0], counts=[("wrong-size", 1)])
    yield report("wrong-size-empty", [(0x17, b""), ("battery", 3010)],
                 without=[0], counts=[("wrong-size", 1)])
    yield report("repeated-field", [("battery", 3010), ("clasp", 1), ("battery", 2000)],
                 without=[2], counts=[("repeated", 1)])
    yield report("repeated-after-wrong-size", [(0x19, b"\x01"), ("battery", 3010)],
                 without=[0], counts=[("wrong-size", 1)])
    yield report("wrong-size-and-repeated",
                 [("battery", 3010), ("battery", 1), ("battery", 2), (0x11, b"\x01\x02\x03")],
                 without=[1, 2, 3], counts=[("wrong-size", 1), ("repeated", 2)])


def newer_peers():
    yield valid("unknown-field", board(BINDER, REPORT, [(0xD0, b"\x0a\x0b"), ("clasp", 1)]))
    yield valid("unknown-field-empty", board(BINDER, REPORT, [("clasp", 1), (0x30, b"")]))
    yield valid(
        "unknown-field-with-zeros", board(BINDER, REPORT, [(0xFF, bytes(5)), (0x00, b"\x07")]))
    yield valid("unknown-kind", board(9, REPORT, [("temperature", 3641), (0x1A, b"\x01\x02")]))
    yield valid("private-kind", board(0x80, REPORT, [("temperature", 3641)]))
    yield valid("unknown-board-type", board(BINDER, 0x7F, [("battery", 3010)]))
    yield valid("unknown-gateway-type", gateway(0xFE, [("record-cursor", 1)], target=5))
    yield valid("value-out-of-range", board(BINDER, REPORT, [("clasp", 7), ("contact", 10001)]))


def resynchronising():
    good, after = GOOD.wire(), NEXT.wire()
    yield sequence_of("empty-frames", bytes(5))
    yield sequence_of("nothing-but-half-a-frame", good[:20])
    yield sequence_of("delimiter-first", b"\0" + good, GOOD)
    yield sequence_of("empty-frames-between", bytes(3) + good + bytes(4) + after, GOOD, NEXT)
    noise = bytes([0x55, 0xAA, 0x13])
    yield sequence_of("noise-then-delimiter", noise + b"\0" + good, "badStuffing", GOOD)
    yield sequence_of("noise-runs-into-a-frame", noise + good + after, "badStuffing", NEXT)
    yield sequence_of("joined-in-the-middle", good[11:] + after, "badChecksum", NEXT)
    yield sequence_of("one-byte-lost", good[:5] + good[6:] + after, "badStuffing", NEXT)
    yield sequence_of("seven-bytes-lost", good[:5] + good[12:] + after, "badChecksum", NEXT)
    yield sequence_of("delimiter-lost", good[:-1] + after + good, "badChecksum", GOOD)
    yield sequence_of("bit-error-makes-a-delimiter", good[:8] + b"\0" + good[9:] + after,
                      "badStuffing", "badStuffing", NEXT)


def corrupt():
    for part in (damaged, stuffing, sizes, versions_and_directions, malformed_fields,
                 skipped_fields, newer_peers, resynchronising):
        yield from part()
