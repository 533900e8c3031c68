"""Options that are told in a description only."""

from typing import Any

from hypothesis import given
import pytest

from homeassistant.core import HomeAssistant

from .acting import act, add_made_up, sent, state
from .common import set_up, until
from .shapes import FAULT, R, bit, definition, pick, product, uint

from custom_components.gizwits.api import Bool, Enum, Number, Product
from custom_components.gizwits.meaning.described import described

from tests.api.strategies import DEFINITION, TEXT
from tests.simulator import SimulatedCloud, User


def options(description: str, low: int = 0, high: int = 255) -> dict[int, str]:
    """Return the options of a number that is so described, none where it stays one."""
    own = described(product("P", uint("x", low, high, desc=description)))
    point = own.datapoints["x"]
    if not isinstance(point, Enum):
        return {}
    return {int(str(point.encode(label))): label for label in point.options}


@pytest.mark.parametrize(
    ("description", "labels"),
    [
        ("0:自动 1:制冷 2:制热", ["自动", "制冷", "制热"]),
        ("0：自动，1：制冷；2：制热。", ["自动", "制冷", "制热"]),
        ("0-Auto, 1-Cool, 2-Heat", ["Auto", "Cool", "Heat"]),
        ("0 - Auto 1 - Cool 2 - Heat", ["Auto", "Cool", "Heat"]),
        ("0=off, 1=low, 2=high", ["off", "low", "high"]),
        ("0自动1制冷2制热", ["自动", "制冷", "制热"]),
        ("模式：0为自动，1为手动，2为睡眠，默认1", ["自动", "手动", "睡眠"]),
        ("0：30秒，1：1分钟，2：5分钟", ["30秒", "1分钟", "5分钟"]),
        ("0.关闭\n1.低\n2.高", ["关闭", "低", "高"]),
    ],
)
def test_ways_to_tell_options(description: str, labels: list[str]) -> None:
    """As makers write them, in a byte with and without a range."""
    assert options(description, 0, 2) == options(description) == dict(enumerate(labels))


@pytest.mark.parametrize(
    ("description", "low", "high"),
    [
        # Not all of its values
        ("0:停 1:低", 0, 100),
        ("0=off, 1-60 minutes", 0, 60),
        ("30-100，0表示停", 0, 100),
        ("0:关 2:高 4:最高", 0, 255),
        ("0:关 1:开", 0, 255),
        # No options at all
        ("1档 2档 3档", 1, 3),
        ("0-100%", 0, 100),
        ("1:00-23:59", 0, 1),
        ("bit0: radio, bit1: bus, bit2: both", 0, 7),
        ("0x00:关 0x01:开 0x02:自动", 0, 2),
        ("单位：分钟", 0, 2),
        ("v1.0, 2.0", 1, 2),
        # Two of one name
        ("0:低 1:低 2:高", 0, 2),
        ("", 0, 2),
    ],
)
def test_what_is_no_list_stays_a_number(description: str, low: int, high: int) -> None:
    """Wrong is worse than none."""
    assert options(description, low, high) == {}


def test_a_number_of_a_step_is_a_number() -> None:
    """Half degrees are no options, nor is a byte of a pair."""
    own = described(
        product(
            "P",
            uint("t", 0, 2, desc="0:低 1:中 2:高", ratio=0.5),
            uint("cur_tempH", 0, 1),
            uint("cur_tempL", 0, 255),
        )
    )
    assert all(isinstance(point, Number) for point in own.datapoints.values())


@pytest.mark.parametrize(
    ("description", "label", "labels"),
    [
        ("0: summer, 1: winter", "Season", ("summer", "winter")),
        ("0：正转 1：反转", "正反转", ("正转", "反转")),
        ("0：制冷 1：制热", "模式", ("制冷", "制热")),
        # On and off, by whatever name
        ("0：关 1：开", "灯", None),
        ("0：手动 1：自动", "自动模式", None),
        ("0: °C, 1: °F", "Unit", None),
        ("1：开", "灯", None),
        ("0 = manual, 1 = auto", "Weekly programme", None),
        ("0：AP控制，1：Wireless控制", "模式", None),
    ],
)
def test_a_bool_of_two_modes(
    description: str, label: str, labels: tuple[str, ...] | None
) -> None:
    """It is neither on nor off; what can be is a switch."""
    own = described(product("P", bit("x", label, desc=description)))
    point = own.datapoints["x"]
    if labels is None:
        assert isinstance(point, Bool)
    else:
        assert isinstance(point, Enum)
        assert point.labels == labels
        assert [point.encode(one) for one in labels] == [False, True]
        assert [point.decode(raw) for raw in (0, True)] == list(labels)
        assert point.encode_scene(labels[1]) is True


