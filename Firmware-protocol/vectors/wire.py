"""COBS, CRC-32C and the layout of the KMC sensor protocol, made from PROTOCOL.md alone."""

FIELDS = {
    "clasp": (0x10, "u8"),
    "contact": (0x11, "u16"),
    "force": (0x12, "u16"),
    "tilt": (0x13, "i16"),
    "motion": (0x14, "u16"),
    "inner": (0x15, "i16"),
    "outer": (0x16, "i16"),
    "temperature": (0x17, "i16"),
    "humidity": (0x18, "u16"),
    "battery": (0x19, "u16"),
    "faults": (0x1F, "bytes"),
    "report-period": (0x40, "u32"),
    "record-cursor": (0x41, "u32"),
    "record-boot": (0x42, "u32"),
    "record-uptime": (0x43, "u64"),
    "oldest-cursor": (0x44, "u32"),
    "newest-cursor": (0x45, "u32"),
    "records-lost": (0x46, "u32"),
    "most-records": (0x47, "u8"),
    "firmware-version": (0x48, "bytes"),
    "hardware-revision": (0x49, "u16"),
    "highest-version": (0x4A, "u8"),
    "measured-tags": (0x4B, "bytes"),
    "history-capacity": (0x4C, "u32"),
    "self-test-results": (0x4D, "bytes"),
    "refused": (0x4E, "bytes"),
    "answered-sequence": (0x4F, "u16"),
    "history-period": (0x50, "u32"),
}


def crc32c(data):
    """CRC-32C by bits: reflected polynomial 0x82F63B78, all ones in and out."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def stuff(payload):
    """COBS, in the form of the original paper: split after every zero of payload + zero."""
    out = bytearray()
    for run in (bytes(payload) + b"\0").split(b"\0")[:-1]:
        while len(run) >= 254:
            out += b"\xff" + run[:254]
            run = run[254:]
        out += bytes([len(run) + 1]) + run
    return bytes(out)


def number(kind, value):
    size = {"8": 1, "16": 2, "32": 4, "64": 8}[kind[1:]]
    return value.to_bytes(size, "little", signed=kind[0] == "i")


def field(name, value):
    """One field; `name` is a name of FIELDS, or a raw tag with bytes."""
    if isinstance(name, int):
        tag, data = name, value
    else:
        tag, kind = FIELDS[name]
        data = value if kind == "bytes" else number(kind, value)
    return bytes([tag, len(data)]) + data


def board_header(type, address, sequence, kind, serial, boot, uptime, version=1):
    return (
        bytes([version, type, address])
        + number("u16", sequence)
        + bytes([kind])
        + number("u64", serial)
        + number("u32", boot)
        + number("u64", uptime)
    )


def gateway_header(type, address, sequence, target, version=1):
    return bytes([version, type, address]) + number("u16", sequence) + number("u64", target)


def payload(header, fields_bytes=b""):
    body = header + fields_bytes
    return body + number("u32", crc32c(body))


def wire(payload_bytes):
    return stuff(payload_bytes) + b"\0"


def unstuff(data):
    """The payload, or None where `data` is no COBS."""
    out = bytearray()
    at = 0
    while at < len(data):
        code = data[at]
        run = data[at + 1 : at + code]
        if len(run) != code - 1:
            return None
        out += run
        at += code
        if code != 255 and at < len(data):
            out.append(0)
    return bytes(out)


def verdict(stuffed, receiver):
    """What a receiver makes of the bytes between two delimiters: 'frame' or a reason."""
    if len(stuffed) > 254:
        return "tooLong"
    data = unstuff(stuffed)
    if data is None:
        return "badStuffing"
    if len(data) < 9:
        return "tooShort"
    if number("u32", crc32c(data[:-4])) != data[-4:]:
        return "badChecksum"
    if data[0] != 1:
        return "unsupportedVersion"
    board = 0x01 <= data[1] <= 0x7F
    if data[1] in (0x00, 0xFF) or (board and receiver == "board") or (
        not board and receiver == "gateway"
    ):
        return "wrongDirection"
    at = 26 if board else 13
    if len(data) < at + 4:
        return "tooShort"
    fields = data[at:-4]
    while fields:
        if len(fields) < 2 or len(fields) < 2 + fields[1]:
            return "malformedFields"
        fields = fields[2 + fields[1] :]
    return "frame"


def verdicts(data, receiver):
    """The verdicts on a stream; what follows its last delimiter is not judged yet."""
    return [verdict(part, receiver) for part in data.split(b"\0")[:-1] if part]
