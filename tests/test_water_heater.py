"""Water heaters: what is shown, and what each action writes."""

from typing import Any

import pytest

from homeassistant.components.water_heater import (
    ATTR_CURRENT_TEMPERATURE,
    ATTR_MAX_TEMP,
    ATTR_MIN_TEMP,
    ATTR_OPERATION_LIST,
)
from homeassistant.const import ATTR_TEMPERATURE, STATE_OFF
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .acting import act, sent, state
from .common import add_device, set_up, state_of, until

from tests.simulator import SimulatedCloud, SimulatedDevice, User

WATER = "composite-water-heater"


@pytest.fixture
async def boiler(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> SimulatedDevice:
    """Return a boiler that makes hot water by its plan."""
    values = {
        "DHW_Switch": True,
        "DHW_Program": "Schedule",
        "DHW_Target": 50,
        "Tank_Temp": 44.5,
    }
    device = add_device(cloud, user, "boiler", values=values)
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    return device


async def test_hot_water(hass: HomeAssistant, boiler: SimulatedDevice) -> None:
    """It is one part of the boiler; a tank without a probe has no temperature."""
    shown = state(hass, boiler, WATER)
    assert shown.state == "schedule"
    assert shown.attributes["friendly_name"] == "boiler Hot water"
    assert shown.attributes[ATTR_OPERATION_LIST] == [
        STATE_OFF,
        "schedule",
        "continuous",
    ]
    assert shown.attributes[ATTR_TEMPERATURE] == 50
    assert shown.attributes[ATTR_CURRENT_TEMPERATURE] == 44.5
    assert (shown.attributes[ATTR_MIN_TEMP], shown.attributes[ATTR_MAX_TEMP]) == (
        35,
        60,
    )

    await boiler.report({"Tank_Temp": 127.5})
    await until(
        hass,
        lambda: state(hass, boiler, WATER).attributes[ATTR_CURRENT_TEMPERATURE] is None,
    )
    await boiler.report({"DHW_Switch": False})
    await until(hass, lambda: state_of(hass, boiler, WATER) == STATE_OFF)


@pytest.mark.parametrize(
    ("action", "data", "attrs"),
    [
        ("set_temperature", {"temperature": 55.5}, {"DHW_Target": 55.5}),
        (
            "set_temperature",
            {"temperature": 45, "operation_mode": "continuous"},
            {"DHW_Switch": True, "DHW_Program": "Continuous", "DHW_Target": 45},
        ),
        (
            "set_operation_mode",
            {"operation_mode": "continuous"},
            {"DHW_Switch": True, "DHW_Program": "Continuous"},
        ),
        ("set_operation_mode", {"operation_mode": "off"}, {"DHW_Switch": False}),
        ("turn_off", {}, {"DHW_Switch": False}),
        ("turn_on", {}, {"DHW_Switch": True}),
    ],
)
async def test_each_action_is_one_request(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    boiler: SimulatedDevice,
    action: str,
    data: dict[str, Any],
    attrs: dict[str, Any],
) -> None:
    """The cloud gets these attributes and no others."""
    await act(hass, boiler, WATER, action, **data)
    assert sent(cloud) == [attrs]


async def test_a_refused_command_changes_nothing(
    hass: HomeAssistant, cloud: SimulatedCloud, boiler: SimulatedDevice
) -> None:
    """The person is told why."""
    cloud.faults.next(method="POST", path="/app/control/", error_code=9025)
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, boiler, WATER, "turn_off")
    assert caught.value.translation_key == "error_9025"
    assert state_of(hass, boiler, WATER) == "schedule"


@pytest.mark.parametrize(
    ("values", "attrs"),
    [
        (
            {"temp_unit": False, "set_temp_int": 56, "set_temp_dec": 5},
            {"set_temp_int": 62, "set_temp_dec": 3},
        ),
        (
            {"temp_unit": True, "set_temp_int": 133, "set_temp_dec": 7},
            {"set_temp_int": 144, "set_temp_dec": 1},
        ),
    ],
    ids=["celsius", "fahrenheit"],
)
async def test_whole_and_tenth_part(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    values: dict[str, Any],
    attrs: dict[str, Any],
) -> None:
    """Two datapoints are one temperature in the device's unit, written together."""
    device = add_device(cloud, user, "sous_vide", values={"onoff": True, **values})
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    shown = state(hass, device, WATER).attributes
    assert shown[ATTR_TEMPERATURE] == 56.5
    assert (shown[ATTR_MIN_TEMP], shown[ATTR_MAX_TEMP]) == (5, 95)
    await act(hass, device, WATER, "set_temperature", temperature=62.3)
    assert sent(cloud) == [attrs]
