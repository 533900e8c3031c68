"""The account itself: its device, its messages, its sign-out, names given here."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.const import STATE_UNAVAILABLE, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .action_helpers import World, build_world, call, device_id, fill_world
from .common import ACCOUNT, registered, until

from custom_components.gizwits.const import CONF_LEFT_OUT, CONF_RENAME_IN_APP, DOMAIN

from tests.simulator import SimulatedCloud, User


@pytest.fixture
async def world(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> World:
    """Return an account that is set up."""
    return await build_world(hass, cloud, user)


async def test_the_account_is_no_device_of_the_cloud(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """No listing misses it, and nobody can delete it."""
    await async_setup_component(hass, "config", {})
    for _ in range(3):
        await world.entry.runtime_data.async_refresh()
    assert registered(hass, world.entry, ACCOUNT)
    assert not cloud.requests_to("GET", f"/app/devices/{ACCOUNT}")
    client = await hass_ws_client(hass)
    answer = await client.remove_device(device_id(hass, world, None))
    assert not answer["success"]
    assert registered(hass, world.entry, ACCOUNT)
    assert ACCOUNT not in world.entry.options[CONF_LEFT_OUT]
    device = dr.async_get(hass).async_get(device_id(hass, world, None))
    assert device
    assert device.name == "Gizwits account"


async def test_unread_messages(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
) -> None:
    """Off until somebody wants to know; then asked every half hour."""
    registry = er.async_get(hass)
    entity = registry.async_get_entity_id(
        "sensor", DOMAIN, f"{ACCOUNT}-unread_messages"
    )
    assert entity
    known = registry.async_get(entity)
    assert known
    assert known.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    assert known.entity_category is EntityCategory.DIAGNOSTIC
    assert not cloud.requests_to("GET", "/app/messages")

    registry.async_update_entity(entity, disabled_by=None)
    await hass.config_entries.async_reload(world.entry.entry_id)
    await until(hass, lambda: _state(hass, entity) == "0")
    await fill_world(hass, cloud, world)
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=31))
    await until(hass, lambda: _state(hass, entity) == "1")
    await call(hass, "mark_message_read", {})
    await until(hass, lambda: _state(hass, entity) == "0", 15)

    cloud.faults.all(path="/app/messages", status=502)
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=62))
    await until(hass, lambda: _state(hass, entity) == STATE_UNAVAILABLE)


def _state(hass: HomeAssistant, entity: str) -> str | None:
    state = hass.states.get(entity)
    return state.state if state else None


async def test_removal_signs_out(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The token that was kept is worth nothing afterwards."""
    await hass.config_entries.async_remove(world.entry.entry_id)
    (request,) = cloud.requests_to("DELETE", "/app/logout")
    assert request.status == 204
    assert len(cloud.requests_to("POST", "/app/login")) == 1


@pytest.mark.parametrize(
    "fault",
    [{"status": 502}, {"drop": True}, {"error_code": 9004}, {"error_code": 9039}],
)
async def test_removal_never_fails(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    fault: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A cloud that does not let go is left alone."""
    cloud.faults.all(path="/app/logout", **fault)
    await hass.config_entries.async_remove(world.entry.entry_id)
    assert not hass.config_entries.async_entries(DOMAIN)
    assert "Error calling entry remove callback" not in caplog.text


async def _rename(hass: HomeAssistant, world: World, name: str | None) -> None:
    dr.async_get(hass).async_update_device(
        device_id(hass, world, world.machine), name_by_user=name
    )
    await hass.async_block_till_done()


async def _switch_on(hass: HomeAssistant, world: World) -> None:
    hass.config_entries.async_update_entry(
        world.entry, options={**world.entry.options, CONF_RENAME_IN_APP: True}
    )
    await hass.config_entries.async_reload(world.entry.entry_id)
    await until(hass, lambda: len(world.entry.runtime_data.devices) == 3)


async def test_names_given_here_stay_here(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The option is off."""
    await _rename(hass, world, "Whirlpool")
    assert not cloud.requests_to("PUT")


async def test_names_given_here_are_the_apps(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Once, without an echo; taking a name back leaves the app's."""
    await _switch_on(hass, world)
    binding = cloud.bindings.get(world.user.uid, world.machine.did)
    assert binding
    await _rename(hass, world, "Whirlpool")
    await until(hass, lambda: binding.dev_alias == "Whirlpool")
    account = world.entry.runtime_data
    await until(
        hass, lambda: account.data[world.machine.did].dev_alias == "Whirlpool", 15
    )
    await account.async_refresh()
    # What the app calls it, somebody calls it here too.
    cloud.rename(world.user, world.machine, "Spa")
    await account.async_refresh()
    await _rename(hass, world, "Spa")
    await _rename(hass, world, None)
    await hass.async_block_till_done()
    assert len(cloud.requests_to("PUT")) == 1
    dr.async_get(hass).async_update_device(
        device_id(hass, world, None), name_by_user="My account"
    )
    await hass.async_block_till_done()
    assert len(cloud.requests_to("PUT")) == 1


@pytest.mark.parametrize("signed_out", [False, True])
async def test_a_name_the_cloud_refuses(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    signed_out: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is logged; here the device has its name all the same."""
    await _switch_on(hass, world)
    if signed_out:
        cloud.expire_tokens()
        world.user.password = "Changed-1"
    else:
        cloud.faults.all(method="PUT", path="/app/bindings/", error_code=9015)
    await _rename(hass, world, "Whirlpool")
    await until(hass, lambda: "is not renamed in the app" in caplog.text)
    device = dr.async_get(hass).async_get(device_id(hass, world, world.machine))
    assert device
    assert device.name_by_user == "Whirlpool"
    assert (
        bool(hass.config_entries.flow.async_progress(include_uninitialized=True))
        is signed_out
    )
