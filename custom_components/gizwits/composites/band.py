"""A number of a light within its own range, as a part of the whole."""

from typing import NamedTuple

from ..api import Number, Value
from .choice import Read


class Band(NamedTuple):
    """The numbers of a role from `low`, which is least, to `high`, which is all."""

    role: str
    low: float
    high: float

    @classmethod
    def of(cls, role: str, number: Number) -> Band:
        """Return the whole range of a datapoint."""
        return cls(role, number.minimum, number.maximum)

    def read(self, read: Read, whole: float) -> float | None:
        """Return the number as a part of `whole`; more than all is all."""
        value = read(self.role)
        if isinstance(value, str) or not isinstance(value, (int, float)):
            return None
        part = (value - self._zero) / (self.high - self._zero)
        return min(max(part, 0.0), 1.0) * whole

    def write(self, part: float, whole: float) -> dict[str, Value]:
        """Return what is written for a part of `whole`; least is not off."""
        value = self._zero + part / whole * (self.high - self._zero)
        return {self.role: min(max(value, self.low), self.high)}

    @property
    def _zero(self) -> float:
        # 1 to 100 is a percentage whose 0 is "off"; 10 to 1000 begins at its least.
        return 0 if 0 <= self.low <= self.high / 10 else self.low


class Kelvin(NamedTuple):
    """A colour temperature: the role's numbers from `warm` to `cold`, and their K."""

    role: str
    warm: float
    cold: float
    warmest: int
    coldest: int

    @classmethod
    def of(cls, role: str, low: float, high: float) -> Kelvin:
        """Return one whose numbers are in K already."""
        return cls(role, low, high, round(low), round(high))

    def read(self, read: Read) -> int | None:
        """Return the colour temperature (K)."""
        value = read(self.role)
        if isinstance(value, str) or not isinstance(value, (int, float)):
            return None
        part = (value - self.warm) / (self.cold - self.warm)
        kelvin = round(self.warmest + part * (self.coldest - self.warmest))
        return min(max(kelvin, self.warmest), self.coldest)

    def write(self, kelvin: int) -> dict[str, Value]:
        """Return what is written for a colour temperature (K)."""
        part = (kelvin - self.warmest) / (self.coldest - self.warmest)
        value = self.warm + min(max(part, 0), 1) * (self.cold - self.warm)
        return {self.role: value}
