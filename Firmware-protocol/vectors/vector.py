"""One test vector: bytes that arrive, and the events that a receiver must report."""

from dataclasses import dataclass, field as default_field

from wire import FIELDS, board_header, field, gateway_header, payload, wire

BINDER, SKIN_PROBE, WARD_THERMOMETER = 1, 2, 3
REPORT, IDENTITY, HISTORY_RECORD, HISTORY_END, SELF_TEST_RESULT, DONE, REFUSED = range(0x01, 0x08)
POLL, IDENTIFY, SET_PERIOD, SELF_TEST, HISTORY_READ, HISTORY_ACKNOWLEDGE = range(0x81, 0x87)


@dataclass
class Frame:
    """A frame and its values; `header` is in the order of the wire and of the vector file."""

    direction: str
    header: dict
    fields: list = default_field(default_factory=list)
    version: int = 1

    def header_bytes(self):
        make = board_header if self.direction == "board" else gateway_header
        return make(*self.header.values(), version=self.version)

    def fields_bytes(self):
        return b"".join(field(name, value) for name, value in self.fields)

    def payload(self):
        return payload(self.header_bytes(), self.fields_bytes())

    def wire(self):
        return wire(self.payload())

    def lines(self, without=(), counts=()):
        """The event; `without` are indexes of fields that a receiver skips."""
        yield f"frame {self.direction}"
        for key, value in self.header.items():
            yield f"{key} {value}"
        for index, (name, value) in enumerate(self.fields):
            if index in without:
                continue
            if isinstance(name, int):
                yield f"field {name} {hexadecimal(value)}"
            elif FIELDS[name][1] == "bytes":
                yield f"{name} {hexadecimal(value)}"
            else:
                yield f"{name} {value}"
        for key, count in counts:
            yield f"{key} {count}"


@dataclass
class Vector:
    name: str
    receiver: str
    canonical: bool
    wire: bytes
    events: list
    frame: Frame = None

    def lines(self):
        yield f"vector {self.name}"
        yield f"receiver {self.receiver}"
        yield f"canonical {'yes' if self.canonical else 'no'}"
        yield f"wire {hexadecimal(self.wire)}"
        yield from self.events
        yield "end"


def hexadecimal(data):
    return bytes(data).hex() or "-"


def board(kind, type, fields=(), sequence=0, address=0, serial=None, boot=3, uptime=60_000):
    serials = {BINDER: 2601150017, SKIN_PROBE: 2601150902, WARD_THERMOMETER: 2512030044}
    if serial is None:
        serial = serials.get(kind, 77)
    header = dict(type=type, address=address, sequence=sequence, kind=kind)
    header.update(serial=serial, boot=boot, uptime=uptime)
    return Frame("board", header, list(fields))


def gateway(type, fields=(), sequence=0, address=0, target=0):
    header = dict(type=type, address=address, sequence=sequence, target=target)
    return Frame("gateway", header, list(fields))


def valid(name, frame):
    """The frame as an encoder must write it, seen by the side that it is for."""
    receiver = "gateway" if frame.direction == "board" else "board"
    return Vector(name, receiver, True, frame.wire(), list(frame.lines()), frame)


def skipping(name, frame, without=(), counts=()):
    """A valid frame of which a receiver skips some fields."""
    vector = valid(name, frame)
    vector.canonical = False
    vector.events = list(frame.lines(without, counts))
    return vector


def rejected(name, data, *reasons, receiver="gateway"):
    return Vector(name, receiver, False, bytes(data), [f"reject {reason}" for reason in reasons])


def sequence_of(name, data, *events, receiver="gateway"):
    """Bytes that give several events; each is a Frame or the reason of a rejection."""
    lines = []
    for event in events:
        lines += [f"reject {event}"] if isinstance(event, str) else list(event.lines())
    return Vector(name, receiver, False, bytes(data), lines)
