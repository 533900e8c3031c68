"""Tokens that end, and passwords that change, in the middle of everything."""

import asyncio

import pytest

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN
from homeassistant.core import HomeAssistant

from custom_components.gizwits.account.entry import cloud_of, unique_id_of
from custom_components.gizwits.api import auth

from tests.common import add_device, entity_id, set_up, state_of, until
from tests.simulator import SimulatedCloud, User

pytestmark = pytest.mark.usefixtures("quick")
LOGIN = ("POST", "/app/login")


@pytest.mark.parametrize("how", ["expire_tokens", "revoke_tokens"])
async def test_in_a_burst(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, how: str
) -> None:
    """Twenty requests at once are refused: one login, and all are answered."""
    for _ in range(20):
        add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    old = entry.data[CONF_TOKEN]["value"]
    cloud.clear_recordings()
    getattr(cloud, how)(user)
    devices = entry.runtime_data.devices.values()
    await asyncio.gather(*(device.async_poll() for device in devices))
    assert len(cloud.requests_to(*LOGIN)) == 1
    answers = cloud.requests_to("GET", "/app/devdata/")
    assert sum(answer.status == 200 for answer in answers) == 20
    assert entry.runtime_data.reachability.failures == 0
    # The new one is kept for the next start.
    assert entry.data[CONF_TOKEN]["value"] != old
    assert not hass.config_entries.flow.async_progress(include_uninitialized=True)


async def test_revoked_while_the_socket_is_up(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Pushes go on; when the socket drops it signs in with what is new."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    cloud.revoke_tokens(user)
    await spa.report({"measured": 35})
    await until(hass, lambda: state_of(hass, spa, "measured") == "35")
    await entry.runtime_data.devices[spa.did].async_poll()
    cloud.m2m[0].drop_all()
    own = entry.runtime_data.devices[spa.did]
    await until(hass, lambda: not own.pushed)
    await until(hass, lambda: own.pushed, 10)
    assert len(cloud.requests_to(*LOGIN)) == 2


async def test_a_changed_password(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """One login is refused, somebody is asked, the rest goes on; then all is well."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    unique_id = unique_id_of(cloud_of(entry.data), user.uid)
    hass.config_entries.async_update_entry(entry, unique_id=unique_id)
    user.password = "Changed-1"
    cloud.revoke_tokens(user)
    cloud.clear_recordings()
    for _ in range(5):
        await entry.runtime_data.devices[spa.did].async_poll()
    await entry.runtime_data.async_refresh()
    assert len(cloud.requests_to(*LOGIN)) == 1
    (flow,) = hass.config_entries.flow.async_progress(include_uninitialized=True)
    assert flow["context"]["source"] == "reauth"
    await spa.report({"measured": 35})
    await until(hass, lambda: state_of(hass, spa, "measured") == "35")

    account = entry.runtime_data
    await hass.config_entries.flow.async_configure(flow["flow_id"])
    result = await hass.config_entries.flow.async_configure(
        flow["flow_id"], {CONF_PASSWORD: "Changed-1"}
    )
    assert result["reason"] == "reauth_successful", result
    await until(hass, lambda: entry.runtime_data is not account)
    await until(hass, lambda: entry.state is ConfigEntryState.LOADED)
    assert not hass.config_entries.flow.async_progress(include_uninitialized=True)
    spa.change_silently({"measured": 31})
    await entry.runtime_data.devices[spa.did].async_poll()
    data = {"entity_id": entity_id(hass, spa, "option_a")}
    await hass.services.async_call("switch", "turn_on", data, blocking=True)
    assert len(cloud.controls) == 1


async def test_logins_are_throttled(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It says for how long, does not try meanwhile, and comes back by itself."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    monkeypatch.setattr(auth, "_FIRST_LOGIN_PAUSE", 0.5)
    entry.runtime_data.client._auth._pause = 0.5  # noqa: SLF001
    cloud.throttle_login(retry_after=1)
    cloud.revoke_tokens(user)
    cloud.clear_recordings()
    for _ in range(5):
        await entry.runtime_data.async_refresh()
        await entry.runtime_data.devices[spa.did].async_poll()
    assert len(cloud.requests_to(*LOGIN)) == 1
    assert "Try again in 1 seconds" in caplog.text
    assert state_of(hass, spa, "measured") == "36"
    assert not hass.config_entries.flow.async_progress(include_uninitialized=True)
    cloud.throttle_login(False)
    await until(hass, lambda: entry.runtime_data.reachability.failures == 0, 10)


async def test_a_cloud_that_refuses_each_new_token(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Few logins, and nobody is asked for a password that is right."""
    spa = add_device(cloud, user, "machine")
    entry = await set_up(hass, cloud, user)
    cloud.clear_recordings()
    cloud.faults.all(path="/app/devdata/", error_code=9004)
    for _ in range(30):
        await entry.runtime_data.devices[spa.did].async_poll()
    assert len(cloud.requests_to(*LOGIN)) <= 3
    assert not hass.config_entries.flow.async_progress(include_uninitialized=True)
