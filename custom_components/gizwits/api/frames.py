"""The frames of the WebSocket that are sent, and those received that say something.

Section numbers and member names are those of the Websocket API document 1.0.7.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson

from .auth import Token
from .fields import as_int, as_list, as_mapping, as_text

# The longest interval a server may be asked for; pings come much sooner.
HEARTBEAT_INTERVAL: Final = 180
PING: Final = '{"cmd":"ping"}'
# The only code that says the token was refused; others end the connection.
LOGIN_REFUSED: Final = 1003
CONNECTION_ENDED: Final = frozenset({LOGIN_REFUSED, 1009, 1011})


def login_req(app_id: str, token: Token) -> str:
    """Return the first frame of a connection."""
    return _frame(
        "login_req",
        appid=app_id,
        uid=token.uid,
        token=token.value,
        p0_type="attrs_v4",
        heartbeat_interval=HEARTBEAT_INTERVAL,
        auto_subscribe=False,
    )


def subscribe_req(dids: Iterable[str]) -> str:
    """Return the frame that asks for the pushes of these devices."""
    return _dump({"cmd": "subscribe_req", "data": [{"did": did} for did in dids]})


def c2s_read(did: str) -> str:
    """Return the frame that asks a device for all its values."""
    return _frame("c2s_read", did=did)


def c2s_ack(did: str, serial: int) -> str:
    """Return the acknowledgement of a report that asked for one."""
    return _dump({"cmd": "c2s_ack", "res_sn": serial, "did": did})


class Frame:
    """A received frame: its command and its members, whatever they are.

    `did` is the device it is about, '' for none.
    """

    __slots__ = ("command", "content", "data", "did")

    def __init__(self, text: str) -> None:
        """Take a message apart; what is no frame has no command."""
        try:
            content = orjson.loads(text)
        except ValueError:
            content = None
        # All frames come by here: nothing is called that need not be.
        content = content if isinstance(content, dict) else {}
        data = content.get("data")
        data = data if isinstance(data, dict) else {}
        command, did = content.get("cmd"), data.get("did")
        self.content: Mapping[str, Any] = content
        self.data: Mapping[str, Any] = data
        self.command = command if isinstance(command, str) else ""
        self.did = did if isinstance(did, str) else ""

    @property
    def serial(self) -> int | None:
        """Return the `req_sn` of a report that wants an acknowledgement."""
        serial = self.content.get("req_sn", self.data.get("req_sn"))
        return None if serial is None else as_int(serial)

    @property
    def error_code(self) -> int | None:
        """Return the code of an `s2c_invalid_msg`."""
        return as_int(self.data.get("error_code"))

    def dids(self, result: str) -> frozenset[str]:
        """Return the devices listed under `success` or `failed`."""
        return frozenset(
            as_text(as_mapping(item).get("did"))
            for item in as_list(self.data.get(result))
        )


def _frame(command: str, **data: object) -> str:
    return _dump({"cmd": command, "data": data})


def _dump(frame: Mapping[str, object]) -> str:
    return orjson.dumps(frame).decode()
