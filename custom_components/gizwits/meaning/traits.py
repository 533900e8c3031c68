"""What a datapoint means: unit, device class, category, from what its definition says."""

from collections.abc import Iterable, Iterator
from copy import replace
from functools import cache, lru_cache
from typing import Final

from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import EntityCategory, UnitOfTemperature

from ..api import Access, AnyDatapoint, Binary, Bool, Enum, Number, Product
from ..forbidden import is_bookkeeping, is_secret, never_write
from ..pattern import Pattern
from .names import translated
from .rule import Rule, Trait, category_of, pattern
from .text import text_of
from .trait_table import IN_METERS, TRAITS
from .twins import unit_of_twin
from .units import normalise
from .words import option_keys

_DEGREES: Final = frozenset({UnitOfTemperature.CELSIUS, UnitOfTemperature.FAHRENHEIT})
# Written by the device for its app, though the app could write it too.
_MIRROR: Final = pattern(r"^auto \w.*; (当前|current )")
_HIDDEN: Final = Trait(hidden=True)
_999_HOURS: Final = 59940
_HALF_DEGREES: Final = 127.5  # 0xFF of a byte in steps of 0.5
_CALLED_NONE: Final = Pattern(
    r"(0x[0-9a-f]{1,8}|\d{1,12}(?:\.\d{1,6})?) ?(?:\([\d.]+[^)]*\))? ?(?:=|:|-|表示|为|means) ?"
    r"(?:未|无|没有|断开|(?:\w+ (?:is )?)?(?:no|not|none|invalid)\b)"
)
_FAHRENHEIT_FLAG: Final = pattern(
    r"\btemp(erature)? (set )?unit\b|^t ?unit\b|^c f ;|\bcf flag\b|温度单位|"
    r"fahrenheit|华氏|°f"
)
# No set point in °F, and no water or air that is lived in, stays below this.
_NEVER_FAHRENHEIT: Final = 50


def trait_of(
    datapoint: AnyDatapoint,
    product: Product | None = None,
    known: Trait | None = None,
) -> Trait:
    """Return what is known of a datapoint; `known` is what a quirk says of it.

    The product tells whether its temperatures may be °F: then °C is not assumed.
    """
    if known and (known.named or not isinstance(datapoint, Enum)):
        return known
    if known:
        # What a quirk calls a number has no texts for its options.
        key = trait_of(datapoint, product).translation_key
        return replace(known, translation_key=key)
    if is_secret(datapoint) or is_bookkeeping(datapoint):
        return _HIDDEN
    if isinstance(datapoint, Binary):
        return _HIDDEN if datapoint.writable and never_write(datapoint) else Trait()
    if datapoint.writable and never_write(datapoint):
        return _HIDDEN
    if datapoint.writable and _MIRROR.search(text_of(datapoint)):
        return _mirror(datapoint, product)
    trait = _by_rule(datapoint)
    if trait.unit is None and product:
        trait = _in_meter(datapoint, product) or trait
    if product and (unit := unit_of_twin(datapoint, product)):
        return _of_twin(trait, unit)
    if product and trait.unit in _DEGREES and may_be_fahrenheit(product, datapoint):
        return replace(trait, device_class=None, unit=None, state_class=None)
    return trait


def _of_twin(trait: Trait, unit: str) -> Trait:
    """Return the trait of what is there in °C and in °F: nobody needs both."""
    return replace(
        trait,
        device_class=trait.device_class or SensorDeviceClass.TEMPERATURE,
        unit=unit,
        enabled=trait.enabled and unit == UnitOfTemperature.CELSIUS,
    )


def _mirror(datapoint: Bool | Enum | Number, product: Product | None) -> Trait:
    """Return the trait of a present value that is writable in name only.

    Where it has no unit of its own, it has that of what it shows: `AutoFlow` of `Flow`.
    """
    trait = _by_rule(replace(datapoint, access=Access.READONLY))
    shown = product and product.datapoints.get(datapoint.name[len("Auto") :].strip("_"))
    is_number = isinstance(datapoint, Number) and isinstance(shown, Number)
    if trait.unit is None and shown and is_number:
        original = trait_of(shown, product)
        trait = replace(trait, unit=original.unit, device_class=original.device_class)
    return replace(
        trait,
        category=EntityCategory.DIAGNOSTIC,
        enabled=isinstance(datapoint, Enum),
        reading=True,
    )


