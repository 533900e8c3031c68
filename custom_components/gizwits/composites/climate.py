"""Finds what keeps a room, or the water of a spa, warm or cool."""

from collections.abc import Iterator, Mapping
import re
from typing import Any, Final

from homeassistant.components.climate import (
    SWING_OFF,
    SWING_ON,
    ClimateEntityDescription,
    HVACAction,
    HVACMode,
)
from homeassistant.const import Platform

from ..api import AnyDatapoint, Bool, Enum, Number
from ..meaning.words import option_keys
from ..pattern import Pattern
from . import vocabulary as say
from .choice import Choice, Choices, Writes
from .found import Found
from .options import option_choices
from .parts import ClimateParts, Composite
from .quantity import TemperatureScale
from .shape import Shape, words
from .temperatures import find_scale, measured

# Keys of options -> what Home Assistant calls it.
HVAC_MODES: Final[Mapping[str, HVACMode]] = {
    "auto": HVACMode.AUTO,
    "smart": HVACMode.AUTO,
    "cool": HVACMode.COOL,
    "heat": HVACMode.HEAT,
    "heat_cool": HVACMode.HEAT_COOL,
    "dry": HVACMode.DRY,
    "fan_only": HVACMode.FAN_ONLY,
    "ventilation": HVACMode.FAN_ONLY,
}
_OFF: Final = ("off", "stop", "stopped")
_PILOT_WIRE: Final = frozenset({"comfort", "eco", "frost"})
# A target beyond these (°C) is not a room's or a spa's, a narrower range no target.
_COOLEST, _HOTTEST, _NARROWEST = -1, 50, 3
# Thermostats of heated floors go further, though nobody sets them so.
_HOTTEST_FLOOR: Final = 60
_HOTTEST_TOWEL: Final = 90
_HEATS: Final = words(r".*(heat|warm|加热|采暖|供暖|地暖|制热|取暖).*")
_HEAT_LEVEL: Final = words(r"heat.*|加热.*")
# "1: 正在加热". By its name alone such a state says nothing: Heatzy's is the other way.
_IS_HEATING: Final = Pattern(
    r"\b1\s*[-=:：是为]?\s*(?:正在)?(?:加热|heating)", re.IGNORECASE
)


def find(shape: Shape) -> Iterator[Found]:
    """Yield the climate of a product."""
    mode = shape.one_enum(say.MODE)
    modes = option_keys(mode) if mode else {}
    hvac = {HVAC_MODES[key] for key in modes if key in HVAC_MODES}
    if len(hvac) > 1 and hvac & {HVACMode.COOL, HVACMode.HEAT}:
        found = _air_conditioner(shape, mode, modes)
    elif modes.keys() >= _PILOT_WIRE:
        found = _pilot_wire(shape, mode, modes)
    else:
        found = _thermostat(shape, mode, modes)
    if found:
        yield found


def _air_conditioner(
    shape: Shape, mode: Enum | None, modes: Mapping[str, str]
) -> Found | None:
    """Return what has modes like cool and heat, and a target."""
    power = shape.one_bool(say.POWER)
    target = shape.one_number(say.TARGET, say.BARE_TEMPERATURE)
    off = next((key for key in _OFF if key in modes), None)
    if mode is None or target is None or not (power or off):
        return None
    on: Writes = {"power": True} if power else {}
    while_on = {role: (value,) for role, value in on.items()}
    choices = [*_off(power, modes)]
    presets = []
    for key, option in modes.items():
        if key in HVAC_MODES:
            when = {**while_on, "mode": (option,)}
            choices.append(Choice(HVAC_MODES[key], {**on, "mode": option}, when))
        elif key != off:
            presets.append(Choice(key, {**on, "mode": option}, {"mode": (option,)}))
    if presets and "auto" in modes:
        # In a mode of its own it does what it finds right.
        choices.append(Choice(HVACMode.AUTO, when=while_on))
    roles = {"power": power, "mode": mode}
    return _found(shape, target, tuple(choices), roles, tuple(presets), on)


