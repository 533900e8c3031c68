"""What an action is to set: checked before anything is sent."""

from collections.abc import Mapping
import re
from typing import Any, Final

from homeassistant.util.json import JsonObjectType

from ..api import (
    AnyDatapoint,
    Binary,
    Bool,
    Enum,
    GizwitsValueError,
    Number,
    Product,
    Value,
)
from ..api.fields import as_number
from ..errors import invalid, value_error
from ..forbidden import is_secret, never_write
from ..guard import never_written, refused_bytes
from ..meaning.words import option_keys

REDACTED: Final = "**REDACTED**"
_SWITCHED: Final = {
    "on": True,
    "off": False,
    "true": True,
    "false": False,
    "1": True,
    "0": False,
}
_BYTE: Final = range(256)
# How people and the tools they copy from part the bytes: "01 02", "0x01, 0x02", "01-02".
_BETWEEN: Final = re.compile(r"[\s,:-]+")


def checked(name: str, product: Product, given: Mapping[str, Any]) -> dict[str, Value]:
    """Return values by datapoint name, as the product takes them.

    `name` is that of the device or group. Raises ServiceValidationError when one of
    them is unknown, not writable, never written, or does not fit.
    """
    if not product.datapoints:
        raise invalid("no_definition", name=name)
    values = {key: _checked(name, product, key, raw) for key, raw in given.items()}
    try:
        product.encode(values)
    except GizwitsValueError as err:
        raise value_error(name, err.reason, err.datapoint, err.expected) from None
    return values


def check_raw(name: str, product: Product, payload: bytes) -> None:
    """Raise ServiceValidationError where bytes write what is never written, or might.

    `name` is that of the device or group. See `guard`.
    """
    if datapoint := refused_bytes(product, payload):
        raise invalid("never_raw", name=name, datapoint=datapoint)


def payload_of(raw: Any) -> bytes:
    """Return bytes given as hex digits or as a list of numbers.

    Raises ServiceValidationError.
    """
    payload = b""
    if isinstance(raw, str):
        groups = _BETWEEN.split(raw.strip().lower())
        try:
            payload = b"".join(bytes.fromhex(one.removeprefix("0x")) for one in groups)
        except ValueError:
            payload = b""
    elif isinstance(raw, list):
        payload = _bytes(raw) or b""
    if not payload:
        raise invalid("not_bytes")
    return payload


def _checked(name: str, product: Product, key: str, raw: Any) -> Value:
    datapoint = product.datapoints.get(key)
    if datapoint is None:
        writable = [
            point.name
            for point in product.datapoints.values()
            if point.writable and not never_write(point)
        ]
        raise value_error(name, "unknown_datapoint", key, ", ".join(writable))
    if never_written(product, (key,)):
        raise value_error(name, "never_written", key, "")
    value: Value = value_of(datapoint, raw)
    return value


def value_of(datapoint: AnyDatapoint, raw: Any) -> Any:
    """Return a value as the datapoint has it; what does not fit is left as it is.

    Options are known by the cloud's label and by the key that the entity shows. YAML
    makes a bool of `on` and `off`.
    """
    match datapoint, raw:
        case Bool(), str():
            return _SWITCHED.get(raw.strip().lower(), raw)
        case Enum(), bool():
            return option_keys(datapoint).get("on" if raw else "off", raw)
        case Enum(), str() if raw.strip() not in datapoint.options:
            return option_keys(datapoint).get(raw.strip(), raw)
        case Number(), str():
            # A text field of the editor, and a template with a unit cut off.
            number = as_number(raw)
            return raw if number is None else number
        case Binary(), list():
            payload = _bytes(raw)
            return raw if payload is None else payload
    return raw


def _bytes(raw: list[Any]) -> bytes | None:
    is_bytes = all(type(one) is int and one in _BYTE for one in raw)
    return bytes(raw) if is_bytes else None


def shown_values(
    product: Product, values: Mapping[str, Value | None]
) -> JsonObjectType:
    """Return values as a response has them: bytes as hex digits, secrets hidden."""
    return {
        name: REDACTED
        if is_secret(product.datapoints[name])
        else value.hex()
        if isinstance(value, bytes)
        else value
        for name, value in values.items()
    }
