"""The tasks an account has on the cloud, and what became of them."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from copy import replace
import datetime as dt
import logging
from typing import TYPE_CHECKING, Any

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.util import dt as dt_util

from ..api import GizwitsConnectionError, GizwitsError, GizwitsUnsupportedError
from ..api.tasks import Task, TaskRun, Tasks, TaskStep
from ..api.when import When
from ..const import DOMAIN
from ..schedule_errors import HalfDoneError, ScheduleError
from .commands import command_for
from .local import LocalWhen
from .memory import Made, Memory
from .reading import from_cloud, runs_as_told
from .tasks import LocalStep, LocalTask, StepInfo, TaskInfo, task_when

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

_LOGGER = logging.getLogger(__name__)


class AccountTasks:
    """Reads, makes and deletes the tasks of an account, and reads their logs.

    It is `AccountCoordinator.tasks`. Errors as of `ScheduleBook`; ScheduleError
    `no_tasks` where the cloud has none, which is asked and logged only once.
    """

    def __init__(self, account: AccountCoordinator, memory: Memory) -> None:
        """Nothing is asked; `memory` is that of the account's schedules."""
        self._account = account
        self._hass = account.hass
        self._memory = memory
        self._rows: list[Task] | None = None
        self._lock = asyncio.Lock()
        self._listeners: dict[CALLBACK_TYPE, None] = {}
        self.is_offered: bool | None = None

    @property
    def cached(self) -> tuple[TaskInfo, ...] | None:
        """Return what was last read, None before that."""
        if self._rows is None:
            return None
        owners = {key: one for one in self._memory.of("") for key in one.parts}
        return tuple(self._info(row, owners.get(row.id)) for row in self._rows)

    async def async_get(self) -> tuple[TaskInfo, ...]:
        """Return the tasks, from the cloud."""
        async with self._lock:
            await self._async_read()
        return self.cached or ()

    async def async_log(self, task_id: str) -> Sequence[TaskRun]:
        """Return what became of a task, from the cloud, the newest first."""
        self._check_offered()
        runs = await self._asked(
            Tasks(self._account.client).runs(self._cloud_id(task_id))
        )
        oldest = dt.datetime.min.replace(tzinfo=dt.UTC)
        return sorted(runs, key=lambda run: run.at or oldest, reverse=True)

    async def async_create(self, task: LocalTask) -> str:
        """Make a task and return its id."""
        task.check()
        self._check_offered()
        steps = [self._step(step) for step in task.steps]
        zone, now = dt_util.get_default_time_zone(), dt_util.utcnow()
        timing = task_when(task.when, zone, now)
        return await self._async_whole(self._async_create(task, steps, *timing))

    async def async_delete(self, task_id: str) -> None:
        """Delete a task."""
        self._check_offered()
        await self._async_whole(self._async_delete(task_id))

    @callback
    def async_listen(self, listener: CALLBACK_TYPE) -> Callable[[], None]:
        """Call `listener` when `cached` has changed; return what ends that."""
        self._listeners[listener] = None

        @callback
        def remove() -> None:
            self._listeners.pop(listener, None)

        return remove

    async def async_renew(self, made: Made, zone: dt.tzinfo) -> None:
        """Make a task anew, as the clocks have changed: it cannot be changed."""
        await self._async_whole(self._async_renew(made, zone))

    async def _async_renew(self, made: Made, zone: dt.tzinfo) -> None:
        await self._async_read()
        rows = self._rows or []
        old = next((row for row in rows if row.id in made.parts), None)
        if old is None:
            del self._memory.made[made.id]
            await self._memory.async_save()
            return
        when, exact_until = task_when(made.when, zone, dt_util.utcnow())
        key = old.id
        if old.when != when:
            key = await self._async_replace(old, when)
        self._memory.made[made.id] = replace(
            made, parts={key: when}, exact_until=exact_until
        )
        await self._memory.async_save()
        await self._async_read_again()

    async def _async_replace(self, old: Task, when: When) -> str:
        """Make a task at another time and delete the old one; return the new id."""
        tasks = Tasks(self._account.client)
        new = await self._async_make(old, when)
        try:
            await tasks.delete(old.id)
        except GizwitsError as err:
            try:
                await tasks.delete(new)
            except GizwitsError:
                raise HalfDoneError(1, 2, str(err.code or err.status or "?")) from None
            raise
        return new

    async def _async_create(
        self,
        task: LocalTask,
        steps: list[TaskStep],
        when: When,
        exact_until: dt.date | None,
    ) -> str:
        await self._async_read()
        made_id = await self._async_make(
            Task(
                id="",
                when=when,
                steps=tuple(steps),
                retries=task.retries,
                retry_failed_only=task.retry_failed_only,
            ),
            when,
        )
        self._memory.made[made_id] = Made(
            id=made_id,
            zone=self._hass.config.time_zone,
            when=task.when,
            parts={made_id: when},
            exact_until=exact_until,
            split=False,
            created_at=dt_util.utcnow(),
        )
        await self._memory.async_save()
        await self._async_read_again()
        return made_id

    async def _async_make(self, task: Task, when: When) -> str:
        """Make a task that runs `when`, and return its id.

        Where no answer came, it is looked for.
        """
        tasks = Tasks(self._account.client)
        known = {row.id for row in self._rows or ()}
        try:
            return await self._asked(
                tasks.create(
                    when,
                    task.steps,
                    retries=task.retries,
                    retry_failed_only=task.retry_failed_only,
                )
            )
        except GizwitsConnectionError as err:
            if not err.sent:
                raise
            for row in await tasks.all():
                if row.id not in known and (row.when, row.steps) == (
                    when,
                    task.steps,
                ):
                    return row.id
            raise

    async def _async_delete(self, task_id: str) -> None:
        await self._asked(Tasks(self._account.client).delete(self._cloud_id(task_id)))
        self._memory.made.pop(task_id, None)
        await self._memory.async_save()
        await self._async_read_again()

    async def _async_read(self) -> None:
        self._check_offered()
        self._rows = await self._asked(Tasks(self._account.client).all())
        for listener in list(self._listeners):
            listener()

    async def _async_read_again(self) -> None:
        try:
            await self._async_read()
        except GizwitsError as err:
            _LOGGER.debug("The tasks cannot be read: %s", err)

    def _info(self, task: Task, made: Made | None) -> TaskInfo:
        """Return a task as people see it, in their time zone."""
        zone, now = dt_util.get_default_time_zone(), dt_util.utcnow()
        parts = [task.when] if task.when else []
        when: LocalWhen | None
        if made and made.zone == self._hass.config.time_zone:
            when, keeps_time = made.when, True
        else:
            when = from_cloud(parts, zone, now)
            keeps_time = when is not None and runs_as_told(parts, when, zone, now)
        return TaskInfo(
            id=made.id if made else task.id,
            when=when,
            steps=tuple(self._shown(step) for step in task.steps),
            retries=task.retries,
            retry_failed_only=task.retry_failed_only,
            is_ours=made is not None,
            keeps_time=keeps_time,
            zone=zone,
            task=task,
        )

    def _shown(self, step: TaskStep) -> StepInfo:
        device = self._account.devices.get(step.did)
        return StepInfo(step.did, step.values(device.product) if device else {})

    def _step(self, step: LocalStep) -> TaskStep:
        """Return one step, checked. Raises ScheduleError or GizwitsValueError."""
        device = self._account.devices.get(step.did)
        if device is None:
            raise ScheduleError("device_not_ready")
        command = command_for(device, step.values)
        if command.raw:
            raise ScheduleError("task_bytes", device=device.device.name)
        return TaskStep(step.did, device.product.product_key, command.attrs)

    def _cloud_id(self, task_id: str) -> str:
        """Return the id the cloud has for a task now. Raises ScheduleError."""
        made = self._memory.made.get(task_id)
        if made and made.did:
            raise ScheduleError("unknown_task", task=task_id)
        return next(iter(made.parts)) if made else task_id

    def _check_offered(self) -> None:
        if self.is_offered is False:
            raise ScheduleError("no_tasks")

    async def _asked[T](self, request: Awaitable[T]) -> T:
        """Return an answer; learn from it whether there are tasks here at all."""
        try:
            answer = await request
        except GizwitsUnsupportedError:
            if self.is_offered is None:
                _LOGGER.info("This server does not offer tasks; nothing else is amiss")
                self.is_offered = False
            # Where there were tasks before, a page that is not found is a mishap.
            raise ScheduleError("no_tasks") from None
        self.is_offered = True
        return answer

    async def _async_whole[T](self, change: Coroutine[Any, Any, T]) -> T:
        """Carry out a change alone, to its end whoever asked for it."""

        async def run() -> T:
            async with self._lock:
                return await change

        task = self._account.config_entry.async_create_task(
            self._hass, run(), f"{DOMAIN} change tasks"
        )
        return await asyncio.shield(task)
