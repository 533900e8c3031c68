"""One WebSocket of an app: its login, its heartbeat, what it hears of."""

import asyncio
import json
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from ..recorder import ReceivedFrame
from . import commands

if TYPE_CHECKING:
    from ..state import CloudState
    from .host import M2mHost

NOT_LOGGED_IN, SOCKET_CLOSED, NO_HEARTBEAT = 1003, 1009, 1011
INVALID_MESSAGES = {
    NOT_LOGGED_IN: "not logged in, please login first!",
    SOCKET_CLOSED: "M2M socket has closed, please login again!",
    NO_HEARTBEAT: "No heartbeat!",
}
# Whatever else is wrong with a message has no documented code (§4.2, "other").
BAD_MESSAGE = 1000


class Session:
    """A connection from handshake to close; ``uid`` is None before login_req."""

    def __init__(
        self, host: M2mHost, ws: web.WebSocketResponse, request: web.Request
    ) -> None:
        """Take a WebSocket whose handshake is done."""
        self.host = host
        self.uid: str | None = None
        self.app_id: str | None = None
        self.p0_type = "attrs_v4"
        self.auto_subscribe = True
        self.subscribed: set[str] = set()
        self._ws = ws
        self._request = request
        self._out: asyncio.Queue[str | bytes | int] = asyncio.Queue()
        self._interval = 0.0
        self._closing = False
        self._heartbeat: asyncio.TimerHandle | None = None

    @property
    def state(self) -> CloudState:
        """Return the cloud this socket belongs to."""
        return self.host.state

    def post(self, frame: dict[str, Any]) -> None:
        """Send an answer, unless the host plays dead."""
        if not self.host.is_silent:
            self._out.put_nowait(json.dumps(frame))

    def push(self, frame: dict[str, Any]) -> None:
        """Send news of a device; the host may hold, repeat or swallow it."""
        self.host.deliver(self, frame)

    def send(self, data: str | bytes) -> None:
        """Send anything, garbage included."""
        self._out.put_nowait(data)

    def invalid(self, code: int, message: str | None = None) -> None:
        """Send s2c_invalid_msg; 1003 and 1011 close, 1009 ends the login (§4.2)."""
        text = message or INVALID_MESSAGES.get(code, "invalid message")
        data = {"error_code": code, "msg": text}
        self.post({"cmd": "s2c_invalid_msg", "data": data})
        if code == SOCKET_CLOSED:
            self.log_out()
        if code in (NOT_LOGGED_IN, NO_HEARTBEAT):
            self.log_out()
            self.close()

    def log_out(self) -> None:
        """Forget the login; nothing but login_req is taken from now on."""
        self.uid = None
        self.subscribed.clear()
        self._stop_heartbeat()

    def expect_heartbeat(self, interval: float) -> None:
        """Demand a ping within each ``interval`` seconds from now on."""
        self._interval = interval
        self.heartbeat()

    def heartbeat(self) -> None:
        """Take note of a ping and wait for the next."""
        self._stop_heartbeat()
        wait = self.host.heartbeat_limit or self._interval
        loop = asyncio.get_running_loop()
        self._heartbeat = loop.call_later(wait, self._missed)

    async def run(self) -> None:
        """Serve until the socket closes."""
        writer = asyncio.create_task(self._write())
        try:
            async for message in self._ws:
                if message.type is WSMsgType.PING:
                    if not self.host.is_silent:
                        await self._ws.pong(message.data)
                elif message.type is WSMsgType.TEXT:
                    self._received(message.data)
                elif message.type is WSMsgType.BINARY:
                    self._record({"invalid": message.data})
                    self.invalid(BAD_MESSAGE, "binary message")
        finally:
            self._stop_heartbeat()
            # A close of ours is said by the writer, which must come to its end.
            if self._closing:
                await asyncio.wait([writer], timeout=1)
            writer.cancel()

    def close(self, code: int = 1000) -> None:
        """Close in an orderly way, after what is still to be sent."""
        self._closing = True
        self._out.put_nowait(code)

    def abort(self) -> None:
        """Cut the connection without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()

    def _received(self, text: str) -> None:
        try:
            frame = json.loads(text)
        except ValueError:
            frame = None
        if not isinstance(frame, dict):
            self._record({"invalid": text})
            self.invalid(BAD_MESSAGE, "not a JSON object")
            return
        self._record(frame)
        if not self.host.is_silent:
            commands.take(self, frame)

    def _record(self, frame: dict[str, Any]) -> None:
        recorder = self.state.recorder
        entry = ReceivedFrame(self.host.index, self.uid, frame)
        recorder.add(recorder.frames, entry)

    async def _write(self) -> None:
        while True:
            data = await self._out.get()
            try:
                if isinstance(data, int):
                    await self._ws.close(code=data)
                    return
                if isinstance(data, str):
                    await self._ws.send_str(data)
                else:
                    await self._ws.send_bytes(data)
            except ConnectionError:
                return

    def _missed(self) -> None:
        if not self.host.is_silent:
            self.invalid(NO_HEARTBEAT)

    def _stop_heartbeat(self) -> None:
        if self._heartbeat is not None:
            self._heartbeat.cancel()
            self._heartbeat = None
