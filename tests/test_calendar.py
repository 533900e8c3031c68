"""Calendars: what the cloud will do with a device, as events."""

import asyncio
import datetime as dt
from typing import Any

import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .common import add_device, entity_id, set_up, until
from .plan_helpers import (
    CALENDAR,
    DAILY,
    PARIS,
    WORKDAYS,
    TimeMachine,
    book_of,
    events,
    read,
    registered,
)

from custom_components.gizwits.api.groups import Groups
from custom_components.gizwits.schedule_calendar import GizwitsCalendar
from custom_components.gizwits.schedules import LocalSchedule, LocalWhen

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.planning import add_schedule
from tests.simulator.schedules import Recurrence, Schedule

WARM = {"heater": True, "temp_set": 38}
LIST = "/app/devices/*/scheduler"


@pytest.fixture
async def spa(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> SimulatedDevice:
    """Return a spa of a person in Paris."""
    await hass.config.async_set_time_zone(PARIS)
    return add_device(cloud, user, "spa", alias="Garden spa")


def _evenings(cloud: SimulatedCloud, user: User, spa: SimulatedDevice) -> Schedule:
    """Warm water on working days, at seven in the evening in Paris."""
    when = Recurrence("18:00", WORKDAYS)
    return add_schedule(cloud, user, spa, WARM, when, remark="After work")


async def _send(
    client: Any, entity: str, uid: str, **more: str | None
) -> dict[str, Any]:
    """Delete as the calendar panel does."""
    await client.send_json_auto_id(
        {"type": "calendar/event/delete", "entity_id": entity, "uid": uid, **more}
    )
    answer: dict[str, Any] = await client.receive_json()
    return answer


async def test_events_come_when_somebody_looks(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
) -> None:
    """Not before; and whoever looks does not wait for the cloud."""
    _evenings(cloud, user, spa)
    await set_up(hass, cloud, user)
    calendar = entity_id(hass, spa, CALENDAR)
    assert calendar == "calendar.garden_spa_schedules"
    state = hass.states.get(calendar)
    assert state
    assert state.state == "off"
    assert "message" not in state.attributes
    assert cloud.requests_to("GET", LIST) == []

    assert await events(hass, calendar, "2026-12-07", "2026-12-14") == []
    await until(hass, lambda: "message" in _attributes(hass, calendar))
    found = await events(hass, calendar, "2026-12-07", "2026-12-14")
    assert [one["start"][:16] for one in found] == [
        f"2026-12-{day:02}T19:00" for day in range(7, 12)
    ]
    assert found[0] == {
        "start": "2026-12-07T19:00:00+01:00",
        "end": "2026-12-07T19:15:00+01:00",
        "summary": "Heater on, 38 °C",
        "description": "Garden spa\nAfter work",
    }
    # What was read just now is not read again for each look.
    assert _reads(cloud) == 1


def _reads(cloud: SimulatedCloud) -> int:
    """Return how often the list was read; the last page of it is empty."""
    return sum(one.query["skip"] == "0" for one in cloud.requests_to("GET", LIST))


def _attributes(hass: HomeAssistant, entity: str) -> dict[str, Any]:
    state = hass.states.get(entity)
    assert state
    return dict(state.attributes)


async def test_the_panel_is_told_when_the_cloud_has_answered(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """It subscribes to a month: first there is nothing, then all of it, with rules."""
    made = _evenings(cloud, user, spa)
    made.when.end_date = "2030-01-31"
    await set_up(hass, cloud, user)
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(
        {
            "type": "calendar/event/subscribe",
            "entity_id": entity_id(hass, spa, CALENDAR),
            "start": "2029-06-30T22:00:00Z",
            "end": "2029-07-31T22:00:00Z",
        }
    )
    assert (await client.receive_json())["success"]
    assert (await client.receive_json())["event"] == {"events": []}
    month = (await client.receive_json())["event"]["events"]
    assert len(month) == 22
    assert month[0]["uid"] == made.id
    assert month[0]["recurrence_id"] == "20290702T200000"
    assert month[0]["rrule"].startswith("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=2030")


async def test_the_state_is_what_runs_now_or_next(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
) -> None:
    """On for a quarter of an hour, then the next one; what is off is no event."""
    _evenings(cloud, user, spa)
    add_schedule(cloud, user, spa, {"filter": True}, Recurrence("19:00", DAILY))
    soon = Recurrence("17:00", DAILY)
    add_schedule(cloud, user, spa, {"power": False}, soon, enabled=False)
    entry = await set_up(hass, cloud, user)
    await read(entry, spa)
    calendar = entity_id(hass, spa, CALENDAR)
    assert _attributes(hass, calendar)["message"] == "Heater on, 38 °C"
    assert _attributes(hass, calendar)["start_time"] == "2026-12-07 19:00:00"
    await time_machine.turn("2026-12-07T18:00:00")
    assert _state(hass, calendar) == "on"
    await time_machine.turn("2026-12-07T18:15:00")
    assert _state(hass, calendar) == "off"
    assert _attributes(hass, calendar)["message"] == "Filter circulation on"
    await read(entry, spa)
    found = await events(hass, calendar, "2026-12-08", "2026-12-09")
    assert [one["summary"] for one in found] == [
        "Heater on, 38 °C",
        "Filter circulation on",
    ]


def _state(hass: HomeAssistant, entity: str) -> str:
    state = hass.states.get(entity)
    assert state
    return state.state


async def test_nobody_expands_more_than_a_year(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, spa: SimulatedDevice
) -> None:
    """Of a range of a hundred years; one that happens once is in no other."""
    once = Recurrence("05:30", "none", date="2027-02-28")
    add_schedule(cloud, user, spa, {"filter": True}, once)
    monthly = Recurrence("09:00", "day", days=[1, 15], start_date="2027-01-10")
    add_schedule(cloud, user, spa, WARM, monthly)
    entry = await set_up(hass, cloud, user)
    await read(entry, spa)
    calendar = _entity(hass, spa)
    start = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    found = await calendar.async_get_events(
        hass, start, start + dt.timedelta(days=36525)
    )
    assert 24 < len(found) < 30
    assert found[0].start_datetime_local.isoformat() == "2027-01-15T10:00:00+01:00"
    assert found[0].rrule == "FREQ=MONTHLY;BYMONTHDAY=1,15"
    (only,) = (one for one in found if one.summary == "Filter circulation on")
    assert (only.rrule, only.recurrence_id) == (None, None)
    assert only.start_datetime_local.isoformat() == "2027-02-28T06:30:00+01:00"


def _entity(hass: HomeAssistant, device: SimulatedDevice) -> GizwitsCalendar:
    component = hass.data["calendar"]
    entity = component.get_entity(entity_id(hass, device, CALENDAR))
    assert isinstance(entity, GizwitsCalendar)
    return entity


async def test_deleting_in_the_panel(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """Never a single run; from a day on; the whole series; all that is left."""
    made = _evenings(cloud, user, spa)
    entry = await set_up(hass, cloud, user)
    await read(entry, spa)
    calendar, client = entity_id(hass, spa, CALENDAR), await hass_ws_client(hass)
    run = {"recurrence_id": "20261216T190000"}

    answer = await _send(client, calendar, made.id, **run, recurrence_range="")
    assert not answer["success"]
    assert "cannot leave out a single run" in answer["error"]["message"]
    assert "Garden spa" in answer["error"]["message"]
    answer = await _send(
        client,
        calendar,
        made.id,
        recurrence_id="tomorrow",
        recurrence_range="THISANDFUTURE",
    )
    assert "no such run" in answer["error"]["message"]
    assert made.when.end_date == ""
    assert cloud.runner.schedules.keys() == {made.id}

    answer = await _send(
        client, calendar, made.id, **run, recurrence_range="THISANDFUTURE"
    )
    assert answer["success"], answer
    found = await events(hass, calendar, "2026-12-07", "2027-02-01")
    assert found[-1]["start"].startswith("2026-12-15T19:00")
    uid = _entity(hass, spa).schedules[0].id
    first = {"recurrence_id": "20261207T190000", "recurrence_range": "THISANDFUTURE"}
    assert (await _send(client, calendar, uid, **first))["success"]
    assert cloud.runner.schedules == {}
    assert await events(hass, calendar, "2026-12-07", "2027-02-01") == []
    assert "message" not in _attributes(hass, calendar)


async def test_deleting_a_series_and_what_is_gone(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """By its uid alone; a second time there is nothing to delete."""
    made = _evenings(cloud, user, spa)
    entry = await set_up(hass, cloud, user)
    await read(entry, spa)
    calendar, client = entity_id(hass, spa, CALENDAR), await hass_ws_client(hass)
    cloud.faults.next(method="DELETE", path=LIST + "/*", status=502, html=True)
    answer = await _send(client, calendar, made.id)
    assert answer["error"]["code"] == "failed"
    assert cloud.runner.schedules.keys() == {made.id}
    assert (await _send(client, calendar, made.id))["success"]
    assert cloud.runner.schedules == {}
    answer = await _send(client, calendar, made.id)
    assert not answer["success"]
    assert "Garden spa" in answer["error"]["message"]


async def test_it_neither_creates_nor_changes(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, spa: SimulatedDevice
) -> None:
    """An event of a calendar cannot say what is to be set."""
    await set_up(hass, cloud, user)
    calendar = entity_id(hass, spa, CALENDAR)
    assert _attributes(hass, calendar)["supported_features"] == 2
    with pytest.raises(HomeAssistantError):
        await hass.services.async_call(
            "calendar",
            "create_event",
            {
                "entity_id": calendar,
                "summary": "Bath",
                "start_date": "2027-01-01",
                "end_date": "2027-01-02",
            },
            blocking=True,
        )


async def test_a_cloud_that_cannot_be_asked(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, spa: SimulatedDevice
) -> None:
    """What was known stays in sight, and nobody waits for the answer."""
    _evenings(cloud, user, spa)
    entry = await set_up(hass, cloud, user)
    await read(entry, spa)
    book_of(entry).reader.async_outdate(spa.did)
    fault = cloud.faults.next(path=LIST, delay=0.3, error_code=9015)
    calendar = entity_id(hass, spa, CALENDAR)
    async with asyncio.timeout(0.2):
        found = await events(hass, calendar, "2027-01-04", "2027-01-09")
    assert len(found) == 5
    await until(hass, lambda: fault.struck)
    await asyncio.sleep(0.4)
    assert _attributes(hass, calendar)["message"] == "Heater on, 38 °C"


async def test_who_has_a_calendar(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, spa: SimulatedDevice
) -> None:
    """What can be set has one, also after a restart; a door sensor has none."""
    door = add_device(cloud, user, "door_sensor", alias="Door")
    entry = await set_up(hass, cloud, user)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert registered(hass, door, CALENDAR) is None
    assert registered(hass, spa, CALENDAR)


async def test_a_group_has_a_calendar_too(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, spa: SimulatedDevice
) -> None:
    """Its schedules are not those of its devices."""
    entry = await set_up(hass, cloud, user)
    groups = Groups(entry.runtime_data.client)
    group_id = await groups.create("All spas", spa.product_key)
    await groups.add(group_id, [spa.did])
    entry.runtime_data.groups.async_list_again()
    calendar = "calendar.all_spas_schedules"
    await until(hass, lambda: hass.states.get(calendar))
    group = entry.runtime_data.groups.groups[group_id]
    day = dt_util.now().date() + dt.timedelta(days=100)
    when = LocalWhen(time=dt.time(7), date=day)
    schedule = LocalSchedule(when=when, values={"heater": True})
    await entry.runtime_data.common_schedules.async_create(group.device.did, schedule)
    assert _attributes(hass, calendar)["message"] == "Heater on"
    days = day.isoformat(), (day + dt.timedelta(days=1)).isoformat()
    (found,) = await events(hass, calendar, *days)
    assert found["start"].startswith(f"{days[0]}T07:00:00")
    assert found["description"] == "All spas"
    await _delete_all(hass, calendar, group.device.did)
    assert cloud.runner.schedules == {}
    assert await events(hass, entity_id(hass, spa, CALENDAR), *days) == []


async def _delete_all(hass: HomeAssistant, calendar: str, did: str) -> None:
    entity = hass.data["calendar"].get_entity(calendar)
    assert isinstance(entity, GizwitsCalendar)
    assert did in str(entity.unique_id)
    for schedule in entity.schedules:
        await entity.async_delete_event(schedule.id)
