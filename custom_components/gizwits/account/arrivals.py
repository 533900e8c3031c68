"""The devices that come to an account: their products, then their entities."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable
import logging
from time import monotonic
from typing import TYPE_CHECKING, Final

from homeassistant.core import CALLBACK_TYPE, callback

from .. import registry
from ..api import Device, GizwitsError
from ..breath import Breath
from ..device_coordinator import DeviceCoordinator
from ..registry_channels import remove_stale_channels
from ..schedule_keys import schedule_ids
from .issues import Kind, forget
from .room import Room

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

_LOGGER = logging.getLogger(__name__)

# Definitions are one request each; a listing does not wait longer for the slowest (s).
_DEFINITIONS_TIMEOUT: Final = 10.0
# So many devices at once may have more entities than there is room for: which of them
# are on is decided when all are known.
_CROWD: Final = 200
# How long (s) adding entities may keep others waiting.
_BATCH: Final = 0.010

type AddDevices = Callable[[list[DeviceCoordinator]], None]


class Arrivals:
    """Sets up what is new in the listings of one account.

    Each device has all its entities as soon as its product has come in, one device
    after the other, so that nobody else has to wait for all of them.
    """

    def __init__(
        self, account: AccountCoordinator, devices: dict[str, DeviceCoordinator]
    ) -> None:
        """Put what is set up into `devices`."""
        self._account = account
        self._hass = account.hass
        self._entry = account.config_entry
        self._devices = devices
        self._listeners: list[AddDevices] = []
        # Those without entities: the platforms are there after the first listing.
        self._waiting: deque[DeviceCoordinator] = deque()
        self._are_platforms_there = False
        self._is_crowd = False
        self._room = Room(self._hass, self._entry)
        self._tasks: set[asyncio.Task[None]] = set()

    @callback
    def async_on_new_devices(self, add: AddDevices) -> CALLBACK_TYPE:
        """Call `add` with the devices that come, from `async_settle` on."""
        self._listeners.append(add)
        return lambda: self._listeners.remove(add)

    @callback
    def async_add(self, new: Iterable[Device], *, unknown: int) -> None:
        """Set up new devices, each as its product comes in.

        `unknown` is how many Home Assistant does not know from before.
        """
        self._is_crowd = unknown > _CROWD
        by_product: defaultdict[str, list[Device]] = defaultdict(list)
        for device in new:
            by_product[device.product_key].append(device)
        for product_key, devices in by_product.items():
            task = self._entry.async_create_background_task(
                self._hass, self._async_add_product(product_key, devices), "gizwits add"
            )
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def async_settle(self) -> None:
        """Give the platforms, which are there now, all devices there are.

        Returns when they have those that come too, but does not wait long for a slow
        cloud.
        """
        self._are_platforms_there = True
        if not self._is_crowd:
            await self._async_hand_out()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_DEFINITIONS_TIMEOUT)
        self._is_crowd = False
        await self._async_hand_out()
        await self._room.async_tell(self._devices.values())

    async def _async_add_product(
        self, product_key: str, devices: Collection[Device]
    ) -> None:
        try:
            product = await self._account.products.async_get(
                product_key,
                next((d.product_name for d in devices if d.product_name), ""),
                devices,
            )
        except GizwitsError as err:
            # The next listing, which comes soon then, tries again.
            self._account.async_note_failure(err)
            return
        except Exception:
            # A product we stumble over costs itself, not the account.
            _LOGGER.exception("Product %s cannot be set up", product_key)
            return
        breath = Breath()
        for device in devices:
            if device.did in self._devices:
                continue
            own = DeviceCoordinator(self._account, device, product)
            self._account.inventory.async_register(own)
            self._devices[device.did] = own
            self._waiting.append(own)
            forget(self._hass, Kind.DEVICE_GONE, self._entry.entry_id, device.did)
            registry.remove_stale_entities(
                self._hass,
                self._entry,
                device.did,
                own.unique_ids() | schedule_ids(own),
            )
            channels = {spec.channel.number for spec in own.specs() if spec.channel}
            remove_stale_channels(self._hass, self._entry, device.did, channels)
            await breath.take()
        self._account.inventory.async_update_push()
        if self._are_platforms_there and not self._is_crowd:
            await self._async_hand_out()

    async def _async_hand_out(self) -> None:
        if not self._waiting:
            return
        await self._room.async_make(list(self._waiting))
        batch = 1
        while self._waiting:
            started = monotonic()
            some = [self._waiting.popleft() for _ in range(batch) if self._waiting]
            there = [own for own in some if self._devices.get(own.device.did) is own]
            for add in self._listeners:
                add(there)
            # So many that others have their turn often: of a small computer, one.
            took = max(monotonic() - started, 0.001)
            batch = min(max(1, int(batch * _BATCH / took)), 2 * batch)
            await asyncio.sleep(0)
