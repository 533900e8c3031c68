"""Finds lights: with brightness, colours, a colour temperature, scenes."""

from collections.abc import Iterator
from copy import replace
import re
from typing import Final

from homeassistant.components.light import ColorMode, LightEntityDescription
from homeassistant.const import Platform

from ..api import AnyDatapoint, Bool, Enum, Number
from ..meaning.words import option_keys
from ..pattern import Pattern
from . import vocabulary as say
from .band import Band, Kelvin
from .choice import Choice, Choices, on_off
from .colors import find_color
from .found import Found
from .parts import Composite, LightParts
from .shape import Shape, words

# A number from here to there is a colour temperature in K.
_WARMEST, _COLDEST = 1000, 30000
# One that is only a share of two whites, what bulbs usually have, and which end is warm:
# "0:暖 100:冷", "0 warm, 100 cool".
_SHARES: Final = (100, 254, 255, 1000)
_USUAL: Final = (2700, 6500)
_FROM_WARM: Final = Pattern(
    r"(?<!\d)0\D{0,8}(?:暖|黄|warm)|(?:100|254|255|1000)\D{0,8}(?:冷|正白|cold|cool)",
    re.IGNORECASE,
)
_FROM_COLD: Final = Pattern(
    r"(?<!\d)0\D{0,8}(?:冷|正白|cold|cool)|(?:100|254|255|1000)\D{0,8}(?:暖|黄|warm)",
    re.IGNORECASE,
)
# In which the light obeys the colour it is given.
_BY_HAND: Final = ("manual", "custom")
_LAMP: Final = words(
    r"(?:led|light|lamp|bulb)(?:onoff|switch|on)?|"
    r"(?:灯|灯光|照明|照明灯|主灯|台灯|夜灯|氛围灯)(?:开关)?|(?:led|light|lamp)"
)


_SWITCH: Final = Pattern(r"(?:onoff|switch|power|开关|电源)$")
# What tells something is no lamp.
_IS_INDICATOR: Final = words(
    r".*(?:indicator|backlight|screen).*", r".*(?:指示灯|背光|屏幕|状态灯|信号灯).*"
)
_GERMS: Final = Pattern(r"steril|disinfect|germicid|\buv-?c\b|消毒|杀菌|灭菌")
_WHITE: Final = words(r"white(?:light)?(?:brightness)?", r"白光?亮度")
_ANOTHER_COLOR: Final = words(
    r"(?:red|green|blue|violet|purple)(?:light)?(?:brightness)?", r"[红绿蓝紫青]光?亮度"
)
_DOES_MORE: Final = words(
    r".*(?:mist|fog|humid|fan|wind|pump|motor|heat|feed|music|volume).*",
    r".*(?:雾|风|泵|电机|加热|喂食|音乐|音量).*",
)


def find(shape: Shape) -> Iterator[Found]:
    """Yield the light of a product."""
    # What kills germs shines on nobody: no room's lights are to switch it on.
    is_product = shape.is_product(say.LIGHT_PRODUCT) and not shape.is_product(_GERMS)
    color, kelvin = find_color(shape), _kelvin(shape)
    power = lamp = shape.one_bool(say.POWER_OF_LIGHT)
    if lamp and shape.points[lamp.name].is_called(_IS_INDICATOR):
        power = lamp = None
    if power is None and (is_product or color or kelvin):
        # What does something else besides shines is not switched off with its lamp.
        is_another = not is_product or shape.is_product(say.HUMIDIFIER_PRODUCT)
        does_more = is_another and shape.mentions(_DOES_MORE)
        power = None if does_more else shape.one_bool(say.POWER)
    if power is None:
        return
    brightness = shape.one_number(say.BRIGHTNESS) or _own_brightness(shape, power)
    if brightness and shape.points[brightness.name].is_called(_WHITE):
        # One of several channels is not how bright the lamp is.
        brightness = None if shape.mentions(_ANOTHER_COLOR) else brightness
    is_lamp = shape.points[power.name].is_called(_LAMP)
    if is_product or color or kelvin or brightness or is_lamp:
        is_main = is_product or lamp is None
        yield _found(shape, power, color, kelvin, brightness, is_main=is_main)


