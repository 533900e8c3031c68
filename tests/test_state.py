"""The way of a pushed value, and what a device's presence makes of its entities."""

from datetime import timedelta
import logging

import pytest

from homeassistant.const import (
    EVENT_STATE_CHANGED,
    STATE_OFF,
    STATE_ON,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
)
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.setup import async_setup_component

from .common import add_device, entity_id, set_up, state_of, until

from custom_components.gizwits import coordinator
from custom_components.gizwits.account import polling, reachability
from custom_components.gizwits.const import CONNECTION_KEY

from tests.simulator import Recorded, SimulatedCloud, SimulatedDevice, User


async def test_every_kind_shows_what_the_device_reports(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Switch, number, select, sensor and binary sensor, read over the socket."""
    spa = add_device(
        cloud,
        user,
        "machine",
        values={"option_a": True, "amount": 38, "choice": "beta", "measured": 36},
    )
    await set_up(hass, cloud, user)

    assert state_of(hass, spa, "option_a") == STATE_ON
    assert float(state_of(hass, spa, "amount")) == 38
    assert state_of(hass, spa, "choice") == "beta"
    assert float(state_of(hass, spa, "measured")) == 36
    assert state_of(hass, spa, "fault_x") == STATE_OFF
    assert state_of(hass, spa, CONNECTION_KEY) == STATE_ON
    number = hass.states.get(entity_id(hass, spa, "amount"))
    assert number
    assert (number.attributes["min"], number.attributes["max"]) == (20, 104)
    # Nothing but the socket was asked for it.
    assert not cloud.requests_to("GET", "/app/devdata/")


async def test_scaled_numbers_and_enum_sensors(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Ratio and addition are in the limits; a partial report keeps the rest."""
    boiler = add_device(
        cloud,
        user,
        "boiler",
        values={"RoomTarget_Night": 21.5, "Return_Temp": 19.5, "Flame_On": False},
    )
    await set_up(hass, cloud, user)
    number = hass.states.get(entity_id(hass, boiler, "RoomTarget_Night"))
    assert number
    assert number.state == "21.5"
    assert [number.attributes[key] for key in ("min", "max", "step")] == [5, 30, 0.5]

    await boiler.report({"Return_Temp": 20.5})
    await until(hass, lambda: state_of(hass, boiler, "Return_Temp") == "20.5")
    assert state_of(hass, boiler, "RoomTarget_Night") == "21.5"
    assert state_of(hass, boiler, "Flame_On") == STATE_OFF


async def test_a_push_writes_only_what_changed(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """One changed value of one device is one state, however many there are."""
    spa = add_device(cloud, user, "machine")
    add_device(cloud, user, "machine")
    await set_up(hass, cloud, user)
    written: list[str] = []

    @callback
    def note(event: Event) -> None:
        written.append(event.data["entity_id"])

    hass.bus.async_listen(EVENT_STATE_CHANGED, note)
    seconds = await _time_of(hass, spa, "measured", 39)

    assert written == [entity_id(hass, spa, "measured")]
    assert seconds < 1
    written.clear()
    await spa.report({"measured": 39})
    await hass.async_block_till_done()
    assert written == []


async def _time_of(
    hass: HomeAssistant, device: SimulatedDevice, key: str, value: int
) -> float:
    await device.report({key: value})
    return await until(hass, lambda: float(state_of(hass, device, key)) == value)


async def test_unreadable_values_become_unknown(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Garbage costs its own datapoint; an attribute nobody knows costs nothing."""
    spa = add_device(cloud, user, "machine", values={"measured": 36, "amount": 30})
    await set_up(hass, cloud, user)

    await spa.report_raw_attrs(
        {"measured": "hot", "choice": "", "option_a": [], "nobody": 1, "amount": 31}
    )
    await until(hass, lambda: state_of(hass, spa, "amount") == "31")
    for key in ("measured", "choice", "option_a"):
        assert state_of(hass, spa, key) == STATE_UNKNOWN
    await spa.report_raw_attrs({"choice": "delta"})
    await spa.report_raw_attrs({"amount": 32})
    await until(hass, lambda: state_of(hass, spa, "amount") == "32")
    assert state_of(hass, spa, "choice") == STATE_UNKNOWN


async def test_a_device_that_goes_and_comes(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Its entities are unavailable meanwhile, and what it missed is read."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    await set_up(hass, cloud, user)

    await spa.set_online(False)
    await until(hass, lambda: state_of(hass, spa, "option_a") == STATE_UNAVAILABLE)
    assert state_of(hass, spa, CONNECTION_KEY) == STATE_OFF

    spa.change_silently({"measured": 30})
    await spa.set_online(True)
    await until(hass, lambda: state_of(hass, spa, "measured") == "30")
    assert state_of(hass, spa, CONNECTION_KEY) == STATE_ON


async def test_is_online_is_known_to_lie(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Data speaks louder than a listing that says offline for months."""
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    spa.is_online_lie = False
    entry = await set_up(hass, cloud, user)
    assert state_of(hass, spa, "measured") == STATE_UNAVAILABLE

    await spa.report({"measured": 37})
    await until(hass, lambda: state_of(hass, spa, "measured") == "37")
    await entry.runtime_data.async_refresh()
    assert state_of(hass, spa, "measured") == "37"


async def test_polls_while_a_socket_is_down(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The devices of the host that is gone are asked; the others are pushed."""
    monkeypatch.setattr(polling, "DELAY", 0.05)
    monkeypatch.setattr(polling, "INTERVAL", 0.1)
    monkeypatch.setattr(polling, "SPACING", 0.01)
    lost = add_device(cloud, user, "machine", values={"measured": 36}, m2m=0)
    kept = add_device(cloud, user, "machine", values={"measured": 36}, m2m=1)
    await set_up(hass, cloud, user)
    cloud.clear_recordings()

    await cloud.m2m[0].stop()
    await lost.report({"measured": 39})
    await until(hass, lambda: state_of(hass, lost, "measured") == "39")
    await kept.report({"measured": 40})
    await until(hass, lambda: state_of(hass, kept, "measured") == "40")

    assert not cloud.requests_to("GET", f"/app/devdata/{kept.did}/latest")
    assert caplog.text.count("Live updates are interrupted") == 1


async def test_short_outages_leave_the_values(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A time of grace, then unavailable; one line each way; back by itself."""
    # Home Assistant counts from the last full second: a pause may not be below one.
    monkeypatch.setattr(coordinator, "BINDINGS_INTERVAL", timedelta(seconds=2))
    monkeypatch.setattr(coordinator, "RETRY_INTERVAL", timedelta(seconds=2))
    monkeypatch.setattr(reachability, "GRACE", 3)
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    await set_up(hass, cloud, user)

    await cloud.m2m[0].stop()
    cloud.faults.all(path="/app/", status=502, html=True)
    await until(hass, lambda: _listings(cloud)[-1].status == 502)
    assert state_of(hass, spa, "measured") == "36"

    await until(hass, lambda: state_of(hass, spa, "measured") == STATE_UNAVAILABLE, 20)
    assert state_of(hass, spa, CONNECTION_KEY) == STATE_OFF
    assert len(_listings(cloud)) < 20

    cloud.faults.clear()
    await until(hass, lambda: state_of(hass, spa, "measured") == "36", 20)
    assert caplog.text.count("Error fetching gizwits data") == 1
    assert caplog.text.count("Fetching gizwits data recovered") == 1
    assert not [record for record in caplog.records if _is_traceback(record)]


def _is_traceback(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.INFO and record.exc_info is not None


def _listings(cloud: SimulatedCloud) -> list[Recorded]:
    return cloud.requests_to("GET", "/app/bindings")


async def test_update_entity_asks_the_cloud(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Home Assistant's own action reads the latest data."""
    await async_setup_component(hass, "homeassistant", {})
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    await set_up(hass, cloud, user)
    await hass.services.async_call(
        "homeassistant",
        "update_entity",
        {"entity_id": entity_id(hass, spa, "measured")},
        blocking=True,
    )
    assert len(cloud.requests_to("GET", f"/app/devdata/{spa.did}/latest")) == 1


async def test_a_refused_account_on_the_socket_asks_the_user(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The token runs out on the socket, and the password was changed."""
    add_device(cloud, user, "machine")
    await set_up(hass, cloud, user)
    user.password = "Changed-1"
    cloud.revoke_tokens()
    cloud.m2m[0].drop_all()
    await until(hass, hass.config_entries.flow.async_progress, 20)
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["source"] == "reauth"


async def test_after_a_reconnect_nothing_is_missing(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Values and bindings that changed meanwhile are read."""
    monkeypatch.setattr(coordinator, "_LISTING_HOLDS", 0)
    spa = add_device(cloud, user, "machine", values={"measured": 36})
    entry = await set_up(hass, cloud, user)
    await cloud.m2m[0].stop()
    await until(hass, lambda: not entry.runtime_data.devices[spa.did].pushed)
    spa.change_silently({"measured": 31})
    other = add_device(cloud, user, "fan")
    await cloud.m2m[0].start()
    await until(hass, lambda: state_of(hass, spa, "measured") == "31", 20)
    await until(hass, lambda: other.did in entry.runtime_data.devices, 20)
