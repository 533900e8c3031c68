"""Goal 4: the memory of an entity, beside that of a trivial one."""

import asyncio
from collections.abc import Iterator
import gc
import tracemalloc
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant, split_entity_id, valid_entity_id

from .cloud_process import distant_household
from .copies import Makers, copies_of
from .home import entry_of, folder, home, set_up
from .result import Result

GOAL = "4 memory"
_MOST = 1024


def measure(size: int, repeats: int) -> Iterator[Result]:
    """Yield the bytes of an entity that is on, beyond Home Assistant's own."""
    # The first import modules.
    asyncio.run(_both(1))
    own, plain, entities = asyncio.run(_both(size))
    if size > 1:
        # What is there once, whatever the number of entities: texts, connections.
        once = asyncio.run(_both(1))
        own, plain, entities = own - once[0], plain - once[1], entities - once[2]
    yield Result(GOAL, "of a trivial entity", size, plain / entities, None, "B")
    beyond = (own - plain) / entities
    # Of few devices it is mostly the connection to the cloud.
    limit = _MOST if size >= 100 else None
    yield Result(GOAL, "of an entity, beyond that", size, beyond, limit, "B")


async def _both(size: int) -> tuple[int, int, int]:
    """Return the bytes of ours and of trivial entities, and how many there are."""
    with folder() as ours, folder() as plain:
        async with distant_household(size) as data:
            async with home(ours) as hass:
                entry = entry_of(hass, "gizwits", data)
                own, entities = await _grown(hass, entry)
                makers = copies_of(hass, entry)
            floor, copies = await _plain(plain, makers)
    if copies != entities:
        raise RuntimeError(f"{copies} instead of {entities} entities")
    return own, floor, entities


async def _plain(place: Any, makers: Makers) -> tuple[int, int]:
    async with home(place) as hass:
        entry = entry_of(hass, "plain")
        entry.runtime_data = makers
        return await _grown(hass, entry)


async def _grown(hass: HomeAssistant, entry: ConfigEntry[Any]) -> tuple[int, int]:
    # Both have the same entity ids: what Home Assistant remembers of them is each one's.
    for remembers in (split_entity_id, valid_entity_id):
        remembers.cache_clear()
    gc.collect()
    tracemalloc.start()
    try:
        await set_up(hass, entry)
        if entry.domain == "gizwits":
            await _until_known(entry)
        # What registries keep of what they have saved is each one's too, and not of
        # the one that takes so long that they are saved meanwhile.
        hass.bus.async_fire_internal(EVENT_HOMEASSISTANT_FINAL_WRITE)
        await hass.async_block_till_done()
        gc.collect()
        return tracemalloc.get_traced_memory()[0], len(hass.states.async_entity_ids())
    finally:
        tracemalloc.stop()


async def _until_known(entry: ConfigEntry[Any]) -> None:
    """Wait for the values of all devices, which are memory too."""
    async with asyncio.timeout(600):
        while not all(own.data.values for own in entry.runtime_data.devices.values()):
            await asyncio.sleep(0.1)
