"""Leaving a channel of a device out, by deleting what it is shown as."""

from collections.abc import Iterable

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from ..coordinator import GizwitsConfigEntry


@callback
def async_leave_channels_out(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    channels: Iterable[tuple[str, int]],
) -> bool:
    """Choose to have none of the entities of channels, given by did and number.

    The device, and its other channels, stay. Returns whether it could be done: what
    belongs to a channel is not known while the account is not running.
    """
    if entry.state is not ConfigEntryState.LOADED:
        return False
    for did, number in channels:
        if own := entry.runtime_data.devices.get(did):
            options = own.known.without_channel(entry.options, did, number)
            hass.config_entries.async_update_entry(entry, options=options)
    return True