def _own_brightness(shape: Shape, lamp: Bool) -> Number | None:
    """Return the number that is called like the lamp itself: 夜灯, 夜灯亮度."""
    stems = {_SWITCH.sub("", text) for text in shape.points[lamp.name].called} - {""}
    return shape.one_number(
        words(rf"(?:{'|'.join(map(re.escape, stems))})(?:brightness|bright|bri|亮度)")
        if stems
        else say.BRIGHTNESS
    )


def _kelvin(shape: Shape) -> Number | None:
    number = shape.one_number(say.COLOR_TEMPERATURE)
    return number if number and _temperature(number) else None


def _temperature(number: Number) -> Kelvin | None:
    """Return the colour temperatures of a number: in K, or from one white to the other.

    Which of its ends is the warm one its description has to say.
    """
    low, high = number.minimum, number.maximum
    if _WARMEST <= low < high <= _COLDEST:
        return Kelvin.of("kelvin", low, high)
    if low != 0 or high not in _SHARES:
        return None
    if _FROM_WARM.search(number.description):
        return Kelvin("kelvin", low, high, *_USUAL)
    if _FROM_COLD.search(number.description):
        return Kelvin("kelvin", high, low, *_USUAL)
    return None


def _found(
    shape: Shape,
    power: Bool,
    color: tuple[Number, ...],
    kelvin: Number | None,
    brightness: Number | None,
    *,
    is_main: bool,
) -> Found:
    parts = LightParts(
        is_on=on_off("power"),
        brightness=Band.of("brightness", brightness) if brightness else None,
        color=tuple(Band.of(f"color_{n}", own) for n, own in enumerate(color)),
        kelvin=_temperature(kelvin) if kelvin else None,
    )
    # The mode of something that is more than a light is not the light's.
    mode = shape.one_enum(say.FIXED_COLOR, *((say.LIGHT_MODE,) if is_main else ()))
    scene = shape.one_enum(say.SCENE)
    if scene is mode:
        scene = None
    modes, effects = modes_and_effects(parts, mode, scene)
    roles: dict[str, AnyDatapoint | None] = {
        "power": power,
        "brightness": brightness,
        "kelvin": kelvin,
        "mode": mode,
        "scene": scene,
    }
    roles |= {f"color_{n}": own for n, own in enumerate(color)}
    return Found(
        platform=Platform.LIGHT,
        composite=Composite(
            LightEntityDescription(key="", translation_key="light"),
            replace(parts, modes=modes, effects=effects),
        ),
        roles={role: own for role, own in roles.items() if own},
        is_main=is_main,
        named_by=power.name,
    )


def modes_and_effects(
    light: LightParts, mode: Enum | None, scene: Enum | None
) -> tuple[Choices, Choices]:
    """Return the options that are colour modes, and those that are effects."""
    modes: list[Choice] = []
    effects: dict[str, Choice] = {}
    in_scene: dict[str, str] = {}
    for role, enum in (("mode", mode), ("scene", scene)):
        for key, option in option_keys(enum).items() if enum else ():
            writes = {role: option, **(in_scene if role == "scene" else {})}
            choice = Choice(key, writes, {r: (v,) for r, v in writes.items()})
            if color_mode := _color_mode(key, light):
                modes.append(replace(choice, key=color_mode))
            elif key == "scene" and scene and role == "mode":
                in_scene = {role: option}
            else:
                effects.setdefault(key, choice)
    return tuple(modes), tuple(effects.values())


def _color_mode(key: str, light: LightParts) -> ColorMode | None:
    """Return the colour mode that an option stands for, None for an effect."""
    first = light.color_modes[0]
    if key in _BY_HAND or (key == "color" and light.color):
        return first
    if key == "white" and light.kelvin:
        return ColorMode.COLOR_TEMP
    return None
