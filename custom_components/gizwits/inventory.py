"""The devices of an account: set up when they are bound, dropped when they are gone."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
import logging
from typing import TYPE_CHECKING, Final

from homeassistant.core import CALLBACK_TYPE, callback

from . import registry
from .account_issues import Kind, forget, forget_products, tell
from .api import Device, GizwitsConnectionError, GizwitsError, GizwitsNotBoundError
from .const import CONF_LEFT_OUT
from .device_coordinator import DeviceCoordinator
from .issues import forget_others
from .registry_channels import link_gateway, register_device, remove_stale_channels
from .schedule_keys import schedule_ids

if TYPE_CHECKING:
    from .coordinator import AccountCoordinator

_LOGGER = logging.getLogger(__name__)

# Definitions are one request each; a listing does not wait longer for the slowest.
_DEFINITIONS_TIMEOUT: Final = 10.0
# A listing that misses more devices than this is more likely wrong than they gone.
_ASKED_AT_ONCE: Final = 5
# Where the cloud does not say what became of a device that no listing had for so long
# (s), it is gone.
_MISSED_FOR: Final = 86400.0

type AddDevices = Callable[[list[DeviceCoordinator]], None]


class Inventory:
    """Follows the listings of one account."""

    def __init__(self, account: AccountCoordinator) -> None:
        """Start without devices."""
        self.devices: dict[str, DeviceCoordinator] = {}
        self._bound: Mapping[str, Device] = {}
        self._account = account
        self._hass = account.hass
        self._entry = account.config_entry
        # Since when no listing had them, and of whom the cloud said nothing yet.
        self._missed: dict[str, float] = {}
        self._open: set[str] = set()
        self._listeners: list[AddDevices] = []

    @callback
    def async_on_new_devices(self, add: AddDevices) -> CALLBACK_TYPE:
        """Call `add` with the devices there are, and with those that come."""
        self._listeners.append(add)
        add(list(self.devices.values()))
        return lambda: self._listeners.remove(add)

    async def async_follow(self, bound: Mapping[str, Device]) -> bool:
        """Take over a full listing; return whether nothing was left open."""
        self._bound = bound
        left_out = set(self._entry.options.get(CONF_LEFT_OUT, ()))
        known = registry.registered_dids(self._hass, self._entry)
        for did in known & left_out:
            self.async_drop(did)
        await self._async_drop_gone(known - left_out | self.devices.keys(), bound)
        new: list[Device] = []
        for did, device in bound.items():
            if did in left_out or device.is_disabled:
                continue
            if own := self.devices.get(did):
                self._async_update(own, device)
            else:
                new.append(device)
        await self._async_add(new)
        for own in self.devices.values():
            # A gateway may have come, or gone, without them.
            self._async_link(own)
        in_use = {own.product.product_key for own in self.devices.values()}
        forget_others(self._hass, self._entry.entry_id, in_use)
        forget_products(self._hass, self._entry.entry_id, in_use)
        return not self._open and all(device.did in self.devices for device in new)

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
        if own := self.devices.pop(did, None):
            self._async_update_push()
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
            self._async_update_push()

    async def _async_add(self, new: Iterable[Device]) -> None:
        """Set up new devices, each as its product comes in."""
        by_product: defaultdict[str, list[Device]] = defaultdict(list)
        for device in new:
            by_product[device.product_key].append(device)
        tasks = [
            self._entry.async_create_background_task(
                self._hass, self._async_add_product(product_key, devices), "gizwits add"
            )
            for product_key, devices in by_product.items()
        ]
        if tasks:
            await asyncio.wait(tasks, timeout=_DEFINITIONS_TIMEOUT)

    async def _async_add_product(
        self, product_key: str, devices: Collection[Device]
    ) -> None:
        try:
            product = await self._account.products.async_get(
                product_key,
                next((d.product_name for d in devices if d.product_name), ""),
                next((d for d in devices if d.is_online), next(iter(devices))),
            )
        except GizwitsError as err:
            # The next listing, which comes soon then, tries again.
            self._account.async_note_failure(err)
            return
        except Exception:
            # A product we stumble over costs itself, not the account.
            _LOGGER.exception("Product %s cannot be set up", product_key)
            return
        new = [
            DeviceCoordinator(self._account, device, product)
            for device in devices
            if device.did not in self.devices
        ]
        for own in new:
            self._async_register(own)
            self.devices[own.device.did] = own
            forget(self._hass, Kind.DEVICE_GONE, self._entry.entry_id, own.device.did)
            registry.remove_stale_entities(
                self._hass,
                self._entry,
                own.device.did,
                own.unique_ids() | schedule_ids(own),
            )
            channels = {spec.channel.number for spec in own.specs() if spec.channel}
            remove_stale_channels(self._hass, self._entry, own.device.did, channels)
        self._async_update_push()
        for add in self._listeners:
            add(new)

    @callback
    def _async_register(self, own: DeviceCoordinator) -> None:
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
        self._account.push.set_devices(
            (own.device, own.product) for own in self.devices.values()
        )
