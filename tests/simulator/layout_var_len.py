"""Variable-length bytes: flags of all, then bits, then bytes (protocol §5.4)."""

from collections.abc import Mapping

from .datapoint import Datapoint, Value
from .definition import Definition

WRITE, READ, READ_REPLY, REPORT = 0x11, 0x12, 0x13, 0x14


def pack_flags(definition: Definition, names: Mapping[str, Value] | set[str]) -> bytes:
    """Return one bit per datapoint, big-endian over all of them."""
    flags = sum(1 << definition.by_name[name].id for name in names)
    return flags.to_bytes(_flag_bytes(definition))


def pack(definition: Definition, values: Mapping[str, Value]) -> bytes:
    """Return flags, bit segment and byte segment of the given values."""
    chosen = [dp for dp in definition.datapoints if dp.name in values]
    bits = used = 0
    body = b""
    for dp in chosen:
        value = values[dp.name]
        if dp.is_bit:
            bits |= dp.to_raw(value) << used
            used += dp.length
        elif isinstance(value, bytes):
            body += value.ljust(dp.length, b"\0")
        else:
            body += dp.to_raw(value).to_bytes(dp.length)
    return pack_flags(definition, set(values)) + bits.to_bytes(-(-used // 8)) + body


def unpack(definition: Definition, data: bytes) -> dict[str, Value]:
    """Return the flagged values; too few bytes raise IndexError."""
    width = _flag_bytes(definition)
    flags = int.from_bytes(data[:width])
    flagged = [dp for dp in definition.datapoints if flags >> dp.id & 1]
    bit_bytes = -(-sum(dp.length for dp in flagged if dp.is_bit) // 8)
    bits = int.from_bytes(data[width : width + bit_bytes])
    rest = data[width + bit_bytes :]
    values: dict[str, Value] = {}
    for dp in flagged:
        if dp.is_bit:
            values[dp.name] = dp.from_raw(bits & ((1 << dp.length) - 1))
            bits >>= dp.length
            continue
        values[dp.name] = _whole(dp, rest[: dp.length])
        rest = rest[dp.length :]
    return values


def unpack_names(definition: Definition, data: bytes) -> set[str]:
    """Return the names a read asks for."""
    flags = int.from_bytes(data[: _flag_bytes(definition)])
    return {dp.name for dp in definition.datapoints if flags >> dp.id & 1}


def _flag_bytes(definition: Definition) -> int:
    # N of all datapoints; more only where a definition has a gap in its ids.
    bits = max((dp.id + 1 for dp in definition.datapoints), default=0)
    return -(-max(bits, len(definition.datapoints)) // 8)


def _whole(datapoint: Datapoint, data: bytes) -> Value:
    if len(data) < datapoint.length:
        raise IndexError(datapoint.name)
    if datapoint.data_type == "binary":
        return data
    return datapoint.from_raw(int.from_bytes(data))
