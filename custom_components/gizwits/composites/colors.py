"""Finds the numbers of a colour: red, green and blue, or hue and saturation."""

from collections.abc import Iterator, Mapping
import re
from typing import Final

from ..api import Access, Number
from ..pattern import Pattern
from . import vocabulary as say
from .shape import Shape

# How the three are called, and what else a lamp's channels are.
_TRIPLES: Final = (
    ("red", "green", "blue"),
    ("r", "g", "b"),
    ("红色", "绿色", "蓝色"),
    ("红光", "绿光", "蓝光"),
    ("红", "绿", "蓝"),
)
_CALLED_COLOR: Final = Pattern(r"colou?r|rgb", re.IGNORECASE)
_OTHER_CHANNELS: Final = Pattern(
    r"white|warm|violet|purple|moon|royal|cyan|amber|lime|^uv|uv$|pink|"
    r"白|紫|月光|宝蓝|琥珀|青色|紫外"
)
# A bulb has a white beside its colours; what has more is a light of many channels.
_MOST_OTHERS: Final = 1
_LARGEST: Final = range(99, 1025)
_HUES: Final = (255, 256, 359, 360)
_SATURATIONS: Final = (100, 254, 255, 1000)


def find_color(shape: Shape) -> tuple[Number, ...]:
    """Return red, green and blue, or hue and saturation, or nothing."""
    if color := _red_green_blue(shape):
        return color
    hue, saturation = shape.one_number(say.HUE), shape.one_number(say.SATURATION)
    if hue and saturation and hue.minimum == saturation.minimum == 0:
        if hue.maximum in _HUES and saturation.maximum in _SATURATIONS:
            return hue, saturation
    return ()


def _red_green_blue(shape: Shape) -> tuple[Number, ...]:
    by_name = {
        name: datapoint
        for point in shape.points.values()
        for name in point.called
        if isinstance(datapoint := point.datapoint, Number)
        and datapoint.access is Access.WRITABLE
        and datapoint.minimum == 0
        and datapoint.maximum in _LARGEST
    }
    for triple in _TRIPLES:
        colors = {
            tuple(by_name[name] for name in names)
            for red in by_name
            for names in _same_but(red, triple)
            if all(name in by_name for name in names)
        }
        # Of several the one that says so: the others can be a warmth, or a night's.
        called = {color for color in colors if _CALLED_COLOR.match(color[0].name)}
        if len(colors) == 1 or len(called) == 1:
            return _alone(next(iter(called or colors)), by_name)
    return ()


def _same_but(name: str, triple: tuple[str, str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the names of three that are called the same but for their colour."""
    red, green, blue = triple
    if name.endswith(red):
        stem = name.removesuffix(red)
        yield name, stem + green, stem + blue
    elif len(red) > 1 and red in name:
        yield name, name.replace(red, green), name.replace(red, blue)


def _alone(
    color: tuple[Number, ...], by_name: Mapping[str, Number]
) -> tuple[Number, ...]:
    """Return the three where no more channels stand beside them than a bulb has."""
    if len({own.name for own in color}) < 3 or len({own.maximum for own in color}) > 1:
        return ()
    others = {
        own.name
        for name, own in by_name.items()
        if own not in color and _OTHER_CHANNELS.search(name)
    }
    return color if len(others) <= _MOST_OTHERS else ()
