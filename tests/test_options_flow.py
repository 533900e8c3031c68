"""Changing which devices are set up."""

from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_DEVICES, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .common import account_entry
from .flow_helpers import BINDINGS, add_device, assert_form, chosen, listed

from custom_components.gizwits.account.entry import client_for
from custom_components.gizwits.config_flow import GizwitsConfigFlow, GizwitsOptionsFlow
from custom_components.gizwits.const import CONF_LEFT_OUT
from custom_components.gizwits.flows.steps import AccountSteps
from custom_components.gizwits.markdown import plain
from custom_components.gizwits.options.flow import OptionsSteps

from tests.simulator import SimulatedCloud, User


async def _open(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigFlowResult:
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert result["type"] is FlowResultType.MENU
    return await _submit(hass, result, {"next_step_id": "devices"})


async def _submit(
    hass: HomeAssistant, result: ConfigFlowResult, typed: dict[str, Any]
) -> ConfigFlowResult:
    result = await hass.config_entries.options.async_configure(result["flow_id"], typed)
    await hass.async_block_till_done()
    return result


@pytest.fixture
async def entry(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, no_set_up: AsyncMock
) -> MockConfigEntry:
    """Return the user's entry, loaded."""

    async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> bool:
        entry.runtime_data = SimpleNamespace(client=client_for(hass, entry.data))
        return True

    no_set_up.side_effect = set_up
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    no_set_up.reset_mock()
    return entry


async def test_choice(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    cloud: SimulatedCloud,
    user: User,
    no_set_up: AsyncMock,
) -> None:
    """What is left out is remembered, and the entry starts anew."""
    fan, attic = (add_device(cloud, user, alias) for alias in ("Fan", "Attic"))
    result = await _open(hass, entry)
    assert_form(result, "devices")
    assert result["description_placeholders"] == {"account": plain(entry.title)}
    assert sorted(chosen(result)) == sorted(listed(result))

    result = await _submit(hass, result, {CONF_DEVICES: [attic.did]})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {CONF_LEFT_OUT: [fan.did]}
    assert len(no_set_up.mock_calls) == 1

    result = await _open(hass, entry)
    assert chosen(result) == [attic.did]
    # One that is bound meanwhile was not left out by anybody.
    add_device(cloud, user, "New")
    await _submit(hass, result, {CONF_DEVICES: [attic.did, fan.did]})
    assert entry.options == {CONF_LEFT_OUT: []}


async def test_unlisted_devices_stay_left_out_while_they_may_come_back(
    hass: HomeAssistant, entry: MockConfigEntry, cloud: SimulatedCloud, user: User
) -> None:
    """Lists miss devices; what was unbound is a new device when it comes back."""
    fan = add_device(cloud, user, "Fan")
    missed, unsure, unbound = (
        add_device(cloud, user, alias) for alias in ("Missed", "Unsure", "Unbound")
    )
    left_out = [missed.did, unsure.did, unbound.did]
    hass.config_entries.async_update_entry(
        entry, options={CONF_LEFT_OUT: left_out, "later": "kept"}
    )
    for device in (missed, unsure):
        device.fields["is_disabled"] = True
    cloud.unbind(user, unbound)
    cloud.faults.next(**BINDINGS, body={"devices": [_row(cloud, user, fan.did)]})
    cloud.faults.next(**BINDINGS, body={"devices": []})
    cloud.faults.next(method="GET", path=f"/app/devices/{unsure.did}", status=503)

    result = await _open(hass, entry)
    assert list(listed(result)) == [fan.did]
    await _submit(hass, result, {CONF_DEVICES: []})
    assert entry.options == {
        CONF_LEFT_OUT: [fan.did, missed.did, unsure.did],
        "later": "kept",
    }


def _row(cloud: SimulatedCloud, user: User, did: str) -> dict[str, Any]:
    return {"did": did, "product_key": cloud.devices[did].product.product_key}


async def test_without_devices(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """There is nothing to choose, and that is said."""
    result = await _open(hass, entry)
    assert_form(result, "no_devices")
    result = await _submit(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {CONF_LEFT_OUT: []}


async def test_cloud_that_cannot_be_asked(
    hass: HomeAssistant, entry: MockConfigEntry, cloud: SimulatedCloud, user: User
) -> None:
    """The form can be tried again."""
    add_device(cloud, user, "Fan")
    cloud.faults.next(**BINDINGS, status=502, html=True)
    result = await _open(hass, entry)
    assert_form(result, "list_failed", {"base": "cannot_connect"})
    result = await _submit(hass, result, {})
    assert_form(result, "devices")
    result = await _submit(hass, result, {CONF_DEVICES: chosen(result)})
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.usefixtures("no_set_up")
async def test_entry_that_is_not_loaded(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The cloud is asked all the same, and what that login gave is kept."""
    fan = add_device(cloud, user, "Fan")
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    cloud.throttle_login()
    result = await _open(hass, entry)
    assert_form(result, "list_failed", {"base": "too_many_attempts"})
    cloud.throttle_login(False)
    # The client waits before it signs in again, however often it is asked to.
    result = await _submit(hass, result, {})
    assert_form(result, "list_failed", {"base": "too_many_attempts"})
    assert len(cloud.requests_to("POST", "/app/login")) == 1
    hass.config_entries.options.async_abort(result["flow_id"])

    result = await _open(hass, entry)
    assert_form(result, "devices")
    result = await _submit(hass, result, {CONF_DEVICES: []})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {CONF_LEFT_OUT: [fan.did]}
    assert list(cloud.accounts.tokens) == [entry.data[CONF_TOKEN]["value"]]


@pytest.mark.parametrize(
    ("flow", "door"),
    [(OptionsSteps, GizwitsOptionsFlow), (AccountSteps, GizwitsConfigFlow)],
)
def test_no_area_takes_the_place_of_another(flow: type, door: type) -> None:
    """The areas are one object: a name that two of them use is used by one only.

    But for the door, whose steps are taken over: it comes last.
    """
    owners: dict[str, list[type]] = {}
    own = [
        area
        for area in flow.__mro__
        if area.__module__.startswith("custom_components.")
    ]
    assert own[-1] is door
    for area in own[:-1]:
        for name in {*vars(area), *getattr(area, "__annotations__", {})}:
            if not name.startswith("__"):
                owners.setdefault(name, []).append(area)
    for name, (first, *others) in owners.items():
        strangers = [other for other in others if not issubclass(first, other)]
        assert not strangers or name == "_client", (name, first, strangers)
