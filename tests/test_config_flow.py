"""Adding an account: every way through the forms to its end."""

import logging
from typing import Any
from unittest.mock import AsyncMock

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from yarl import URL

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_DEVICES, CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import NAME, PASSWORD
from .flow_helpers import (
    BINDINGS,
    add_device,
    assert_form,
    chosen,
    listed,
    open_sign_in,
    submit,
)

from custom_components.gizwits.api import REGIONS, Cloud
from custom_components.gizwits.const import (
    CONF_ACCOUNT,
    CONF_APP_ID,
    CONF_BASE_URL,
    CONF_LEFT_OUT,
    DOMAIN,
)
from custom_components.gizwits.markdown import plain

from tests.simulator import SimulatedCloud, User

HEATZY = "c70a66ff039d41b4a220e198b0fcc8b3"


async def test_account_is_added(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    sign_in_form: dict[str, Any],
    no_set_up: AsyncMock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Sign in, leave one device out, done: one login and no secret in sight."""
    caplog.set_level(logging.DEBUG)
    kept, left_out = (add_device(cloud, user, alias) for alias in ("Fan", "Attic"))
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    assert_form(result, "devices")
    assert result["description_placeholders"] == {
        "account": NAME,
        "region": plain("127.0.0.1"),
    }
    assert sorted(chosen(result)) == sorted([kept.did, left_out.did])

    result = await submit(hass, result, {CONF_DEVICES: [kept.did]})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == NAME
    assert result["options"] == {CONF_LEFT_OUT: [left_out.did]}
    data, unique_id = dict(result["data"]), result["result"].unique_id
    assert unique_id is not None
    assert user.uid not in unique_id
    token = data.pop("token")
    assert data == {
        CONF_APP_ID: cloud.app_id,
        "region": "custom",
        CONF_BASE_URL: cloud.base_url,
        CONF_USERNAME: NAME,
        CONF_PASSWORD: PASSWORD,
        CONF_ACCOUNT: unique_id[:8],
    }
    assert cloud.accounts.tokens[token["value"]].user is user
    assert len(cloud.requests_to("POST", "/app/login")) == 1
    assert len(no_set_up.mock_calls) == 1
    for secret in (PASSWORD, user.uid, token["value"]):
        assert secret not in caplog.text


async def test_entry_sets_up_without_another_login(
    hass: HomeAssistant, cloud: SimulatedCloud, sign_in_form: dict[str, Any]
) -> None:
    """The token of the form is the entry's first."""
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    result = await submit(hass, result, {})
    await hass.async_block_till_done()
    entry = result["result"]
    assert entry.state is ConfigEntryState.LOADED
    assert len(cloud.requests_to("POST", "/app/login")) == 1
    assert await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.usefixtures("no_set_up")
async def test_the_region_is_found_and_told(
    hass: HomeAssistant, regions: dict[str, SimulatedCloud]
) -> None:
    """A known brand without the advanced section, as most people do it."""
    cloud = regions["us"]
    user = cloud.add_user("anna@example.com", PASSWORD, app=cloud.add_app(HEATZY))
    device = add_device(cloud, user, "Fan")
    typed = {
        CONF_APP_ID: HEATZY,
        CONF_USERNAME: " anna@example.com ",
        CONF_PASSWORD: PASSWORD,
    }
    result = await submit(hass, await open_sign_in(hass), typed)
    assert_form(result, "devices")
    assert result["description_placeholders"] == {
        "account": plain("Heatzy (anna@example.com)"),
        "region": "United States",
    }
    result = await submit(hass, result, {CONF_DEVICES: [device.did]})
    assert result["title"] == "Heatzy (anna@example.com)"
    assert result["data"]["region"] == "us"
    assert CONF_BASE_URL not in result["data"]
    assert result["options"] == {CONF_LEFT_OUT: []}


@pytest.mark.usefixtures("no_set_up")
async def test_list_of_devices_can_be_tried_again(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, sign_in_form: dict[str, Any]
) -> None:
    """The account stays signed in while its devices are asked for."""
    device = add_device(cloud, user, "Fan")
    for what in ({"status": 503}, {"error_code": 9041}, {"error_code": 9012}):
        cloud.faults.next(**BINDINGS, **what)
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    assert_form(result, "list_failed", {"base": "cannot_connect"})
    result = await submit(hass, result, {})
    assert_form(result, "list_failed", {"base": "too_many_attempts"})
    result = await submit(hass, result, {})
    assert_form(result, "list_failed", {"base": "refused"})
    placeholders = result["description_placeholders"] or {}
    assert (placeholders["code"], placeholders["tried"]) == ("9012", "127.0.0.1")
    result = await submit(hass, result, {})
    assert_form(result, "devices")
    assert list(listed(result)) == [device.did]
    assert len(cloud.requests_to("POST", "/app/login")) == 1
    result = await submit(hass, result, {CONF_DEVICES: []})
    assert result["options"] == {CONF_LEFT_OUT: [device.did]}


@pytest.mark.usefixtures("no_set_up")
async def test_newest_token_is_kept(
    hass: HomeAssistant, cloud: SimulatedCloud, sign_in_form: dict[str, Any]
) -> None:
    """The token the entry starts with is the one that worked last."""
    cloud.faults.next(**BINDINGS, error_code=9004)
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    assert_form(result, "no_devices")
    result = await submit(hass, result, {})
    newest = list(cloud.accounts.tokens)[-1]
    assert result["data"]["token"]["value"] == newest
    assert len(cloud.accounts.tokens) == 2


@pytest.mark.usefixtures("no_set_up")
async def test_an_account_is_added_once(
    hass: HomeAssistant, cloud: SimulatedCloud, sign_in_form: dict[str, Any]
) -> None:
    """By whatever name it is signed in to."""
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    assert (await submit(hass, result, {}))["type"] is FlowResultType.CREATE_ENTRY
    for user in cloud.accounts.users.values():
        user.email = "anna@example.com"
    typed = {**sign_in_form, CONF_USERNAME: "anna@example.com"}
    result = await submit(hass, await open_sign_in(hass), typed)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


@pytest.mark.usefixtures("no_set_up")
async def test_a_forgotten_form_is_in_nobodys_way(
    hass: HomeAssistant, sign_in_form: dict[str, Any]
) -> None:
    """The same account in two tabs: the first to finish adds it."""
    first = await submit(hass, await open_sign_in(hass), sign_in_form)
    second = await submit(hass, await open_sign_in(hass), sign_in_form)
    assert_form(first, "no_devices")
    assert_form(second, "no_devices")
    assert (await submit(hass, second, {}))["type"] is FlowResultType.CREATE_ENTRY
    assert not hass.config_entries.flow.async_progress(include_uninitialized=True)


async def test_added_while_choosing(
    hass: HomeAssistant, sign_in_form: dict[str, Any]
) -> None:
    """An account that came by another way meanwhile is not replaced."""
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    [flow] = hass.config_entries.flow.async_progress(include_uninitialized=True)
    unique_id = flow["context"]["unique_id"]
    MockConfigEntry(domain=DOMAIN, unique_id=unique_id).add_to_hass(hass)
    result = await submit(hass, result, {})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


@pytest.mark.usefixtures("no_set_up")
async def test_address_of_a_region(
    hass: HomeAssistant, sign_in_form: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typing the address of a region is the same as choosing it."""
    address = URL(sign_in_form["advanced"][CONF_BASE_URL])
    monkeypatch.setitem(REGIONS, "eu", Cloud("eu", address, "127.0.0.1"))
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    result = await submit(hass, result, {})
    assert result["data"]["region"] == "eu"
    assert CONF_BASE_URL not in result["data"]
