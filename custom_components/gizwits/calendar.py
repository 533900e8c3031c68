"""Calendars: what the cloud will do with a device, as events."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GizwitsConfigEntry
from .rooms import async_enter

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up a calendar for each device or group that can be scheduled."""
    schedules = await async_enter(hass, "schedule_calendar")
    schedules.async_add_calendars(entry, async_add_entities)
