"""Datapoints: every kind in every form it has on the wire (protocol 5.2, 5.5)."""

import base64
from decimal import Decimal
from typing import Any

from hypothesis import given, strategies as st
import orjson
import pytest

from custom_components.gizwits.api import (
    Access,
    AnyDatapoint,
    Binary,
    Bool,
    Enum,
    GizwitsValueError,
    Number,
    Product,
    Value,
)

from tests.api.helpers import defined
from tests.api.strategies import ATTRIBUTE, JSON, TEXT, attributes
from tests.simulator.datapoint import Datapoint as SimulatedDatapoint

BOOL = Bool(name="switch", label="Power", access=Access.WRITABLE)
ENUM = Enum(
    name="mode",
    label="模式",
    access=Access.WRITABLE,
    labels=("制冷", " 制热 ", "", "dry"),
)
DIGITS = Enum(name="gear", label="", access=Access.WRITABLE, labels=("1", "2", "auto"))
TARGET = Number(
    name="t", label="", access=Access.WRITABLE, minimum=5, maximum=30, step=0.5
)
PH = Number(
    name="pH", label="", access=Access.READONLY, minimum=0, maximum=14, step=0.01
)
BINARY = Binary(name="Time", label="", access=Access.WRITABLE, length=7)


@pytest.mark.parametrize(
    ("access", "writable"),
    [
        (Access.WRITABLE, True),
        (Access.READONLY, False),
        (Access.ALERT, False),
        (Access.FAULT, False),
    ],
)
def test_only_status_writable_can_be_written(access: Access, writable: bool) -> None:
    """Alerts and faults are not settings."""
    assert Bool(name="a", label="", access=access).writable is writable


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (0, False),
        (1, True),
        (True, True),
        (False, False),
        ("0", False),
        ("1", True),
        ("true", True),
        ("False", False),
        (2, True),
        (None, None),
        ("", None),
        ("on", None),
        ([], None),
        ({}, None),
    ],
)
def test_bool_is_decoded(raw: Any, value: bool | None) -> None:
    """0/1 of HTTP, true/false of the socket, and both as text."""
    assert BOOL.decode(raw) is value


@pytest.mark.parametrize(
    ("value", "raw"), [(True, True), (False, False), (1, True), (0, False)]
)
def test_bool_is_encoded(value: Value, raw: bool) -> None:
    """As true or false."""
    assert BOOL.encode(value) is raw


@pytest.mark.parametrize("value", [2, -1, 1.0, "true", b"\1"])
def test_no_bool_is_refused(value: Value) -> None:
    """Anything but true, false, 1 and 0."""
    with pytest.raises(GizwitsValueError) as caught:
        BOOL.encode(value)
    assert (caught.value.datapoint, caught.value.reason) == ("switch", "wrong_type")
    assert caught.value.code is None


def test_options_are_what_a_person_can_choose() -> None:
    """Without padding, without empty ones, each once."""
    assert ENUM.options == ("制冷", "制热", "dry")
    twice = Enum(name="m", label="", access=Access.WRITABLE, labels=("low", "low "))
    assert twice.options == ("low",)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("制冷", "制冷"),
        (" 制热 ", "制热"),
        ("制热", "制热"),
        (0, "制冷"),
        (1, "制热"),
        (2, None),
        (3.0, "dry"),
        ("3", "dry"),
        (4, None),
        (-1, None),
        ("4", None),
        (0.5, None),
        ("", None),
        ("new label", "new label"),
        (None, None),
        (True, None),
        ([], None),
    ],
)
def test_enum_is_decoded(raw: Any, value: str | None) -> None:
    """A label, an index, an index as text; a label of a newer definition stays."""
    assert ENUM.decode(raw) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [("1", "1"), ("2", "2"), (0, "1"), (1, "2"), (2, "auto"), ("0", "0"), ("7", "7")],
)
def test_enum_of_digits_is_decoded(raw: Any, value: str) -> None:
    """Where labels are digits, text is a label, known or not, and a number an index."""
    assert DIGITS.decode(raw) == value


@pytest.mark.parametrize(
    ("value", "raw"), [("制冷", "制冷"), ("制热", " 制热 "), (" dry", "dry")]
)
def test_enum_is_encoded(value: str, raw: str) -> None:
    """As the label the definition has, padding included."""
    assert ENUM.encode(value) == raw


