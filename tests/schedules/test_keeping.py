"""What we made keeps its local time: topped up, rewritten, and never unasked."""

from collections.abc import Awaitable, Callable
import copy
import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .helpers import (
    MORNINGS,
    NEVER,
    PARIS,
    book_of,
    local_moments,
    made_in_the_app,
    stored,
    weekly,
)

from custom_components.gizwits.api.schedules import Schedules
from custom_components.gizwits.api.when import When
from custom_components.gizwits.const import CONF_SPLIT_SCHEDULES
from custom_components.gizwits.schedules import LocalStep, LocalTask, LocalWhen, Weekday
from custom_components.gizwits.schedules.keeping import async_keep_all

from tests.action_helpers import World
from tests.simulator import SimulatedCloud

HALF_PAST_SIX = {(0, dt.time(6, 30)), (4, dt.time(6, 30))}
# A winter's day.
START = dt.datetime(2027, 1, 12, 10, tzinfo=dt.UTC)

type Turn = Callable[[dt.datetime], Awaitable[None]]


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch, cloud: SimulatedCloud, world: World) -> Turn:
    """Return what turns the clocks of the cloud and of the house, and looks."""

    async def to(at: dt.datetime) -> None:
        await cloud.clock.set(at)
        monkeypatch.setattr(dt_util, "utcnow", lambda: at)
        await async_keep_all(world.entry.runtime_data)

    return to


def paths(cloud: SimulatedCloud) -> list[str]:
    """Return the requests that changed something."""
    return [
        f"{one.method} {one.path.rpartition('scheduler')[2]}"
        for one in cloud.requests
        if "scheduler" in one.path and one.method != "GET"
    ]


async def test_topped_up(cloud: SimulatedCloud, world: World, turn: Turn) -> None:
    """Half a year before they run out; what is over is cleared away."""
    book, did = book_of(world), world.machine.did
    await turn(START)
    made = await book.async_create(did, weekly())
    cloud.clear_recordings()
    await turn(START + dt.timedelta(days=180))
    assert not paths(cloud)
    await turn(START + dt.timedelta(days=190))
    assert paths(cloud)
    assert len(stored(cloud, did)) == 3
    assert local_moments(stored(cloud, did), PARIS) == HALF_PAST_SIX
    cloud.clear_recordings()
    await turn(START + dt.timedelta(days=191))
    assert not paths(cloud)
    (shown,) = await book.async_get(did, NEVER)
    assert (shown.id, shown.when, shown.values["amount"]) == (made, MORNINGS, 38)
    assert shown.created_at == START


async def test_asleep_for_two_years(
    cloud: SimulatedCloud, world: World, turn: Turn
) -> None:
    """The last part went on meanwhile; now all is as it should be again."""
    book, did = book_of(world), world.machine.did
    await turn(START)
    made = await book.async_create(did, weekly())
    await turn(START + dt.timedelta(days=800))
    assert len(stored(cloud, did)) == 3
    assert local_moments(stored(cloud, did), PARIS) == HALF_PAST_SIX
    (shown,) = await book.async_get(did, NEVER)
    assert (shown.id, shown.when, shown.values["amount"]) == (made, MORNINGS, 38)
    assert shown.created_at == START


async def test_over(cloud: SimulatedCloud, world: World, turn: Turn) -> None:
    """What has come to its end is left in peace, and not asked for each hour."""
    book, did = book_of(world), world.machine.did
    await turn(START)
    when = LocalWhen(
        time=dt.time(6), weekdays=frozenset(Weekday), end=dt.date(2028, 3, 1)
    )
    await book.async_create(did, weekly(when=when))
    await turn(START + dt.timedelta(days=1000))
    cloud.clear_recordings()
    await turn(START + dt.timedelta(days=1001))
    assert not cloud.requests
    assert not local_moments(stored(cloud, did), PARIS)


