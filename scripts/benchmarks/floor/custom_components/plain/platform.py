"""What all platforms do: add the entities that are there."""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

if TYPE_CHECKING:
    from . import PlainEntry

type SetUp = Callable[
    [HomeAssistant, "PlainEntry", AddConfigEntryEntitiesCallback],
    Coroutine[Any, Any, None],
]


def setup_of(platform: str) -> SetUp:
    """Return the set-up of a platform."""

    async def async_setup_entry(
        hass: HomeAssistant,
        entry: PlainEntry,
        async_add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        async_add_entities([make() for make in entry.runtime_data[platform]])

    return async_setup_entry
