"""Lights: on or off, bright or dim, white, coloured or with an effect."""

from typing import TYPE_CHECKING, Any, override

from homeassistant.components.light import (
    ATTR_BRIGHTNESS,
    ATTR_COLOR_TEMP_KELVIN,
    ATTR_EFFECT,
    ATTR_HS_COLOR,
    ATTR_RGB_COLOR,
    EFFECT_OFF,
    ColorMode,
    LightEntity,
    LightEntityFeature,
)
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
    from .composites.parts import LightParts

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the lights of an account."""
    async_add_entities_of(entry, Platform.LIGHT, async_add_entities, GizwitsLight)


class GizwitsLight(CompositeEntity, LightEntity):
    """A lamp."""

    _spec: EntitySpec[LightParts]

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Offer what the device has."""
        super().__init__(coordinator, spec)
        own = self._spec.parts
        self._attr_supported_color_modes = set(own.color_modes)
        if own.kelvin:
            self._attr_min_color_temp_kelvin = own.kelvin.warmest
            self._attr_max_color_temp_kelvin = own.kelvin.coldest
        if own.effects:
            self._attr_supported_features = LightEntityFeature.EFFECT
            ends = [EFFECT_OFF] if own.modes else []
            self._attr_effect_list = [*keys(own.effects), *ends]

    @callback
    @override
    def _take_over(self) -> None:
        own = self._spec.parts
        self._attr_is_on = self._is_on(own.is_on)
        mode = self._chosen(own.modes) or self._attr_color_mode or own.color_modes[0]
        self._attr_color_mode = ColorMode(mode)
        no_effect = EFFECT_OFF if own.modes else None
        self._attr_effect = self._chosen(own.effects) or no_effect
        self._attr_color_temp_kelvin = (
            own.kelvin.read(self.read) if own.kelvin else None
        )
        brightness = own.brightness.read(self.read, 255) if own.brightness else None
        parts = [
            band.read(self.read, whole) or 0.0
            for band, whole in zip(own.color, self._wholes, strict=True)
        ]
        if len(parts) == 2:
            self._attr_hs_color = parts[0], parts[1]
        elif parts:
            if not own.brightness:
                # The brightest colour is full, and stands for the light's brightness.
                brightness = max(parts)
                parts = [part * 255 / (brightness or 255) for part in parts]
            red, green, blue = map(round, parts)
            self._attr_rgb_color = red, green, blue
        self._attr_brightness = None if brightness is None else round(brightness)

    @property
    def _wholes(self) -> tuple[float, ...]:
        is_hue = len(self._spec.parts.color) == 2
        return (360, 100) if is_hue else (255,) * len(self._spec.parts.color)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on, in all that is asked for, in one request."""
        own = self._spec.parts
        writes: dict[str, Value] = writes_of(own.is_on, STATE_ON)
        effect, kelvin = kwargs.get(ATTR_EFFECT), kwargs.get(ATTR_COLOR_TEMP_KELVIN)
        color = kwargs.get(ATTR_HS_COLOR) or kwargs.get(ATTR_RGB_COLOR)
        mode = None
        if color:
            mode = own.color_modes[0]
        elif kelvin is not None:
            mode = ColorMode.COLOR_TEMP
        elif effect == EFFECT_OFF:
            mode = self.color_mode
        if mode:
            writes |= writes_of(own.modes, mode)
        if effect not in (None, EFFECT_OFF):
            writes |= writes_of(own.effects, effect)
        if kelvin is not None and own.kelvin:
            writes |= own.kelvin.write(kelvin)
        brightness = kwargs.get(ATTR_BRIGHTNESS)
        if brightness is not None and own.brightness:
            writes |= own.brightness.write(brightness, 255)
        writes |= self._color_writes(color, brightness)
        await self.async_write_roles(writes)
        if mode and not own.modes:
            # The device does not tell in which it is: in the last one asked for.
            self._attr_color_mode = mode
            self.async_write_ha_state()

    def _color_writes(
        self, color: tuple[float, ...] | None, brightness: int | None
    ) -> dict[str, Value]:
        """Return what is written for a colour, which may stand for brightness too."""
        own, level = self._spec.parts, 255
        if len(own.color) == 3 and not own.brightness:
            if color is None and brightness is not None:
                color = self.rgb_color
            level = brightness or self.brightness or 255
        writes: dict[str, Value] = {}
        if color:
            for band, part, whole in zip(own.color, color, self._wholes, strict=True):
                writes |= band.write(part * level / 255, whole)
        return writes

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self._choose(self._spec.parts.is_on, STATE_OFF)
