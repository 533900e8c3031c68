"""A socket that is not well: what is shown meanwhile, and that nothing is missing after."""

import asyncio
from collections.abc import Callable
from copy import replace
from functools import partial
import json

import pytest

from homeassistant.core import HomeAssistant

from custom_components.gizwits import coordinator
from custom_components.gizwits.account import polling
from custom_components.gizwits.api import Timing, client as client_module

from tests.common import add_device, set_up, state_of, until
from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.m2m import M2mHost

pytestmark = pytest.mark.usefixtures("quick")

type Trouble = Callable[[M2mHost, SimulatedDevice], object]


def _send(text: str) -> Trouble:
    return lambda host, _: host.send_text(text)


def _frame(command: str, **data: object) -> Trouble:
    return _send(json.dumps({"cmd": command, "data": data}))


# What does not end the connection: the next report is shown as if nothing had been.
HARMLESS: dict[str, Trouble] = {
    "not json": _send("{"),
    "not an object": _send("[1, 2]"),
    "empty": _send(""),
    "deep": _send("[" * 50_000),
    "binary": lambda host, _: host.send_bytes(b"\x00\xff" * 50),
    "unknown command": _frame("s2c_dance", did="x"),
    "command of another type": _send('{"cmd": {}, "data": []}'),
    "unknown did": _frame("s2c_noti", did="nobody", attrs={"measured": 1}),
    "did of another type": _frame("s2c_noti", did=["d"], attrs={"measured": 1}),
    "unknown attributes": lambda host, spa: host.send_frame(
        {"cmd": "s2c_noti", "data": {"did": spa.did, "attrs": {"nobody": 1}}}
    ),
    "attributes of another type": lambda host, spa: host.send_frame(
        {"cmd": "s2c_noti", "data": {"did": spa.did, "attrs": [1]}}
    ),
    "a code about one frame": lambda host, _: host.send_invalid(1000),
    "raw": lambda host, spa: host.send_frame(
        {"cmd": "s2c_raw", "data": {"did": spa.did, "raw": [0, 1]}}
    ),
}

# What ends it, each in its own way; it is there again by itself.
ENDS: dict[str, Trouble] = {
    "drop": lambda host, _: host.drop_all(),
    "close": lambda host, _: host.close_all(1001),
    "1003": lambda host, _: host.send_invalid(1003),
    "1009": lambda host, _: host.send_invalid(1009),
    "1011": lambda host, _: host.send_invalid(1011),
    "giant": _send("x" * (1024 * 1024 + 1)),
}


@pytest.fixture
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ping every half a second."""
    timing = Timing(heartbeat=0.5, answer=0.3, read_pause=0.01, silence=60)
    monkeypatch.setattr(client_module, "Timing", partial(replace, timing))


@pytest.mark.parametrize("name", HARMLESS)
async def test_what_says_nothing(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, name: str
) -> None:
    """The connection stays, and so do the values."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    await set_up(hass, cloud, user)
    handshakes = cloud.m2m[0].handshakes
    HARMLESS[name](cloud.m2m[0], spa)
    await spa.report({"amount": 31})
    await until(hass, lambda: state_of(hass, spa, "amount") == "31")
    assert state_of(hass, spa, "measured") == "36"
    assert cloud.m2m[0].handshakes == handshakes


