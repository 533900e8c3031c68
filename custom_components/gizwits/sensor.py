"""Sensors: what can only be read."""

from typing import override

from homeassistant.components.sensor import SensorEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GizwitsConfigEntry
from .entity import GizwitsEntity, async_add_entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of an account."""
    async_add_entities_of(entry, Platform.SENSOR, async_add_entities, GizwitsSensor)


class GizwitsSensor(GizwitsEntity, SensorEntity):
    """A number, an option or some bytes that a device reports."""

    @property
    @override
    def native_value(self) -> str | int | float | None:
        """Return the value, bytes as hex digits; an unknown option is not known."""
        value = self.read()
        if isinstance(value, bytes):
            return value.hex()
        if self.options is not None and value not in self.options:
            return None
        return value
