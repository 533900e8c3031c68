"""The way of a write: sent, shown, confirmed, refused, taken back."""

import asyncio
from typing import Any

import pytest

from homeassistant.const import STATE_OFF, STATE_ON, STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er

from .common import add_device, entity_id, set_up, state_of, until

from custom_components.gizwits import confirmation, coordinator
from custom_components.gizwits.api import GizwitsValueError, pending
from custom_components.gizwits.errors import write_error

from tests.simulator import SimulatedCloud, SimulatedDevice, User


async def act(
    hass: HomeAssistant,
    device: SimulatedDevice,
    key: str,
    action: str,
    **data: Any,
) -> None:
    """Call an action of the entity's own domain."""
    entity = entity_id(hass, device, key)
    await hass.services.async_call(
        entity.split(".")[0], action, {"entity_id": entity, **data}, blocking=True
    )


@pytest.fixture
async def spa(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> SimulatedDevice:
    """Return a spa that is set up."""
    device = add_device(
        cloud, user, "machine", values={"amount": 30, "choice": "alpha"}
    )
    await set_up(hass, cloud, user)
    return device


@pytest.mark.parametrize(
    ("key", "action", "data", "attrs", "state"),
    [
        ("option_a", "turn_on", {}, {"option_a": True}, STATE_ON),
        ("option_a", "turn_off", {}, {"option_a": False}, STATE_OFF),
        ("amount", "set_value", {"value": 38}, {"amount": 38}, "38"),
        ("choice", "select_option", {"option": "gamma"}, {"choice": "gamma"}, "gamma"),
    ],
)
async def test_writes(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    spa: SimulatedDevice,
    key: str,
    action: str,
    data: dict[str, Any],
    attrs: dict[str, Any],
    state: str,
) -> None:
    """The cloud gets the value, and it is shown at once."""
    await act(hass, spa, key, action, **data)
    assert state_of(hass, spa, key) == state
    assert [(control.did, control.attrs) for control in cloud.controls] == [
        (spa.did, attrs)
    ]


async def test_bytes_are_written_as_hex(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A text entity is off until it is switched on, and takes hex digits."""
    valve = add_device(cloud, user, "irrigation_valve")
    entry = await set_up(hass, cloud, user)
    registry = er.async_get(hass)
    text = entity_id(hass, valve, "V1Plan")
    assert registry.async_get(text).disabled_by is er.RegistryEntryDisabler.INTEGRATION
    registry.async_update_entity(text, disabled_by=None)
    await hass.config_entries.async_reload(entry.entry_id)
    await until(hass, lambda: state_of(hass, valve, "V1Plan") == "00" * 32)

    await act(hass, valve, "V1Plan", "set_value", value="0a1F")
    assert state_of(hass, valve, "V1Plan") == "0a1f" + "00" * 30


async def test_what_a_scene_sets_is_one_request(
    hass: HomeAssistant, cloud: SimulatedCloud, spa: SimulatedDevice
) -> None:
    """Writes of one moment are merged, the last value of a datapoint wins."""
    await asyncio.gather(
        act(hass, spa, "option_a", "turn_on"),
        act(hass, spa, "option_b", "turn_on"),
        act(hass, spa, "amount", "set_value", value=33),
        act(hass, spa, "amount", "set_value", value=35),
    )
    assert [control.attrs for control in cloud.controls] == [
        {"option_a": True, "option_b": True, "amount": 35}
    ]
    assert state_of(hass, spa, "amount") == "35"


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ({"error_code": 9025}, "error_9025"),
        ({"error_code": 9041}, "throttled"),
        ({"status": 502, "html": True}, "outcome_unknown"),
        ({"drop": True}, "outcome_unknown"),
    ],
)
async def test_a_refused_write_changes_nothing_and_says_why(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    spa: SimulatedDevice,
    fault: dict[str, Any],
    key: str,
) -> None:
    """The state stays, the person is told."""
    cloud.faults.next(method="POST", path="/app/control/", **fault)
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, spa, "option_a", "turn_on")
    assert caught.value.translation_key == key
    assert state_of(hass, spa, "option_a") == STATE_OFF
    assert not cloud.controls


async def test_an_offline_device_is_told_apart(
    hass: HomeAssistant, cloud: SimulatedCloud, spa: SimulatedDevice
) -> None:
    """9042 is this device's: it becomes unavailable, and comes back with data."""
    cloud.faults.next(method="POST", path="/app/control/", error_code=9042)
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, spa, "option_a", "turn_on")
    assert caught.value.translation_key == "device_offline"
    assert state_of(hass, spa, "option_a") == STATE_UNAVAILABLE

    await spa.report({"measured": 40})
    await until(hass, lambda: state_of(hass, spa, "option_a") == STATE_OFF)


async def test_an_expired_token_costs_nothing(
    hass: HomeAssistant, cloud: SimulatedCloud, spa: SimulatedDevice
) -> None:
    """One new login, one command."""
    cloud.clear_recordings()
    cloud.expire_tokens()
    await act(hass, spa, "option_a", "turn_on")
    assert len(cloud.requests_to("POST", "/app/login")) == 1
    assert len(cloud.controls) == 1


async def test_a_changed_password_asks_the_user(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, spa: SimulatedDevice
) -> None:
    """The write says so, and the reauth flow is there."""
    cloud.expire_tokens()
    user.password = "Changed-1"
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, spa, "option_a", "turn_on")
    assert caught.value.translation_key == "auth_failed"
    await hass.async_block_till_done()
    assert hass.config_entries.flow.async_progress(include_uninitialized=True)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"V1Plan": "00" * 33}, "wrong_length"),
        ({"valve1": "on"}, "wrong_type"),
        ({"run_min1": 241}, "out_of_range"),
        ({"battery": 50}, "not_writable"),
        ({"valve1": True, "valve9": True}, "unknown_datapoint"),
    ],
)
async def test_values_that_do_not_fit_are_not_sent(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    values: dict[str, Any],
    reason: str,
) -> None:
    """Nothing is sent when one of the values is wrong, and the person learns why."""
    valve = add_device(cloud, user, "irrigation_valve")
    entry = await set_up(hass, cloud, user)
    cloud.clear_recordings()
    with pytest.raises(GizwitsValueError) as caught:
        await entry.runtime_data.devices[valve.did].async_write(values)
    assert caught.value.reason == reason
    assert not cloud.requests
    error = write_error(caught.value, "Valve", "Plan")
    assert isinstance(error, ServiceValidationError)
    assert error.translation_key == "value_refused"


