"""One host's socket, kept connected, and how that goes."""

import asyncio
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Never

from .exceptions import GizwitsError
from .health import Failures, SocketHealth
from .socket import CloudSocket
from .stream import Backoff, forever


class Line:
    """Runs a socket again and again."""

    def __init__(self, socket: CloudSocket, backoff: Backoff) -> None:
        """Nothing is connected before `run`."""
        self.socket = socket
        self._backoff = backoff
        self._failures = Failures()
        self._pause: float | None = None

    async def run(self) -> Never:
        """Keep the socket connected until cancelled."""
        await forever(self._connect, self._lost, self._backoff, self._waits)

    async def _connect(self) -> None:
        self._pause = None
        await self.socket.run()

    def _lost(self, error: GizwitsError) -> None:
        self._failures.add(error)
        self.socket.lost(error)

    def _waits(self, pause: float) -> None:
        self._pause = pause

    def health(self, usual_host: str, dids: Collection[str]) -> SocketHealth:
        """Return how the socket is; `dids` are the devices it is for."""
        host = self.socket.url.host or ""
        return SocketHealth(
            host=host,
            is_usual=host == usual_host,
            devices=len(dids),
            pushed=self.socket.count_pushed(),
            connected_since=_time_of(self.socket.connected_at),
            # It is 0 before the first frame.
            last_frame=_time_of(self.socket.frame_at or None),
            reconnects=self._failures.count,
            pause=self._pause,
            recent_failures=self._failures.recent,
        )


def _time_of(at: float | None) -> datetime | None:
    """Return the time of a moment by the loop's clock, to the second."""
    if at is None:
        return None
    ago = asyncio.get_running_loop().time() - at
    return (datetime.now(UTC) - timedelta(seconds=ago)).replace(microsecond=0)
