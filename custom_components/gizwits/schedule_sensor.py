"""A sensor for the next run of a device's schedules."""

from collections.abc import Iterable
from datetime import datetime
from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity
from homeassistant.core import CALLBACK_TYPE, HassJob, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.util import dt as dt_util

from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .schedule_keys import NEXT_RUN_KEY, async_on_schedulable
from .schedules import DeviceSchedule
from .schedules.entity import ScheduleEntity
from .schedules.words import words_of


@callback
def async_add_schedule_sensors(
    entry: GizwitsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensor of each device or group that can be scheduled."""

    @callback
    def add(devices: list[DeviceCoordinator]) -> None:
        async_add_entities(map(NextScheduleSensor, devices))

    entry.async_on_unload(async_on_schedulable(entry.runtime_data, add))


class NextScheduleSensor(ScheduleEntity, SensorEntity):
    """When one of the schedules runs next, and what it does then."""

    _attr_translation_key = "next_schedule"
    _attr_device_class = SensorDeviceClass.TIMESTAMP
    _attr_entity_registry_enabled_default = False
    _polls = True

    def __init__(self, device: DeviceCoordinator) -> None:
        """Be the sensor of one device."""
        super().__init__(device, NEXT_RUN_KEY)
        self._unsub: CALLBACK_TYPE | None = None

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the schedules."""
        await super().async_added_to_hass()
        self.async_on_remove(self._cancel)

    @callback
    @override
    def _take_over(self, schedules: Iterable[DeviceSchedule]) -> None:
        """Find the next run, and look again when it is over."""
        now = dt_util.utcnow()
        runs = [(at, one) for one in schedules if (at := one.next_run(now)) is not None]
        self._cancel()
        self._attr_native_value = None
        self._attr_extra_state_attributes = {}
        if not runs:
            return
        first = min(at for at, _ in runs)
        words = [words_of(self._device, one) for at, one in runs if at == first]
        self._attr_native_value = first
        self._attr_extra_state_attributes = {"sets": words}
        self._unsub = async_track_point_in_utc_time(
            self.hass, HassJob(self._passed, cancel_on_shutdown=True), first
        )

    @callback
    def _passed(self, _now: datetime) -> None:
        self._unsub = None
        self._changed()

    @callback
    def _cancel(self) -> None:
        if self._unsub:
            self._unsub()
            self._unsub = None

    @property
    @override
    def available(self) -> bool:
        """Return whether the schedules were read."""
        return self.is_read
