"""The coordinator of an account: who is bound, and what the cloud pushes."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import timedelta
import logging
import random
from typing import TYPE_CHECKING, Final, Never, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .account.commander import Commander
from .account.handover import Handover
from .account.inventory import Inventory
from .account.issues import note_account_refused, note_account_taken
from .account.outages import Outages
from .account.pace import listings_factor
from .account.polling import poll_unpushed
from .account.products import CHECK_PAUSE, Products
from .account.push_watch import watch_push
from .account.reachability import Reachability
from .account.sightings import times_slower
from .api import (
    AttrsReported,
    BindingChanged,
    Device,
    Event,
    GizwitsAuthError,
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    OnlineChanged,
    Product,
    Sightings,
    StreamLost,
    StreamRestored,
)
from .const import CONF_ACCOUNT, CONF_APP_ID, DOMAIN
from .device_coordinator import DeviceCoordinator
from .errors import account_error
from .rooms import async_enter

if TYPE_CHECKING:
    from .account.besides import AccountGroups, AccountMessages, AccountScenes
    from .schedules import AccountTasks, CommonBook, ScheduleBook

_LOGGER = logging.getLogger(__name__)

# Bound and unbound devices are pushed to us; renamed ones, and what a push missed,
# are found by this: eight times an hour, less often where it is many pages (`pace`).
BINDINGS_INTERVAL: Final = timedelta(seconds=450)
# After a listing that left something open; longer after each that failed.
RETRY_INTERVAL: Final = timedelta(seconds=60)
# So long reports of a product without a definition are gathered (s): each time that
# more is known of it, the account is set up anew.
LEARN_FOR: Final = 10.0
# Events may have been missed while a socket was down, but not in this time (s).
_LISTING_HOLDS: Final = 30.0
# A cloud that denies a device it lists is not asked again sooner (s).
_DOUBT_HOLDS: Final = 60.0

type GizwitsConfigEntry = ConfigEntry[AccountCoordinator]


class AccountCoordinator(DataUpdateCoordinator[dict[str, Device]]):
    """One account: the devices bound to it, and what the cloud pushes for them.

    `data` holds the bound devices of the last listing by did.
    """

    config_entry: GizwitsConfigEntry
    groups: AccountGroups
    scenes: AccountScenes
    messages: AccountMessages
    schedules: ScheduleBook
    common_schedules: CommonBook
    tasks: AccountTasks

    def __init__(
        self, hass: HomeAssistant, entry: GizwitsConfigEntry, client: GizwitsClient
    ) -> None:
        """Nothing is asked before the first refresh."""
        super().__init__(
            hass,
            _LOGGER,
            config_entry=entry,
            name=DOMAIN,
            update_interval=BINDINGS_INTERVAL,
        )
        self.client = client
        self.account: str = entry.data[CONF_ACCOUNT]
        self.app_id: str = entry.data[CONF_APP_ID]
        self.commands = Commander(self)
        self.push = client.push(self._async_handle, self._is_online)
        self.reachability = Reachability(hass, self._async_reachability_changed)
        self.products = Products(hass, entry, client)
        self.handover = Handover(hass, entry.entry_id)
        self.inventory = Inventory(self)
        self._listed_at = 0.0
        self._failed_listings = 0
        self._applying: asyncio.Task[None] | None = None
        self._outages = Outages(self)
        entry.async_on_unload(self.reachability.cancel)

    @property
    def devices(self) -> Mapping[str, DeviceCoordinator]:
        """Return the devices that are set up, by did."""
        return self.inventory.devices

    async def async_start(self) -> None:
        """Set the devices up, listen, ask where nothing is pushed, and list again."""
        entry, hass = self.config_entry, self.hass
        schedules = await async_enter(hass, "schedules")
        for job, name in (
            (self.push.run(), "push"),
            (poll_unpushed(self.devices, self.reachability), "poll"),
            (watch_push(self), "push watch"),
            (self.schedules.reader.async_poll(), "schedules"),
            (self.common_schedules.reader.async_poll(), "common schedules"),
            (schedules.async_keep(self), "schedule parts"),
        ):
            entry.async_create_background_task(hass, job, f"{DOMAIN} {name}")
        await self._async_settle()
        entry.async_create_background_task(
            hass, self._async_check_definitions(), f"{DOMAIN} definitions"
        )
        entry.async_on_unload(self.async_add_listener(self.groups.async_follow))
        self.groups.async_follow()
        self._schedule_refresh()

    @override
    async def _async_setup(self) -> None:
        """Read what was kept; what is not about devices is in rooms to enter."""
        await self.products.async_load()
        besides = await async_enter(self.hass, "account.besides")
        self.groups = besides.AccountGroups(self)
        self.scenes = besides.AccountScenes(self)
        self.messages = besides.AccountMessages(self)
        room = await async_enter(self.hass, "schedules")
        self.schedules = room.ScheduleBook(self)
        self.common_schedules = room.CommonBook(self)
        self.tasks = room.AccountTasks(self, self.schedules.memory)
        await self.schedules.async_load()
        await self.common_schedules.async_load()

    @override
    async def _async_update_data(self) -> dict[str, Device]:
        """List the bindings and follow what changed."""
        try:
            bound = {device.did: device for device in await self.client.bindings()}
        except GizwitsError as err:
            self.async_note_failure(err)
            self.update_interval = self._pause_after_failure()
            error = account_error(err, self.config_entry.title)
            note_account_refused(self.hass, self.config_entry, err, error)
            # Home Assistant logs the cause too, and the text has all of it.
            raise error from None
        note_account_taken(self.hass, self.config_entry)
        self.reachability.succeeded()
        self._failed_listings = 0
        self._listed_at = self.hass.loop.time()
        await self.inventory.async_follow(bound)
        if self.data is not None:
            await self._async_settle()
            await self._async_ask_unseen()
        return bound

    async def _async_settle(self) -> None:
        """Have all devices set up, and decide when to list them again."""
        self.update_interval = RETRY_INTERVAL
        await self.inventory.async_settle()
        await self.products.async_save()
        if self.inventory.is_complete:
            factor = listings_factor(self.client.listing_requests)
            self.update_interval = BINDINGS_INTERVAL * factor

    def _pause_after_failure(self) -> timedelta:
        """Return a pause that doubles, half of it random; see `Backoff`."""
        pause = RETRY_INTERVAL * 2.0**self._failed_listings
        self._failed_listings = min(self._failed_listings + 1, 10)
        return min(pause, BINDINGS_INTERVAL) * random.uniform(0.5, 1.0)

    async def _async_check_definitions(self) -> Never:
        """Reload when a maker has changed what one of the products can do."""
        while True:
            try:
                changed = await self.products.async_check()
            except GizwitsError as err:
                self.async_note_failure(err)
            else:
                await self.products.async_save()
                if changed:
                    self.hass.config_entries.async_schedule_reload(
                        self.config_entry.entry_id
                    )
            await asyncio.sleep(CHECK_PAUSE)

    @callback
    def async_note_seen(self, product: Product, seen: Sightings) -> None:
        """Learn what a product without a definition can do, and apply it in a while."""
        if not seen or not self.products.learn(product.product_key, seen):
            return
        if self._applying is None:
            self._applying = self.config_entry.async_create_background_task(
                self.hass, self._async_apply_seen(), f"{DOMAIN} learn"
            )

    async def _async_apply_seen(self) -> None:
        """Reload with what was learnt; devices of one product report one by one."""
        entry_id = self.config_entry.entry_id
        await asyncio.sleep(LEARN_FOR * times_slower(self.hass, entry_id))
        await self.products.async_save()
        self.hass.config_entries.async_schedule_reload(self.config_entry.entry_id)

    async def _async_ask_unseen(self) -> None:
        """Ask one of the devices of whose product nothing at all is known yet."""
        unseen = [
            device
            for device in self.devices.values()
            if device.product.seen is not None and not device.product.datapoints
        ]
        if unseen:
            await random.choice(unseen).async_poll()

    @callback
    def async_note_failure(self, err: GizwitsError) -> None:
        """Note that the account could not be asked."""
        match err:
            case GizwitsAuthError():
                self.config_entry.async_start_reauth(self.hass)
            case GizwitsConnectionError():
                self.reachability.failed(err.retry_after)

    @callback
    def _async_reachability_changed(self) -> None:
        if self.reachability.is_fine:
            self._outages.over()
        else:
            self._outages.begun()
        for device in self.devices.values():
            if not device.pushed:
                device.async_update_listeners()

    def _is_online(self, did: str) -> bool:
        return (device := self.devices.get(did)) is not None and device.data.online

    @callback
    def _async_handle(self, event: Event) -> None:
        """Follow what the cloud says by itself."""
        match event:
            case AttrsReported():
                if device := self.inventory.devices.get(event.did):
                    device.async_note_report(event)
                    if device.product.seen is not None:
                        self.async_note_seen(device.product, event.seen)
            case OnlineChanged(did, online):
                if device := self.devices.get(did):
                    device.async_note_online(online)
            case BindingChanged():
                self._async_list_again()
            case StreamRestored(dids):
                self._async_note_pushed(dids, pushed=True)
                if self.hass.loop.time() - self._listed_at > _LISTING_HOLDS:
                    self._async_list_again()
            case StreamLost(dids, error):
                self._async_note_pushed(dids, pushed=False)
                if isinstance(error, GizwitsAuthError):
                    self.config_entry.async_start_reauth(self.hass)

    @callback
    def _async_note_pushed(self, dids: Iterable[str], *, pushed: bool) -> None:
        """Note for which devices live updates come; say so once each way."""
        was_complete = self._is_push_complete()
        for did in dids:
            if device := self.devices.get(did):
                device.async_note_pushed(pushed)
        if was_complete and not self._is_push_complete():
            _LOGGER.info("Live updates are interrupted; devices are asked instead")
        elif not was_complete and self._is_push_complete():
            _LOGGER.info("Live updates come in")

    def _is_push_complete(self) -> bool:
        return all(device.pushed for device in self.devices.values())

    @callback
    def async_doubt(self) -> None:
        """List again: the cloud has denied a device, once.

        One odd answer costs nobody a device; see `Inventory`.
        """
        if self.hass.loop.time() - self._listed_at > _DOUBT_HOLDS:
            self._async_list_again()

    @callback
    def _async_list_again(self) -> None:
        self.config_entry.async_create_background_task(
            self.hass, self.async_request_refresh(), f"{DOMAIN} bindings"
        )
