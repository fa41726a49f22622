#!/usr/bin/env python3
"""Writes the vector files.

--check tells whether the files and PROTOCOL.md are up to date; --seeds DIR writes the vectors as
inputs of c/fuzz/fuzz_decoder.c.
"""

import pathlib
import re
import sys

sys.dont_write_bytecode = True  # no __pycache__ beside the vectors

import control
import corrupt
import devices
from wire import crc32c, verdicts

HERE = pathlib.Path(__file__).parent
FILES = {
    "binder": devices.binder,
    "skin-probe": devices.skin_probe,
    "ward-thermometer": devices.ward_thermometer,
    "commands": control.commands,
    "history": control.history,
    "corrupt": corrupt.corrupt,
}
NOTE = "# Written by generate.py; README.md describes the format."


def fail(text):
    sys.exit(f"generate.py: {text}")


def examine(vector):
    """Holds the events, which were written by hand, against a second reading of the bytes."""
    expected = [line.split()[-1] for line in vector.events if line.startswith("reject ")
                or line.startswith("frame ")]
    expected = ["frame" if word in ("board", "gateway") else word for word in expected]
    if (found := verdicts(vector.wire, vector.receiver)) != expected:
        fail(f"{vector.name}: expected {expected}, the bytes give {found}")
    if vector.canonical and len(vector.wire) > 255:
        fail(f"{vector.name}: {len(vector.wire)} bytes are no frame")
    if longest := [line for line in vector.lines() if len(line) > 1100]:
        fail(f"{vector.name}: line too long: {longest[0][:40]}")


def check_page(page, vectors):
    """Each ```wire NAME or ```payload NAME block of the page must be that vector's bytes."""
    blocks = re.findall(r"^```(wire|payload) (\S+)\n(.*?)^```", page, re.M | re.S)
    if len(blocks) < 6:
        fail("PROTOCOL.md: fewer than six worked examples")
    for kind, name, text in blocks:
        if name not in vectors:
            fail(f"PROTOCOL.md: no vector {name}")
        shown = "".join(line.split("|")[0] for line in text.splitlines())
        data = vectors[name].wire if kind == "wire" else vectors[name].frame.payload()
        if bytes.fromhex(shown) != data:
            fail(f"PROTOCOL.md: {kind} {name} should be {data.hex(' ')}")
    return len(blocks)


def write_seeds(folder, vectors):
    """One file a vector: a byte for who listens, then the bytes; and frames as bare payloads."""
    listeners = {"gateway": 0, "board": 1, "either": 2}
    for name, vector in vectors.items():
        listener = listeners[vector.receiver]
        (folder / name).write_bytes(bytes([listener]) + vector.wire)
        if vector.frame:
            payload_without_checksum = vector.frame.payload()[:-4]
            (folder / f"{name}-payload").write_bytes(
                bytes([0x80 + listener]) + payload_without_checksum)


def collect():
    """The text of every file, and all vectors by name."""
    vectors, texts = {}, {}
    for name, make in FILES.items():
        blocks = [NOTE]
        for vector in make():
            examine(vector)
            if vector.name in vectors:
                fail(f"two vectors are called {vector.name}")
            vectors[vector.name] = vector
            blocks.append("\n".join(vector.lines()))
        texts[f"{name}.vectors"] = "\n\n".join(blocks) + "\n"
    return texts, vectors


def main():
    if crc32c(b"123456789") != 0xE3069283:
        fail("the checksum is not CRC-32C")
    texts, vectors = collect()
    match sys.argv[1:]:
        case []:
            for name, text in texts.items():
                (HERE / name).write_text(text)
            print(f"{len(vectors)} vectors written")
        case ["--check"]:
            for name, text in texts.items():
                path = HERE / name
                if not path.exists() or path.read_text() != text:
                    fail(f"{name} is not what generate.py writes: run it, look at the difference")
            examples = check_page((HERE.parent / "PROTOCOL.md").read_text(), vectors)
            print(f"{len(vectors)} vectors and {examples} examples in PROTOCOL.md agree")
        case ["--seeds", folder]:
            write_seeds(pathlib.Path(folder), vectors)
        case _:
            fail("usage: generate.py [--check | --seeds DIR]")


if __name__ == "__main__":
    main()
