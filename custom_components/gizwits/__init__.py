"""Gizwits: every device of every brand that runs on the Gizwits cloud."""

from homeassistant.const import CONF_TOKEN, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import AnyDeviceEntry

from .account import client_for, token_data
from .api import Token
from .const import CONF_LEFT_OUT, DOMAIN
from .coordinator import AccountCoordinator, GizwitsConfigEntry
from .products import definition_store

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CLIMATE,
    Platform.COVER,
    Platform.FAN,
    Platform.HUMIDIFIER,
    Platform.LIGHT,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
    Platform.TEXT,
    Platform.VACUUM,
    Platform.VALVE,
    Platform.WATER_HEATER,
]


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
    account.async_start()
    return True


async def async_unload_entry(hass: HomeAssistant, entry: GizwitsConfigEntry) -> bool:
    """Unload an account; its tasks and timers end with the entry."""
    return await hass.config_entries.async_unload_platforms(entry, PLATFORMS)


async def async_remove_entry(hass: HomeAssistant, entry: GizwitsConfigEntry) -> None:
    """Remove what was kept for an account."""
    await definition_store(hass, entry.entry_id).async_remove()


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: GizwitsConfigEntry, device_entry: AnyDeviceEntry
) -> bool:
    """Leave a device out from now on; it stays bound to the account."""
    dids = {did for domain, did in device_entry.identifiers if domain == DOMAIN}
    left_out = set(entry.options.get(CONF_LEFT_OUT, ())) | dids
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, CONF_LEFT_OUT: sorted(left_out)}
    )
    for did in dids:
        entry.runtime_data.inventory.async_forget(did)
    return True