def _thermostat(
    shape: Shape, mode: Enum | None, modes: Mapping[str, str]
) -> Found | None:
    """Return what is on or off, and has a target and what it measures."""
    target = shape.one_number(say.TARGET, say.TARGET_OF_DAY, say.BARE_TEMPERATURE)
    heater = shape.one_bool(say.POWER_OF_HEATING)
    # What has a heater and a switch of its own, like a spa, keeps its switch.
    power = heater or shape.one_bool(say.POWER)
    off = {modes[key] for key in _OFF if key in modes}
    if target is None or not (power or off) or _current(shape) is None:
        return None
    if heater is None and shape.numbers(_HEAT_LEVEL):
        # It heats by a number that only its maker can explain.
        return None
    heats = heater or shape.is_product(say.HEATING_PRODUCT) or shape.mentions(_HEATS)
    warm = HVACMode.HEAT if heats else HVACMode.HEAT_COOL
    if not heats and shape.is_product(say.COOLING_PRODUCT):
        warm = HVACMode.COOL
    presets = tuple(
        choice
        for choice in (option_choices("mode", mode) if mode else ())
        if choice.writes["mode"] not in off
    )
    if power:
        on = Choice(warm, {"power": True}, {"power": (True,)})
    elif presets:
        # A radiator's valve is on in any of its other modes.
        ways = tuple(preset.writes["mode"] for preset in presets)
        on = Choice(warm, {"mode": ways[0]}, {"mode": ways})
    else:
        return None
    roles = {"power": power, "mode": mode}
    return _found(shape, target, (*_off(power, modes), on), roles, presets)


def _pilot_wire(
    shape: Shape, mode: Enum | None, modes: Mapping[str, str]
) -> Found | None:
    """Return a heater whose modes are orders: comfort, eco, frost protection."""
    power = shape.one_bool(say.POWER)
    stop = {modes[key] for key in _OFF if key in modes}
    if mode is None or not (power or stop):
        return None
    on: Writes = {"power": True} if power else {}
    while_on = {role: (value,) for role, value in on.items()}
    presets = tuple(
        Choice(choice.key, {**on, **choice.writes}, choice.when)
        for choice in option_choices("mode", mode)
        if choice.writes["mode"] not in stop
    )
    heat = Choice(
        HVACMode.HEAT,
        {**on, "mode": modes["comfort"]},
        {**while_on, "mode": tuple(o for o in modes.values() if o not in stop)},
    )
    choices = (*_off(power, modes), heat)
    target = shape.one_number(say.TARGET)
    return _found(shape, target, choices, {"power": power, "mode": mode}, presets)


def _off(power: Bool | None, modes: Mapping[str, str]) -> Iterator[Choice]:
    """Yield the ways it can be off; the first is the one that is written."""
    if power:
        yield Choice(HVACMode.OFF, {"power": False}, {"power": (False,)})
    for key in _OFF:
        if key in modes:
            option = modes[key]
            yield Choice(HVACMode.OFF, {"mode": option}, {"mode": (option,)})


def _current(shape: Shape) -> Number | None:
    """Return what it measures: of water, where it warms that and not the air around."""
    if shape.is_product(say.POOL_PRODUCT):
        return shape.one_number(
            say.CURRENT,
            say.CURRENT_OF_WATER,
            say.CURRENT_OF_INLET,
            say.BARE_TEMPERATURE,
            writable=False,
        )
    return shape.one_number(
        say.CURRENT_OF_ROOM,
        say.CURRENT,
        say.BARE_TEMPERATURE,
        say.CURRENT_OF_WATER,
        say.CURRENT_OF_INLET,
        writable=False,
    )


