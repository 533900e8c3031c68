"""Options that a definition only tells in a description: "0:自动 1:制冷 2:制热".

Many makers have a byte where an enum is meant, or a bit for one of two modes, and write
what its values mean where people read it. Where that is said of all of them, it is an
enum for us as well; a byte of 0 and 1, and an enum of on and off, is a bool.
"""

from collections.abc import Container, Iterator, Mapping
from copy import replace
from typing import Final

from homeassistant.const import STATE_OFF, STATE_ON

from ..api import AnyDatapoint, Bool, Enum, Number, Product
from ..pattern import Pattern
from ..quirks.points import CodedBool, CodedEnum, LabelledBool, RenamedEnum
from .pairs import find_pairs, pairs_by_name
from .text import plain
from .traits import trait_of
from .units import normalise
from .words import known_key, option_keys

_MOST_OPTIONS: Final = 32
_LONGEST_OPTION: Final = 24
# A byte without a range of its own has at least so many options, all in a row.
_FEWEST_OF_A_BYTE: Final = 3
_BYTE: Final = 0xFF

# "0:关", "1 - Cool", "2 Heat", "2为睡眠", "1制冷", but not "15分" or "1.5".
_SIGN: Final = r" ?(?:[:=]|->|[-.](?= ?[^\d\s.])|表示|代表|为) ?"
_UNITS: Final = "秒分小时天档级度次个号段路年月日点"
_CODE: Final = (
    rf"(?<![A-Za-z\d_.-])(?<!\d:)(\d{{1,3}})"
    rf"(?:{_SIGN}| (?=[A-Za-z])|(?=[\u4e00-\u9fff])(?![{_UNITS}]))"
)
_OPTION: Final = Pattern(rf"{_CODE}(.+?)(?=[\s,;、/|)\]]*(?:{_CODE}|$))")
# What else is said after it: "2:高, 默认1".
_ASIDE: Final = Pattern(r"[,;。].*$|\((?:默认|default).*$")
_KEYS_OF_MODES: Final = (None, "mode_switch", "reverse")
_MODE: Final = Pattern(r"(模式|开关|功能| mode| switch)$")
_AROUND: Final = " ,;。、/|()[]\"'“”"

# What a switch or a contact is anyway, and units, which are told in their own way.
_OF_SWITCHES: Final = frozenset(
    [
        "on",
        "off",
        "open",
        "close",
        "opened",
        "closed",
        "opening",
        "closing",
        "yes",
        "no",
        "none",
        "start",
        "stop",
        "pause",
        "normal",
        "running",
        "stopped",
        "standby",
        "fault",
        "error",
        "celsius",
        "fahrenheit",
    ]
)


def described(product: Product, but: Container[str] = ()) -> Product:
    """Return the product with its datapoints as what they are meant to be.

    Those in `but` are left as they are.
    """
    # A high byte of 0 and 1 is a part of a number.
    parts = pairs_by_name(find_pairs(product))
    found = {
        datapoint.name: option
        for datapoint in product.datapoints.values()
        if datapoint.name not in parts
        and datapoint.name not in but
        and (option := _option(datapoint))
    }
    if not found:
        return product
    return replace(product, datapoints={**product.datapoints, **found})


def _option(datapoint: AnyDatapoint) -> Enum | Bool | None:
    """Return the enum or bool that a datapoint is meant to be."""
    match datapoint:
        case Number():
            options = _options(datapoint.description)
            if _is_bit(options, datapoint):
                return _bool(datapoint)
            return _enum(datapoint, options) if _are_all(options, datapoint) else None
        case Enum() if option_keys(datapoint).keys() == {STATE_ON, STATE_OFF}:
            return _labelled(datapoint, option_keys(datapoint))
        case Enum() if all(map(str.isdecimal, datapoint.options)):
            return _renamed(datapoint, _options(datapoint.description))
        case Bool(writable=True):
            options = _options(datapoint.description)
            return _enum(datapoint, options) if _is_choice(options, datapoint) else None
    return None


def _options(description: str) -> Mapping[int, str]:
    """Return the options by code, nothing where they are not told apart."""
    found = list(_told(normalise(description)))
    options = dict(found)
    labels = {plain(label) for label in options.values()}
    if len(found) != len(options) or len(labels) != len(options):
        return {}
    return options


def _told(description: str) -> Iterator[tuple[int, str]]:
    for match in _OPTION.compiled.finditer(description):
        label = _ASIDE.sub("", match[2].strip(_AROUND)).strip(_AROUND)
        if not 0 < len(label) <= _LONGEST_OPTION:
            return
        yield int(match[1]), label


def _are_all(options: Mapping[int, str], number: Number) -> bool:
    """Return whether these are all the values of a number."""
    if number.step != 1 or not 1 < len(options) <= _MOST_OPTIONS:
        return False
    if number.minimum == 0 and number.maximum == _BYTE:
        first = min(options)
        in_a_row = range(first, first + len(options))
        return (
            first < 2
            and len(options) >= _FEWEST_OF_A_BYTE
            and [*options] == [*in_a_row]
        )
    if number.maximum - number.minimum >= _MOST_OPTIONS:
        return False
    return options.keys() == set(range(int(number.minimum), int(number.maximum) + 1))


def _is_bit(options: Mapping[int, str], number: Number) -> bool:
    """Return whether a number is 0 or 1, and that is off and on."""
    if (number.minimum, number.maximum, number.step) != (0, 1, 1):
        return False
    return {known_key(label) for label in options.values()} <= _OF_SWITCHES


def _is_choice(options: Mapping[int, str], switch: Bool) -> bool:
    """Return whether a bool is one of two modes rather than on or off.

    "自动模式, 0:手动 1:自动" is on or off: its name is that of one of them. So is what is
    known as a switch by its name, like a schedule.
    """
    keys = {known_key(label) for label in options.values()}
    return (
        options.keys() == {0, 1}
        and None not in keys
        and not keys & _OF_SWITCHES
        and _MODE.sub("", plain(switch.label)) not in map(plain, options.values())
        and trait_of(switch).translation_key in _KEYS_OF_MODES
    )


def _labelled(enum: Enum, options: Mapping[str, str]) -> LabelledBool:
    """Return an enum of on and off as a bool."""
    return LabelledBool(
        name=enum.name,
        label=enum.label,
        access=enum.access,
        description=enum.description,
        own=enum,
        on=options[STATE_ON],
        off=options[STATE_OFF],
    )


def _renamed(enum: Enum, options: Mapping[int, str]) -> RenamedEnum | None:
    """Return an enum whose labels are digits with what they are described as."""
    if set(map(int, enum.options)) != options.keys():
        return None
    return RenamedEnum(
        name=enum.name,
        label=enum.label,
        access=enum.access,
        description=enum.description,
        labels=tuple(options[int(label)] for label in enum.options),
        own=enum,
    )


def _bool(number: Number) -> CodedBool:
    return CodedBool(
        name=number.name,
        label=number.label,
        access=number.access,
        description=number.description,
        on=1,
    )


def _enum(datapoint: Number | Bool, options: Mapping[int, str]) -> CodedEnum:
    is_bool = isinstance(datapoint, Bool)
    return CodedEnum(
        name=datapoint.name,
        label=datapoint.label,
        access=datapoint.access,
        description=datapoint.description,
        labels=tuple(options.values()),
        codes=tuple((bool(code) if is_bool else code,) for code in options),
    )