@pytest.mark.parametrize("value", ["", " ", "wet", 0, True, b"dry"])
def test_no_option_is_refused(value: Value) -> None:
    """An index is for the wire, not for callers."""
    with pytest.raises(GizwitsValueError) as caught:
        ENUM.encode(value)
    assert caught.value.reason == "not_an_option"
    assert caught.value.expected == "制冷, 制热, dry"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (7.319999999, 7.32),
        (7.32, 7.32),
        ("7.32", 7.32),
        (7, 7),
        (7.0, 7),
        (14.01, 14.01),
        (14.02, None),
        (655.35, None),
        (-0.01, -0.01),
        (-1, None),
        (None, None),
        ("", None),
        (True, None),
        ("high", None),
        ([7], None),
    ],
)
def test_number_is_decoded(raw: Any, value: float | None) -> None:
    """Without the noise of binary fractions; far out of range it means nothing."""
    decoded = PH.decode(raw)
    assert decoded == value
    assert type(decoded) is type(value)


@pytest.mark.parametrize(
    ("raw", "value"),
    [(0, 0), (4, 4), (-1, None), (30.5, 30.5), (31, None), (127.5, None)],
)
def test_below_the_minimum_is_what_it_is_down_to_zero(
    raw: float, value: float | None
) -> None:
    """0 is "stopped" of a pump that runs from 30; 127.5 is a sensor not there."""
    assert TARGET.decode(raw) == value


@pytest.mark.parametrize(
    ("maximum", "unlimited"),
    [(255, True), (65535, True), (4294967295, True), (100, False), (256, False)],
)
def test_unlimited_is_what_all_bits_can_hold(maximum: int, unlimited: bool) -> None:
    """Whatever the scale: a limit nobody set."""
    for step in (1, 0.1):
        number = Number(
            name="n",
            label="",
            access=Access.READONLY,
            minimum=-40,
            maximum=-40 + maximum * step,
            step=step,
        )
        assert number.is_unlimited is unlimited


@pytest.mark.parametrize(
    ("value", "raw"),
    [(5, 5), (30, 30), (20.5, 20.5), (20.4, 20.5), (20.2, 20), (6.0, 6)],
)
def test_number_is_encoded(value: float, raw: float) -> None:
    """In display units, on the nearest step, never above the maximum."""
    encoded = TARGET.encode(value)
    assert encoded == raw
    assert type(encoded) is type(raw)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (4.9, "out_of_range"),
        (30.1, "out_of_range"),
        ("20", "wrong_type"),
        (True, "wrong_type"),
        (b"\x14", "wrong_type"),
        (float("nan"), "wrong_type"),
        (float("inf"), "wrong_type"),
    ],
)
def test_no_number_in_range_is_refused(value: Value, reason: str) -> None:
    """With the range in words."""
    with pytest.raises(GizwitsValueError) as caught:
        TARGET.encode(value)
    assert (caught.value.reason, caught.value.expected) == (reason, "5 to 30")


def test_decimals_are_those_of_the_smallest_number() -> None:
    """Of the step, or of an addition with more digits."""
    assert (TARGET.decimals, PH.decimals) == (1, 2)
    odd = Number(
        name="n", label="", access=Access.WRITABLE, minimum=-2.5, maximum=7.5, step=1
    )
    assert odd.decimals == 1
    whole = Number(
        name="n", label="", access=Access.WRITABLE, minimum=0, maximum=9, step=100
    )
    assert whole.decimals == 0


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("011a030e0b1713", bytes.fromhex("011a030e0b1713")),
        ([1, 26, 3, 14, 11, 23, 19], bytes.fromhex("011a030e0b1713")),
        (base64.b64encode(b"\xff\xfe\xfd").decode(), b"\xff\xfe\xfd"),
        ("ABCDEF", b"\xab\xcd\xef"),
        ([], b""),
        ("", b""),
        ([256], None),
        ([-1], None),
        ([1.5], None),
        (["a"], None),
        ([None], None),
        ("no binary!", None),
        ("é", None),
        (None, None),
        (5, None),
        (True, None),
        ({}, None),
    ],
)
def test_binary_is_decoded(raw: Any, value: bytes | None) -> None:
    """Hex of HTTP, the list of the socket, base64 of some firmware."""
    assert BINARY.decode(raw) == value


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        (b"\1\2", "01020000000000"),
        ("0102", "01020000000000"),
        ("01 1A 03 0e 0b 17 13", "011a030e0b1713"),
        (b"", "00000000000000"),
    ],
)
def test_binary_is_encoded(value: Value, raw: str) -> None:
    """As exactly two hex digits a byte, padded at the end."""
    assert BINARY.encode(value) == raw


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (b"12345678", "wrong_length"),
        ("00" * 8, "wrong_length"),
        ("0", "wrong_type"),
        ("no hex", "wrong_type"),
        (5, "wrong_type"),
        (True, "wrong_type"),
    ],
)
def test_no_binary_that_fits_is_refused(value: Value, reason: str) -> None:
    """With what would fit."""
    with pytest.raises(GizwitsValueError) as caught:
        BINARY.encode(value)
    assert (caught.value.reason, caught.value.expected) == (reason, "14 hex digits")