def test_a_byte_of_0_and_1_is_a_bool() -> None:
    """It is written as the device has it."""
    own = described(
        product(
            "P",
            uint("power", 0, 1),
            uint("light", 0, 1, desc="0:关 1:开"),
            uint("leak", 0, 1, access=FAULT),
            uint("mode", 0, 1, desc="0:制冷 1:制热"),
        )
    )
    assert [type(point).__name__ for point in own.datapoints.values()] == [
        "CodedBool",
        "CodedBool",
        "CodedBool",
        "CodedEnum",
    ]
    assert own.encode({"power": True, "light": False}) == {"power": 1, "light": 0}
    assert own.decode({"leak": 1, "mode": 1}) == {"leak": True, "mode": "制热"}
    assert own.decode({"mode": 2}) == {"mode": None}
    # What a person sets by its number is taken too
    assert own.encode({"mode": 1}) == {"mode": 1}


def test_digits_with_a_description_get_its_words() -> None:
    """The cloud gets its digits back."""
    own = described(
        product(
            "P",
            pick("mode", "1", "2", "3", desc="1 auto, 2 cool, 3 heat"),
            pick("speed", "0", "1", "2", desc="0:low 1:high"),
        )
    )
    mode = own.datapoints["mode"]
    assert isinstance(mode, Enum)
    assert mode.options == ("auto", "cool", "heat")
    assert [mode.encode(option) for option in mode.options] == ["1", "2", "3"]
    assert (mode.encode("2"), mode.encode_scene("heat")) == ("2", 2)
    assert [mode.decode(raw) for raw in ("1", 1, "9", "")] == [
        "auto",
        "cool",
        "9",
        None,
    ]
    # Not all of them are told
    speed = own.datapoints["speed"]
    assert isinstance(speed, Enum)
    assert speed.options == ("0", "1", "2")


def test_an_enum_of_on_and_off_is_a_bool() -> None:
    """The cloud gets its labels back; three labels are no bool."""
    own = described(
        product(
            "P",
            pick("power", "关", "开"),
            pick("state", "off", "on", access=R),
            pick("mode", "off", "on", "auto"),
        )
    )
    power, state_, mode = own.datapoints.values()
    assert isinstance(power, Bool)
    assert isinstance(state_, Bool)
    assert isinstance(mode, Enum)
    assert own.encode({"power": True}) == {"power": "开"}
    assert (power.encode(False), power.encode("开")) == ("关", "开")
    assert [power.encode_scene(value) for value in (False, True)] == [0, 1]
    assert [power.decode(raw) for raw in ("开", 0, "?", "")] == [
        True,
        False,
        None,
        None,
    ]


AIR = definition(
    "Air conditioner 8",
    bit("power"),
    uint("mode", 0, 3, desc="0:auto 1:cool 2:heat 3:dry"),
    uint("fan", 0, 2, "风速", desc="0自动 1低 2高"),
    pick("swing", "off", "up_down", "both"),
    uint("set_temp", 16, 30),
    uint("room_temp", 0, 50, access=R),
)


async def test_an_air_conditioner_of_bytes(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """It is a climate like any other, and gets its bytes back."""
    values = {"power": True, "mode": 2, "fan": 1, "swing": "both", "set_temp": 22}
    device = add_made_up(cloud, user, AIR, values=values)
    await set_up(hass, cloud, user)
    shown = state(hass, device, "composite-climate")
    assert shown.state == "heat"
    assert shown.attributes["fan_mode"] == "low"
    assert shown.attributes["swing_mode"] == "both"
    assert shown.attributes["swing_modes"] == ["off", "vertical", "both"]
    cloud.clear_recordings()
    entity = device, "composite-climate"
    await act(hass, *entity, "set_hvac_mode", hvac_mode="cool")
    assert sent(cloud) == [{"power": True, "mode": 1}]
    await act(hass, *entity, "set_fan_mode", fan_mode="high")
    assert sent(cloud) == [{"fan": 2}]
    await act(hass, *entity, "set_swing_mode", swing_mode="vertical")
    assert sent(cloud) == [{"swing": "up_down"}]
    await device.report({"mode": 3})
    await until(hass, lambda: state(hass, *entity).state == "dry")


@given(DEFINITION)
def test_no_definition_breaks_it(raw: Any) -> None:
    """The same datapoints, each still what can be written and read."""
    own = Product.from_definition("p", raw)
    meant = described(own)
    assert meant.datapoints.keys() == own.datapoints.keys()
    for name, point in meant.datapoints.items():
        assert point.access is own.datapoints[name].access
        if point is not own.datapoints[name] and isinstance(point, Enum):
            for label in point.options:
                assert point.decode(point.encode(label)) == label


@given(TEXT)
def test_no_description_breaks_it(text: str) -> None:
    """Nor any text."""
    found = options(f"0:a 1:b {text}")
    assert len(set(found.values())) == len(found)
