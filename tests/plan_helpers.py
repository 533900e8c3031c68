"""What the tests of schedules as people see them share: devices, plans, and time."""

import asyncio
import datetime as dt
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
from homeassistant.util.async_ import get_scheduled_timer_handles

from .common import ACCOUNT, is_known, until

from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.schedules import ScheduleBook

from tests.simulator import SimulatedCloud, SimulatedDevice

PARIS = "Europe/Paris"
# Half past eleven in Paris, on a Monday.
MONDAY = "2026-12-07T10:30:00"
NOW = dt.timedelta(0)
CALENDAR, NEXT_RUN, RUN = "schedule-list", "schedule-next-run", "schedule-run"
DAILY = "mon,tue,wed,thu,fri,sat,sun"
WORKDAYS = "mon,tue,wed,thu,fri"


class TimeMachine:
    """Turns the clocks of Home Assistant and of the cloud together."""

    def __init__(
        self, hass: HomeAssistant, cloud: SimulatedCloud, clock: FrozenDateTimeFactory
    ) -> None:
        """Start where the clock is."""
        self._hass, self._cloud, self._clock = hass, cloud, clock

    async def turn(self, to: str) -> None:
        """Turn to a moment, in UTC: what was due happens at the cloud, then here."""
        at = dt.datetime.fromisoformat(to).replace(tzinfo=dt.UTC)
        passed = (at - dt_util.utcnow()).total_seconds()
        self._clock.move_to(at)
        await self._cloud.clock.tick()
        # The loop's own time goes on as it was: Home Assistant's timers are run by hand,
        # those of connections are not.
        due_at = self._hass.loop.time() + passed
        for timer in sorted(get_scheduled_timer_handles(self._hass.loop)):
            if timer.when() <= due_at and not timer.cancelled() and _is_ours(timer):
                timer._run()  # noqa: SLF001
                timer.cancel()
        await self._hass.async_block_till_done()


def _is_ours(timer: asyncio.TimerHandle) -> bool:
    run = timer._callback  # type: ignore[attr-defined]  # noqa: SLF001
    modules = (getattr(run, "__module__", ""), type(run).__module__)
    return "homeassistant.helpers.event" in modules


def book_of(entry: MockConfigEntry) -> ScheduleBook:
    """Return the book of an account."""
    book: ScheduleBook = entry.runtime_data.schedules
    return book


async def read(entry: MockConfigEntry, device: SimulatedDevice) -> None:
    """Have a device's schedules read now."""
    await book_of(entry).async_get(device.did, NOW)


async def enable(hass: HomeAssistant, entry: MockConfigEntry, *entity_ids: str) -> None:
    """Enable entities that are off by default: Home Assistant starts anew with them."""
    registry, before = er.async_get(hass), entry.runtime_data
    for entity_id in entity_ids:
        registry.async_update_entity(entity_id, disabled_by=None)
    await hass.async_block_till_done()
    async_fire_time_changed(hass, dt_util.utcnow() + dt.timedelta(seconds=31))
    await until(
        hass,
        lambda: (
            entry.state is ConfigEntryState.LOADED and entry.runtime_data is not before
        ),
    )
    await until(hass, lambda: all(map(is_known, entry.runtime_data.devices.values())))


def registered(hass: HomeAssistant, device: SimulatedDevice, key: str) -> str | None:
    """Return the entity of a device by its key, None where there is none."""
    unique_id = f"{ACCOUNT}-{device.did}-{key}"
    found = [
        one.entity_id
        for one in er.async_get(hass).entities.values()
        if one.unique_id == unique_id and one.platform == DOMAIN
    ]
    return found[0] if found else None


async def events(
    hass: HomeAssistant, entity_id: str, start: str, end: str
) -> list[dict[str, Any]]:
    """Return what a calendar's own action says of a range of local days."""
    answer: Any = await hass.services.async_call(
        "calendar",
        "get_events",
        {
            "entity_id": entity_id,
            "start_date_time": f"{start}T00:00:00",
            "end_date_time": f"{end}T00:00:00",
        },
        blocking=True,
        return_response=True,
    )
    found: list[dict[str, Any]] = answer[entity_id]["events"]
    return found


def shown(hass: HomeAssistant, entity: str) -> str:
    """Return the state of an entity."""
    state = hass.states.get(entity)
    assert state, entity
    return state.state
