"""Values in the conditions of rules: texts of a little language of their own.

`1` is a number and true, `'on'` is text, `0xFF00` bytes (the vendor's tutorial of
linkage rules).
"""

from .datapoint import AnyDatapoint, Binary, Bool, Enum, Value
from .exceptions import GizwitsValueError
from .fields import as_text

_QUOTES = ("'", '"')


def to_literal(datapoint: AnyDatapoint, value: Value) -> str:
    """Return how a condition compares a datapoint with a value.

    Datapoints that are only read are compared too. Raises GizwitsValueError when the
    value does not fit.
    """
    encoded = datapoint.encode(value)
    match datapoint:
        case Bool():
            return str(int(encoded is True))
        case Binary():
            return f"0x{str(encoded).upper()}"
        case Enum():
            for quote in _QUOTES:
                if quote not in str(encoded):
                    return f"{quote}{encoded}{quote}"
            raise GizwitsValueError(datapoint.name, "wrong_type", "text without quotes")
    return str(encoded)


def from_literal(datapoint: AnyDatapoint, text: str) -> Value | None:
    """Return the value of a condition's text, None where it makes no sense."""
    bare = as_text(text)
    for quote in _QUOTES:
        if len(bare) > 1 and bare[0] == bare[-1] == quote:
            bare = bare[1:-1]
    if isinstance(datapoint, Binary):
        bare = bare.removeprefix("0x")
    value: Value | None = datapoint.decode(bare)
    return value
