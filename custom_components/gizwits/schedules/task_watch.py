"""Whether the account's tasks ran, by their logs."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
import logging
from typing import TYPE_CHECKING, Final

from homeassistant.core import CALLBACK_TYPE, HassJob, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from ..api import GizwitsAuthError, GizwitsError, GizwitsRequestError
from ..api.tasks import TaskRun
from ..schedule_errors import ScheduleError
from .tasks import TaskInfo

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

_LOGGER = logging.getLogger(__name__)

# The reason of a ScheduleError where a cloud has no tasks.
NO_TASKS: Final = "no_tasks"
# The list is read so often (s), and a log soon after its task was due, but no two looks
# are closer than this.
INTERVAL: Final = 1800.0
AFTER_RUN: Final = timedelta(seconds=20)
LEAST: Final = 30.0
# A log that has nothing yet, or a task that may still be tried again, is looked at so
# often (s), so long.
AGAIN: Final = 60.0
_PATIENCE: Final = timedelta(minutes=10)
# The cloud's clock and ours may differ by this much.
_SKEW: Final = timedelta(seconds=90)

# A task, its run, and how often it has failed in a row.
type Tell = Callable[[TaskInfo, TaskRun, int], None]


class _Seen:
    """What is known of one task: the last run told of, and until when all is told."""

    def __init__(self, told_until: datetime) -> None:
        self.told_until = told_until
        self.run_at: datetime | None = None
        self.succeeded: bool | None = None
        self.failures = 0
        self.again = False


class TaskWatch:
    """Reads the list of tasks now and then, and the log of each that was due."""

    def __init__(
        self,
        account: AccountCoordinator,
        tell: Tell,
        tell_there: Callable[[set[str]], None],
    ) -> None:
        """Tell `tell` of each run, `tell_there` which tasks there still are."""
        self._account = account
        self._tell = tell
        self._tell_there = tell_there
        self._since = dt_util.utcnow()
        self._seen: dict[str, _Seen] = {}
        self._unsub: CALLBACK_TYPE | None = None

    @callback
    def async_start(self, since: datetime, delay: float = LEAST) -> None:
        """Begin, with the runs after `since`."""
        self._since = since
        self._look_in(delay)

    @callback
    def async_stop(self) -> None:
        """End."""
        if self._unsub:
            self._unsub()
            self._unsub = None

    @callback
    def _look_in(self, seconds: float) -> None:
        self.async_stop()
        self._unsub = async_call_later(
            self._account.hass,
            seconds,
            HassJob(self._async_look, cancel_on_shutdown=True),
        )

    async def _async_look(self, _now: datetime) -> None:
        """Read what is due; where the cloud has no tasks, never again."""
        self._unsub = None
        pause = INTERVAL
        try:
            tasks = await self._account.tasks.async_get()
            self._forget({task.id for task in tasks})
            for task in tasks:
                await self._async_try(task)
        except ScheduleError:
            # The cloud has none.
            self._forget(set())
            return
        except GizwitsError as err:
            if isinstance(err, GizwitsAuthError):
                self._account.async_note_failure(err)
        else:
            pause = self._pause(tasks)
        self._look_in(pause)

    async def _async_try(self, task: TaskInfo) -> None:
        """Look at a task; one whose log is refused keeps none of the others waiting."""
        try:
            await self._async_look_at(task)
        except GizwitsRequestError as err:
            _LOGGER.debug("The log of a task cannot be read: %s", err)
            seen = self._seen[task.id]
            seen.told_until, seen.again = dt_util.utcnow(), False
        except ScheduleError as err:
            if err.key == NO_TASKS:
                raise

    async def _async_look_at(self, task: TaskInfo) -> None:
        """Read the log of a task that was due since it was looked at last."""
        seen = self._seen.setdefault(task.id, _Seen(self._since))
        now = dt_util.utcnow()
        due = task.next_run(seen.told_until)
        if not seen.again and (due is None or due > now):
            return
        log = await self._account.tasks.async_log(task.id)
        for index, run in reversed([*enumerate(log)]):
            self._take(task, seen, run, _failures(log[index:]))
        is_told = due is None or due > now or _reaches(seen.run_at, due)
        may_change = seen.succeeded is False and task.retries > 0
        is_recent = due is not None and due <= now < due + _PATIENCE
        retried = timedelta(minutes=task.retries + 1)
        is_tried = may_change and seen.run_at and now < seen.run_at + retried
        seen.again = bool((not is_told and is_recent) or is_tried)
        if is_told or not is_recent:
            seen.told_until = max(seen.told_until, now)

    @callback
    def _take(self, task: TaskInfo, seen: _Seen, run: TaskRun, in_log: int) -> None:
        """Tell of a run unless that was done."""
        if run.at is None or run.at < self._since:
            return
        if seen.run_at and run.at < seen.run_at:
            return
        if (run.at, run.succeeded) == (seen.run_at, seen.succeeded):
            return
        is_new = run.at != seen.run_at
        seen.run_at, seen.succeeded = run.at, run.succeeded
        seen.failures = 0 if run.succeeded else seen.failures + is_new
        # The log may know of those before we looked.
        seen.failures = max(seen.failures, in_log)
        self._tell(task, run, seen.failures)

    @callback
    def _forget(self, there: set[str]) -> None:
        for task_id in self._seen.keys() - there:
            del self._seen[task_id]
        self._tell_there(there)

    def _pause(self, tasks: tuple[TaskInfo, ...]) -> float:
        """Return the seconds until something is due."""
        if any(seen.again for seen in self._seen.values()):
            return AGAIN
        now = dt_util.utcnow()
        runs = [at for task in tasks if (at := task.next_run(now)) is not None]
        if not runs:
            return INTERVAL
        soon = (min(runs) + AFTER_RUN - now).total_seconds()
        return min(INTERVAL, max(LEAST, soon))


def _failures(log: Sequence[TaskRun]) -> int:
    """Return how many of the newest runs of a log failed in a row."""
    return sum(1 for _ in takewhile(lambda run: not run.succeeded, log))


def _reaches(run_at: datetime | None, due: datetime | None) -> bool:
    return bool(run_at and due and run_at >= due - _SKEW)
