"""One datapoint: what it accepts and how it looks on HTTP and socket (protocol §5)."""

import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
import math
import re
from typing import Any, TypeIs

type Value = bool | int | float | str | bytes

_HEX = re.compile(r"(?:[0-9a-fA-F]{2})*")


ACCESS = ("status_writable", "status_readonly", "alert", "fault")
DATA_TYPES = ("bool", "enum", "uint8", "uint16", "uint32", "binary")


class UnusableAttribute(Exception):
    """An attribute of a definition no device can have."""


class InvalidValue(Exception):
    """A value the datapoint does not take; the cloud answers 9025."""


@dataclass(frozen=True, slots=True)
class Datapoint:
    """A datapoint of a definition; limits and offsets are raw, as served (§5.1)."""

    id: int
    name: str
    access: str
    data_type: str
    options: tuple[str, ...]
    minimum: int
    maximum: int
    ratio: Decimal
    addition: Decimal
    byte_offset: int
    bit_offset: int
    length: int
    is_bit: bool

    @classmethod
    def parse(cls, attr: Mapping[str, Any]) -> Datapoint:
        """Read one member of ``entities[].attrs``; UnusableAttribute when it is none.

        The cloud serves whatever the vendor typed in; a device made from such a
        definition has only what makes sense.
        """
        try:
            datapoint = cls._read(attr)
        except (
            AttributeError,
            KeyError,
            TypeError,
            ValueError,
            ArithmeticError,
        ) as why:
            raise UnusableAttribute(repr(why)) from why
        if not datapoint.makes_sense():
            raise UnusableAttribute(datapoint.name)
        return datapoint

    @classmethod
    def _read(cls, attr: Mapping[str, Any]) -> Datapoint:
        position = attr["position"]
        spec = attr.get("uint_spec") or {}
        length = int(position["len"])
        top = 256 ** min(length, 4) - 1
        options = attr.get("enum") or []
        return cls(
            id=int(attr["id"]),
            name=attr["name"],
            access=attr["type"],
            data_type=attr["data_type"],
            options=tuple(options) if isinstance(options, list) else (),
            minimum=int(Decimal(str(spec.get("min", 0)))),
            maximum=min(int(Decimal(str(spec.get("max", top)))), top),
            ratio=Decimal(str(spec.get("ratio", 1))),
            addition=Decimal(str(spec.get("addition", 0))),
            byte_offset=int(position["byte_offset"]),
            bit_offset=int(position["bit_offset"]),
            length=length,
            is_bit=position["unit"] == "bit",
        )

    def makes_sense(self) -> bool:
        """Say whether a device can have it."""
        if not isinstance(self.name, str) or not self.name or self.length <= 0:
            return False
        if self.access not in ACCESS or self.data_type not in DATA_TYPES:
            return False
        if self.data_type == "enum":
            return bool(self.options) and all(isinstance(o, str) for o in self.options)
        return self.ratio > 0 and 0 <= self.minimum <= self.maximum

    @property
    def writable(self) -> bool:
        """Say whether control may set it."""
        return self.access == "status_writable"

    @property
    def whole(self) -> bool:
        """Say whether a number of this datapoint never has a fraction."""
        return self.ratio % 1 == 0 and self.addition % 1 == 0

    def default(self) -> Value:
        """Return what a device shows that was never set."""
        match self.data_type:
            case "bool":
                return False
            case "enum":
                return self.options[0]
            case "binary":
                return bytes(self.length)
        return self.scaled(self.minimum)

    def scaled(self, raw: int) -> int | float:
        """Return the shown number of a wire integer: y = x * ratio + addition."""
        shown = raw * self.ratio + self.addition
        return int(shown) if self.whole else float(shown)

    def unscaled(self, shown: float) -> int:
        """Return the wire integer of a shown number (§5.2)."""
        raw = (Decimal(str(shown)) - self.addition) / self.ratio
        return int(raw.to_integral_value(ROUND_HALF_UP))

    def check(self, value: Any) -> Value:
        """Return a decoded value as the device keeps it, or raise InvalidValue."""
        match self.data_type:
            case "bool":
                return self._check_bool(value)
            case "enum":
                return self._check_enum(value)
            case "binary":
                if isinstance(value, bytes | bytearray) and len(value) == self.length:
                    return bytes(value)
                raise InvalidValue(self.name)
        return self._check_number(value)

    def from_http(self, value: Any) -> Value:
        """Return the decoded value of a control call; binary is hex (§5.5)."""
        if self.data_type != "binary":
            return self.check(value)
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise InvalidValue(self.name)
        return self.check(bytes.fromhex(value))

    def from_socket(self, value: Any) -> Value:
        """Return the decoded value of a c2s_write; binary is a byte list (§4.4)."""
        if self.data_type != "binary":
            return self.check(value)
        if not isinstance(value, list) or not all(is_byte(item) for item in value):
            raise InvalidValue(self.name)
        return self.check(bytes(value))

    def from_scene(self, value: Any) -> Value:
        """Return the decoded value of a scene: enum by index, binary in base64."""
        if self.data_type == "enum" and not is_integer(value):
            raise InvalidValue(self.name)
        if self.data_type != "binary":
            return self.check(value)
        try:
            return self.check(binascii.a2b_base64(value, strict_mode=True))
        except (TypeError, ValueError) as error:
            raise InvalidValue(self.name) from error

    def to_http(self, value: Value) -> Any:
        """Return a decoded value as devdata shows it: 0/1, label, y, hex."""
        if isinstance(value, bool):
            return int(value)
        return value.hex() if isinstance(value, bytes) else value

    def to_socket(self, value: Value) -> Any:
        """Return a decoded value as s2c_noti shows it: true/false, byte list."""
        return list(value) if isinstance(value, bytes) else value

    def to_raw(self, value: Value) -> int:
        """Return the wire integer of a bool, enum or number."""
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, str):
            return self.options.index(value)
        if isinstance(value, bytes):
            raise TypeError(self.name)
        return self.unscaled(value)

    def from_raw(self, raw: int) -> Value:
        """Return the decoded value of a wire integer, or raise InvalidValue."""
        if self.data_type == "bool":
            return bool(raw)
        if self.data_type == "enum":
            return self._check_enum(raw)
        return self.scaled(raw)

    def _check_bool(self, value: Any) -> bool:
        if isinstance(value, bool) or (isinstance(value, int) and value in (0, 1)):
            return bool(value)
        raise InvalidValue(self.name)

    def _check_enum(self, value: Any) -> str:
        # The label, or the index, which the real cloud takes too (§5.5).
        if isinstance(value, str) and value in self.options:
            return value
        if is_integer(value) and 0 <= value < len(self.options):
            return self.options[value]
        raise InvalidValue(self.name)

    def _check_number(self, value: Any) -> int | float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InvalidValue(self.name)
        if not math.isfinite(value):
            raise InvalidValue(self.name)
        # A whole-number datapoint has no halves; a scaled one is put on its grid.
        if self.whole and value != int(value):
            raise InvalidValue(self.name)
        shown = Decimal(str(value))
        low = self.minimum * self.ratio + self.addition
        high = self.maximum * self.ratio + self.addition
        if not low <= shown <= high:
            raise InvalidValue(self.name)
        return self.scaled(self.unscaled(value))


def is_integer(value: Any) -> TypeIs[int]:
    """Say whether a JSON value is a whole number; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_byte(value: Any) -> bool:
    """Say whether a JSON value is one byte."""
    return is_integer(value) and 0 <= value <= 255
