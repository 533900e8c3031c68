"""What a client may say on the socket, and what it gets for it (protocol §4.2)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import ApiError
from ..recorder import Ack
from . import devices

if TYPE_CHECKING:
    from .session import Session

MAX_HEARTBEAT = 180

type Frame = dict[str, Any]


def take(session: Session, frame: Frame) -> None:
    """Carry out one message; before login nothing but login_req is taken."""
    command = frame.get("cmd")
    if command == "login_req":
        _login(session, frame.get("data"))
        return
    if session.uid is None:
        session.invalid(1003)
        return
    handler = _COMMANDS.get(command) if isinstance(command, str) else None
    if handler is None:
        session.invalid(1000, f"unknown cmd {command!r}")
        return
    try:
        handler(session, frame)
    except devices.Refused as refused:
        session.invalid(1000, str(refused))


def _login(session: Session, data: Any) -> None:
    session.log_out()
    if session.host.refuses_login:
        session.invalid(1003, "login failed")
        return
    problem = _login_problem(session, data)
    if problem is not None:
        failed = {"success": False, "msg": problem}
        session.post({"cmd": "login_res", "data": failed})
        session.close()
        return
    session.uid, session.app_id = data["uid"], data["appid"]
    session.p0_type = data["p0_type"]
    session.auto_subscribe = data.get("auto_subscribe", True)
    if session.auto_subscribe:
        session.subscribed = session.host.dids_of(data["uid"])
    session.expect_heartbeat(data["heartbeat_interval"])
    session.post({"cmd": "login_res", "data": {"success": True}})


def _login_problem(session: Session, data: Any) -> str | None:
    """Return why a login_req is refused, or None."""
    if not isinstance(data, dict):
        return "data missing"
    interval = data.get("heartbeat_interval")
    if isinstance(interval, bool) or not isinstance(interval, int):
        return "heartbeat_interval invalid"
    if not 0 < interval <= MAX_HEARTBEAT:
        return "heartbeat_interval invalid"
    if data.get("p0_type") not in ("attrs_v4", "custom"):
        return "p0_type invalid"
    if not isinstance(data.get("auto_subscribe", True), bool):
        return "auto_subscribe invalid"
    accounts = session.state.accounts
    app = accounts.apps.get(str(data.get("appid")))
    if app is None:
        return "appid invalid"
    try:
        user = accounts.user_of(app, str(data.get("token")))
    except ApiError:
        return "token invalid"
    return None if user.uid == data.get("uid") else "uid invalid"


def _ping(session: Session, _frame: Frame) -> None:
    session.heartbeat()
    session.post({"cmd": "pong"})


def _subscribe(session: Session, frame: Frame) -> None:
    """Answer which of the devices are heard of from now on."""
    asked = frame.get("data")
    if not isinstance(asked, list):
        raise devices.Refused("data must be a list")
    allowed = session.host.dids_of(session.uid)
    success, failed = [], []
    for item in asked:
        did = item.get("did") if isinstance(item, dict) else None
        if isinstance(did, str) and did in allowed:
            session.subscribed.add(did)
            success.append({"did": did, "error_code": 0, "msg": "ok"})
        else:
            failed.append({"did": did, "error_code": 9017, "msg": "device not bound!"})
    data = {"success": success, "failed": failed}
    session.post({"cmd": "subscribe_res", "data": data})


def _ack(session: Session, frame: Frame) -> None:
    """Record the acknowledgement of a report; did and res_sn stand at the top."""
    did, res_sn = frame.get("did"), frame.get("res_sn")
    if not isinstance(did, str) or not isinstance(res_sn, int):
        raise devices.Refused("did or res_sn missing")
    recorder = session.state.recorder
    recorder.add(recorder.acks, Ack(did, res_sn))


_COMMANDS: dict[str, Callable[[Session, Frame], None]] = {
    "ping": _ping,
    "subscribe_req": _subscribe,
    "c2s_read": devices.read,
    "c2s_write": devices.write,
    "c2s_raw": devices.raw,
    "c2s_ack": _ack,
}