def parsed(attr: dict[str, Any]) -> AnyDatapoint:
    """Return the client's datapoint of an attribute."""
    datapoint = Product.from_definition("p", defined(attr)).datapoints
    return datapoint[attr["name"]]


def draw_value(data: st.DataObject, attr: dict[str, Any]) -> Value:
    """Return a value an attribute can have, as a person sees it."""
    match attr["data_type"]:
        case "bool":
            return data.draw(st.booleans())
        case "enum":
            return str(data.draw(st.sampled_from(attr["enum"])))
        case "binary":
            length = attr["position"]["len"]
            return data.draw(st.binary(min_size=length, max_size=length))
    spec = attr["uint_spec"]
    x = data.draw(st.integers(spec["min"], spec["max"]))
    y = x * Decimal(str(spec["ratio"])) + Decimal(str(spec["addition"]))
    return int(y) if y == int(y) else float(y)


@given(attributes(), st.data())
def test_what_is_encoded_is_decoded(attr: dict[str, Any], data: st.DataObject) -> None:
    """Every value of every definition survives the way out and back."""
    datapoint, value = parsed(attr), draw_value(data, attr)
    encoded = datapoint.encode(value)
    assert datapoint.decode(encoded) == value
    assert datapoint.decode(orjson.loads(orjson.dumps(encoded))) == value


@given(attributes(), st.data())
def test_client_and_cloud_mean_the_same(
    attr: dict[str, Any], data: st.DataObject
) -> None:
    """The simulated cloud takes what is encoded; both its forms are understood."""
    datapoint, value = parsed(attr), draw_value(data, attr)
    there = SimulatedDatapoint.parse(attr)
    assert there.from_http(datapoint.encode(value)) == value
    assert datapoint.decode(there.to_http(value)) == value
    assert datapoint.decode(there.to_socket(value)) == value


@given(attributes(), st.data())
def test_limits_are_those_of_the_cloud(
    attr: dict[str, Any], data: st.DataObject
) -> None:
    """What is shown as the range is the range the cloud takes."""
    datapoint = parsed(attr)
    if not isinstance(datapoint, Number):
        return
    there = SimulatedDatapoint.parse(attr)
    assert datapoint.minimum == there.scaled(there.minimum)
    assert datapoint.maximum == there.scaled(there.maximum)
    between = data.draw(st.floats(datapoint.minimum, datapoint.maximum))
    assert there.from_http(datapoint.encode(between)) is not None


@given(ATTRIBUTE, JSON)
def test_any_raw_value_is_decoded_or_nothing(attr: dict[str, Any], raw: Any) -> None:
    """No report makes a datapoint of any definition fail."""
    product = Product.from_definition("p", defined(attr))
    for datapoint in product.datapoints.values():
        value = datapoint.decode(raw)
        assert value is None or isinstance(value, bool | int | float | str | bytes)


@given(
    ATTRIBUTE,
    st.booleans() | st.integers(-(2**63), 2**63) | st.floats() | TEXT | st.binary(),
)
def test_any_value_is_encoded_or_refused(attr: dict[str, Any], value: Value) -> None:
    """Whatever a definition says: a value that can be sent, or our own error."""
    product = Product.from_definition("p", defined(attr))
    for datapoint in product.datapoints.values():
        try:
            encoded = datapoint.encode(value)
        except GizwitsValueError:
            continue
        orjson.dumps(encoded)


@pytest.mark.parametrize(
    "spec",
    [
        {"min": 0, "max": 255, "ratio": 1e-320},
        {"min": 0, "max": 255, "ratio": 1e300, "addition": 1e308},
        {"min": -1e308, "max": 1e308, "ratio": 1e308},
        {"min": 0, "max": 255, "ratio": 1, "addition": 1e30},
    ],
)
def test_extreme_scales_do_no_harm(spec: dict[str, float]) -> None:
    """A definition with absurd numbers is left out, or its values can be sent."""
    attr = {
        "name": "n",
        "type": "status_writable",
        "data_type": "uint8",
        "uint_spec": spec,
    }
    for datapoint in Product.from_definition("p", defined(attr)).datapoints.values():
        assert isinstance(datapoint, Number)
        for value in (0, 5, 5.5, datapoint.minimum, datapoint.maximum):
            try:
                encoded = datapoint.encode(value)
            except GizwitsValueError:
                continue
            orjson.dumps(encoded)
