"""Names of entities."""

import pytest

from custom_components.gizwits.api import Access, AnyDatapoint, Bool, Number
from custom_components.gizwits.meaning.identifiers import humanise
from custom_components.gizwits.meaning.naming import datapoint_names


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("Room_Temperature", "Room temperature"),
        ("SwitchON", "Switch on"),
        ("CH1_Dosing", "CH1 dosing"),
        ("LED_OnOff", "LED on off"),
        ("LED_R", "LED R"),
        ("pH", "pH"),
        ("pH_OUT", "pH out"),
        ("Tset", "Tset"),
        ("wifiSwitch2", "Wi-Fi switch 2"),
        ("switch1", "Switch 1"),
        ("E1", "E1"),
        ("pm25", "PM2.5"),
        ("usb_out", "USB out"),
        ("FAN_GEAR", "Fan gear"),
        ("RUN_MODE", "Run mode"),
        ("CALSW", "CALSW"),
        ("ERR_CODE", "Err code"),
        ("03", "03"),
        ("温度", "温度"),
        ("___", "___"),
    ],
)
def test_identifiers_as_people_write_them(identifier: str, name: str) -> None:
    """Words, acronyms and symbols."""
    assert humanise(identifier) == name


def _names(*datapoints: tuple[str, str], chinese: bool = False) -> list[str]:
    named = datapoint_names(
        [
            Bool(name=name, label=label, access=Access.WRITABLE)
            for name, label in datapoints
        ],
        chinese=chinese,
    )
    return [named[name] for name, _ in datapoints]


def test_the_label_where_it_can_be_read() -> None:
    """Latin labels for everybody, Chinese ones for Chinese readers."""
    points = (("Tset", "Target temperature"), ("Tnow", "神秘温标"), ("Mode", "Mode"))
    assert _names(*points) == ["Target temperature", "Tnow", "Mode"]
    assert _names(*points, chinese=True) == ["Target temperature", "神秘温标", "Mode"]


def test_no_name_twice() -> None:
    """Labels that repeat themselves are told apart by the identifier."""
    points = (("Timer1", "定时"), ("Timer2", "定时"), ("Timer_1", "Timer1"))
    assert len({name.casefold() for name in _names(*points)}) == 3
    assert _names(*points, chinese=True)[:2] == ["定时 Timer 1", "定时 Timer 2"]
    assert _names(("valve", ""), ("Valve", "")) == ["valve", "Valve"]


def test_labels_are_one_line() -> None:
    """What would break a layout is straightened."""
    assert _names(("a", "Two\n  lines")) == ["Two lines"]
    assert len(_names(("a", "long " * 100))[0]) <= 80


def _number(name: str, label: str = "") -> Number:
    return Number(
        name=name, label=label, access=Access.READONLY, minimum=0, maximum=9, step=1
    )


def _bool(name: str, label: str, access: Access) -> Bool:
    return Bool(name=name, label=label, access=access)


@pytest.mark.parametrize(
    ("datapoint", "name"),
    [
        # What a maker cut short, but not what is temporary
        (_number("inlet_temp", "inlet temp"), "Inlet temperature"),
        (_number("humi"), "Humidity"),
        (_bool("Apply_Temp", "临时应用灯光", Access.WRITABLE), "Apply temp"),
        # A label that is an identifier
        (_number("d1", "RoomTemp"), "Room temperature"),
        # How long, and whether
        (_number("dingshi", "定时"), "Timer"),
        (_bool("dingshi", "定时", Access.WRITABLE), "Schedule"),
        (_number("Ua", "A相电压"), "Phase A voltage"),
        # A word that says too little, or something else
        (_number("left", "剩余时间"), "Remaining time"),
        (_bool("leak", "漏电保护", Access.FAULT), "Earth leakage protection"),
        (_bool("night_light", "夜灯", Access.WRITABLE), "Night light"),
    ],
    ids=lambda value: getattr(value, "label", ""),
)
def test_the_better_of_two_names(datapoint: AnyDatapoint, name: str) -> None:
    """The label in English where the identifier is none, or a poor one."""
    assert datapoint_names([datapoint], chinese=False) == {datapoint.name: name}
