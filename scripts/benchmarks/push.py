"""Goal 1: from the bytes of a frame to the written states."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
import gc
from statistics import median, quantiles

import orjson

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_platform

from .copies import copies_of
from .feed import Feed
from .home import entry_of, folder, home, set_up
from .household import household
from .product import KINDS, names, product, values
from .result import Result

GOAL = "1 push"
ATTRIBUTES = (1, 20, 180)
# States that a frame changes where the cost at several sizes is compared.
_FEW = 5
_FRAMES = 40
# So often they are all taken in one run.
_TAKES = 5
_PLAIN_ENTRY = "plain"


@dataclass(frozen=True, slots=True)
class _Scene:
    """One kind of frame: which attributes are in it, and which of them change."""

    what: str
    present: list[str]
    changing: list[str]

    def frame(self, did: str, turn: int) -> str:
        """Return the text of a frame."""
        attrs = values(self.present, 0) | values(self.changing, turn)
        frame = {"cmd": "s2c_noti", "data": {"did": did, "attrs": attrs}}
        return orjson.dumps(frame).decode()


def measure(size: int, repeats: int) -> Iterator[Result]:
    """Yield the cost of a frame in an account of so many devices, and of only one."""
    for attributes in ATTRIBUTES:
        shown = attributes if size == 1 else min(attributes, _FEW)
        results = asyncio.run(_measure(size, attributes, shown, repeats))
        yield from results
        if size > 1:
            one, again = (
                asyncio.run(_measure(1, attributes, shown, repeats))[0].measure
                for _ in range(2)
            )
            what = f"{attributes} attributes, beside an account of one device"
            noise = max(one, again) / min(one, again)
            yield Result(
                GOAL,
                f"{what} (that beside itself: {noise:.2f})",
                size,
                results[0].measure,
                # Differences within the noise say nothing.
                max(1.2, noise),
                "x",
                (one + again) / 2,
            )


async def _measure(
    size: int, attributes: int, shown: int, repeats: int
) -> list[Result]:
    """Return the cost for one device, which is not alone in its account."""
    definition = product(attributes, shown)
    present = names(definition)
    # A switch in the middle: to find it, half of the others are compared.
    one = present[shown // 2 // KINDS * KINDS]
    scenes = [
        _Scene(f"{attributes} attributes, {shown} states", present, present[:shown]),
        _Scene(f"{attributes} attributes, 1 state", present, [one]),
        _Scene(f"{attributes} attributes, nothing new", present, []),
    ]
    with folder() as place:
        async with (
            household(size, product(2, 2), last=definition, online=False) as there,
            home(place) as hass,
        ):
            entry = entry_of(hass, "gizwits", there.entry_data())
            await set_up(hass, entry)
            plain = entry_of(hass, _PLAIN_ENTRY)
            plain.runtime_data = copies_of(hass, entry)
            await set_up(hass, plain)
            feed = await Feed.of(entry.runtime_data, there.devices[-1].did)
            return [
                await _result(hass, feed, scene, size, repeats)
                for scene in scenes[: 1 if attributes == 1 else None]
            ]


async def _result(
    hass: HomeAssistant, feed: Feed, scene: _Scene, size: int, repeats: int
) -> Result:
    own, plain = await _compare(hass, feed, scene, repeats)
    # Where no state is written there is nothing to compare with.
    limit = 2.0 if scene.changing else None
    return Result(GOAL, scene.what, size, own, limit, "µs", plain)


async def _compare(
    hass: HomeAssistant, feed: Feed, scene: _Scene, repeats: int
) -> tuple[float, float]:
    """Return the cost of a frame and the floor (µs)."""
    texts = [scene.frame(feed.did, turn) for turn in range(_FRAMES)]
    floor = _floor(hass, feed.did, scene)
    # The first frames bring the device online and fill the caches.
    await feed.take(texts, floor)
    runs: list[list[float]] = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(repeats):
            times: list[tuple[float, float]] = []
            for _ in range(_TAKES):
                times += await feed.take(texts, floor)
                await asyncio.sleep(0)
            # Other programs take the processor, and what is in its caches, from some.
            columns = zip(*times, strict=True)
            runs.append([1e6 * quantiles(column, n=10)[0] for column in columns])
    finally:
        gc.enable()
    own, plain = (median(column) for column in zip(*runs, strict=True))
    return own, plain


def _floor(hass: HomeAssistant, did: str, scene: _Scene) -> Callable[[str], None]:
    """Return what parses a frame and writes the states of plain entities."""
    entities = {
        str(entity.unique_id).rpartition("-")[2]: entity
        for platform in entity_platform.async_get_platforms(hass, "plain")
        for entity in platform.entities.values()
        if did in str(entity.unique_id)
    }
    written = [(name, entities[name]) for name in scene.changing if name in entities]

    def run(text: str) -> None:
        attrs = orjson.loads(text)["data"]["attrs"]
        for name, entity in written:
            entity.show(attrs[name])  # type: ignore[attr-defined]
            entity.async_write_ha_state()

    return run
