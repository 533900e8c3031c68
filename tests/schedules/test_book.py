"""The book of schedules: made, changed, switched, ended, deleted, shown as one."""

import copy
import datetime as dt

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .helpers import (
    MORNINGS,
    NEVER,
    PARIS,
    SHANGHAI,
    VALUES,
    book_of,
    live_in,
    local_moments,
    made_in_the_app,
    moments,
    stored,
    today,
    weekly,
)

from custom_components.gizwits.api import GizwitsValueError
from custom_components.gizwits.api.when import When
from custom_components.gizwits.schedules import LocalWhen, ScheduleError, Weekday

from tests.action_helpers import World
from tests.simulator import SimulatedCloud

HALF_PAST_SIX = {(0, dt.time(6, 30)), (4, dt.time(6, 30))}
IN_MAY = When(time=dt.time(5), weekdays=frozenset({2}))


async def test_a_year_of_mornings(cloud: SimulatedCloud, world: World) -> None:
    """In Paris it is three parts that run at the local time all year, shown as one."""
    book, did = book_of(world), world.machine.did
    made = await book.async_create(did, weekly())
    parts = stored(cloud, did)
    assert len(parts) == 3
    assert local_moments(parts, PARIS) == HALF_PAST_SIX
    assert {one.remark for one in parts} == {"Breakfast"}
    assert all(one.attrs == {"amount": 38, "option_a": True} for one in parts)
    (shown,) = await book.async_get(did)
    assert (shown.id, shown.when, shown.values) == (made, MORNINGS, VALUES)
    assert (shown.is_ours, shown.keeps_time, shown.enabled) == (True, True, True)
    assert (
        shown.next_run(shown.created_at or dt.datetime.now(dt.UTC)) == moments(parts)[0]
    )


async def test_change_keeps_the_id(cloud: SimulatedCloud, world: World) -> None:
    """Another time is written over the parts; they are neither more nor fewer."""
    book, did = book_of(world), world.machine.did
    made = await book.async_create(did, weekly())
    before = [one.id for one in stored(cloud, did)]
    when = copy.replace(MORNINGS, time=dt.time(0, 15))
    await book.async_change(did, made, when=when)
    assert [one.id for one in stored(cloud, did)] == before
    assert local_moments(stored(cloud, did), PARIS) == {
        (0, dt.time(0, 15)),
        (4, dt.time(0, 15)),
    }
    (shown,) = book.cached(did) or ()
    assert (shown.id, shown.when, shown.remark) == (made, when, "Breakfast")
    once = LocalWhen(time=dt.time(12), date=today() + dt.timedelta(days=9))
    await book.async_update(did, made, weekly(when=once, remark="Once"))
    (part,) = stored(cloud, did)
    (shown,) = book.cached(did) or ()
    assert (shown.id, shown.when, shown.remark) == (made, once, "Once")
    assert part.when.repeat == "none"
    await book.async_change(did, made, when=MORNINGS)
    assert local_moments(stored(cloud, did), PARIS) == HALF_PAST_SIX
    assert [one.id for one in book.cached(did) or ()] == [made]


async def test_switch_off_and_delete(cloud: SimulatedCloud, world: World) -> None:
    """All parts are switched, and all deleted; nothing else changes."""
    book, did = book_of(world), world.machine.did
    other = await made_in_the_app(world, IN_MAY)
    made = await book.async_create(did, weekly())
    whens = {one.id: one.when for one in stored(cloud, did)}
    await book.async_set_enabled(did, made, False)
    assert {one.id: one.when for one in stored(cloud, did)} == whens
    assert [one.enabled for one in stored(cloud, did)] == [True, False, False, False]
    shown = {one.id: one for one in book.cached(did) or ()}
    assert (shown[made].enabled, shown[other].enabled) == (False, True)
    assert shown[made].next_run(dt.datetime.now(dt.UTC)) is None
    await book.async_delete(did, made)
    assert [one.id for one in stored(cloud, did)] == [other]
    assert not book.memory.made


