"""Climates: what keeps a temperature."""

from typing import TYPE_CHECKING, Any, override

from homeassistant.components.climate import (
    ATTR_HVAC_MODE,
    ATTR_TARGET_TEMP_HIGH,
    ATTR_TARGET_TEMP_LOW,
    ClimateEntity,
    ClimateEntityFeature,
    HVACAction,
    HVACMode,
)
from homeassistant.const import ATTR_TEMPERATURE, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .api import Value
from .composite_entity import TemperedEntity
from .composites.choice import keys, resuming, writes_of
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .entity import async_add_entities_of
from .spec import EntitySpec

if TYPE_CHECKING:
    from .composites.parts import ClimateParts

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the climates of an account."""
    async_add_entities_of(entry, Platform.CLIMATE, async_add_entities, GizwitsClimate)


class GizwitsClimate(TemperedEntity, ClimateEntity):
    """Something that keeps a room or the water of a spa warm or cool."""

    _spec: EntitySpec[ClimateParts]

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Offer what the device has."""
        # What it is turned on to again.
        self._last_mode: HVACMode | None = None
        self._last_preset = ""
        super().__init__(coordinator, spec)
        own, feature = self._spec.parts, ClimateEntityFeature
        self._attr_hvac_modes = [HVACMode(key) for key in keys(own.hvac_modes)]
        self._attr_preset_modes = keys(own.presets)
        self._attr_fan_modes = keys(own.fan_modes)
        self._attr_swing_modes = keys(own.swing_modes)
        self._attr_swing_horizontal_modes = keys(own.swing_horizontal_modes)
        for flag, part in (
            (feature.TARGET_TEMPERATURE, own.target),
            (feature.TARGET_TEMPERATURE_RANGE, own.high),
            (feature.PRESET_MODE, own.presets),
            (feature.FAN_MODE, own.fan_modes),
            (feature.SWING_MODE, own.swing_modes),
            (feature.SWING_HORIZONTAL_MODE, own.swing_horizontal_modes),
            (feature.TURN_ON | feature.TURN_OFF, HVACMode.OFF in self._attr_hvac_modes),
        ):
            if part:
                self._attr_supported_features |= flag

    @callback
    @override
    def _take_over(self) -> None:
        super()._take_over()
        own = self._spec.parts
        mode, action = self._chosen(own.hvac_modes), self._chosen(own.hvac_actions)
        self._attr_hvac_mode = HVACMode(mode) if mode else None
        self._attr_hvac_action = HVACAction(action) if action else None
        if own.hvac_actions and self._attr_hvac_mode is HVACMode.OFF:
            self._attr_hvac_action = HVACAction.OFF
        if own.high:
            self._attr_target_temperature_step = own.high.step
        self._attr_target_temperature_high = self._number(own.high)
        self._attr_target_temperature_low = self._number(own.low)
        self._attr_current_humidity = self._number(own.current_humidity)
        self._attr_preset_mode = self._chosen(own.presets)
        self._attr_fan_mode = self._chosen(own.fan_modes)
        self._attr_swing_mode = self._chosen(own.swing_modes)
        self._attr_swing_horizontal_mode = self._chosen(own.swing_horizontal_modes)
        if self._attr_hvac_mode not in (None, HVACMode.OFF):
            self._last_mode = self._attr_hvac_mode
            self._last_preset = self._attr_preset_mode or ""

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        """Set the target, or both, and the mode where it is given too."""
        own = self._spec.parts
        mode = kwargs.get(ATTR_HVAC_MODE)
        writes: dict[str, Value] = self._mode_writes(mode) if mode else {}
        for name, quantity in (
            (ATTR_TEMPERATURE, own.target),
            (ATTR_TARGET_TEMP_HIGH, own.high),
            (ATTR_TARGET_TEMP_LOW, own.low),
        ):
            if quantity and (value := kwargs.get(name)) is not None:
                writes |= quantity.write(value)
        await self.async_write_roles(writes)

    def _mode_writes(self, mode: HVACMode) -> dict[str, Value]:
        """Return what makes a mode, in the preset it was in before."""
        own = self._spec.parts
        preset = (
            {} if mode is HVACMode.OFF else writes_of(own.presets, self._last_preset)
        )
        return resuming(own.hvac_modes, mode, preset)

    @override
    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        """Set what it is to do."""
        await self.async_write_roles(self._mode_writes(hvac_mode))

    @override
    async def async_turn_on(self) -> None:
        """Turn it on as it was."""
        if turn_on := self._spec.parts.turn_on:
            await self.async_write_roles(dict(turn_on))
            return
        first = next(mode for mode in self.hvac_modes if mode is not HVACMode.OFF)
        await self.async_set_hvac_mode(self._last_mode or first)

    @override
    async def async_turn_off(self) -> None:
        """Turn it off."""
        await self.async_set_hvac_mode(HVACMode.OFF)

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        """Choose a preset."""
        await self._choose(self._spec.parts.presets, preset_mode)

    @override
    async def async_set_fan_mode(self, fan_mode: str) -> None:
        """Choose how its fan runs."""
        await self._choose(self._spec.parts.fan_modes, fan_mode)

    @override
    async def async_set_swing_mode(self, swing_mode: str) -> None:
        """Choose whether it swings up and down."""
        await self._choose(self._spec.parts.swing_modes, swing_mode)

    @override
    async def async_set_swing_horizontal_mode(self, swing_horizontal_mode: str) -> None:
        """Choose whether it swings left and right."""
        await self._choose(
            self._spec.parts.swing_horizontal_modes, swing_horizontal_mode
        )
