"""Two datapoints that are one number."""

from typing import cast

from hypothesis import given, strategies as st
import pytest

from homeassistant.components.number import NumberEntityDescription
from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import Platform, UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .common import add_device, entity_id, set_up, state_of, until

from custom_components.gizwits import mapping
from custom_components.gizwits.api import (
    Access,
    AnyDatapoint,
    GizwitsValueError,
    Number,
    Product,
)
from custom_components.gizwits.mapping import plain_specs
from custom_components.gizwits.meaning.pairs import Pair, find_pairs, pairs_by_name
from custom_components.gizwits.spec import HIGH, LOW, EntitySpec

from tests.simulator import SimulatedCloud, User


def number(
    name: str,
    high: float,
    *,
    low: float = 0,
    label: str = "",
    description: str = "",
    access: Access = Access.WRITABLE,
) -> Number:
    """Return a number in steps of 1."""
    return Number(
        name=name,
        label=label,
        description=description,
        access=access,
        minimum=low,
        maximum=high,
        step=1,
    )


def product(*datapoints: AnyDatapoint) -> Product:
    """Return a product of some datapoints."""
    return Product("p", datapoints={point.name: point for point in datapoints})


def only(*datapoints: AnyDatapoint) -> Pair:
    """Return the one pair there is."""
    [pair] = find_pairs(product(*datapoints))
    return pair


@pytest.mark.parametrize(
    ("high", "low", "parts", "value", "limits"),
    [
        # A high byte that only makes room, tenths of a temperature
        (number("cur_tempH", 1), number("cur_tempL", 255), (0, 210), 21, (0, 51.1)),
        (number("eco_temp_H", 1), number("eco_temp_L", 255), (1, 0), 25.6, (0, 51.1)),
        (
            number("setHigh", 255, description="(256*H + L) / 10"),
            number("setLow", 255),
            (1, 4),
            26,
            (0, 6553.5),
        ),
        (
            number("pressure_msb", 255, label="压力高字节"),
            number("pressure_lsb", 255, label="压力低字节"),
            (1, 1),
            257,
            (0, 65535),
        ),
        (
            number("MinutesH", 65535, label="Run time high word"),
            number("MinutesL", 65535, label="Run time low word"),
            (1, 3),
            65539,
            (0, 4294967295),
        ),
        (
            number("set_temp_integer", 95, low=5),
            number("set_temp_decimal", 9),
            (21, 5),
            21.5,
            (5, 95.9),
        ),
        (number("doseInt", 9), number("doseDec", 99), (1, 25), 1.25, (0, 9.99)),
        (number("cook_hours", 99), number("cook_minutes", 59), (1, 30), 90, (0, 5999)),
    ],
)
def test_two_parts_are_one_number(
    high: Number,
    low: Number,
    parts: tuple[int, int],
    value: float,
    limits: tuple[float, float],
) -> None:
    """Read from both, written as both."""
    pair = only(low, high)
    assert (pair.high, pair.low) == (high, low)
    assert pair.decode(*parts) == value
    assert pair.encode(value) == {high.name: parts[0], low.name: parts[1]}
    assert (pair.number.minimum, pair.number.maximum) == limits


@pytest.mark.parametrize(
    ("high", "low"),
    [
        # Limits of a temperature, not its bytes
        (number("Temp_High", 255), number("Temp_Low", 255)),
        (number("alarmH", 100), number("alarmL", 100)),
        # No byte, no tenth, no minute
        (number("levelH", 1), number("levelL", 100)),
        (number("x_int", 9), number("x_dec", 10)),
        (number("a_hours", 9), number("a_minutes", 90)),
        # When, not how long
        (number("run_hour", 23), number("run_minute", 59)),
        (number("start_hour", 99), number("start_min", 59)),
        (number("time_hour", 47), number("time_min", 59)),
        # Not of one kind
        (number("tH", 1, access=Access.READONLY), number("tL", 255)),
        (number("tempH", 1), number("tempB", 255)),
        # Never to be written at all
        (number("bak1H", 1, label="备用1"), number("bak1L", 255, label="备用2")),
    ],
)
def test_two_numbers_are_two_numbers(high: Number, low: Number) -> None:
    """Where nothing says that they are parts."""
    assert find_pairs(product(high, low)) == []


