"""The cloud's own time, which a test can set and turn."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
import time

type Listener = Callable[[float], Awaitable[None]]


class Clock:
    """Epoch seconds: the machine's time plus an offset, or standing still.

    Token expiry, invitations, codes, the age of data and the schedulers go by this
    clock. Lags and heartbeats are real time: they are what a test waits for.
    """

    def __init__(self) -> None:
        """Start in step with the machine's clock."""
        self._offset = 0.0
        self._frozen: float | None = None
        self._listeners: list[Listener] = []

    def now(self) -> float:
        """Return the cloud's time in epoch seconds."""
        if self._frozen is not None:
            return self._frozen
        return time.time() + self._offset

    def utc(self) -> datetime:
        """Return the cloud's time as an aware datetime in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    def freeze(self, at: float | datetime | None = None) -> None:
        """Stand still, at ``at`` when given; only :meth:`advance` moves it then."""
        self._frozen = self.now() if at is None else _epoch(at)

    def run(self) -> None:
        """Go on from the present reading at the machine's pace."""
        self._offset = self.now() - time.time()
        self._frozen = None

    async def set(self, at: float | datetime) -> None:
        """Turn to ``at``; what was due on the way there runs, nothing when back."""
        target = _epoch(at)
        if self._frozen is not None:
            self._frozen = target
        else:
            self._offset = target - time.time()
        await self.tick()

    async def advance(self, seconds: float) -> None:
        """Turn on by ``seconds``; everything due on the way has run on return."""
        await self.set(self.now() + seconds)

    async def tick(self) -> None:
        """Tell the listeners what time it is; the schedulers run what is due."""
        now = self.now()
        for listener in list(self._listeners):
            await listener(now)

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` with the epoch seconds at each turn of the clock."""
        self._listeners.append(listener)

    def stamp(self, *, zulu: bool = False) -> str:
        """Return now as the cloud writes textual times (§0)."""
        return text_time(self.now(), zulu=zulu)


def text_time(at: float, *, zulu: bool = False) -> str:
    """Return epoch seconds as ``2017-09-26T06:36:47``, with ``Z`` when asked."""
    text = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}Z" if zulu else text


def _epoch(at: float | datetime) -> float:
    if isinstance(at, datetime):
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    return float(at)
