"""Reconnecting for ever, with a growing, jittered, capped pause."""

import asyncio
from collections.abc import Awaitable, Callable
import logging
import random
from typing import NamedTuple, Never

from .exceptions import GizwitsConnectionError, GizwitsError

_LOGGER = logging.getLogger(__name__)


class Backoff(NamedTuple):
    """Pauses between tries, in seconds: doubling from `first` up to `ceiling`.

    A connection that held for `stable` seconds starts the row anew.
    """

    first: float = 5.0
    ceiling: float = 300.0
    stable: float = 60.0

    def pause(self, failures: int) -> float:
        """Return the pause after `failures` tries in a row, 1 or more.

        Half of it is random, so that not all come back in the same moment.
        """
        longest = min(self.first * 2.0 ** min(failures - 1, 16), self.ceiling)
        return longest * random.uniform(0.5, 1.0)


async def forever(
    connect: Callable[[], Awaitable[None]],
    on_lost: Callable[[GizwitsError], None],
    backoff: Backoff,
    on_pause: Callable[[float], None] | None = None,
) -> Never:
    """Run `connect` again and again; it returns or raises when its source ends.

    `on_lost` hears of every end with its reason, also of a try that never
    succeeded, `on_pause` of the seconds until the next. A pause the cloud asked for
    is kept.
    """
    loop = asyncio.get_running_loop()
    failures = 0
    while True:
        started = loop.time()
        error = GizwitsError("The connection has ended")
        try:
            await connect()
        except GizwitsError as err:
            error = err
        except Exception as err:
            # A fault of ours in one frame must not end the stream for good.
            _LOGGER.exception("Unexpected error in the connection to the cloud")
            error = GizwitsError(type(err).__name__)
        failures = 1 if loop.time() - started > backoff.stable else failures + 1
        on_lost(error)
        pause = backoff.pause(failures)
        if isinstance(error, GizwitsConnectionError) and error.retry_after:
            pause = max(pause, error.retry_after)
        if on_pause is not None:
            on_pause(pause)
        await asyncio.sleep(pause)
