"""When something is to happen, in the local time of a person, and what."""

from collections.abc import Mapping
from dataclasses import dataclass
import datetime as dt
from enum import IntEnum
from types import MappingProxyType
from typing import Final, NamedTuple, Self

from ..api import Value
from ..schedule_errors import ScheduleError

_YEARS: Final = range(2000, 2100)


class Weekday(IntEnum):
    """A day of the week, numbered as `date.weekday()` does."""

    MON = 0
    TUE = 1
    WED = 2
    THU = 3
    FRI = 4
    SAT = 5
    SUN = 6

    @classmethod
    def named(cls, name: str) -> Self:
        """Return the day called `mon` … `sun`. Raises ScheduleError."""
        try:
            return cls[name.strip().upper()]
        except KeyError:
            raise ScheduleError("unknown_weekday", day=name) from None

    @property
    def key(self) -> str:
        """Return `mon` … `sun`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalWhen:
    """A time of the day, local and to the minute, and the days it is for.

    One of three: `date`, once; `weekdays`; `days` of the month, where a month that has
    no such day is passed over. The latter two from `start` to `end`, both included,
    where given. On a day on which the clocks skip `time` it happens as much later as
    they skip; where they pass it twice, the first time (as RFC 5545 has it). Raises
    ScheduleError when it is something else.
    """

    time: dt.time
    date: dt.date | None = None
    weekdays: frozenset[Weekday] = frozenset()
    days: frozenset[int] = frozenset()
    start: dt.date | None = None
    end: dt.date | None = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        if self.time.second or self.time.microsecond or self.time.tzinfo:
            raise ScheduleError("not_to_the_minute")
        if self.time.fold:
            object.__setattr__(self, "time", self.time.replace(fold=0))
        if [bool(self.date), bool(self.weekdays), bool(self.days)].count(True) != 1:
            raise ScheduleError("days_unclear")
        if not self.weekdays <= {*Weekday}:
            raise ScheduleError("unknown_weekday", day=_joined(self.weekdays))
        if not self.days <= {*range(1, 32)}:
            raise ScheduleError("unknown_month_day", day=_joined(self.days))
        if any(
            one and one.year not in _YEARS for one in (self.date, self.start, self.end)
        ):
            raise ScheduleError("odd_date")
        if self.date and (self.start or self.end):
            raise ScheduleError("once_with_range")
        if self.start and self.end and self.end < self.start:
            raise ScheduleError("ends_before_start")

    @property
    def repeats(self) -> bool:
        """Return whether it can happen more than once."""
        return self.date is None

    def is_on(self, day: dt.date) -> bool:
        """Return whether it happens on a local day."""
        if self.date:
            return day == self.date
        if (self.start and day < self.start) or (self.end and day > self.end):
            return False
        return Weekday(day.weekday()) in self.weekdays or day.day in self.days


class LocalSchedule(NamedTuple):
    """What a device is to do, and when: what people give, and what they are shown.

    `values` are decoded, by datapoint name, as `DeviceCoordinator.async_write` takes
    them.
    """

    when: LocalWhen
    values: Mapping[str, Value] = MappingProxyType({})
    enabled: bool = True
    remark: str = ""


def _joined(days: frozenset[int]) -> str:
    return ", ".join(str(int(day)) for day in sorted(days))
