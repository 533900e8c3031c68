"""Numbers: what can be set within a range."""

from typing import override

from homeassistant.components.number import NumberEntity, NumberMode
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GizwitsConfigEntry
from .entity import GizwitsEntity, async_add_entities_of
from .steady import described

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the numbers of an account."""
    async_add_entities_of(entry, Platform.NUMBER, async_add_entities, GizwitsNumber)


class GizwitsNumber(GizwitsEntity, NumberEntity):
    """A writable number."""

    mode = NumberMode.AUTO
    native_min_value = described("native_min_value")
    native_max_value = described("native_max_value")
    native_step = described("native_step")
    native_unit_of_measurement = described("native_unit_of_measurement")
    supported_features: int | None = None

    @property
    @override
    def native_value(self) -> float | None:
        """Return the number."""
        return self.read_number()

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Set the number."""
        await self.async_write_number(value)
