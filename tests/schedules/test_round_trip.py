"""Every field and every form of repetition, in six time zones, over real sockets."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .helpers import NEVER, book_of, live_in, moments, stored
from .whens import meant

from custom_components.gizwits.schedules import (
    LocalSchedule,
    LocalWhen,
    ScheduleError,
    Weekday,
)

from tests.action_helpers import World
from tests.simulator import SimulatedCloud

ISSUE = (
    "Asia/Shanghai",
    "Europe/Paris",
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)
EVERY_FIELD: dict[str, Any] = {
    "option_a": True,
    "choice": "beta",
    "amount": 104,
    "blob": bytes(range(8)),
}
TIMES = [
    dt.time(0, 0),
    dt.time(0, 20),
    # The clocks skip it, or pass it twice, in three of the zones.
    dt.time(1, 45),
    dt.time(2, 15),
    dt.time(5, 44),
    dt.time(5, 45),
    dt.time(7, 59),
    dt.time(8, 0),
    dt.time(13, 0),
    dt.time(23, 59),
]


def forms() -> list[dict[str, Any]]:
    """Return all forms of repetition, with ranges across both changes of clocks."""
    today = dt_util.now().date()
    months = [today + dt.timedelta(days=30 * n) for n in range(13)]
    return [
        {"date": months[1]},
        {"date": months[12]},
        {"weekdays": frozenset({Weekday.SUN})},
        {"weekdays": frozenset(Weekday), "start": months[1]},
        {"weekdays": frozenset({Weekday.MON, Weekday.SAT}), "end": months[7]},
        {
            "weekdays": frozenset({Weekday.TUE}),
            "start": months[2],
            "end": months[11],
        },
        {"days": frozenset({1})},
        {"days": frozenset({31}), "start": months[1], "end": months[12]},
        {"days": frozenset({29, 30})},
        {"days": frozenset({15, 28})},
        {"days": frozenset(range(1, 32))},
    ]


@pytest.mark.parametrize("zone", ISSUE)
async def test_there_and_back(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, zone: str
) -> None:
    """What was asked for is what is shown, and what the cloud does for a year."""
    await live_in(hass, zone)
    book, did = book_of(world), world.machine.did
    form = forms()
    refused = 0
    for number, days in enumerate(form):
        time = TIMES[number % len(TIMES)]
        refused += await _one(cloud, world, LocalWhen(time=time, **days))
    assert refused <= 1
    assert not stored(cloud, did)
    assert not book.memory.made


async def _one(cloud: SimulatedCloud, world: World, when: LocalWhen) -> int:
    """Make, read, run and delete one; return 1 where it is refused."""
    book, did = book_of(world), world.machine.did
    schedule = LocalSchedule(
        when=when, values=EVERY_FIELD, enabled=True, remark="早上 ☀"
    )
    try:
        made = await book.async_create(did, schedule)
    except ScheduleError as err:
        if err.key in ("month_end", "skipped_time"):
            return 1
        raise
    (shown,) = await book.async_get(did, NEVER)
    assert (shown.id, shown.when, shown.remark) == (made, when, "早上 ☀")
    assert shown.values == EVERY_FIELD
    now = dt_util.utcnow()
    done = moments(stored(cloud, did))
    zone = dt_util.get_default_time_zone()
    assert isinstance(zone, ZoneInfo)
    until = now + dt.timedelta(days=365)
    assert [at.timestamp() for at in done] == meant(when, zone, now, until)
    assert shown.instants(now, until) == done
    assert shown.next_run(now) == done[0]
    await book.async_set_enabled(did, made, False)
    (shown,) = book.cached(did) or ()
    assert not shown.enabled
    assert not moments(stored(cloud, did))
    await book.async_delete(did, made)
    return 0
