"""Changing the parts of a schedule on the cloud: all of it, or nothing.

The cloud takes one part a request. Where one fails, what the cloud has is read, and
put back as it was.
"""

from collections.abc import Iterable, Mapping, Sequence
import logging
from typing import Any, Final, Self

from ..api import GizwitsConnectionError, GizwitsError
from ..api.plan import Plan
from ..schedule_errors import HalfDoneError
from .source import ScheduleSource

_LOGGER = logging.getLogger(__name__)

_UNKNOWN_ID: Final = 9030

type Plans = Mapping[str, Plan]


class Change:
    """One change of a device's schedules: `before`, by id, becomes `wanted`.

    `others` are the ids of all else the device had. What is there already is left
    alone, and an id is kept where one can be. `renumbered` has the new ids of what had
    to be made again to undo a change.
    """

    def __init__(
        self, before: Plans, wanted: Sequence[Plan], others: frozenset[str]
    ) -> None:
        """Find the fewest requests."""
        self.before = before
        self.wanted = wanted
        self.others = others
        self.renumbered: dict[str, str] = {}
        left, new = dict(before), []
        for plan in wanted:
            if same := next((key for key, own in left.items() if own == plan), None):
                del left[same]
            else:
                new.append(plan)
        self.updates = list(zip(left, new, strict=False))
        self.creates = new[len(self.updates) :]
        self.deletes = list(left)[len(self.updates) :]

    @property
    def requests(self) -> int:
        """Return how many requests it takes."""
        return len(self.updates) + len(self.creates) + len(self.deletes)

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept until it is done, or undone."""
        return {
            "before": {key: plan.to_json() for key, plan in self.before.items()},
            "wanted": [plan.to_json() for plan in self.wanted],
            "others": sorted(self.others),
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """Return it as it was kept. Raises ValueError, KeyError, TypeError."""
        return cls(
            before={key: Plan.from_json(one) for key, one in raw["before"].items()},
            wanted=[Plan.from_json(one) for one in raw["wanted"]],
            others=frozenset(raw["others"]),
        )

    async def async_apply(self, schedules: ScheduleSource, did: str) -> dict[str, Plan]:
        """Make it so; return what stands there now, by id.

        Raises GizwitsError when nothing has changed, HalfDoneError when that is not
        sure.
        """
        there = dict(self.before)
        done = 0
        try:
            for key, plan in self.updates:
                await schedules.update(did, key, plan)
                there[key], done = plan, done + 1
            for plan in self.creates:
                key = await schedules.create(did, plan)
                there[key], done = plan, done + 1
            for key in self.deletes:
                await _delete(schedules, did, key)
                del there[key]
                done += 1
        except GizwitsError as err:
            return await self._async_settle(schedules, did, err, done)
        return there

    async def _async_settle(
        self, schedules: ScheduleSource, did: str, err: GizwitsError, done: int
    ) -> dict[str, Plan]:
        """Find out what a failure left behind; return it when all was done."""
        is_unknown = isinstance(err, GizwitsConnectionError) and err.sent
        if not done and not is_unknown:
            raise err
        try:
            own = await self._async_own(schedules, did)
            if _is_all(own, self.wanted):
                return own
            await self._async_put_back(schedules, did, own)
        except GizwitsError as failure:
            _LOGGER.debug("A change of schedules cannot be taken back: %s", failure)
            if self.requests == 1:
                raise err from None
            code = str(err.code or err.status or "?")
            raise HalfDoneError(done, self.requests, code) from None
        raise err

    async def async_undo(self, schedules: ScheduleSource, did: str) -> None:
        """Put back what was before, some time after. Raises GizwitsError."""
        await self._async_put_back(
            schedules, did, await self._async_own(schedules, did)
        )

    async def _async_own(self, schedules: ScheduleSource, did: str) -> dict[str, Plan]:
        """Return what there is that was before, or is new since."""
        rows = await schedules.of_device(did)
        return {row.id: row.plan for row in rows if row.id not in self.others}

    async def _async_put_back(
        self, schedules: ScheduleSource, did: str, own: Plans
    ) -> None:
        """Undo what we did, not what others did meanwhile."""
        for key, plan in own.items():
            if key not in self.before and self._is_ours(plan):
                await _delete(schedules, did, key)
        for key, plan in self.before.items():
            if key in own and own[key] != plan and self._is_ours(own[key]):
                await schedules.update(did, key, plan)
            elif key in self.deletes and key not in own:
                self.renumbered[key] = await schedules.create(did, plan)

    def _is_ours(self, plan: Plan) -> bool:
        return any(_is_alike(plan, own) for own in self.wanted)


def _is_all(own: Plans, wanted: Iterable[Plan]) -> bool:
    """Return whether what is there is what was wanted, and nothing else."""
    left = list(own.values())
    for plan in wanted:
        found = next((one for one in left if _is_alike(one, plan)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _is_alike(one: Plan, other: Plan) -> bool:
    """Return whether two are the same, however the cloud spells its values."""
    return (
        one.when == other.when
        and one.raw == other.raw
        and one.attrs.keys() == other.attrs.keys()
        and (one.enabled, one.remark) == (other.enabled, other.remark)
    )


async def _delete(schedules: ScheduleSource, did: str, schedule_id: str) -> None:
    """Delete a part, also when it has gone already."""
    try:
        await schedules.delete(did, schedule_id)
    except GizwitsError as err:
        if err.code != _UNKNOWN_ID:
            raise
