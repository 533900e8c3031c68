"""Anything a person can ask for, and what a cloud makes of it, found out otherwise."""

from collections.abc import Iterable
import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from custom_components.gizwits.api.when import When
from custom_components.gizwits.schedules import LocalWhen, Weekday

from tests.simulator.schedules import Recurrence

# Those of the issue, and what is odd elsewhere: clocks that change at midnight or by
# two hours, for a month, in a place 14 hours ahead.
ZONES = tuple(
    map(
        ZoneInfo,
        (
            "Asia/Shanghai",
            "Europe/Paris",
            "America/Los_Angeles",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "America/Nuuk",
            "Africa/Cairo",
            "Africa/Casablanca",
            "America/Santiago",
            "Pacific/Chatham",
            "Pacific/Kiritimati",
            "Antarctica/Troll",
            "UTC",
        ),
    )
)
MINUTE = st.times().map(lambda at: at.replace(second=0, microsecond=0))
# Where days and clocks change.
NEAR_CHANGE = st.builds(
    dt.time,
    st.sampled_from((0, 1, 2, 3, 23)),
    st.sampled_from((0, 15, 30, 45, 59)),
)
NOW = st.datetimes(
    dt.datetime(2026, 1, 1), dt.datetime(2029, 12, 31), timezones=st.just(dt.UTC)
)
_SOON = st.timedeltas(dt.timedelta(days=-40), dt.timedelta(days=700))


@st.composite
def local_whens(draw: st.DrawFn, now: dt.datetime) -> LocalWhen:
    """Return anything a person can ask for near a moment."""
    time = draw(MINUTE | NEAR_CHANGE)
    if draw(st.integers(0, 4)) == 0:
        return LocalWhen(time=time, date=now.date() + draw(_SOON))
    days: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {"weekdays": st.frozensets(st.sampled_from(Weekday), min_size=1)}
        )
        | st.fixed_dictionaries(
            {
                "days": st.frozensets(st.integers(1, 31), min_size=1)
                | st.frozensets(st.sampled_from((1, 28, 29, 30, 31)), min_size=1)
            }
        )
    )
    start, end = draw(st.none() | _SOON), draw(st.none() | _SOON)
    if start and end:
        start, end = sorted((start, end))
    return LocalWhen(
        time=time,
        start=now.date() + start if start else None,
        end=now.date() + end if end else None,
        **days,
    )


def meant(
    when: LocalWhen, zone: ZoneInfo, now: dt.datetime, until: dt.datetime
) -> list[float]:
    """Return the moments a person means, in epoch seconds, looked for day by day."""
    found = []
    day = now.date() - dt.timedelta(days=3)
    while day <= until.date() + dt.timedelta(days=3):
        at = dt.datetime.combine(day, when.time, zone).timestamp()
        in_range = (when.start or day) <= day <= (when.end or day)
        is_day = (
            day == when.date
            or Weekday(day.weekday()) in when.weekdays
            or day.day in when.days
        )
        if in_range and is_day and now.timestamp() < at <= until.timestamp():
            found.append(at)
        day += dt.timedelta(days=1)
    return found


def done(parts: Iterable[When], now: dt.datetime, until: dt.datetime) -> list[float]:
    """Return the moments at which the simulated cloud runs parts that were sent."""
    recurrences = [Recurrence(**part.to_json()) for part in parts]  # type: ignore[arg-type]
    return sorted(
        at
        for one in recurrences
        for at in one.between(now.timestamp(), until.timestamp())
    )
