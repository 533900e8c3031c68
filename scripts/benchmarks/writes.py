"""Goal 5: what is sent for many writes at once."""

import asyncio
from collections.abc import Iterator
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .home import entry_of, folder, home, set_up
from .household import Household, household
from .result import Result

from tests.shapes import definition, uint

GOAL = "5 writes"
_DATAPOINTS: Final = 100
_QUICK: Final = 20
# Between two calls of somebody who drags a slider (s).
_BETWEEN: Final = 0.025
# Of a device that answers late, or never, and what the others may take (s).
_LATE: Final = 3.0
_FOR_EVER: Final = 3600.0
_SOON: Final = 2.0
_AT_ONCE: Final = 10


def measure(size: int, repeats: int) -> Iterator[Result]:
    """Yield the requests for many writes; counts are exact, nothing is repeated."""
    yield from asyncio.run(_measure(size))


async def _measure(size: int) -> list[Result]:
    many = min(size, _DATAPOINTS)
    points = [uint(f"amount_{index}", 0, 200) for index in range(_DATAPOINTS)]
    with folder() as place:
        async with (
            household(many, definition("Mixer", *points)) as there,
            home(place) as hass,
        ):
            entry = entry_of(hass, "gizwits", there.entry_data())
            await set_up(hass, entry)
            async with asyncio.timeout(60):
                while not all(own.data.values for own in _devices(entry)):
                    await asyncio.sleep(0.01)
            at_once, quick = await _at_once(hass, there), await _quick(hass, there)
            what = "requests for 100 writes to one device at once"
            slider = "requests for 20 calls to one entity in half a second"
            return [
                Result(GOAL, what, size, at_once, 1),
                Result(GOAL, slider, size, quick, 3),
                *await _to_many(hass, there, entry, size, many),
            ]


def _devices(entry: Any) -> Any:
    return entry.runtime_data.devices.values()


async def _at_once(hass: HomeAssistant, there: Household) -> int:
    return await _sent(there, [_set(hass, there, 0, at) for at in range(_DATAPOINTS)])


async def _quick(hass: HomeAssistant, there: Household) -> int:
    async def later(turn: int) -> None:
        await asyncio.sleep(turn * _BETWEEN)
        await _set(hass, there, 0, 0, 50 + turn)

    await asyncio.sleep(1)
    return await _sent(there, [later(turn) for turn in range(_QUICK)])


async def _to_many(
    hass: HomeAssistant, there: Household, entry: Any, size: int, many: int
) -> list[Result]:
    """Write to one entity of each device in one tick; the first is slow, or hangs."""
    sent, at_once, took = await _race(hass, there, entry, many, _LATE)
    _, _, without = await _race(hass, there, entry, many, None)
    what = f"to {many} devices at once"
    return [
        Result(GOAL, f"requests for writes {what}", size, sent, many),
        Result(GOAL, f"of these under way {what}", size, at_once, _AT_ONCE),
        Result(
            GOAL,
            f"{what}, one takes {_LATE:g} s: the others have it after",
            size,
            took,
            _SOON,
            "s",
        ),
        Result(
            GOAL,
            f"{what}, one never answers: the others have it after",
            size,
            without,
            _SOON,
            "s",
        ),
    ]


async def _race(
    hass: HomeAssistant, there: Household, entry: Any, many: int, late: float | None
) -> tuple[int, int, float]:
    """Return the requests, the most of them at once, and when the others have theirs.

    The first device takes `late` seconds; None is for ever.
    """
    await asyncio.sleep(1)
    there.cloud.clear_recordings()
    slow = there.devices[0].did
    there.cloud.faults.all(path=f"/app/control/{slow}", delay=late or _FOR_EVER)
    slots = entry.runtime_data.client._http._command_slots  # noqa: SLF001
    at_once = 0
    loop = asyncio.get_running_loop()
    started = loop.time()
    first, *others = (
        asyncio.create_task(_set(hass, there, index, 1, 77)) for index in range(many)
    )

    async def watch() -> None:
        nonlocal at_once
        while True:
            at_once = max(at_once, _AT_ONCE - slots._value)  # noqa: SLF001
            await asyncio.sleep(0.001)

    watching = asyncio.create_task(watch())
    await asyncio.gather(*others)
    took = loop.time() - started if others else 0.0
    if late is None:
        first.cancel()
    await asyncio.wait([first])
    watching.cancel()
    there.cloud.faults.clear()
    return len(there.cloud.requests_to("POST", "/app/control/")), at_once, took


async def _sent(there: Household, calls: list[Any]) -> int:
    """Return how many requests were sent for some calls."""
    there.cloud.clear_recordings()
    await asyncio.gather(*calls)
    return len(there.cloud.requests_to("POST", "/app/control/"))


async def _set(
    hass: HomeAssistant, there: Household, device: int, point: int, value: int = 42
) -> None:
    """Set a datapoint of a device as an automation does."""
    unique_id = f"0123abcd-{there.devices[device].did}-amount_{point}"
    entity_id = er.async_get(hass).async_get_entity_id("number", "gizwits", unique_id)
    await hass.services.async_call(
        "number", "set_value", {"entity_id": entity_id, "value": value}, blocking=True
    )
