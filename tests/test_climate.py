"""Climates: what is shown, and what each action writes."""

from typing import Any

import pytest

from homeassistant.components.climate import (
    ATTR_CURRENT_HUMIDITY,
    ATTR_CURRENT_TEMPERATURE,
    ATTR_FAN_MODE,
    ATTR_HVAC_ACTION,
    ATTR_HVAC_MODES,
    ATTR_MAX_TEMP,
    ATTR_MIN_TEMP,
    ATTR_PRESET_MODE,
    ATTR_PRESET_MODES,
    ATTR_SWING_HORIZONTAL_MODE,
    ATTR_SWING_MODE,
    ATTR_TARGET_TEMP_HIGH,
    ATTR_TARGET_TEMP_LOW,
    HVACMode,
)
from homeassistant.const import ATTR_TEMPERATURE, STATE_OFF, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util.unit_system import US_CUSTOMARY_SYSTEM

from .acting import act, sent, state
from .common import add_device, set_up, state_of, until

from tests.simulator import SimulatedCloud, SimulatedDevice, User

CLIMATE = "composite-climate"


@pytest.fixture
async def cooler(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> SimulatedDevice:
    """Return an air conditioner that cools."""
    device = add_device(
        cloud,
        user,
        "air_conditioner",
        values={
            "switch": True,
            "mode": "制冷",
            "fan_speed": "低风",
            "set_temp": 24,
            "room_temp": 27,
        },
    )
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    return device


async def test_an_air_conditioner(hass: HomeAssistant, cooler: SimulatedDevice) -> None:
    """Everything of its panel is in one entity, named like the device."""
    shown = state(hass, cooler, CLIMATE)
    assert shown.state == HVACMode.COOL
    assert shown.attributes["friendly_name"] == "air_conditioner"
    assert shown.attributes[ATTR_HVAC_MODES] == [
        HVACMode.OFF,
        HVACMode.AUTO,
        HVACMode.COOL,
        HVACMode.HEAT,
        HVACMode.DRY,
        HVACMode.FAN_ONLY,
    ]
    assert shown.attributes[ATTR_TEMPERATURE] == 24
    assert shown.attributes[ATTR_CURRENT_TEMPERATURE] == 27
    assert (shown.attributes[ATTR_MIN_TEMP], shown.attributes[ATTR_MAX_TEMP]) == (
        16,
        30,
    )
    assert shown.attributes[ATTR_FAN_MODE] == "low"
    assert shown.attributes[ATTR_SWING_MODE] == STATE_OFF
    assert ATTR_PRESET_MODES not in shown.attributes


@pytest.mark.parametrize(
    ("action", "data", "attrs"),
    [
        ("set_temperature", {"temperature": 22}, {"set_temp": 22}),
        (
            "set_temperature",
            {"temperature": 21, "hvac_mode": "heat"},
            {"switch": True, "mode": "制热", "set_temp": 21},
        ),
        ("set_hvac_mode", {"hvac_mode": "dry"}, {"switch": True, "mode": "除湿"}),
        ("set_hvac_mode", {"hvac_mode": "off"}, {"switch": False}),
        ("turn_off", {}, {"switch": False}),
        ("turn_on", {}, {"switch": True}),
        ("set_fan_mode", {"fan_mode": "high"}, {"fan_speed": "高风"}),
        ("set_swing_mode", {"swing_mode": "on"}, {"swing_v": True}),
        (
            "set_swing_horizontal_mode",
            {"swing_horizontal_mode": "on"},
            {"swing_h": True},
        ),
    ],
)
async def test_each_action_is_one_request(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    cooler: SimulatedDevice,
    action: str,
    data: dict[str, Any],
    attrs: dict[str, Any],
) -> None:
    """The cloud gets these attributes and no others, with its own labels."""
    await act(hass, cooler, CLIMATE, action, **data)
    assert sent(cloud) == [attrs]


async def test_what_the_remote_control_does_is_shown(
    hass: HomeAssistant, cooler: SimulatedDevice
) -> None:
    """By push, from the attributes it reports."""
    await cooler.report({"mode": "送风", "fan_speed": "自动", "swing_h": True})
    await until(hass, lambda: state_of(hass, cooler, CLIMATE) == HVACMode.FAN_ONLY)
    shown = state(hass, cooler, CLIMATE).attributes
    assert shown[ATTR_FAN_MODE] == "auto"
    assert shown[ATTR_SWING_HORIZONTAL_MODE] == "on"
    await cooler.report({"switch": False})
    await until(hass, lambda: state_of(hass, cooler, CLIMATE) == STATE_OFF)


async def test_what_does_not_fit_is_refused(
    hass: HomeAssistant, cloud: SimulatedCloud, cooler: SimulatedDevice
) -> None:
    """Home Assistant knows the limits and the modes."""
    with pytest.raises(ServiceValidationError):
        await act(hass, cooler, CLIMATE, "set_temperature", temperature=40)
    with pytest.raises(ServiceValidationError):
        await act(hass, cooler, CLIMATE, "set_fan_mode", fan_mode="turbo")
    assert sent(cloud) == []


async def test_a_refused_command_changes_nothing(
    hass: HomeAssistant, cloud: SimulatedCloud, cooler: SimulatedDevice
) -> None:
    """The person is told why."""
    cloud.faults.next(method="POST", path="/app/control/", error_code=9042)
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, cooler, CLIMATE, "set_temperature", temperature=20)
    assert caught.value.translation_key == "device_offline"


