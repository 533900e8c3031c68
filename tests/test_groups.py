"""Groups of the account: each is a device whose writes go to all in one request."""

from typing import Any

import pytest

from homeassistant.const import ATTR_ENTITY_ID, STATE_ON, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .action_helpers import World, build_world, call, client_of, device_id
from .common import ACCOUNT, until

from custom_components.gizwits.api.groups import Groups
from custom_components.gizwits.const import DOMAIN

from tests.simulator import SimulatedCloud, User


@pytest.fixture
async def world(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> World:
    """Return an account with a group of two machines."""
    world = await build_world(hass, cloud, user)
    devices = [device_id(hass, world, one) for one in (world.machine, world.second)]
    answer = await call(hass, "create_group", {"name": "Both", "devices": devices})
    world.group = str(answer["group"])
    await until(hass, lambda: _group(hass, world))
    await hass.async_block_till_done()
    return world


def _group(hass: HomeAssistant, world: World) -> Any:
    return dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, f"group-{world.group}"), world.entry.entry_id
    )


def _entity(hass: HomeAssistant, world: World, platform: str, key: str) -> str:
    unique_id = f"{ACCOUNT}-group-{world.group}-{key}"
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, unique_id)
    assert found, unique_id
    return found


def _state(hass: HomeAssistant, world: World, platform: str, key: str) -> str:
    state = hass.states.get(_entity(hass, world, platform, key))
    assert state
    return state.state


async def test_one_request_for_all(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """What is set is set in all, and shown in each of them at once."""
    assert _group(hass, world).name == "Both"
    amount = _entity(hass, world, "number", "amount")
    assert _state(hass, world, "number", "amount") == STATE_UNKNOWN
    cloud.clear_recordings()
    await hass.services.async_call(
        "number",
        "set_value",
        {ATTR_ENTITY_ID: amount, "value": 44},
        blocking=True,
    )
    (request,) = [one for one in cloud.requests if one.method == "POST"]
    assert request.path == f"/app/group/{world.group}/control"
    assert request.body == {"attrs": {"amount": 44}}
    assert float(_state(hass, world, "number", "amount")) == 44
    for device in (world.machine, world.second):
        shown = world.entry.runtime_data.devices[device.did].data.values
        assert shown["amount"] == 44
    reported = world.machine.values, world.second.values
    await until(hass, lambda: all(values["amount"] == 44 for values in reported))


async def test_shows_what_its_devices_agree_on(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """What one reports is followed; on wins; what can only be read is not shown."""
    await world.machine.report({"amount": 40})
    await until(hass, lambda: _state(hass, world, "number", "amount") != STATE_UNKNOWN)
    assert float(_state(hass, world, "number", "amount")) == 40
    await world.second.report({"option_a": True})
    await until(hass, lambda: _state(hass, world, "switch", "option_a") == STATE_ON)
    own = er.async_entries_for_device(er.async_get(hass), _group(hass, world).id)
    settable = {"switch", "number", "select", "text", "calendar"}
    assert {entity.domain for entity in own} <= settable

    await world.machine.set_online(False)
    await world.second.report({"amount": 41})
    await until(hass, lambda: _state(hass, world, "number", "amount").startswith("41"))
    await world.second.set_online(False)
    await until(hass, lambda: _state(hass, world, "number", "amount") == "unavailable")


async def test_says_who_did_not_get_it(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The others did, and show it."""
    await world.second.set_online(False)
    await until(
        hass,
        lambda: not world.entry.runtime_data.devices[world.second.did].available,
    )
    with pytest.raises(HomeAssistantError) as caught:
        await hass.services.async_call(
            "number",
            "set_value",
            {ATTR_ENTITY_ID: _entity(hass, world, "number", "amount"), "value": 43},
            blocking=True,
        )
    assert caught.value.translation_key == "group_missed"
    assert caught.value.translation_placeholders == {
        "name": "Both",
        "devices": "Second",
    }
    assert float(_state(hass, world, "number", "amount")) == 43


async def test_follows_the_groups(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Another name, other devices, gone; also while Home Assistant was off."""
    second = device_id(hass, world, world.second)
    await call(
        hass,
        "update_group",
        {"group": "Both", "name": "One", "remove_devices": [second]},
    )
    await until(hass, lambda: _group(hass, world).name == "One")
    assert float(_state(hass, world, "number", "amount")) == 30

    client = await client_of(hass, world, world.user)
    await hass.config_entries.async_unload(world.entry.entry_id)
    await Groups(client).delete(world.group)
    assert _group(hass, world)
    await hass.config_entries.async_setup(world.entry.entry_id)
    await until(hass, lambda: _group(hass, world) is None)


async def test_a_cloud_that_refuses(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Nothing changes, and the reason is said."""
    cloud.faults.next(path=f"/app/group/{world.group}/control", error_code=9015)
    with pytest.raises(HomeAssistantError):
        await hass.services.async_call(
            "switch",
            "turn_on",
            {ATTR_ENTITY_ID: _entity(hass, world, "switch", "option_a")},
            blocking=True,
        )
    assert _state(hass, world, "switch", "option_a") != STATE_ON
    assert _group(hass, world)
