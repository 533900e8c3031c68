"""What the tests of the book share."""

from collections.abc import Iterable
import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from custom_components.gizwits.api.plan import Plan
from custom_components.gizwits.api.schedules import Schedules
from custom_components.gizwits.api.when import When
from custom_components.gizwits.schedules import (
    LocalSchedule,
    LocalWhen,
    ScheduleBook,
    Weekday,
)

from tests.action_helpers import World
from tests.simulator import SimulatedCloud
from tests.simulator.schedules import Schedule

PARIS, SHANGHAI = "Europe/Paris", "Asia/Shanghai"
NEVER = dt.timedelta(0)
VALUES: dict[str, Any] = {"amount": 38, "option_a": True}
MORNINGS = LocalWhen(
    time=dt.time(6, 30), weekdays=frozenset({Weekday.MON, Weekday.FRI})
)


async def live_in(hass: HomeAssistant, zone: str) -> None:
    """Give Home Assistant a time zone."""
    await hass.config.async_set_time_zone(zone)


def today() -> dt.date:
    """Return the local day."""
    return dt_util.now().date()


def book_of(world: World) -> ScheduleBook:
    """Return the book of the account."""
    book: ScheduleBook = world.entry.runtime_data.schedules
    return book


def stored(cloud: SimulatedCloud, did: str) -> list[Schedule]:
    """Return what the cloud has for a device."""
    return [one for one in cloud.runner.schedules.values() if one.target == did]


def moments(rows: Iterable[Schedule], days: int = 365) -> list[dt.datetime]:
    """Return when the cloud runs what is enabled, from now on."""
    now = dt_util.utcnow().timestamp()
    found = [
        at
        for row in rows
        if row.enabled
        for at in row.when.between(now, now + days * 86400)
    ]
    return [dt.datetime.fromtimestamp(at, dt.UTC) for at in sorted(found)]


def local_moments(rows: Iterable[Schedule], zone: str) -> set[tuple[int, dt.time]]:
    """Return the local weekdays and times at which the cloud runs something."""
    return {
        (at.weekday(), at.time().replace(fold=0))
        for at in (one.astimezone(ZoneInfo(zone)) for one in moments(rows))
    }


def weekly(**changes: Any) -> LocalSchedule:
    """Return a schedule for two mornings of the week."""
    own: dict[str, Any] = {"when": MORNINGS, "values": VALUES, "remark": "Breakfast"}
    return LocalSchedule(**{**own, **changes})


async def made_in_the_app(world: World, when: When, **attrs: Any) -> str:
    """Make a schedule as a maker's app does, and return its id."""
    plan = Plan(when=when, attrs=attrs or {"amount": 50}, remark="App")
    schedules = Schedules(world.client)
    made: str = await schedules.create(world.machine.did, plan)
    return made
