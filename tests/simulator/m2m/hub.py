"""From devices to sockets: who hears of what (protocol §4.2)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .. import payload
from ..datapoint import InvalidValue, Value
from ..device import SimulatedDevice
from ..frames import REPORT, Frame

if TYPE_CHECKING:
    from ..state import CloudState
    from .session import Session


class Hub:
    """The cloud's side of :class:`~tests.simulator.uplink.Uplink`."""

    def __init__(self, state: CloudState) -> None:
        """Serve the devices of ``state``."""
        self._state = state
        self._serial = 0

    def now(self) -> float:
        """Return the cloud's time."""
        return self._state.clock.now()

    def reported(
        self, device: SimulatedDevice, values: Mapping[str, Value], *, reply: bool
    ) -> None:
        """Store a report or the reply to a read and push it to all who listen."""
        self.store(device, values, reply=reply)
        for session in self.listeners(device):
            session.push(self.notification(device, values, session, reply=reply))

    def store(
        self, device: SimulatedDevice, values: Mapping[str, Value], *, reply: bool
    ) -> None:
        """Keep values as the latest ones, with their time, and log the frame."""
        device.reported.update(values)
        device.reported_at = self.now()
        self._state.samples.add(device.did, device.reported_at, values)
        frame = self._frame(device, values, reply=reply)
        if frame is not None:
            self._state.history.from_device(device.did, frame)

    def notification(
        self,
        device: SimulatedDevice,
        values: Mapping[str, Value],
        session: Session,
        *,
        reply: bool,
    ) -> dict[str, Any]:
        """Return the frame for one socket: s2c_noti, or s2c_raw in custom mode."""
        if session.p0_type == "custom":
            frame = self._frame(device, values, reply=reply)
            return raw_frame(device.did, frame.pack() if frame else b"")
        attrs = device.product.definition.to_socket(values)
        noti: dict[str, Any] = {
            "cmd": "s2c_noti",
            "data": {"did": device.did, "attrs": attrs},
        }
        if device.demand_ack and not reply:
            self._serial += 1
            noti["req_sn"] = self._serial
        return noti

    def sent_attrs(self, device: SimulatedDevice, attrs: Mapping[str, Any]) -> None:
        """Push attributes as they are."""
        data = {"did": device.did, "attrs": dict(attrs)}
        for session in self.listeners(device):
            session.push({"cmd": "s2c_noti", "data": data})

    def sent_raw(self, device: SimulatedDevice, p0: bytes) -> None:
        """Push a payload as s2c_raw and log it."""
        frame = Frame(REPORT, p0)
        self._state.history.from_device(device.did, frame)
        for session in self.listeners(device):
            session.push(raw_frame(device.did, frame.pack()))

    def went(self, device: SimulatedDevice, *, online: bool) -> None:
        """Push s2c_online_status; its member is ``online``."""
        device.online_since = self.now()
        self._state.history.connected(device.did, online=online)
        data = {
            "did": device.did,
            "passcode": device.passcode,
            "mac": device.mac,
            "online": online,
        }
        for session in self.listeners(device):
            session.push({"cmd": "s2c_online_status", "data": data})

    def binding_changed(self, uid: str, device: SimulatedDevice, *, bind: bool) -> None:
        """Tell the user's sockets on the device's host; adjust what they hear of."""
        host = self._state.m2m[device.m2m]
        for session in host.sessions_of(uid):
            if not bind:
                session.subscribed.discard(device.did)
            elif session.auto_subscribe:
                session.subscribed.add(device.did)
            data = {"did": device.did, "bind": bind}
            session.push({"cmd": "s2c_binding_changed", "data": data})

    def listeners(self, device: SimulatedDevice) -> Iterator[Session]:
        """Yield the sockets on the device's host that are bound and subscribed."""
        bindings = self._state.bindings
        for session in list(self._state.m2m[device.m2m].sessions):
            if session.uid is None or device.did not in session.subscribed:
                continue
            if bindings.get(session.uid, device.did) is not None:
                yield session

    def _frame(
        self, device: SimulatedDevice, values: Mapping[str, Value], *, reply: bool
    ) -> Frame | None:
        definition = device.product.definition
        try:
            known = definition.check(
                {name: values[name] for name in values if name in definition.by_name}
            )
        except InvalidValue:  # what a test forced fits in no frame
            return None
        return Frame(REPORT, payload.pack_status(definition, known, reply=reply))


def raw_frame(did: str, data: bytes) -> dict[str, Any]:
    """Return a s2c_raw message with a complete LAN-style frame."""
    return {"cmd": "s2c_raw", "data": {"did": did, "raw": list(data)}}