async def test_a_device_that_does_not_obey_is_taken_back(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    spa: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No report comes: the device is asked, and its answer is the truth."""
    monkeypatch.setattr(confirmation, "CONFIRM_AFTER", 0.2)
    monkeypatch.setattr(pending, "_HOLD", 0.1)
    spa.obeys = False
    await act(hass, spa, "option_a", "turn_on")
    assert state_of(hass, spa, "option_a") == STATE_ON
    await until(hass, lambda: state_of(hass, spa, "option_a") == STATE_OFF)


async def test_an_old_report_does_not_take_a_write_back(
    hass: HomeAssistant, cloud: SimulatedCloud, spa: SimulatedDevice
) -> None:
    """A report that was on its way when the write was made is not its answer."""
    spa.reports = False
    await act(hass, spa, "amount", "set_value", value=38)
    await spa.report_raw_attrs({"amount": 30, "measured": 31})
    await until(hass, lambda: state_of(hass, spa, "measured") == "31")
    assert state_of(hass, spa, "amount") == "38"
    # Once confirmed, what comes next is shown at once.
    await spa.report_raw_attrs({"amount": 38})
    await spa.report_raw_attrs({"amount": 29})
    await until(hass, lambda: state_of(hass, spa, "amount") == "29")


async def test_a_lost_answer_is_looked_up(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    spa: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The command arrived once, the person is told, the truth is shown."""
    monkeypatch.setattr(confirmation, "CONFIRM_AFTER", 0.2)
    spa.reports = False
    cloud.faults.next(
        method="POST", path="/app/control/", drop=True, before_effect=False
    )
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, spa, "option_a", "turn_on")
    assert caught.value.translation_key == "outcome_unknown"
    await until(hass, lambda: state_of(hass, spa, "option_a") == STATE_ON)
    assert len(cloud.controls) == 1


async def test_a_socket_that_does_not_answer_is_passed_by(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    spa: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the socket brings no answer to the question, the latest data do."""
    monkeypatch.setattr(confirmation, "CONFIRM_AFTER", 0.2)
    monkeypatch.setattr(pending, "_HOLD", 0.1)
    spa.obeys = False
    cloud.m2m[0].silent(True)
    await act(hass, spa, "option_a", "turn_on")
    path = f"/app/devdata/{spa.did}/latest"
    await until(hass, lambda: cloud.requests_to("GET", path))
    cloud.m2m[0].silent(False)


async def test_a_device_that_was_unbound_is_dropped(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A refusal makes us look, and the cloud says that it is gone."""
    monkeypatch.setattr(coordinator, "_DOUBT_HOLDS", 0)
    monkeypatch.setattr(cloud.hub, "binding_changed", lambda *_, **__: None)
    entry = hass.config_entries.async_entries("gizwits")[0]
    cloud.unbind(user, spa)
    with pytest.raises(HomeAssistantError) as caught:
        await act(hass, spa, "option_a", "turn_on")
    assert caught.value.translation_key == "device_gone"
    await until(hass, lambda: spa.did not in entry.runtime_data.devices)


async def test_one_odd_refusal_costs_no_device(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    spa: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A cloud that denies a device it still lists is not believed."""
    monkeypatch.setattr(coordinator, "_DOUBT_HOLDS", 0)
    entry = hass.config_entries.async_entries("gizwits")[0]
    before = len(cloud.requests_to("GET", "/app/bindings"))
    cloud.faults.next(method="POST", path="/app/control/", error_code=9017)
    with pytest.raises(HomeAssistantError):
        await act(hass, spa, "option_a", "turn_on")
    await until(hass, lambda: len(cloud.requests_to("GET", "/app/bindings")) > before)
    await hass.async_block_till_done()
    assert spa.did in entry.runtime_data.devices
    await act(hass, spa, "option_a", "turn_on")
    assert len(cloud.controls) == 1


async def test_a_command_that_did_not_get_through_is_sent_again(
    hass: HomeAssistant, cloud: SimulatedCloud, spa: SimulatedDevice
) -> None:
    """Once, where the cloud says that it could not pass it on."""
    cloud.faults.next(method="POST", path="/app/control/", error_code=9021)
    await act(hass, spa, "option_a", "turn_on")
    assert len(cloud.controls) == 1
    assert state_of(hass, spa, "option_a") == STATE_ON
