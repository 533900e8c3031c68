"""A water heater of the datapoints a person chose."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.components.water_heater import WaterHeaterEntityDescription
from homeassistant.const import STATE_OFF, STATE_ON, Platform

from ..composites.choice import Choice, Choices
from ..composites.options import option_choices
from ..composites.parts import Composite, WaterHeaterParts
from ..meaning.words import option_keys
from .kind import BOOL, ENUM, NUMBER, Cast, Kind, Role
from .scale import UNIT_ROLE, scale_of

_TEMPERATURE: Final = SensorDeviceClass.TEMPERATURE


def _make(cast: Cast, _class: str) -> Composite | None:
    target = cast.quantity("target", _TEMPERATURE)
    if target is None:
        return None
    return Composite(
        WaterHeaterEntityDescription(key="", translation_key="water_heater"),
        WaterHeaterParts(
            operations=_operations(cast),
            turn_on={"power": True} if "power" in cast else {},
            scale=scale_of(cast, cast.number("target")),
            target=target,
            current=cast.quantity("current", _TEMPERATURE),
        ),
    )


def _operations(cast: Cast) -> Choices:
    """Return off and, for what is on, its modes."""
    off: Choices = ()
    on = {"power": True} if "power" in cast else {}
    if on:
        off = (Choice(STATE_OFF, {"power": False}, {"power": (False,)}),)
    mode = cast.enum("mode")
    if mode is None:
        when = {role: (value,) for role, value in on.items()}
        return (*off, Choice(STATE_ON, on, when))
    modes = option_choices("mode", mode, on)
    if not off and STATE_OFF in option_keys(mode):
        return modes
    return (*off, *(choice for choice in modes if choice.key != STATE_OFF))


WATER_HEATER: Final = Kind(
    platform=Platform.WATER_HEATER,
    roles=(
        Role("target", NUMBER, writes=True),
        Role("current", NUMBER),
        Role("power", BOOL, writes=True),
        Role("mode", ENUM, writes=True),
        UNIT_ROLE,
    ),
    make=_make,
)
