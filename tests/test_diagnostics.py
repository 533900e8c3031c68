"""Diagnostics tell what a bug report needs and keep what could harm its author."""

import json

from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component

from .common import add_device, set_up

from custom_components.gizwits.const import DOMAIN

from tests.simulator import SimulatedCloud, User


async def test_an_account(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """The state of every device, and no way to sign in."""
    spa = add_device(cloud, user, "spa", alias="Anna's spa")
    entry = await set_up(hass, cloud, user)
    assert await async_setup_component(hass, "diagnostics", {})
    dump = await get_diagnostics_for_config_entry(hass, hass_client, entry)

    assert dump["reachable"] is True
    (device,) = dump["devices"]
    assert device["pushed"] is True
    assert device["datapoints"] == 20
    text = json.dumps(dump)
    for secret in (
        user.password,
        user.uid,
        user.username,
        spa.did,
        spa.mac,
        spa.passcode,
        spa.alias,
        cloud.base_url,
        entry.data["token"]["value"],
    ):
        assert secret not in text


async def test_a_device(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """Definition and values, less those that are secret; nothing is asked."""
    cabinet = add_device(cloud, user, "reef_cabinet", values={"Water_Temp": 25})
    entry = await set_up(hass, cloud, user)
    secret = "Password"
    device = entry.runtime_data.devices[cabinet.did]
    assert secret in device.data.values
    assert await async_setup_component(hass, "diagnostics", {})
    registered = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, cabinet.did), entry.entry_id
    )
    cloud.clear_recordings()
    dump = await get_diagnostics_for_device(hass, hass_client, entry, registered)

    (told,) = dump["devices"]
    assert told["definition"] == cabinet.product.served
    assert told["values"]["Water_Temp"] == 25
    assert told["values"][secret] == "**REDACTED**"
    assert cabinet.did not in json.dumps(dump)
    assert not cloud.requests
