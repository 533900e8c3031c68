"""From local time to the parts the cloud keeps, which are in UTC.

The cloud's recurrence knows no change of offset. What repeats is cut where the offset
changes, into parts with a start and an end date that the cloud runs one after the
other; where the day in UTC is another than the local one, weekdays are moved with it.
Days of the month are `month_days`' business.
"""

from collections.abc import Iterator, Sequence
from copy import replace
import datetime as dt
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from ..api.when import When
from ..schedule_errors import ScheduleError
from .local import LocalWhen
from .month_days import month_parts
from .occurrences import instant, local_days
from .period import DAY, Period

# So long the parts are exact, from now or from the start: the changes of the clocks of
# a year, which is two in most of the world. More would crowd the maker's app.
AHEAD: Final = dt.timedelta(days=367)
# Of one schedule; the 30th and 31st near midnight take some in any case.
MOST_PARTS: Final = 16
# In so many days any weekday and any day of the month comes.
_SURE: Final = dt.timedelta(days=70)


class Converted(NamedTuple):
    """The parts that stand for one schedule, the earliest first.

    Together they are exact from the moment of the conversion to before `exact_until`,
    a local day; None means to the end. After it the last part runs on, wrong by the
    change of the clocks, until somebody converts again.
    """

    parts: tuple[When, ...]
    exact_until: dt.date | None = None


def to_cloud(
    when: LocalWhen, zone: dt.tzinfo, now: dt.datetime, *, split: bool = True
) -> Converted:
    """Return the parts with which the cloud does what is meant, from `now` on.

    Something that does not repeat, or in a zone without changes, is one part as the
    maker's app would make it. With `split` the changes of the clocks of the coming
    year are cut in; without it what repeats is exact until the next change.

    Raises ScheduleError: `in_the_past`; `skipped_time`, a date on which the clocks
    skip the time; `never_runs`; `month_end`, days of the month that no few parts have
    in UTC; `odd_offset`, a zone that is not whole minutes from UTC.
    """
    if when.date:
        return Converted((_once(when, when.date, zone, now),))
    first = _begin(when, zone, now)
    last = first + AHEAD
    periods = list(_periods(when, zone, first, min(last, when.end or last)))
    periods = _used(when, periods, _next_run(when, zone, first, now))
    if not split:
        periods = [replace(periods[0], is_last=True)]
        last = periods[0].last
    parts = [part for period in periods for part in _parts(when, period)]
    if len(parts) > MOST_PARTS:
        raise ScheduleError("month_end", days=", ".join(map(str, sorted(when.days))))
    is_over = when.end is not None and when.end <= last
    return Converted(tuple(parts), None if is_over else last + DAY)


def _once(when: LocalWhen, day: dt.date, zone: dt.tzinfo, now: dt.datetime) -> When:
    at = instant(day, when.time, zone)
    if at <= now:
        raise ScheduleError("in_the_past", when=f"{day} {when.time:%H:%M}")
    if at.astimezone(zone).replace(tzinfo=None) != dt.datetime.combine(day, when.time):
        raise ScheduleError("skipped_time", when=f"{day} {when.time:%H:%M}")
    return When(time=_to_the_minute(at), date=at.date())


def _begin(when: LocalWhen, zone: dt.tzinfo, now: dt.datetime) -> dt.date:
    """Return the first local day of which anything is still to come."""
    today = now.astimezone(zone).date()
    if when.end and when.end < today:
        raise ScheduleError("in_the_past", when=str(when.end))
    # Where the clocks skip midnight, what is left of yesterday is yet to come.
    if instant(today - DAY, when.time, zone) > now:
        today -= DAY
    return max(today, when.start or today)


def _next_run(
    when: LocalWhen, zone: dt.tzinfo, first: dt.date, now: dt.datetime
) -> dt.date:
    """Return the local day on which something that repeats happens next."""
    for day in local_days(first, min(first + _SURE, when.end or first + _SURE)):
        if when.is_on(day) and instant(day, when.time, zone) > now:
            return day
    raise ScheduleError("never_runs")


def _periods(
    when: LocalWhen, zone: dt.tzinfo, first: dt.date, last: dt.date
) -> Iterator[Period]:
    """Give the stretches of local days with one offset, and so one time in UTC."""
    days = ((day, instant(day, when.time, zone)) for day in local_days(first, last))
    # What tells offsets apart: the time in UTC, and the days to it.
    offsets = ((_to_the_minute(at), at.date() - day, day) for day, at in days)
    for (time, shift), group in groupby(offsets, key=itemgetter(0, 1)):
        own = [day for _, _, day in group]
        yield Period(time, shift, own[0], own[-1])


def _used(
    when: LocalWhen, periods: Sequence[Period], next_run: dt.date
) -> list[Period]:
    """Return the periods in which anything is to come, and a last one without an end.

    Their neighbours take over the days of the others where there are none of its
    weekdays. Days of the month may be there in UTC: at the end of a month.
    """
    is_open = when.end is None or when.end > periods[-1].last
    marked = [
        replace(one, is_first=one is periods[0], is_last=one is periods[-1])
        for one in periods
    ]
    used = [
        one
        for one in marked
        if _has(when, max(one.first, next_run), one.last) or (is_open and one.is_last)
    ]
    if when.weekdays:
        is_first = not _has(when, periods[0].first, used[0].first - DAY)
        used[0] = replace(used[0], is_first=is_first)
        used[-1] = replace(used[-1], is_last=True)
    return used


def _has(when: LocalWhen, first: dt.date, last: dt.date) -> bool:
    return any(map(when.is_on, local_days(first, last)))


def _parts(when: LocalWhen, period: Period) -> list[When]:
    """Return the parts of one period."""
    if when.days and period.shift:
        return month_parts(when, period)
    begin = when.start if period.is_first else period.first
    end = when.end if period.is_last else period.last
    weekdays = {(day + period.shift.days) % 7 for day in when.weekdays}
    return [
        When(
            time=period.time,
            weekdays=frozenset(weekdays),
            days=when.days,
            start=begin and begin + period.shift,
            end=end and end + period.shift,
        )
    ]


def _to_the_minute(at: dt.datetime) -> dt.time:
    if at.second or at.microsecond:
        raise ScheduleError("odd_offset")
    return at.time()
