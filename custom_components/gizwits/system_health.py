"""What Home Assistant's page about the system shows of the integration."""

from typing import Any

from homeassistant.components.system_health import (
    SystemHealthRegistration,
    async_check_can_reach_url,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.loader import async_get_integration

from .account.entry import cloud_of
from .const import DOMAIN
from .coordinator import AccountCoordinator, GizwitsConfigEntry


@callback
def async_register(hass: HomeAssistant, register: SystemHealthRegistration) -> None:
    """Register what is shown."""
    register.async_register_info(system_health_info)


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return what is shown: a line for the cloud of each region in use, and figures."""
    integration = await async_get_integration(hass, DOMAIN)
    entries: list[GizwitsConfigEntry] = hass.config_entries.async_entries(DOMAIN)
    loaded: list[GizwitsConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    accounts: list[AccountCoordinator] = [entry.runtime_data for entry in loaded]
    clouds = {cloud.key: cloud for cloud in (cloud_of(entry.data) for entry in entries)}
    sockets = [socket for account in accounts for socket in account.push.health()]
    up = sum(socket.connected_since is not None for socket in sockets)
    devices = [device for account in accounts for device in account.devices.values()]
    online = sum(device.available for device in devices)
    return {
        "version": str(integration.version),
        "accounts": f"{len(loaded)}/{len(entries)}",
        "devices": f"{online}/{len(devices)}",
        "live_updates": f"{up}/{len(sockets)}",
        **{
            f"can_reach_{key}": async_check_can_reach_url(hass, str(cloud.base_url))
            for key, cloud in clouds.items()
        },
    }
