"""Frames for an account's socket that come from no network."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from time import perf_counter
from typing import Any, Self

from aiohttp import WSMessage, WSMsgType

from custom_components.gizwits.api import GizwitsConnectionError
from custom_components.gizwits.coordinator import AccountCoordinator


class _Frames:
    """What a connection delivers until it is closed.

    After each frame its text is given to `floor`, so that both find the processor's
    caches in the same state: in a loop of its own a thing that is short is faster
    than it ever is in Home Assistant. `times` are the seconds of both.
    """

    def __init__(self, texts: list[str], floor: Callable[[str], None]) -> None:
        self._texts = texts
        self._floor = floor
        self.times: list[tuple[float, float]] = []

    async def __aiter__(self) -> AsyncIterator[WSMessage]:
        for text in self._texts:
            # Made by who reads the network, whoever the frame is for.
            message = WSMessage(WSMsgType.TEXT, text, None)
            started = perf_counter()
            # The socket comes back for the next one when it is done with it.
            yield message
            done = perf_counter()
            self._floor(text)
            self.times.append((done - started, perf_counter() - done))


class Feed:
    """The way into the socket of one device."""

    def __init__(self, socket: Any, did: str) -> None:
        """Deliver to `socket`."""
        self._socket = socket
        self.did = did

    @classmethod
    async def of(cls, account: AccountCoordinator, did: str) -> Self:
        """Wait until a device is pushed, and return the way into its socket."""
        async with asyncio.timeout(60):
            while not account.devices[did].pushed:
                await asyncio.sleep(0.01)
        lines = account.push._lines.values()  # noqa: SLF001
        sockets = [line.socket for line in lines]
        (socket,) = (one for one in sockets if did in one._products)  # noqa: SLF001
        return cls(socket, did)

    async def take(
        self, texts: list[str], floor: Callable[[str], None]
    ) -> list[tuple[float, float]]:
        """Let the socket receive frames, as it does from the cloud.

        Returns the seconds it took with each, and those `floor` took.
        """
        frames = _Frames(texts, floor)
        # It ends as a connection does when it is closed.
        with suppress(GizwitsConnectionError):
            await self._socket._receive(frames, None)  # noqa: SLF001
        return frames.times
