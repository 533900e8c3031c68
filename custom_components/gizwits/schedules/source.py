"""Where schedules are kept: the cloud has one place for devices, one for the rest."""

from typing import Final, Protocol

from ..api.common_schedules import CommonSchedules
from ..api.plan import Plan, Schedule
from ..api.target import Target, TargetKind
from ..registry import GROUP_PREFIX

# What the schedules of a scene are known by, as those of a device by its did.
SCENE_PREFIX: Final = "scene-"


class ScheduleSource(Protocol):
    """The schedules of one device, group or scene, by what that is known by.

    Everything raises GizwitsError.
    """

    async def of_device(self, did: str) -> list[Schedule]:
        """Return them."""

    async def create(self, did: str, plan: Plan) -> str:
        """Make one and return its id."""

    async def update(self, did: str, schedule_id: str, plan: Plan) -> None:
        """Put a plan in the place of another."""

    async def delete(self, did: str, schedule_id: str) -> None:
        """Delete one."""


class CommonSource:
    """The schedules of groups and scenes."""

    def __init__(self, schedules: CommonSchedules) -> None:
        """Send with `schedules`."""
        self._schedules = schedules

    async def of_device(self, did: str) -> list[Schedule]:
        """Return those of a group or scene; a cloud may give others with them."""
        target = target_of_key(did)
        return [one for one in await self._schedules.of(target) if one.target == target]

    async def create(self, did: str, plan: Plan) -> str:
        """Make one and return its id."""
        return await self._schedules.create(target_of_key(did), plan)

    async def update(self, did: str, schedule_id: str, plan: Plan) -> None:
        """Put a plan in the place of another."""
        await self._schedules.update(schedule_id, plan)

    async def delete(self, did: str, schedule_id: str) -> None:
        """Delete one."""
        await self._schedules.delete(schedule_id)


def target_of_key(key: str) -> Target:
    """Return the group or the scene that schedules are known by."""
    if (scene_id := key.removeprefix(SCENE_PREFIX)) != key:
        return Target(TargetKind.SCENE, scene_id)
    return Target(TargetKind.GROUP, key.removeprefix(GROUP_PREFIX))
