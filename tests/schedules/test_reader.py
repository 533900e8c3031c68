"""Reading schedules: when somebody wants to know, once, and gently."""

import asyncio
from collections.abc import Callable
import datetime as dt
from unittest.mock import patch

import pytest

from homeassistant.core import HomeAssistant

from .helpers import NEVER, book_of, made_in_the_app, stored, weekly

from custom_components.gizwits.api import GizwitsError
from custom_components.gizwits.api.when import When
from custom_components.gizwits.schedules import reader
from custom_components.gizwits.schedules.memory import schedule_store

from tests.action_helpers import World
from tests.common import until
from tests.simulator import SimulatedCloud

PATH = "/app/devices/*/scheduler"
WEDNESDAYS = When(time=dt.time(5), weekdays=frozenset({2}))


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing pause for seconds."""
    monkeypatch.setattr(reader, "PAUSE", 0.05)
    monkeypatch.setattr(reader, "POLL_EACH", 0.02)


@pytest.fixture
def reads(cloud: SimulatedCloud) -> Callable[[], int]:
    """Return what counts the lists that were asked for."""

    def count() -> int:
        rows = cloud.requests_to("GET", PATH)
        return sum(one.query.get("skip") == "0" for one in rows)

    return count


async def test_nobody_asks(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, reads: Callable[[], int]
) -> None:
    """Nothing is read where nobody wants to know."""
    await hass.async_block_till_done()
    assert reads() == 0
    assert book_of(world).cached(world.machine.did) is None


async def test_many_ask_at_once(world: World, reads: Callable[[], int]) -> None:
    """It is one request; later ones are answered from what is known, while it is new."""
    book, did = book_of(world), world.machine.did
    await asyncio.gather(*(book.async_get(did) for _ in range(5)))
    assert reads() == 1
    await book.async_get(did)
    book.async_want(did)
    assert reads() == 1
    await asyncio.gather(*(book.async_get(did, NEVER) for _ in range(5)))
    # Those who ask while it is being read get what is read after they asked.
    assert reads() <= 3


async def test_wanted_in_the_background(
    hass: HomeAssistant, world: World, reads: Callable[[], int]
) -> None:
    """Nobody waits for it; devices are read one after the other, and it is told."""
    book = book_of(world)
    await made_in_the_app(world, WEDNESDAYS)
    dids = [world.machine.did, world.second.did, world.fan.did]
    told: list[str] = []
    for did in dids:
        book.async_listen(did, lambda did=did: told.append(did))  # type: ignore[misc]
        book.async_want(did)
        book.async_want(did)
    assert book.cached(world.machine.did) is None
    seconds = await until(hass, lambda: len(told) == 3)
    assert told == dids
    assert seconds >= 0.1
    assert reads() == 3
    (shown,) = book.cached(world.machine.did) or ()
    assert shown.remark == "App"


async def test_polled_while_somebody_listens(
    hass: HomeAssistant,
    world: World,
    reads: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only for those who want that, and not after them."""
    monkeypatch.setattr(reader, "MAX_AGE", dt.timedelta(0))
    book = book_of(world)
    job = asyncio.create_task(book.reader.async_poll())
    ends = [book.async_listen(world.second.did, lambda: None)]
    await asyncio.sleep(0.1)
    assert reads() == 0
    ends.append(book.async_listen(world.machine.did, lambda: None, poll=True))
    await until(hass, lambda: reads() > 2)
    assert book.cached(world.second.did) is None
    for end in ends:
        end()
    await asyncio.sleep(0.1)
    before = reads()
    await asyncio.sleep(0.1)
    assert reads() == before
    job.cancel()


async def test_a_device_that_cannot_be_read(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, reads: Callable[[], int]
) -> None:
    """In the background it is let alone for a while; whoever asks is told."""
    book, did = book_of(world), world.machine.did
    fault = cloud.faults.all(method="GET", path=PATH, error_code=9025)
    book.async_want(did)
    await until(hass, lambda: fault.struck)
    await asyncio.sleep(0.05)
    book.async_want(did)
    await asyncio.sleep(0.1)
    assert fault.struck == 1
    with pytest.raises(GizwitsError):
        await book.async_get(did)
    cloud.faults.clear()
    assert await book.async_get(did) == ()


async def test_a_change_is_told(world: World) -> None:
    """Whoever listens sees it at once."""
    book, did = book_of(world), world.machine.did
    made = await made_in_the_app(world, WEDNESDAYS)
    seen: list[bool] = []

    def look() -> None:
        seen.extend(one.enabled for one in book.cached(did) or ())

    await book.async_get(did)
    book.async_listen(did, look)
    await book.async_set_enabled(did, made, False)
    assert seen[-1] is False


async def test_whoever_asked_goes_away(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """A change that was begun is carried to its end."""
    book, did = book_of(world), world.machine.did
    cloud.faults.next(method="POST", path=PATH, delay=0.05)
    job = asyncio.create_task(book.async_create(did, weekly()))
    await until(hass, lambda: cloud.requests_to("POST", PATH))
    job.cancel()
    await until(hass, lambda: book.memory.made)
    assert len(stored(cloud, did)) == 3


async def test_forgotten_with_the_account(hass: HomeAssistant, world: World) -> None:
    """What was remembered is removed with the entry."""
    await book_of(world).async_create(world.machine.did, weekly())
    store = schedule_store(hass, world.entry.entry_id)
    assert await store.async_load()
    with patch("custom_components.gizwits.client_for"):
        await hass.config_entries.async_remove(world.entry.entry_id)
    assert await schedule_store(hass, world.entry.entry_id).async_load() is None