async def test_made_elsewhere(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """It is shown in local words, and only what was asked for changes in it."""
    book, did = book_of(world), world.machine.did
    when = When(time=dt.time(23, 30), weekdays=frozenset({6}))
    made = (
        await made_in_the_app(world, when, amount=50, no_datapoint=1)
        if False
        else (await made_in_the_app(world, when))
    )
    (shown,) = await book.async_get(did, NEVER)
    assert not shown.is_ours
    assert not shown.keeps_time
    assert shown.when
    assert shown.when.weekdays == {Weekday.MON}
    assert shown.when.time in (dt.time(0, 30), dt.time(1, 30))
    assert shown.values == {"amount": 50}
    await book.async_set_enabled(did, made, False)
    await book.async_change(did, made, values={"amount": 60})
    await book.async_update(did, made, weekly(when=shown.when))
    (part,) = stored(cloud, did)
    assert (part.when.time, part.when.repeat) == ("23:30", "sun")
    assert (part.enabled, part.attrs["amount"], part.remark) == (True, 38, "Breakfast")
    assert not book.memory.made
    await book.async_change(did, made, when=MORNINGS)
    (shown,) = book.cached(did) or ()
    assert (shown.id, shown.is_ours, shown.keeps_time) == (made, True, True)


@pytest.mark.parametrize("days", [0, 1, 15, 200])
async def test_this_and_all_future(
    cloud: SimulatedCloud, world: World, days: int
) -> None:
    """The last run is before the day; what has none is gone."""
    book, did = book_of(world), world.machine.did
    made = await book.async_create(did, weekly())
    other = await made_in_the_app(
        world, When(time=dt.time(23), weekdays=frozenset({6}))
    )
    day = today() + dt.timedelta(days=days)
    before = {
        key: [at for at in moments(rows) if at.astimezone().date() < day]
        for key, rows in _rows(cloud, did, other).items()
    }
    await book.async_end_before(did, made, day)
    await book.async_end_before(did, other, day)
    after = {key: moments(rows) for key, rows in _rows(cloud, did, other).items()}
    assert after == before
    ids = {one.id for one in book.cached(did) or ()}
    assert ids == {
        key for key, name in ((made, "Breakfast"), (other, "App")) if before[name]
    }


def _rows(cloud: SimulatedCloud, did: str, other: str) -> dict[str, list]:
    rows = stored(cloud, did)
    return {
        name: [one for one in rows if one.remark == name]
        for name in ("Breakfast", "App")
    }


async def test_changed_elsewhere(cloud: SimulatedCloud, world: World) -> None:
    """What the app changed of ours is shown as it is, and no longer as one."""
    book, did = book_of(world), world.machine.did
    await book.async_create(did, weekly())
    stored(cloud, did)[1].when.time = "09:00"
    shown = await book.async_get(did, NEVER)
    assert [one.is_ours for one in shown] == [False, False, False]
    assert {part.id for part in stored(cloud, did)} == {one.id for one in shown}
    stored(cloud, did)[1].when.time = "04:30"
    (one,) = await book.async_get(did, NEVER)
    assert one.is_ours


async def test_remembered_over_restarts(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The parts are still one; removing the account forgets them."""
    made = await book_of(world).async_create(world.machine.did, weekly())
    await hass.config_entries.async_reload(world.entry.entry_id)
    await hass.async_block_till_done()
    (shown,) = await book_of(world).async_get(world.machine.did)
    assert (shown.id, shown.when) == (made, MORNINGS)
    assert shown.created_at


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"when": LocalWhen(time=dt.time(1), date=dt.date(2020, 1, 1))}, "in_the_past"),
        ({"values": {}}, "does_nothing"),
    ],
)
async def test_refused_before_anything_is_sent(
    cloud: SimulatedCloud, world: World, changes: dict, key: str
) -> None:
    """Nothing is sent for what cannot be."""
    cloud.clear_recordings()
    with pytest.raises(ScheduleError) as caught:
        await book_of(world).async_create(world.machine.did, weekly(**changes))
    assert caught.value.key == key
    with pytest.raises(GizwitsValueError):
        await book_of(world).async_create(
            world.machine.did, weekly(values={"amount": 500})
        )
    assert not cloud.requests


async def test_unknown(cloud: SimulatedCloud, world: World) -> None:
    """A schedule that is not the device's cannot be changed."""
    with pytest.raises(ScheduleError, match="unknown_schedule"):
        await book_of(world).async_delete(world.machine.did, "nope")
    with pytest.raises(ScheduleError, match="device_not_ready"):
        await book_of(world).async_create("stranger", weekly())


async def test_the_house_moves(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """In another time zone what was made is shown as it runs there, and not rewritten."""
    book, did = book_of(world), world.machine.did
    made = await book.async_create(did, weekly())
    before = [(row.id, row.when) for row in stored(cloud, did)]
    await live_in(hass, SHANGHAI)
    (shown,) = await book.async_get(did, NEVER)
    assert (shown.id, shown.is_ours, shown.keeps_time) == (made, True, False)
    assert shown.when
    assert shown.when.time in (dt.time(12, 30), dt.time(13, 30))
    now = dt_util.utcnow()
    until = now + dt.timedelta(days=365)
    assert shown.instants(now, until) == moments(stored(cloud, did))
    assert [(row.id, row.when) for row in stored(cloud, did)] == before
    await book.async_change(did, made, when=MORNINGS)
    (part,) = stored(cloud, did)
    assert part.when.time == "22:30"
    (shown,) = book.cached(did) or ()
    assert (shown.id, shown.when, shown.keeps_time) == (made, MORNINGS, True)
