"""Selects: what can be one of several options."""

from typing import override

from homeassistant.components.select import SelectEntity
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
    """Set up the selects of an account."""
    async_add_entities_of(entry, Platform.SELECT, async_add_entities, GizwitsSelect)


class GizwitsSelect(GizwitsEntity, SelectEntity):
    """A writable enum."""

    options = described("options")
    supported_features: int | None = None

    @property
    @override
    def current_option(self) -> str | None:
        """Return the option; one the definition does not know is not known."""
        return self.read_option()

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose an option."""
        await self.async_write_option(option)
