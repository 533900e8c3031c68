"""The option to give the app the names that devices get in Home Assistant."""

import logging
from typing import TYPE_CHECKING

from homeassistant.core import Event, callback
from homeassistant.helpers import device_registry as dr

from ..api import GizwitsAuthError, GizwitsError
from ..const import CONF_RENAME_IN_APP, DOMAIN
from ..rooms import async_enter

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator
    from ..device_coordinator import DeviceCoordinator

_LOGGER = logging.getLogger(__name__)


@callback
def async_follow_renames(account: AccountCoordinator) -> None:
    """Rename in the app what a person renames here, where the option says so.

    A name that came from the app is not the user's own, so nothing comes back.
    """
    hass, entry = account.hass, account.config_entry

    @callback
    def handle(event: Event[dr.EventDeviceRegistryUpdatedData]) -> None:
        data = event.data
        if data["action"] != "update" or "name_by_user" not in data["changes"]:
            return
        device = dr.async_get(hass).async_get(data["device_id"])
        if device is None or not device.name_by_user:
            return
        for domain, did in device.identifiers:
            own = account.devices.get(did) if domain == DOMAIN else None
            if own and own.device.dev_alias != device.name_by_user:
                entry.async_create_task(hass, _async_rename(own, device.name_by_user))

    if entry.options.get(CONF_RENAME_IN_APP):
        entry.async_on_unload(
            hass.bus.async_listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, handle)
        )


async def _async_rename(own: DeviceCoordinator, name: str) -> None:
    account = own.account
    bindings = await async_enter(account.hass, "api.bindings")
    try:
        await bindings.Bindings(account.client).update(own.device.did, alias=name)
    except GizwitsError as err:
        if isinstance(err, GizwitsAuthError):
            account.async_note_failure(err)
        _LOGGER.warning("%s is not renamed in the app: %s", own.device.name, err)
    else:
        await account.async_request_refresh()
