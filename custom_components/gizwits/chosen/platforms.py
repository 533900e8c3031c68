"""What one datapoint alone can be shown as."""

from collections.abc import Iterator
from typing import Final

from homeassistant.const import Platform

from ..api import Access, Binary, Bool, Enum
from ..forbidden import never_write
from . import KINDS, Part, make

# A state holds 255 characters, a byte is two of them.
LONGEST_STATE_BYTES: Final = 127


def platforms_of(part: Part) -> tuple[Platform, ...]:
    """Return the platforms a datapoint can be on, first those it is on by itself."""
    return tuple(dict.fromkeys((*_plain(part), *_alone(part))))


def _plain(part: Part) -> Iterator[Platform]:
    point = part.datapoint
    writable = point.writable and not never_write(point)
    match point:
        case Binary():
            if point.length > LONGEST_STATE_BYTES:
                return
            if writable:
                yield Platform.TEXT
            if point.access in (Access.WRITABLE, Access.READONLY):
                yield Platform.SENSOR
        case Bool():
            if writable:
                yield Platform.SWITCH
            yield Platform.BINARY_SENSOR
        case _:
            if writable:
                yield Platform.SELECT if isinstance(point, Enum) else Platform.NUMBER
            yield Platform.SENSOR


def _alone(part: Part) -> Iterator[Platform]:
    """Yield what one datapoint is enough for."""
    for platform, kind in KINDS.items():
        cast = kind.cast_alone(part)
        if cast and make(kind, cast, part.key, None):
            yield platform
