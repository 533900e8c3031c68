"""Changing the schedules of a device, each change whole."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from copy import replace
from typing import NamedTuple

from homeassistant.util import dt as dt_util

from ..api import GizwitsError
from ..api.plan import Plan, Schedule
from ..api.target import Target, TargetKind
from ..api.when import When
from ..schedule_errors import HalfDoneError, ScheduleError
from .change import Change
from .grouping import grouped
from .memory import Made, Memory
from .plans import Timing
from .reader import ScheduleReader
from .source import ScheduleSource


class Group(NamedTuple):
    """A schedule on the cloud: its parts, and what is remembered of it."""

    made: Made | None
    rows: Sequence[Schedule]

    @property
    def id(self) -> str:
        """Return the id people know it by."""
        return self.made.id if self.made else self.rows[0].id

    @property
    def before(self) -> dict[str, Plan]:
        """Return its parts by id."""
        return {row.id: row.plan for row in self.rows}


class ScheduleWriter:
    """Sends changes of schedules, and remembers what was made.

    Its methods are called with the lock of the device held, which `ScheduleReader` has.
    """

    def __init__(
        self, source: ScheduleSource, reader: ScheduleReader, memory: Memory
    ) -> None:
        """Nothing is sent yet."""
        self._source = source
        self._reader = reader
        self._memory = memory

    async def async_start(self, did: str) -> None:
        """Read what there is, and finish what was left half done before.

        Raises GizwitsError.
        """
        await self._reader.async_read_now(did)
        if change := self._unfinished(did):
            await change.async_undo(self._source, did)
            await self._async_finished(did, change)
            await self._reader.async_read_now(did)
        ids = (row.id for row in self._reader.rows(did) or ())
        if self._memory.forget_gone(did, ids, dt_util.utcnow()):
            await self._memory.async_save()

    def _unfinished(self, did: str) -> Change | None:
        """Return the change that was left half done, if any that can be read."""
        try:
            return Change.from_json(self._memory.unfinished[did])
        except KeyError, TypeError, AttributeError:
            self._memory.unfinished.pop(did, None)
        return None

    def group(self, did: str, schedule_id: str) -> Group:
        """Return a schedule. Raises ScheduleError `unknown_schedule`."""
        rows = self._reader.rows(did) or ()
        for made, own in grouped(rows, self._memory.of(did), dt_util.utcnow()):
            group = Group(made, own)
            if group.id == schedule_id:
                return group
        raise ScheduleError("unknown_schedule", schedule=schedule_id)

    def own_group(self, made: Made) -> Group | None:
        """Return a schedule that is still as we made it, else None."""
        with suppress(ScheduleError):
            group = self.group(made.did, made.id)
            return group if group.made else None
        return None

    async def async_put(
        self,
        did: str,
        group: Group | None,
        plans: Sequence[Plan],
        timing: Timing | None = None,
    ) -> str:
        """Put plans in the place of a schedule, or make a new one; return its id.

        `timing` is what is remembered of them, where it has changed. Raises
        GizwitsError or HalfDoneError.
        """
        before = group.before if group else {}
        rows = self._reader.rows(did) or ()
        others = frozenset(row.id for row in rows) - before.keys()
        change = Change(before=before, wanted=plans, others=others)
        there = await self._async_apply(did, change)
        made_id = self._remember(did, group, there, timing)
        await self._async_refresh(did, others, there, made_id)
        return made_id

    async def async_forget(self, made: Made) -> None:
        """Forget that we made a schedule: somebody changed or deleted it elsewhere."""
        self._memory.made.pop(made.id, None)
        await self._memory.async_save()

    async def async_close(self, made: Made) -> None:
        """Remember that there is nothing to do for a schedule any more."""
        self._memory.made[made.id] = replace(made, exact_until=None)
        await self._memory.async_save()

    async def _async_apply(self, did: str, change: Change) -> dict[str, Plan]:
        """Send a change, of which nothing is forgotten before it is done or undone."""
        if change.requests > 1:
            self._memory.unfinished[did] = change.to_json()
            await self._memory.async_save()
        try:
            return await change.async_apply(self._source, did)
        except HalfDoneError:
            self._reader.async_outdate(did)
            raise
        except GizwitsError:
            self._reader.async_outdate(did)
            await self._async_finished(did, change)
            raise

    async def _async_finished(self, did: str, change: Change) -> None:
        self._memory.unfinished.pop(did, None)
        self._memory.renumber(did, change.renumbered)
        await self._memory.async_save()

    def _remember(
        self,
        did: str,
        group: Group | None,
        there: Mapping[str, Plan],
        timing: Timing | None,
    ) -> str:
        """Take in what there is now; return the id people know it by."""
        self._memory.unfinished.pop(did, None)
        made = group.made if group else None
        parts = {key: plan.when for key, plan in there.items() if plan.when}
        made_id = group.id if group else next(iter(there))
        if not there:
            self._memory.made.pop(made_id, None)
        elif timing:
            first = group.rows[0].created_at if group else None
            self._memory.made[made_id] = Made(
                id=made_id,
                did=did,
                zone=timing.zone,
                when=timing.when,
                parts=parts,
                exact_until=timing.converted.exact_until,
                split=timing.split,
                created_at=(made.created_at if made else first) or dt_util.utcnow(),
            )
        elif made:
            self._memory.made[made_id] = replace(made, parts=parts)
        return made_id

    async def _async_refresh(
        self,
        did: str,
        others: Iterable[str],
        there: Mapping[str, Plan],
        made_id: str,
    ) -> None:
        """Read what the cloud made of it; where that fails, show what was sent."""
        try:
            await self._reader.async_read_now(did)
        except GizwitsError:
            kept = [row for row in self._reader.rows(did) or () if row.id in others]
            target = Target(TargetKind.DEVICE, did)
            new = [Schedule(id=key, target=target, plan=there[key]) for key in there]
            self._reader.async_put(did, [*kept, *new])
            self._reader.async_outdate(did)
        else:
            self._adopt(did, made_id)
        await self._memory.async_save()

    def _adopt(self, did: str, made_id: str) -> None:
        """Remember the parts in the cloud's own words: it may have others for them."""
        if (made := self._memory.made.get(made_id)) is None:
            return
        said = {row.id: row.plan.when for row in self._reader.rows(did) or ()}
        parts: dict[str, When] = {
            key: said.get(key) or part for key, part in made.parts.items()
        }
        if parts != made.parts:
            self._memory.made[made_id] = replace(made, parts=parts)
            self._reader.async_tell(did)
