"""Fixed-length ("standard") bytes: flags, bit groups, integers (protocol §5.3)."""

from collections.abc import Iterable, Mapping

from .datapoint import Datapoint, Value
from .definition import Definition

WRITE, READ, READ_REPLY, REPORT = 0x01, 0x02, 0x03, 0x04


def pack_control(definition: Definition, values: Mapping[str, Value]) -> bytes:
    """Return attr_flags and the writable part; what is not set stays zero."""
    writable = _writable(definition)
    flags = sum(1 << definition.by_name[name].id for name in values)
    part = _place(definition, writable, values)
    return flags.to_bytes(_flag_bytes(writable)) + part


def unpack_control(definition: Definition, data: bytes) -> dict[str, Value]:
    """Return the flagged datapoints of a control part."""
    writable = _writable(definition)
    width = _flag_bytes(writable)
    flags = int.from_bytes(data[:width])
    flagged = [dp for dp in writable if flags >> dp.id & 1]
    return _take(definition, flagged, data[width:])


def pack_status(definition: Definition, values: Mapping[str, Value]) -> bytes:
    """Return all datapoints as a device reports them."""
    return _place(definition, definition.datapoints, values)


def unpack_status(definition: Definition, data: bytes) -> dict[str, Value]:
    """Return what fits of a status; firmware sends shorter and longer ones."""
    return _take(definition, definition.datapoints, data)


def _writable(definition: Definition) -> list[Datapoint]:
    return [dp for dp in definition.datapoints if dp.writable]


def _flag_bytes(writable: list[Datapoint]) -> int:
    # As many bits as there are writable datapoints, unless their ids have a gap.
    bits = max((dp.id + 1 for dp in writable), default=0)
    return -(-max(bits, len(writable)) // 8)


def _span(definition: Definition, datapoint: Datapoint) -> tuple[int, int]:
    """Return where the bytes holding a datapoint begin and end.

    All bits at one byte_offset are one big-endian integer of G bytes: bit 0 is the
    lowest bit of the group's last byte (rule 1).
    """
    if not datapoint.is_bit:
        return datapoint.byte_offset, datapoint.byte_offset + datapoint.length
    bits = max(
        other.bit_offset + other.length
        for other in definition.datapoints
        if other.is_bit and other.byte_offset == datapoint.byte_offset
    )
    return datapoint.byte_offset, datapoint.byte_offset + -(-bits // 8)


def _place(
    definition: Definition,
    datapoints: Iterable[Datapoint],
    values: Mapping[str, Value],
) -> bytes:
    spans = [(dp, *_span(definition, dp)) for dp in datapoints]
    out = bytearray(max((end for _, _, end in spans), default=0))
    for dp, start, end in spans:
        value = values.get(dp.name)
        if value is None:
            continue
        if isinstance(value, bytes):
            out[start:end] = value.ljust(dp.length, b"\0")
            continue
        shift = dp.bit_offset if dp.is_bit else 0
        group = int.from_bytes(out[start:end]) | dp.to_raw(value) << shift
        out[start:end] = group.to_bytes(end - start)
    return bytes(out)


def _take(
    definition: Definition, datapoints: Iterable[Datapoint], data: bytes
) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for dp in datapoints:
        start, end = _span(definition, dp)
        if end > len(data):
            continue
        if dp.data_type == "binary":
            values[dp.name] = data[start:end]
            continue
        raw = int.from_bytes(data[start:end])
        if dp.is_bit:
            raw = raw >> dp.bit_offset & ((1 << dp.length) - 1)
        values[dp.name] = dp.from_raw(raw)
    return values
