"""One value on HTTP, on the socket and in the device (protocol §5.2, §5.5)."""

from typing import Any

import pytest

from tests.simulator.datapoint import Datapoint, InvalidValue, UnusableAttribute
from tests.simulator.definition import Definition
from tests.simulator_tests.definitions import MIX, R, W, bit, blob, choice, uint

MIXED = Definition.parse(MIX)


@pytest.mark.parametrize(
    ("name", "sent", "kept"),
    [
        ("power", True, True),
        ("power", 0, False),
        ("mode", "heat", "heat"),
        ("mode", 2, "dry"),
        ("target", 5, 5.0),
        ("target", 30, 30.0),
        ("target", 21.5, 21.5),
        ("target", 21.4, 21.5),
        ("plan", "0a0B00", b"\x0a\x0b\x00"),
    ],
)
def test_http_takes(name: str, sent: Any, kept: Any) -> None:
    """What control accepts, and what the device then has."""
    value = MIXED.written_by_http({name: sent})[name]
    assert (value, type(value)) == (kept, type(kept))


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("power", 2),
        ("power", "on"),
        ("power", None),
        ("mode", "fan"),
        ("mode", ""),
        ("mode", 3),
        ("mode", -1),
        ("mode", True),
        ("target", 4.5),
        ("target", 30.5),
        ("target", "21"),
        ("target", True),
        ("target", float("nan")),
        ("plan", "0a0b"),
        ("plan", "0a0b0000"),
        ("plan", "0a0b0x"),
        ("plan", "0a 0b 00"),
        ("plan", [1, 2, 3]),
        ("room", 20),
        ("low_water", True),
        ("broken", False),
        ("Power", True),
    ],
)
def test_http_refuses(name: str, sent: Any) -> None:
    """Wrong type, range, length, access or name is 9025."""
    with pytest.raises(InvalidValue, match=name):
        MIXED.written_by_http({name: sent})


def test_socket_takes_byte_lists_only() -> None:
    """A binary of the full length, each member a byte."""
    assert MIXED.written_by_socket({"plan": [1, 2, 255]})["plan"] == b"\x01\x02\xff"
    for wrong in ("0102ff", [1, 2], [1, 2, 256], [1, 2, True], [1, 2, 3, 4]):
        with pytest.raises(InvalidValue):
            MIXED.written_by_socket({"plan": wrong})


def test_shown_on_http_and_socket() -> None:
    """0/1 and hex there, true/false and byte lists here."""
    values = {"power": True, "plan": b"\x0a\x00\xff", "mode": "dry", "target": 21.5}
    assert MIXED.to_http(values) == {
        "power": 1,
        "plan": "0a00ff",
        "mode": "dry",
        "target": 21.5,
    }
    assert MIXED.to_http(values)["power"] is not True
    assert MIXED.to_socket(values) == {**values, "plan": [10, 0, 255]}


def test_a_whole_number_has_no_halves() -> None:
    """A datapoint with ratio 1 takes 7.0 but not 7.5."""
    speed = Datapoint.parse({"id": 0, **uint("speed", W, 0, limits=(0, 9))})
    assert speed.check(7.0) == 7
    assert isinstance(speed.check(7.0), int)
    with pytest.raises(InvalidValue):
        speed.check(7.5)


@pytest.mark.parametrize(
    ("limits", "ratio", "addition", "low", "high"),
    [
        ((0, 1400), 0.01, 0, 0, 14),
        ((0, 4000), 1, -2000, -2000, 2000),
        ((0, 10), 1, -5, -5, 5),
        ((0, 50), 0.5, 5, 5, 30),
    ],
)
def test_limits_are_raw(
    limits: tuple[int, int], ratio: float, addition: int, low: float, high: float
) -> None:
    """§5.2: the four checks of limits that are shown scaled."""
    attr = uint("x", W, 0, size=2, limits=limits, ratio=ratio, addition=addition)
    number = Datapoint.parse({"id": 0, **attr})
    assert (number.check(low), number.check(high)) == (low, high)
    for beyond in (low - 1, high + 1):
        with pytest.raises(InvalidValue):
            number.check(beyond)


@pytest.mark.parametrize(
    "attr",
    [
        {},
        {"id": 0, **bit("", W, 0, 0)},
        {"id": 0, **bit("x", "status", 0, 0)},
        {"id": 0, **choice("x", 0, 0, 1)},
        {"id": 0, **blob("x", 0, 0)},
        {"id": 0, **uint("x", R, 0, ratio=0)},
        {"id": 0, **uint("x", R, 0, limits=(9, 1))},
        {"id": "one", **bit("x", W, 0, 0)},
        {"id": 0, **bit("x", W, 0, 0), "position": None},
        {"id": 0, **bit("x", W, 0, 0), "data_type": "float"},
    ],
)
def test_attributes_no_device_can_have(attr: dict[str, Any]) -> None:
    """A vendor's slip is left out by the device, though served as it is."""
    with pytest.raises(UnusableAttribute):
        Datapoint.parse(attr)


def test_a_definition_survives_its_slips() -> None:
    """The good attributes work; of two equal names the first one counts."""
    entity = MIX["entities"][0]
    attrs = [*entity["attrs"], None, "text", {}, {**bit("power", R, 9, 0), "id": 99}]
    parsed = Definition.parse({**MIX, "entities": [{**entity, "attrs": attrs}, None]})
    assert parsed == MIXED
    assert Definition.parse({"entities": None}).datapoints == ()
