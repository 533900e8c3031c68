"""Products: definitions as they are, as they should not be, and as nobody means them."""

import logging
from typing import Any

from hypothesis import given
import pytest

from custom_components.gizwits.api import (
    Access,
    Binary,
    Bool,
    Enum,
    GizwitsValueError,
    Number,
    Product,
)

from tests.api.helpers import PRODUCTS, attribute, defined, definition
from tests.api.strategies import DEFINITION, JSON, TEXT
from tests.simulator_tests.definitions import PET

STEMS = sorted(path.stem for path in PRODUCTS.glob("*.json"))
GOOD = {"power", "mode", "target", "plan", "temperature", "door_open", "Fault_Fan"}


def load(stem: str) -> Product:
    """Return one of our own products."""
    raw = definition(stem)
    return Product.from_definition(raw["product_key"], raw)


def pet_house() -> Product:
    """Return the product of the reference's first worked example (5.6 a)."""
    return Product.from_definition(PET["product_key"], PET)


def only(attr: dict[str, Any]) -> Any:
    """Return the datapoint of a definition with this attribute alone."""
    datapoints = Product.from_definition("p", defined(attr)).datapoints
    assert list(datapoints) == [attr["name"]]
    return datapoints[attr["name"]]


@pytest.mark.parametrize("stem", [stem for stem in STEMS if stem != "broken"])
def test_all_of_our_products_load(stem: str, caplog: pytest.LogCaptureFixture) -> None:
    """Every datapoint, in the definition's order, without a word."""
    raw = definition(stem)
    product = load(stem)
    attrs = [attr for entity in raw["entities"] for attr in entity["attrs"]]
    assert list(product.datapoints) == [attr["name"] for attr in attrs]
    assert product.name == raw["name"].strip()
    assert product.product_key == raw["product_key"]
    assert caplog.records == []


def test_broken_keeps_what_is_good(caplog: pytest.LogCaptureFixture) -> None:
    """The good seven work, the bad ones are gone, with exactly one warning."""
    product = load("broken")
    assert set(product.datapoints) >= GOOD
    rest = set(product.datapoints) - GOOD
    assert {name for name in rest if not name.startswith("maybe_")} == set()
    warnings = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert len(warnings) == 1
    assert "bad_type_string" in warnings[0].getMessage()
    assert isinstance(product.datapoints["power"], Bool)


def test_bad_labels_are_left_out() -> None:
    """No datapoint comes from an attribute whose label says that it is bad."""
    labels = {datapoint.label for datapoint in load("broken").datapoints.values()}
    assert {label for label in labels if label.startswith("bad_")} == set()


def test_what_the_maybes_become() -> None:
    """What was made sense of is within what its type can be."""
    for name, datapoint in load("broken").datapoints.items():
        match datapoint:
            case Enum():
                assert len(set(datapoint.options)) == len(datapoint.options) > 0, name
            case Number():
                assert datapoint.minimum < datapoint.maximum, name
                assert datapoint.step > 0, name
            case Binary():
                assert datapoint.length > 0, name


@pytest.mark.parametrize(
    ("spec", "limits"),
    [
        ({"min": 0, "max": 1400, "ratio": 0.01, "addition": 0}, (0, 14, 0.01)),
        ({"min": 0, "max": 4000, "ratio": 1, "addition": -2000}, (-2000, 2000, 1)),
        ({"min": 0, "max": 10, "ratio": 1, "addition": -5}, (-5, 5, 1)),
        ({"min": 0, "max": 50, "ratio": 0.5, "addition": 5}, (5, 30, 0.5)),
        ({"min": 0, "max": 1000, "ratio": 0.1, "addition": -40}, (-40, 60, 0.1)),
        ({"min": "0", "max": "200", "ratio": "0.5"}, (0, 100, 0.5)),
        ({"min": 0, "max": 100, "ratio": -0.5}, (-50, 0, 0.5)),
        ({"max": 10, "min": 0}, (0, 10, 1)),
        ({"ratio": None, "addition": None, "max": 10}, (0, 10, 1)),
        ({"min": 0, "max": 0}, (0, 65535, 1)),
        ({}, (0, 65535, 1)),
        (None, (0, 65535, 1)),
    ],
)
def test_limits_are_shown_in_display_units(
    spec: Any, limits: tuple[float, float, float]
) -> None:
    """``x * ratio + addition``, with the checks of the reference (5.2)."""
    number = only(attribute("n", "uint16", uint_spec=spec))
    found = (number.minimum, number.maximum, number.step)
    assert found == limits
    assert [type(limit) for limit in found] == [type(limit) for limit in limits]


@pytest.mark.parametrize(
    ("data_type", "largest"),
    [("uint8", 255), ("uint16", 65535), ("uint32", 4294967295)],
)
def test_a_number_without_limits_has_those_of_its_type(
    data_type: str, largest: int
) -> None:
    """Unsigned, as all are."""
    assert only(attribute("n", data_type)).maximum == largest


def test_members_of_a_datapoint() -> None:
    """Label, description, access; labels and length keep what the definition says."""
    alert = only(attribute("Alert", "bool", "alert", display_name=" 缺水 ", desc="!"))
    assert (alert.label, alert.description) == ("缺水", "!")
    assert alert.access is Access.ALERT
    mode = only(attribute("mode", "enum", "fault", enum=[" a ", 1, None, "b"]))
    assert (mode.labels, mode.options) == ((" a ", "1", "", "b"), ("a", "1", "b"))
    plan = only(attribute("plan", "binary", position={"len": "6"}))
    assert plan.length == 6


