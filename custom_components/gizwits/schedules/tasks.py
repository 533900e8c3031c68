"""The account's tasks in local words: several devices in one, tried again."""

from collections.abc import Mapping, Sequence
from copy import replace
import datetime as dt
from typing import Final, NamedTuple

from ..api import Value
from ..api.tasks import Task
from ..api.when import When
from ..schedule_errors import ScheduleError
from .conversion import to_cloud
from .local import LocalWhen
from .occurrences import cloud_instants, instants

RETRIES: Final = range(61)
_DAY: Final = dt.timedelta(days=1)
_YEARS: Final = dt.timedelta(days=5 * 366)


class LocalStep(NamedTuple):
    """What one device of a task is to do: values by datapoint name, decoded."""

    did: str
    values: Mapping[str, Value]


class LocalTask(NamedTuple):
    """A task in local words: one date or weekdays, no range, no days of the month.

    It is tried again up to `retries` times (0 to 60), all of it or, with
    `retry_failed_only`, the devices that failed.
    """

    when: LocalWhen
    steps: Sequence[LocalStep]
    retries: int = 0
    retry_failed_only: bool = False

    def check(self) -> None:
        """Raise ScheduleError for what tasks do not have."""
        if self.when.days or self.when.start or self.when.end:
            raise ScheduleError("task_days")
        if self.retries not in RETRIES:
            raise ScheduleError("task_retries", retries=str(self.retries))
        if not self.steps or not all(step.values for step in self.steps):
            raise ScheduleError("does_nothing")
        if len({step.did for step in self.steps}) < len(self.steps):
            raise ScheduleError("device_twice")


class StepInfo(NamedTuple):
    """What one device of a task does; values as a DeviceSchedule has them."""

    did: str
    values: Mapping[str, Value | None]


class TaskInfo(NamedTuple):
    """A task that is on the cloud; `when` and `keeps_time` as of a DeviceSchedule.

    What is `is_ours` is made anew when the clocks change, as tasks cannot be changed;
    `id` stays.
    """

    id: str
    when: LocalWhen | None
    steps: tuple[StepInfo, ...]
    task: Task
    retries: int = 0
    retry_failed_only: bool = False
    is_ours: bool = False
    keeps_time: bool = True
    zone: dt.tzinfo = dt.UTC

    def next_run(self, now: dt.datetime) -> dt.datetime | None:
        """Return when it runs next, in UTC; None when never."""
        end = now + _YEARS
        if self.when and self.is_ours and self.keeps_time:
            return next(instants(self.when, self.zone, now, end), None)
        when = self.task.when
        return next(cloud_instants(when, now, end), None) if when else None


def task_when(
    when: LocalWhen, zone: dt.tzinfo, now: dt.datetime
) -> tuple[When, dt.date | None]:
    """Return when a task is to run, in UTC, and before which local day that is right.

    A task has no start: where the clocks change before its next run, the time after
    the change can come once more before it. Until that is over the time before the
    change is kept. Raises ScheduleError as `to_cloud`.
    """
    next_run = next(instants(when, zone, now, now + _YEARS), None)
    converted = to_cloud(when, zone, now, split=False)
    part = replace(converted.parts[0], start=None)
    if next(cloud_instants(part, now, now + _YEARS), None) == next_run:
        return part, converted.exact_until
    before = to_cloud(when, zone, now - _DAY, split=False)
    return replace(before.parts[0], start=None), before.exact_until
