"""Fans and pumps: what is shown, and what each action writes."""

from typing import Any

import pytest

from homeassistant.components.fan import (
    ATTR_OSCILLATING,
    ATTR_PERCENTAGE,
    ATTR_PERCENTAGE_STEP,
    ATTR_PRESET_MODE,
    ATTR_PRESET_MODES,
)
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .acting import act, add_made_up, sent, state
from .common import add_device, set_up, state_of, until
from .shapes import bit, definition, pick

from tests.simulator import SimulatedCloud, SimulatedDevice, User

FAN = "composite-fan"


@pytest.fixture
async def fan(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> SimulatedDevice:
    """Return a fan that runs."""
    values = {"power": True, "speed": 3, "mode": "natural", "oscillate": False}
    device = add_device(cloud, user, "fan", values=values)
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    return device


async def test_a_fan(hass: HomeAssistant, fan: SimulatedDevice) -> None:
    """Nine gears are a percentage, modes are presets."""
    shown = state(hass, fan, FAN)
    assert shown.state == STATE_ON
    assert shown.attributes["friendly_name"] == "fan"
    assert shown.attributes[ATTR_PERCENTAGE] == 33
    assert shown.attributes[ATTR_PERCENTAGE_STEP] == pytest.approx(100 / 9)
    assert shown.attributes[ATTR_PRESET_MODE] == "natural"
    assert shown.attributes[ATTR_PRESET_MODES] == ["normal", "natural", "sleep", "auto"]
    assert shown.attributes[ATTR_OSCILLATING] is False

    await fan.report({"speed": 9, "oscillate": True})
    await until(hass, lambda: state(hass, fan, FAN).attributes[ATTR_PERCENTAGE] == 100)
    assert state(hass, fan, FAN).attributes[ATTR_OSCILLATING] is True
    await fan.report({"power": False})
    await until(hass, lambda: state_of(hass, fan, FAN) == STATE_OFF)
    assert state(hass, fan, FAN).attributes[ATTR_PERCENTAGE] == 0


@pytest.mark.parametrize(
    ("action", "data", "attrs"),
    [
        ("turn_on", {}, {"power": True}),
        ("turn_off", {}, {"power": False}),
        ("turn_on", {"percentage": 100}, {"power": True, "speed": 9}),
        ("set_percentage", {"percentage": 50}, {"power": True, "speed": 4}),
        ("set_percentage", {"percentage": 1}, {"power": True, "speed": 1}),
        ("set_percentage", {"percentage": 0}, {"power": False}),
        ("set_preset_mode", {"preset_mode": "sleep"}, {"power": True, "mode": "sleep"}),
        ("oscillate", {"oscillating": True}, {"oscillate": True}),
    ],
)
async def test_each_action_is_one_request(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    fan: SimulatedDevice,
    action: str,
    data: dict[str, Any],
    attrs: dict[str, Any],
) -> None:
    """It runs when a speed or a preset is chosen."""
    await act(hass, fan, FAN, action, **data)
    assert sent(cloud) == [attrs]


async def test_a_refused_command_changes_nothing(
    hass: HomeAssistant, cloud: SimulatedCloud, fan: SimulatedDevice
) -> None:
    """The person is told why."""
    cloud.faults.next(method="POST", path="/app/control/", error_code=9025)
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, fan, FAN, "set_percentage", percentage=80)
    assert caught.value.translation_key == "error_9025"
    assert state(hass, fan, FAN).attributes[ATTR_PERCENTAGE] == 33


async def test_named_speeds(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """They are a percentage by their order; `auto` is a preset."""
    purifier = definition(
        "空气净化器", bit("Switch"), pick("Wind_Velocity", "自动", "高", "中", "低")
    )
    device = add_made_up(
        cloud, user, purifier, values={"Switch": True, "Wind_Velocity": "中"}
    )
    await set_up(hass, cloud, user)
    await device.report({"Switch": True, "Wind_Velocity": "中"})
    await until(hass, lambda: state_of(hass, device, FAN) == STATE_ON)
    cloud.clear_recordings()
    assert state(hass, device, FAN).attributes[ATTR_PERCENTAGE] == 66
    await act(hass, device, FAN, "set_percentage", percentage=100)
    await act(hass, device, FAN, "set_preset_mode", preset_mode="auto")
    shown = state(hass, device, FAN).attributes
    assert (shown[ATTR_PERCENTAGE], shown[ATTR_PRESET_MODE]) == (None, "auto")
    assert sent(cloud) == [
        {"Switch": True, "Wind_Velocity": "高"},
        {"Switch": True, "Wind_Velocity": "自动"},
    ]


async def test_a_speed_that_can_be_off(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Where nothing else switches it."""
    blower = definition("Ceiling fan", pick("speed", "off", "low", "high"))
    device = add_made_up(cloud, user, blower)
    await set_up(hass, cloud, user)
    await device.report({"speed": "off"})
    await until(hass, lambda: state_of(hass, device, FAN) == STATE_OFF)
    cloud.clear_recordings()
    await act(hass, device, FAN, "turn_on")
    await act(hass, device, FAN, "turn_on", percentage=100)
    await act(hass, device, FAN, "turn_off")
    assert sent(cloud) == [{"speed": "low"}, {"speed": "high"}, {"speed": "off"}]


async def test_a_pump(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> None:
    """Its strength is a percentage from the least it runs at."""
    device = add_device(
        cloud,
        user,
        "reef_wavemaker",
        values={"SwitchON": True, "Flow": 60, "Mode": "波浪"},
    )
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    shown = state(hass, device, FAN).attributes
    assert (shown[ATTR_PERCENTAGE], shown[ATTR_PRESET_MODE]) == (60, "wave")
    await act(hass, device, FAN, "set_percentage", percentage=10)
    await act(hass, device, FAN, "set_preset_mode", preset_mode="random")
    assert sent(cloud) == [
        {"SwitchON": True, "Flow": 30},
        {"SwitchON": True, "Mode": "随机"},
    ]


async def test_which_way_it_turns(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Forward in summer."""
    made_up = definition(
        "Ceiling Fan",
        bit("fan_switch"),
        pick("fan_speed", "1", "2", "3"),
        pick("direction", "forward", "reverse"),
    )
    values = {"fan_switch": True, "fan_speed": "2", "direction": "reverse"}
    device = add_made_up(cloud, user, made_up, values=values)
    await set_up(hass, cloud, user)
    assert state(hass, device, FAN).attributes["direction"] == "reverse"
    sent(cloud)
    await act(hass, device, FAN, "set_direction", direction="forward")
    assert sent(cloud) == [{"direction": "forward"}]
    await until(
        hass, lambda: state(hass, device, FAN).attributes["direction"] == "forward"
    )
