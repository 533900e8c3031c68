"""Groups of devices: made, filled, deleted."""

from collections.abc import Iterable
from typing import Final

import voluptuous as vol

from homeassistant.const import ATTR_NAME
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonObjectType

from ..account.told import told
from ..api.groups import Group, Groups
from ..api.outcome import Outcome
from ..const import DOMAIN
from ..coordinator import AccountCoordinator
from ..device_coordinator import DeviceCoordinator
from ..errors import invalid
from ..registry import GROUP_PREFIX
from .group_control import ATTR_GROUP, GROUP_FIELD, find_group
from .handler import ACCOUNT_FIELD, Handler
from .target import account_of, own_device, shown_device

ATTR_DEVICES: Final = "devices"
ATTR_ADD: Final = "add_devices"
ATTR_REMOVE: Final = "remove_devices"

_NAME: Final = vol.All(cv.string, vol.Length(min=1, max=128))
_DEVICES: Final = vol.All(cv.ensure_list, [cv.string])


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return the groups with their devices."""
    account = account_of(call)
    with told(account):
        groups = await Groups(account.client).all()
        return {"groups": [await _shown(account, group) for group in groups]}


async def _shown(account: AccountCoordinator, group: Group) -> JsonObjectType:
    members = await Groups(account.client).members(group.id)
    return {
        "group": group.id,
        # Its own device, where it can be controlled.
        "device_id": shown_device(account, f"{GROUP_PREFIX}{group.id}")["device_id"],
        "name": group.name,
        "product": group.product_name or None,
        "devices": [shown_device(account, member.did) for member in members],
    }


async def _async_create(call: ServiceCall) -> ServiceResponse:
    """Make a group; devices of one product can be controlled together."""
    account = account_of(call)
    devices = _devices(call, account, ATTR_DEVICES)
    keys = {device.product.product_key for device in devices}
    if len(keys) > 1:
        raise invalid("several_products")
    groups = Groups(account.client)
    with told(account):
        group = await groups.create(call.data[ATTR_NAME], next(iter(keys), ""))
        if devices:
            _check(await groups.add(group, _dids(devices)), account)
    account.groups.async_list_again()
    return {"group": group}


async def _async_update(call: ServiceCall) -> None:
    """Give a group another name, put devices in or take them out."""
    account = account_of(call)
    added = _devices(call, account, ATTR_ADD)
    removed = _devices(call, account, ATTR_REMOVE)
    name = call.data.get(ATTR_NAME)
    if not (name or added or removed):
        raise invalid("nothing_to_change")
    groups = Groups(account.client)
    with told(account):
        group = await find_group(account, call.data[ATTR_GROUP])
        keys = {device.product.product_key for device in added}
        if group.product_key and keys - {group.product_key}:
            raise invalid("several_products")
        if name:
            await groups.rename(group.id, name)
        if added:
            _check(await groups.add(group.id, _dids(added)), account)
        if removed:
            _check(await groups.remove(group.id, _dids(removed)), account)
    account.groups.async_list_again()


async def _async_delete(call: ServiceCall) -> None:
    """Delete a group; its devices stay."""
    account = account_of(call)
    with told(account):
        group = await find_group(account, call.data[ATTR_GROUP])
        await Groups(account.client).delete(group.id)
    account.groups.async_list_again()


def _devices(
    call: ServiceCall, account: AccountCoordinator, field: str
) -> list[DeviceCoordinator]:
    """Return the devices of a field, all of them the account's, each once."""
    devices = [own_device(account, one) for one in call.data.get(field, ())]
    return list({device.device.did: device for device in devices}.values())


def _dids(devices: Iterable[DeviceCoordinator]) -> list[str]:
    return [device.device.did for device in devices]


def _check(outcome: Outcome, account: AccountCoordinator) -> None:
    """Raise HomeAssistantError where the cloud left devices out."""
    if outcome.failed:
        names = [shown_device(account, did)["name"] or did for did in outcome.failed]
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="group_unchanged",
            translation_placeholders={"devices": ", ".join(map(str, names))},
        )


HANDLERS: Final = {
    "get_groups": Handler(_async_get, ACCOUNT_FIELD),
    "create_group": Handler(
        _async_create,
        {
            **ACCOUNT_FIELD,
            vol.Required(ATTR_NAME): _NAME,
            vol.Optional(ATTR_DEVICES): _DEVICES,
        },
    ),
    "update_group": Handler(
        _async_update,
        {
            **ACCOUNT_FIELD,
            **GROUP_FIELD,
            vol.Optional(ATTR_NAME): _NAME,
            vol.Optional(ATTR_ADD): _DEVICES,
            vol.Optional(ATTR_REMOVE): _DEVICES,
        },
    ),
    "delete_group": Handler(_async_delete, {**ACCOUNT_FIELD, **GROUP_FIELD}),
}
