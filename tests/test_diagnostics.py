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

from .common import add_device, set_up, until

from custom_components.gizwits.const import (
    CONF_ENTITIES,
    CONF_OF_DEVICES,
    CONF_PRODUCTS,
    DOMAIN,
)

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

    assert dump["state"] == "loaded"
    assert dump["reachable"] is True
    (device,) = dump["devices"]
    assert device["pushed"] is True
    assert device["datapoints"] == 20
    (socket,) = dump["sockets"]
    assert socket["devices"] == socket["pushed"] == 1
    assert socket["is_usual"] is True
    assert socket["host"] == "**REDACTED**"
    assert socket["pause"] is None
    assert socket["reconnects"] == 0
    assert socket["connected_since"] <= socket["last_frame"]
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


async def test_what_went_wrong(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """The last errors by kind and code, and what the socket waits for."""
    spa = add_device(cloud, user, "spa")
    entry = await set_up(hass, cloud, user)
    before = entry.runtime_data.client.http_health
    cloud.faults.next(path=f"/app/devdata/{spa.did}/latest", status=502, html=True)
    cloud.faults.next(path=f"/app/devdata/{spa.did}/latest", error_code=9042)
    device = entry.runtime_data.devices[spa.did]
    for _ in range(3):
        await device.async_poll()
    cloud.m2m[0].drop_all()
    await until(hass, lambda: entry.runtime_data.push.health()[0].reconnects)
    assert await async_setup_component(hass, "diagnostics", {})
    dump = await get_diagnostics_for_config_entry(hass, hass_client, entry)

    requests = dump["requests"]
    assert requests["requests"] == before.requests + 3
    assert requests["failures"] == 2
    assert [(one["kind"], one["code"]) for one in requests["recent_failures"]] == [
        ("GizwitsConnectionError", 502),
        ("GizwitsDeviceOfflineError", 9042),
    ]
    assert requests["last_success"] > requests["recent_failures"][1]["at"]
    (socket,) = dump["sockets"]
    assert socket["connected_since"] is None
    assert socket["pushed"] == 0
    assert socket["pause"] > 0
    (failure,) = socket["recent_failures"]
    assert failure["kind"] == "GizwitsConnectionError"


async def test_choices(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """What the options say, of devices by number, and no secret of a product."""
    spa = add_device(cloud, user, "spa")
    entry = await set_up(hass, cloud, user)
    product = {"name": "Anna's maker", "secret": "5ec2e7"}
    options = {
        **entry.options,
        CONF_PRODUCTS: {spa.product_key: product},
        "later": {spa.did: ["a", spa.did, True]},
        CONF_ENTITIES: {CONF_OF_DEVICES: {"goneAway7": {}, spa.did: {}}},
    }
    hass.config_entries.async_update_entry(entry, options=options)
    assert await async_setup_component(hass, "diagnostics", {})
    dump = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert dump["choices"] == {
        CONF_PRODUCTS: {spa.product_key: dict.fromkeys(product, "**REDACTED**")},
        "later": {"device 1": ["a", "device 1", True]},
        CONF_ENTITIES: {CONF_OF_DEVICES: {"device 2": {}, "device 1": {}}},
    }
    assert dump["left_out"] == 0


async def test_an_account_that_cannot_be_set_up(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """Then most of all somebody wants to know why."""
    cloud.faults.all(path="/app/bindings", status=503)
    entry = await set_up(hass, cloud, user)
    assert await async_setup_component(hass, "diagnostics", {})
    dump = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert dump["state"] == "setup_retry"
    assert dump["reason"] == "cannot_connect"
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(DOMAIN, "x")}
    )
    of_device = await get_diagnostics_for_device(hass, hass_client, entry, device)
    assert of_device == {"state": "setup_retry", "devices": []}
    assert user.password not in json.dumps(dump)
