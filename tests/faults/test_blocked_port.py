"""A firewall blocks the port of the live updates: all works, and somebody is told."""

import asyncio

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from custom_components.gizwits.account import polling, push_watch
from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.issues import NO_PUSH
from custom_components.gizwits.markdown import plain

from tests.common import account_entry, add_device, set_up, state_of, until
from tests.simulator import SimulatedCloud, User


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let minutes be moments."""
    monkeypatch.setattr(polling, "DELAY", 0.05)
    monkeypatch.setattr(polling, "INTERVAL", 0.1)
    monkeypatch.setattr(polling, "SPACING", 0.01)
    monkeypatch.setattr(push_watch, "CHECK_AFTER", 0.05)
    monkeypatch.setattr(push_watch, "PATIENCE", 0.3)


def _told(hass: HomeAssistant) -> list[ir.IssueEntry]:
    issues = ir.async_get(hass).issues.values()
    return [issue for issue in issues if issue.translation_key == NO_PUSH]


async def test_a_blocked_port(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Values come by polling, writes work, and a repair names host and port."""
    for host in cloud.m2m:
        host.stall()
    spa = add_device(cloud, user, "machine", values={"measured": 36, "amount": 30})
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await until(hass, lambda: state_of(hass, spa, "measured") == "36")
    await spa.report({"measured": 37})
    await until(hass, lambda: state_of(hass, spa, "measured") == "37")
    await entry.runtime_data.devices[spa.did].async_write({"amount": 33})
    assert state_of(hass, spa, "amount") == "33"

    await until(hass, lambda: _told(hass))
    (issue,) = _told(hass)
    assert issue.domain == DOMAIN
    assert issue.translation_placeholders == {
        "account": plain(entry.title),
        "hosts": plain(f"127.0.0.1:{cloud.m2m[0].port}"),
    }
    # It goes with the account, as everything does.
    await hass.config_entries.async_unload(entry.entry_id)
    assert not _told(hass)
    cloud.m2m[0].stall(False)


async def test_it_goes_away_by_itself(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """One host is gone and comes back; the devices of the other are not in it."""
    add_device(cloud, user, "machine", m2m=0)
    add_device(cloud, user, "machine", m2m=1)
    await set_up(hass, cloud, user)
    await cloud.m2m[0].stop()
    await until(hass, lambda: _told(hass))
    (issue,) = _told(hass)
    assert issue.translation_placeholders
    hosts = issue.translation_placeholders["hosts"]
    assert hosts == plain(f"127.0.0.1:{cloud.m2m[0].port}")
    await cloud.m2m[0].start()
    await until(hass, lambda: not _told(hass), 15)


async def test_an_outage_of_all_is_not_blamed_on_a_firewall(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Where nothing at all is answered there is another reason."""
    add_device(cloud, user, "machine")
    entry = await set_up(hass, cloud, user)
    cloud.faults.all(path="/app/", status=502, html=True)
    entry.runtime_data.reachability.is_fine = False
    await cloud.m2m[0].stop()
    device = next(iter(entry.runtime_data.devices.values()))
    await until(hass, lambda: not device.pushed)
    # Several checks, and more than the patience.
    await asyncio.sleep(0.6)
    assert not _told(hass)
