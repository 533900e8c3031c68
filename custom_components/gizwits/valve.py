"""Valves: what lets water or gas through."""

from typing import TYPE_CHECKING, override

from homeassistant.components.valve import ValveEntity, ValveEntityFeature
from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .composite_entity import CompositeEntity
from .coordinator import GizwitsConfigEntry
from .entity import async_add_entities_of
from .spec import EntitySpec

if TYPE_CHECKING:
    from .composites.parts import ValveParts

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the valves of an account."""
    async_add_entities_of(entry, Platform.VALVE, async_add_entities, GizwitsValve)


class GizwitsValve(CompositeEntity, ValveEntity):
    """Something that is open or closed."""

    _spec: EntitySpec[ValveParts]

    _attr_supported_features = ValveEntityFeature.OPEN | ValveEntityFeature.CLOSE

    @callback
    @override
    def _take_over(self) -> None:
        is_open = self._is_on(self._spec.parts.is_open)
        self._attr_is_closed = None if is_open is None else not is_open

    @override
    async def async_open_valve(self) -> None:
        """Open it."""
        await self._choose(self._spec.parts.is_open, STATE_ON)

    @override
    async def async_close_valve(self) -> None:
        """Close it."""
        await self._choose(self._spec.parts.is_open, STATE_OFF)
