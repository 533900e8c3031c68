"""When something is to happen, as an action's fields say it."""

from collections.abc import Mapping
from copy import replace
import datetime as dt
import re
from typing import Any, Final

import voluptuous as vol

from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from ..schedules import LocalWhen, ScheduleError, Weekday

ATTR_TIME: Final = "time"
ATTR_DATE: Final = "date"
ATTR_WEEKDAYS: Final = "weekdays"
ATTR_DAYS: Final = "days"
ATTR_START: Final = "start_date"
ATTR_END: Final = "end_date"

_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.0+)?)?", re.ASCII)
_MINUTES: Final = 24 * 60
_NAMES: Final = {
    name: day
    for day, long in zip(
        Weekday,
        (
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ),
        strict=True,
    )
    for name in (day.key, long)
}

# Anything is taken here, so that what is wrong is told in the user's language.
_LIST: Final = vol.Any(None, cv.ensure_list)
TASK_FIELDS: Final = {
    vol.Optional(ATTR_DATE): object,
    vol.Optional(ATTR_WEEKDAYS): _LIST,
}
WHEN_FIELDS: Final = {
    **TASK_FIELDS,
    vol.Optional(ATTR_DAYS): _LIST,
    vol.Optional(ATTR_START): object,
    vol.Optional(ATTR_END): object,
}


def when_of(data: Mapping[str, Any]) -> LocalWhen:
    """Return when something is to happen. Raises ScheduleError."""
    return LocalWhen(
        time=_time(data[ATTR_TIME]),
        date=_date(data.get(ATTR_DATE)),
        weekdays=_weekdays(data.get(ATTR_WEEKDAYS)),
        days=_days(data.get(ATTR_DAYS)),
        start=_date(data.get(ATTR_START)),
        end=_date(data.get(ATTR_END)),
    )


def changed(when: LocalWhen, data: Mapping[str, Any]) -> LocalWhen:
    """Return other local words, with what an action's fields change in them.

    Other days take the place of those there were; a date has no start and no end.
    Raises ScheduleError.
    """
    changes: dict[str, Any] = {}
    if given := {ATTR_DATE, ATTR_WEEKDAYS, ATTR_DAYS} & data.keys():
        changes |= {
            "date": _date(data.get(ATTR_DATE)),
            "weekdays": _weekdays(data.get(ATTR_WEEKDAYS)),
            "days": _days(data.get(ATTR_DAYS)),
        }
    if ATTR_DATE in given and changes["date"]:
        changes |= {"start": None, "end": None}
    for field, name in ((ATTR_START, "start"), (ATTR_END, "end")):
        if field in data:
            changes[name] = _date(data[field])
    if ATTR_TIME in data:
        changes["time"] = _time(data[ATTR_TIME])
    return replace(when, **changes)


def says_when(data: Mapping[str, Any]) -> bool:
    """Return whether any of the fields of a time are given."""
    fields = (ATTR_TIME, *map(str, WHEN_FIELDS))
    return any(field in data for field in fields)


def shown_when(when: LocalWhen | None) -> JsonObjectType:
    """Return when something happens as a response has it; None where not known."""
    if when is None:
        return dict.fromkeys((ATTR_TIME, *map(str, WHEN_FIELDS)))
    return {
        ATTR_TIME: f"{when.time:%H:%M}",
        ATTR_DATE: _shown(when.date),
        ATTR_WEEKDAYS: [day.key for day in sorted(when.weekdays)],
        ATTR_DAYS: [*sorted(when.days)],
        ATTR_START: _shown(when.start),
        ATTR_END: _shown(when.end),
    }


def shown_local(at: dt.datetime | None) -> str | None:
    """Return a moment in the user's time zone."""
    return dt_util.as_local(at).isoformat() if at else None


def _shown(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _time(raw: Any) -> dt.time:
    if isinstance(raw, dt.time):
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
        # YAML reads 16:30 without quotes as minutes, and 16:30:00 as seconds.
        minutes, seconds = (raw, 0) if raw < _MINUTES else divmod(raw, 60)
        raw = f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    found = _CLOCK.fullmatch(str(raw).strip())
    try:
        hour, minute, second = map(int, found.groups("0")) if found else (24, 0, 0)
        return dt.time(hour, minute, second)
    except ValueError:
        raise ScheduleError("not_a_time", time=str(raw)) from None


def _date(raw: Any) -> dt.date | None:
    if isinstance(raw, dt.datetime):
        return raw.date()
    if raw is None or raw == "" or isinstance(raw, dt.date):
        return raw or None
    try:
        return dt.date.fromisoformat(str(raw).strip())
    except ValueError:
        raise ScheduleError("not_a_date", date=str(raw)) from None


def _weekdays(raw: list[Any] | None) -> frozenset[Weekday]:
    return frozenset(_weekday(name.lower()) for name in _parted(raw))


def _weekday(name: str) -> Weekday:
    known = _NAMES.get(name.strip())
    return Weekday.named(name) if known is None else known


def _days(raw: list[Any] | None) -> frozenset[int]:
    days = set()
    for one in _parted(raw):
        try:
            days.add(int(one))
        except ValueError:
            raise ScheduleError("unknown_month_day", day=one) from None
    return frozenset(days)


def _parted(raw: list[Any] | None) -> list[str]:
    """Return what is listed, also where a text lists it: "mon, fri", "1,15"."""
    return [name for one in raw or () for name in str(one).split(",")]
