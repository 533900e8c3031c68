"""Writes to one device: merged, in order, at most a few a second."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from .datapoint import Value
from .exceptions import GizwitsConnectionError

# What one action or scene sets arrives within a turn or two of the event loop.
_SAME_MOMENT: Final = 0.02
# A slider sends ten values a second; a device applies one in two seconds at best.
_PAUSE: Final = 0.4
# Nothing of a request with this code was applied: each write can be tried alone.
_ATTR_INVALID: Final = 9025

type Values = Mapping[str, Value]
type Send = Callable[[Values], Awaitable[None]]
type _Write = tuple[Values, asyncio.Future[None]]


class DeviceWriter:
    """The one way to write to a device.

    It does not know who carries a write: `send` takes values by datapoint name and
    raises GizwitsError when they were refused.
    """

    # Each device has one.
    __slots__ = ("_free_at", "_is_closed", "_send", "_task", "_waiting")

    def __init__(self, send: Send) -> None:
        """Send with `send`."""
        self._send = send
        self._waiting: list[_Write] = []
        self._task: asyncio.Task[None] | None = None
        self._free_at = 0.0
        self._is_closed = False

    async def write(self, values: Values) -> None:
        """Send values, together with what others write in the same moment.

        Returns when the cloud took them; raises GizwitsError when it did not. A
        caller that is cancelled no longer waits; its write is sent all the same.
        """
        if self._is_closed:
            raise GizwitsConnectionError("Nothing is sent any more", sent=False)
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((values, done))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._send_waiting())
        await done

    async def drain(self) -> None:
        """Wait until everything that waits is sent, whatever becomes of it."""
        while self._task and not self._task.done():
            await asyncio.wait([self._task])

    def close(self) -> None:
        """Give up what was not sent yet; those who wait for it are told so."""
        self._is_closed = True
        if self._task:
            self._task.cancel()
        waiting, self._waiting = self._waiting, []
        _fail(waiting, GizwitsConnectionError("It is not sent any more", sent=False))

    async def _send_waiting(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            await asyncio.sleep(max(_SAME_MOMENT, self._free_at - loop.time()))
            writes, self._waiting = self._waiting, []
            self._free_at = loop.time() + _PAUSE
            try:
                await self._send_together(writes)
            except asyncio.CancelledError:
                _fail(writes, GizwitsConnectionError("It may have been sent"))
                raise

    async def _send_together(self, writes: list[_Write]) -> None:
        merged: dict[str, Value] = {}
        for values, _ in writes:
            # Taken out first, so that the order is that of the last writes.
            for name in values:
                merged.pop(name, None)
            merged |= values
        try:
            await self._send(merged)
        except Exception as err:  # noqa: BLE001 whoever waits is told, whatever it is
            if getattr(err, "code", None) == _ATTR_INVALID and len(writes) > 1:
                for write in writes:
                    await asyncio.sleep(_PAUSE)
                    await self._send_together([write])
            else:
                _fail(writes, err)
        for _, done in writes:
            if not done.done():
                done.set_result(None)


def _fail(writes: list[_Write], err: Exception) -> None:
    for _, done in writes:
        if not done.done():
            done.set_exception(err)
