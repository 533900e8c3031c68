"""Devices that are bound, unbound, renamed or left out, without a reload."""

import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component

from .common import ACCOUNT, add_device, registered, set_up, state_of, until

from custom_components.gizwits.account import inventory
from custom_components.gizwits.const import CONF_LEFT_OUT, CONNECTION_KEY, DOMAIN

from tests.simulator import SimulatedCloud, User


async def test_the_device_as_it_is_registered(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Name, model, firmware and MAC."""
    spa = add_device(
        cloud,
        user,
        "machine",
        alias="Garden spa",
        mac="accf2350d447",
        mcu_soft_version="03030000",
        wifi_soft_version="04030012",
    )
    virtual = add_device(cloud, user, "machine", mac="virtual:site")
    entry = await set_up(hass, cloud, user)
    registry = dr.async_get(hass)
    device = registry.async_get_device_by_identifier((DOMAIN, spa.did), entry.entry_id)
    assert device
    assert device.name == "Garden spa"
    assert device.model == "machine"
    assert device.model_id == spa.product_key
    assert device.sw_version == "03030000"
    assert device.connections == {(dr.CONNECTION_NETWORK_MAC, "ac:cf:23:50:d4:47")}
    other = registry.async_get_device_by_identifier(
        (DOMAIN, virtual.did), entry.entry_id
    )
    assert other
    assert other.name == "machine"
    assert not other.connections


async def test_bound_and_unbound_in_the_app(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """They come and go as the cloud says so."""
    first = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)

    second = add_device(cloud, user, "fan")
    await until(hass, lambda: registered(hass, entry, second.did), 15)
    await until(hass, lambda: state_of(hass, second, CONNECTION_KEY) == "on")

    cloud.unbind(user, first)
    await until(hass, lambda: not registered(hass, entry, first.did), 15)
    assert not [
        entity
        for entity in er.async_get(hass).entities.values()
        if entity.unique_id.startswith(f"{ACCOUNT}-{first.did}")
    ]
    assert first.did not in entry.runtime_data.devices


async def test_renamed_in_the_app(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The new name is taken over; the one a person gave here stays."""
    spa = add_device(cloud, user, "machine", alias="Spa")
    entry = await set_up(hass, cloud, user)
    cloud.bindings.of_device(spa.did)[0].dev_alias = "Whirlpool"
    spa.alias = "Whirlpool"
    await entry.runtime_data.async_refresh()
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, spa.did), entry.entry_id
    )
    assert device
    assert device.name == "Whirlpool"


async def test_one_listing_that_misses_a_device_removes_nothing(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nor do many, however empty: only the cloud's word for that device does."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    cloud.faults.next(path="/app/bindings", status=200, body='{"devices": []}')
    await entry.runtime_data.async_refresh()
    assert state_of(hass, spa, "measured") == "36"
    await entry.runtime_data.async_refresh()
    assert registered(hass, entry, spa.did)

    cloud.faults.all(path="/app/bindings", status=200, body='{"devices": []}')
    for _ in range(5):
        await entry.runtime_data.async_refresh()
    assert registered(hass, entry, spa.did)
    assert state_of(hass, spa, "measured") == "36"

    monkeypatch.setattr(cloud.hub, "binding_changed", lambda *_, **__: None)
    cloud.unbind(user, spa)
    await entry.runtime_data.async_refresh()
    assert not registered(hass, entry, spa.did)


async def test_a_cloud_that_cannot_say_what_became_of_a_device(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It stays for a day, in which nobody lists it."""
    spa = add_device(cloud, user, "machine")
    entry = await set_up(hass, cloud, user)
    cloud.faults.all(path="/app/bindings", status=200, body='{"devices": []}')
    cloud.faults.all(path="/app/devices/", error_code=9039)
    for _ in range(3):
        await entry.runtime_data.async_refresh()
    assert registered(hass, entry, spa.did)
    monkeypatch.setattr(inventory, "_MISSED_FOR", 0)
    await entry.runtime_data.async_refresh()
    assert not registered(hass, entry, spa.did)


async def test_half_a_listing_of_many(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A listing that loses devices costs a few questions, not the devices."""
    devices = [add_device(cloud, user, "machine") for _ in range(20)]
    entry = await set_up(hass, cloud, user)
    cloud.clear_recordings()
    cloud.faults.all(path="/app/bindings", status=200, body='{"devices": []}')
    await entry.runtime_data.async_refresh()
    assert len(cloud.requests_to("GET", "/app/devices/")) == 5
    for _ in range(3):
        await entry.runtime_data.async_refresh()
    asked = {request.path for request in cloud.requests_to("GET", "/app/devices/")}
    assert len(asked) == 20
    assert len(entry.runtime_data.devices) == len(devices)


async def test_unbound_while_home_assistant_was_off(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """What the registry still knows is found to be gone."""
    spa = add_device(cloud, user, "machine")
    entry = await set_up(hass, cloud, user)
    await hass.config_entries.async_unload(entry.entry_id)
    cloud.unbind(user, spa)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert not registered(hass, entry, spa.did)


async def test_left_out_devices_stay_out(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Those that are bound later appear all the same."""
    out = add_device(cloud, user, "machine")
    kept = add_device(cloud, user, "fan")
    entry = await set_up(hass, cloud, user, left_out=[out.did])
    assert set(entry.runtime_data.devices) == {kept.did}
    assert not registered(hass, entry, out.did)


async def test_deleting_a_device_leaves_it_out_and_bound(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """Home Assistant's delete never unbinds."""
    await async_setup_component(hass, "config", {})
    spa = add_device(cloud, user, "machine")
    entry = await set_up(hass, cloud, user)
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, spa.did), entry.entry_id
    )
    client = await hass_ws_client(hass)
    response = await client.remove_device(device.id)
    assert response["success"]
    assert entry.options[CONF_LEFT_OUT] == [spa.did]
    await entry.runtime_data.async_refresh()
    assert not registered(hass, entry, spa.did)
    assert not cloud.requests_to("DELETE", "/app/bindings")


async def test_two_accounts_share_a_device(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The same device in both, side by side."""
    guest = cloud.add_user("guest", "Password1!")
    spa = add_device(cloud, user, "machine")
    cloud.bind(guest, spa)
    first = await set_up(hass, cloud, user)
    second = await set_up(hass, cloud, guest, account="89abcdef")
    assert registered(hass, first, spa.did)
    assert registered(hass, second, spa.did)
    await spa.report({"option_a": True})
    for account in (ACCOUNT, "89abcdef"):
        entity = er.async_get(hass).async_get_entity_id(
            "switch", DOMAIN, f"{account}-{spa.did}-option_a"
        )
        await until(hass, lambda entity=entity: hass.states.get(entity).state == "on")
