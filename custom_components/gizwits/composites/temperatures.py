"""Temperatures and their unit in the shape of a product."""

from collections.abc import Iterator
from copy import replace
import math
import re
from typing import Final

from ..api import AnyDatapoint, Bool, Enum, Number
from ..meaning.words import option_keys
from ..pattern import Pattern
from . import vocabulary as say
from .choice import Condition
from .quantity import Quantity, TemperatureScale
from .shape import Shape, key_of

UNIT: Final = "unit"

# "0 = C, 1 = F", "1: 华氏"; the digit that means °F.
_FAHRENHEIT_IS: Final = Pattern(
    r"([01])\s*[-=:：是为,，.]*\s*(?:degrees?\s*)?(?:°?f\b|fahrenheit|℉|华氏)",
    re.IGNORECASE,
)
_CELSIUS_IS: Final = Pattern(
    r"([01])\s*[-=:：是为,，.]*\s*(?:degrees?\s*)?(?:°?c\b|celsius|℃|摄氏)",
    re.IGNORECASE,
)
_IN_FAHRENHEIT: Final = Pattern(r"℉|°\s?f\b|fahrenheit|华氏", re.IGNORECASE)
_IN_CELSIUS: Final = Pattern(r"℃|°\s?c\b|celsius|摄氏", re.IGNORECASE)
# The hottest a number in °C is set to; what goes beyond holds °F too.
_HOTTEST_ROOM: Final = 60
_BOILING: Final = 100
# No room and no pool is so much (°C) warmer than the hottest it is set to.
_ABOVE_TARGET: Final = 15


# Of what has no target.
ROOM: Final = TemperatureScale(celsius=(7, 35), fahrenheit=(45, 95))


def to_fahrenheit(celsius: float) -> float:
    """Return °C in °F."""
    return celsius * 1.8 + 32


def to_celsius(fahrenheit: float) -> float:
    """Return °F in °C."""
    return math.floor(round((fahrenheit - 32) / 1.8, 3))


def find_scale(
    shape: Shape, target: Number | None
) -> tuple[TemperatureScale, dict[str, AnyDatapoint]] | None:
    """Return the scale of a target and the role that tells its unit.

    None where it cannot be told in which unit it is.
    """
    if target is None:
        return ROOM, {}
    low, high = target.minimum, target.maximum
    text = f"{target.label} {target.description}"
    both = bool(_IN_CELSIUS.search(text)) and bool(_IN_FAHRENHEIT.search(text))
    unit = next((flag for flag in _flags(shape) if flag), None)
    if not both and _IN_FAHRENHEIT.search(text):
        return _scale_of((to_celsius(low), to_celsius(high)), always=True), {}
    # What says °C, and what boils water, holds no °F up to 100.
    is_celsius = bool(_IN_CELSIUS.search(text)) and not both
    if high <= _BOILING and (is_celsius or shape.is_product(say.BOILING_PRODUCT)):
        return _scale_of((low, high)), {}
    if high <= _HOTTEST_ROOM or (unit is None and not both):
        # It cannot hold °F, or nothing says that it does.
        return (_scale_of((low, high)), {}) if high <= _BOILING else None
    celsius = low, to_celsius(high)
    if celsius[0] >= celsius[1]:
        # Both ends are in °F, which such a device counts in.
        celsius = to_celsius(low), to_celsius(high)
    if unit is not None and (when := _fahrenheit(unit)):
        return _scale_of(celsius, when=when), {UNIT: unit}
    if celsius[1] < to_fahrenheit(low):
        # The two ranges do not meet: the value tells.
        return _scale_of(celsius, by_value=True), {}
    return None


def measured(
    shape: Shape, scale: TemperatureScale, number: Number, quantity: Quantity
) -> Quantity:
    """Return what a device measures beside a target, as far as its unit is known.

    A target in °C alone says nothing of a reading that may follow a flag of the unit:
    77 beside a target of 16 to 30 is in °F, and no temperature of a room.
    """
    follows = scale.is_fahrenheit or scale.by_value or scale.always_fahrenheit
    text = f"{number.label} {number.description}"
    if follows or _IN_CELSIUS.search(text) or not any(_flags(shape)):
        return quantity
    hottest = scale.celsius[1] + _ABOVE_TARGET
    return replace(quantity, maximum=min(quantity.maximum, hottest))


def _flags(shape: Shape) -> Iterator[Bool | Enum | None]:
    """Yield what can tell the unit; some devices only show which they are set to."""
    for writable in (True, False):
        yield shape.one_enum(say.UNIT, writable=writable)
        yield shape.one_bool(say.UNIT, writable=writable)


def _scale_of(
    celsius: tuple[float, float],
    *,
    always: bool = False,
    by_value: bool = False,
    when: Condition | None = None,
) -> TemperatureScale:
    return TemperatureScale(
        celsius=celsius,
        fahrenheit=(
            round(to_fahrenheit(celsius[0])),
            round(to_fahrenheit(celsius[1])),
        ),
        always_fahrenheit=always,
        by_value=by_value,
        is_fahrenheit=when or {},
    )


def _fahrenheit(unit: Bool | Enum) -> Condition:
    """Return while which of its values numbers are in °F, nothing where it is not said."""
    if isinstance(unit, Enum):
        keys = option_keys(unit)
        if keys.keys() >= {"celsius", "fahrenheit"}:
            return {UNIT: (keys["fahrenheit"],)}
        return {}
    said = f"{unit.description} {unit.label}"
    fahrenheit, celsius = _FAHRENHEIT_IS.search(said), _CELSIUS_IS.search(said)
    if fahrenheit and (not celsius or celsius[1] != fahrenheit[1]):
        return {UNIT: (fahrenheit[1] == "1",)}
    if celsius:
        return {UNIT: (celsius[1] == "0",)}
    called = key_of(unit.name)
    if called.endswith("fahrenheit") or key_of(unit.label) == "华氏度":
        return {UNIT: (True,)}
    if called.endswith("celsius"):
        return {UNIT: (False,)}
    return {}
