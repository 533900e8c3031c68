"""Goal 2: setting an account up, and how long the event loop is busy meanwhile."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
import gc
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from .cloud_process import distant_household
from .copies import Makers, copies_of
from .home import entry_of, folder, home, set_up
from .lag import Lag
from .result import Result

GOAL = "2 set-up"


def measure(size: int, repeats: int) -> Iterator[Result]:
    """Yield the times with an empty and with a filled registry, and the delays."""
    times: dict[tuple[str, str], list[float]] = {}
    lags: dict[str, list[float]] = {}
    for _ in range(repeats):
        for domain, registry, took, lag in asyncio.run(_once(size)):
            times.setdefault((domain, registry), []).append(took)
            lags.setdefault(f"{domain} {registry}", []).append(lag)
    for registry in ("empty", "filled"):
        yield Result(
            GOAL,
            f"{registry} registry",
            size,
            1000 * median(times["gizwits", registry]),
            # Of few devices the exchange with the cloud is the most part.
            1.5 if size >= 1000 else None,
            "ms",
            1000 * median(times["plain", registry]),
        )
        yield Result(
            GOAL,
            f"longest delay of others, {registry} registry",
            size,
            1000 * median(lags[f"gizwits {registry}"]),
            50,
            "ms",
        )
    yield Result(
        GOAL,
        "until all entities are there, with a cloud that takes 100 ms",
        size,
        asyncio.run(_slow(size)),
        60,
        "s",
    )


async def _slow(size: int) -> float:
    """Return the seconds until all is there, by the clock on the wall."""
    # What was left of the homes before is not for this one to clear away.
    gc.collect()
    with folder() as place:
        async with distant_household(size, delay=0.1) as data, home(place) as hass:
            started = perf_counter()
            await set_up(hass, entry_of(hass, "gizwits", data))
            return perf_counter() - started


async def _once(size: int) -> list[tuple[str, str, float, float]]:
    """Set both up, one after the other, each twice."""
    found = []
    with folder() as ours, folder() as plain:
        async with distant_household(size) as data:
            for registry in ("empty", "filled"):
                took, lag, makers = await _ours(ours, data)
                found.append(("gizwits", registry, took, lag))
                took, lag = await _plain(plain, makers)
                found.append(("plain", registry, took, lag))
    return found


async def _ours(place: Path, data: dict[str, Any]) -> tuple[float, float, Makers]:
    async with home(place) as hass:
        entry = entry_of(hass, "gizwits", data)
        with _no_collector():
            async with Lag() as lag:
                took = await set_up(hass, entry)
        return took, lag.longest, copies_of(hass, entry)


async def _plain(place: Path, makers: Makers) -> tuple[float, float]:
    async with home(place) as hass:
        entry = entry_of(hass, "plain")
        entry.runtime_data = makers
        with _no_collector():
            async with Lag() as lag:
                took = await set_up(hass, entry)
        return took, lag.longest


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the collector's pauses, which fall where they will, out of the figures."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
