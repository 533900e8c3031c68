"""Entries that earlier releases have written go on working."""

import json
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .common import ACCOUNT, FIXTURES, add_device, until

from custom_components.gizwits.config_flow import GizwitsConfigFlow
from custom_components.gizwits.const import DOMAIN

from tests.simulator import SimulatedCloud, User


def _entry(cloud: SimulatedCloud, user: User, left_out: str) -> MockConfigEntry:
    """Return an entry as the file has it, of an account of the cloud."""
    token = cloud.accounts.issue(user)
    places = {
        "{app_id}": cloud.app_id,
        "{username}": user.username,
        "{password}": user.password,
        "{token}": token.value,
        "{uid}": user.uid,
        "{base_url}": cloud.base_url,
        "{left_out}": left_out,
    }
    text = (FIXTURES / "entries" / "1.1.json").read_text(encoding="utf-8")
    for place, value in places.items():
        text = text.replace(place, value)
    stored: dict[str, Any] = json.loads(text)
    return MockConfigEntry(domain=DOMAIN, unique_id="0123abcd", **stored)


async def test_an_entry_of_1_1(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    entity_registry: er.EntityRegistry,
) -> None:
    """It loads without a login, leaves out what it left out, and keeps its entities."""
    spa = add_device(cloud, user, "spa")
    other = add_device(cloud, user, "fan")
    entry = _entry(cloud, user, other.did)
    entry.add_to_hass(hass)
    kept = entity_registry.async_get_or_create(
        "switch",
        DOMAIN,
        f"{ACCOUNT}-{spa.did}-power",
        config_entry=entry,
        object_id_base="my_switch",
    )

    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert entry.state is ConfigEntryState.LOADED
    assert set(entry.runtime_data.devices) == {spa.did}
    assert not cloud.requests_to("POST", "/app/login")
    await until(hass, lambda: entry.runtime_data.devices[spa.did].data.values)
    assert entity_registry.async_get(kept.entity_id)
    state = hass.states.get(kept.entity_id)
    assert state is not None
    assert state.state in ("on", "off")


@pytest.mark.parametrize(
    ("version", "minor_version", "state"),
    [
        (GizwitsConfigFlow.VERSION, 99, ConfigEntryState.LOADED),
        (GizwitsConfigFlow.VERSION + 1, 1, ConfigEntryState.MIGRATION_ERROR),
    ],
)
async def test_an_entry_of_a_newer_release(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    caplog: pytest.LogCaptureFixture,
    version: int,
    minor_version: int,
    state: ConfigEntryState,
) -> None:
    """Going back one release works where only something was added."""
    entry = _entry(cloud, user, "")
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(
        entry, version=version, minor_version=minor_version
    )

    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    assert entry.state is state
    told = "higher than the current version" in caplog.text
    assert told is (state is ConfigEntryState.MIGRATION_ERROR)
