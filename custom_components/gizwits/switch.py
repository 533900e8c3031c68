"""Switches: what can be on or off."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GizwitsConfigEntry
from .entity import GizwitsEntity, async_add_entities_of
from .rooms import async_enter

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the switches of an account."""
    async_add_entities_of(entry, Platform.SWITCH, async_add_entities, GizwitsSwitch)
    schedules = await async_enter(hass, "schedule_switch")
    schedules.async_add_schedule_switches(entry, async_add_entities)


class GizwitsSwitch(GizwitsEntity, SwitchEntity):
    """A writable bool."""

    capability_attributes: dict[str, Any] | None = None
    supported_features: int | None = None

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether it is on."""
        value = self.read()
        return value if isinstance(value, bool) else None

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn it on."""
        await self.async_write(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Turn it off."""
        await self.async_write(False)
