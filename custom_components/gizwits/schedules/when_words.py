"""When a schedule runs, in words and as a rule of a calendar."""

import datetime as dt
from typing import Final

from homeassistant.core import HomeAssistant

from .local import LocalWhen, Weekday
from .words import texts_of

_WORKDAYS: Final = frozenset(Weekday) - {Weekday.SAT, Weekday.SUN}


def when_words(hass: HomeAssistant, when: LocalWhen | None) -> str:
    """Return when it is, in Home Assistant's language: "Mon, Tue at 17:00"."""
    texts = texts_of(hass, "schedule_when")
    if when is None:
        return texts["unclear"]
    words = texts["at"].format(days=_days(hass, when), time=f"{when.time:%H:%M}")
    for limit in ("start", "end"):
        if day := getattr(when, limit):
            words = texts[limit].format(when=words, day=day.isoformat())
    return words


def rule_of(when: LocalWhen, zone: dt.tzinfo) -> str | None:
    """Return the RRULE of what repeats, None of what does not."""
    if not when.repeats:
        return None
    if when.weekdays:
        days = ",".join(day.name[:2] for day in sorted(when.weekdays))
        rule = f"FREQ=WEEKLY;BYDAY={days}"
    else:
        rule = f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, sorted(when.days)))}"
    if when.end is None:
        return rule
    last = dt.datetime.combine(when.end, when.time, zone).astimezone(dt.UTC)
    return f"{rule};UNTIL={last:%Y%m%dT%H%M%SZ}"


def _days(hass: HomeAssistant, when: LocalWhen) -> str:
    texts = texts_of(hass, "schedule_when")
    if when.date:
        return when.date.isoformat()
    if when.days:
        days = ", ".join(map(str, sorted(when.days)))
        return texts["month_days"].format(days=days)
    if len(when.weekdays) == len(Weekday):
        return texts["daily"]
    if when.weekdays == _WORKDAYS:
        return texts["workdays"]
    names = texts_of(hass, "weekday_short")
    return ", ".join(names[day.key] for day in sorted(when.weekdays))
