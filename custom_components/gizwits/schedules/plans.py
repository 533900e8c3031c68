"""The plans that a schedule's parts are sent as."""

from collections.abc import Iterable, Sequence
from copy import replace
import datetime as dt
from typing import Final, NamedTuple

from ..api.plan import Plan, Schedule
from ..api.when import When
from ..schedule_errors import ScheduleError
from .commands import Command
from .conversion import Converted
from .device_schedule import DeviceSchedule
from .local import LocalWhen
from .occurrences import cloud_instants, instants

_REMARK: Final = 1024
_DAY: Final = dt.timedelta(days=1)
# What still runs is found within that.
_YEARS: Final = dt.timedelta(days=5 * 366)


class Timing(NamedTuple):
    """When, in local words of the zone called `zone`, and as the cloud's parts."""

    when: LocalWhen
    zone: str
    converted: Converted
    split: bool


def plans_for(
    parts: Iterable[When], command: Command, *, enabled: bool, remark: str
) -> list[Plan]:
    """Return the plan of each part."""
    return [
        Plan(
            when=part,
            attrs=command.attrs,
            raw=command.raw,
            enabled=enabled,
            remark=remark.strip()[:_REMARK],
        )
        for part in parts
    ]


def again(parts: Iterable[When], plan: Plan) -> list[Plan]:
    """Return plans for other parts that do the same."""
    return plans_for(parts, Command.of(plan), enabled=plan.enabled, remark=plan.remark)


def continued(
    parts: Iterable[When], before: Iterable[When], now: dt.datetime
) -> list[When]:
    """Return parts; what runs now with the start it has, where only that is another."""
    begun = [part for part in before if part.start and part.start <= now.date()]
    return [
        part
        if part.start and part.start > now.date()
        else next((old for old in begun if replace(part, start=old.start) == old), part)
        for part in parts
    ]


def understood[T](parts: list[T | None]) -> list[T]:
    """Return parts that can be sent back. Raises ScheduleError `not_understood`."""
    known = [part for part in parts if part is not None]
    if len(known) != len(parts):
        raise ScheduleError("not_understood")
    return known


def last_day(known: DeviceSchedule, day: dt.date, now: dt.datetime) -> LocalWhen | None:
    """Return what is left of something we made that ends before a local day, if any."""
    when = _known(known)
    last = min(day - _DAY, when.end or day)
    if when.date or (when.start and last < when.start):
        return None
    left = replace(when, end=last)
    return left if next(instants(left, known.zone, now, now + _YEARS), None) else None


def cut_short(
    known: DeviceSchedule, rows: Sequence[Schedule], day: dt.date, now: dt.datetime
) -> list[Plan]:
    """Return what is left of something made elsewhere that ends before a local day.

    Only its end changes: the rest stays in the cloud's own words.
    """
    if _known(known).date:
        return []
    plans = [_ended(row.plan, day, known.zone) for row in rows]
    return [plan for plan in plans if plan.when and _runs(plan.when, now)]


def _known(known: DeviceSchedule) -> LocalWhen:
    if known.when is None:
        raise ScheduleError("not_understood")
    return known.when


def _ended(plan: Plan, day: dt.date, zone: dt.tzinfo) -> Plan:
    """Return a part with its last run before a local day; a bare one if it has none."""
    (when,) = understood([plan.when])
    last = day + _DAY
    while dt.datetime.combine(last, when.time, dt.UTC).astimezone(zone).date() >= day:
        last -= _DAY
    last = min(last, when.end or last)
    if when.start and last < when.start:
        return replace(plan, when=None)
    return replace(plan, when=replace(when, end=last))


def _runs(when: When, now: dt.datetime) -> bool:
    return next(cloud_instants(when, now, now + _YEARS), None) is not None
