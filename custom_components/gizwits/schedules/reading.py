"""From the cloud's parts in UTC to the local words of a person."""

from collections.abc import Iterable, Sequence
import datetime as dt
from typing import Final, NamedTuple

from ..api.when import When
from ..schedule_errors import ScheduleError
from .local import LocalWhen, Weekday
from .occurrences import cloud_instants, instant, instants
from .period import DAY

_YEAR: Final = dt.timedelta(days=366)
# So far an occurrence of any part is found, if there is one.
_SURE: Final = dt.timedelta(days=70)


def from_cloud(
    parts: Iterable[When],
    zone: dt.tzinfo,
    now: dt.datetime,
    exact_until: dt.date | None = None,
) -> LocalWhen | None:
    """Return what parts that belong together mean in local words, None for nonsense.

    The inverse of `to_cloud`; a part that somebody else made is read as it runs at its
    next time (`runs_as_told` says whether it does so all year). With `exact_until`
    what ends there is to be continued.
    """
    parts = list(parts)
    try:
        if any(part.date for part in parts):
            return _once(parts, zone)
        return _repeated(parts, zone, now, exact_until)
    except ScheduleError, OverflowError:
        return None


def runs_as_told(
    parts: Iterable[When], local: LocalWhen, zone: dt.tzinfo, now: dt.datetime
) -> bool:
    """Return whether parts do in the coming year just what the local words say.

    False for what the maker's app made where the clocks change: it is an hour off for
    half the year.
    """
    end = now + _YEAR
    done = sorted(at for part in parts for at in cloud_instants(part, now, end))
    return done == list(instants(local, zone, now, end))


def _once(parts: Sequence[When], zone: dt.tzinfo) -> LocalWhen | None:
    if len(parts) != 1 or not (day := parts[0].date):
        return None
    local = dt.datetime.combine(day, parts[0].time, dt.UTC).astimezone(zone)
    return LocalWhen(time=local.time(), date=local.date())


class _Sample(NamedTuple):
    """A part and one moment at which it runs."""

    part: When
    at: dt.datetime

    def day_there(self, zone: dt.tzinfo) -> dt.date:
        """Return the local day of the moment."""
        return self.at.astimezone(zone).date()

    def day(self, time: dt.time, zone: dt.tzinfo) -> dt.date | None:
        """Return the local day on which `time` is this moment, None for no day.

        Where the clocks skip a time the day may have ended before it is made up for.
        """
        day = self.day_there(zone)
        fits = (one for one in (day, day - DAY) if instant(one, time, zone) == self.at)
        return next(fits, None)


def _repeated(
    parts: Sequence[When],
    zone: dt.tzinfo,
    now: dt.datetime,
    exact_until: dt.date | None,
) -> LocalWhen | None:
    samples = [_Sample(part, at) for part in parts if (at := _some_run(part, now))]
    if exact_until:
        # After that the last one runs on, at another local time.
        samples = [one for one in samples if one.day_there(zone) < exact_until]
    if not samples:
        return None
    times = (one.at.astimezone(zone).time().replace(fold=0) for one in samples)
    for time in dict.fromkeys(times):
        found = [(one.part, one.day(time, zone), one.at) for one in samples]
        shifts = [(part, day - at.date(), at) for part, day, at in found if day]
        if len(shifts) == len(samples):
            return LocalWhen(
                time=time,
                weekdays=frozenset(_weekdays(shifts)),
                days=frozenset(_days(shifts)),
                start=_start(shifts) if all(part.start for part in parts) else None,
                end=_end(shifts, exact_until)
                if all(part.end for part in parts)
                else None,
            )
    return None


# Parts with what leads from their days to the local ones, and a moment they run.
type _Shifts = list[tuple[When, dt.timedelta, dt.datetime]]


def _some_run(part: When, now: dt.datetime) -> dt.datetime | None:
    """Return when a part runs next, or when it last did, or first will."""
    begin = now
    if part.start:
        begin = max(begin, dt.datetime.combine(part.start, dt.time.min, dt.UTC))
    if (at := next(cloud_instants(part, begin, begin + _SURE), None)) is not None:
        return at
    end = now
    if part.end:
        end = min(end, dt.datetime.combine(part.end + DAY, dt.time.min, dt.UTC))
    return max(cloud_instants(part, end - _SURE, end), default=None)


def _weekdays(shifts: _Shifts) -> set[Weekday]:
    return {
        Weekday((day + shift.days) % 7)
        for part, shift, _ in shifts
        for day in part.weekdays
    }


def _days(shifts: _Shifts) -> set[int]:
    """Return the days of the month; near the end of one as they really come."""
    found: set[int] = set()
    for part, shift, at in shifts:
        if not shift:
            found |= part.days
        elif part.days:
            runs = cloud_instants(part, at, at + _YEAR)
            found |= {(run.date() + shift).day for run in runs}
    return found


def _start(shifts: _Shifts) -> dt.date:
    return min(part.start + shift for part, shift, _ in shifts if part.start)


def _end(shifts: _Shifts, exact_until: dt.date | None) -> dt.date | None:
    end = max(part.end + shift for part, shift, _ in shifts if part.end)
    return None if exact_until and end + DAY == exact_until else end
