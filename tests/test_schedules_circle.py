"""The whole circle: made by an action, seen, run by the cloud, told by push and log."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir

from .common import add_device, entity_id, set_up, until
from .plan_helpers import (
    CALENDAR,
    DAILY,
    PARIS,
    RUN,
    TimeMachine,
    enable,
    events,
    registered,
    shown,
)

from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.task_event import FIRST_LOOK

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.planning import add_task
from tests.simulator.schedules import Recurrence

TASKS = "/app/scheduler"


@pytest.fixture
async def spa(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> SimulatedDevice:
    """Return a spa of a person in Paris."""
    await hass.config.async_set_time_zone(PARIS)
    off = {"heater": False, "temp_set": 30}
    return add_device(cloud, user, "spa", alias="Garden spa", values=off)


@pytest.fixture
async def room(cloud: SimulatedCloud, user: User) -> SimulatedDevice:
    """Return a thermostat of the same person."""
    on = {"power": True, "set_temp": 21}
    return add_device(cloud, user, "room_thermostat", alias="Living room", values=on)


async def _call(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    answer: Any = await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=True
    )
    return dict(answer)


def _id(hass: HomeAssistant, entry: MockConfigEntry, device: SimulatedDevice) -> str:
    found = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, device.did), entry.entry_id
    )
    assert found
    return found.id


async def test_a_schedule(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
) -> None:
    """Seven in the evening in Paris is what the cloud does, the calendar shows it."""
    entry = await set_up(hass, cloud, user)
    await enable(hass, entry, entity_id(hass, spa, RUN))
    device = {"device_id": _id(hass, entry, spa)}
    made = await _call(
        hass,
        "create_schedule",
        **device,
        values={"heater": True, "temp_set": 38},
        time="19:00",
        weekdays=["mon", "thu"],
        remark="Bath",
    )
    calendar = entity_id(hass, spa, CALENDAR)
    week = await events(hass, calendar, "2026-12-07", "2026-12-14")
    assert [(one["start"], one["summary"]) for one in week] == [
        ("2026-12-07T19:00:00+01:00", "Heater on, 38 °C"),
        ("2026-12-10T19:00:00+01:00", "Heater on, 38 °C"),
    ]

    await time_machine.turn("2026-12-07T17:59:35")
    assert shown(hass, "climate.garden_spa") == "off"
    await time_machine.turn("2026-12-07T18:00:01")
    await until(hass, lambda: shown(hass, "climate.garden_spa") == "heat")
    assert cloud.controls[-1] == (spa.did, {"heater": True, "temp_set": 38})
    assert shown(hass, calendar) == "on"
    event = hass.states.get(entity_id(hass, spa, RUN))
    assert event
    assert event.attributes["event_type"] == "ran"
    assert event.attributes["schedule_id"] == made["schedule_id"]
    (row,) = (await _call(hass, "get_schedules", **device))["schedules"]
    assert row["schedule_id"] == made["schedule_id"]
    assert row["next_run"] == "2026-12-10T19:00:00+01:00"


def _task_event(hass: HomeAssistant) -> dict[str, Any]:
    state = hass.states.get("event.gizwits_account_task_run")
    return {**state.attributes, "state": state.state} if state else {}


def _complaints(hass: HomeAssistant) -> list[ir.IssueEntry]:
    return [
        issue
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue_id.startswith("task_failing")
    ]


async def test_a_task(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    room: SimulatedDevice,
) -> None:
    """Two devices at once; which of them failed is in the event and in the log."""
    entry = await set_up(hass, cloud, user)
    assert not _task_event(hass)
    made = await _call(
        hass,
        "create_task",
        devices=[
            {"device_id": _id(hass, entry, spa), "values": {"heater": True}},
            {"device_id": _id(hass, entry, room), "values": {"power": False}},
        ],
        time="19:00",
        weekdays=["mon", "tue", "wed", "thu", "fri"],
    )
    await until(hass, lambda: _task_event(hass).get("state") == "unknown")
    # The event begins with what it finds.
    await time_machine.turn("2026-12-07T10:31:30")
    room.hears_orders = False
    await time_machine.turn("2026-12-07T18:00:01")
    await until(hass, lambda: spa.values["heater"])
    assert room.values["power"] is True
    await time_machine.turn("2026-12-07T18:00:45")
    await until(hass, lambda: _task_event(hass)["event_type"] == "failed")
    told = _task_event(hass)
    assert told["task_id"] == made["task_id"]
    assert told["devices"] == ["Garden spa", "Living room"]
    assert told["failed_devices"] == ["Living room"]
    assert told["ran_at"] == "2026-12-07T18:00:00+00:00"
    (run,) = (await _call(hass, "get_task_log", task_id=made["task_id"]))["log"]
    assert run["succeeded"] is False

    room.hears_orders = True
    await time_machine.turn("2026-12-08T18:00:45")
    await until(hass, lambda: _task_event(hass)["event_type"] == "succeeded")
    assert _task_event(hass)["failed_devices"] == []
    assert _complaints(hass) == []


async def test_a_task_that_keeps_failing(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
) -> None:
    """Three times in a row are told in the repairs, until it succeeds."""
    spa.hears_orders = False
    task = add_task(cloud, user, {spa: {"heater": True}}, Recurrence("18:00", DAILY))
    await set_up(hass, cloud, user)
    await time_machine.turn("2026-12-07T10:31:30")
    await until(hass, lambda: _task_event(hass).get("state") == "unknown")
    await time_machine.turn("2026-12-07T10:32:30")
    for day in (7, 8, 9):
        assert _complaints(hass) == []
        await time_machine.turn(f"2026-12-{day:02}T18:00:45")
        ran_at = f"2026-12-{day:02}T18:00:00+00:00"
        await until(hass, lambda at=ran_at: _task_event(hass).get("ran_at") == at)
    (issue,) = _complaints(hass)
    assert issue.translation_placeholders == {
        "task": "Garden spa\\: Heater on",
        "devices": "Garden spa",
        "count": "3",
    }
    assert not issue.is_fixable
    spa.hears_orders = True
    await time_machine.turn("2026-12-10T18:00:45")
    await until(hass, lambda: _task_event(hass)["event_type"] == "succeeded")
    assert _complaints(hass) == []
    assert len(task.logs) == 4


async def test_a_task_that_is_tried_again(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
) -> None:
    """It failed at first, and that is told; then it succeeded, and that is told too."""
    when = Recurrence("18:00", DAILY)
    spa.hears_orders = False
    add_task(cloud, user, {spa: {"heater": True}}, when, retry_count=5)
    await set_up(hass, cloud, user)
    await time_machine.turn("2026-12-07T10:31:30")
    await until(hass, lambda: _task_event(hass).get("state") == "unknown")
    await time_machine.turn("2026-12-07T10:32:30")
    await time_machine.turn("2026-12-07T18:00:45")
    await until(hass, lambda: _task_event(hass)["event_type"] == "failed")
    spa.hears_orders = True
    await time_machine.turn("2026-12-07T18:02:00")
    await until(hass, lambda: _task_event(hass)["event_type"] == "succeeded")
    assert _task_event(hass)["ran_at"] == "2026-12-07T18:00:00+00:00"


async def test_a_failing_task_that_is_deleted(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
) -> None:
    """Nobody has to hear of it any more. The log may have several runs."""
    cloud.settings.task_log_is_list = True
    spa.hears_orders = False
    task = add_task(cloud, user, {spa: {"heater": True}}, Recurrence("18:00", DAILY))
    await time_machine.turn("2026-12-09T20:00:00")
    assert len(task.logs) == 3
    entry = await set_up(hass, cloud, user)
    await time_machine.turn("2026-12-09T20:01:30")
    await until(hass, lambda: _task_event(hass).get("state") == "unknown")
    await time_machine.turn("2026-12-09T20:02:30")
    # What was before somebody watched is counted, but no event.
    assert _task_event(hass)["state"] == "unknown"
    await time_machine.turn("2026-12-10T18:00:45")
    await until(hass, lambda: _complaints(hass))
    assert (_complaints(hass)[0].translation_placeholders or {})["count"] == "4"
    del cloud.runner.tasks[task.id]
    await time_machine.turn("2026-12-10T18:45:00")
    await until(hass, lambda: not _complaints(hass))
    assert entry.runtime_data.tasks.cached == ()


async def test_an_account_without_tasks(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
) -> None:
    """It is asked once, late, and has no event; most clouds know no tasks at all."""
    cloud.settings.tasks_error = 9045
    await set_up(hass, cloud, user)
    assert cloud.requests_to("GET", TASKS) == []
    assert FIRST_LOOK >= 30
    await time_machine.turn("2026-12-07T10:31:30")
    await until(hass, lambda: cloud.requests_to("GET", TASKS))
    await time_machine.turn("2026-12-08T10:31:30")
    assert len(cloud.requests_to("GET", TASKS)) == 1
    assert registered(hass, spa, "task-run") is None
    assert not _task_event(hass)


async def test_a_log_that_is_refused(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
) -> None:
    """The other tasks are looked at all the same, and it is asked again next time."""
    when = Recurrence("18:00", DAILY)
    broken = add_task(cloud, user, {spa: {"heater": True}}, when)
    sound = add_task(cloud, user, {spa: {"filter": True}}, when)
    await set_up(hass, cloud, user)
    await time_machine.turn("2026-12-07T10:31:30")
    await until(hass, lambda: _task_event(hass).get("state") == "unknown")
    await time_machine.turn("2026-12-07T10:32:30")
    cloud.faults.next(path=f"{TASKS}/{broken.id}/logs", error_code=9015)
    await time_machine.turn("2026-12-07T18:00:45")
    await until(hass, lambda: _task_event(hass)["event_type"] == "succeeded")
    assert _task_event(hass)["task_id"] == sound.id
    del cloud.runner.tasks[sound.id]
    await time_machine.turn("2026-12-08T18:00:45")
    await until(hass, lambda: _task_event(hass)["task_id"] == broken.id)


async def test_a_list_that_is_refused(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
) -> None:
    """The run is told of with the next look."""
    task = add_task(cloud, user, {spa: {"heater": True}}, Recurrence("18:00", DAILY))
    await set_up(hass, cloud, user)
    await time_machine.turn("2026-12-07T10:31:30")
    await until(hass, lambda: _task_event(hass).get("state") == "unknown")
    await time_machine.turn("2026-12-07T10:32:30")
    fault = cloud.faults.next(path=TASKS, error_code=9015)
    await time_machine.turn("2026-12-07T18:00:45")
    await until(hass, lambda: fault.struck)
    await hass.async_block_till_done()
    assert _task_event(hass).get("task_id") is None
    await time_machine.turn("2026-12-07T18:31:00")
    await until(hass, lambda: _task_event(hass).get("task_id") == task.id)
    assert _task_event(hass)["event_type"] == "succeeded"
