"""What a schedule can set of a device: named and limited as its entities are."""

from collections.abc import Mapping
from copy import replace
from types import MappingProxyType
from typing import NamedTuple

from homeassistant.const import Platform

from ..api import Bool, Enum, GizwitsValueError, Number, Value
from ..spec import HIGH, LOW, VALUE, EntitySpec

# What a person gives a setting: on or off, a number, the key of an option, hex digits.
type Shown = bool | float | str


class Setting(NamedTuple):
    """One thing to set, of one datapoint or of two that are one number.

    `options` are the texts of an enum's options by their keys. `unit`, `minimum`,
    `maximum` and `step` are a number's; `is_target` says that it is the temperature
    the whole device is about.
    """

    name: str
    spec: EntitySpec
    options: Mapping[str, str] = MappingProxyType({})
    unit: str | None = None
    minimum: float = 0
    maximum: float = 0
    step: float = 1
    is_target: bool = False

    @property
    def key(self) -> str:
        """Return what names it among those of its device."""
        return self.spec.key

    @property
    def datapoints(self) -> frozenset[str]:
        """Return the names of the datapoints it sets."""
        return frozenset(point.name for point in self.spec.roles.values())

    @property
    def is_switch(self) -> bool:
        """Return whether it is on or off."""
        return self.spec.platform is Platform.SWITCH

    @property
    def is_number(self) -> bool:
        """Return whether it is a number."""
        return self.spec.platform is Platform.NUMBER

    @property
    def is_bytes(self) -> bool:
        """Return whether it is bytes, which few people can read."""
        return self.spec.platform is Platform.TEXT

    def with_option(self, shown: Shown | None) -> Setting:
        """Return it with an option that is in use, though no definition has it."""
        if not self.options or not isinstance(shown, str) or shown in self.options:
            return self
        return replace(self, options={**self.options, shown: shown})

    def shown(self, values: Mapping[str, Value | None]) -> Shown | None:
        """Return what values by datapoint mean to a person, None for nothing."""
        if pair := self.spec.pair:
            high, low = (values.get(self.spec.roles[role].name) for role in (HIGH, LOW))
            return pair.decode(high, low)
        datapoint = self.spec.roles[VALUE]
        match datapoint, values.get(datapoint.name):
            case Bool(), bool() as value:
                return value
            case Number(), int() | float() as value:
                return value
            case Enum(), str() as value:
                keys = self.spec.options.items()
                return next((key for key, own in keys if own == value), value)
            case _, bytes() as value:
                return value.hex()
        return None

    def values(self, shown: Shown) -> dict[str, Value]:
        """Return values by datapoint.

        Raises GizwitsValueError for what is no hex digits and for a number in two
        parts that does not fit; all else is checked when it is encoded.
        """
        if pair := self.spec.pair:
            return pair.encode(shown)
        datapoint = self.spec.roles[VALUE]
        value: Value = shown
        match datapoint, shown:
            case Enum(), str():
                value = self.spec.options.get(shown, shown)
            case Number(), float() if shown.is_integer():
                value = int(shown)
            case Bool() | Number() | Enum(), _:
                pass
            case _, str():
                value = _bytes(datapoint.name, shown)
        return {datapoint.name: value}


def _bytes(name: str, digits: str) -> bytes:
    try:
        return bytes.fromhex(digits)
    except ValueError:
        raise GizwitsValueError(name, "wrong_type", "00ff") from None
