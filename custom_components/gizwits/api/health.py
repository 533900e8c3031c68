"""How well the ways to the cloud work: counts, times and the last errors.

Nothing here is of any device or account: kinds and codes of errors, no texts.
"""

from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Final, NamedTuple

from .exceptions import GizwitsError

# Enough to see what a bad night was like.
_KEPT: Final = 20


class Failure(NamedTuple):
    """When something went wrong, which class of error it was, and the cloud's code.

    `code` is the HTTP status where the cloud gave none of its own, None for neither.
    """

    at: datetime
    kind: str
    code: int | None


class HttpHealth(NamedTuple):
    """The requests of an account since it was set up."""

    requests: int
    failures: int
    last_success: datetime | None
    recent_failures: tuple[Failure, ...]


class SocketHealth(NamedTuple):
    """One socket of an account.

    `is_usual` says whether its host is the usual one of the cloud; `pause` are the
    seconds it waits before it connects again, None while it is connected.
    """

    host: str
    is_usual: bool
    devices: int
    pushed: int
    connected_since: datetime | None
    last_frame: datetime | None
    reconnects: int
    pause: float | None
    recent_failures: tuple[Failure, ...]


class Failures:
    """The last errors of one way to the cloud, and how many there were."""

    def __init__(self) -> None:
        """Start without any."""
        self.count = 0
        self._recent: deque[Failure] = deque(maxlen=_KEPT)

    def add(self, error: GizwitsError) -> None:
        """Note an error."""
        code = error.status if error.code is None else error.code
        self.count += 1
        self._recent.append(Failure(datetime.now(UTC), type(error).__name__, code))

    @property
    def recent(self) -> tuple[Failure, ...]:
        """Return the last ones, the oldest first."""
        return tuple(self._recent)


class HttpTally:
    """Counts requests."""

    def __init__(self) -> None:
        """Start at nothing."""
        self._requests = 0
        self._failures = Failures()
        self._last_success: datetime | None = None

    @asynccontextmanager
    async def counted(self) -> AsyncIterator[None]:
        """Count what is done inside as one request."""
        self._requests += 1
        try:
            yield
        except GizwitsError as err:
            self._failures.add(err)
            raise
        self._last_success = datetime.now(UTC)

    @property
    def health(self) -> HttpHealth:
        """Return what was counted so far."""
        return HttpHealth(
            self._requests,
            self._failures.count,
            self._last_success,
            self._failures.recent,
        )
