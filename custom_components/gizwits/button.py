"""Buttons: what happens once."""

from typing import TYPE_CHECKING, override

from homeassistant.components.button import ButtonEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import GizwitsConfigEntry
from .entity import GizwitsEntity, async_add_entities_of
from .spec import EntitySpec

if TYPE_CHECKING:
    from .composites.parts import ButtonParts

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the buttons of an account."""
    async_add_entities_of(entry, Platform.BUTTON, async_add_entities, GizwitsButton)


class GizwitsButton(GizwitsEntity, ButtonEntity):
    """Something that is done when it is asked for, and then over."""

    _spec: EntitySpec[ButtonParts]

    @override
    async def async_press(self) -> None:
        """Do it."""
        await self.async_write_roles(dict(self._spec.parts.press))
