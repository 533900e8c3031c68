"""Fans, and pumps: what has a speed."""

from typing import TYPE_CHECKING, Any, override

from homeassistant.components.fan import FanEntity, FanEntityFeature
from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .api import Value
from .composite_entity import CompositeEntity
from .composites.choice import keys, writes_of
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .entity import async_add_entities_of
from .spec import EntitySpec

if TYPE_CHECKING:
    from .composites.parts import FanParts

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the fans of an account."""
    async_add_entities_of(entry, Platform.FAN, async_add_entities, GizwitsFan)


class GizwitsFan(CompositeEntity, FanEntity):
    """Something that moves air or water, at a speed or in a preset."""

    _spec: EntitySpec[FanParts]

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Offer what the device has."""
        super().__init__(coordinator, spec)
        own, feature = self._spec.parts, FanEntityFeature
        self._attr_preset_modes = keys(own.presets) or None
        if own.speeds:
            self._attr_speed_count = own.speeds.how_many
        for flag, part in (
            (feature.TURN_ON | feature.TURN_OFF, True),
            (feature.SET_SPEED, own.speeds),
            (feature.PRESET_MODE, own.presets),
            (feature.OSCILLATE, own.oscillate),
            (feature.DIRECTION, own.directions),
        ):
            if part:
                self._attr_supported_features |= flag

    @callback
    @override
    def _take_over(self) -> None:
        own = self._spec.parts
        self._is_running = self._is_on(own.is_on)
        self._attr_preset_mode = self._chosen(own.presets)
        if own.speeds:
            speed = own.speeds.percentage(self.read(own.speeds.role))
            self._attr_percentage = 0 if self._is_running is False else speed
        if own.oscillate:
            swings = self.read(own.oscillate)
            self._attr_oscillating = swings if isinstance(swings, bool) else None
        self._attr_current_direction = self._chosen(own.directions)

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether it runs."""
        return self._is_running

    @override
    async def async_turn_on(
        self,
        percentage: int | None = None,
        preset_mode: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Turn it on, at a speed or in a preset."""
        if percentage == 0:
            await self.async_turn_off()
            return
        own = self._spec.parts
        writes: dict[str, Value] = writes_of(own.is_on, STATE_ON)
        if percentage is not None and own.speeds:
            writes |= {**own.by_hand, own.speeds.role: own.speeds.value(percentage)}
        if preset_mode is not None:
            writes |= writes_of(own.presets, preset_mode)
        await self.async_write_roles(writes)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self._choose(self._spec.parts.is_on, STATE_OFF)

    @override
    async def async_set_percentage(self, percentage: int) -> None:
        """Set the speed; it runs then."""
        await self.async_turn_on(percentage)

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        """Choose a preset; it runs then."""
        await self.async_turn_on(preset_mode=preset_mode)

    @override
    async def async_oscillate(self, oscillating: bool) -> None:
        """Let it swing, or not."""
        if own := self._spec.parts.oscillate:
            await self.async_write_roles({own: oscillating})

    @override
    async def async_set_direction(self, direction: str) -> None:
        """Let it turn the one way or the other."""
        await self._choose(self._spec.parts.directions, direction)