async def test_without_a_change_of_clocks(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, turn: Turn
) -> None:
    """In Shanghai one part does, and nothing is written again, ever."""
    await hass.config.async_set_time_zone("Asia/Shanghai")
    book, did = book_of(world), world.machine.did
    await turn(START)
    await book.async_create(did, weekly())
    (part,) = stored(cloud, did)
    assert (part.when.time, part.when.repeat) == ("22:30", "thu,sun")
    assert (part.when.start_date, part.when.end_date) == ("", "")
    cloud.clear_recordings()
    await turn(START + dt.timedelta(days=300))
    assert not paths(cloud)


async def test_rewritten(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, turn: Turn
) -> None:
    """By an option there is one part, written anew between the last run and the next."""
    hass.config_entries.async_update_entry(
        world.entry, options={**world.entry.options, CONF_SPLIT_SCHEDULES: False}
    )
    book, did = book_of(world), world.machine.did
    await turn(START)
    made = await book.async_create(did, weekly())
    (part,) = stored(cloud, did)
    assert part.when.time == "05:30"
    cloud.clear_recordings()
    # The clocks change on Sunday, 28 March; the last run before is on Friday.
    await turn(dt.datetime(2027, 3, 26, 5, tzinfo=dt.UTC))
    assert not paths(cloud)
    await turn(dt.datetime(2027, 3, 26, 6, tzinfo=dt.UTC))
    assert paths(cloud) == [f"PUT /{part.id}"]
    (part,) = stored(cloud, did)
    assert part.when.time == "04:30"
    (shown,) = await book.async_get(did, NEVER)
    assert (shown.id, shown.when) == (made, MORNINGS)
    # The option is changed: written ahead from now on, and the other way round.
    for split, count in ((True, 3), (False, 1)):
        options = {**world.entry.options, CONF_SPLIT_SCHEDULES: split}
        hass.config_entries.async_update_entry(world.entry, options=options)
        await turn(dt.datetime(2027, 3, 30, 6, tzinfo=dt.UTC))
        assert len(stored(cloud, did)) == count
    (shown,) = await book.async_get(did, NEVER)
    assert (shown.id, shown.when) == (made, MORNINGS)


async def test_a_new_law(cloud: SimulatedCloud, world: World, turn: Turn) -> None:
    """Where the clocks come to change otherwise, the parts follow at once."""
    book, did = book_of(world), world.machine.did
    await turn(START)
    made = await book.async_create(did, weekly())
    # As it was written when summer was thought to begin a month later.
    first, second, _ = stored(cloud, did)
    first.when.end_date, second.when.start_date = "2027-04-24", "2027-04-25"
    old = book.memory.made[made]
    parts = {
        row.id: row.plan.when
        for row in await Schedules(world.client).of_device(did)
        if row.plan.when
    }
    book.memory.made[made] = copy.replace(old, parts=parts)
    await turn(START + dt.timedelta(hours=1))
    assert local_moments(stored(cloud, did), PARIS) == HALF_PAST_SIX
    (shown,) = await book.async_get(did, NEVER)
    assert (shown.id, shown.when) == (made, MORNINGS)


async def test_what_ran_once_is_forgotten(
    cloud: SimulatedCloud, world: World, turn: Turn
) -> None:
    """Where the cloud clears it away; not what its list does not have yet."""
    book, did = book_of(world), world.machine.did
    await turn(START)
    once = LocalWhen(time=dt.time(9), date=dt.date(2027, 1, 20))
    await book.async_create(did, weekly(when=once))
    cloud.runner.schedules.clear()
    await book.async_create(did, weekly())
    assert len(book.memory.made) == 2
    await turn(START + dt.timedelta(days=30))
    await book.async_create(did, weekly())
    assert len(book.memory.made) == 2


