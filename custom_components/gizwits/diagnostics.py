"""Diagnostics: what a bug report needs, and nothing that could harm its author.

They only tell what is known: nothing is asked for them and nothing changed.
"""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import AnyDeviceEntry

from .coordinator import GizwitsConfigEntry
from .rooms import async_enter


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: GizwitsConfigEntry
) -> dict[str, Any]:
    """Return what is known of an account."""
    room = await async_enter(hass, "account_dump")
    told: dict[str, Any] = room.account_dump(entry)
    return told


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: GizwitsConfigEntry, device: AnyDeviceEntry
) -> dict[str, Any]:
    """Return what is known of a device: its definition, its values, its entities."""
    room = await async_enter(hass, "account_dump")
    told: dict[str, Any] = room.device_dumps(entry, device)
    return told
