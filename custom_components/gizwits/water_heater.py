"""Water heaters: what keeps water warm."""

from typing import TYPE_CHECKING, Any, override

from homeassistant.components.water_heater import (
    ATTR_OPERATION_MODE,
    WaterHeaterEntity,
    WaterHeaterEntityFeature,
)
from homeassistant.const import ATTR_TEMPERATURE, STATE_OFF, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .api import Value
from .composite_entity import TemperedEntity
from .composites.choice import keys, writes_of
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .entity import async_add_entities_of
from .spec import EntitySpec

if TYPE_CHECKING:
    from .composites.parts import WaterHeaterParts

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the water heaters of an account."""
    async_add_entities_of(
        entry, Platform.WATER_HEATER, async_add_entities, GizwitsWaterHeater
    )


class GizwitsWaterHeater(TemperedEntity, WaterHeaterEntity):
    """A tank, a boiler's hot water or a kettle."""

    _spec: EntitySpec[WaterHeaterParts]

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Offer what the device has."""
        self._last_operation = ""
        super().__init__(coordinator, spec)
        self._attr_operation_list = keys(self._spec.parts.operations)
        features = WaterHeaterEntityFeature.TARGET_TEMPERATURE
        if STATE_OFF in self._attr_operation_list:
            features |= WaterHeaterEntityFeature.ON_OFF
        if len(self._attr_operation_list) > 1:
            features |= WaterHeaterEntityFeature.OPERATION_MODE
        self._attr_supported_features = features

    @callback
    @override
    def _take_over(self) -> None:
        super()._take_over()
        operation = self._chosen(self._spec.parts.operations)
        self._attr_current_operation = operation
        if operation and operation != STATE_OFF:
            self._last_operation = operation

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Set the target, and the operation where it is given too."""
        own = self._spec.parts
        writes: dict[str, Value] = {}
        if (operation := kwargs.get(ATTR_OPERATION_MODE)) is not None:
            writes |= writes_of(own.operations, operation)
        if (value := kwargs.get(ATTR_TEMPERATURE)) is not None:
            writes |= own.target.write(value)
        await self.async_write_roles(writes)

    @override
    async def async_set_operation_mode(self, operation_mode: str) -> None:
        """Choose an operation."""
        await self._choose(self._spec.parts.operations, operation_mode)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on as it was."""
        own = self._spec.parts
        first = next(key for key in keys(own.operations) if key != STATE_OFF)
        last = writes_of(own.operations, self._last_operation or first)
        await self.async_write_roles(dict(own.turn_on) or last)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self._choose(self._spec.parts.operations, STATE_OFF)