async def test_never_unasked(cloud: SimulatedCloud, world: World, turn: Turn) -> None:
    """What the app made, or changed of ours, is not touched."""
    book, did = book_of(world), world.machine.did
    await turn(START)
    await made_in_the_app(world, When(time=dt.time(5), weekdays=frozenset({2})))
    await book.async_create(did, weekly())
    stored(cloud, did)[2].when.time = "09:00"
    before = [(row.id, row.when) for row in stored(cloud, did)]
    cloud.clear_recordings()
    await turn(START + dt.timedelta(days=300))
    assert not paths(cloud)
    assert [(row.id, row.when) for row in stored(cloud, did)] == before


async def test_deleted_in_the_app(
    cloud: SimulatedCloud, world: World, turn: Turn
) -> None:
    """It is forgotten."""
    book, did = book_of(world), world.machine.did
    await turn(START)
    await book.async_create(did, weekly())
    cloud.runner.schedules.clear()
    assert await book.async_get(did, NEVER) == ()
    await turn(START + dt.timedelta(days=300))
    assert not book.memory.made
    assert not cloud.runner.schedules


async def test_a_cloud_that_is_away(
    cloud: SimulatedCloud, world: World, turn: Turn, caplog: Any
) -> None:
    """It is tried again an hour later, without any fuss."""
    book, did = book_of(world), world.machine.did
    await turn(START)
    await book.async_create(did, weekly())
    cloud.faults.all(method="POST", path="/app/devices/*/scheduler", error_code=9999)
    await turn(START + dt.timedelta(days=300))
    assert len(stored(cloud, did)) == 3
    assert "WARNING" not in caplog.text
    cloud.faults.clear()
    await turn(START + dt.timedelta(days=301))
    assert local_moments(stored(cloud, did), PARIS) == HALF_PAST_SIX


async def test_a_task_is_made_anew(
    cloud: SimulatedCloud, world: World, turn: Turn
) -> None:
    """Tasks cannot be changed: another takes its place, under the id people know."""
    tasks = world.entry.runtime_data.tasks
    await turn(START)
    task = LocalTask(
        when=MORNINGS,
        steps=[LocalStep(world.machine.did, {"amount": 38})],
        retries=2,
        retry_failed_only=True,
    )
    made = await tasks.async_create(task)
    await turn(dt.datetime(2027, 3, 26, 6, tzinfo=dt.UTC))
    (own,) = cloud.runner.tasks.values()
    assert own.id != made
    assert (own.when.time, own.when.repeat) == ("04:30", "mon,fri")
    assert (own.retry_count, own.retry_task) == (2, "failed")
    (shown,) = await tasks.async_get()
    assert (shown.id, shown.when, shown.is_ours) == (made, MORNINGS, True)
    await cloud.clock.advance(4 * 86400)
    (run,) = await tasks.async_log(made)
    assert run.succeeded
    assert run.at == dt.datetime(2027, 3, 29, 4, 30, tzinfo=dt.UTC)
    assert run.at.astimezone(ZoneInfo(PARIS)).time() == dt.time(6, 30)
    await tasks.async_delete(made)
    assert not cloud.runner.tasks


@pytest.mark.parametrize(
    ("minute", "runs_at"),
    [
        # It ran at 4:30; at 5:30, which is right from Sunday on, it ran already today.
        (dt.datetime(2027, 10, 29, 4, 45, tzinfo=dt.UTC), "04:30"),
        (dt.datetime(2027, 10, 29, 5, 45, tzinfo=dt.UTC), "05:30"),
    ],
)
async def test_a_task_runs_once_a_day(
    cloud: SimulatedCloud,
    world: World,
    turn: Turn,
    minute: dt.datetime,
    runs_at: str,
) -> None:
    """Where the clocks go back it is not made anew too early."""
    tasks = world.entry.runtime_data.tasks
    await turn(dt.datetime(2027, 7, 1, tzinfo=dt.UTC))
    steps = [LocalStep(world.machine.did, {"amount": 38})]
    await tasks.async_create(LocalTask(when=MORNINGS, steps=steps))
    await turn(minute)
    (own,) = cloud.runner.tasks.values()
    assert own.when.time == runs_at
