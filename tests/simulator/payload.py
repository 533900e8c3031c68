"""The payload p0: an action byte and datapoints in either layout (protocol §5)."""

from collections.abc import Mapping

from . import layout_fixed, layout_var_len
from .datapoint import InvalidValue, Value
from .definition import Definition


class BadPayload(Exception):
    """Bytes a device of this product does not understand."""


def pack_control(definition: Definition, values: Mapping[str, Value]) -> bytes:
    """Return the p0 that sets ``values``."""
    if definition.var_len:
        body = layout_var_len.pack(definition, values)
        return bytes((layout_var_len.WRITE,)) + body
    return bytes((layout_fixed.WRITE,)) + layout_fixed.pack_control(definition, values)


def pack_status(
    definition: Definition, values: Mapping[str, Value], *, reply: bool = False
) -> bytes:
    """Return the p0 a device sends: a report, or the reply to a read."""
    layout = layout_var_len if definition.var_len else layout_fixed
    action = layout.READ_REPLY if reply else layout.REPORT
    if definition.var_len:
        return bytes((action,)) + layout_var_len.pack(definition, values)
    return bytes((action,)) + layout_fixed.pack_status(definition, values)


def pack_read(definition: Definition, names: set[str] | None = None) -> bytes:
    """Return the p0 that asks for all datapoints, or (var_len) for some."""
    if not definition.var_len:
        return bytes((layout_fixed.READ,))
    asked = set(definition.by_name) if names is None else names
    flags = layout_var_len.pack_flags(definition, asked)
    return bytes((layout_var_len.READ,)) + flags


def is_read(definition: Definition, p0: bytes) -> bool:
    """Say whether a p0 asks for values."""
    layout = layout_var_len if definition.var_len else layout_fixed
    return p0[:1] == bytes((layout.READ,))


def is_control(definition: Definition, p0: bytes) -> bool:
    """Say whether a p0 sets values."""
    layout = layout_var_len if definition.var_len else layout_fixed
    return p0[:1] == bytes((layout.WRITE,))


def unpack_control(definition: Definition, p0: bytes) -> dict[str, Value]:
    """Return the values a control p0 sets, or raise BadPayload."""
    try:
        if definition.var_len:
            return layout_var_len.unpack(definition, p0[1:])
        return layout_fixed.unpack_control(definition, p0[1:])
    except (InvalidValue, IndexError) as error:
        raise BadPayload(str(error)) from error


def unpack_status(definition: Definition, p0: bytes) -> dict[str, Value]:
    """Return the values of a report or of the reply to a read, or BadPayload."""
    try:
        if definition.var_len:
            return layout_var_len.unpack(definition, p0[1:])
        return layout_fixed.unpack_status(definition, p0[1:])
    except (InvalidValue, IndexError) as error:
        raise BadPayload(str(error)) from error


def read_names(definition: Definition, p0: bytes) -> set[str]:
    """Return the datapoints a read p0 asks for; a standard read asks for all."""
    if definition.var_len:
        return layout_var_len.unpack_names(definition, p0[1:])
    return set(definition.by_name)
