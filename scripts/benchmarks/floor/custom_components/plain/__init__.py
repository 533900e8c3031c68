"""The floor: an integration that adds entities and does nothing else.

Its entry's ``runtime_data`` is given before: what makes its entities, by platform.
"""

from collections.abc import Callable

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .entities import PlainEntity

type PlainEntry = ConfigEntry[dict[str, list[Callable[[], PlainEntity]]]]


async def async_setup_entry(hass: HomeAssistant, entry: PlainEntry) -> bool:
    """Set the entry up."""
    await hass.config_entries.async_forward_entry_setups(entry, entry.runtime_data)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: PlainEntry) -> bool:
    """Unload the entry."""
    return await hass.config_entries.async_unload_platforms(entry, entry.runtime_data)