@pytest.mark.parametrize("name", ENDS)
async def test_what_ends_it(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    """It comes back by itself; what changed meanwhile is read, without a gap."""
    monkeypatch.setattr(coordinator, "_LISTING_HOLDS", 0)
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    other = add_device(cloud, user, "machine", values={"measured": 20}, m2m=1)
    entry = await set_up(hass, cloud, user)
    own = entry.runtime_data.devices[spa.did]
    ENDS[name](cloud.m2m[0], spa)
    await until(hass, lambda: not own.pushed)
    spa.change_silently({"measured": 31})
    # The other host is not concerned.
    await other.report({"measured": 21})
    await until(hass, lambda: state_of(hass, other, "measured") == "21")
    await until(hass, lambda: own.pushed, 10)
    await until(hass, lambda: state_of(hass, spa, "measured") == "31")
    assert caplog.text.count("Live updates are interrupted") == 1
    assert caplog.text.count("Live updates come in") >= 1


async def test_half_open(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, brisk: None
) -> None:
    """No pong: the devices are asked, and pushed again when the host is back."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    cloud.m2m[0].silent()
    await spa.report({"measured": 31})
    await until(hass, lambda: state_of(hass, spa, "measured") == "31", 10)
    assert not entry.runtime_data.devices[spa.did].pushed
    cloud.m2m[0].silent(False)
    await until(hass, lambda: entry.runtime_data.devices[spa.did].pushed, 10)


async def test_pongs_but_no_reports(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A host that delivers nothing is found out by asking a device."""
    timing = Timing(heartbeat=0.4, answer=0.2, read_pause=0.01, silence=0.5)
    monkeypatch.setattr(client_module, "Timing", partial(replace, timing))
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    cloud.m2m[0].starve()
    await spa.report({"measured": 31})
    await until(hass, lambda: state_of(hass, spa, "measured") == "31", 15)
    cloud.m2m[0].starve(False)
    await until(hass, lambda: entry.runtime_data.devices[spa.did].pushed, 10)


async def test_one_subscription_is_lost(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The cloud forgets one device: it is looked up, and subscribed anew."""
    monkeypatch.setattr("custom_components.gizwits.device_coordinator.SILENCE", 0.3)
    monkeypatch.setattr("custom_components.gizwits.device_coordinator._MISSED", -1.0)
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    await set_up(hass, cloud, user)
    (session,) = cloud.m2m[0].logged_in()
    session.subscribed.discard(spa.did)
    await spa.report({"measured": 31})
    await until(hass, lambda: state_of(hass, spa, "measured") == "31")
    await until(hass, lambda: spa.did in session.subscribed)
    await spa.report({"measured": 32})
    await until(hass, lambda: state_of(hass, spa, "measured") == "32")


async def test_logins_refused_for_ever(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """While HTTP works: polled, one new token, nobody is asked for a password."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    await set_up(hass, cloud, user)
    cloud.m2m[0].refuse_login()
    cloud.m2m[0].drop_all()
    before = cloud.m2m[0].handshakes
    await until(hass, lambda: cloud.m2m[0].handshakes > before + 4, 10)
    await spa.report({"measured": 31})
    await until(hass, lambda: state_of(hass, spa, "measured") == "31")
    assert len(cloud.requests_to("POST", "/app/login")) == 2
    assert not hass.config_entries.flow.async_progress(include_uninitialized=True)


async def test_frames_for_a_device_that_was_unbound(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """They are of nobody."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    kept = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    cloud.unbind(user, spa)
    await until(hass, lambda: spa.did not in entry.runtime_data.devices)
    data = {"did": spa.did, "attrs": {"measured": 1}}
    cloud.m2m[0].send_frame({"cmd": "s2c_noti", "data": data})
    cloud.m2m[0].send_frame(
        {"cmd": "s2c_online_status", "data": {"did": spa.did, "online": True}}
    )
    await kept.report({"measured": 35})
    await until(hass, lambda: state_of(hass, kept, "measured") == "35")


async def test_repeated_reports(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Each is there three times, and shown once."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    await set_up(hass, cloud, user)
    cloud.m2m[0].copies = 3
    changes: list[str] = []
    hass.bus.async_listen(
        "state_changed", lambda event: changes.append(event.data["entity_id"])
    )
    await spa.report({"measured": 35})
    await until(hass, lambda: state_of(hass, spa, "measured") == "35")
    await asyncio.sleep(0.05)
    await hass.async_block_till_done()
    assert len(changes) == 1


async def test_the_pace_is_moderate_and_ends(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """While a socket is down its devices are asked once a round; after it not at all."""
    devices = [add_device(cloud, user, "machine") for _ in range(4)]
    entry = await set_up(hass, cloud, user)
    await cloud.m2m[0].stop()
    path = "/app/devdata/"
    await until(hass, lambda: cloud.requests_to("GET", path))
    await asyncio.sleep(0.2)
    cloud.clear_recordings()
    await until(hass, lambda: len(cloud.requests_to("GET", path)) >= 8)
    counts = [
        len(cloud.requests_to("GET", f"{path}{device.did}/latest"))
        for device in devices
    ]
    assert max(counts) - min(counts) <= 2
    await cloud.m2m[0].start()
    own = entry.runtime_data.devices
    await until(hass, lambda: all(device.pushed for device in own.values()), 10)
    await asyncio.sleep(0.3)
    cloud.clear_recordings()
    await asyncio.sleep(0.3)
    assert not cloud.requests_to("GET", path)
    assert polling.DELAY < 0.3
