"""Goal 3: what the cloud is asked, counted at the cloud."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
import math
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .home import entry_of, folder, home, set_up
from .household import LARGEST_PAGE, Household, household
from .hurried import hurry, run_hurried
from .result import Result

GOAL = "3 requests"
_HOUR = 3600.0
# Devices report everything every ten minutes.
_REPORTS = 600.0
_SMALL_PAGE = 20
# What a page of anything else than devices, and the devices in pages, may cost.
_AN_HOUR = 15
# Requests of one account at the same time; see `api/http.py`.
_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class _Counts:
    logins: int
    listings: int
    definitions: int
    others: int


def measure(size: int, repeats: int) -> Iterator[Result]:
    """Yield the requests at set-up, in an idle hour and without sockets.

    Counts are exact, so that nothing is repeated.
    """
    yield from _set_up(size)
    for page in (LARGEST_PAGE, _SMALL_PAGE):
        pages = max(1, math.ceil(size / page))
        if page == _SMALL_PAGE and size <= page:
            continue
        hourly = run_hurried(_hour(size, page))
        what = f"in an idle hour, {pages} pages of {page}"
        yield Result(GOAL, what, size, hourly, _AN_HOUR + 2 * pages)
    at_once, longest = run_hurried(_unpushed(size))
    yield Result(GOAL, "at the same time, without sockets", size, at_once, _AT_ONCE)
    yield Result(
        GOAL,
        "in a second, without sockets (1,000 devices in 5 minutes)",
        size,
        longest,
        5,
    )


def _set_up(size: int) -> Iterator[Result]:
    first, again = asyncio.run(_twice(size))
    pages = max(1, math.ceil(size / LARGEST_PAGE))
    for what, counts, most in (("at set-up", first, 1), ("after a restart", again, 0)):
        yield Result(GOAL, f"{what}: logins", size, counts.logins, most)
        # The protocol has no total: an empty page says that there are no more.
        yield Result(
            GOAL,
            f"{what}: pages of devices, and the empty one at the end",
            size,
            counts.listings,
            pages + 1,
        )
        yield Result(GOAL, f"{what}: definitions", size, counts.definitions, most)
        yield Result(GOAL, f"{what}: for single devices", size, counts.others, 0)


async def _twice(size: int) -> tuple[_Counts, _Counts]:
    found = []
    with folder() as place:
        async with household(size) as there:
            for _ in range(2):
                there.cloud.clear_recordings()
                async with home(place) as hass:
                    entry = _entry(hass, there)
                    await set_up(hass, entry)
                    await _until_known(entry)
                    found.append(_count(there))
    return found[0], found[1]


def _count(there: Household) -> _Counts:
    to = there.cloud.requests_to
    singles = ("/app/devdata/", "/app/devices/", "/app/control/", "/app/device/")
    return _Counts(
        len(to("POST", "/app/login")),
        len(to("GET", "/app/bindings")),
        len(to("GET", "/app/datapoint")),
        sum(len(to(None, path)) for path in singles),
    )


async def _hour(size: int, page: int) -> float:
    """Return all requests of an hour that begins when the set-up is long over."""
    with folder() as place:
        async with household(size, page=page) as there, home(place) as hass:
            entry = _entry(hass, there)
            await set_up(hass, entry)
            await _until_known(entry)
            hurry()
            reports = asyncio.create_task(_report(there))
            await asyncio.sleep(_REPORTS)
            there.cloud.clear_recordings()
            await asyncio.sleep(_HOUR)
            reports.cancel()
            return len(there.cloud.requests)


async def _report(there: Household) -> None:
    """Let devices report as they do when nothing happens to them."""
    while True:
        await asyncio.sleep(_REPORTS)
        for device in there.devices:
            await device.report(device.values)


async def _unpushed(size: int) -> tuple[float, float]:
    """Return the most requests at once and in a second, in a cloud without sockets."""
    with folder() as place:
        async with household(size) as there, home(place) as hass:
            for host in there.cloud.m2m:
                host.refuse_login()
            there.cloud.faults.all(path="/app/devdata/", delay=0.1)
            entry = _entry(hass, there)
            await set_up(hass, entry)
            hurry()
            await asyncio.sleep(60)
            slots = entry.runtime_data.client._http._slots  # noqa: SLF001
            at_once = in_second = 0
            for _ in range(120):
                there.cloud.clear_recordings()
                for _ in range(10):
                    await asyncio.sleep(0.1)
                    at_once = max(at_once, _AT_ONCE - slots._value)  # noqa: SLF001
                in_second = max(in_second, len(there.cloud.requests))
            return at_once, in_second


def _entry(hass: HomeAssistant, there: Household) -> ConfigEntry[Any]:
    return entry_of(hass, "gizwits", there.entry_data())


async def _until_known(entry: ConfigEntry[Any]) -> None:
    """Wait until each device is pushed and has said what it is."""
    async with asyncio.timeout(300):
        while not all(
            own.pushed and own.data.values
            for own in entry.runtime_data.devices.values()
        ):
            await asyncio.sleep(0.05)
