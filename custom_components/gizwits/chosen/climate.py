"""A climate of the datapoints a person chose."""

from collections.abc import Iterator, Mapping
from typing import Final

from homeassistant.components.climate import (
    SWING_OFF,
    SWING_ON,
    ClimateEntityDescription,
    HVACAction,
    HVACMode,
)
from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import Platform

from ..composites.choice import Choice, Choices, Writes
from ..composites.climate import HVAC_MODES
from ..composites.options import option_choices
from ..composites.parts import ClimateParts, Composite
from ..meaning.words import option_keys
from .kind import BOOL, ENUM, NUMBER, Cast, Kind, Role
from .scale import UNIT_ROLE, scale_of

_OFF: Final = ("off", "stop", "stopped")
_TEMPERATURE: Final = SensorDeviceClass.TEMPERATURE
# What it does where no mode says so.
_DOES: Final = (
    HVACMode.HEAT,
    HVACMode.COOL,
    HVACMode.HEAT_COOL,
    HVACMode.AUTO,
    HVACMode.DRY,
    HVACMode.FAN_ONLY,
)


def _make(cast: Cast, does: str) -> Composite | None:
    modes = option_keys(mode) if (mode := cast.enum("mode")) else {}
    on: Writes = {"power": True} if "power" in cast else {}
    presets = tuple(_presets(modes, on))
    if own := cast.enum("preset"):
        presets = (*presets, *option_choices("preset", own))
    fan = cast.enum("fan")
    scale = scale_of(cast, cast.number("target") or cast.number("high"))
    high, low = (cast.quantity(role, _TEMPERATURE) for role in ("high", "low"))
    if "target" in cast or high is None or low is None:
        high = low = None
    if not ({"power", "mode", "target"} & cast.parts.keys() or high):
        return None
    return Composite(
        ClimateEntityDescription(key="", translation_key="climate"),
        ClimateParts(
            hvac_modes=(*_off(modes, on), *_hvac_modes(modes, on, HVACMode(does))),
            hvac_actions=_actions(cast),
            presets=presets,
            fan_modes=option_choices("fan", fan) if fan else (),
            swing_modes=_swings(cast, "swing"),
            swing_horizontal_modes=_swings(cast, "swing_horizontal"),
            turn_on=on,
            scale=scale,
            current=cast.quantity("current", _TEMPERATURE),
            target=cast.quantity("target", _TEMPERATURE),
            current_humidity=cast.quantity(
                "current_humidity", SensorDeviceClass.HUMIDITY
            ),
            high=high,
            low=low,
        ),
    )


def _off(modes: Mapping[str, str], on: Writes) -> Iterator[Choice]:
    """Yield the ways it can be off; the first is the one that is written."""
    if on:
        yield Choice(HVACMode.OFF, {"power": False}, {"power": (False,)})
    for key in _OFF:
        if key in modes:
            option = modes[key]
            yield Choice(HVACMode.OFF, {"mode": option}, {"mode": (option,)})


def _presets(modes: Mapping[str, str], on: Writes) -> Iterator[Choice]:
    """Yield the modes that are nothing Home Assistant has a word for."""
    for key, option in modes.items():
        if key not in HVAC_MODES and key not in _OFF:
            yield Choice(key, {**on, "mode": option}, {"mode": (option,)})


def _hvac_modes(
    modes: Mapping[str, str], on: Writes, does: HVACMode
) -> Iterator[Choice]:
    """Yield what it can do; in a mode without a word it `does` what was chosen."""
    while_on = {role: (value,) for role, value in on.items()}
    for key, option in modes.items():
        if key in HVAC_MODES:
            when = {**while_on, "mode": (option,)}
            yield Choice(HVAC_MODES[key], {**on, "mode": option}, when)
    others = tuple(choice.writes["mode"] for choice in _presets(modes, on))
    if not modes:
        yield Choice(does, on, while_on)
    elif others:
        # Its power turns it on in the mode it was in; without one, a mode does.
        writes = on or {"mode": others[0]}
        yield Choice(does, writes, {**while_on, "mode": others})


def _actions(cast: Cast) -> Choices:
    if "heating" not in cast:
        return ()
    return (
        Choice(HVACAction.HEATING, when={"heating": (True,)}),
        Choice(HVACAction.IDLE, when={"heating": (False,)}),
    )


def _swings(cast: Cast, role: str) -> Choices:
    if role not in cast:
        return ()
    return (
        Choice(SWING_OFF, {role: False}, {role: (False,)}),
        Choice(SWING_ON, {role: True}, {role: (True,)}),
    )


CLIMATE: Final = Kind(
    platform=Platform.CLIMATE,
    roles=(
        Role("power", BOOL, writes=True),
        Role("mode", ENUM, writes=True),
        Role("target", NUMBER, writes=True),
        Role("current", NUMBER),
        Role("high", NUMBER, writes=True),
        Role("low", NUMBER, writes=True),
        Role("preset", ENUM, writes=True),
        Role("fan", ENUM, writes=True),
        Role("swing", BOOL, writes=True),
        Role("swing_horizontal", BOOL, writes=True),
        Role("current_humidity", NUMBER),
        Role("heating", BOOL),
        UNIT_ROLE,
    ),
    make=_make,
    classes=tuple(mode.value for mode in _DOES),
)
