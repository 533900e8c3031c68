"""Units and limits that definitions state, and values that mean nothing."""

import pytest

from .trait_examples import n

from custom_components.gizwits.api import Number
from custom_components.gizwits.meaning.traits import means_nothing
from custom_components.gizwits.meaning.units import stated_range, stated_unit


@pytest.mark.parametrize(
    ("number", "nothing"),
    [
        # All bits set, of what is measured
        (n("t", "温度", (0, 127.5), 0.5), {127.5}),
        (n("t", "温度", (-40, 215), says="℃"), {215, 127.5}),
        (n("runs", "", (0, 65535)), {65535}),
        (n("e", "总用电量", (0, 42949672.95), 0.01), {42949672.95}),
        # A byte without a meaning, a color, a counter with room
        (n("x", "", (0, 255)), set()),
        (n("LED_R", "", (0, 255), access="W"), set()),
        (n("volume", "", (0, 65535), access="W"), set()),
        (n("runs", "", (0, 9999)), set()),
        # What the description calls none
        (n("x", "", (0, 127.5), 0.5, "255 (127.5) = no probe", "W"), {127.5}),
        (n("x", "", (0, 65.535), 0.001, "65535 = none", "W"), {65.535}),
        (n("x", "", (0, 255), 0.5, "0xff - temperature is not normal", "W"), {127.5}),
        (
            n("d", "预约", (0, 59940), says="单位：分钟，59940 表示未设置", access="W"),
            {59940},
        ),
        # 999 hours
        (n("d", "时长", (0, 59940), says="分钟", access="W"), {59940}),
        # Nobody's number
        (n("x", "", says="0xfffffffffffffffffffffffffff = none", access="W"), set()),
        # Zero is a value: a timer that is off
        (n("d", "Off timer", (0, 12), says="hours, 0 = none", access="W"), set()),
    ],
)
def test_values_that_mean_nothing(number: Number, nothing: set[float]) -> None:
    """Unknown instead of a spike in the history."""
    assert means_nothing(number) == nothing


@pytest.mark.parametrize(
    ("says", "label", "unit"),
    [
        ("℃", "", "°C"),
        ("单位：W", "负载", "W"),
        ("30-80 %, step 5", "", "%"),
        ("hours, 0 = none", "", "h"),
        ("minutes = H * 65536 + L", "", "min"),
        ("total kWh", "", "kWh"),
        ("unit:°C,resolution:0.5°C", "温度", "°C"),
        ("µg/m³", "", "μg/m³"),
        ("", "Voltage (V)", "V"),
        ("", "适应天数", "d"),
        # Not the number's range, or two units
        ("0：30秒，1：1分钟", "", None),
        ("低于 4℃", "", None),
        ("holiday: days, boost: minutes", "", None),
        ("min = max", "", None),
        ("half hour", "", None),
        ("", "Sensor (A)", None),
        ("C", "Zone C", None),
        ("每份约 10 克", "", None),
    ],
)
def test_stated_units(says: str, label: str, unit: str | None) -> None:
    """As makers write them, and not what only looks like one."""
    assert stated_unit(n("x", label, (0, 100), says=says)) == unit


def test_stated_limits() -> None:
    """Only where the definition has none."""
    assert stated_range(n("k", "", (0, 65535), says="K，5000-20000 有效")) == (
        5000,
        20000,
    )
    assert stated_range(n("k", "", (0, 100), says="10-20")) is None
    assert stated_range(n("k", "", (0, 255), says="1-3 出厂，4-6 自定义")) is None
    assert stated_range(n("k", "", (0, 255), says="0-999")) is None
