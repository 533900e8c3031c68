"""The moments at which something happens: as a person means them, as the cloud does."""

from collections.abc import Iterator
import datetime as dt

from ..api.when import When
from .local import LocalWhen

_DAY = dt.timedelta(days=1)


def instant(day: dt.date, time: dt.time, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment, in UTC, of a local time on a day.

    A time that the clocks skip is that much later; of a time that comes twice it is
    the first.
    """
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC)


def instants(
    when: LocalWhen, zone: dt.tzinfo, start: dt.datetime, end: dt.datetime
) -> Iterator[dt.datetime]:
    """Give the moments, in UTC, from `start` to before `end`, in order.

    `start` and `end` are aware.
    """
    first = start.astimezone(zone).date() - _DAY
    last = end.astimezone(zone).date() + _DAY
    begin = max(first, when.date or when.start or first)
    finish = min(last, when.date or when.end or last)
    for day in local_days(begin, finish):
        if when.is_on(day) and start <= (at := instant(day, when.time, zone)) < end:
            yield at


def cloud_instants(
    when: When, start: dt.datetime, end: dt.datetime
) -> Iterator[dt.datetime]:
    """Give the moments, in UTC, at which the cloud runs something, as `instants`."""
    first, last = start.astimezone(dt.UTC).date(), end.astimezone(dt.UTC).date()
    begin = max(filter(None, (when.date, when.start, first)))
    finish = min(filter(None, (when.date, when.end, last)))
    for day in local_days(begin, finish):
        at = dt.datetime.combine(day, when.time, dt.UTC)
        if is_on(when, day) and start <= at < end:
            yield at


def is_on(when: When, day: dt.date) -> bool:
    """Return whether the cloud runs something on a day of its own."""
    if (when.start and day < when.start) or (when.end and day > when.end):
        return False
    if when.date:
        return day == when.date
    return day.weekday() in when.weekdays or day.day in when.days


def local_days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Give the days from `first` to `last`, both included."""
    return map(dt.date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
