"""Which roles a description speaks of."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from homeassistant.helpers.entity import EntityDescription

from ..composites.band import Band, Kelvin
from ..composites.choice import Choice
from ..composites.quantity import Quantity, TemperatureScale
from ..composites.speeds import Speeds


def roles_of(description: EntityDescription) -> frozenset[str]:
    """Return the roles that a description reads or writes."""
    return frozenset(
        role
        for field in fields(description)
        for role in _roles(field.name, getattr(description, field.name))
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
