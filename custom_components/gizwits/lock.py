"""Locks of doors."""

from typing import TYPE_CHECKING, Any, override

from homeassistant.components.lock import LockEntity
from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .composite_entity import CompositeEntity
from .coordinator import GizwitsConfigEntry
from .entity import async_add_entities_of
from .spec import EntitySpec

if TYPE_CHECKING:
    from .composites.parts import LockParts

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the locks of an account."""
    async_add_entities_of(entry, Platform.LOCK, async_add_entities, GizwitsLock)


class GizwitsLock(CompositeEntity, LockEntity):
    """Something that keeps a door shut."""

    _spec: EntitySpec[LockParts]

    @callback
    @override
    def _take_over(self) -> None:
        self._attr_is_locked = self._is_on(self._spec.parts.is_locked)

    @override
    async def async_lock(self, **kwargs: Any) -> None:
        """Lock it."""
        await self._choose(self._spec.parts.is_locked, STATE_ON)

    @override
    async def async_unlock(self, **kwargs: Any) -> None:
        """Unlock it."""
        await self._choose(self._spec.parts.is_locked, STATE_OFF)
