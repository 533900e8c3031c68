"""Finds what keeps water warm: a tank, a boiler's hot water, a kettle."""

from collections.abc import Iterator
from typing import Final

from homeassistant.components.water_heater import WaterHeaterEntityDescription
from homeassistant.const import STATE_OFF, STATE_ON, Platform

from ..api import AnyDatapoint, Bool, Enum, Number
from . import vocabulary as say
from .choice import Choice, Choices
from .found import Found
from .options import option_choices
from .parts import Composite, WaterHeaterParts
from .shape import Shape, words
from .temperatures import find_scale, measured

# Water that nobody heats further than this (°C) is a spa's or a fish tank's.
_WARM, _BOILING = 45, 100
_OF_WATER: Final = words(
    r".*(hotwater|dhw|tank|水箱|热水).*", r".*watertemp.*|.*水温.*"
)
_OF_ROOMS: Final = words(
    r"(?:ch|centralheating|heating).*(?:temp|temperature|target|setpoint|set).*",
    r".*(?:采暖|供暖|地暖).*",
)
_MODE_OF_WATER: Final = words(
    r"(?:dhw|hotwater)(?:mode|program|programme)|modesettingdhw",
    r"(?:生活)?热水(?:运行)?(?:模式|方式)(?:设置)?",
)


def find(shape: Shape) -> Iterator[Found]:
    """Yield the water heater of a product."""
    if shape.is_product(say.SPA_PRODUCT):
        return
    target = shape.one_number(say.TARGET_OF_WATER)
    power = shape.one_bool(say.POWER_OF_HOT_WATER)
    is_part = power is not None
    if not is_part and (
        shape.is_product(say.WATER_PRODUCT) or shape.mentions(_OF_WATER)
    ):
        # A boiler that heats rooms as well is not switched off with its hot water.
        heats = target is not None and shape.mentions(_OF_ROOMS)
        power = None if heats else shape.one_bool(say.POWER)
        target = target or shape.one_number(say.TARGET)
    if target and power and (found := _found(shape, target, power, is_part=is_part)):
        yield found


def _found(shape: Shape, target: Number, power: Bool, *, is_part: bool) -> Found | None:
    """Return the heater, with what else belongs to it; None if its target is none."""
    scaled = find_scale(shape, target)
    if scaled is None or not _WARM < scaled[0].celsius[1] <= _BOILING:
        return None
    scale, unit = scaled
    current = _current(shape, is_part=is_part)
    mode = shape.one_enum(_MODE_OF_WATER, *(() if is_part else (say.MODE,)))
    roles: dict[str, AnyDatapoint | None] = {
        "power": power,
        "target": target,
        "current": current,
        "mode": mode,
    }
    return Found(
        platform=Platform.WATER_HEATER,
        composite=Composite(
            WaterHeaterEntityDescription(
                key="", translation_key="hot_water" if is_part else "water_heater"
            ),
            WaterHeaterParts(
                operations=_operations(mode),
                turn_on={"power": True},
                scale=scale,
                target=shape.quantity("target", target),
                current=(
                    measured(shape, scale, current, shape.quantity("current", current))
                    if current
                    else None
                ),
            ),
        ),
        roles=unit | {role: own for role, own in roles.items() if own},
        is_main=not is_part,
        named_by=None if is_part else power.name,
    )


def _current(shape: Shape, *, is_part: bool) -> Number | None:
    """Return the temperature of the water; `is_part`: there is a room's too."""
    others = () if is_part else (say.CURRENT, say.BARE_TEMPERATURE)
    return shape.one_number(
        say.CURRENT_OF_WATER, *others, say.CURRENT_OF_OUTLET, writable=False
    )


def _operations(mode: Enum | None) -> Choices:
    """Return off and, for what is on, its modes."""
    on, off = {"power": True}, {"power": (False,)}
    ways = (Choice(STATE_OFF, {"power": False}, off),)
    if mode is None:
        return (*ways, Choice(STATE_ON, on, {"power": (True,)}))
    modes = option_choices("mode", mode, on)
    return (*ways, *(choice for choice in modes if choice.key != STATE_OFF))
