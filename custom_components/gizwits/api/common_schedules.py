"""Schedules of devices, groups and scenes alike (newer document, "common_scheduler")."""

from typing import Final

from .client import GizwitsClient
from .exceptions import GizwitsRequestError
from .plan import Plan, Schedule
from .target import Target, TargetKind

_PATH: Final = "/app/common_scheduler"


class CommonSchedules:
    """Read, made, changed and deleted; errors as in `Schedules`."""

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def of(self, target: Target | None = None) -> list[Schedule]:
        """Return the schedules of one target, or all: `GET /app/common_scheduler`."""
        params = {target.kind.value: target.id} if target else None
        rows = await self._caller.rows(_PATH, params=params)
        return [Schedule.from_json(row, target) for row in rows]

    async def create(self, target: Target, plan: Plan) -> str:
        """Make a schedule and return its id: `POST /app/common_scheduler`.

        A scene brings along what to do: the plan for it has nothing but times.
        """
        if target.kind is not TargetKind.SCENE and not (plan.attrs or plan.raw):
            raise GizwitsRequestError("The schedule does nothing")
        body = {target.kind.value: target.id, **plan.to_json()}
        return await self._caller.create(_PATH, body)

    async def update(self, schedule_id: str, plan: Plan) -> None:
        """Put a plan in the place of another: `PUT /app/common_scheduler/{id}`.

        What it is for stays (the vendor's schema has no target here).
        """
        await self._caller.call("PUT", f"{_PATH}/{schedule_id}", json=plan.to_json())

    async def delete(self, schedule_id: str) -> None:
        """Delete a schedule: `DELETE /app/common_scheduler/{id}`."""
        await self._caller.call("DELETE", f"{_PATH}/{schedule_id}")
