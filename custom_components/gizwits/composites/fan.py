"""Finds fans: with speeds, presets, and swinging."""

from collections.abc import Iterator
from typing import Final

from homeassistant.components.fan import (
    DIRECTION_FORWARD,
    DIRECTION_REVERSE,
    FanEntityDescription,
)
from homeassistant.const import STATE_OFF, STATE_ON, Platform

from ..api import AnyDatapoint, Enum, Number
from ..meaning.words import option_keys
from . import vocabulary as say
from .choice import Choice, Choices, on_off
from .found import Found
from .options import option_choices
from .parts import Composite, FanParts
from .shape import Shape, words
from .speeds import Speeds

# A purifier, whatever its product is called.
_CLEANS_AIR: Final = words(
    r"pm25(?:value)?|airquality|aqi|tvoc|formaldehyde|hcho|anion|plasma",
    r"pm25(?:值|浓度)?|空气质量|甲醛|负离子|等离子",
)
# Options from slow to fast.
_ORDER: Final = (
    "min",
    "very_low",
    "quiet",
    "weak",
    "slow",
    "small",
    "low",
    "medium_low",
    "medium",
    "medium_high",
    "fast",
    "large",
    "high",
    "strong",
    "very_high",
    "very_strong",
    "turbo",
    "max",
)
# What has these modes is no fan, though it has one.
_OF_CLIMATES: Final = frozenset({"cool", "heat", "heat_cool"})
# Nor what is set to a heat, like an oven that blows: its switch is not its fan's.
_FIRE: Final = words(
    r".*(?:heat|temp|fire|flame|bake|roast).*", r".*(?:温度|火力|预热|加热|烘焙|烘烤).*"
)
_STANDING: Final = ("off", "stop", "stopped", "0")
_GEAR: Final = "level_"
_PERCENT: Final = 100
# Fewer numbers up to 100 than this are steps, not a percentage.
_PERCENT_SPAN: Final = 20


def find(shape: Shape) -> Iterator[Found]:
    """Yield the fan of a product."""
    is_product = shape.is_product(say.FAN_PRODUCT) or shape.mentions(_CLEANS_AIR)
    named = (say.FAN_SPEED, say.SPEED) if is_product else (say.FAN_SPEED,)
    number, enum = shape.one_number(*named), shape.one_enum(*named)
    fan = shape.one_bool(say.POWER_OF_FAN)
    power = fan or shape.one_bool(say.POWER)
    if number and number.is_unlimited and not is_product:
        # A byte nobody gave a range; how many speeds it has is not known.
        number = None
    if (number is None) is (enum is None):
        return
    speeds, presets = gears(number) if number else speeds_of(enum)
    if not is_product and fan is None and shape.numbers(_FIRE):
        return
    is_on = on_off("power") if power else standing_is_off(enum) if is_product else ()
    if not is_on or not (speeds or (is_product and len(presets) > 1)):
        return
    mode = shape.one_enum(say.FAN_MODE, say.MODE)
    if mode and not is_product and option_keys(mode).keys() & _OF_CLIMATES:
        return
    oscillate, direction = shape.one_bool(say.OSCILLATE), _direction(shape)
    if mode:
        presets = (*presets, *option_choices("mode", mode))
    roles: dict[str, AnyDatapoint | None] = {
        "power": power,
        "speed": number or enum,
        "mode": mode,
        "oscillate": oscillate,
        "direction": direction,
    }
    yield Found(
        platform=Platform.FAN,
        composite=Composite(
            FanEntityDescription(key="", translation_key="fan"),
            FanParts(
                is_on=is_on,
                speeds=speeds,
                presets=presets,
                oscillate="oscillate" if oscillate else None,
                directions=option_choices("direction", direction) if direction else (),
            ),
        ),
        roles={role: own for role, own in roles.items() if own},
        is_main=is_product or fan is None,
        named_by=power.name if power else None,
    )


def _direction(shape: Shape) -> Enum | None:
    """Return what says which way it turns, where both ways are called so."""
    direction = shape.one_enum(say.FAN_DIRECTION)
    ways = option_keys(direction).keys() if direction else ()
    return direction if ways == {DIRECTION_FORWARD, DIRECTION_REVERSE} else None


def gears(number: Number) -> tuple[Speeds | None, Choices]:
    """Return the speeds of a number."""
    low, high = max(1, number.minimum), number.maximum
    if number.minimum < 0 or low >= high or number.step != int(number.step):
        return None, ()
    is_percent = high == _PERCENT and high - low >= _PERCENT_SPAN
    return Speeds("speed", low, high, is_percent=is_percent), ()


def speeds_of(enum: Enum | None) -> tuple[Speeds | None, Choices]:
    """Return the options that are speeds, and the others."""
    options = option_keys(enum) if enum else {}
    order = {key: _place(key) for key in options}
    speeds = [key for key, place in order.items() if place is not None]
    speeds.sort(key=lambda key: order[key] or 0)
    if len(speeds) < 2:
        speeds = []
    presets = tuple(
        Choice(key, {"speed": option}, {"speed": (option,)})
        for key, option in options.items()
        if key not in speeds and key not in _STANDING
    )
    slow_to_fast = tuple(options[key] for key in speeds)
    return Speeds("speed", options=slow_to_fast) if speeds else None, presets


def _place(key: str) -> int | None:
    """Return where a speed is among the others, None for what is no speed."""
    number = key.removeprefix(_GEAR)
    if number.isdecimal():
        return int(number) or None
    return _ORDER.index(key) if key in _ORDER else None


def standing_is_off(enum: Enum | None) -> Choices:
    """Return on and off where standing still is one of the speeds."""
    options = option_keys(enum) if enum else {}
    off = next((options[key] for key in _STANDING if key in options), None)
    running = tuple(option for option in options.values() if option != off)
    if off is None or not running:
        return ()
    return (
        Choice(STATE_OFF, {"speed": off}, {"speed": (off,)}),
        Choice(STATE_ON, {"speed": running[0]}, {"speed": running}),
    )
