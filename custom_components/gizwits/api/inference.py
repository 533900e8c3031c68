"""What can be told of a product that has no definition: what its devices report.

Over HTTP a bool is 0 or 1 like any number, and binary is hex; over the socket they are
true or false and a list of bytes (Open API document, "devdata"; Websocket API,
"s2c_noti"). So what is known of an attribute grows with each way it was seen in, and
never shrinks: it cannot go back and forth.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Self, override

from .datapoint import Access, AnyDatapoint, Binary, Bool, Enum, Number, Value
from .fields import JsonValue, as_int, as_list, as_mapping, as_number, as_text

_MOST_ATTRIBUTES: Final = 500
_MOST_NAME: Final = 100
_MOST_LABELS: Final = 50
_LONGEST_LABEL: Final = 64
# A state of Home Assistant holds no more, and no reading that people read is longer.
_LONGEST_TEXT: Final = 255
_MOST_BYTES: Final = 65536
# As short as this it is as likely a word: "Ad", "Face".
_FEWEST_BYTES: Final = 4
_MOST_DECIMALS: Final = 3
_LIMITS: Final = (0xFFFF, 0xFFFFFFFF)
_HEX_DIGITS: Final = "0123456789abcdefABCDEF"


class Form(StrEnum):
    """How a value looked."""

    BIT = "bit"
    NUMBER = "number"
    BOOL = "bool"
    HEX = "hex"
    BYTES = "bytes"
    TEXT = "text"


class AnyNumber(Number):
    """A number nobody gave a range: what is reported is what it is."""

    __slots__ = ()

    @override
    def decode(self, raw: object) -> int | float | None:
        """Return the number; the socket's true and false are 1 and 0."""
        return as_number(int(raw) if isinstance(raw, bool) else raw)


