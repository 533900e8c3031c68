"""Gizwits: every device of every brand that runs on the Gizwits cloud."""

import asyncio
from contextlib import suppress
import logging
from typing import Final

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_TOKEN, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import AnyDeviceEntry
from homeassistant.helpers.typing import ConfigType

from .account.entry import client_for, token_data
from .account.handover import async_drain, discard, hand_over
from .account.issues import forget_entry
from .account.left_out import async_leave_channels_out
from .account.products import definition_store
from .account.rename import async_follow_renames
from .account.sightings import sightings_store
from .api import GizwitsError, Token
from .const import CONF_LEFT_OUT, DOMAIN
from .coordinator import AccountCoordinator, GizwitsConfigEntry
from .registry import is_service
from .registry_channels import split_identifier
from .rooms import RoomError, async_enter
from .services import async_setup_services

_LOGGER = logging.getLogger(__name__)
# The token ends by itself; removing an account does not wait long for that (s).
_LOGOUT_TIMEOUT: Final = 10.0

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.CLIMATE,
    Platform.COVER,
    Platform.EVENT,
    Platform.FAN,
    Platform.HUMIDIFIER,
    Platform.LIGHT,
    Platform.LOCK,
    Platform.NUMBER,
    Platform.SCENE,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TEXT,
    Platform.VACUUM,
    Platform.VALVE,
    Platform.WATER_HEATER,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions, once for all accounts."""
    async_setup_services(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: GizwitsConfigEntry) -> bool:
    """Set up an account."""

    @callback
    def keep_token(token: Token) -> None:
        hass.config_entries.async_update_entry(
            entry, data={**entry.data, CONF_TOKEN: token_data(token)}
        )

    account = AccountCoordinator(hass, entry, client_for(hass, entry.data, keep_token))
    await account.async_config_entry_first_refresh()
    entry.runtime_data = account
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    async_follow_renames(account)
    await account.async_start()
    return True


async def async_unload_entry(hass: HomeAssistant, entry: GizwitsConfigEntry) -> bool:
    """Unload an account; its tasks and timers end with the entry."""
    devices = entry.runtime_data.devices.values()
    await async_drain(devices)
    is_unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    if is_unloaded:
        hand_over(hass, entry.entry_id, devices)
    return is_unloaded


async def async_remove_entry(hass: HomeAssistant, entry: GizwitsConfigEntry) -> None:
    """Remove what was kept for an account, and sign out where that is possible."""
    for store in (definition_store, sightings_store):
        await store(hass, entry.entry_id).async_remove()
    forget_entry(hass, entry.entry_id)
    discard(hass, entry.entry_id)
    # What else there is goes also where this cannot be entered.
    with suppress(RoomError):
        schedules = await async_enter(hass, "schedules")
        for store in (schedules.schedule_store, schedules.common_store):
            await store(hass, entry.entry_id).async_remove()
    try:
        async with asyncio.timeout(_LOGOUT_TIMEOUT):
            await client_for(hass, entry.data).logout()
    except (GizwitsError, TimeoutError) as err:
        _LOGGER.debug("The account is not signed out: %s", err)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: GizwitsConfigEntry, device_entry: AnyDeviceEntry
) -> bool:
    """Leave a device out from now on; it stays bound to the account.

    Of a channel only its own entities are left out, as if a person had chosen to have
    none. The account's own device stays with the account.
    """
    if is_service(device_entry):
        return False
    own = [
        split_identifier(one)
        for domain, one in device_entry.identifiers
        if domain == DOMAIN
    ]
    channels = [(did, number) for did, number in own if number is not None]
    if len(channels) == len(own):
        return async_leave_channels_out(hass, entry, channels)
    dids = {did for did, number in own if number is None}
    left_out = set(entry.options.get(CONF_LEFT_OUT, ())) | dids
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, CONF_LEFT_OUT: sorted(left_out)}
    )
    if entry.state is ConfigEntryState.LOADED:
        for did in dids:
            entry.runtime_data.inventory.async_forget(did)
    return True
