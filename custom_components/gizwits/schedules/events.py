"""Schedules as the events of a calendar."""

from collections.abc import Iterator
import datetime as dt
from typing import Final

from homeassistant.components.calendar import CalendarEvent
from homeassistant.util import dt as dt_util

from .device_schedule import DeviceSchedule
from .when_words import rule_of

# A schedule is a moment; what can be seen in a calendar has a length.
LENGTH: Final = dt.timedelta(minutes=15)
# More than a year is not asked for by anybody who looks.
_LONGEST_RANGE: Final = dt.timedelta(days=400)
_OCCURRENCE: Final = "%Y%m%dT%H%M%S"


def events_of(
    device: str,
    schedule: DeviceSchedule,
    summary: str,
    start: dt.datetime,
    end: dt.datetime,
) -> Iterator[CalendarEvent]:
    """Yield what happens from `start` to before `end`; nothing of what is off.

    `device` is the device's name.
    """
    if not schedule.enabled:
        return
    # What began a little before may not be over.
    first = start - LENGTH + dt.timedelta(seconds=1)
    for at in schedule.instants(first, min(end, start + _LONGEST_RANGE)):
        yield event_at(device, schedule, summary, at)


def event_at(
    device: str, schedule: DeviceSchedule, summary: str, at: dt.datetime
) -> CalendarEvent:
    """Return the run at a moment, in local time."""
    local = dt_util.as_local(at)
    when = schedule.when
    rule = rule_of(when, schedule.zone) if when else None
    return CalendarEvent(
        start=local,
        end=local + LENGTH,
        summary=summary,
        # The frontend says how it repeats, but not of which device it is.
        description="\n".join(filter(None, (device, schedule.remark))),
        uid=schedule.id,
        recurrence_id=local.strftime(_OCCURRENCE) if rule else None,
        rrule=rule,
    )


def day_of(recurrence_id: str) -> dt.date:
    """Return the local day of a run. Raises ValueError."""
    return dt.datetime.strptime(recurrence_id, _OCCURRENCE).date()
