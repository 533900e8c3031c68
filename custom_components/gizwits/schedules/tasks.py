"""The account's tasks: several devices in one, tried again, with a log."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
import datetime as dt
from typing import TYPE_CHECKING

from homeassistant.core import CALLBACK_TYPE

from ..api import Task, TaskRun, Value
from .local import LocalWhen

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator


@dataclass(frozen=True, slots=True)
class LocalStep:
    """What one device of a task is to do: values by datapoint name, decoded."""

    did: str
    values: Mapping[str, Value | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTask:
    """A task in local words: one date or weekdays, no range, no days of the month.

    It is tried again up to `retries` times (0 to 60), all of it or, with
    `retry_failed_only`, the devices that failed.
    """

    when: LocalWhen
    steps: Sequence[LocalStep]
    retries: int = 0
    retry_failed_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskInfo:
    """A task that is on the cloud; `when` and `keeps_time` as of a DeviceSchedule."""

    id: str
    when: LocalWhen | None
    steps: tuple[LocalStep, ...]
    retries: int = 0
    retry_failed_only: bool = False
    is_ours: bool = False
    keeps_time: bool = True
    task: Task

    def next_run(self, now: dt.datetime) -> dt.datetime | None:
        """Return when it runs next, in UTC; None when never."""
        raise NotImplementedError


class AccountTasks:
    """Reads, makes and deletes the tasks of an account, and reads their logs.

    It is `AccountCoordinator.tasks`. Errors as of `ScheduleBook`; also
    GizwitsUnsupportedError where the cloud has no tasks, which is remembered.
    """

    def __init__(self, account: AccountCoordinator) -> None:
        """Nothing is asked."""
        self._account = account

    @property
    def is_offered(self) -> bool | None:
        """Return whether the cloud has tasks, None while nobody has asked."""
        raise NotImplementedError

    @property
    def cached(self) -> tuple[TaskInfo, ...] | None:
        """Return what was last read, None before that."""
        raise NotImplementedError

    async def async_get(self) -> tuple[TaskInfo, ...]:
        """Return the tasks, from the cloud."""
        raise NotImplementedError

    async def async_log(self, task_id: str) -> Sequence[TaskRun]:
        """Return what became of a task, from the cloud, the newest first."""
        raise NotImplementedError

    async def async_create(self, task: LocalTask) -> str:
        """Make a task and return its id."""
        raise NotImplementedError

    async def async_delete(self, task_id: str) -> None:
        """Delete a task."""
        raise NotImplementedError

    def async_listen(self, listener: CALLBACK_TYPE) -> Callable[[], None]:
        """Call `listener` when `cached` has changed; return what ends that."""
        raise NotImplementedError
