"""Leaving the event loop to others in what takes long."""

import asyncio
from time import monotonic
from typing import Final

# A pause of 50 ms is felt. What is done between two looks at the clock, one device,
# takes up to 20 ms on a small computer.
_LONGEST: Final = 0.01


class Breath:
    """To be taken once in each turn of a loop over many devices."""

    def __init__(self) -> None:
        """Begin."""
        self._since = monotonic()

    async def take(self) -> None:
        """Let others have their turn where that is due."""
        if monotonic() - self._since > _LONGEST:
            await asyncio.sleep(0)
            self._since = monotonic()
