"""Sensors: what can only be read."""

from typing import override

from homeassistant.components.sensor import SensorEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .account_sensor import UnreadMessagesSensor
from .api import Enum, Number, OpenEnum
from .coordinator import GizwitsConfigEntry
from .entity import GizwitsEntity, async_add_entities_of
from .rooms import async_enter
from .steady import described

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of an account."""
    async_add_entities([UnreadMessagesSensor(entry.runtime_data.messages)])
    async_add_entities_of(entry, Platform.SENSOR, async_add_entities, GizwitsSensor)
    schedules = await async_enter(hass, "schedule_sensor")
    schedules.async_add_schedule_sensors(entry, async_add_entities)


class GizwitsSensor(GizwitsEntity, SensorEntity):
    """A number, an option or some bytes that a device reports."""

    options = described("options")
    state_class = described("state_class")
    native_unit_of_measurement = described("native_unit_of_measurement")
    suggested_display_precision = described("suggested_display_precision")
    last_reset = None
    supported_features: int | None = None

    @property
    @override
    def native_value(self) -> str | int | float | None:
        """Return the value, bytes as hex digits; an unknown option is not known."""
        if self._spec.pair:
            return self.read_number()
        match self.datapoint():
            case Enum() as enum if not isinstance(enum, OpenEnum):
                return self.read_option()
            case Number():
                return self.read_number()
        value = self.read()
        return value.hex() if isinstance(value, bytes) else value
