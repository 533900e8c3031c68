"""The unit a definition itself states, in its description, label or identifier.

A definition has no member for units; makers write them where people read: "℃", "单位:W",
"30-80 %, step 5", "Voltage (V)". What is said twice in two ways ("20~40℃ 或 68~104℉",
"days or minutes") is not said.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
import re
from types import MappingProxyType
from typing import Final
import unicodedata

from homeassistant.const import (
    REVOLUTIONS_PER_MINUTE,
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    UnitOfEnergy,
    UnitOfMass,
    UnitOfPower,
    UnitOfPressure,
    UnitOfRatio,
    UnitOfTemperature,
    UnitOfTime,
    UnitOfVolume,
)

from ..api import Number
from ..pattern import Pattern
from .unit_spellings import MEGAPASCAL, SPELLINGS

_UNITS: Final = {
    spelling: str(unit) for unit, all_ in SPELLINGS.items() for spelling in all_
}
# 度 is a degree of heat, and a kWh of electricity.
_DEGREE: Final = "度"
_DEGREES_OF: Final = (
    (Pattern(r"温|temp", re.IGNORECASE), UnitOfTemperature.CELSIUS),
    (Pattern(r"电|energy", re.IGNORECASE), UnitOfEnergy.KILO_WATT_HOUR),
)
_UNIT: Final = "|".join(
    map(re.escape, sorted((*_UNITS, _DEGREE), key=len, reverse=True))
)
_NUMBER: Final = r"[-+]?\d+(?:\.\d+)?"
# No unit begins or ends in the middle of a Latin word; after a digit, only in a range.
_NOT_BEFORE: Final = r"(?<![A-Za-z°μ/%\d.])"
_NOT_AFTER: Final = r"(?![A-Za-z/%\d^])"

# Ways to state a unit, most explicit first.
_WAYS: Final = tuple(
    Pattern(pattern)
    for pattern in (
        # "W", "mV值"; "hours, 0 = none"; "单位:W", "unit:°C"
        rf"^({_UNIT})值?$",
        rf"(?:单位|\bunit)[:为是]? ?({_UNIT})值?(?=$|[^A-Za-z/\d^])",
        rf"^({_UNIT})值?(?=[,;。、(])",
        r"^(minutes|seconds|hours|days)(?= =)",
        # "-40~70°C", "30-80 %, step 5"
        rf"(?<![\d.])({_NUMBER}) ?{{}} ?(?:[-~至到]|\.\.|to) ?({_NUMBER}) ?{{}} ?({_UNIT}){_NOT_AFTER}".replace(
            "{}", rf"(?:{_UNIT})?"
        ),
        # "白光亮度 %", "total kWh", "电导率 mS/cm"; not "低于 4 °C"
        rf"(?<=[^\W\d_]) ({_UNIT})$",
        # "Voltage (V)", "温度[°C]"
        rf"[(\[]({_UNIT})[)\]]",
    )
)
_RANGE: Final = 4
_LAST_WORD: Final = 5
# Any unit, to see what else is said.
_MENTION: Final = Pattern(rf"(?:{_NOT_BEFORE}|(?<=\d)|(?<=\d ))({_UNIT}){_NOT_AFTER}")
# A letter names many things ("Sensor A", "Zone C"): what has it for its unit says so.
_HINTS: Final[Mapping[str, Pattern]] = MappingProxyType(
    {
        spelling: Pattern(pattern, re.IGNORECASE | re.ASCII)
        for spellings, pattern in (
            ("A 安", r"电流|current|amp|_i\d*$|^i(_|\d*$)"),
            ("C F", r"温|temp|_t\d*$|^t_"),
            ("K", r"色温|kelvin|temp|cct"),
            ("V v 伏", r"电压|volt|_[vu]\d*$|^[vu](_|\d*$)"),
            (
                "W w 瓦",
                r"功率|负载|负荷|过载|power|watt|load|limit|_[pw]\d*$|^p(_|\d*$)",
            ),
            (
                "s S h H d",
                r"[时天秒期]|预约|间隔|time|timer|delay|hour|day|sec|count ?down|duration|run|life|"
                r"left|remain|interval|period|session|ago|appoint",
            ),
            (
                "m 米",
                r"距离|高度|深度|长度|里程|distance|height|depth|length|range|level|位",
            ),
            ("°", r"向|角|direction|angle|wind|tilt|heading|azimuth"),
            ("L l 升", r"[水液]|water|volume|tank|flow|total|liqu|dose|amount"),
            ("g 克", r"[重粮食料]|weight|food|feed|mass"),
            (
                "min Min",
                r"[时分]|预约|time|timer|delay|min|duration|run|off|on|left|count ?down|interval|remain",
            ),
        )
        for spelling in spellings.split()
    }
)
# In a sentence these are only words ("half hour", "every day").
_WORDS_OF_SENTENCES: Final = Pattern(
    r"[A-Za-z]$|(second|minute|hour|day|min|Min|sec|克|天)$"
)
# An identifier says it in whole words: `run_seconds`, but `min` is a minimum as well
# and `time_hour` is a clock.
_NAME_WORDS: Final = {
    "seconds": UnitOfTime.SECONDS,
    "secs": UnitOfTime.SECONDS,
    "minutes": UnitOfTime.MINUTES,
    "mins": UnitOfTime.MINUTES,
    "hours": UnitOfTime.HOURS,
    "days": UnitOfTime.DAYS,
    "percent": UnitOfRatio.PERCENTAGE,
    "percentage": UnitOfRatio.PERCENTAGE,
    "kwh": UnitOfEnergy.KILO_WATT_HOUR,
    "watt": UnitOfPower.WATT,
    "watts": UnitOfPower.WATT,
    "ppm": UnitOfRatio.PARTS_PER_MILLION,
    "ppb": UnitOfRatio.PARTS_PER_BILLION,
    "rpm": REVOLUTIONS_PER_MINUTE,
    "hpa": UnitOfPressure.HPA,
    "kpa": UnitOfPressure.KPA,
    "dbm": SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    "celsius": UnitOfTemperature.CELSIUS,
    "fahrenheit": UnitOfTemperature.FAHRENHEIT,
}
_WORDS_OF_NAMES: Final = Pattern(r"[A-Z]?[a-z]+|[A-Z]+")
_LABEL_WORDS: Final = {
    "天数": UnitOfTime.DAYS,
    "小时数": UnitOfTime.HOURS,
    "分钟数": UnitOfTime.MINUTES,
    "秒数": UnitOfTime.SECONDS,
}


@lru_cache(maxsize=4096)
def stated_unit(number: Number) -> str | None:
    """Return the unit a number's definition states, None where it does not say one."""
    for text in (number.description, number.label):
        plain = normalise(text)
        if plain and (unit := _stated_in(plain, number)):
            others = {mention for mention in _mentions(plain) if mention != unit}
            return None if others & _alternatives(unit) else unit
    return _stated_in_name(number)


