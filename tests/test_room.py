"""Accounts with more entities than Home Assistant takes."""

from collections import Counter

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    entity_platform,
    entity_registry as er,
    issue_registry as ir,
)

from custom_components.gizwits.account import arrivals, room
from custom_components.gizwits.const import DOMAIN

from tests.common import add_device, set_up
from tests.simulator import SimulatedCloud, User

DEVICES = 3


@pytest.fixture(autouse=True)
def crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for all products where there are more than two new devices."""
    monkeypatch.setattr(arrivals, "_CROWD", 2)


def limit(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Let Home Assistant take no more than so many entities that are on."""
    name = "MAX_ENABLED_ENTITIES_PER_CONFIG_ENTRY"
    monkeypatch.setattr(entity_platform, name, most)
    monkeypatch.setattr(room, "MOST_ENTITIES", most)


def entities(hass: HomeAssistant, entry_id: str) -> list[er.RegistryEntry]:
    """Return all that are registered, also those that are off."""
    return er.async_entries_for_config_entry(er.async_get(hass), entry_id)


def of_devices(found: list[er.RegistryEntry]) -> Counter[str | None]:
    """Return how many entities each device has."""
    return Counter(one.device_id for one in found)


async def test_what_matters_most_is_on(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """None is missing; each device has its share, diagnostics come last."""
    for _ in range(DEVICES):
        add_device(cloud, user, "machine")
    limit(monkeypatch, 9)
    entry = await set_up(hass, cloud, user)
    found = entities(hass, entry.entry_id)
    shown = [one for one in found if not one.disabled]
    assert len(shown) == 9
    assert set(of_devices(shown).values()) == {3}
    assert {one.entity_category for one in shown} == {None}
    off = [one for one in found if one.disabled]
    assert {one.disabled_by for one in off} == {er.RegistryEntryDisabler.INTEGRATION}
    assert sum(one.unique_id.endswith("cloud-connection") for one in off) == DEVICES
    assert "Reached the maximum" not in caplog.text

    issue = ir.async_get(hass).async_get_issue(DOMAIN, f"no_room_{entry.entry_id}")
    assert issue
    assert issue.translation_placeholders
    assert issue.translation_placeholders["most"] == "9"
    told = int(issue.translation_placeholders["off"])
    assert 0 < told < len(off)


async def test_the_same_are_on_in_any_order(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It does not depend on which product comes in first."""
    for product in ("machine", "panel_heater", "machine", "fan"):
        add_device(cloud, user, product)
    limit(monkeypatch, 11)
    chosen = []
    for slow in sorted(cloud.products)[:2]:
        fault = cloud.faults.all(path="/app/datapoint", delay=0.05, times=1)
        entry = await set_up(hass, cloud, user)
        assert fault.struck, slow
        chosen.append(
            {
                one.unique_id
                for one in entities(hass, entry.entry_id)
                if not one.disabled
            }
        )
        await hass.config_entries.async_remove(entry.entry_id)
        er.async_get(hass).deleted_entities.clear()
    assert chosen[0] == chosen[1]
    assert len(chosen[0]) == 11
    climates = {one for one in chosen[0] if "climate" in one or "fan" in one}
    assert climates


async def test_a_person_chooses(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was switched on and off stays so, and the message goes where there is room."""
    for _ in range(DEVICES):
        add_device(cloud, user, "machine")
    limit(monkeypatch, 9)
    entry = await set_up(hass, cloud, user)
    registry, issues = er.async_get(hass), ir.async_get(hass)
    found = entities(hass, entry.entry_id)
    first = next(one for one in found if not one.disabled)
    registry.async_update_entity(
        first.entity_id, disabled_by=er.RegistryEntryDisabler.USER
    )
    connection = next(one for one in found if one.unique_id.endswith("-connection"))
    registry.async_update_entity(connection.entity_id, disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert hass.states.get(connection.entity_id)
    assert not hass.states.get(first.entity_id)
    assert issues.async_get_issue(DOMAIN, f"no_room_{entry.entry_id}")

    registry.async_update_entity(
        connection.entity_id, disabled_by=er.RegistryEntryDisabler.USER
    )
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert not issues.async_get_issue(DOMAIN, f"no_room_{entry.entry_id}")


async def test_there_is_room(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Nothing is off, and nobody is told anything."""
    add_device(cloud, user, "machine")
    entry = await set_up(hass, cloud, user)
    for own in entry.runtime_data.devices.values():
        assert own.off == frozenset()
    assert not ir.async_get(hass).async_get_issue(DOMAIN, f"no_room_{entry.entry_id}")
