"""Datapoints: what a product can do, and how one value looks on the wire.

A value's JSON form differs between HTTP and WebSocket (booleans 0/1 or true/false,
binary as hex or as a list of bytes, enums as label or index): `decode` takes them
all, `encode` gives the form of `POST /app/control` (Open API document, "control").
"""

from abc import ABC, abstractmethod
import base64
import binascii
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Self, override

from .exceptions import GizwitsValueError
from .fields import JsonValue, as_int, as_number, as_text
from .payload import from_base64

type Value = bool | int | float | str | bytes

_ALL_BITS_SET = frozenset({0xFF, 0xFFFF, 0xFFFFFFFF})


class Access(StrEnum):
    """What may be done with a datapoint: member `type` of a definition's attribute."""

    WRITABLE = "status_writable"
    READONLY = "status_readonly"
    ALERT = "alert"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Datapoint[T: Value](ABC):
    """One datapoint of a product (an attribute of `GET /app/datapoint`)."""

    name: str
    label: str
    access: Access
    description: str = ""

    @property
    def writable(self) -> bool:
        """Return whether the cloud takes values for it."""
        return self.access is Access.WRITABLE

    @abstractmethod
    def decode(self, raw: object) -> T | None:
        """Return the value of a report, None where it means nothing."""

    @abstractmethod
    def encode(self, value: Value) -> JsonValue:
        """Return the value for a control request.

        Raises GizwitsValueError when it does not fit.
        """

    def decode_scene(self, raw: object) -> T | None:
        """Return the value of a scene's command, None where it means nothing."""
        return self.decode(raw)

    def encode_scene(self, value: Value) -> JsonValue:
        """Return the value for a scene's command (newer document, "scene").

        Raises GizwitsValueError when it does not fit.
        """
        return self.encode(value)

    def described_as(self, other: AnyDatapoint) -> Self:
        """Return it with the words of another one where it has none of its own."""
        return replace(
            self,
            label=self.label or other.label,
            description=self.description or other.description,
        )

    def _refuse(self, reason: str, expected: str) -> GizwitsValueError:
        return GizwitsValueError(self.name, reason, expected)


class Bool(Datapoint[bool]):
    """On or off."""

    __slots__ = ()

    @override
    def decode(self, raw: object) -> bool | None:
        """Return True for true, "true" and any number but 0."""
        if isinstance(raw, bool):
            return raw
        if isinstance(raw, str) and raw.lower() in ("true", "false"):
            return raw.lower() == "true"
        number = as_number(raw)
        return None if number is None else number != 0

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return true or false; 0 and 1 are taken too."""
        if isinstance(value, (bool, int)) and value in (0, 1):
            return bool(value)
        raise self._refuse("wrong_type", "true, false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum(Datapoint[str]):
    """One of a list of labels; `labels` are the definition's own, in wire order."""

    labels: tuple[str, ...]

    @property
    def options(self) -> tuple[str, ...]:
        """Return the labels a person can choose from, each once, without padding."""
        return tuple(dict.fromkeys(filter(None, map(str.strip, self.labels))))

    @override
    def decode(self, raw: object) -> str | None:
        """Return the option of a label or of an index.

        A label the definition does not know is returned as it is: definitions age.
        """
        # Nearly all reports have the definition's own labels.
        if isinstance(raw, str) and raw in self.labels:
            return raw.strip() or None
        label = as_text(raw)
        options = self.options
        # Digits are an index only where no label is made of digits.
        is_index = label.isdecimal() and not any(map(str.isdecimal, options))
        if isinstance(raw, str) and (label in options or not is_index):
            return label or None
        index = as_int(raw)
        if index is None or not 0 <= index < len(self.labels):
            return None
        return self.labels[index].strip() or None

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return the definition's own label of an option."""
        for label in self.labels:
            if isinstance(value, str) and label.strip() == value.strip() != "":
                return label
        raise self._refuse("not_an_option", ", ".join(self.options))

    @override
    def encode_scene(self, value: Value) -> JsonValue:
        """Return the index of an option."""
        return self.labels.index(str(self.encode(value)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Datapoint[int | float]):
    """A number in display units: JSON carries `x * ratio + addition`, not x."""

    minimum: int | float
    maximum: int | float
    step: int | float

    @property
    def is_unlimited(self) -> bool:
        """Return whether the range is all that 8, 16 or 32 bits can hold."""
        return round((self.maximum - self.minimum) / self.step) in _ALL_BITS_SET

    @property
    def decimals(self) -> int:
        """Return how many digits behind the point a value can have."""
        return max(_decimals(self.minimum), _decimals(self.step))

    @override
    def decode(self, raw: object) -> int | float | None:
        """Return the number, without the noise of binary fractions.

        One outside of the range is nothing: 65535 of a saturated counter or 0xFF of
        a sensor that is not there. Two kinds are still what they are: one step
        outside, for limits are rounded; and 0 up to the minimum, which is "stopped"
        of a pump that runs from 30, and what firmware older than the definition has.
        """
        # Nearly all reports have whole numbers in the range.
        if type(raw) is int and self.minimum <= raw <= self.maximum:
            return raw
        number = as_number(raw)
        if number is None:
            return None
        near = 1.5 * self.step
        if number > self.maximum + near or number < min(0, self.minimum - near):
            return None
        return _plain(round(number, self.decimals))

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return the number on the nearest step."""
        number = None if isinstance(value, (str, bytes)) else as_number(value)
        if number is None:
            raise self._refuse("wrong_type", f"{self.minimum} to {self.maximum}")
        if not self.minimum <= number <= self.maximum:
            raise self._refuse("out_of_range", f"{self.minimum} to {self.maximum}")
        steps = round((number - self.minimum) / self.step)
        return _plain(round(self.minimum + steps * self.step, self.decimals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary(Datapoint[bytes]):
    """`length` bytes whose meaning only the product knows."""

    length: int

    @override
    def decode(self, raw: object) -> bytes | None:
        """Return the bytes of a list, of hex digits or of base64."""
        if isinstance(raw, list):
            try:
                return bytes(raw)
            except TypeError, ValueError:
                return None
        if not isinstance(raw, str):
            return None
        try:
            return bytes.fromhex(raw)
        except ValueError:
            pass
        try:
            return base64.b64decode(raw, validate=True)
        except binascii.Error, ValueError:
            return None

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return `2 * length` hex digits, padded with 00; takes bytes or hex."""
        try:
            data = bytes.fromhex(value) if isinstance(value, str) else value
        except ValueError:
            data = None
        if not isinstance(data, bytes):
            raise self._refuse("wrong_type", f"{2 * self.length} hex digits")
        if len(data) > self.length:
            raise self._refuse("wrong_length", f"{2 * self.length} hex digits")
        return data.ljust(self.length, b"\0").hex()

    @override
    def decode_scene(self, raw: object) -> bytes | None:
        """Return the bytes of base64, of hex digits where the length is theirs.

        The document's table has the one, its text the other. Base64 that looks like
        hex is never as long as the hex of `length` bytes.
        """
        if not isinstance(raw, str) or len(raw) == 2 * self.length:
            return self.decode(raw)
        return from_base64(raw) or self.decode(raw)

    @override
    def encode_scene(self, value: Value) -> JsonValue:
        """Return `length` bytes, padded with 00, as base64; takes bytes or hex."""
        return base64.b64encode(bytes.fromhex(str(self.encode(value)))).decode()


type AnyDatapoint = Bool | Enum | Number | Binary


@lru_cache(maxsize=1024)
def _decimals(number: float) -> int:
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number
