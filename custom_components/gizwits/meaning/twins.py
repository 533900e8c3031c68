"""Temperatures that a device has twice: in °C, and the same in °F.

What is sold on both sides of an ocean has `temp_c` beside `temp_f`, one of which its app
shows. They are one thing, which Home Assistant shows in anybody's unit.
"""

from collections.abc import Iterable, Mapping
from typing import Final
import unicodedata

from homeassistant.const import UnitOfTemperature

from ..api import AnyDatapoint, Number, Product
from ..pattern import Pattern

_CELSIUS: Final = Pattern(r"^(?:celsius|摄氏度?)|(?:celsius|摄氏度?|c)$")
_FAHRENHEIT: Final = Pattern(r"^(?:fahrenheit|华氏度?)|(?:fahrenheit|华氏度?|f)$")
_TEMPERATURE: Final = Pattern(r"temp|tmp|温|^(set|target)$")
# What is the same in °F ends so far above; zones C and F end alike.
_HOTTER: Final = 10


def find_twins(datapoints: Iterable[AnyDatapoint]) -> Mapping[str, str]:
    """Return the names of those in °F, by the names of those that are the same in °C."""
    celsius: dict[tuple[str, bool], Number] = {}
    fahrenheit: dict[tuple[str, bool], Number] = {}
    for datapoint in datapoints:
        if isinstance(datapoint, Number):
            for stem in _stems(datapoint, _CELSIUS):
                celsius.setdefault((stem, datapoint.writable), datapoint)
            for stem in _stems(datapoint, _FAHRENHEIT):
                fahrenheit.setdefault((stem, datapoint.writable), datapoint)
    return {
        own.name: fahrenheit[key].name
        for key, own in celsius.items()
        if key in fahrenheit and _is_hotter(own, fahrenheit[key])
    }


def unit_of_twin(datapoint: AnyDatapoint, product: Product) -> str | None:
    """Return °C or °F of what is there in both, None of anything else."""
    if not isinstance(datapoint, Number) or not (
        _stems(datapoint, _CELSIUS) or _stems(datapoint, _FAHRENHEIT)
    ):
        return None
    twins = find_twins(product.datapoints.values())
    if datapoint.name in twins:
        return UnitOfTemperature.CELSIUS
    if datapoint.name in twins.values():
        return UnitOfTemperature.FAHRENHEIT
    return None


def without_celsius(text: str) -> str:
    """Return the letters and digits of a text that says °C, without what says it."""
    return _stem(text, _CELSIUS)


def _stems(number: Number, unit: Pattern) -> set[str]:
    """Return the names of a temperature that says a unit, without what says it."""
    stems = {_stem(text, unit) for text in (number.name, number.label)}
    return {stem for stem in stems if _TEMPERATURE.search(stem)}


def _stem(text: str, unit: Pattern) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    key = "".join(filter(str.isalnum, plain))
    stem = unit.sub("", key)
    return "" if stem == key else stem


def _is_hotter(celsius: Number, fahrenheit: Number) -> bool:
    """Return whether a range can be in °F what another one is in °C."""
    return (
        fahrenheit.minimum >= celsius.minimum
        and fahrenheit.maximum >= celsius.maximum + _HOTTER
    )
