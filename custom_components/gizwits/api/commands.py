"""Commands: sent a second time only where the first did not get through."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from .exceptions import GizwitsConnectionError, GizwitsError

# Refusals that say the command did not get through, and may the next time.
_FAILED: Final = frozenset({9021, 9024})
_PAUSE: Final = 1.0


async def send_command(send: Callable[[], Awaitable[object]]) -> None:
    """Send a command, once more where the cloud did not pass it on or never got it.

    After any other GizwitsConnectionError it may have arrived.
    """
    try:
        await send()
    except GizwitsError as err:
        unsent = isinstance(err, GizwitsConnectionError) and not err.sent
        if err.code not in _FAILED and not (unsent and err.code is None):
            raise
        await asyncio.sleep(_PAUSE)
        await send()
