"""One M2M host: a WebSocket server and the ways it can fail (protocol §4)."""

import asyncio
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .session import Session

if TYPE_CHECKING:
    from ..state import CloudState

PATH = "/ws/app/v1"


class M2mHost:
    """Serves the devices whose ``m2m`` is its index; faults are switched on it."""

    def __init__(self, state: CloudState, index: int) -> None:
        """Make the host; :meth:`start` binds its port, which it keeps ever after."""
        self.state = state
        self.index = index
        self.port = 0
        self.sessions: list[Session] = []
        self.handshakes = 0
        self.is_silent = False
        self.refuses_login = False
        self.heartbeat_limit: float | None = None
        """Seconds without a ping before 1011, instead of the declared interval."""
        self.copies = 1
        """How often each piece of news is delivered."""
        self.news_delay = 0.0
        """Seconds each piece of news is under way."""
        self._starving = False
        self._held: list[tuple[Session, dict[str, Any]]] | None = None
        self._open = asyncio.Event()
        self._open.set()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on the loopback address."""
        if self._runner is not None:
            return
        app = web.Application()
        app.router.add_get(PATH, self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Refuse connections and cut those there are, until started again."""
        if self._runner is None:
            return
        runner, self._runner = self._runner, None
        self.drop_all()
        await runner.cleanup()

    def drop_all(self) -> None:
        """Cut all connections without a close frame."""
        for session in list(self.sessions):
            session.abort()

    def close_all(self, code: int = 1001) -> None:
        """Close all connections in an orderly way, as at a restart."""
        for session in list(self.sessions):
            session.close(code)

    def refuse_login(self, on: bool = True) -> None:
        """Answer each login_req with s2c_invalid_msg 1003 and close."""
        self.refuses_login = on

    def silent(self, on: bool = True) -> None:
        """Take everything and say nothing: half-open, not even a pong."""
        self.is_silent = on

    def starve(self, on: bool = True) -> None:
        """Answer logins and pings but deliver no news of any device."""
        self._starving = on

    def stall(self, on: bool = True) -> None:
        """Accept connections and never answer the handshake, like a firewall."""
        if on:
            self._open.clear()
        else:
            self._open.set()

    def hold(self) -> None:
        """Keep news back until :meth:`release`."""
        self._held = []

    def release(self, *, reverse: bool = False) -> None:
        """Deliver what was held, in order or the other way round."""
        held, self._held = self._held or [], None
        for session, frame in reversed(held) if reverse else held:
            self.deliver(session, frame)

    def send_invalid(self, code: int, message: str | None = None) -> None:
        """Send s2c_invalid_msg to all; 1003 and 1011 close as the real ones do."""
        for session in list(self.sessions):
            session.invalid(code, message)

    def send_frame(self, frame: dict[str, Any]) -> None:
        """Send a made-up frame to all logged-in sockets."""
        for session in self.logged_in():
            session.post(frame)

    def send_text(self, text: str) -> None:
        """Send any text to all connections."""
        for session in list(self.sessions):
            session.send(text)

    def send_bytes(self, data: bytes) -> None:
        """Send a binary message to all connections."""
        for session in list(self.sessions):
            session.send(data)

    def deliver(self, session: Session, frame: dict[str, Any]) -> None:
        """Pass news on to a socket as the switches above allow."""
        if self._held is not None:
            self._held.append((session, frame))
        elif not self._starving:
            for _ in range(self.copies):
                if self.news_delay:
                    self.state.later(self.news_delay, session.post, frame)
                else:
                    session.post(frame)

    def logged_in(self) -> list[Session]:
        """Return the sockets that are logged in."""
        return [session for session in self.sessions if session.uid is not None]

    def sessions_of(self, uid: str) -> list[Session]:
        """Return a user's sockets."""
        return [session for session in self.sessions if session.uid == uid]

    def dids_of(self, uid: str | None) -> set[str]:
        """Return the dids of a user's devices on this host."""
        if uid is None:
            return set()
        bound = (binding.did for binding in self.state.bindings.of_user(uid))
        return {did for did in bound if self.state.devices[did].m2m == self.index}

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        self.handshakes += 1
        await self._open.wait()
        # A half-open socket answers no protocol ping either, so pongs are ours.
        ws = web.WebSocketResponse(autoping=False)
        await ws.prepare(request)
        session = Session(self, ws, request)
        self.sessions.append(session)
        try:
            await session.run()
        finally:
            self.sessions.remove(session)
        return ws
