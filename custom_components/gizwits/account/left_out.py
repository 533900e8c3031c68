"""Leaving a channel of a device out, by deleting what it is shown as."""

from collections.abc import Iterable

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback

from ..chosen import parts_of
from ..chosen.store import chosen_for, with_choices
from ..coordinator import GizwitsConfigEntry


@callback
def async_leave_channels_out(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    channels: Iterable[tuple[str, int | None]],
) -> bool:
    """Choose to have none of the entities of channels, given by did and number.

    The device, and its other channels, stay. Returns whether it could be done: what
    belongs to a channel is not known while the account is not running.
    """
    if entry.state is not ConfigEntryState.LOADED:
        return False
    for did, number in channels:
        own = entry.runtime_data.devices.get(did)
        if own is None:
            continue
        key = own.product.product_key
        choices = chosen_for(entry.options, key, did)
        parts = parts_of(own.product)
        for spec in own.specs():
            if spec.channel is None or spec.channel.number != number:
                continue
            if choices.composites.get(spec.key):
                choices = choices.with_composite(spec.key, None)
            for point in spec.roles.values():
                if point.name in parts:
                    choices = choices.with_point(point.name, shown=False)
        options = with_choices(entry.options, choices, key, did)
        hass.config_entries.async_update_entry(entry, options=options)
    return True
