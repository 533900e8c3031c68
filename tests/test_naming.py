"""Names of entities."""

import pytest

from custom_components.gizwits.api import Access, Bool
from custom_components.gizwits.naming import datapoint_names, humanise


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
        ("wifiSwitch2", "Wifi switch2"),
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
    assert _names(*points, chinese=True)[:2] == ["定时 Timer1", "定时 Timer2"]
    assert _names(("valve", ""), ("Valve", "")) == ["valve", "Valve"]


def test_labels_are_one_line() -> None:
    """What would break a layout is straightened."""
    assert _names(("a", "Two\n  lines")) == ["Two lines"]
    assert len(_names(("a", "long " * 100))[0]) <= 80
