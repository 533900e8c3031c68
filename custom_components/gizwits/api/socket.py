"""One WebSocket to one M2M host: login, subscription, heartbeat, reports."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
import logging
import random
from typing import Final, Never

from aiohttp import (
    ClientError,
    ClientSession,
    ClientWebSocketResponse,
    ClientWSTimeout,
    WSMessageTypeError,
    WSMsgType,
)
from yarl import URL

from . import frames
from .auth import Auth, Token
from .events import (
    AttrsReported,
    BindingChanged,
    Dispatch,
    OnlineChanged,
    StreamLost,
    StreamRestored,
)
from .exceptions import GizwitsConnectionError, GizwitsError
from .fields import as_bool
from .product import Product
from .timing import Timing

_LOGGER = logging.getLogger(__name__)

_LARGEST_FRAME: Final = 1024 * 1024
_SUBSCRIBED_AT_ONCE: Final = 100
_CLOSE_TIMEOUT: Final = ClientWSTimeout(ws_close=5)


class CloudSocket:
    """The connection for all devices of one (host, port).

    `run` is one connection from its start to its end; what is subscribed is kept
    between two of them.
    """

    def __init__(
        self,
        session: ClientSession,
        url: URL,
        app_id: str,
        auth: Auth,
        dispatch: Dispatch,
        is_online: Callable[[str], bool],
        timing: Timing,
    ) -> None:
        """Connect nothing before `run`; `is_online` says who should be heard of."""
        self.url = url
        self._session = session
        self._app_id = app_id
        self._auth = auth
        self._dispatch = dispatch
        self._is_online = is_online
        self._timing = timing
        self._products: Mapping[str, Product] = {}
        self._asked_for: set[str] = set()
        self._subscribed: set[str] = set()
        self._refused: frozenset[str] = frozenset()
        self._reads: dict[str, None] = {}
        self._wake = asyncio.Event()
        self._answered = asyncio.Event()
        self._rejected: Token | None = None
        self._is_renewed = False
        self.connected_at: float | None = None
        self.frame_at = self._report_at = 0.0
        self._is_suspect = False

    def set_devices(self, products: Mapping[str, Product]) -> None:
        """Subscribe exactly these devices, by did; those refused are tried again."""
        self._products = products
        self._subscribed &= products.keys()
        self._asked_for &= products.keys() - self._refused
        self._refused = frozenset()
        self._wake.set()

    def read(self, did: str) -> bool:
        """Ask a device for all its values; False where this socket cannot."""
        if did not in self._subscribed:
            return False
        self._reads[did] = None
        self._wake.set()
        return True

    def count_pushed(self) -> int:
        """Return for how many devices live updates come."""
        return len(self._subscribed)

    def renew(self, did: str) -> None:
        """Subscribe a device anew: the cloud has forgotten that it was."""
        self._subscribed.discard(did)
        self._asked_for.discard(did)
        self._wake.set()

    def lost(self, error: GizwitsError) -> None:
        """Say that nothing is pushed any more."""
        self.connected_at = None
        dids = frozenset(self._products)
        self._subscribed.clear()
        self._asked_for.clear()
        self._reads.clear()
        self._dispatch(StreamLost(dids, error))

    async def run(self) -> None:
        """Connect and stay connected; raises GizwitsError when it ends."""
        token = await self._auth.token(rejected=self._rejected)
        if self._session.closed:
            raise GizwitsConnectionError("The session is closed", sent=False)
        with _connection_errors():
            async with asyncio.timeout(self._timing.answer):
                ws = await self._session.ws_connect(
                    self.url, max_msg_size=_LARGEST_FRAME, timeout=_CLOSE_TIMEOUT
                )
            try:
                await self._login(ws, token)
                await self._serve(ws, token)
            finally:
                await ws.close()

    async def _login(self, ws: ClientWebSocketResponse, token: Token) -> None:
        # A handshake that was redirected is not with the host we meant.
        if ws._response.history:  # noqa: SLF001
            raise GizwitsConnectionError("The socket was redirected")
        await ws.send_str(frames.login_req(self._app_id, token))
        async with asyncio.timeout(self._timing.answer):
            while True:
                frame = frames.Frame(await ws.receive_str())
                if frame.command == "login_res" and as_bool(frame.data.get("success")):
                    self._is_renewed = False
                    return
                if frame.command in ("login_res", "s2c_invalid_msg"):
                    self._end(frame.error_code or frames.LOGIN_REFUSED, token)

    async def _serve(self, ws: ClientWebSocketResponse, token: Token) -> None:
        """Run until one of the three has a reason to end."""
        now = asyncio.get_running_loop().time()
        self.connected_at = self.frame_at = self._report_at = now
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._receive(ws, token))
                group.create_task(self._ask(ws))
                group.create_task(self._keep_alive(ws))
        except ExceptionGroup as group_error:
            raise group_error.exceptions[0] from None

    async def _receive(self, ws: ClientWebSocketResponse, token: Token) -> Never:
        loop = asyncio.get_running_loop()
        async for message in ws:
            self.frame_at = loop.time()
            if message.type is not WSMsgType.TEXT:
                continue
            frame = frames.Frame(message.data)
            if frame.command == "s2c_noti":
                if (serial := frame.serial) is not None:
                    await ws.send_str(frames.c2s_ack(frame.did, serial))
                self._note_report(frame)
            elif frame.command == "s2c_invalid_msg":
                self._end(frame.error_code, token)
            else:
                self._handle(frame)
            # What it holds is let go of while it is at hand, which is quicker.
            del frame
        raise GizwitsConnectionError("The socket was closed")

    def _handle(self, frame: frames.Frame) -> None:
        """Pass on what another frame says; of devices that are not ours nothing."""
        if frame.command == "subscribe_res":
            self._note_subscribed(frame)
        elif frame.command == "s2c_binding_changed":
            self._note_binding(frame.did, as_bool(frame.data.get("bind")))
        elif frame.command == "s2c_online_status" and frame.did in self._products:
            online = as_bool(frame.data.get("online"))
            self._dispatch(OnlineChanged(frame.did, online))

    def _note_report(self, frame: frames.Frame) -> None:
        """Pass on a report of a device that is ours."""
        if (product := self._products.get(frame.did)) is None:
            return
        self._report_at = self.frame_at
        if self._is_suspect:
            self._trust()
        attrs = frame.data.get("attrs")
        attrs = attrs if isinstance(attrs, dict) else {}
        self._dispatch(AttrsReported(frame.did, attrs, product, self.frame_at))

    def _note_binding(self, did: str, bound: bool) -> None:
        """Note that a subscription has ended with its binding, and get a new one."""
        self._subscribed.discard(did)
        self._asked_for.discard(did)
        if bound:
            self._wake.set()
        self._dispatch(BindingChanged(did, bound))

    def _note_subscribed(self, frame: frames.Frame) -> None:
        self._answered.set()
        accepted = frame.dids("success") & self._products.keys()
        if refused := frame.dids("failed"):
            self._refused |= refused
            _LOGGER.debug("%d devices are not pushed by the cloud", len(refused))
        new = accepted - self._subscribed
        self._subscribed |= new
        self._refused -= accepted
        if new and not self._is_suspect:
            self._dispatch(StreamRestored(frozenset(new)))
        elif new:
            for did in filter(self._is_online, new):
                self.read(did)

    def _trust(self) -> None:
        """Take a socket that delivered nothing for a working one again."""
        self._is_suspect = False
        self._dispatch(StreamRestored(frozenset(self._subscribed)))

    def _end(self, code: int | None, token: Token) -> None:
        """End the connection where the server says so; other codes are about one frame.

        A refused token is not used again (Websocket API, "s2c_invalid_msg"; codes as
        seen in clients).
        """
        if code == frames.LOGIN_REFUSED and not self._is_renewed:
            # Logins are few: a new token that is refused too is not at fault.
            self._rejected, self._is_renewed = token, True
        if code in frames.CONNECTION_ENDED:
            raise GizwitsConnectionError("The socket was ended by the cloud", code=code)
        _LOGGER.debug("The cloud did not understand a frame (%s)", code)

    async def _ask(self, ws: ClientWebSocketResponse) -> Never:
        """Send what is to be subscribed and read, without flooding the cloud."""
        while True:
            self._wake.clear()
            if missing := self._products.keys() - self._asked_for:
                await self._subscribe(ws, list(missing)[:_SUBSCRIBED_AT_ONCE])
            elif self._reads:
                did = next(iter(self._reads))
                del self._reads[did]
                await ws.send_str(frames.c2s_read(did))
                await asyncio.sleep(self._timing.read_pause)
            else:
                await self._wake.wait()

    async def _subscribe(self, ws: ClientWebSocketResponse, dids: list[str]) -> None:
        self._answered.clear()
        self._asked_for.update(dids)
        self._refused -= frozenset(dids)
        await ws.send_str(frames.subscribe_req(dids))
        async with asyncio.timeout(self._timing.answer):
            await self._answered.wait()

    async def _keep_alive(self, ws: ClientWebSocketResponse) -> Never:
        """Ping, and end a connection that no longer answers or delivers nothing."""
        loop = asyncio.get_running_loop()
        probed_at: float | None = None
        while True:
            await asyncio.sleep(self._timing.heartbeat - self._timing.answer)
            sent_at = loop.time()
            await ws.send_str(frames.PING)
            await asyncio.sleep(self._timing.answer)
            if self.frame_at < sent_at:
                raise GizwitsConnectionError("The socket no longer answers")
            if probed_at is not None and self._report_at < probed_at:
                # The next one has to prove itself; until then devices are asked.
                self._is_suspect = True
                raise GizwitsConnectionError("The socket delivers nothing")
            probed_at = self._probe()

    def _probe(self) -> float | None:
        """Ask a device after a long silence; return when it has to have answered.

        None where none was asked, or where the socket is not trusted anyway: there an
        answer is what ends that.
        """
        now = asyncio.get_running_loop().time()
        online = [did for did in self._subscribed if self._is_online(did)]
        if not online or now - self._report_at < self._timing.silence:
            return None
        self.read(random.choice(online))
        return None if self._is_suspect else now


@contextmanager
def _connection_errors() -> Iterator[None]:
    """Turn the errors of a broken connection into one without its address."""
    try:
        yield
    except (ClientError, TimeoutError, OSError, WSMessageTypeError) as err:
        raise GizwitsConnectionError(
            f"The socket is broken ({type(err).__name__})"
        ) from None
