"""How much is asked while there are no answers, and when they come back."""

import asyncio

import pytest

from homeassistant.core import HomeAssistant

from custom_components.gizwits.account import polling
from custom_components.gizwits.account.reachability import Reachability
from custom_components.gizwits.api import Backoff

from tests.common import add_device, set_up, until
from tests.simulator import SimulatedCloud, User


@pytest.mark.usefixtures("quick")
async def test_an_outage_is_probed_by_one_device(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Thirty devices without a socket do not ask thirty times as much."""
    for _ in range(30):
        add_device(cloud, user, "machine")
    entry = await set_up(hass, cloud, user)
    await cloud.m2m[0].stop()
    cloud.faults.all(path="/app/devdata/", status=503)
    await until(hass, lambda: entry.runtime_data.reachability.failures >= 5)
    monkeypatch.setattr(entry.runtime_data.reachability, "pause", lambda: 0.3)
    await asyncio.sleep(0.3)
    cloud.clear_recordings()
    await asyncio.sleep(1)
    assert 1 <= len(cloud.requests_to("GET", "/app/devdata/")) <= 8
    cloud.faults.clear()
    monkeypatch.undo()


@pytest.mark.usefixtures("quick")
async def test_a_pause_the_cloud_asks_for_is_kept_by_all(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """One 429 stops the asking of every device."""
    for _ in range(10):
        add_device(cloud, user, "machine")
    await set_up(hass, cloud, user)
    await cloud.m2m[0].stop()
    cloud.faults.next(path="/app/devdata/", status=429, headers={"Retry-After": "600"})
    await until(
        hass,
        lambda: [
            r for r in cloud.requests_to("GET", "/app/devdata/") if r.status == 429
        ],
    )
    await asyncio.sleep(0.2)
    cloud.clear_recordings()
    await asyncio.sleep(0.5)
    assert not cloud.requests_to("GET", "/app/devdata/")


async def test_pauses_grow_and_are_not_the_same(hass: HomeAssistant) -> None:
    """Ten seconds to five minutes, half of it by chance; none where all is well."""
    reachability = Reachability(hass, lambda: None)
    assert reachability.pause() == 0
    longest = []
    for _ in range(8):
        reachability.failed()
        pauses = [reachability.pause() for _ in range(200)]
        longest.append(max(pauses))
        assert min(pauses) >= max(pauses) * 0.45
        assert len(set(pauses)) > 100
    assert longest[:5] == sorted(longest[:5])
    assert longest[0] <= 10
    assert 280 < longest[-1] <= 300
    reachability.failed(retry_after=500)
    assert reachability.pause() > 500
    reachability.succeeded()
    assert reachability.is_quiet
    assert reachability.pause() <= 500
    reachability.cancel()


def test_tries_of_sockets_in_a_day() -> None:
    """A cloud that is down for a day sees some hundreds of tries, not thousands."""
    backoff, tries, passed = Backoff(), 0, 0.0
    while passed < 86400:
        tries += 1
        passed += backoff.pause(tries)
    assert tries < 600


async def test_one_device_that_is_always_answered_badly(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, quick: None
) -> None:
    """It does not keep the others from being asked."""
    devices = [add_device(cloud, user, "machine") for _ in range(6)]
    await set_up(hass, cloud, user)
    await cloud.m2m[0].stop()
    bad = devices[0]
    cloud.faults.all(path=f"/app/devdata/{bad.did}/latest", status=500)
    cloud.clear_recordings()

    def asked() -> set[str]:
        return {r.path for r in cloud.requests_to("GET", "/app/devdata/")}

    await until(hass, lambda: len(asked()) == 6, 10)
    assert polling.FAILURES > 1
