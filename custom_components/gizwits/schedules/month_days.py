"""Days of the month in UTC, where that is a day before or after the local one.

The first of a month is then the last of another, which is the 28th, 29th, 30th or
31st. Each day of the month in UTC is used for as long as it is right: the 31st is
always the day before a first, the 30th only in some months.
"""

from collections.abc import Iterable, Iterator
import datetime as dt
from itertools import groupby
from operator import itemgetter
from typing import Final

from ..api.when import When
from .local import LocalWhen
from .occurrences import local_days
from .period import DAY, Period

# What is right for so long is right for good: there is a leap year in it.
_FOR_GOOD: Final = dt.timedelta(days=5 * 366)

type _Window = tuple[dt.date | None, dt.date | None]


def month_parts(when: LocalWhen, period: Period) -> list[When]:
    """Return the parts of a schedule for days of the month in a period, in order."""
    found = [
        (window, day)
        for day in sorted(_days_of_cloud(when, period))
        for window in _windows(when, period, day)
    ]
    found.sort(key=lambda one: (_key(one[0]), one[1]))
    return [
        When(
            time=period.time,
            days=frozenset(day for _, day in group),
            start=window[0],
            end=window[1],
        )
        for window, group in groupby(found, key=itemgetter(0))
    ]


def _days_of_cloud(when: LocalWhen, period: Period) -> set[int]:
    local = local_days(period.first, period.last)
    return {(day + period.shift).day for day in local if day.day in when.days}


def _windows(when: LocalWhen, period: Period, number: int) -> Iterator[_Window]:
    """Give the stretches of UTC days in which all days `number` are wanted."""
    open_begin = when.start and when.start + period.shift
    begin = open_begin if period.is_first else period.first + period.shift
    last = period.last + period.shift
    is_used = False
    for day in _of_number(period.first + period.shift, last, number):
        if _is_wanted(when, period, day):
            is_used = True
            continue
        if is_used:
            yield begin, day - DAY
        begin, is_used = day + DAY, False
    if is_used:
        yield begin, _end(when, period, number)


def _end(when: LocalWhen, period: Period, number: int) -> dt.date | None:
    """Return how far the last stretch reaches; not into what would be wrong."""
    last = period.last + period.shift
    if not period.is_last:
        return last
    end = when.end and when.end + period.shift
    later = _of_number(last + DAY, min(last + _FOR_GOOD, end or dt.date.max), number)
    if all(_is_wanted(when, period, day) for day in later):
        return end
    return last


def _of_number(first: dt.date, last: dt.date, number: int) -> Iterable[dt.date]:
    return (day for day in local_days(first, last) if day.day == number)


def _is_wanted(when: LocalWhen, period: Period, day: dt.date) -> bool:
    return (day - period.shift).day in when.days


def _key(window: _Window) -> tuple[dt.date, dt.date]:
    return window[0] or dt.date.min, window[1] or dt.date.max