@lru_cache(maxsize=4096)
def _by_rule(datapoint: Bool | Enum | Number) -> Trait:
    access = datapoint.access
    rules = _rules_of(type(datapoint), access)
    return _first(rules, datapoint) or Trait(category=category_of(access))


@cache
def _rules_of(kind: type[Bool | Enum | Number], access: Access) -> tuple[Rule, ...]:
    """Return the rules that can fire for a kind and access, in their order."""
    return tuple(
        rule for rule in TRAITS if issubclass(kind, rule.kind) and access in rule.access
    )


def _in_meter(datapoint: Bool | Enum | Number, product: Product) -> Trait | None:
    """Return what a word means beside a voltage: `power` is in W there, no switch."""
    trait = _first(IN_METERS, datapoint)
    if trait and any(map(_is_voltage, product.datapoints.values())):
        return trait
    return None


@lru_cache(maxsize=4096)
def _is_voltage(datapoint: AnyDatapoint) -> bool:
    if not isinstance(datapoint, Number) or datapoint.writable:
        return False
    return _by_rule(datapoint).device_class is SensorDeviceClass.VOLTAGE


def _first(rules: Iterable[Rule], datapoint: Bool | Enum | Number) -> Trait | None:
    for rule in rules:
        if trait := rule.trait(datapoint):
            key, named = translated(rule.key, datapoint)
            return replace(trait, translation_key=key, named=named)
    return None


def may_be_fahrenheit(product: Product, datapoint: AnyDatapoint) -> bool:
    """Return whether a temperature's unit follows a flag of its product."""
    return (
        isinstance(datapoint, Number)
        and datapoint.maximum > _NEVER_FAHRENHEIT
        and any(map(_is_unit_flag, product.datapoints.values()))
    )


@lru_cache(maxsize=4096)
def _is_unit_flag(datapoint: AnyDatapoint) -> bool:
    if isinstance(datapoint, Enum) and "fahrenheit" in option_keys(datapoint):
        return True
    text = text_of(datapoint)
    if isinstance(datapoint, Bool | Enum):
        text = f"{text} ; {normalise(datapoint.description).casefold()}"
    return not isinstance(datapoint, Binary) and bool(_FAHRENHEIT_FLAG.search(text))


@lru_cache(maxsize=4096)
def means_nothing(
    datapoint: AnyDatapoint, device_class: str | None = None
) -> frozenset[float]:
    """Return the values with which a device says that it has none.

    `device_class` is what it is known to measure, if not by its own words.

    All bits set where a reading can have all bits (65535 of any, 255 of what has a
    unit), 127.5 °C, 999 hours, and what the description calls "none". Zero is a value
    whatever it is called.
    """
    if not isinstance(datapoint, Number):
        return frozenset()
    nothing = set(_called_none(datapoint))
    trait = _by_rule(datapoint)
    steps = round((datapoint.maximum - datapoint.minimum) / datapoint.step)
    device_class = device_class or trait.device_class
    if datapoint.access is Access.READONLY and datapoint.is_unlimited:
        if device_class or steps > 0xFF:
            nothing.add(datapoint.maximum)
    if device_class == SensorDeviceClass.TEMPERATURE:
        nothing.add(_HALF_DEGREES)
    if datapoint.maximum == _999_HOURS:
        nothing.add(_999_HOURS)
    return frozenset(value for value in nothing if value <= datapoint.maximum)


def _called_none(number: Number) -> Iterator[float]:
    """Yield what a description calls "none", where it is the last value or hex."""
    for match in _CALLED_NONE.compiled.finditer(
        normalise(number.description).casefold()
    ):
        is_hex = match[1].startswith("0x")
        value = int(match[1], 16) if is_hex else float(match[1])
        shown = round(number.minimum + value * number.step, number.decimals)
        if is_hex:
            yield shown
        elif number.maximum in (value, shown):
            yield number.maximum
