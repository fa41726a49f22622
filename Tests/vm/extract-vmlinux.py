#!/usr/bin/env python3
"""Takes the kernel's ELF out of a bzImage. Usage: extract-vmlinux.py BZIMAGE ELF

An emulated processor needs longer to unpack the kernel than to boot it, and QEMU starts an unpacked
one directly (PVH). The fields read here are those of the kernel's Documentation/arch/x86/boot.rst.
"""
import lzma
import struct
import subprocess
import sys

SETUP_SECTORS = 0x1F1
MAGIC = 0x202
PAYLOAD_OFFSET = 0x248


def unpacked(payload: bytes) -> bytes:
    if payload.startswith(b"\xfd7zXZ\0"):
        return lzma.LZMADecompressor(format=lzma.FORMAT_XZ).decompress(payload)
    if payload.startswith(b"\x28\xb5\x2f\xfd"):
        # The last four bytes are the unpacked length, and no part of the stream.
        return subprocess.run(
            ["zstd", "-dcq"], input=payload[:-4], stdout=subprocess.PIPE, check=True
        ).stdout
    sys.exit(f"a kernel packed in an unknown way: it begins with {payload[:6].hex()}")


def main(source: str, destination: str) -> None:
    with open(source, "rb") as file:
        image = file.read()
    if image[MAGIC : MAGIC + 4] != b"HdrS":
        sys.exit(f"{source} is no bzImage")
    # 0 setup sectors mean 4; the boot sector comes before them.
    begin = ((image[SETUP_SECTORS] or 4) + 1) * 512
    offset, length = struct.unpack_from("<II", image, PAYLOAD_OFFSET)
    elf = unpacked(image[begin + offset :][:length])
    if elf[:4] != b"\x7fELF":
        sys.exit(f"{source} holds no ELF")
    with open(destination, "wb") as file:
        file.write(elf)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
