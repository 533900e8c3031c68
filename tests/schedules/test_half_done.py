"""A change of several requests that fails on the way: done, undone, or undone later."""

import copy
import datetime as dt
from typing import Any

import pytest

from homeassistant.core import HomeAssistant

from .helpers import (
    MORNINGS,
    NEVER,
    PARIS,
    book_of,
    local_moments,
    stored,
    today,
    weekly,
)

from custom_components.gizwits.api import GizwitsConnectionError, GizwitsError
from custom_components.gizwits.schedule_errors import HalfDoneError
from custom_components.gizwits.schedules import LocalWhen
from custom_components.gizwits.schedules.keeping import async_keep_all

from tests.action_helpers import World
from tests.simulator import SimulatedCloud

PATH = "/app/devices/*/scheduler"
ONE = "/app/devices/*/scheduler/*"
# A list ends with an empty page.
PAGES = 2
LATER = copy.replace(MORNINGS, time=dt.time(9))


def state(cloud: SimulatedCloud, world: World) -> list[Any]:
    """Return what the cloud has, but for its ids."""
    rows = stored(cloud, world.machine.did)
    return sorted((str(row.when), str(row.attrs), row.enabled) for row in rows)


async def skip(cloud: SimulatedCloud, method: str, path: str, count: int) -> None:
    """Let some requests of a kind pass before the next fault."""
    for _ in range(count):
        cloud.faults.next(method=method, path=path, delay=0.001)


@pytest.mark.parametrize("passed", [0, 1, 2])
@pytest.mark.parametrize("lost", [True, False], ids=["answer lost", "refused"])
async def test_creating(
    cloud: SimulatedCloud, world: World, passed: int, lost: bool
) -> None:
    """A part that cannot be made takes the others with it; a lost answer does not."""
    book, did = book_of(world), world.machine.did
    await skip(cloud, "POST", PATH, passed)
    if lost:
        cloud.faults.next(method="POST", path=PATH, drop=True, before_effect=False)
    else:
        cloud.faults.next(method="POST", path=PATH, error_code=9025)
    if lost and passed == 2:
        # All of it was done.
        made = await book.async_create(did, weekly())
        (shown,) = await book.async_get(did, NEVER)
        assert (shown.id, shown.when) == (made, MORNINGS)
        return
    with pytest.raises(GizwitsError):
        await book.async_create(did, weekly())
    assert stored(cloud, did) == []
    assert not book.memory.made
    assert not book.memory.unfinished


@pytest.mark.parametrize("passed", [0, 1, 2])
async def test_changing(cloud: SimulatedCloud, world: World, passed: int) -> None:
    """The parts that were changed already are as before."""
    book, did = book_of(world), world.machine.did
    made = await book.async_create(did, weekly())
    before = state(cloud, world)
    await skip(cloud, "PUT", ONE, passed)
    cloud.faults.next(method="PUT", path=ONE, error_code=9025)
    with pytest.raises(GizwitsError):
        await book.async_change(did, made, when=LATER)
    assert state(cloud, world) == before
    (shown,) = await book.async_get(did, NEVER)
    assert (shown.id, shown.when) == (made, MORNINGS)


async def test_deleting(cloud: SimulatedCloud, world: World) -> None:
    """What was deleted already is made again, and still one with the rest."""
    book, did = book_of(world), world.machine.did
    made = await book.async_create(did, weekly())
    before = state(cloud, world)
    await skip(cloud, "DELETE", ONE, 1)
    cloud.faults.next(method="DELETE", path=ONE, error_code=9025)
    with pytest.raises(GizwitsError):
        await book.async_delete(did, made)
    assert state(cloud, world) == before
    (shown,) = await book.async_get(did, NEVER)
    assert (shown.id, shown.when) == (made, MORNINGS)
    await book.async_delete(did, made)
    assert stored(cloud, did) == []


async def test_gone_already(cloud: SimulatedCloud, world: World) -> None:
    """What somebody else has deleted meanwhile is no reason to fail."""
    book, did = book_of(world), world.machine.did
    made = await book.async_create(did, weekly())
    cloud.faults.next(method="DELETE", path=ONE, error_code=9030)
    await book.async_delete(did, made)
    assert len(stored(cloud, did)) == 1
    assert not book.memory.made


