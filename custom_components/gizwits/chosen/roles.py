"""Which roles a composite speaks of."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..composites.band import Band, Kelvin
from ..composites.choice import Choice
from ..composites.parts import Parts
from ..composites.quantity import Quantity, TemperatureScale
from ..composites.speeds import Speeds


def roles_of(parts: Parts) -> frozenset[str]:
    """Return the roles that a composite reads or writes."""
    return frozenset(
        role for name, part in parts._asdict().items() for role in _roles(name, part)
    )


def _roles(name: str, part: Any) -> Iterator[str]:
    match part:
        case Choice():
            yield from (*part.writes, *part.when)
        case Quantity():
            yield from part.roles
        case Band() | Kelvin() | Speeds():
            yield part.role
        case TemperatureScale():
            yield from part.is_fahrenheit
        case tuple():
            for one in part:
                yield from _roles(name, one)
        case Mapping():
            # What turns it on, or presses it.
            yield from part
        case str() if name == "oscillate":
            yield part
