"""Devices of known families: what they show without a definition, what they are sent."""

import asyncio
from typing import Any

import pytest

from homeassistant.components.climate import (
    ATTR_CURRENT_TEMPERATURE,
    ATTR_HVAC_ACTION,
    ATTR_MAX_TEMP,
    ATTR_MIN_TEMP,
    ATTR_PRESET_MODE,
    HVACMode,
)
from homeassistant.const import ATTR_TEMPERATURE, STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .acting import act, add_made_up, sent, state
from .common import set_up, state_of, until
from .shapes import R, bit, definition, pick, uint

from custom_components.gizwits.quirks import wave_spa

from tests.simulator import SimulatedCloud, SimulatedDevice, User

CLIMATE = "composite-climate"


async def known(
    hass: HomeAssistant,
    device: SimulatedDevice,
    values: dict[str, Any],
    key: str = CLIMATE,
) -> None:
    """Let a device report values, and wait until they are shown."""
    before = state(hass, device, key)
    await device.report(values)
    await until(hass, lambda: state(hass, device, key) != before)


async def test_heatzy_of_the_first_generation_takes_bytes(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The cloud gives no definition; the mode is shown and written all the same."""
    made_up = definition(
        "Heatzy",
        pick("mode", "舒适", "经济", "解冻", "停止"),
        key="9420ae048da545c88fc6274d204dd25f",
    )
    device = add_made_up(cloud, user, made_up, served=False)
    await set_up(hass, cloud, user)
    # Some firmware loses the backslashes of its escapes.
    await device.report_raw_attrs({"mode": "u505cu6b62"})
    await until(hass, lambda: state_of(hass, device, CLIMATE) == HVACMode.OFF)
    await known(hass, device, {"mode": "经济"})
    shown = state(hass, device, CLIMATE)
    assert (shown.state, shown.attributes[ATTR_PRESET_MODE]) == (HVACMode.HEAT, "eco")
    cloud.clear_recordings()

    await act(hass, device, CLIMATE, "set_preset_mode", preset_mode="frost")
    assert state(hass, device, CLIMATE).attributes[ATTR_PRESET_MODE] == "frost"
    await act(hass, device, CLIMATE, "turn_off")
    assert state_of(hass, device, CLIMATE) == HVACMode.OFF
    await act(hass, device, CLIMATE, "turn_on")
    assert [raw.p0 for raw in cloud.raws] == [
        bytes((1, 1, 2)),
        bytes((1, 1, 3)),
        bytes((1, 1, 2)),
    ]
    assert not cloud.controls


async def test_a_refused_payload_changes_nothing(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Bytes are refused as values are."""
    made_up = definition(
        "Heatzy",
        pick("mode", "舒适", "经济", "解冻", "停止"),
        key="9420ae048da545c88fc6274d204dd25f",
    )
    device = add_made_up(cloud, user, made_up, served=False)
    await set_up(hass, cloud, user)
    await known(hass, device, {"mode": "经济"})
    cloud.faults.next(method="POST", path="/app/control/", error_code=9042)
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, device, CLIMATE, "turn_off")
    assert caught.value.translation_key == "device_offline"


PILOTE = definition(
    "Pilote2",
    bit("timer_switch"),
    pick("mode", "cft", "eco", "fro", "stop"),
    uint("derog_mode", 0, 3),
    uint("derog_time", 0, 255),
    uint("p1_data1", 0, 255),
    key="51d16c22a5f74280bc3cfe9ebcdc6402",
)


@pytest.mark.parametrize("served", [True, False], ids=["definition", "none"])
async def test_heatzy(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, served: bool
) -> None:
    """The same with and without a definition: programme, presets, holiday."""
    device = add_made_up(cloud, user, PILOTE, served=served)
    await set_up(hass, cloud, user)
    await known(
        hass,
        device,
        {"mode": "eco", "timer_switch": True, "derog_mode": 0, "derog_time": 0},
    )
    shown = state(hass, device, CLIMATE)
    assert (shown.state, shown.attributes[ATTR_PRESET_MODE]) == (HVACMode.AUTO, "eco")
    cloud.clear_recordings()
    manual = {"timer_switch": False, "derog_mode": 0, "derog_time": 0}
    await act(hass, device, CLIMATE, "set_preset_mode", preset_mode="comfort")
    await act(hass, device, CLIMATE, "set_preset_mode", preset_mode="away")
    await act(hass, device, CLIMATE, "set_hvac_mode", hvac_mode="off")
    await act(hass, device, CLIMATE, "set_hvac_mode", hvac_mode="auto")
    assert sent(cloud) == [
        {**manual, "mode": "cft"},
        {"derog_mode": 1, "derog_time": 7},
        {**manual, "mode": "stop"},
        {**manual, "timer_switch": True},
    ]
    assert state_of(hass, device, CLIMATE) == HVACMode.AUTO