def _found(
    shape: Shape,
    target: Number | None,
    hvac_modes: Choices,
    roles: Mapping[str, AnyDatapoint | None],
    presets: Choices = (),
    turn_on: Writes | None = None,
) -> Found | None:
    """Return the climate, with what else belongs to it; None if its target is none."""
    scaled = find_scale(shape, target)
    if scaled is None or (target and not _is_lived_in(shape, scaled[0])):
        return None
    scale, unit = scaled
    numbers = _numbers(shape, target)
    fan, swinging = shape.one_enum(say.FAN_SPEED), _swinging(shape)
    states, actions = _actions(shape)
    is_spa = shape.is_product(say.SPA_PRODUCT) and not presets
    parts = ClimateParts(
        hvac_modes=hvac_modes,
        hvac_actions=actions,
        presets=presets,
        fan_modes=option_choices("fan", fan) if fan else (),
        swing_modes=_swings("swing", swinging),
        swing_horizontal_modes=_swings("swing_horizontal", swinging),
        turn_on=turn_on or {},
        scale=scale,
        **_quantities(shape, scale, numbers),
    )
    own = {**unit, **roles, **numbers, "fan": fan, **swinging, **states}
    return Found(
        platform=Platform.CLIMATE,
        composite=Composite(
            ClimateEntityDescription(
                key="", translation_key="spa" if is_spa else "climate"
            ),
            parts,
        ),
        roles={role: point for role, point in own.items() if point},
        is_main=True,
        named_by=next(point.name for point in roles.values() if point),
    )


def _is_lived_in(shape: Shape, scale: TemperatureScale) -> bool:
    """Return whether people live in such temperatures."""
    low, high = scale.celsius
    hottest = _HOTTEST_FLOOR if shape.is_product(say.HEATING_PRODUCT) else _HOTTEST
    if shape.is_product(say.TOWEL_PRODUCT):
        hottest = _HOTTEST_TOWEL
    return _COOLEST <= low < high - _NARROWEST < high <= hottest


def _swinging(shape: Shape) -> dict[str, Bool | Enum]:
    """Return which ways it blows."""
    vertical = say.SWING_VERTICAL, say.SWING
    ways = {
        "swing": shape.one_bool(*vertical) or shape.one_enum(*vertical),
        "swing_horizontal": shape.one_bool(say.SWING_HORIZONTAL)
        or shape.one_enum(say.SWING_HORIZONTAL),
    }
    return {role: way for role, way in ways.items() if way}


def _numbers(shape: Shape, target: Number | None) -> dict[str, Number]:
    """Return what it measures and what it is set to, by role; without one, to two."""
    numbers = {
        "target": target,
        "current": _current(shape),
        "current_humidity": shape.one_number(say.HUMIDITY, writable=False),
    }
    high = shape.one_number(say.TARGET_OF_DAY) if target is None else None
    low = shape.one_number(say.TARGET_OF_NIGHT)
    if high and low:
        numbers |= {"high": high, "low": low}
    return {role: number for role, number in numbers.items() if number}


def _quantities(
    shape: Shape, scale: TemperatureScale, numbers: Mapping[str, Number]
) -> dict[str, Any]:
    """Return the quantities of numbers, by role."""
    quantities = {role: shape.quantity(role, own) for role, own in numbers.items()}
    if current := numbers.get("current"):
        own = quantities["current"]
        quantities["current"] = measured(shape, scale, current, own)
    return quantities


def _actions(shape: Shape) -> tuple[dict[str, AnyDatapoint], Choices]:
    """Return what tells whether it heats now: that it does, or that it need not."""
    heating = shape.one_bool(say.HEATING_NOW, writable=False)
    if heating and _IS_HEATING.search(heating.description):
        return {"heating": heating}, (
            Choice(HVACAction.HEATING, when={"heating": (True,)}),
            Choice(HVACAction.IDLE, when={"heating": (False,)}),
        )
    if reached := shape.one_bool(say.TARGET_REACHED, writable=False):
        return {"reached": reached}, (
            Choice(HVACAction.IDLE, when={"reached": (True,)}),
            Choice(HVACAction.HEATING, when={"reached": (False,)}),
        )
    return {}, ()


def _swings(role: str, swinging: Mapping[str, Bool | Enum]) -> Choices:
    """Return the ways it blows, or off and on of one; nothing where it does not."""
    way = swinging.get(role)
    if way is None:
        return ()
    if isinstance(way, Enum):
        return option_choices(role, way)
    return (
        Choice(SWING_OFF, {role: False}, {role: (False,)}),
        Choice(SWING_ON, {role: True}, {role: (True,)}),
    )
