"""Events: that a schedule ran, as far as that can be seen."""

from collections.abc import Iterable
from datetime import datetime
from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .schedule_keys import RUN_KEY, can_be_scheduled
from .schedules import DeviceSchedule
from .schedules.entity import ScheduleEntity
from .schedules.run_watch import Outcome, RunWatch
from .schedules.words import words_of


@callback
def async_add_schedule_events(
    entry: GizwitsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the event of each device that a schedule can do something with."""

    @callback
    def add(devices: Iterable[DeviceCoordinator]) -> None:
        async_add_entities(
            ScheduleRunEvent(device) for device in devices if can_be_scheduled(device)
        )

    entry.async_on_unload(entry.runtime_data.inventory.async_on_new_devices(add))


class ScheduleRunEvent(ScheduleEntity, EventEntity):
    """That a schedule of a device ran, as far as the device's reports show it."""

    _attr_translation_key = "schedule_run"
    _attr_event_types = list(Outcome)
    _attr_entity_registry_enabled_default = False
    _polls = True

    def __init__(self, device: DeviceCoordinator) -> None:
        """Watch the runs of one device."""
        super().__init__(device, RUN_KEY)
        self._watch = RunWatch(device, self._ran)

    @override
    async def async_added_to_hass(self) -> None:
        """Watch until it is removed."""
        await super().async_added_to_hass()
        self.async_on_remove(self._watch.async_stop)

    @callback
    @override
    def _take_over(self, schedules: Iterable[DeviceSchedule]) -> None:
        self._watch.async_follow(tuple(schedules))

    @callback
    def _ran(self, schedule: DeviceSchedule, at: datetime, outcome: Outcome) -> None:
        self._trigger_event(
            outcome,
            {
                "schedule_id": schedule.id,
                "sets": words_of(self._device, schedule),
                "remark": schedule.remark,
                "due": at.isoformat(),
                "inferred": True,
            },
        )
        self.async_write_ha_state()
