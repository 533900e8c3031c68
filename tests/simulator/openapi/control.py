"""Commands to a device (protocol §2.4)."""

from typing import Any

from aiohttp import web

from .. import payload
from ..datapoint import InvalidValue, Value, is_byte
from ..definition import Definition
from ..device import SimulatedDevice
from ..errors import ApiError
from ..frames import WRITE, Frame
from ..models import User
from .call import Call, Routes, answer


async def control(call: Call) -> web.Response:
    """POST /app/control/{did}: ``attrs``, or ``raw`` as a list of p0 bytes.

    200 says that the M2M host took it, not that the device did. 9025 names the
    datapoint; 9042 offline, 9023 disabled, 9039 for an app that commands by AEP.
    """
    user, device, _ = call.bound()
    if call.app().commands_by_aep:
        raise ApiError(9039)
    body = await call.body()
    command = parse_command(device.product.definition, body)
    check_reachable(device)
    carry_out(call, user, device, command)
    return answer({})


class Command:
    """A command that was checked: attributes with their values, or bytes."""

    def __init__(
        self, attrs: dict[str, Any], values: dict[str, Value], raw: bytes | None
    ) -> None:
        """Take attributes as sent and decoded, or raw bytes."""
        self.attrs = attrs
        self.values = values
        self.raw = raw


def parse_command(definition: Definition, body: dict[str, Any]) -> Command:
    """Return the command of a body with ``attrs`` or ``raw``, or 9015, or 9025."""
    attrs, raw = body.get("attrs"), body.get("raw")
    if raw is not None:
        if not isinstance(raw, list) or not raw or not all(map(is_byte, raw)):
            raise ApiError(9015, "raw")
        return Command({}, {}, bytes(raw))
    if not isinstance(attrs, dict) or not attrs:
        raise ApiError(9015, "attrs")
    try:
        values = definition.written_by_http(attrs)
    except InvalidValue as error:
        raise ApiError(9025, str(error)) from error
    return Command(attrs, values, None)


def check_reachable(device: SimulatedDevice) -> None:
    """Raise 9023 for a disabled device and 9042 for one that is offline."""
    if device.is_disabled:
        raise ApiError(9023)
    if not device.online:
        raise ApiError(9042)


def carry_out(
    call: Call, user: User, device: SimulatedDevice, command: Command
) -> None:
    """Hand a checked command to the device and log it."""
    if command.raw is not None:
        p0 = command.raw
        call.state.raw_command(device, p0)
    else:
        p0 = payload.pack_control(device.product.definition, command.values)
        call.state.command(device, command.values, command.attrs)
    frame = Frame(WRITE, p0)
    call.state.history.to_device(
        device.did, frame, source="client", uid=user.uid, appid=user.app_id
    )


ROUTES: Routes = [("POST", "/app/control/{did}", control)]