@pytest.mark.parametrize(
    ("attr", "reason"),
    [
        (attribute("", "bool"), "it has no usable name"),
        (attribute("n" * 101, "bool"), "it has no usable name"),
        (attribute("a\nb", "bool"), "it has no usable name"),
        (attribute("a", "bool", "W"), "its access is unknown"),
        (attribute("a", "string"), "its data type 'string' is unknown"),
        (attribute("a", "enum"), "it has no options"),
        (attribute("a", "enum", enum="low,high"), "it has no options"),
        (attribute("a", "enum", enum=["", " "]), "it has no options"),
        (attribute("a", "uint8", uint_spec={"ratio": 0}), "its range is empty"),
        (attribute("a", "uint8", uint_spec={"min": 9, "max": 1}), "its range is empty"),
        (attribute("a", "uint8", uint_spec={"max": "high"}), "its max is no number"),
        (attribute("a", "uint8", uint_spec={"ratio": 9e18}), "beyond all numbers"),
        (attribute("a", "binary"), "its length is unknown"),
        (attribute("a", "binary", position={"len": 0}), "its length is unknown"),
        (attribute("a", "binary", position={"len": 65537}), "its length is unknown"),
    ],
)
def test_what_cannot_be_understood_is_named(
    attr: dict[str, Any], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The rest works; one warning says how many and why."""
    raw = defined(attr, attribute("good", "bool"))
    product = Product.from_definition("key", raw)
    assert list(product.datapoints) == ["good"]
    [record] = caplog.records
    assert "Product key: 1 datapoints" in record.getMessage()
    assert reason in record.getMessage()


def test_a_name_counts_once(caplog: pytest.LogCaptureFixture) -> None:
    """The first; one warning for many, and it does not name more than ten."""
    twice = [attribute("a", "enum", enum=["x"])] * 12
    product = Product.from_definition("p", defined(attribute("a", "bool"), *twice))
    assert isinstance(product.datapoints["a"], Bool)
    [record] = caplog.records
    assert record.getMessage().count("its name is there twice") == 10


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "text",
        {},
        {"entities": None},
        {"entities": [None, 5, {"attrs": "none"}]},
        {"entities": [{"attrs": []}]},
    ],
)
def test_no_definition_is_a_product_without_datapoints(
    raw: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Such products exist (pass-through)."""
    product = Product.from_definition("p", raw)
    assert (product.product_key, product.name, product.datapoints) == ("p", "", {})
    assert caplog.records == []


def test_size_is_bounded() -> None:
    """Datapoints and labels beyond any real product are not kept."""
    many = (attribute(f"a{number}", "bool") for number in range(2500))
    assert len(Product.from_definition("p", defined(*many)).datapoints) == 2000
    labels = [f"option {number}" for number in range(1000)]
    assert len(only(attribute("m", "enum", enum=labels)).labels) == 500


def test_decode_and_encode_by_name() -> None:
    """Unknown attributes of a report are left out, those of a command refused."""
    product = pet_house()
    raw = {"LED_OnOff": 1, "Motor_Speed": -5, "Alert_1": True, "new": 1}
    assert product.decode(raw) == {
        "LED_OnOff": True,
        "Motor_Speed": -5,
        "Alert_1": True,
    }
    assert product.encode({"LED_OnOff": True, "Motor_Speed": 5}) == {
        "LED_OnOff": True,
        "Motor_Speed": 5,
    }
    assert product.decode({"LED_OnOff": "?"}) == {"LED_OnOff": None}


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("nowhere", 1, "unknown_datapoint"),
        ("Temperature", 20, "not_writable"),
        ("Alert_1", True, "not_writable"),
        ("Motor_Speed", 6, "out_of_range"),
    ],
)
def test_encode_refuses(name: str, value: int, reason: str) -> None:
    """Before anything is sent, and with the datapoint's name."""
    with pytest.raises(GizwitsValueError) as caught:
        pet_house().encode({"LED_OnOff": True, name: value})
    assert (caught.value.datapoint, caught.value.reason) == (name, reason)


@given(DEFINITION)
def test_any_json_is_a_product(raw: Any) -> None:
    """Never an exception, never more than the bounds."""
    product = Product.from_definition("p", raw)
    assert len(product.datapoints) <= 2000
    for name, datapoint in product.datapoints.items():
        assert name == datapoint.name
        assert 0 < len(name) <= 100
        assert len(datapoint.label) <= 1024
        if isinstance(datapoint, Number):
            assert datapoint.minimum <= datapoint.maximum
            assert datapoint.decimals >= 0


@pytest.mark.parametrize("stem", ["boiler", "oddities", "broken"])
@given(raw=JSON)
def test_any_report_is_decoded(stem: str, raw: Any) -> None:
    """Every datapoint of a product with the same arbitrary value."""
    product = _CACHE.setdefault(stem, load(stem))
    values = product.decode(dict.fromkeys(product.datapoints, raw))
    assert values.keys() == product.datapoints.keys()


_CACHE: dict[str, Product] = {}


@given(TEXT, JSON)
def test_unknown_attributes_are_left_out(name: str, raw: Any) -> None:
    """Whatever they are called and whatever they hold."""
    assert Product("p").decode({name: raw}) == {}
