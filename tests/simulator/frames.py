"""The binary frame of devices and raw socket commands (protocol §4.2, §6.2)."""

from dataclasses import dataclass

PREFIX = bytes((0, 0, 0, 3))
WRITE, REPORT, WRITE_ACK, ACK = 0x0090, 0x0091, 0x0093, 0x0094


class BadFrame(Exception):
    """Bytes that are no frame; the socket answers with s2c_invalid_msg."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A command with its serial number (0093 and 0094 only) and its payload p0."""

    command: int
    p0: bytes
    serial: int | None = None

    def pack(self) -> bytes:
        """Return prefix, varlen, flag, command, serial number and p0."""
        sn = b"" if self.serial is None else self.serial.to_bytes(4)
        rest = b"\0" + self.command.to_bytes(2) + sn + self.p0
        return PREFIX + pack_length(len(rest)) + rest

    @classmethod
    def unpack(cls, data: bytes) -> Frame:
        """Read exactly one frame, or raise BadFrame."""
        if data[:4] != PREFIX:
            raise BadFrame("prefix")
        length, start = unpack_length(data, 4)
        rest = data[start:]
        if len(rest) != length or length < 3 or rest[0] != 0:
            raise BadFrame("length")
        command = int.from_bytes(rest[1:3])
        if command not in (WRITE_ACK, ACK):
            return cls(command, rest[3:])
        if length < 7:
            raise BadFrame("serial number")
        return cls(command, rest[7:], int.from_bytes(rest[3:7]))


def pack_length(length: int) -> bytes:
    """Return a length as 1 to 4 bytes of 7 bits, the low group first."""
    groups = bytearray()
    while True:
        length, low = divmod(length, 128)
        groups.append(low | (0x80 if length else 0))
        if not length:
            return bytes(groups)


def unpack_length(data: bytes, start: int) -> tuple[int, int]:
    """Return the length that stands at ``start`` and where the counted part begins."""
    length = 0
    for index, byte in enumerate(data[start : start + 4]):
        length |= (byte & 0x7F) << (7 * index)
        if not byte & 0x80:
            return length, start + index + 1
    raise BadFrame("varlen")
