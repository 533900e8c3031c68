"""When something is to happen: the part schedules and tasks have in common.

All of it is UTC: dates, times, days of the week and of the month (Open API document,
"scheduler", says so of times; the newer one of everything).
"""

from dataclasses import dataclass
import datetime as dt
from typing import Any, Final, Self

from .exceptions import GizwitsRequestError
from .fields import JsonValue, as_int, as_mapping, as_text
from .times import as_clock, as_date

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH_DAYS: Final = range(1, 32)
# What a database may have for no day at all.
_NO_DAY: Final = ("", "0000-00-00")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time of the day, in UTC to the minute, and the days it is for.

    One of three: `date`, once; `weekdays`, 0 for Monday; `days` of the month. The
    latter two from `start` to `end`, both included, where given. Raises
    GizwitsRequestError when it is something else.
    """

    time: dt.time
    date: dt.date | None = None
    weekdays: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    start: dt.date | None = None
    end: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse what the cloud has no words for."""
        if self.time.second or self.time.microsecond or self.time.tzinfo:
            raise GizwitsRequestError("A schedule's time is to the minute, in UTC")
        if [bool(self.date), bool(self.weekdays), bool(self.days)].count(True) != 1:
            raise GizwitsRequestError("A schedule has one date, weekdays or month days")
        if not self.weekdays <= {*range(7)} or not self.days <= {*_MONTH_DAYS}:
            raise GizwitsRequestError("A schedule is for a day that there is not")
        if self.start and self.end and self.end < self.start:
            raise GizwitsRequestError("A schedule ends before it starts")

    @property
    def repeat(self) -> str:
        """Return member `repeat`: `none`, `day`, or days of the week."""
        if self.weekdays:
            return ",".join(_WEEKDAYS[day] for day in sorted(self.weekdays))
        return "day" if self.days else "none"

    def to_json(self) -> dict[str, JsonValue]:
        """Return the members of a schedule: only those that are meant.

        `date` for one that happens once, `days` as numbers, not as the texts of the
        newer document, and no `[0]` where they are not used.
        """
        body: dict[str, JsonValue] = {
            "time": f"{self.time:%H:%M}",
            "repeat": self.repeat,
        }
        if self.date:
            body["date"] = self.date.isoformat()
        if self.days:
            body["days"] = list[JsonValue](sorted(self.days))
        if self.start:
            body["start_date"] = self.start.isoformat()
        if self.end:
            body["end_date"] = self.end.isoformat()
        return body

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return what a schedule of the cloud says, None where it makes no sense."""
        row = as_mapping(raw)
        if (clock := as_clock(row.get("time"))) is None:
            return None
        try:
            return cls(
                time=clock,
                start=_limit(row.get("start_date")),
                end=_limit(row.get("end_date")),
                **_days(row),
            )
        except GizwitsRequestError:
            return None


def _limit(raw: object) -> dt.date | None:
    """Return the first or the last day, None for none.

    Raises GizwitsRequestError for words that are no day: passed over they would be
    lost when the schedule is sent back.
    """
    day = as_date(raw)
    if day is None and raw is not None and as_text(raw)[:10] not in _NO_DAY:
        raise GizwitsRequestError("A schedule begins or ends on a day there is not")
    return day


def _days(row: Any) -> dict[str, Any]:
    """Return the member of a When that says which days."""
    repeat = [name.lower() for name in map(as_text, _listed(row.get("repeat"))) if name]
    if repeat in ([], ["none"]):
        return {"date": as_date(row.get("date"))}
    if repeat == ["day"]:
        days = map(as_int, _listed(row.get("days")))
        return {"days": frozenset(day for day in days if day is not None)}
    if not {*repeat} <= {*_WEEKDAYS}:
        return {}
    return {"weekdays": frozenset(map(_WEEKDAYS.index, repeat))}


def _listed(raw: object) -> list[Any]:
    """Return an array, or what a text has between its commas."""
    return raw if isinstance(raw, list) else as_text(raw).split(",")
