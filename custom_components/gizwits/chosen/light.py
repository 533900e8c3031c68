"""A light of the datapoints a person chose."""

from copy import replace
from typing import Final

from homeassistant.components.light import LightEntityDescription
from homeassistant.const import STATE_OFF, STATE_ON, Platform

from ..api import Number
from ..composites.band import Band, Kelvin
from ..composites.choice import Choice, Choices, on_off
from ..composites.light import modes_and_effects
from ..composites.parts import Composite, LightParts
from .kind import BOOL, ENUM, NUMBER, Cast, Kind, Role

_COLORS: Final = (("red", "green", "blue"), ("hue", "saturation"))
# A number from here to there is a colour temperature in K, any other a share of this.
_WARMEST, _COLDEST = 1000, 30000
_USUAL: Final = (2700, 6500)


def _make(cast: Cast, _class: str) -> Composite | None:
    brightness = cast.number("brightness")
    is_on = on_off("power") if "power" in cast else _by_brightness(brightness)
    if not is_on:
        return None
    color = tuple(
        Band.of(role, number)
        for roles in _COLORS
        if all(role in cast for role in roles)
        for role in roles
        if (number := cast.number(role))
    )
    # Of two ways to say a colour the first is taken.
    color = color[:3] if len(color) > 3 else color
    kelvin = cast.number("kelvin")
    parts = LightParts(
        is_on=is_on,
        brightness=_band(brightness) if brightness else None,
        color=color,
        kelvin=_kelvin(kelvin) if kelvin else None,
    )
    modes, effects = modes_and_effects(parts, cast.enum("mode"), cast.enum("scene"))
    return Composite(
        LightEntityDescription(key="", translation_key="light"),
        replace(parts, modes=modes, effects=effects),
    )


def _by_brightness(brightness: Number | None) -> Choices:
    """Return on and off of what is off at 0."""
    if brightness is None or brightness.minimum != 0 or brightness.step < 1:
        return ()
    lit = range(1, int(brightness.maximum) + 1)
    return (
        Choice(STATE_OFF, {"brightness": 0}, {"brightness": (0,)}),
        Choice(STATE_ON, {"brightness": brightness.maximum}, {"brightness": lit}),
    )


def _band(brightness: Number) -> Band:
    """Return how bright it is; the least is one step, for 0 is off."""
    return Band("brightness", brightness.minimum or brightness.step, brightness.maximum)


def _kelvin(number: Number) -> Kelvin:
    low, high = number.minimum, number.maximum
    if _WARMEST <= low < high <= _COLDEST:
        return Kelvin.of("kelvin", low, high)
    return Kelvin("kelvin", low, high, *_USUAL)


LIGHT: Final = Kind(
    platform=Platform.LIGHT,
    roles=(
        Role("power", BOOL, writes=True),
        Role("brightness", NUMBER, writes=True),
        Role("kelvin", NUMBER, writes=True),
        Role("red", NUMBER, writes=True),
        Role("green", NUMBER, writes=True),
        Role("blue", NUMBER, writes=True),
        Role("hue", NUMBER, writes=True),
        Role("saturation", NUMBER, writes=True),
        Role("mode", ENUM, writes=True),
        Role("scene", ENUM, writes=True),
    ),
    make=_make,
    alone=("power", "brightness"),
)
