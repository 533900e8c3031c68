"""The schedules of one device (Open API document, "scheduler" of a device).

The cloud runs them, whether anybody is there or not, and keeps no log of it.
"""

from .client import GizwitsClient
from .exceptions import GizwitsRequestError
from .fields import JsonValue
from .plan import Plan, Schedule
from .target import Target, TargetKind


class Schedules:
    """Read, made, changed and deleted, device by device.

    GizwitsRequestError 9030: there is none with this id, 9025: a value does not fit;
    GizwitsNotBoundError: the device is not the account's.
    """

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def of_device(self, did: str) -> list[Schedule]:
        """Return a device's schedules: `GET /app/devices/{did}/scheduler`."""
        target = Target(TargetKind.DEVICE, did)
        rows = await self._caller.rows(_path(did))
        return [Schedule.from_json(row, target) for row in rows]

    async def create(self, did: str, plan: Plan) -> str:
        """Make a schedule and return its id: `POST` to the same place."""
        return await self._caller.create(_path(did), _body(plan))

    async def update(self, did: str, schedule_id: str, plan: Plan) -> None:
        """Put a plan in the place of another: `PUT /app/devices/{did}/scheduler/{id}`.

        The older document leaves the id out, and so cannot say which.
        """
        path = f"{_path(did)}/{schedule_id}"
        await self._caller.call("PUT", path, json=_body(plan))

    async def delete(self, did: str, schedule_id: str) -> None:
        """Delete a schedule: `DELETE /app/devices/{did}/scheduler/{id}`."""
        await self._caller.call("DELETE", f"{_path(did)}/{schedule_id}")


def _path(did: str) -> str:
    return f"/app/devices/{did}/scheduler"


def _body(plan: Plan) -> dict[str, JsonValue]:
    if not plan.attrs and not plan.raw:
        raise GizwitsRequestError("The schedule does nothing")
    return plan.to_json()
