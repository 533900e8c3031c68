"""Binary sensors: what is or is not, and whether the device can be reached."""

from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .connection import CONNECTION
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .entity import GizwitsEntity, async_add_entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the binary sensors of an account."""

    @callback
    def add_connections(devices: list[DeviceCoordinator]) -> None:
        async_add_entities(CloudConnection(device, CONNECTION) for device in devices)

    entry.async_on_unload(
        entry.runtime_data.inventory.async_on_new_devices(add_connections)
    )
    async_add_entities_of(
        entry, Platform.BINARY_SENSOR, async_add_entities, GizwitsBinarySensor
    )


class GizwitsBinarySensor(GizwitsEntity, BinarySensorEntity):
    """A bool that a device reports."""

    capability_attributes: dict[str, Any] | None = None
    supported_features: int | None = None

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether it is so."""
        value = self.read()
        return value if isinstance(value, bool) else None


class CloudConnection(GizwitsEntity, BinarySensorEntity):
    """Whether the device can be reached; always available, for it is what tells."""

    @property
    @override
    def available(self) -> bool:
        """Return True."""
        return True

    @property
    @override
    def is_on(self) -> bool:
        """Return whether commands and reports get through."""
        return self.coordinator.available
