"""The devices of an account: set up when they are bound, dropped when they are gone."""

import asyncio
from collections.abc import Iterable, Mapping
from copy import replace
from typing import TYPE_CHECKING, Final

from homeassistant.core import CALLBACK_TYPE, callback

from .. import registry
from ..api import Device, GizwitsConnectionError, GizwitsError, GizwitsNotBoundError
from ..breath import Breath
from ..const import CONF_LEFT_OUT
from ..device_coordinator import DeviceCoordinator
from ..issues import forget_others
from ..registry_channels import link_gateway, register_device
from .arrivals import AddDevices, Arrivals
from .issues import Kind, forget_products, tell

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

# A listing that misses more devices than this is more likely wrong than they gone.
_ASKED_AT_ONCE: Final = 5
# Where the cloud does not say what became of a device that no listing had for so long
# (s), it is gone.
_MISSED_FOR: Final = 86400.0


class Inventory:
    """Follows the listings of one account."""

    def __init__(self, account: AccountCoordinator) -> None:
        """Start without devices."""
        self.devices: dict[str, DeviceCoordinator] = {}
        self._bound: Mapping[str, Device] = {}
        self._arrivals = Arrivals(account, self.devices)
        self._account = account
        self._hass = account.hass
        self._entry = account.config_entry
        # Since when no listing had them, and of whom the cloud said nothing yet.
        self._missed: dict[str, float] = {}
        self._open: set[str] = set()
        # Those bound by the last listing, but for those that are left out.
        self._wanted: dict[str, Device] = {}
        self._push_update: asyncio.Handle | None = None

    @property
    def is_complete(self) -> bool:
        """Return whether the last listing left nothing open."""
        return not self._open and self._wanted.keys() <= self.devices.keys()

    @callback
    def async_on_new_devices(self, add: AddDevices) -> CALLBACK_TYPE:
        """Call `add` with the devices that come, from `async_settle` on."""
        return self._arrivals.async_on_new_devices(add)

    async def async_settle(self) -> None:
        """Give the platforms, which are there now, all devices of the last listing."""
        await self._arrivals.async_settle()
        for own in self.devices.values():
            # A gateway may have come, or gone, without them.
            self._async_link(own)

    async def async_follow(self, bound: Mapping[str, Device]) -> None:
        """Take over a full listing."""
        self._bound = bound
        left_out = set(self._entry.options.get(CONF_LEFT_OUT, ()))
        known = registry.registered_dids(self._hass, self._entry)
        for did in known & left_out:
            self.async_drop(did)
        await self._async_drop_gone(known - left_out | self.devices.keys(), bound)
        self._wanted = {
            did: device
            for did, device in bound.items()
            if did not in left_out and not device.is_disabled
        }
        breath = Breath()
        for did, device in self._wanted.items():
            if own := self.devices.get(did):
                self._async_update(own, device)
            await breath.take()
        new = [own for did, own in self._wanted.items() if did not in self.devices]
        self._arrivals.async_add(new, unknown=len(self._wanted.keys() - known))
        in_use = {device.product_key for device in self._wanted.values()}
        forget_others(self._hass, self._entry.entry_id, in_use)
        forget_products(self._hass, self._entry.entry_id, in_use)

    async def _async_drop_gone(
        self, known: Iterable[str], bound: Mapping[str, Device]
    ) -> None:
        """Drop what a listing missed and the cloud, asked for it, says is gone.

        A listing alone is not believed: in an outage they have been empty or halved.
        """
        now = self._hass.loop.time()
        missing = set(known) - bound.keys()
        self._missed = {did: self._missed.get(did, now) for did in missing}
        self._open = set(missing)
        # Those whose fate is open for longest come first.
        for did in sorted(missing, key=self._missed.__getitem__)[:_ASKED_AT_ONCE]:
            try:
                await self._account.client.device(did)
            except GizwitsNotBoundError:
                self._drop_unbound(did)
            except GizwitsConnectionError as err:
                self._account.async_note_failure(err)
                break
            except GizwitsError as err:
                self._account.async_note_failure(err)
                if now - self._missed[did] > _MISSED_FOR:
                    self._drop_unbound(did)
            else:
                self._missed[did] = self._hass.loop.time()
                self._open.discard(did)

    @callback
    def _drop_unbound(self, did: str) -> None:
        """Drop a device somebody unbound, and tell: automations may have it."""
        if name := registry.device_name(self._hass, self._entry, did):
            told = {"device": name, "account": self._entry.title}
            tell(self._hass, Kind.DEVICE_GONE, self._entry.entry_id, told, did)
        self.async_drop(did)

    @callback
    def async_drop(self, did: str) -> None:
        """Remove a device with its entities."""
        self.async_forget(did)
        registry.remove_device(self._hass, self._entry, did)

    @callback
    def async_forget(self, did: str) -> None:
        """Stop following a device."""
        self._missed.pop(did, None)
        self._open.discard(did)
        self._wanted.pop(did, None)
        if own := self.devices.pop(did, None):
            self.async_update_push()
            self._entry.async_create_task(self._hass, own.async_shutdown())

    @callback
    def _async_update(self, own: DeviceCoordinator, device: Device) -> None:
        """Take over what a listing says of a device that is set up."""
        before = own.device
        own.async_note_listing(device)
        if replace(device, is_online=before.is_online) != before:
            registry.update_device(
                self._hass, self._entry, device, self._account.app_id
            )
            self.async_update_push()

    @callback
    def async_update_push(self) -> None:
        """Be pushed the devices there are, after whatever else changes in this turn."""
        if self._push_update is None:
            self._push_update = self._hass.loop.call_soon(self._async_update_push)

    @callback
    def async_register(self, own: DeviceCoordinator) -> None:
        """Have a device registered before its parts are, and after its gateway."""
        gateway = self._bound.get(own.device.gw_did)
        if gateway and not gateway.is_disabled and not self._is_left_out(gateway.did):
            register_device(self._hass, self._entry, gateway, self._account.app_id)
        own.registry_id = register_device(
            self._hass, self._entry, own.device, self._account.app_id
        )
        self._async_link(own)

    @callback
    def _async_link(self, own: DeviceCoordinator) -> None:
        if gateway := own.device.gw_did:
            link_gateway(self._hass, self._entry, own.device.did, gateway)

    def _is_left_out(self, did: str) -> bool:
        return did in self._entry.options.get(CONF_LEFT_OUT, ())

    @callback
    def _async_update_push(self) -> None:
        self._push_update = None
        self._account.push.set_devices(
            (own.device, own.product) for own in self.devices.values()
        )
