"""The account's devices and entities in Home Assistant's registries."""

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo

from .api import Device
from .brand_apps import brand_of
from .const import DOMAIN
from .schedule_keys import ENABLED_KEY

if TYPE_CHECKING:
    from .api.groups import Group

# Identifies a group among devices, whose did has no hyphen.
GROUP_PREFIX = "group-"
_MAC_DIGITS = 12


def device_info(device: Device, app_id: str) -> DeviceInfo:
    """Return how a device is shown; `app_id` tells whose it is."""
    return DeviceInfo(
        identifiers={(DOMAIN, device.did)},
        connections=_connections(device.mac),
        name=device.name,
        manufacturer=brand_of(app_id) or "Gizwits",
        model=device.product_name or None,
        model_id=device.product_key,
        sw_version=device.mcu_soft_version or device.wifi_soft_version or None,
        hw_version=device.mcu_hard_version or device.wifi_hard_version or None,
    )


def account_device_info(account: str, app_id: str) -> DeviceInfo:
    """Return how an account is shown, for what is no device's."""
    brand = brand_of(app_id) or "Gizwits"
    return DeviceInfo(
        identifiers={(DOMAIN, account)},
        entry_type=DeviceEntryType.SERVICE,
        manufacturer=brand,
        translation_key="account",
        translation_placeholders={"brand": brand},
    )


def group_device_info(group: Group, did: str, app_id: str) -> DeviceInfo:
    """Return how a group is shown: as one device, though the cloud has none."""
    return DeviceInfo(
        identifiers={(DOMAIN, did)},
        entry_type=DeviceEntryType.SERVICE,
        name=group.name,
        manufacturer=brand_of(app_id) or "Gizwits",
        model=group.product_name or None,
        model_id=group.product_key,
    )


def _connections(mac: str) -> set[tuple[str, str]]:
    """Return the MAC as a connection where it is one; virtual devices have none."""
    digits = mac.replace(":", "").replace("-", "")
    if len(digits) != _MAC_DIGITS or any(
        c not in "0123456789abcdefABCDEF" for c in digits
    ):
        return set()
    return {(dr.CONNECTION_NETWORK_MAC, dr.format_mac(digits))}


def is_service(device: dr.AnyDeviceEntry) -> bool:
    """Return whether a device stands for the account or a group; a part never does."""
    return (
        isinstance(device, dr.DeviceEntry)
        and device.entry_type is DeviceEntryType.SERVICE
    )


@callback
def registered_dids(hass: HomeAssistant, entry: ConfigEntry[Any]) -> set[str]:
    """Return the devices of an entry that Home Assistant knows."""
    return {
        did
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
        # The account and its groups are no devices, though they are shown as such.
        if device.entry_type is not DeviceEntryType.SERVICE
        for domain, did in device.identifiers
        if domain == DOMAIN
    }


@callback
def own_entities(hass: HomeAssistant, entity_ids: Iterable[str], key: str) -> set[str]:
    """Return those of some entities that are ours and have this key."""
    registry = er.async_get(hass)
    return {
        entity_id
        for entity_id in entity_ids
        if (entity := registry.async_get(entity_id)) is not None
        and entity.platform == DOMAIN
        and entity.unique_id.endswith(f"-{key}")
    }


@callback
def device_name(hass: HomeAssistant, entry: ConfigEntry[Any], did: str) -> str:
    """Return what a device is called here, "" where there is none."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, did), entry.entry_id
    )
    return device.name_by_user or device.name or "" if device else ""


@callback
def remove_device(hass: HomeAssistant, entry: ConfigEntry[Any], did: str) -> None:
    """Remove a device and its entities, if it is there."""
    registry = dr.async_get(hass)
    if device := registry.async_get_device_by_identifier((DOMAIN, did), entry.entry_id):
        registry.async_remove_device(device.id)


@callback
def update_device(
    hass: HomeAssistant, entry: ConfigEntry[Any], device: Device, app_id: str
) -> None:
    """Bring name and versions up to date; a name the user gave stays."""
    registry = dr.async_get(hass)
    if entry_device := registry.async_get_device_by_identifier(
        (DOMAIN, device.did), entry.entry_id
    ):
        registry.async_update_device(
            entry_device.id,
            name=device.name,
            sw_version=device.mcu_soft_version or device.wifi_soft_version or None,
            hw_version=device.mcu_hard_version or device.wifi_hard_version or None,
        )


@callback
def remove_stale_entities(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    did: str,
    unique_ids: Iterable[tuple[str, str]],
) -> None:
    """Remove a device's entities that it no longer has, or no longer on that platform.

    `unique_ids` are those it has, each with its platform. What belongs to a schedule
    is followed by who knows the schedules.
    """
    known = set(unique_ids)
    for entity in entities_of(hass, entry, did):
        own = entity.domain, entity.unique_id
        is_schedules = f"-{ENABLED_KEY}" in entity.unique_id
        if entity.platform == DOMAIN and own not in known and not is_schedules:
            er.async_get(hass).async_remove(entity.entity_id)


@callback
def is_registered(hass: HomeAssistant, platform: Platform, unique_id: str) -> bool:
    """Return whether Home Assistant knows an entity, enabled or not."""
    registry = er.async_get(hass)
    return registry.async_get_entity_id(platform, DOMAIN, unique_id) is not None


@callback
def entities_of(
    hass: HomeAssistant, entry: ConfigEntry[Any], did: str
) -> list[er.RegistryEntry]:
    """Return the entities of a device and its channels, disabled ones too."""
    devices, entities = dr.async_get(hass), er.async_get(hass)
    device = devices.async_get_device_by_identifier((DOMAIN, did), entry.entry_id)
    if device is None:
        return []
    children = dr.async_entries_for_parent_device(devices, device.id)
    return [
        entity
        for owner in (device, *children)
        for entity in er.async_entries_for_device(
            entities, owner.id, include_disabled_entities=True
        )
    ]


@callback
def remove_stale_scenes(
    hass: HomeAssistant, entry: ConfigEntry[Any], unique_ids: Container[str]
) -> None:
    """Remove the scenes of an account that are not among those there are."""
    registry = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        if entity.domain == Platform.SCENE and entity.unique_id not in unique_ids:
            registry.async_remove(entity.entity_id)


@callback
def remove_stale_groups(
    hass: HomeAssistant, entry: ConfigEntry[Any], known: Container[str]
) -> None:
    """Remove the groups of an account that are not among those there are."""
    registry = dr.async_get(hass)
    for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
        for domain, did in device.identifiers:
            is_group = domain == DOMAIN and did.startswith(GROUP_PREFIX)
            if is_group and did not in known:
                registry.async_remove_device(device.id)


@callback
def enable_entities(
    hass: HomeAssistant, entry: ConfigEntry[Any], unique_ids: Container[str]
) -> None:
    """Switch on entities that were off because few people need them."""
    registry = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(registry, entry.entry_id):
        if (
            entity.unique_id in unique_ids
            and entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION
        ):
            registry.async_update_entity(entity.entity_id, disabled_by=None)
