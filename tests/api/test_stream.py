"""Reconnecting for ever, with pauses that grow, are capped and differ."""

import asyncio
from collections.abc import Callable
import logging

import pytest

from custom_components.gizwits.api import (
    Backoff,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsThrottledError,
)
from custom_components.gizwits.api.stream import forever

_STREAM = "custom_components.gizwits.api.stream"


class Clock:
    """The event loop's clock and sleep, without waiting; ends after some pauses."""

    def __init__(self, pauses: int) -> None:
        """Take the number of pauses after which the stream is cancelled."""
        self.now = 0.0
        self.left = pauses
        self.pauses: list[float] = []

    def get_running_loop(self) -> Clock:
        """Stand in for asyncio's."""
        return self

    def time(self) -> float:
        """Return the time that is meant to have passed."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Note a pause."""
        self.pauses.append(seconds)
        self.now += seconds
        self.left -= 1
        if not self.left:
            raise asyncio.CancelledError


type Run = Callable[..., list[GizwitsError]]


async def errors_of(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, *ends: Exception | float | None
) -> list[GizwitsError]:
    """Run a stream whose connections end so, one after another; the last for ever.

    A number is a connection that held for so long and then closed.
    """
    monkeypatch.setattr(f"{_STREAM}.asyncio", clock)
    monkeypatch.setattr(f"{_STREAM}.random.uniform", lambda low, high: high)
    left = list(ends)
    told: list[GizwitsError] = []

    async def connect() -> None:
        end = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(end, Exception):
            raise end
        clock.now += end or 0

    with pytest.raises(asyncio.CancelledError):
        await forever(connect, told.append, Backoff(first=5, ceiling=40, stable=60))
    return told


def test_pauses_double_up_to_the_ceiling() -> None:
    """Half of each is random; no number of failures breaks it."""
    backoff = Backoff()
    for failures, longest in ((1, 5), (2, 10), (3, 20), (7, 300), (100_000, 300)):
        pauses = [backoff.pause(failures) for _ in range(200)]
        assert min(pauses) >= longest / 2
        assert max(pauses) <= longest
        assert max(pauses) - min(pauses) > longest / 8


async def test_each_end_is_told_and_followed_by_a_longer_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There is never a try without a pause before it."""
    clock = Clock(6)
    error = GizwitsConnectionError("gone")
    told = await errors_of(monkeypatch, clock, error)
    assert told == [error] * 6
    assert clock.pauses == [5, 10, 20, 40, 40, 40]


async def test_an_orderly_end_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told as an error of ours."""
    told = await errors_of(monkeypatch, Clock(2), None)
    assert [type(error) for error in told] == [GizwitsError] * 2


async def test_a_connection_that_held_starts_the_row_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not one that was there for a moment."""
    clock = Clock(5)
    gone = GizwitsConnectionError("gone")
    await errors_of(monkeypatch, clock, gone, gone, 61.0, 60.0, gone)
    assert clock.pauses == [5, 10, 5, 10, 20]


async def test_a_pause_the_cloud_asked_for_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it is the longer one."""
    clock = Clock(2)
    long, short = (
        GizwitsThrottledError("later", retry_after=seconds) for seconds in (120, 1)
    )
    await errors_of(monkeypatch, clock, long, short)
    assert clock.pauses == [120, 10]


async def test_a_fault_of_ours_is_logged_and_does_not_end_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Its text is not passed on: it could hold anything."""
    told = await errors_of(monkeypatch, Clock(2), KeyError("secret"))
    assert [str(error) for error in told] == ["KeyError", "KeyError"]
    assert {record.levelno for record in caplog.records} == {logging.ERROR}


async def test_cancelled_at_once() -> None:
    """In the connection and in the pause; neither is taken for an end."""
    told: list[GizwitsError] = []

    async def hang() -> None:
        await asyncio.sleep(60)

    async def fail() -> None:
        raise GizwitsError("gone")

    for connect in (hang, fail):
        task = asyncio.create_task(forever(connect, told.append, Backoff()))
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert len(told) == 1
