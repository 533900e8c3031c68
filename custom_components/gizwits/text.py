"""Texts: bytes that can be written, as hex digits."""

from typing import override

from homeassistant.components.text import TextEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GizwitsConfigEntry
from .entity import GizwitsEntity, async_add_entities_of

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the texts of an account."""
    async_add_entities_of(entry, Platform.TEXT, async_add_entities, GizwitsText)


class GizwitsText(GizwitsEntity, TextEntity):
    """A writable binary."""

    @property
    @override
    def native_value(self) -> str | None:
        """Return the bytes as hex digits."""
        value = self.read()
        return value.hex() if isinstance(value, bytes) else None

    @override
    async def async_set_value(self, value: str) -> None:
        """Write the bytes of hex digits."""
        await self.async_write(value)