def test_a_datapoint_is_in_one_pair() -> None:
    """The first kind wins; the whole beside its parts keeps its own name."""
    points = (number("tempH", 1), number("tempL", 255), number("temp", 40))
    pair = only(*points)
    assert pair.number.name == "tempH"
    assert pairs_by_name([pair]) == {"tempH": pair, "tempL": pair}
    both = find_pairs(
        product(
            *points[:2], number("temp_int", 40), number("temp_dec", 9), number("x", 1)
        )
    )
    assert [pair.number.name for pair in both] == ["temp", "temp_int"]


def test_labels_without_the_part() -> None:
    """What is left of "Set temperature, tenths" is its name."""
    pair = only(
        number("aH", 1, label="Comfort temperature high byte"), number("aL", 255)
    )
    assert pair.number.label == "Comfort temperature"
    pair = only(number("温度_H", 1, label="温度（高字节）"), number("温度_L", 255))
    assert pair.number.label == "温度"
    pair = only(
        number("left_hours", 9, label="Remaining hours"), number("left_minutes", 59)
    )
    assert pair.number.label == "Remaining time"


def test_half_a_number_is_none() -> None:
    """One part alone reads wrong; what does not fit is not sent."""
    pair = only(number("tempH", 1), number("tempL", 255))
    assert pair.decode(None, 210) is None
    assert pair.decode(1, None) is None
    for value in (51.2, -1, "21"):
        with pytest.raises(GizwitsValueError):
            pair.encode(value)


@given(st.sampled_from([(1, 255), (65535, 65535), (40, 9)]), st.data())
def test_what_is_written_is_read(tops: tuple[int, int], data: st.DataObject) -> None:
    """Every value of every kind of pair."""
    names = ("t_int", "t_dec") if tops[1] == 9 else ("tH", "tL")
    pair = only(
        number(names[0], tops[0], label="温度 高字节"),
        number(names[1], tops[1], label="温度 低字节"),
    )
    high, low = (data.draw(st.integers(0, top)) for top in tops)
    value = pair.decode(high, low)
    assert value is not None
    assert pair.encode(value) == {names[0]: high, names[1]: low}


def _specs(product: Product) -> dict[str, EntitySpec]:
    datapoints = product.datapoints.values()
    specs = plain_specs(product, datapoints, chinese=False)
    return {spec.key: spec for spec in specs}


def test_a_pair_is_one_entity() -> None:
    """Under the first part's name, for ever; with the meaning of the whole."""
    high, low = number("room_tempH", 1), number("room_tempL", 255)
    specs = _specs(product(high, low, number("Flow", 100)))
    assert specs.keys() == {"room_tempH", "Flow"}
    spec = specs["room_tempH"]
    assert (spec.platform, spec.roles) == (Platform.NUMBER, {HIGH: high, LOW: low})
    description = cast(NumberEntityDescription, spec.description)
    assert description.native_unit_of_measurement == UnitOfTemperature.CELSIUS
    assert description.native_step == 0.1


def test_half_a_pair_that_a_composite_left_is_itself() -> None:
    """Every datapoint is used at most once."""
    high, low = (
        number(f"room_temp{end}", top, access=Access.READONLY)
        for end, top in (("H", 1), ("L", 255))
    )
    [spec] = plain_specs(product(high, low), [low], chinese=False)
    assert spec.pair is None
    assert spec.description.device_class != SensorDeviceClass.TEMPERATURE


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no composite take the datapoints."""
    monkeypatch.setattr(mapping, "find_composites", lambda *_, **__: ())


@pytest.mark.usefixtures("plain")
async def test_both_parts_are_one_request(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A number of two datapoints is read, written and refused as one."""
    device = add_device(
        cloud,
        user,
        "sous_vide",
        values={"cook_hours": 1, "cook_minutes": 30, "left_hours": 0},
    )
    await set_up(hass, cloud, user)
    assert float(state_of(hass, device, "cook_hours")) == 90
    await device.report({"cook_minutes": 20})
    await until(hass, lambda: float(state_of(hass, device, "cook_hours")) == 80)

    entity = entity_id(hass, device, "cook_hours")

    async def write(value: float) -> None:
        await hass.services.async_call(
            "number", "set_value", {"entity_id": entity, "value": value}, blocking=True
        )

    await write(135)
    await until(hass, lambda: float(state_of(hass, device, "cook_hours")) == 135)
    [request] = cloud.requests_to("POST", "/app/control/")
    assert request.body["attrs"] == {"cook_hours": 2, "cook_minutes": 15}

    with pytest.raises(HomeAssistantError):
        await write(6000)
