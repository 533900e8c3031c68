"""Covers: curtains, blinds and shutters."""

from typing import TYPE_CHECKING, Any, override

from homeassistant.components.cover import (
    ATTR_POSITION,
    CoverEntity,
    CoverEntityFeature,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .composite_entity import CompositeEntity
from .composites.choice import keys
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .entity import async_add_entities_of
from .spec import EntitySpec

if TYPE_CHECKING:
    from .composites.parts import CoverParts

PARALLEL_UPDATES = 0

_FEATURES = {
    "open": CoverEntityFeature.OPEN,
    "close": CoverEntityFeature.CLOSE,
    "stop": CoverEntityFeature.STOP,
}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the covers of an account."""
    async_add_entities_of(entry, Platform.COVER, async_add_entities, GizwitsCover)


class GizwitsCover(CompositeEntity, CoverEntity):
    """Something that opens and closes before a window."""

    _spec: EntitySpec[CoverParts]

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Offer what the device has."""
        super().__init__(coordinator, spec)
        features = CoverEntityFeature(0)
        for key in keys(self._spec.parts.commands):
            features |= _FEATURES[key]
        if self._spec.parts.target:
            features |= CoverEntityFeature.SET_POSITION
        self._attr_supported_features = features

    @callback
    @override
    def _take_over(self) -> None:
        own = self._spec.parts
        move = self._chosen(own.moves)
        self._attr_is_opening = move == "opening"
        self._attr_is_closing = move == "closing"
        position = self._number(own.position)
        if position is not None and own.is_inverted:
            position = 100 - position
        self._attr_current_cover_position = (
            None if position is None else round(position)
        )
        if position is not None:
            self._attr_is_closed = round(position) == 0
        else:
            # While it moves it is neither for sure.
            self._attr_is_closed = {"closed": True, "opened": False}.get(move or "")

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open it."""
        await self._choose(self._spec.parts.commands, "open")

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        """Close it."""
        await self._choose(self._spec.parts.commands, "close")

    @override
    async def async_stop_cover(self, **kwargs: Any) -> None:
        """Stop it where it is."""
        await self._choose(self._spec.parts.commands, "stop")

    @override
    async def async_set_cover_position(self, **kwargs: Any) -> None:
        """Move it to a position."""
        own, position = self._spec.parts, kwargs[ATTR_POSITION]
        if own.target:
            position = 100 - position if own.is_inverted else position
            await self.async_write_roles(own.target.write(position))
