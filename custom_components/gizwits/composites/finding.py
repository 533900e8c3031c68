"""Entities of several datapoints, found in the shape of any product.

Each kind has a file that looks for its roles by what datapoints are called, of which
kind they are, and within which range. What is not unmistakable is not found: its
datapoints stay entities of their own.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from copy import replace
import re
from typing import Final

from homeassistant.const import Platform

from ..api import Product
from ..meaning.specs import spec_of
from ..pattern import Pattern
from ..spec import EntitySpec
from . import (
    button,
    climate,
    cover,
    fan,
    humidifier,
    light,
    lock,
    vacuum,
    valve,
    water_heater,
)
from .found import Found
from .shape import Shape

__all__ = ["find_composites"]

type _Finder = Callable[[Shape], Iterator[Found]]

# What comes first takes what it needs; a product has one of them.
_WHOLE: Final[tuple[_Finder, ...]] = (
    vacuum.find,
    water_heater.find,
    climate.find,
    humidifier.find,
)
# A gateway has several of these.
_OFTEN: Final[tuple[_Finder, ...]] = (climate.find,)
# Of these it may have several, one for each of its channels.
_BY_CHANNEL: Final[tuple[_Finder, ...]] = (
    cover.find,
    light.find,
    fan.find,
    valve.find,
    lock.find,
)


_SWITCH: Final = Pattern(
    r"\s*(?:\bon[ /]?off|\bswitch|\bpower|\benable|\bcontrol|开关|电源|控制)$",
    re.IGNORECASE,
)


def find_composites(
    product: Product,
    names: Mapping[str, str],
    *,
    product_name: str = "",
    taken: Container[str] = (),
) -> tuple[EntitySpec, ...]:
    """Return the composites of a product, of the datapoints that are not `taken`.

    `names` are the datapoints' by identifier; `product_name` is what bindings call
    the product, where that is known.
    """
    shape = Shape.of(product, (product.name, product_name), taken)
    specs: list[EntitySpec] = []
    for finder in (*_WHOLE, *_BY_CHANNEL):
        for number, one in _found(finder, shape):
            is_first = not any(spec.description.name is None for spec in specs)
            specs.append(_spec(one, shape, names, number, is_first=is_first))
    specs += (_spec(one, shape, names, 0, is_first=False) for one in button.find(shape))
    return tuple(specs)


def _found(finder: _Finder, shape: Shape) -> list[tuple[int, Found]]:
    """Return what is found in the whole or else in its channels, with their number."""
    found = [(0, one) for one in finder(shape) if one.is_distinct]
    if found or finder not in (*_OFTEN, *_BY_CHANNEL):
        return found
    return [
        (channel.number, one)
        for channel in shape.channels()
        for one in finder(channel)
        if one.is_distinct
    ]


def _spec(
    found: Found, shape: Shape, names: Mapping[str, str], number: int, *, is_first: bool
) -> EntitySpec:
    """Return a composite with its datapoints, its key and its name."""
    roles = shape.take(found.roles)
    description = found.composite.description
    if found.platform is not Platform.BUTTON:
        # A hyphen: no datapoint is called so.
        key = f"composite-{found.platform.value.replace('_', '-')}"
        description = replace(description, key=key if number < 2 else f"{key}-{number}")
    if found.is_main and number == 0 and is_first:
        description = replace(description, name=None)
    elif found.named_by is not None:
        name = names.get(found.named_by, found.named_by)
        if found.platform is not Platform.BUTTON:
            # The light is "Lamp"; "Lamp switch" switches it.
            name = _SWITCH.sub("", name) or name
        description = replace(description, name=name)
    return spec_of(found.platform, description, roles, parts=found.composite.parts)