def normalise(text: str) -> str:
    """Return a text with one form of each sign, its blanks folded."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("µ", "μ").split())


def _stated_in(text: str, number: Number) -> str | None:
    for index, way in enumerate(_WAYS):
        for match in way.compiled.finditer(text):
            spelling = match[match.lastindex or 1]
            if index == _RANGE and not _is_range_of(number, match[1], match[2]):
                continue
            if index == _LAST_WORD and _WORDS_OF_SENTENCES.match(spelling):
                continue
            if unit := _meant_by(spelling, f"{number.name}\n{number.label}"):
                return unit
    return None


def _meant_by(spelling: str, names: str) -> str | None:
    """Return the unit of a spelling beside a number's names, None for a mere letter."""
    if spelling == _DEGREE:
        return next((str(u) for words, u in _DEGREES_OF if words.search(names)), None)
    hint = _HINTS.get(spelling)
    return _UNITS[spelling] if hint is None or hint.search(names) else None


def _is_range_of(number: Number, low: str, high: str) -> bool:
    """Return whether a range in words is the number's, or a part of it."""
    return number.minimum <= float(low) < float(high) <= number.maximum or (
        float(low),
        float(high),
    ) == (number.minimum, number.maximum)


def _mentions(text: str) -> Iterator[str]:
    for match in _MENTION.compiled.finditer(text):
        if match[1] not in _HINTS and match[1] != _DEGREE:
            yield _UNITS[match[1]]


def _alternatives(unit: str) -> frozenset[str]:
    """Return the units that would make a statement ambiguous."""
    return next((group for group in _DIMENSIONS if unit in group), frozenset())


_DIMENSIONS: Final[tuple[frozenset[str], ...]] = (
    frozenset({UnitOfTemperature.CELSIUS, UnitOfTemperature.FAHRENHEIT}),
    frozenset(
        {UnitOfTime.SECONDS, UnitOfTime.MINUTES, UnitOfTime.HOURS, UnitOfTime.DAYS}
    ),
    frozenset({UnitOfVolume.LITERS, UnitOfVolume.MILLILITERS}),
    frozenset({UnitOfPressure.BAR, UnitOfPressure.PSI, UnitOfPressure.KPA, MEGAPASCAL}),
    frozenset({UnitOfMass.GRAMS, UnitOfMass.KILOGRAMS}),
    frozenset({UnitOfPower.WATT, UnitOfPower.KILO_WATT, UnitOfRatio.PERCENTAGE}),
)


def _stated_in_name(number: Number) -> str | None:
    label = normalise(number.label).casefold()
    if unit := next(
        (_LABEL_WORDS[word] for word in _LABEL_WORDS if word in label), None
    ):
        return str(unit)
    words = map(str.casefold, _WORDS_OF_NAMES.compiled.findall(number.name))
    units = {str(_NAME_WORDS[word]) for word in words if word in _NAME_WORDS}
    return units.pop() if len(units) == 1 else None


_ANY_RANGE: Final = Pattern(
    rf"(?<![\d.])({_NUMBER}) ?(?:[-~至到]|to) ?({_NUMBER})(?![\d.])"
)


def stated_range(number: Number) -> tuple[float, float] | None:
    """Return the limits a description states where the definition has none.

    "5000-20000 有效" for a number whose limits are those of its type; two ranges in
    one description are a list of meanings, not limits.
    """
    if not number.is_unlimited:
        return None
    ranges = _ANY_RANGE.compiled.findall(normalise(number.description))
    if len(ranges) != 1:
        return None
    low, high = map(float, ranges[0])
    return (low, high) if _is_range_of(number, *ranges[0]) else None
