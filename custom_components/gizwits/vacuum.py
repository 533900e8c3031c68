"""Vacuums: robots that clean."""

from typing import TYPE_CHECKING, Any, override

from homeassistant.components.vacuum import (
    StateVacuumEntity,
    VacuumActivity,
    VacuumEntityFeature,
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
    from .composites.parts import VacuumParts

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the vacuums of an account."""
    async_add_entities_of(entry, Platform.VACUUM, async_add_entities, GizwitsVacuum)


class GizwitsVacuum(CompositeEntity, StateVacuumEntity):
    """A robot."""

    _spec: EntitySpec[VacuumParts]

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Offer what the device has."""
        super().__init__(coordinator, spec)
        own = self._spec.parts
        features = VacuumEntityFeature.STATE
        for key in keys(own.commands):
            features |= VacuumEntityFeature[key.upper()]
        if own.fan_speeds:
            features |= VacuumEntityFeature.FAN_SPEED
            self._attr_fan_speed_list = keys(own.fan_speeds)
        self._attr_supported_features = features

    @callback
    @override
    def _take_over(self) -> None:
        own = self._spec.parts
        activity = self._chosen(own.activities)
        self._attr_activity = VacuumActivity(activity) if activity else None
        self._attr_fan_speed = self._chosen(own.fan_speeds)

    @override
    async def async_start(self) -> None:
        """Start or go on cleaning."""
        await self._choose(self._spec.parts.commands, "start")

    @override
    async def async_pause(self) -> None:
        """Pause."""
        await self._choose(self._spec.parts.commands, "pause")

    @override
    async def async_stop(self, **kwargs: Any) -> None:
        """Stop."""
        await self._choose(self._spec.parts.commands, "stop")

    @override
    async def async_return_to_base(self, **kwargs: Any) -> None:
        """Go back to the dock."""
        await self._choose(self._spec.parts.commands, "return_home")

    @override
    async def async_clean_spot(self, **kwargs: Any) -> None:
        """Clean where it is."""
        await self._choose(self._spec.parts.commands, "clean_spot")

    @override
    async def async_locate(self, **kwargs: Any) -> None:
        """Say where it is."""
        await self._choose(self._spec.parts.commands, "locate")

    @override
    async def async_set_fan_speed(self, fan_speed: str, **kwargs: Any) -> None:
        """Choose how strongly it sucks."""
        await self._choose(self._spec.parts.fan_speeds, fan_speed)
