"""Numbers of a composite: one datapoint, or several that form one number."""

from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import NamedTuple

from homeassistant.const import UnitOfTemperature

from ..api import Number, Value
from ..meaning.pairs import Pair
from ..meaning.traits import means_nothing
from .choice import Condition, Read, holds


class Quantity(NamedTuple):
    """A number by role: the sum of each part times its weight, the heaviest first.

    Limits and step are those of the whole. A value beyond them, and one that means
    `nothing`, is not known: so devices say that they have none.
    """

    weights: tuple[tuple[str, float], ...]
    minimum: float
    maximum: float
    step: float = 1
    nothing: frozenset[float] = frozenset()

    @classmethod
    def of(cls, role: str, number: Number, weight: float = 1) -> Quantity:
        """Return the quantity of one datapoint, in units of `weight`."""
        return cls(
            ((role, weight),),
            _times(number.minimum, weight),
            _times(number.maximum, weight),
            _times(number.step, weight),
            frozenset(_times(value, weight) for value in means_nothing(number)),
        )

    @classmethod
    def of_pair(cls, role: str, pair: Pair) -> Quantity:
        """Return the quantity of two datapoints, `role` the heavier's."""
        whole = pair.number
        return cls(
            ((role, _times(pair.factor, pair.scale)), (low_of(role), pair.scale)),
            whole.minimum,
            whole.maximum,
            whole.step,
            means_nothing(whole),
        )

    @property
    def roles(self) -> frozenset[str]:
        """Return the roles of its parts."""
        return frozenset(role for role, _ in self.weights)

    def read(self, read: Read) -> float | None:
        """Return the number, None where a part is not known."""
        whole = Decimal(0)
        for role, weight in self.weights:
            part = read(role)
            if not isinstance(part, (int, float)):
                return None
            whole += _exact(part) * _exact(weight)
        number = float(whole)
        if number in self.nothing or not self.minimum <= number <= self.maximum:
            return None
        return number

    def write(self, value: float) -> dict[str, Value]:
        """Return what each part is written for a number."""
        rest = _nearest(value, self.step)
        written: dict[str, Value] = {}
        *heavier, (last, last_weight) = self.weights
        for role, weight in heavier:
            part = rest // _exact(weight)
            rest -= part * _exact(weight)
            written[role] = int(part)
        written[last] = _number(rest / _exact(last_weight))
        return written


class TemperatureScale(NamedTuple):
    """In °C or °F, as the device says; limits are those of each."""

    celsius: tuple[float, float]
    fahrenheit: tuple[float, float]
    # °F while this holds, °C while it does not.
    is_fahrenheit: Condition = MappingProxyType({})
    always_fahrenheit: bool = False
    # The device does not say: what is above all °C is °F.
    by_value: bool = False

    def unit(self, read: Read, target: float | None) -> UnitOfTemperature:
        """Return the unit of the device's numbers now; `target` is one of them."""
        said = all(read(role) is not None for role in self.is_fahrenheit)
        if self.by_value or not said:
            is_fahrenheit = target is not None and target > self.celsius[1]
        else:
            is_fahrenheit = bool(self.is_fahrenheit) and holds(self.is_fahrenheit, read)
        if is_fahrenheit or self.always_fahrenheit:
            return UnitOfTemperature.FAHRENHEIT
        return UnitOfTemperature.CELSIUS

    def limits(self, unit: UnitOfTemperature) -> tuple[float, float]:
        """Return the lowest and the highest target."""
        if unit is UnitOfTemperature.FAHRENHEIT:
            return self.fahrenheit
        return self.celsius


def low_of(role: str) -> str:
    """Return the role of the lighter part of a pair."""
    return f"{role}_low"


def _times(number: float, weight: float) -> float:
    return float(_exact(number) * _exact(weight))


def _exact(number: float) -> Decimal:
    # Not the binary fraction: 0.1 is a tenth.
    return Decimal(str(number))


def _nearest(value: float, step: float) -> Decimal:
    steps = (_exact(value) / _exact(step)).to_integral_value(ROUND_HALF_UP)
    return steps * _exact(step)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
