"""The unit and the limits of temperatures a person chose."""

from typing import Final

from ..api import Bool, Enum, Number
from ..composites.quantity import TemperatureScale
from ..composites.shape import Point, Shape
from ..composites.temperatures import ROOM, UNIT, find_scale, to_fahrenheit
from .kind import Cast, Role

UNIT_ROLE: Final = Role(UNIT, (Bool, Enum))


def scale_of(cast: Cast, target: Number | None) -> TemperatureScale:
    """Return the scale of a target; °C where nothing tells that it is another.

    The unit's own words tell which of its values is °F.
    """
    unit = cast.parts.get(UNIT)
    points = [Point(unit.datapoint, frozenset({UNIT}))] if unit else []
    if target is None:
        return ROOM
    if scaled := find_scale(Shape(points, ""), target):
        return scaled[0]
    low, high = target.minimum, target.maximum
    return TemperatureScale(
        celsius=(low, high),
        fahrenheit=(round(to_fahrenheit(low)), round(to_fahrenheit(high))),
    )
