"""Fans and humidifiers of the datapoints a person chose."""

from typing import Final

from homeassistant.components.fan import FanEntityDescription
from homeassistant.components.humidifier import (
    HumidifierAction,
    HumidifierDeviceClass,
    HumidifierEntityDescription,
)
from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import STATE_OFF, STATE_ON, Platform

from ..api import Number
from ..composites.choice import Choice, Choices, on_off
from ..composites.fan import gears, speeds_of, standing_is_off
from ..composites.options import option_choices
from ..composites.parts import Composite, FanParts, HumidifierParts
from .kind import BOOL, ENUM, NUMBER, Cast, Kind, Role

_HUMIDITY: Final = SensorDeviceClass.HUMIDITY


def _make_fan(cast: Cast, _class: str) -> Composite | None:
    number, enum, mode = cast.number("speed"), cast.enum("speed"), cast.enum("mode")
    speeds, presets = gears(number) if number else speeds_of(enum)
    if "power" in cast:
        is_on = on_off("power")
    else:
        is_on = _by_speed(number) if number else standing_is_off(enum)
    if not is_on:
        return None
    return Composite(
        FanEntityDescription(key="", translation_key="fan"),
        FanParts(
            is_on=is_on,
            speeds=speeds,
            presets=(*presets, *(option_choices("mode", mode) if mode else ())),
            oscillate="oscillate" if "oscillate" in cast else None,
        ),
    )


def _by_speed(number: Number) -> Choices:
    """Return on and off of what stands still at 0."""
    if number.minimum != 0 or number.step != int(number.step):
        return ()
    least, most = int(number.step), int(number.maximum)
    return (
        Choice(STATE_OFF, {"speed": 0}, {"speed": (0,)}),
        Choice(STATE_ON, {"speed": least}, {"speed": range(1, most + 1)}),
    )


def _make_humidifier(cast: Cast, which: str) -> Composite | None:
    target = cast.quantity("target", _HUMIDITY)
    if target is None or "power" not in cast:
        return None
    mode, is_dry = cast.enum("mode"), which == HumidifierDeviceClass.DEHUMIDIFIER
    works = HumidifierAction.DRYING if is_dry else HumidifierAction.HUMIDIFYING
    working = (
        (
            Choice(works, when={"working": (True,)}),
            Choice(HumidifierAction.IDLE, when={"working": (False,)}),
        )
        if "working" in cast
        else ()
    )
    return Composite(
        HumidifierEntityDescription(
            key="",
            translation_key="humidifier",
            device_class=HumidifierDeviceClass(which),
        ),
        HumidifierParts(
            is_on=on_off("power"),
            target=target,
            current=cast.quantity("current", _HUMIDITY),
            modes=option_choices("mode", mode) if mode else (),
            actions=working,
        ),
    )


FAN: Final = Kind(
    platform=Platform.FAN,
    roles=(
        Role("power", BOOL, writes=True),
        Role("speed", (*NUMBER, *ENUM), writes=True),
        Role("mode", ENUM, writes=True),
        Role("oscillate", BOOL, writes=True),
    ),
    make=_make_fan,
    alone=("power", "speed"),
)
HUMIDIFIER: Final = Kind(
    platform=Platform.HUMIDIFIER,
    roles=(
        Role("power", BOOL, writes=True),
        Role("target", NUMBER, writes=True),
        Role("current", NUMBER),
        Role("mode", ENUM, writes=True),
        Role("working", BOOL),
    ),
    make=_make_humidifier,
    classes=tuple(which.value for which in HumidifierDeviceClass),
)