async def test_a_bestway_spa_in_both_units(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Codes are on, off and levels; the unit is the panel's."""
    made_up = definition(
        "Airjet_V01",
        *map(bit, ("power", "Tunit", "jet")),
        *(bit(f"E{n:02}", access=R) for n in (1, 2, 32)),
        uint("heat", 0, 6),
        uint("filter", 0, 2),
        uint("wave", 0, 100),
        uint("Tset", 20, 104),
        uint("Tnow", 0, 110, access=R),
        key="d3ac9226d983470284b5d133cf4fd6b4",
    )
    device = add_made_up(cloud, user, made_up, served=False)
    await set_up(hass, cloud, user)
    await known(
        hass,
        device,
        {"Tunit": True, "heat": 3, "filter": 2, "wave": 41, "Tset": 38, "Tnow": 30},
    )
    shown = state(hass, device, CLIMATE)
    assert shown.state == HVACMode.HEAT
    assert shown.attributes[ATTR_HVAC_ACTION] == "heating"
    assert shown.attributes[ATTR_TEMPERATURE] == 38
    assert shown.attributes[ATTR_CURRENT_TEMPERATURE] == 30
    assert state_of(hass, device, "filter") == STATE_ON
    assert state_of(hass, device, "wave") == "medium"

    await known(hass, device, {"Tunit": False, "Tset": 95, "Tnow": 86, "heat": 4})
    shown = state(hass, device, CLIMATE)
    assert shown.attributes[ATTR_HVAC_ACTION] == "idle"
    assert shown.attributes[ATTR_TEMPERATURE] == 35
    assert (shown.attributes[ATTR_MIN_TEMP], shown.attributes[ATTR_MAX_TEMP]) == (
        20,
        40,
    )
    cloud.clear_recordings()

    await act(hass, device, CLIMATE, "set_temperature", temperature=40)
    await act(hass, device, CLIMATE, "turn_off")
    await act(hass, device, CLIMATE, "turn_on")
    await act(hass, device, "filter", "turn_on")
    await act(hass, device, "filter", "turn_off")
    await act(hass, device, "wave", "select_option", option="max")
    await act(hass, device, "wave", "select_option", option="medium")
    assert sent(cloud) == [
        {"Tset": 104},
        {"heat": 0},
        {"heat": 3},
        {"filter": 2},
        {"filter": 0},
        {"wave": 100},
        {"wave": 50},
    ]


async def test_what_is_written_in_order(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The filter first, then the heater; if the first fails, nothing is heated."""
    monkeypatch.setattr(wave_spa, "_PAUSE", 0.05)
    made_up = definition(
        "Wave_SPA_EU",
        *map(bit, ("Heater", "Filter", "Bubble")),
        uint("Temperature_setup", 20, 40),
        uint("Current_temperature", 0, 60, access=R),
    )
    device = add_made_up(cloud, user, made_up)
    await set_up(hass, cloud, user)
    await known(hass, device, {"Temperature_setup": 30})
    cloud.clear_recordings()
    await act(hass, device, CLIMATE, "turn_on")
    assert sent(cloud) == [{"Filter": True}, {"Heater": True}]
    assert state_of(hass, device, CLIMATE) == HVACMode.HEAT
    assert state_of(hass, device, "Filter") == STATE_ON

    await act(hass, device, CLIMATE, "turn_off")
    await act(hass, device, "Filter", "turn_off")
    sent(cloud)
    cloud.faults.next(method="POST", path="/app/control/", error_code=9042)
    with pytest.raises(HomeAssistantError):
        await act(hass, device, CLIMATE, "turn_on")
    assert sent(cloud) == []


async def test_what_comes_between_two_steps_waits(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One device, one order; what another person does then comes after."""
    monkeypatch.setattr(wave_spa, "_PAUSE", 0.3)
    made_up = definition(
        "Wave_SPA_EU",
        *map(bit, ("Heater", "Filter", "Bubble")),
        uint("Temperature_setup", 20, 40),
        uint("Current_temperature", 0, 60, access=R),
    )
    device = add_made_up(cloud, user, made_up)
    await set_up(hass, cloud, user)
    await known(hass, device, {"Temperature_setup": 30})
    cloud.clear_recordings()
    heating = hass.async_create_task(act(hass, device, CLIMATE, "turn_on"))
    await asyncio.sleep(0.1)
    await act(hass, device, "Bubble", "turn_on")
    await heating
    assert sent(cloud) == [{"Filter": True}, {"Heater": True}, {"Bubble": True}]


async def test_a_thermostat_written_as_its_app_does(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A temperature ends the schedule; a mode switches it on."""
    made_up = definition(
        "thermostat",
        bit("power"),
        bit("heating_state", access=R),
        bit("C_F", access=R),
        uint("work_mode", 0, 3),
        uint("set_temperature", 10, 70, ratio=0.5),
        uint("room_temperature", 0, 100, access=R, ratio=0.5),
    )
    device = add_made_up(cloud, user, made_up)
    await set_up(hass, cloud, user)
    await known(
        hass,
        device,
        {
            "power": True,
            "work_mode": 3,
            "set_temperature": 20,
            "room_temperature": 19.5,
            "heating_state": True,
        },
    )
    shown = state(hass, device, CLIMATE)
    assert shown.state == HVACMode.AUTO
    assert shown.attributes[ATTR_HVAC_ACTION] == "heating"
    cloud.clear_recordings()
    await act(hass, device, CLIMATE, "set_temperature", temperature=21.5)
    await act(hass, device, CLIMATE, "set_hvac_mode", hvac_mode="auto")
    await act(hass, device, CLIMATE, "set_preset_mode", preset_mode="away")
    await act(hass, device, CLIMATE, "turn_off")
    assert sent(cloud) == [
        {"work_mode": 0, "set_temperature": 21.5},
        {"power": True, "work_mode": 1},
        {"power": True, "work_mode": 2},
        {"power": False},
    ]
    assert state_of(hass, device, CLIMATE) == STATE_OFF
