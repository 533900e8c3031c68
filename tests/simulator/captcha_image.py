"""A captcha as a PNG, drawn without any library: digits of 5 by 7 dots."""

import struct
import zlib

_DIGITS = {
    "0": "01110 10001 10011 10101 11001 10001 01110",
    "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00110 01000 10000 11111",
    "3": "11110 00001 00001 01110 00001 00001 11110",
    "4": "00010 00110 01010 10010 11111 00010 00010",
    "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "00110 01000 10000 11110 10001 10001 01110",
    "7": "11111 00001 00010 00100 01000 01000 01000",
    "8": "01110 10001 10001 01110 10001 10001 01110",
    "9": "01110 10001 10001 01111 00001 00010 01100",
}
_DOT = 6
_INK, _PAPER = 40, 235


def draw(code: str) -> bytes:
    """Return a greyscale PNG that shows the digits of ``code``."""
    rows = [_row(code, line) for line in range(-1, 8) for _ in range(_DOT)]
    width = len(rows[0])
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _row(code: str, line: int) -> bytes:
    dots = "0"
    for digit in code:
        bits = _DIGITS[digit].split()
        dots += (bits[line] if 0 <= line < len(bits) else "00000") + "0"
    return b"".join(bytes((_INK if dot == "1" else _PAPER,)) * _DOT for dot in dots)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
