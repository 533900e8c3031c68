"""The groups an account has on the cloud: each is a device that sets all of its own."""

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from homeassistant.core import CALLBACK_TYPE, callback

from ..api import GizwitsAuthError, GizwitsError
from ..api.groups import Group, Groups
from ..const import DOMAIN
from ..group_coordinator import GroupCoordinator
from ..registry import (
    GROUP_PREFIX,
    remove_stale_entities,
    remove_stale_groups,
    update_device,
)
from ..schedule_keys import schedule_ids
from .arrivals import AddDevices

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

_LOGGER = logging.getLogger(__name__)

# Groups change rarely, and each is a request for its devices (s).
LIST_AFTER: Final = 21600.0
# Between two groups whose devices are read again (s).
MEMBERS_PAUSE: Final = 1800.0


class AccountGroups:
    """Follows the groups of one account; there are none where the cloud has none."""

    def __init__(self, account: AccountCoordinator) -> None:
        """Nothing is asked before `async_follow`."""
        self.groups: dict[str, GroupCoordinator] = {}
        self._account = account
        self._listeners: list[AddDevices] = []
        self._listed_at: float | None = None

    @callback
    def async_on_new_groups(self, add: AddDevices) -> CALLBACK_TYPE:
        """Call `add` with the groups there are, and with those that come."""
        self._listeners.append(add)
        add(list(self.groups.values()))
        return lambda: self._listeners.remove(add)

    @callback
    def async_follow(self) -> None:
        """Follow the devices, which were listed just now; list groups where due."""
        for group in self.groups.values():
            group.async_follow_members()
        now = self._account.hass.loop.time()
        pause = max(LIST_AFTER, MEMBERS_PAUSE * (len(self.groups) + 1))
        if self._listed_at is None or now - self._listed_at >= pause:
            self.async_list_again(pause=MEMBERS_PAUSE)

    @callback
    def async_list_again(self, *, pause: float = 0.0) -> None:
        """List the groups, without keeping anybody waiting."""
        self._listed_at = self._account.hass.loop.time()
        self._account.config_entry.async_create_background_task(
            self._account.hass, self.async_refresh(pause=pause), f"{DOMAIN} groups"
        )

    async def async_refresh(self, *, pause: float = 0.0) -> None:
        """List the groups; what was known stays where that is not possible.

        `pause` is the time (s) before the devices of a group that is known are read
        again. Most clouds and apps have no groups: no reason to complain about it.
        """
        try:
            # Without a product a group cannot be controlled (protocol, "group").
            groups = {
                group.id: group
                for group in await Groups(self._account.client).all()
                if group.product_key
            }
            await self._async_drop(groups)
            listed_at = self._listed_at
            for group in groups.values():
                if group.id in self.groups:
                    await asyncio.sleep(pause)
                if self._listed_at != listed_at:
                    # They are listed anew by now.
                    return
                await self._async_set_up(group)
        except GizwitsError as err:
            if isinstance(err, GizwitsAuthError):
                self._account.async_note_failure(err)
            _LOGGER.debug("The groups cannot be listed: %s", err)

    async def _async_set_up(self, group: Group) -> None:
        """Set a group up, or bring it up to date."""
        account = self._account
        dids = [member.did for member in await Groups(account.client).members(group.id)]
        if own := self.groups.get(group.id):
            own.async_note_group(group, dids)
            update_device(
                account.hass, account.config_entry, own.device, account.app_id
            )
            return
        product = await account.products.async_get(
            group.product_key, group.product_name
        )
        own = self.groups[group.id] = GroupCoordinator(account, group, product)
        own.async_note_group(group, dids)
        remove_stale_entities(
            account.hass,
            account.config_entry,
            own.device.did,
            own.unique_ids() | schedule_ids(own),
        )
        for add in self._listeners:
            add([own])

    async def _async_drop(self, listed: dict[str, Group]) -> None:
        """Drop the groups that are gone, also those from before a restart."""
        account = self._account
        for group_id in self.groups.keys() - listed.keys():
            await self.groups.pop(group_id).async_shutdown()
        remove_stale_groups(
            account.hass,
            account.config_entry,
            {f"{GROUP_PREFIX}{group_id}" for group_id in listed},
        )
