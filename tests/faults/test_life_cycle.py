"""Unload, reload, remove and stop in the middle of everything: nothing is left.

Home Assistant's harness fails a test that leaves a task, a timer or a thread.
"""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant

from custom_components.gizwits import _LOGOUT_TIMEOUT

from tests.common import account_entry, add_device, set_up, state_of, until
from tests.simulator import SimulatedCloud, User

pytestmark = pytest.mark.usefixtures("quick")

HANGS = 0.8

type Spoil = Callable[[SimulatedCloud, User], Awaitable[None] | None]


def _throttle(cloud: SimulatedCloud, user: User) -> None:
    cloud.throttle_login()
    cloud.revoke_tokens(user)


SPOILS: dict[str, Spoil] = {
    "all is well": lambda cloud, user: None,
    "requests hang": lambda cloud, user: (
        cloud.faults.all(path="/app/", delay=HANGS) and None
    ),
    "502": lambda cloud, user: cloud.faults.all(path="/app/", status=502) and None,
    "API down": lambda cloud, user: cloud.openapi.stop(),
    "host down": lambda cloud, user: cloud.m2m[0].stop(),
    "handshakes hang": lambda cloud, user: (
        cloud.m2m[0].stall(),
        cloud.m2m[0].drop_all(),
    )[1],
    "logins refused": lambda cloud, user: (
        cloud.m2m[0].refuse_login(),
        cloud.m2m[0].drop_all(),
    )[1],
    "half-open": lambda cloud, user: cloud.m2m[0].silent(),
    "throttled": _throttle,
    "tokens gone": lambda cloud, user: cloud.revoke_tokens(user),
}


async def _spoil(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, name: str
) -> tuple[MockConfigEntry, list[asyncio.Task[None]]]:
    """Set up an account, let something go wrong, and have much under way."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    spoiled = SPOILS[name](cloud, user)
    if spoiled is not None:
        await spoiled
    account = entry.runtime_data
    own = account.devices[spa.did]
    under_way = [
        asyncio.ensure_future(job)
        for job in (own.async_poll(), account.async_refresh(), _write(own))
    ]
    await asyncio.sleep(0.1)
    return entry, under_way


async def _write(own: object) -> None:
    try:
        await own.async_write({"option_a": True})  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 whatever becomes of it
        return


async def _end(under_way: list[asyncio.Task[None]]) -> None:
    """Take away what the test itself has under way."""
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)


async def _mend(cloud: SimulatedCloud) -> None:
    """Let all be well again; the simulated cloud comes to the end of what hangs."""
    if cloud.faults.strike("GET", "/app/") is not None:
        await asyncio.sleep(HANGS)
    cloud.faults.clear()
    cloud.throttle_login(False)
    for host in cloud.m2m:
        host.stall(False)
        host.refuse_login(False)
        host.silent(False)


@pytest.mark.parametrize("name", SPOILS)
async def test_unload_and_set_up_again(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, name: str
) -> None:
    """It ends at once, leaves no socket, and works when all is well again."""
    entry, under_way = await _spoil(hass, cloud, user, name)
    async with asyncio.timeout(8):
        assert await hass.config_entries.async_unload(entry.entry_id)
    await _end(under_way)
    await _mend(cloud)
    await until(hass, lambda: not cloud.sockets)
    before = len(cloud.requests)
    await asyncio.sleep(0.15)
    assert len(cloud.requests) == before
    await cloud.openapi.start()
    await cloud.m2m[0].start()
    await hass.config_entries.async_setup(entry.entry_id)
    await until(hass, lambda: entry.state is ConfigEntryState.LOADED)
    (device,) = cloud.devices.values()
    await until(hass, lambda: state_of(hass, device, "measured") == "36")


@pytest.mark.parametrize("name", SPOILS)
async def test_remove(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """Signing out does not keep anybody waiting where the cloud does not answer."""
    assert _LOGOUT_TIMEOUT <= 10
    monkeypatch.setattr("custom_components.gizwits._LOGOUT_TIMEOUT", 0.2)
    entry, under_way = await _spoil(hass, cloud, user, name)
    async with asyncio.timeout(8):
        await hass.config_entries.async_remove(entry.entry_id)
    await _end(under_way)
    await _mend(cloud)
    await until(hass, lambda: not cloud.sockets)
    assert not hass.states.async_entity_ids("switch")


@pytest.mark.parametrize("name", SPOILS)
async def test_home_assistant_stops(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, name: str
) -> None:
    """In the middle of a reconnect, of a request, of a write."""
    _, under_way = await _spoil(hass, cloud, user, name)
    async with asyncio.timeout(8):
        await hass.async_stop(force=True)
    await _end(under_way)
    await _mend(cloud)
    await asyncio.sleep(0.05)
    assert not cloud.sockets


async def test_unload_during_a_set_up_that_is_tried_again(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The retry is not made any more."""
    cloud.faults.all(path="/app/", status=502)
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED


async def test_two_accounts_one_of_them_refused(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """What is wrong with one account costs the other nothing, nor a shared device."""
    other = cloud.add_user("ben", "Secret-12")
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    cloud.bind(other, spa)
    entry = await set_up(hass, cloud, user)
    second = await set_up(hass, cloud, other, account="ffff0000")
    other.password = "Changed-1"
    cloud.revoke_tokens(other)
    await second.runtime_data.async_refresh()
    assert len(hass.config_entries.flow.async_progress(include_uninitialized=True)) == 1
    await spa.report({"measured": 33})
    await until(hass, lambda: state_of(hass, spa, "measured") == "33")
    assert await hass.config_entries.async_unload(second.entry_id)
    await entry.runtime_data.async_refresh()
    await spa.report({"measured": 34})
    await until(hass, lambda: state_of(hass, spa, "measured") == "34")
