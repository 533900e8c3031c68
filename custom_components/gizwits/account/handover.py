"""What is known of an account's devices, handed over when it is set up anew.

Changed options set an account up anew. Without this its entities would know nothing
until each device has answered, and what was written in the moment before would be
taken back by a report from before the write.
"""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..api import DeviceShadow, Product

if TYPE_CHECKING:
    from ..device_coordinator import DeviceCoordinator

# What is older (s) is not of a reload: the account was switched off.
_FRESH: Final = 30.0
# So long (s) an account that ends waits for what is on its way to its devices.
_DRAIN: Final = 10.0

type _Left = dict[str, tuple[Product, DeviceShadow]]

_KEPT: HassKey[dict[str, tuple[float, _Left]]] = HassKey("gizwits_handover")


async def async_drain(devices: Iterable[DeviceCoordinator]) -> None:
    """Wait until everything that was written is sent, if that does not take long."""
    drains = [asyncio.ensure_future(device.writer.drain()) for device in devices]
    if drains:
        _, late = await asyncio.wait(drains, timeout=_DRAIN)
        for one in late:
            one.cancel()


@callback
def hand_over(
    hass: HomeAssistant, entry_id: str, devices: Iterable[DeviceCoordinator]
) -> None:
    """Keep what is known of an entry's devices for when it is set up again."""
    left = {own.device.did: (own.product, own.shadow) for own in devices}
    hass.data.setdefault(_KEPT, {})[entry_id] = hass.loop.time(), left


@callback
def discard(hass: HomeAssistant, entry_id: str) -> None:
    """Forget what was kept of an entry that does not come back."""
    hass.data.get(_KEPT, {}).pop(entry_id, None)


class Handover:
    """What an entry that was just unloaded left behind, if it was."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Take it; nobody gets it twice."""
        at, left = hass.data.get(_KEPT, {}).pop(entry_id, (0.0, {}))
        self._left = left if hass.loop.time() - at < _FRESH else {}

    def take(self, did: str, product: Product) -> DeviceShadow:
        """Return what is known of a device, as long as its product is the same."""
        known, shadow = self._left.pop(did, (None, DeviceShadow()))
        return shadow if known == product else DeviceShadow()
