"""What a person is told of an account and its devices, what they can do, and its end."""

from datetime import timedelta
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.components.repairs.const import DOMAIN as REPAIRS
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import CONF_PASSWORD
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .acting import add_made_up
from .common import account_entry, add_device, registered, set_up, until
from .shapes import bit, definition, uint

from custom_components.gizwits.account.entry import unique_id_of
from custom_components.gizwits.account.repairs import account_flow
from custom_components.gizwits.api import REGIONS, Cloud
from custom_components.gizwits.const import CONF_LEFT_OUT, CONF_SIGN_IN, DOMAIN
from custom_components.gizwits.markdown import plain

from tests.simulator import SimulatedCloud, User

INTEGRATION = Path(__file__).parents[1] / "custom_components" / "gizwits"


def issues(hass: HomeAssistant, key: str) -> list[ir.IssueEntry]:
    """Return what is told of a kind."""
    return [
        issue
        for (domain, _), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.translation_key == key
    ]


async def repair(hass: HomeAssistant, issue: ir.IssueEntry) -> Any:
    """Open a repair and submit its one form; return what follows."""
    assert await async_setup_component(hass, REPAIRS, {})
    manager = hass.data[REPAIRS]["flow_manager"]
    result = await manager.async_init(DOMAIN, data={"issue_id": issue.issue_id})
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "confirm"
    for language in ("en", "zh-Hans"):
        path = INTEGRATION / "translations" / f"{language}.json"
        texts = json.loads(path.read_text(encoding="utf-8"))["issues"]
        step = texts[issue.translation_key]["fix_flow"]["step"]["confirm"]
        step["description"].format(**result["description_placeholders"])
        texts[issue.translation_key]["title"].format(**issue.translation_placeholders)
    result = await manager.async_configure(result["flow_id"], {})
    await hass.async_block_till_done()
    return result


async def later(hass: HomeAssistant, **delta: float) -> None:
    """Let time pass for what waits by Home Assistant's clock."""
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(**delta))
    await hass.async_block_till_done()


