"""What nobody sees, what nothing writes, and what is only the device's clock."""

import pytest

from .trait_examples import b, n

from custom_components.gizwits.api import Access, AnyDatapoint, Binary
from custom_components.gizwits.forbidden import is_clock, is_secret, never_write
from custom_components.gizwits.meaning.traits import trait_of


def _blob(name: str, label: str = "", access: Access = Access.WRITABLE) -> Binary:
    return Binary(name=name, label=label, access=access, length=4)


@pytest.mark.parametrize(
    "datapoint",
    [
        b("Factory_Settings", "恢复出厂设置"),
        b("Reboot", "重启"),
        b("Upgrade_License", "授权标志"),
        b("Firmware_Upgrade"),
        b("Test", "测试"),
        b("Reset_set"),
        b("BMU_Platform"),
        b("Bak1", "备用1"),
        n("BK4", "预留4", access="W"),
        n("reserved_5", "", access="W"),
        n("VMCx004", "", access="W"),
        n("VMCx011", "", access="W"),
        n("Model_A", "", access="W"),
        n("SET_HOUR", "", access="W"),
        b("Timer1", "定时1发数据"),
        _blob("ssid"),
        _blob("Password", "设备密码"),
    ],
    ids=lambda point: point.name,
)
def test_what_nothing_writes(datapoint: AnyDatapoint) -> None:
    """No entity, and no action either."""
    assert never_write(datapoint)
    assert trait_of(datapoint).hidden


@pytest.mark.parametrize(
    "datapoint",
    [
        b("Reset_Filter", "滤材复位"),
        b("energy_reset", "电量清零"),
        b("Mode", "模式"),
        n("Mode", "模式", access="W"),
        n("VMCx001", "", access="W"),
        n("SET_MINUTE", "", access="W"),
        b("battery_save", "备用电池省电"),
        b("latest", "最新"),
        _blob("Manual", "手动程序"),
    ],
    ids=lambda point: point.name,
)
def test_what_may_be_written(datapoint: AnyDatapoint) -> None:
    """Words like those above."""
    assert not never_write(datapoint)
    assert not trait_of(datapoint).hidden


@pytest.mark.parametrize(
    "datapoint",
    [
        _blob("YMDData"),
        _blob("HMSData", "时间数据"),
        _blob("Clock_Now"),
        n("time_hour", "", (0, 47), access="W"),
        n("week", "", (1, 7), access="W"),
        n("clock_day", "Clock: weekday", (1, 7), access="W"),
    ],
    ids=lambda point: point.name,
)
def test_the_clock_is_no_entity(datapoint: AnyDatapoint) -> None:
    """But a person may set it."""
    assert is_clock(datapoint)
    assert trait_of(datapoint).hidden
    assert not never_write(datapoint)


@pytest.mark.parametrize(
    "datapoint",
    [
        _blob("Clock00", "0点亮度"),
        n("minute", "运行时长", (0, 60), access="W"),
        n("week", "", (1, 7)),
        n("cook_minutes", "", (0, 59), access="W"),
    ],
    ids=lambda point: point.name,
)
def test_what_is_no_clock(datapoint: AnyDatapoint) -> None:
    """Hours of a plan, minutes of a session, a week that is read."""
    assert not is_clock(datapoint)


def test_secrets() -> None:
    """By name or label, read or written."""
    for name, label in (("Password", ""), ("a", "无线密码"), ("wifi_SSID", "")):
        for access in Access:
            assert is_secret(_blob(name, label, access))
    assert not is_secret(b("key_tone", "按键音"))
