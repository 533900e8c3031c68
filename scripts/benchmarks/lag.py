"""How long others have to wait for their turn in the event loop."""

import asyncio
from time import thread_time
from types import TracebackType
from typing import Self


class Lag:
    """``async with`` looks how late a task comes that wants to be woken often.

    What counts is how much the loop's own thread has worked meanwhile: what other
    programs took of the processor is not the loop's fault.
    """

    _INTERVAL = 0.002

    def __init__(self) -> None:
        """Nothing was late yet."""
        self.longest = 0.0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin."""
        self._task = asyncio.create_task(self._watch())
        await asyncio.sleep(0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""
        # What was late at the very end is still to be seen.
        await asyncio.sleep(2 * self._INTERVAL)
        if self._task:
            self._task.cancel()

    async def _watch(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due, worked = loop.time() + self._INTERVAL, thread_time()
            await asyncio.sleep(self._INTERVAL)
            late = min(loop.time() - due, thread_time() - worked)
            self.longest = max(self.longest, late)
