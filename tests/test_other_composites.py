"""Humidifiers, covers, valves, vacuums and buttons: what each action writes."""

from typing import Any

import pytest

from homeassistant.components.cover import ATTR_CURRENT_POSITION
from homeassistant.components.humidifier import (
    ATTR_AVAILABLE_MODES,
    ATTR_CURRENT_HUMIDITY,
    ATTR_HUMIDITY,
    ATTR_MAX_HUMIDITY,
    ATTR_MIN_HUMIDITY,
)
from homeassistant.const import (
    ATTR_DEVICE_CLASS,
    ATTR_MODE,
    STATE_CLOSED,
    STATE_OFF,
    STATE_ON,
    STATE_OPEN,
    STATE_UNKNOWN,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .acting import act, add_made_up, sent, state
from .common import (
    ACCOUNT,
    account_entry,
    add_device,
    entity_id,
    set_up,
    state_of,
    until,
)
from .shapes import R, bit, definition, pick, uint

from custom_components.gizwits.const import DOMAIN

from tests.simulator import SimulatedCloud, User


@pytest.mark.parametrize(
    ("product", "key", "action", "data", "attrs"),
    [
        ("dehumidifier", "humidifier", "turn_on", {}, {"power": True}),
        ("dehumidifier", "humidifier", "turn_off", {}, {"power": False}),
        (
            "dehumidifier",
            "humidifier",
            "set_humidity",
            {"humidity": 55},
            {"target_humidity": 55},
        ),
        (
            "dehumidifier",
            "humidifier",
            "set_mode",
            {"mode": "quiet"},
            {"mode": "quiet"},
        ),
        ("curtain", "cover", "open_cover", {}, {"control": "打开"}),
        ("curtain", "cover", "close_cover", {}, {"control": "关闭"}),
        ("curtain", "cover", "stop_cover", {}, {"control": "停止"}),
        (
            "curtain",
            "cover",
            "set_cover_position",
            {"position": 40},
            {"set_position": 40},
        ),
        ("irrigation_valve", "valve", "open_valve", {}, {"valve1": True}),
        ("irrigation_valve", "valve-2", "close_valve", {}, {"valve2": False}),
        ("robot_vacuum", "vacuum", "start", {}, {"command": "clean"}),
        ("robot_vacuum", "vacuum", "pause", {}, {"command": "pause"}),
        ("robot_vacuum", "vacuum", "stop", {}, {"command": "standby"}),
        ("robot_vacuum", "vacuum", "return_to_base", {}, {"command": "dock"}),
        ("robot_vacuum", "vacuum", "clean_spot", {}, {"command": "spot"}),
        ("robot_vacuum", "vacuum", "locate", {}, {"find_me": True}),
        (
            "robot_vacuum",
            "vacuum",
            "set_fan_speed",
            {"fan_speed": "strong"},
            {"suction": "strong"},
        ),
    ],
)
async def test_each_action_is_one_request(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    product: str,
    key: str,
    action: str,
    data: dict[str, Any],
    attrs: dict[str, Any],
) -> None:
    """The cloud gets these attributes and no others."""
    device = add_device(cloud, user, product)
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    await act(hass, device, f"composite-{key}", action, **data)
    assert sent(cloud) == [attrs]


async def test_a_dehumidifier(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """It knows its limits, and which way it works."""
    values = {"power": True, "mode": "laundry", "target_humidity": 50, "humidity": 63}
    device = add_device(cloud, user, "dehumidifier", values=values)
    await set_up(hass, cloud, user)
    shown = state(hass, device, "composite-humidifier")
    assert shown.state == STATE_ON
    assert shown.attributes[ATTR_DEVICE_CLASS] == "dehumidifier"
    assert shown.attributes[ATTR_HUMIDITY] == 50
    assert shown.attributes[ATTR_CURRENT_HUMIDITY] == 63
    assert shown.attributes[ATTR_MIN_HUMIDITY] == 30
    assert shown.attributes[ATTR_MAX_HUMIDITY] == 80
    assert shown.attributes[ATTR_MODE] == "laundry"
    assert shown.attributes[ATTR_AVAILABLE_MODES] == [
        "auto",
        "continuous",
        "laundry",
        "quiet",
    ]
    await device.report({"power": False})
    await until(
        hass, lambda: state_of(hass, device, "composite-humidifier") == STATE_OFF
    )


async def test_a_curtain(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Its position is what it reports, not what it was told."""
    device = add_device(cloud, user, "curtain", values={"position": 0})
    await set_up(hass, cloud, user)
    shown = state(hass, device, "composite-cover")
    assert shown.state == STATE_CLOSED
    assert shown.attributes[ATTR_DEVICE_CLASS] == "curtain"
    await device.report({"position": 30})
    await until(hass, lambda: state_of(hass, device, "composite-cover") == STATE_OPEN)
    shown = state(hass, device, "composite-cover")
    assert shown.attributes[ATTR_CURRENT_POSITION] == 30


async def test_a_blind_whose_zero_is_open(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Its description says so; open and close are positions."""
    blind = definition("Roller blind", uint("position", 0, 100, desc="0 fully open"))
    device = add_made_up(cloud, user, blind)
    await set_up(hass, cloud, user)
    await device.report({"position": 80})
    cover = "composite-cover"
    await until(
        hass, lambda: state(hass, device, cover).attributes[ATTR_CURRENT_POSITION] == 20
    )
    cloud.clear_recordings()
    await act(hass, device, "composite-cover", "open_cover")
    await act(hass, device, "composite-cover", "close_cover")
    await act(hass, device, "composite-cover", "set_cover_position", position=90)
    assert sent(cloud) == [{"position": 0}, {"position": 100}, {"position": 10}]
    assert state_of(hass, device, "composite-cover") == STATE_OPEN


async def test_two_valves(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Each is named after its datapoint."""
    values = {"valve1": True, "valve2": False}
    device = add_device(cloud, user, "irrigation_valve", values=values)
    await set_up(hass, cloud, user)
    assert state_of(hass, device, "composite-valve") == STATE_OPEN
    assert state_of(hass, device, "composite-valve-2") == STATE_CLOSED
    assert state(hass, device, "composite-valve-2").name == "Valve 2"
    await device.report({"valve2": True})
    await until(hass, lambda: state_of(hass, device, "composite-valve-2") == STATE_OPEN)


@pytest.mark.parametrize(
    ("status", "activity"),
    [
        ("cleaning", "cleaning"),
        ("spot cleaning", "cleaning"),
        ("returning", "returning"),
        ("charging", "docked"),
        ("charged", "docked"),
        ("paused", "paused"),
        ("standby", "idle"),
        ("error", "error"),
    ],
)
async def test_what_a_robot_does(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, status: str, activity: str
) -> None:
    """Its words are Home Assistant's."""
    device = add_device(cloud, user, "robot_vacuum", values={"status": status})
    await set_up(hass, cloud, user)
    assert state_of(hass, device, "composite-vacuum") == activity


async def test_feed_now(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> None:
    """It is pressed, not switched."""
    device = add_device(cloud, user, "pet_feeder")
    await set_up(hass, cloud, user)
    cloud.clear_recordings()
    assert state_of(hass, device, "Manual") == STATE_UNKNOWN
    assert state(hass, device, "Manual").name == "pet_feeder Feed now"
    await act(hass, device, "Manual", "press")
    assert sent(cloud) == [{"Manual": True}]
    assert state_of(hass, device, "Manual") != STATE_UNKNOWN

    cloud.faults.next(method="POST", path="/app/control/", error_code=9042)
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, device, "Manual", "press")
    assert caught.value.translation_key == "device_offline"


async def test_what_resets_a_counter_is_off(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Until somebody wants it."""
    device = add_device(cloud, user, "robot_vacuum")
    await set_up(hass, cloud, user)
    registry = er.async_get(hass)
    entry = registry.async_get(entity_id(hass, device, "reset_brush"))
    assert entry.domain == "button"
    assert entry.disabled_by is er.RegistryEntryDisabler.INTEGRATION


async def test_what_was_a_switch_before_is_only_a_button(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Its key is the same; an entity nothing gives any more is removed."""
    device = add_device(cloud, user, "pet_feeder")
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    entry_device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(DOMAIN, device.did)}
    )
    registry = er.async_get(hass)
    registry.async_get_or_create(
        "switch",
        DOMAIN,
        f"{ACCOUNT}-{device.did}-Manual",
        config_entry=entry,
        device_id=entry_device.id,
    )
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entity_id(hass, device, "Manual").startswith("button.")


async def test_a_garage_that_only_tells_where_it_stands(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Open, closed, or on the way; nothing more is known before it is there."""
    made_up = definition(
        "Garage door",
        pick("Door", "open", "stop", "close", label="Door control"),
        pick("DoorState", "opened", "closed", "opening", "closing", access=R),
    )
    device = add_made_up(cloud, user, made_up, values={"DoorState": "closed"})
    await set_up(hass, cloud, user)
    own = device, "composite-cover"
    assert state(hass, *own).state == STATE_CLOSED
    assert state(hass, *own).attributes[ATTR_DEVICE_CLASS] == "garage"
    for reported, shown in (("opening", "opening"), ("opened", "open")):
        await device.report({"DoorState": reported})
        await until(hass, lambda shown=shown: state(hass, *own).state == shown)
    await act(hass, *own, "close_cover")
    assert sent(cloud)[-1] == {"Door": "close"}


@pytest.mark.parametrize(
    ("says", "locked"),
    [("0:关锁 1:开锁", False), ("1: locked, 0: unlocked", True)],
)
async def test_a_lock_of_a_door(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, says: str, locked: bool
) -> None:
    """Which of its values locks is what its description says."""
    made_up = definition("Door lock", bit("lock", "门锁", desc=says))
    device = add_made_up(cloud, user, made_up, values={"lock": locked})
    await set_up(hass, cloud, user)
    own = device, "composite-lock"
    assert state(hass, *own).state == "locked"
    await device.report({"lock": not locked})
    await until(hass, lambda: state(hass, *own).state == "unlocked")
    sent(cloud)
    await act(hass, *own, "lock")
    assert sent(cloud) == [{"lock": locked}]
    await act(hass, *own, "unlock")
    assert sent(cloud) == [{"lock": not locked}]