@pytest.fixture
async def moved(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> MockConfigEntry:
    """Return the entry of an account that has moved since it was added."""
    add_device(cloud, user, "fan")
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    hass.config_entries.async_update_entry(entry, unique_id=_unique_id(cloud, user))
    user.platform = "migrated"
    cloud.revoke_tokens()
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.SETUP_ERROR
    return entry


def _unique_id(cloud: SimulatedCloud, user: User) -> str:
    return unique_id_of(Cloud.from_base_url(cloud.base_url), user.uid)


async def test_a_moved_account(hass: HomeAssistant, moved: MockConfigEntry) -> None:
    """One click follows it, and nobody is asked for a password any more."""
    (issue,) = issues(hass, "account_moved")
    assert issue.translation_placeholders == {"account": plain(moved.title)}
    flows = hass.config_entries.flow
    assert flows.async_progress_by_handler(DOMAIN, include_uninitialized=True)
    result = await repair(hass, issue)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await until(hass, lambda: moved.state is ConfigEntryState.LOADED)
    assert moved.data[CONF_SIGN_IN] == "aep"
    assert moved.data["account"] == "0123abcd"
    assert not issues(hass, "account_moved")
    assert not [
        flow
        for flow in flows.async_progress_by_handler(DOMAIN)
        if flow["context"]["source"] == SOURCE_REAUTH
    ]


async def test_a_moved_account_with_another_password(
    hass: HomeAssistant, moved: MockConfigEntry, user: User, cloud: SimulatedCloud
) -> None:
    """It is said why it cannot be followed; the form to sign in again stays."""
    (issue,) = issues(hass, "account_moved")
    user.password = "Another1!"
    result = await repair(hass, issue)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "password_refused"
    assert moved.data[CONF_PASSWORD] == "Password1!"
    cloud.faults.all(status=503)
    result = await repair(hass, issue)
    assert result["reason"] == "cannot_connect"
    cloud.faults.clear()
    user.password = "Password1!"
    hass.config_entries.async_update_entry(moved, unique_id="somebody else")
    assert (await repair(hass, issue))["reason"] == "wrong_account"
    assert issues(hass, "account_moved")
    assert hass.config_entries.flow.async_progress_by_handler(
        DOMAIN, include_uninitialized=True
    )


async def test_an_app_that_is_refused(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The repair leads to the form where another can be chosen."""
    cloud.faults.all(path="/app/login", error_code=9003)
    entry = await set_up(hass, cloud, user)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    (issue,) = issues(hass, "app_refused")
    assert issue.translation_placeholders
    assert issue.translation_placeholders["code"] == "9003"
    result = await repair(hass, issue)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    kind, flow_id = result["next_flow"]
    assert kind == "config_flow"
    flow = hass.config_entries.flow.async_get(flow_id)
    assert flow["step_id"] == "reconfigure"
    hass.config_entries.flow.async_abort(flow_id)

    await hass.config_entries.async_reload(entry.entry_id)
    assert issues(hass, "app_refused")
    cloud.faults.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    assert not issues(hass, "app_refused")


async def test_a_device_that_was_unbound(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """It is told once, by its name, and no more when it is back or was read."""
    fan = add_device(cloud, user, "fan", alias="Fan *of* [mine](x)")
    entry = await set_up(hass, cloud, user)
    cloud.unbind(user, fan)
    await until(hass, lambda: not registered(hass, entry, fan.did))
    (issue,) = issues(hass, "device_gone")
    assert issue.translation_placeholders
    assert issue.translation_placeholders["device"] == (
        "Fan \\*of\\* \\[mine\\]\\(x\\)"
    )
    cloud.bind(user, fan)
    await entry.runtime_data.async_refresh()
    assert registered(hass, entry, fan.did)
    assert not issues(hass, "device_gone")

    cloud.unbind(user, fan)
    await entry.runtime_data.async_refresh()
    result = await repair(hass, issues(hass, "device_gone")[0])
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await entry.runtime_data.async_refresh()
    assert not issues(hass, "device_gone")


async def test_a_device_that_was_left_out_is_not_told_of(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Its owner knows."""
    fan = add_device(cloud, user, "fan")
    entry = await set_up(hass, cloud, user)
    hass.config_entries.async_update_entry(entry, options={CONF_LEFT_OUT: [fan.did]})
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert not registered(hass, entry, fan.did)
    assert not issues(hass, "device_gone")


async def test_a_long_outage(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Short ones are nobody's business; the message goes with the first answer."""
    add_device(cloud, user, "fan")
    entry = await set_up(hass, cloud, user)
    cloud.faults.all(path="/app/bindings", status=503)
    await entry.runtime_data.async_refresh()
    await later(hass, seconds=310)
    assert not entry.runtime_data.reachability.is_fine
    assert not issues(hass, "cloud_unreachable")
    await later(hass, seconds=910)
    (issue,) = issues(hass, "cloud_unreachable")
    assert issue.translation_placeholders
    assert "127" in issue.translation_placeholders["host"]
    cloud.faults.clear()
    await entry.runtime_data.async_refresh()
    assert not issues(hass, "cloud_unreachable")

    # An account that is switched off is not out of reach.
    cloud.faults.all(path="/app/bindings", status=503)
    await entry.runtime_data.async_refresh()
    await later(hass, seconds=310)
    await later(hass, seconds=910)
    assert issues(hass, "cloud_unreachable")
    await hass.config_entries.async_unload(entry.entry_id)
    assert not issues(hass, "cloud_unreachable")


async def test_a_product_that_is_not_understood(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """It is told what to send, as long as there is such a device."""
    odd = {**bit("strange"), "data_type": "quaternion"}
    other = {**uint("other", 0, 9), "type": "sometimes"}
    made_up = definition("Gadget", bit("power"), odd, other)
    gadget = add_made_up(cloud, user, made_up, product_name="Gadget")
    add_device(cloud, user, "fan")
    entry = await set_up(hass, cloud, user)
    (issue,) = issues(hass, "product_not_understood")
    assert issue.translation_placeholders == {"product": "Gadget", "count": "2"}
    assert issue.learn_more_url
    assert not issue.is_fixable
    cloud.unbind(user, gadget)
    await until(hass, lambda: not registered(hass, entry, gadget.did))
    assert not issues(hass, "product_not_understood")


async def test_an_account_that_is_removed(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """It leaves no messages behind."""
    odd = {**bit("strange"), "data_type": "quaternion"}
    gadget = add_made_up(cloud, user, definition("Gadget", bit("power"), odd))
    fan = add_device(cloud, user, "fan")
    entry = await set_up(hass, cloud, user)
    cloud.unbind(user, fan)
    await until(hass, lambda: issues(hass, "device_gone"))
    assert registered(hass, entry, gadget.did)
    assert issues(hass, "product_not_understood")
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert not [key for key in ir.async_get(hass).issues if key[0] == DOMAIN]


async def test_an_account_that_is_gone_meanwhile(
    hass: HomeAssistant, moved: MockConfigEntry
) -> None:
    """A repair that was open all the while says so."""
    (issue,) = issues(hass, "account_moved")
    data = {**(issue.data or {}), "entry_id": "gone"}
    flow = account_flow(data)
    assert flow
    flow.hass = hass
    result = await flow.async_step_confirm({})  # type: ignore[attr-defined]
    assert result["reason"] == "no_account"


async def test_system_health(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """The server of each account, connections, devices."""
    add_device(cloud, user, "fan")
    add_device(cloud, user, "spa", online=False, m2m=1)
    await set_up(hass, cloud, user)
    assert await async_setup_component(hass, "system_health", {})
    await hass.async_block_till_done()
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "system_health/info"})
    assert (await client.receive_json())["success"]
    event = (await client.receive_json())["event"]
    assert event["type"] == "initial"
    info = event["data"][DOMAIN]["info"]
    assert info.pop("can_reach_custom") == {"type": "pending"}
    while event.get("domain") != DOMAIN:
        event = (await client.receive_json())["event"]
    assert (event["key"], event["data"]) == ("can_reach_custom", "ok")
    manifest = json.loads((INTEGRATION / "manifest.json").read_text(encoding="utf-8"))
    assert info == {
        "version": manifest["version"],
        "accounts": "1/1",
        "devices": "1/2",
        "live_updates": "2/2",
    }
    for language in ("en", "zh-Hans"):
        path = INTEGRATION / "translations" / f"{language}.json"
        texts = json.loads(path.read_text(encoding="utf-8"))["system_health"]["info"]
        regions = {f"can_reach_{key}" for key in (*REGIONS, "custom")}
        assert texts.keys() == {*info, *regions}