class OpenEnum(Enum):
    """A text; `labels` are those seen so far, and there may be others."""

    __slots__ = ()

    @override
    def decode(self, raw: object) -> str | None:
        """Return the text as it is."""
        text = str(raw).lower() if isinstance(raw, bool) else as_text(raw)
        return text[:_LONGEST_TEXT] or None

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return a text that the device itself has reported before."""
        if value in self.labels:
            return str(value)
        raise self._refuse("not_an_option", ", ".join(self.labels))


class Seen(NamedTuple):
    """All that was seen of one attribute.

    Of numbers that is how exact they are, the type they need and whether they can be
    below zero, not how large each was: that changes with every report.
    """

    forms: frozenset[Form]
    decimals: int = 0
    limit: int = _LIMITS[0]
    signed: bool = False
    labels: tuple[str, ...] = ()
    length: int = 0

    @classmethod
    def of(cls, raw: object) -> Self | None:
        """Return what one value shows, None for what shows nothing."""
        match raw:
            case bool():
                return cls(forms=frozenset({Form.BOOL}))
            case int() | float():
                return cls._of_number(raw)
            case str():
                return cls._of_text(raw.strip())
            case [*items] if 0 < len(items) <= _MOST_BYTES:
                if all(type(item) is int and 0 <= item <= 0xFF for item in items):
                    return cls(forms=frozenset({Form.BYTES}), length=len(items))
        return None

    @classmethod
    def _of_number(cls, raw: float) -> Self | None:
        number = as_number(raw)
        if number is None:
            return None
        if number in (0, 1):
            return cls(forms=frozenset({Form.BIT}))
        exponent = Decimal(str(number)).normalize().as_tuple().exponent
        decimals = min(max(0, -int(exponent)), _MOST_DECIMALS)
        steps = abs(number) * 10**decimals
        limit = next((limit for limit in _LIMITS if steps <= limit), _LIMITS[-1])
        return cls(
            forms=frozenset({Form.NUMBER}),
            decimals=decimals,
            limit=limit,
            signed=number < 0,
        )

    @classmethod
    def _of_text(cls, text: str) -> Self | None:
        if text.lower() in ("true", "false"):
            return cls(forms=frozenset({Form.BOOL}))
        if not text or not text.isprintable():
            return None
        labels = (text,) if len(text) <= _LONGEST_LABEL else ()
        is_hex = len(text) % 2 == 0 and not text.strip(_HEX_DIGITS)
        if is_hex and len(text) <= 2 * _MOST_BYTES:
            length = len(text) // 2
            labels = labels if length < _FEWEST_BYTES else ()
            return cls(forms=frozenset({Form.HEX}), length=length, labels=labels)
        if len(text) > _LONGEST_TEXT:
            return None
        return cls(forms=frozenset({Form.TEXT}), labels=labels)

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return what `to_json` gave, None for what it cannot have given."""
        kept = as_mapping(raw)
        forms = {form for form in Form if form in as_list(kept.get("forms"))}
        if not forms:
            return None
        labels = tuple(text for text in as_list(kept.get("labels")) if as_text(text))
        return cls(
            forms=frozenset(forms),
            decimals=min(max(0, as_int(kept.get("decimals")) or 0), _MOST_DECIMALS),
            limit=_LIMITS[-1] if as_int(kept.get("limit")) == _LIMITS[-1] else 0xFFFF,
            signed=kept.get("signed") is True,
            labels=labels[:_MOST_LABELS],
            length=max(0, as_int(kept.get("length")) or 0),
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as it can be kept."""
        return {
            "forms": sorted(self.forms),
            "decimals": self.decimals,
            "limit": self.limit,
            "signed": self.signed,
            "labels": list(self.labels),
            "length": self.length,
        }

    def __or__(self, other: Seen) -> Seen:
        """Return what both have seen."""
        labels = tuple(dict.fromkeys((*self.labels, *other.labels)))
        return Seen(
            forms=self.forms | other.forms,
            decimals=max(self.decimals, other.decimals),
            limit=max(self.limit, other.limit),
            signed=self.signed or other.signed,
            labels=labels[:_MOST_LABELS],
            length=max(self.length, other.length),
        )

    def datapoint(self, name: str, *, writable: bool) -> AnyDatapoint:
        """Return the datapoint it must be; bytes are never written on a guess."""
        access = Access.WRITABLE if writable else Access.READONLY
        if self._is_bytes:
            return Binary(
                name=name, label="", access=Access.READONLY, length=self.length
            )
        if self.forms <= {Form.BIT, Form.BOOL} and Form.BOOL in self.forms:
            return Bool(name=name, label="", access=access)
        if self.forms <= {Form.BIT, Form.NUMBER, Form.BOOL}:
            step = Decimal(1).scaleb(-self.decimals)
            return AnyNumber(
                name=name,
                label="",
                access=access,
                minimum=_plain(-self.limit * step) if self.signed else 0,
                maximum=_plain(self.limit * step),
                step=_plain(step),
            )
        if not self.labels:
            access = Access.READONLY
        return OpenEnum(name=name, label="", access=access, labels=self.labels)

    @property
    def _is_bytes(self) -> bool:
        if self.forms == {Form.HEX}:
            return self.length >= _FEWEST_BYTES
        return self.forms <= {Form.HEX, Form.BYTES}


type Sightings = Mapping[str, Seen]

NOTHING_SEEN: Final[Sightings] = MappingProxyType({})


def news(known: Sightings, attrs: Mapping[str, Any]) -> Sightings:
    """Return what reported attributes show that is not known yet, by name."""
    seen = {
        name: one
        for name, raw in attrs.items()
        if (one := Seen.of(raw)) is not None and _is_name(name)
    }
    return {
        name: both
        for name, one in seen.items()
        if (both := _merged(known.get(name), one)) != known.get(name)
    }


def merge(known: Sightings, seen: Sightings) -> dict[str, Seen]:
    """Return what is known when something was seen besides."""
    merged = dict(known)
    for name, one in seen.items():
        if name in merged or len(merged) < _MOST_ATTRIBUTES:
            merged[name] = _merged(merged.get(name), one)
    return merged


def infer(seen: Sightings, *, writable: bool) -> dict[str, AnyDatapoint]:
    """Return the datapoints that sightings tell of, by name."""
    return {name: one.datapoint(name, writable=writable) for name, one in seen.items()}


def _merged(known: Seen | None, seen: Seen) -> Seen:
    return seen if known is None else known | seen


def _is_name(name: object) -> bool:
    return (
        isinstance(name, str)
        and 0 < len(name.strip()) <= len(name) <= _MOST_NAME
        and name.isprintable()
    )


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
