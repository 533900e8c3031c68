"""Which account and device an action is for, and how an answer shows them."""

from datetime import datetime

from homeassistant.const import ATTR_DEVICE_ID, Platform
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.service import (
    async_get_config_entry,
    async_get_device_and_config_entry,
)
from homeassistant.util.json import JsonObjectType

from ..api.target import Target, TargetKind
from ..const import DOMAIN
from ..coordinator import AccountCoordinator, GizwitsConfigEntry
from ..device_coordinator import DeviceCoordinator
from ..errors import invalid
from ..group_coordinator import GroupCoordinator
from ..registry import GROUP_PREFIX
from ..registry_channels import split_identifier
from .handler import ATTR_ACCOUNT


@callback
def account_of(call: ServiceCall) -> AccountCoordinator:
    """Return the account an action is for; the only one there is, if it names none.

    Raises ServiceValidationError.
    """
    entry: GizwitsConfigEntry = async_get_config_entry(
        call.hass, DOMAIN, call.data.get(ATTR_ACCOUNT)
    )
    return entry.runtime_data


@callback
def device_of(call: ServiceCall) -> DeviceCoordinator:
    """Return the device an action is for. Raises ServiceValidationError."""
    return device_by_id(call.hass, call.data[ATTR_DEVICE_ID])


@callback
def settable_of(call: ServiceCall) -> DeviceCoordinator:
    """Return the device or the group an action sets. Raises ServiceValidationError."""
    return settable_by_id(call.hass, call.data[ATTR_DEVICE_ID])


@callback
def device_by_id(hass: HomeAssistant, device_id: str) -> DeviceCoordinator:
    """Return a device by Home Assistant's id. Raises ServiceValidationError."""
    device = settable_by_id(hass, device_id)
    if isinstance(device, GroupCoordinator):
        raise invalid("is_a_group", name=device.device.name)
    return device


@callback
def settable_by_id(hass: HomeAssistant, device_id: str) -> DeviceCoordinator:
    """Return a device, or a group, by Home Assistant's id.

    Raises ServiceValidationError.
    """
    device: dr.AnyDeviceEntry
    entry: GizwitsConfigEntry
    device, entry = async_get_device_and_config_entry(hass, DOMAIN, device_id)
    account = entry.runtime_data
    for domain, identifier in device.identifiers:
        # A channel is set as the device it is a part of.
        did, _ = split_identifier(identifier)
        if domain == DOMAIN and (own := _find(account, did)):
            return own
    name = device.name_by_user or device.name or device_id
    is_account = (DOMAIN, account.account) in device.identifiers
    raise invalid("not_a_device" if is_account else "device_not_ready", name=name)


@callback
def own_device(account: AccountCoordinator, device_id: str) -> DeviceCoordinator:
    """Return a device that is the account's. Raises ServiceValidationError."""
    return _own(account, device_by_id(account.hass, device_id))


@callback
def own_settable(account: AccountCoordinator, device_id: str) -> DeviceCoordinator:
    """Return a device or a group that is the account's.

    Raises ServiceValidationError.
    """
    return _own(account, settable_by_id(account.hass, device_id))


def _own(account: AccountCoordinator, device: DeviceCoordinator) -> DeviceCoordinator:
    if device.account is not account:
        raise invalid("other_account", name=device.device.name)
    return device


def _find(account: AccountCoordinator, did: str) -> DeviceCoordinator | None:
    if (group_id := did.removeprefix(GROUP_PREFIX)) != did:
        return account.groups.groups.get(group_id)
    return account.devices.get(did)


@callback
def scene_of(hass: HomeAssistant, entity_id: str) -> tuple[AccountCoordinator, str]:
    """Return the account and the scene of an entity. Raises ServiceValidationError."""
    entity = er.async_get(hass).async_get(entity_id)
    if entity is None or (entity.platform, entity.domain) != (DOMAIN, Platform.SCENE):
        raise invalid("not_a_scene", entity=entity_id)
    entry: GizwitsConfigEntry = async_get_config_entry(
        hass, DOMAIN, entity.config_entry_id
    )
    account = entry.runtime_data
    return account, account.scenes.scene_id(entity.unique_id)


def target_of(device: DeviceCoordinator) -> Target:
    """Return what a scene or a timer calls a device or a group."""
    if isinstance(device, GroupCoordinator):
        return Target(TargetKind.GROUP, device.group.id)
    return Target(TargetKind.DEVICE, device.device.did)


@callback
def shown_device(account: AccountCoordinator, did: str) -> JsonObjectType:
    """Return what a response says of a device: nobody knows it by its did."""
    device = dr.async_get(account.hass).async_get_device_by_identifier(
        (DOMAIN, did), account.config_entry.entry_id
    )
    if device is None:
        bound = account.data.get(did)
        return {"device_id": None, "name": bound.name if bound else None}
    return {"device_id": device.id, "name": device.name_by_user or device.name}


def shown_moment(at: datetime | None) -> str | None:
    """Return what a response says of a moment."""
    return at.isoformat() if at else None