@pytest.mark.parametrize("restart", [True, False])
async def test_neither_done_nor_undone(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, restart: bool
) -> None:
    """It is said how far it came, and taken back when that is possible again."""
    book, did = book_of(world), world.machine.did
    made = await book.async_create(did, weekly())
    before = state(cloud, world)
    await skip(cloud, "PUT", ONE, 1)
    broken = cloud.faults.all(method="PUT", path=ONE, error_code=9999)
    with pytest.raises(HalfDoneError) as caught:
        await book.async_change(did, made, when=LATER)
    assert broken.struck
    assert (caught.value.done, caught.value.wanted) == (1, 3)
    assert state(cloud, world) != before
    cloud.faults.clear()
    if restart:
        await hass.config_entries.async_reload(world.entry.entry_id)
        await hass.async_block_till_done()
    await async_keep_all(world.entry.runtime_data)
    assert state(cloud, world) == before
    (shown,) = await book_of(world).async_get(did, NEVER)
    assert (shown.id, shown.when) == (made, MORNINGS)
    assert local_moments(stored(cloud, did), PARIS) == {
        (0, dt.time(6, 30)),
        (4, dt.time(6, 30)),
    }
    assert not book_of(world).memory.unfinished


async def test_the_next_change_takes_back_the_last(
    cloud: SimulatedCloud, world: World
) -> None:
    """Nothing is built on what was left half done."""
    book, did = book_of(world), world.machine.did
    made = await book.async_create(did, weekly())
    await skip(cloud, "PUT", ONE, 1)
    cloud.faults.all(method="PUT", path=ONE, error_code=9999)
    with pytest.raises(HalfDoneError):
        await book.async_change(did, made, when=LATER)
    cloud.faults.clear()
    await book.async_change(did, made, values={"amount": 99})
    (shown,) = await book.async_get(did, NEVER)
    assert (shown.id, shown.when, shown.values) == (made, MORNINGS, {"amount": 99})


async def test_nothing_is_known_of_one_request(
    cloud: SimulatedCloud, world: World
) -> None:
    """A single request without an answer says just that."""
    book, did = book_of(world), world.machine.did
    when = LocalWhen(time=dt.time(9), date=today() + dt.timedelta(days=20))
    made = await book.async_create(did, weekly(when=when))
    cloud.faults.next(method="PUT", path=ONE, drop=True, times=2)
    await skip(cloud, "GET", PATH, PAGES)
    cloud.faults.all(method="GET", path=PATH, error_code=9999)
    with pytest.raises(GizwitsConnectionError):
        await book.async_set_enabled(did, made, False)
    assert cloud.requests_to("PUT", ONE)


async def test_shown_though_it_cannot_be_read(
    cloud: SimulatedCloud, world: World
) -> None:
    """After a change whose result cannot be read, what was sent is shown."""
    book, did = book_of(world), world.machine.did
    made = await book.async_create(did, weekly())
    await skip(cloud, "GET", PATH, PAGES)
    cloud.faults.next(method="GET", path=PATH, error_code=9025)
    await book.async_set_enabled(did, made, False)
    (shown,) = book.cached(did) or ()
    assert (shown.id, shown.when, shown.enabled) == (made, MORNINGS, False)
    (shown,) = await book.async_get(did)
    assert (shown.id, shown.enabled, shown.is_ours) == (made, False, True)


@pytest.mark.parametrize("kept", [{}, {"before": [], "wanted": 1, "others": None}, "x"])
async def test_what_was_kept_cannot_be_read(
    cloud: SimulatedCloud, world: World, kept: Any
) -> None:
    """A broken file is no reason that nothing can be changed any more."""
    book, did = book_of(world), world.machine.did
    book.memory.unfinished[did] = kept
    await book.async_create(did, weekly())
    assert len(stored(cloud, did)) == 3
    assert not book.memory.unfinished
