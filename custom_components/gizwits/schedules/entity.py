"""What the entities that show schedules have in common."""

from collections.abc import Iterable
from typing import override

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity

from ..device_coordinator import DeviceCoordinator
from ..schedule_keys import book_of
from .book import ScheduleBook
from .device_schedule import DeviceSchedule


class ScheduleEntity(Entity):
    """An entity that follows the schedules of a device.

    The cloud keeps them, so that it does not matter whether the device is there.
    """

    _attr_has_entity_name = True
    _attr_should_poll = False
    # Whether the cloud is asked now and then, or only when somebody looks.
    _polls = False

    def __init__(self, device: DeviceCoordinator, key: str) -> None:
        """Belong to a device."""
        self._device = device
        self.schedules: tuple[DeviceSchedule, ...] = ()
        self.is_read = False
        self._attr_unique_id = device.unique_id(key)
        self.device_entry = device.registered
        if self.device_entry is None:
            self._attr_device_info = device.device_info

    @property
    def book(self) -> ScheduleBook:
        """Return where the schedules are."""
        return book_of(self._device)

    @callback
    def async_look(self) -> None:
        """Take over what is known now; what the app made moves with the clocks."""
        self.is_read = (known := self.book.cached(self._device.device.did)) is not None
        self.schedules = known or ()
        self._take_over(self.schedules)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the schedules."""
        await super().async_added_to_hass()
        self.async_look()
        self.async_on_remove(
            self.book.async_listen(
                self._device.device.did, self._changed, poll=self._polls
            )
        )

    async def async_entity_id_changed(self, old_entity_id: str) -> None:
        """Stay: nothing here depends on the id."""

    @callback
    def _changed(self) -> None:
        self.async_look()
        self.async_write_ha_state()

    @callback
    def _take_over(self, schedules: Iterable[DeviceSchedule]) -> None:
        """Prepare what the state is made of."""
