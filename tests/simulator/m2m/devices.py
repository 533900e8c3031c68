"""Reading and writing devices over the socket (protocol §4.2)."""

from typing import TYPE_CHECKING, Any

from .. import payload
from ..datapoint import InvalidValue, is_byte
from ..device import SimulatedDevice
from ..frames import ACK, WRITE, WRITE_ACK, BadFrame, Frame as BinaryFrame

if TYPE_CHECKING:
    from .session import Session

type Frame = dict[str, Any]


class Refused(Exception):
    """A message that is wrong; the socket stays open."""


def read(session: Session, frame: Frame) -> None:
    """Ask a device for its values: all who listen get them, or who gave a req_sn."""
    _needs_attrs(session)
    data, device, serial = _open(session, frame)
    names = data.get("names")
    if names is not None and not isinstance(names, list):
        raise Refused("names must be a list")
    asked = None if names is None else {str(name) for name in names}
    p0 = payload.pack_read(device.product.definition)
    _log(session, device, p0, serial)
    if serial is None:
        session.state.after_lag(device, device.answer_read, asked)
    else:
        session.state.after_lag(device, _answer_read, session, device, asked, serial)


def write(session: Session, frame: Frame) -> None:
    """Set datapoints; binary ones come as byte lists."""
    _needs_attrs(session)
    data, device, serial = _open(session, frame)
    attrs = data.get("attrs")
    if not isinstance(attrs, dict) or not attrs:
        raise Refused("attrs missing")
    definition = device.product.definition
    try:
        values = definition.written_by_socket(attrs)
    except InvalidValue as error:
        raise Refused(f"attr invalid: {error}") from error
    _log(session, device, payload.pack_control(definition, values), serial)
    session.state.command(device, values, attrs)
    if serial is not None:
        session.state.after_lag(device, _acknowledge, session, device, serial)


def raw(session: Session, frame: Frame) -> None:
    """Hand a complete binary frame to a device."""
    data, device, _ = _open(session, frame)
    given = data.get("raw")
    if not isinstance(given, list) or not all(is_byte(byte) for byte in given):
        raise Refused("raw must be a list of bytes")
    try:
        binary = BinaryFrame.unpack(bytes(given))
    except BadFrame as error:
        raise Refused(f"raw is no frame: {error}") from error
    if binary.command == ACK:
        return
    if binary.command not in (WRITE, WRITE_ACK):
        raise Refused(f"command {binary.command:04x}")
    session.state.raw_command(device, binary.p0)
    _log(session, device, binary.p0, binary.serial)


def _answer_read(
    session: Session, device: SimulatedDevice, names: set[str] | None, serial: int
) -> None:
    if not device.online or session.uid is None:
        return
    hub = session.state.hub
    values = device.values_for(names)
    hub.store(device, values, reply=True)
    noti = hub.notification(device, values, session, reply=True)
    session.push({**noti, "res_sn": serial})


def _acknowledge(session: Session, device: SimulatedDevice, serial: int) -> None:
    if device.online:
        session.push({"cmd": "s2c_ack", "res_sn": serial, "did": device.did})


def _needs_attrs(session: Session) -> None:
    if session.p0_type != "attrs_v4":
        raise Refused("not allowed with p0_type custom")


def _open(session: Session, frame: Frame) -> tuple[Frame, SimulatedDevice, int | None]:
    """Return data, device and req_sn; the device must be subscribed and online."""
    data = frame.get("data")
    if not isinstance(data, dict):
        raise Refused("data missing")
    did = data.get("did")
    if not isinstance(did, str) or did not in session.subscribed:
        raise Refused("did not subscribed")
    serial = frame.get("req_sn")
    if serial is not None and (isinstance(serial, bool) or not isinstance(serial, int)):
        raise Refused("req_sn must be a number")
    return data, session.state.devices[did], serial


def _log(
    session: Session, device: SimulatedDevice, p0: bytes, serial: int | None
) -> None:
    command = WRITE if serial is None else WRITE_ACK
    session.state.history.to_device(
        device.did,
        BinaryFrame(command, p0, serial),
        source="client",
        uid=session.uid or "",
        appid=session.app_id or "",
    )
