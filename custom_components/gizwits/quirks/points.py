"""Datapoints of products whose definition nobody published, or gets them wrong."""

from dataclasses import dataclass
from typing import override

from ..api import Access, Bool, Enum, Number, Value
from ..api.fields import JsonValue, as_number


def a_bool(name: str, *, writable: bool = True) -> Bool:
    """Return a bool of a product whose definition nobody published."""
    return Bool(name=name, label="", access=_access(writable))


def an_enum(name: str, *labels: str, writable: bool = True) -> Enum:
    """Return an enum of a product whose definition nobody published."""
    return Enum(name=name, label="", access=_access(writable), labels=labels)


def a_number(
    name: str, minimum: float, maximum: float, step: float = 1, *, writable: bool = True
) -> Number:
    """Return a number of a product whose definition nobody published."""
    return Number(
        name=name,
        label="",
        access=_access(writable),
        minimum=minimum,
        maximum=maximum,
        step=step,
    )


def _access(writable: bool) -> Access:
    return Access.WRITABLE if writable else Access.READONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedBool(Bool):
    """On or off where the device's number for on is not 1."""

    on: int

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return the device's number."""
        return self.on if Bool.encode(self, value) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledBool(Bool):
    """On or off where the cloud has an enum of two labels, `own`; `on` is one of them."""

    own: Enum
    on: str
    off: str

    @override
    def decode(self, raw: object) -> bool | None:
        """Return whether it is the label for on, None for one of neither."""
        return {self.on: True, self.off: False}.get(self.own.decode(raw) or "")

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return the cloud's label; takes that one too."""
        if value in self.own.options:
            return self.own.encode(value)
        return self.own.encode(self.on if Bool.encode(self, value) else self.off)

    @override
    def encode_scene(self, value: Value) -> JsonValue:
        """Return the index of the cloud's label."""
        return self.own.encode_scene(str(self.encode(value)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEnum(Enum):
    """Options of numbers: for each label, those that mean it, the written one first."""

    codes: tuple[tuple[int, ...], ...]

    @override
    def decode(self, raw: object) -> str | None:
        """Return the option of the device's number."""
        for label, codes in zip(self.labels, self.codes, strict=True):
            if raw in codes:
                return label
        return None

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return the device's number of an option; takes one of its numbers too."""
        if isinstance(value, int) and any(value in codes for codes in self.codes):
            return value
        label = Enum.encode(self, value)
        return self.codes[self.labels.index(str(label))][0]

    @override
    def encode_scene(self, value: Value) -> JsonValue:
        """Return the device's number, which is no place in a list of labels."""
        return self.encode(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenamedEnum(Enum):
    """An enum with other labels than its `own`, which the cloud has, one for each."""

    own: Enum

    @override
    def decode(self, raw: object) -> str | None:
        """Return the label in the place of the cloud's."""
        label = self.own.decode(raw)
        if label in self.own.options:
            return self.labels[self.own.options.index(label)]
        return label

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return the cloud's label; takes that one too."""
        if value in self.own.options:
            return self.own.encode(value)
        label = Enum.encode(self, value)
        return self.own.encode(self.own.options[self.labels.index(str(label))])

    @override
    def encode_scene(self, value: Value) -> JsonValue:
        """Return the index of the cloud's label."""
        return self.own.encode_scene(str(self.encode(value)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted(Number):
    """A number whose zero is elsewhere: shown is (raw - `zero`) * `unit`."""

    zero: int
    unit: float

    @override
    def decode(self, raw: object) -> int | float | None:
        """Return the number as it is shown."""
        number = as_number(raw)
        shown = None if number is None else (number - self.zero) * self.unit
        return Number.decode(self, shown)

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return the device's number."""
        shown = Number.encode(self, value)
        assert isinstance(shown, (int, float))
        return round(shown / self.unit) + self.zero
