"""Devices are usable as they come in."""

import asyncio
from typing import Any

import pytest

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from custom_components.gizwits.account import arrivals
from custom_components.gizwits.api import Definition, GizwitsClient
from custom_components.gizwits.const import DOMAIN

from tests.common import add_device, entity_id, registered, set_up, until
from tests.simulator import SimulatedCloud, User


async def test_nothing_waits_for_the_slowest(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A definition that takes long keeps only its own devices waiting."""
    quick, slow = (add_device(cloud, user, product) for product in ("machine", "fan"))
    monkeypatch.setattr(arrivals, "_DEFINITIONS_TIMEOUT", 0.05)
    comes = asyncio.Event()
    definition = GizwitsClient.definition

    async def late(
        self: GizwitsClient, product_key: str, known: Definition | None = None
    ) -> Definition:
        if product_key == slow.product_key:
            await comes.wait()
        return await definition(self, product_key, known)

    monkeypatch.setattr(GizwitsClient, "definition", late)
    entry = await set_up(hass, cloud, user)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.devices.keys() == {quick.did}
    assert hass.states.get(entity_id(hass, quick, "cloud-connection"))
    comes.set()
    await until(hass, lambda: len(entry.runtime_data.devices) == 2)
    await until(hass, lambda: registered(hass, entry, slow.did))
    assert hass.states.get(entity_id(hass, slow, "cloud-connection"))


async def test_the_loop_is_left_to_others(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Between two devices everybody has a turn, and each device comes whole."""
    monkeypatch.setattr(arrivals, "_BATCH", 0.0)
    devices = [add_device(cloud, user, "machine") for _ in range(8)]
    turns: list[int] = []

    async def watch() -> None:
        while True:
            there = len(hass.states.async_entity_ids("switch"))
            if there and turns[-1:] != [there]:
                turns.append(there)
            await asyncio.sleep(0)

    watching = asyncio.create_task(watch())
    await set_up(hass, cloud, user)
    watching.cancel()
    assert len(turns) > len(devices) // 2
    switches = turns[-1] // len(devices)
    assert all(there % switches == 0 for there in turns)


async def test_a_device_is_registered_once(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its entities belong to it, and none of them has it registered again."""
    added = add_device(cloud, user, "machine")
    registered_as: list[set[tuple[str, str]]] = []
    get_or_create = dr.DeviceRegistry.async_get_or_create

    def noted(self: dr.DeviceRegistry, **info: Any) -> dr.DeviceEntry:
        registered_as.append(info["identifiers"])
        return get_or_create(self, **info)

    monkeypatch.setattr(dr.DeviceRegistry, "async_get_or_create", noted)
    entry = await set_up(hass, cloud, user)
    assert registered_as.count({(DOMAIN, added.did)}) == 1
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, added.did), entry.entry_id
    )
    owners = {
        entity.device_id
        for entity in er.async_get(hass).entities.values()
        if added.did in entity.unique_id
    }
    assert device
    assert owners == {device.id}
