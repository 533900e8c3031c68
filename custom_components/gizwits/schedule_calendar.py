"""The calendar of a device: what the cloud will do with it, as events."""

from collections.abc import Iterable
import datetime as dt
from typing import override

from homeassistant.components.calendar import (
    CalendarEntity,
    CalendarEntityFeature,
    CalendarEvent,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .account.told import told
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .errors import invalid
from .schedule_keys import CALENDAR_KEY, async_on_schedulable
from .schedules import DeviceSchedule
from .schedules.entity import ScheduleEntity
from .schedules.events import LENGTH, day_of, event_at, events_of
from .schedules.setting_table import settings_of
from .schedules.words import words_of


@callback
def async_add_calendars(
    entry: GizwitsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add a calendar for each device or group that can be scheduled."""

    @callback
    def add(devices: list[DeviceCoordinator]) -> None:
        async_add_entities(map(GizwitsCalendar, devices))

    entry.async_on_unload(async_on_schedulable(entry.runtime_data, add))


class GizwitsCalendar(ScheduleEntity, CalendarEntity):
    """The schedules of a device, which are read when somebody looks."""

    _attr_translation_key = "schedules"
    _attr_supported_features = CalendarEntityFeature.DELETE_EVENT

    def __init__(self, device: DeviceCoordinator) -> None:
        """Nothing is known before somebody looks."""
        super().__init__(device, CALENDAR_KEY)
        self._summaries: dict[str, str] = {}

    @callback
    @override
    def _take_over(self, schedules: Iterable[DeviceSchedule]) -> None:
        """Find the words."""
        known = [*schedules]
        # Most devices have none, and a house can have many devices.
        settings = settings_of(self._device) if known else {}
        self._summaries = {
            one.id: words_of(self._device, one, settings) for one in known
        }

    @property
    @override
    def entity_registry_enabled_default(self) -> bool:
        """Return whether it is on as long as nobody has decided about it."""
        return CALENDAR_KEY not in self._device.off

    @property
    def _name(self) -> str:
        return self._device.device.name

    @property
    @override
    def event(self) -> CalendarEvent | None:
        """Return what runs now or next."""
        # What ended this moment is over.
        since = dt_util.utcnow() - LENGTH + dt.timedelta(seconds=1)
        runs = [
            (at, schedule)
            for schedule in self.schedules
            if (at := schedule.next_run(since)) is not None
        ]
        if not runs:
            return None
        at, schedule = min(runs, key=lambda run: (run[0], run[1].id))
        return event_at(self._name, schedule, self._summaries[schedule.id], at)

    @override
    async def async_get_events(
        self, hass: HomeAssistant, start_date: dt.datetime, end_date: dt.datetime
    ) -> list[CalendarEvent]:
        """Return what is known to run in a range, and have it read for the next time."""
        self.book.async_want(self._device.device.did)
        self.async_look()
        events = [
            event
            for schedule in self.schedules
            for event in events_of(
                self._name, schedule, self._summaries[schedule.id], start_date, end_date
            )
        ]
        return sorted(events, key=lambda event: event.start_datetime_local)

    @override
    async def async_delete_event(
        self,
        uid: str,
        recurrence_id: str | None = None,
        recurrence_range: str | None = None,
    ) -> None:
        """Delete a schedule, or let it end before a day.

        The cloud cannot leave out one run of several: that is refused.
        """
        device = self._device
        did, name = device.device.did, device.device.name
        if not recurrence_id:
            with told(device.account, device):
                await self.book.async_delete(did, uid)
        elif not recurrence_range:
            raise invalid("only_the_series", name=name)
        else:
            try:
                day = day_of(recurrence_id)
            except ValueError:
                raise invalid("unknown_run", name=name) from None
            with told(device.account, device):
                await self.book.async_end_before(did, uid, day)
