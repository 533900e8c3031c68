"""A cloud that is not well: at set-up, while running, during a write."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .kinds import FAULTS

from custom_components.gizwits import coordinator

from tests.common import account_entry, add_device, entity_id, set_up, state_of, until
from tests.simulator import SimulatedCloud, SimulatedDevice, User

PASSING = [name for name in FAULTS if name != "9015"]
pytestmark = pytest.mark.usefixtures("quick")


async def press(hass: HomeAssistant, device: SimulatedDevice, key: str) -> None:
    """Turn a switch on."""
    data = {"entity_id": entity_id(hass, device, key)}
    await hass.services.async_call("switch", "turn_on", data, blocking=True)


@pytest.mark.parametrize("name", PASSING)
async def test_at_set_up(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, name: str
) -> None:
    """It is tried again, a few requests are sent, and it comes by itself."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    cloud.faults.all(path="/app/", **FAULTS[name][0])
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert len(cloud.requests) <= 2

    cloud.faults.clear()
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(hours=1))
    await until(hass, lambda: entry.state is not ConfigEntryState.SETUP_RETRY, 15)
    await hass.async_block_till_done(wait_background_tasks=False)
    await until(hass, lambda: entry.state is ConfigEntryState.LOADED, 15)
    assert entry.state is ConfigEntryState.LOADED
    await until(hass, lambda: state_of(hass, spa, "measured") == "36", 15)


@pytest.mark.parametrize("name", PASSING)
async def test_while_running(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    """The last values stand, one line is logged each way, and all comes back."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    await cloud.m2m[0].stop()
    cloud.faults.all(path="/app/", **FAULTS[name][0])
    account = entry.runtime_data
    await account.async_refresh()
    await account.async_refresh()
    await until(hass, lambda: account.reachability.failures >= 2)
    assert state_of(hass, spa, "measured") == "36"
    assert caplog.text.count("Error fetching gizwits data") == 1

    spa.change_silently({"measured": 31})
    cloud.faults.clear()
    await cloud.m2m[0].start()
    await until(hass, lambda: state_of(hass, spa, "measured") == "31", 15)
    await account.async_refresh()
    assert caplog.text.count("Error fetching gizwits data") == 1
    assert caplog.text.count("Fetching gizwits data recovered") == 1
    assert not hass.config_entries.flow.async_progress(include_uninitialized=True)


@pytest.mark.parametrize("effect", [False, True])
@pytest.mark.parametrize("name", FAULTS)
async def test_during_a_write(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, name: str, effect: bool
) -> None:
    """Sent once; where it may have arrived the device is asked, and is right."""
    fault, may_arrive = FAULTS[name]
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    await set_up(hass, cloud, user)
    spa.reports = False
    cloud.faults.next(
        method="POST", path="/app/control/", **fault, before_effect=not effect
    )
    with pytest.raises(HomeAssistantError) as caught:
        await press(hass, spa, "option_a")
    assert len(cloud.requests_to("POST", "/app/control/")) == 1
    throttled = {"429", "429 absurd", "9041"}
    expected = "throttled" if name in throttled else "outcome_unknown"
    assert caught.value.translation_key == (expected if may_arrive else "error_9015")
    if effect and may_arrive:
        await until(hass, lambda: state_of(hass, spa, "option_a") == STATE_ON)
    else:
        assert state_of(hass, spa, "option_a") == STATE_OFF
    assert len(cloud.controls) == effect


async def test_what_was_never_sent_is_sent_again(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A refused connection is no lost command."""
    spa = add_device(cloud, user, "machine")
    await set_up(hass, cloud, user)
    await cloud.openapi.stop()

    async def back() -> None:
        await asyncio.sleep(0.05)
        await cloud.openapi.start()

    monkeypatch.setattr("custom_components.gizwits.api.commands._PAUSE", 0.3)
    soon = asyncio.create_task(back())
    await press(hass, spa, "option_a")
    await soon
    assert len(cloud.controls) == 1
    assert state_of(hass, spa, "option_a") == STATE_ON


async def test_a_cloud_that_stays_away_is_told(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Nothing was sent, and nothing is pretended."""
    spa = add_device(cloud, user, "machine")
    await set_up(hass, cloud, user)
    await cloud.openapi.stop()
    with pytest.raises(HomeAssistantError) as caught:
        await press(hass, spa, "option_a")
    assert caught.value.translation_key == "cannot_connect"
    assert state_of(hass, spa, "option_a") == STATE_OFF


async def test_a_slow_cloud(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Presses do not wait for questions that are still open."""
    spa = add_device(cloud, user, "machine")
    entry = await set_up(hass, cloud, user)
    cloud.faults.all(method="GET", path="/app/", delay=0.5)
    asked = [
        asyncio.create_task(entry.runtime_data.devices[spa.did].async_poll())
        for _ in range(20)
    ]
    await asyncio.sleep(0.05)
    async with asyncio.timeout(0.5):
        await press(hass, spa, "option_a")
    cloud.faults.clear()
    await asyncio.gather(*asked)


@pytest.mark.parametrize(
    "fault",
    [{"body": {}}, {"body": []}, {"body": {"devices": []}}, {"body": {"devices": {}}}],
)
async def test_an_answer_that_says_nothing(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, fault: dict[str, Any]
) -> None:
    """A proxy that answers everything in its own way costs no device and no entity."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    cloud.faults.all(path="/app/", **fault)
    await entry.runtime_data.async_refresh()
    await entry.runtime_data.devices[spa.did].async_poll()
    entry.runtime_data.products._kept[spa.product_key]["checked_at"] = 0  # noqa: SLF001
    assert not await entry.runtime_data.products.async_check()
    cloud.faults.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    await until(hass, lambda: state_of(hass, spa, "measured") == "36")


@pytest.mark.parametrize("code", [9003, 9014, 9015, 9017, 9023])
async def test_everything_is_refused_for_a_while(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, code: int
) -> None:
    """Also a refusal that nobody should wait out passes by itself."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    cloud.faults.all(path="/app/", error_code=code)
    account = entry.runtime_data
    for _ in range(3):
        await account.async_refresh()
        await account.devices[spa.did].async_poll()
    assert not account.last_update_success
    cloud.faults.clear()
    await until(hass, lambda: account.last_update_success, 10)
    assert account.devices[spa.did].data.online
    await spa.report({"measured": 35})
    await until(hass, lambda: state_of(hass, spa, "measured") == "35")
    assert not hass.config_entries.flow.async_progress(include_uninitialized=True)


async def test_only_the_grace_leaves_old_values(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After it they are unavailable; a socket that works keeps its devices."""
    monkeypatch.setattr("custom_components.gizwits.account.reachability.GRACE", 0.2)
    monkeypatch.setattr(coordinator, "_LISTING_HOLDS", 0)
    lost = add_device(cloud, user, "machine", values={"measured": 36}, m2m=0)
    kept = add_device(cloud, user, "machine", values={"measured": 36}, m2m=1)
    await set_up(hass, cloud, user)
    cloud.faults.all(path="/app/", status=502, html=True)
    await cloud.m2m[0].stop()
    await until(hass, lambda: state_of(hass, lost, "measured") == STATE_UNAVAILABLE)
    await kept.report({"measured": 33})
    await until(hass, lambda: state_of(hass, kept, "measured") == "33")
