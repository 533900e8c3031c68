"""Humidifiers and dehumidifiers: what keeps a humidity."""

from typing import TYPE_CHECKING, Any, override

from homeassistant.components.humidifier import (
    HumidifierAction,
    HumidifierEntity,
    HumidifierEntityFeature,
)
from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .composite_entity import CompositeEntity
from .composites.choice import keys
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .entity import async_add_entities_of
from .spec import EntitySpec

if TYPE_CHECKING:
    from .composites.parts import HumidifierParts

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the humidifiers of an account."""
    async_add_entities_of(
        entry, Platform.HUMIDIFIER, async_add_entities, GizwitsHumidifier
    )


class GizwitsHumidifier(CompositeEntity, HumidifierEntity):
    """Something that makes air moist or dry."""

    _spec: EntitySpec[HumidifierParts]

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Offer what the device has."""
        super().__init__(coordinator, spec)
        own = self._spec.parts
        self._attr_min_humidity = max(own.target.minimum, 0)
        self._attr_max_humidity = min(own.target.maximum, 100)
        self._attr_target_humidity_step = own.target.step
        if own.modes:
            self._attr_supported_features = HumidifierEntityFeature.MODES
            self._attr_available_modes = keys(own.modes)

    @callback
    @override
    def _take_over(self) -> None:
        own = self._spec.parts
        self._attr_is_on = self._is_on(own.is_on)
        self._attr_target_humidity = self._number(own.target)
        self._attr_current_humidity = self._number(own.current)
        self._attr_mode = self._chosen(own.modes)
        action = self._chosen(own.actions)
        self._attr_action = HumidifierAction(action) if action else None

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on."""
        await self._choose(self._spec.parts.is_on, STATE_ON)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self._choose(self._spec.parts.is_on, STATE_OFF)

    @override
    async def async_set_humidity(self, humidity: int) -> None:
        """Set the humidity to keep."""
        await self.async_write_roles(self._spec.parts.target.write(humidity))

    @override
    async def async_set_mode(self, mode: str) -> None:
        """Choose a mode."""
        await self._choose(self._spec.parts.modes, mode)
