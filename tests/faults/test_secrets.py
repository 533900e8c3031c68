"""Markers in all secrets, everything logged: none of them is to be seen anywhere."""

import json
import logging
import re
from typing import Any

import pytest
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.const import CONF_NAME
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, issue_registry as ir
from homeassistant.setup import async_setup_component

from custom_components.gizwits.account import polling, push_watch
from custom_components.gizwits.account.entry import cloud_of, unique_id_of
from custom_components.gizwits.const import CONF_PRODUCTS, CONF_SECRET, DOMAIN

from tests.common import account_entry, add_device, entity_id, is_known, until
from tests.simulator import SimulatedCloud, SimulatedDevice

pytestmark = pytest.mark.usefixtures("quick")

EMAIL = "marker.mail@example.com"
PASSWORD = "Marker-Password-1"
SECRETS = {
    "password": PASSWORD,
    "passcode": "MARKERCODE",
    "app secret": "a0" * 16,
    "product secret": "b1" * 16,
}
# The harness's own stand-in for the storage, where the entry has to be.
_STORAGE = "pytest_homeassistant_custom_component"


def _seen(text: str, secrets: dict[str, str]) -> list[str]:
    return [name for name, secret in secrets.items() if secret and secret in text]


async def _press(hass: HomeAssistant, device: SimulatedDevice) -> str:
    """Turn a switch on; return what is told where it fails."""
    data = {"entity_id": entity_id(hass, device, "option_a")}
    try:
        await hass.services.async_call("switch", "turn_on", data, blocking=True)
    except HomeAssistantError as err:
        return repr((err, err.__cause__, err.translation_placeholders))
    return ""


async def test_no_secret_is_seen(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Set-up, faults of all kinds, writes, a repair, diagnostics, removal."""
    monkeypatch.setattr(push_watch, "CHECK_AFTER", 0.05)
    monkeypatch.setattr(push_watch, "PATIENCE", 0.1)
    monkeypatch.setattr(polling, "DELAY", 0.02)
    caplog.set_level(logging.DEBUG)
    cloud.app.app_secret = SECRETS["app secret"]
    user = cloud.add_user(EMAIL, PASSWORD)
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    spa.passcode = SECRETS["passcode"]
    spa.product.product_secret = SECRETS["product secret"]
    kept = {spa.product_key: {CONF_NAME: "x", CONF_SECRET: SECRETS["product secret"]}}
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(
        entry,
        options={CONF_PRODUCTS: kept},
        unique_id=unique_id_of(cloud_of(entry.data), user.uid),
    )
    await hass.config_entries.async_setup(entry.entry_id)
    account = entry.runtime_data
    await until(hass, lambda: all(map(is_known, account.devices.values())))
    tokens = [entry.data["token"]["value"]]

    told = [await _press(hass, spa)]
    faults: list[dict[str, Any]] = [
        {"drop": True},
        {"status": 302, "headers": {"Location": f"http://127.0.0.1:9/{user.uid}"}},
        {"body": f"<html>{tokens[0]}"},
        {"error_code": 9004, "times": 1},
        {"error_code": 9025},
    ]
    for fault in faults:
        cloud.faults.all(path="/app/", **fault)
        told.append(await _press(hass, spa))
        await account.async_refresh()
        await account.devices[spa.did].async_poll()
        cloud.faults.clear()
    for end in (cloud.m2m[0].drop_all, lambda: cloud.m2m[0].send_invalid(1011)):
        before = cloud.m2m[0].handshakes
        end()
        await until(hass, lambda count=before: cloud.m2m[0].handshakes > count, 10)
        await until(hass, lambda: account.devices[spa.did].pushed, 10)
    await cloud.m2m[0].stop()
    await until(hass, lambda: ir.async_get(hass).issues, 10)
    user.password = "Another-1"
    cloud.revoke_tokens(user)
    told.append(await _press(hass, spa))
    await account.async_refresh()
    tokens.append(entry.data["token"]["value"])
    await until(hass, hass.config_entries.flow.async_progress)
    flows = hass.config_entries.flow.async_progress()

    assert await async_setup_component(hass, "diagnostics", {})
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, spa.did), entry.entry_id
    )
    assert device
    dumps = [
        await get_diagnostics_for_config_entry(hass, hass_client, entry),
        await get_diagnostics_for_device(hass, hass_client, entry, device),
    ]
    writes = len(cloud.controls)
    shown = [
        *told,
        *(repr((state.state, state.attributes)) for state in hass.states.async_all()),
        *(repr(issue) for issue in ir.async_get(hass).issues.values()),
        *(repr(flow) for flow in flows),
        repr((account, account.devices, account.client, entry.runtime_data)),
    ]
    await hass.config_entries.async_remove(entry.entry_id)

    log = "\n".join(
        caplog.handler.format(record)
        for record in caplog.records
        if not record.name.startswith(_STORAGE)
    )
    assert "gizwits" in log
    secrets = {**SECRETS, "uid": user.uid}
    secrets |= {f"token {number}": token for number, token in enumerate(tokens)}
    assert not _seen(log, secrets)
    assert not _seen("\n".join(shown), secrets)
    redacted = {"did": spa.did, "mac": spa.mac, "mail": EMAIL, "name": "marker.mail"}
    assert not _seen(json.dumps(dumps), secrets | redacted)
    addresses = [
        f"{request.path}?{json.dumps(dict(request.query))}"
        for request in cloud.requests
    ]
    assert not _seen("\n".join(addresses), secrets)
    # Looking has changed nothing.
    assert len(cloud.controls) == writes


@pytest.mark.parametrize(
    "name",
    [
        "{{ states('lock.door') }}",
        "{not_a_placeholder} %s %(x)d {}",
        "[x](https://evil.example) <b>",
        "line\nbreak \u202e\u0000 end",
    ],
)
async def test_names_of_the_cloud_are_only_names(
    hass: HomeAssistant, cloud: SimulatedCloud, name: str
) -> None:
    """No template, no placeholder, no format of theirs is carried out."""
    user = cloud.add_user("anna", PASSWORD)
    spa = add_device(cloud, user, "machine", alias=name)
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await until(hass, lambda: all(map(is_known, entry.runtime_data.devices.values())))
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, spa.did), entry.entry_id
    )
    assert device
    assert device.name == " ".join(re.sub(r"[\u202e\x00]", " ", name).split())
    cloud.faults.next(method="POST", path="/app/control/", error_code=9042)
    data = {"entity_id": entity_id(hass, spa, "option_a")}
    with pytest.raises(HomeAssistantError) as caught:
        await hass.services.async_call("switch", "turn_on", data, blocking=True)
    assert str(caught.value)
    assert caught.value.translation_placeholders
    assert caught.value.translation_placeholders["device"] == device.name