async def test_a_mode_its_definition_does_not_know(
    hass: HomeAssistant, cooler: SimulatedDevice
) -> None:
    """It is unknown, not another one."""
    await cooler.report_raw_attrs({"mode": "超级"})
    await until(hass, lambda: state_of(hass, cooler, CLIMATE) == STATE_UNKNOWN)


async def test_a_thermostat(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Its programme is a preset, what it does now is the action."""
    device = add_device(
        cloud,
        user,
        "room_thermostat",
        values={
            "power": True,
            "work_mode": "自动",
            "set_temp": 21.5,
            "room_temp": 19.4,
            "heating_state": True,
            "humidity": 45,
        },
    )
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    shown = state(hass, device, CLIMATE)
    assert shown.state == HVACMode.HEAT
    assert shown.attributes[ATTR_HVAC_ACTION] == "heating"
    assert shown.attributes[ATTR_PRESET_MODE] == "auto"
    assert shown.attributes[ATTR_PRESET_MODES] == ["manual", "auto", "eco", "away"]
    assert shown.attributes[ATTR_TEMPERATURE] == 21.5
    assert shown.attributes[ATTR_CURRENT_TEMPERATURE] == 19.4
    assert shown.attributes[ATTR_CURRENT_HUMIDITY] == 45

    await act(hass, device, CLIMATE, "set_preset_mode", preset_mode="away")
    assert sent(cloud) == [{"work_mode": "离家"}]
    await act(hass, device, CLIMATE, "turn_off")
    assert sent(cloud) == [{"power": False}]
    shown = state(hass, device, CLIMATE)
    assert (shown.state, shown.attributes[ATTR_HVAC_ACTION]) == (STATE_OFF, STATE_OFF)


async def test_a_spa_in_both_units(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Its unit is the device's, and so are the limits; Home Assistant converts."""
    device = add_device(
        cloud,
        user,
        "spa",
        values={"temp_unit": "摄氏", "temp_set": 38, "temp_now": 30, "heater": True},
    )
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    shown = state(hass, device, CLIMATE).attributes
    assert (shown[ATTR_TEMPERATURE], shown[ATTR_CURRENT_TEMPERATURE]) == (38, 30)
    assert (shown[ATTR_MIN_TEMP], shown[ATTR_MAX_TEMP]) == (20, 40)

    await device.report({"temp_unit": "华氏", "temp_set": 104, "temp_now": 86})
    await until(
        hass,
        lambda: state(hass, device, CLIMATE).attributes[ATTR_TEMPERATURE] == 40,
    )
    shown = state(hass, device, CLIMATE).attributes
    assert shown[ATTR_CURRENT_TEMPERATURE] == 30
    assert (shown[ATTR_MIN_TEMP], shown[ATTR_MAX_TEMP]) == (20, 40)
    await act(hass, device, CLIMATE, "set_temperature", temperature=35)
    assert sent(cloud) == [{"temp_set": 95}]


async def test_a_spa_where_people_count_in_fahrenheit(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The device's degrees Celsius are shown in theirs."""
    hass.config.units = US_CUSTOMARY_SYSTEM
    values = {"temp_unit": "摄氏", "temp_set": 38, "heater": False}
    device = add_device(cloud, user, "spa", values=values)
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    shown = state(hass, device, CLIMATE)
    assert shown.state == HVACMode.OFF
    assert shown.attributes[ATTR_TEMPERATURE] == 100
    await act(
        hass, device, CLIMATE, "set_temperature", temperature=95, hvac_mode="heat"
    )
    assert sent(cloud) == [{"heater": True, "temp_set": 35}]


async def test_a_pilot_wire_heater(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Orders are presets; it is turned on to the one it had; two bytes are one number."""
    device = add_device(
        cloud,
        user,
        "pilot_heater",
        values={
            "mode": "eco",
            "room_tempH": 0,
            "room_tempL": 205,
            "comfort_tempH": 0,
            "comfort_tempL": 210,
            "eco_tempH": 0,
            "eco_tempL": 175,
        },
    )
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    shown = state(hass, device, CLIMATE)
    assert (shown.state, shown.attributes[ATTR_PRESET_MODE]) == (HVACMode.HEAT, "eco")
    assert shown.attributes[ATTR_CURRENT_TEMPERATURE] == 20.5
    assert shown.attributes[ATTR_TARGET_TEMP_HIGH] == 21
    assert shown.attributes[ATTR_TARGET_TEMP_LOW] == 17.5

    await act(hass, device, CLIMATE, "turn_off")
    await act(hass, device, CLIMATE, "turn_on")
    await act(hass, device, CLIMATE, "set_preset_mode", preset_mode="frost")
    await act(
        hass,
        device,
        CLIMATE,
        "set_temperature",
        target_temp_high=26,
        target_temp_low=16.5,
    )
    assert sent(cloud) == [
        {"mode": "off"},
        {"mode": "eco"},
        {"mode": "frost"},
        {
            "comfort_tempH": 1,
            "comfort_tempL": 4,
            "eco_tempH": 0,
            "eco_tempL": 165,
        },
    ]
