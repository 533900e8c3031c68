"""Runs what is due, by the clock of the cloud (protocol §2.10)."""

import asyncio
from typing import TYPE_CHECKING, Any, NamedTuple

from .clock import text_time
from .schedules import Retry, Schedule, Task

if TYPE_CHECKING:
    from .state import CloudState

RETRY_AFTER = 60.0
TICK = 0.5


class Run(NamedTuple):
    """That a schedule or task ran: its id, when it was due, and whether it worked."""

    id: str
    at: float
    success: bool


class Runner:
    """Listens to the clock; each turn runs what fell due on the way, in order."""

    def __init__(self, state: CloudState) -> None:
        """Start with nothing to run."""
        self._state = state
        self._ran_until = state.clock.now()
        self.schedules: dict[str, Schedule] = {}
        self.tasks: dict[str, Task] = {}
        self.runs: list[Run] = []
        self._retries: list[Retry] = []
        self._ticking = False
        state.clock.listen(self.turn)

    def add(self, what: Schedule | Task) -> None:
        """Keep a new schedule or task; from now on time is looked at by itself."""
        if isinstance(what, Schedule):
            self.schedules[what.id] = what
        else:
            self.tasks[what.id] = what
        self.resume()

    def resume(self) -> None:
        """Look at the clock by itself from now on, if there is anything to run."""
        if not self._ticking and (self.schedules or self.tasks):
            self._ticking = True
            # What would have been due before anybody looked does not run now.
            self._ran_until = self._state.clock.now()
            self._state.spawn(self._tick())

    async def _tick(self) -> None:
        try:
            while True:
                await self._state.clock.tick()
                await asyncio.sleep(TICK)
        finally:
            self._ticking = False

    async def turn(self, now: float) -> None:
        """Run everything due since the last turn; nothing when turned back."""
        after, self._ran_until = self._ran_until, now
        due: list[tuple[float, str, Schedule | Task | Retry]] = []
        for schedule in self.schedules.values():
            if schedule.enabled:
                moments = schedule.when.between(after, now)
                due += [(at, schedule.id, schedule) for at in moments]
        for task in self.tasks.values():
            due += [(at, task.id, task) for at in task.when.between(after, now)]
        while due or self._due_retries(now):
            due += [(retry.at, retry.task.id, retry) for retry in self._take(now)]
            due.sort(key=lambda entry: entry[:2])
            at, _, what = due.pop(0)
            self._run(at, what)

    def _run(self, at: float, what: Schedule | Task | Retry) -> None:
        if isinstance(what, Schedule):
            success = self._state.orders.schedule(what)
            self.runs.append(Run(what.id, at, success))
        elif isinstance(what, Task):
            log = {"datetime": text_time(at), "status": "succeed", "detail": {}}
            what.logs.append(log)
            self._attempt(at, what, log, what.retry_count)
        elif what.task.id in self.tasks:
            self._attempt(what.at, what.task, what.log, what.left)

    def _attempt(self, at: float, task: Task, log: dict[str, Any], left: int) -> None:
        """Send the commands of a task, all or those that failed before."""
        before: dict[str, bool] = log["detail"]
        failed_only = task.retry_task == "failed"
        detail = dict(before)
        for part in task.task:
            if not (failed_only and before.get(part["did"])):
                detail[part["did"]] = self._send(task, part)
        success = all(detail.values())
        log.update(detail=detail, status="succeed" if success else "failed")
        if not success and left > 0:
            self._retries.append(Retry(at + RETRY_AFTER, task, log, left - 1))
        else:
            self.runs.append(Run(task.id, at, success))

    def _send(self, task: Task, part: dict[str, Any]) -> bool:
        device = self._state.devices.get(part["did"])
        if device is None or self._state.bindings.get(task.uid, device.did) is None:
            return False
        return self._state.orders.attributes(device, part["attrs"])

    def _due_retries(self, now: float) -> bool:
        return any(retry.at <= now for retry in self._retries)

    def _take(self, now: float) -> list[Retry]:
        taken = [retry for retry in self._retries if retry.at <= now]
        self._retries = [retry for retry in self._retries if retry.at > now]
        return taken
