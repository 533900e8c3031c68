"""Home Assistant's WebSocket API, as the frontend uses it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import Any

from aiohttp import ClientWebSocketResponse

from .errors import DemoError
from .rest import RestApi

type Listener = Callable[[dict[str, Any]], None]


class WebSocketApi:
    """Commands and events of one connection."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        """Start; `connect` is the way to one that is signed in."""
        self._socket = socket
        self._ids = count(1)
        self._answers: dict[int, asyncio.Future[Any]] = {}
        self._listeners: dict[int, Listener] = {}

    async def command(self, kind: str, **fields: Any) -> Any:
        """Send a command and return its result; raises DemoError."""
        return await self._send(next(self._ids), kind, fields)

    async def subscribe(self, listener: Listener, kind: str, **fields: Any) -> None:
        """Send a command and call `listener` with each event that it brings."""
        number = next(self._ids)
        self._listeners[number] = listener
        await self._send(number, kind, fields)

    async def _send(self, number: int, kind: str, fields: dict[str, Any]) -> Any:
        answer = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        try:
            async with asyncio.timeout(30):
                await self._socket.send_json({"id": number, "type": kind, **fields})
                return await answer
        except (ConnectionError, TimeoutError) as err:
            raise DemoError(f"Home Assistant did not answer to {kind}") from err
        finally:
            del self._answers[number]

    async def listen(self) -> None:
        """Take in messages until the connection ends."""
        async for message in self._socket:
            self._take_in(message.json())

    def _take_in(self, message: dict[str, Any]) -> None:
        if message["type"] == "event":
            if listener := self._listeners.get(message["id"]):
                listener(message["event"])
            return
        answer = self._answers.get(message["id"])
        if answer is None or answer.done():
            return
        if message.get("success", True):
            answer.set_result(message.get("result"))
        else:
            error = message["error"]
            answer.set_exception(DemoError(f"Home Assistant: {error['message']}"))


@asynccontextmanager
async def connect(rest: RestApi) -> AsyncIterator[WebSocketApi]:
    """Open a connection for whom the token of `rest` belongs to."""
    async with rest.session.ws_connect(
        f"{rest.url}/api/websocket", max_msg_size=0
    ) as socket:
        await socket.receive_json()
        await socket.send_json({"type": "auth", "access_token": rest.token})
        answer = await socket.receive_json()
        if answer["type"] != "auth_ok":
            raise DemoError(f"Home Assistant did not let us in: {answer}")
        api = WebSocketApi(socket)
        listening = asyncio.create_task(api.listen())
        try:
            yield api
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
