"""From the parts a device has on the cloud to its schedules as people see them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import replace
import datetime as dt
from typing import Final

from ..api import Value
from ..api.plan import Plan, Schedule
from ..api.when import When
from .device_schedule import DeviceSchedule
from .local import LocalWhen
from .memory import Made
from .occurrences import cloud_instants
from .reading import from_cloud, runs_as_told

_YEAR: Final = dt.timedelta(days=366)

type Values = Callable[[Plan], Mapping[str, Value | None]]


def grouped(
    rows: Sequence[Schedule], made: Iterable[Made], now: dt.datetime
) -> list[tuple[Made | None, list[Schedule]]]:
    """Return what belongs together, with what is remembered of it.

    Where somebody changed one of the parts elsewhere, each is shown for itself.
    """
    by_id = {row.id: row for row in rows}
    owners: dict[str, Made] = {}
    for one in made:
        if is_intact(one, by_id, now):
            owners |= dict.fromkeys(one.parts, one)
    groups: dict[str, tuple[Made | None, list[Schedule]]] = {}
    for row in rows:
        owner = owners.get(row.id)
        _, own = groups.setdefault(owner.id if owner else row.id, (owner, []))
        own.append(row)
    return list(groups.values())


def is_intact(made: Made, by_id: Mapping[str, Schedule], now: dt.datetime) -> bool:
    """Return whether the cloud has what we made, but for what is over."""
    present = [by_id[key] for key in made.parts if key in by_id]
    if not present:
        return False
    first = present[0].plan
    for key, when in made.parts.items():
        if key not in by_id:
            end = when.end or when.date
            if end is None or end >= now.date():
                return False
        elif by_id[key].plan.when != when:
            return False
    return all(
        (one.plan.attrs, one.plan.raw, one.plan.enabled, one.plan.remark)
        == (first.attrs, first.raw, first.enabled, first.remark)
        for one in present
    )


def shown(
    made: Made | None,
    rows: Sequence[Schedule],
    did: str,
    values: Values,
    zone: tuple[str, dt.tzinfo],
    now: dt.datetime,
) -> DeviceSchedule:
    """Return a schedule as people see it, in their time zone.

    What was made in another zone is read anew.
    """
    plan = rows[0].plan
    parts = [row.plan.when for row in rows if row.plan.when]
    name, tzinfo = zone
    when: LocalWhen | None
    if made and made.zone == name:
        when, keeps_time = made.when, True
    else:
        when = _read(parts, tzinfo, now, made) if len(parts) == len(rows) else None
        keeps_time = when is not None and runs_as_told(parts, when, tzinfo, now)
    return DeviceSchedule(
        id=made.id if made else rows[0].id,
        did=did,
        when=when,
        values=values(plan),
        is_raw=bool(plan.raw),
        enabled=plan.enabled,
        remark=plan.remark,
        is_ours=made is not None,
        keeps_time=keeps_time,
        zone=tzinfo,
        created_at=made.created_at if made else rows[0].created_at,
        parts=tuple(rows),
    )


def _read(
    parts: Sequence[When], zone: dt.tzinfo, now: dt.datetime, made: Made | None
) -> LocalWhen | None:
    """Return parts in local words: as they run next, where that changes over the year."""
    read = from_cloud(parts, zone, now)
    if read is None and made:
        end = now + _YEAR
        runs = {next(cloud_instants(one, now, end), None): one for one in parts}
        if first := min(filter(None, runs), default=None):
            read = from_cloud([runs[first]], zone, now)
    if read and made and read.repeats:
        read = replace(read, start=made.when.start, end=made.when.end)
    return read
