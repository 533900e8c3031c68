"""Channels of devices in the device registry, and what is registered before what."""

from collections.abc import Container
import logging
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import AnyDeviceEntry, ChildDeviceInfo

from .api import Device
from .const import DOMAIN
from .registry import device_info
from .spec import Channel

if TYPE_CHECKING:
    from .device_coordinator import DeviceCoordinator

_LOGGER = logging.getLogger(__name__)

# Between a did and the number of its channel; no did has a hyphen.
_CHANNEL: Final = "-channel-"


def channel_device_info(did: str, channel: Channel, parent_id: str) -> ChildDeviceInfo:
    """Return how a channel of a device is shown: as a part of it."""
    return ChildDeviceInfo(
        identifiers={(DOMAIN, f"{did}{_CHANNEL}{channel.number}")},
        parent_device_id=parent_id,
        translation_key=channel.kind,
        translation_placeholders={"number": str(channel.number)},
    )


@callback
def registered_part(
    device: DeviceCoordinator, channel: Channel | None
) -> AnyDeviceEntry | None:
    """Return what an entity belongs to: a device, or one of its channels.

    A channel is registered when it is first asked for: to have that done for each of
    its entities would be a fifth of all set-up. None where the device is not, and
    where Home Assistant does not take a channel: what is in it is the device's then.
    """
    whole = device.registered
    if whole is None or channel is None:
        return whole
    registry = dr.async_get(device.hass)
    part = registry.async_get(device.channel_ids.get(channel.number, ""))
    if part is None:
        try:
            part = registry.async_get_or_create_child(
                config_entry_id=device.config_entry.entry_id,
                **channel_device_info(device.device.did, channel, whole.id),
            )
        except HomeAssistantError as err:
            _LOGGER.warning("Channel %s is no device: %s", channel.number, err)
            return None
        device.channel_ids[channel.number] = part.id
    return part


def split_identifier(identifier: str) -> tuple[str, int | None]:
    """Return the did of what is registered and, of a channel, its number."""
    did, _, number = identifier.partition(_CHANNEL)
    return did, int(number) if number.isdecimal() else None


@callback
def register_device(
    hass: HomeAssistant, entry: ConfigEntry[Any], device: Device, app_id: str
) -> str:
    """Have a device registered before its parts are; return Home Assistant's id."""
    info = device_info(device, app_id)
    registered = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers=info["identifiers"],
        connections=info["connections"],
        name=info["name"],
        manufacturer=info["manufacturer"],
        model=info["model"],
        model_id=info["model_id"],
        sw_version=info["sw_version"],
        hw_version=info["hw_version"],
    )
    return registered.id


@callback
def link_gateway(
    hass: HomeAssistant, entry: ConfigEntry[Any], did: str, gateway_did: str
) -> None:
    """Tell by which gateway a device is reached, where that one is registered."""
    registry = dr.async_get(hass)
    device, gateway = (
        registry.async_get_device_by_identifier((DOMAIN, one), entry.entry_id)
        for one in (did, gateway_did)
    )
    via = gateway.id if gateway and gateway is not device else None
    if device and device.via_device_id != via:
        registry.async_update_device(device.id, via_device_id=via)


@callback
def remove_stale_channels(
    hass: HomeAssistant, entry: ConfigEntry[Any], did: str, numbers: Container[int]
) -> None:
    """Remove the channels a device no longer has; what they had is the device's."""
    devices, entities = dr.async_get(hass), er.async_get(hass)
    device = devices.async_get_device_by_identifier((DOMAIN, did), entry.entry_id)
    if device is None:
        return
    for child in list(dr.async_entries_for_parent_device(devices, device.id)):
        if any(split_identifier(one)[1] in numbers for _, one in child.identifiers):
            continue
        for entity in er.async_entries_for_device(
            entities, child.id, include_disabled_entities=True
        ):
            entities.async_update_entity(entity.entity_id, device_id=device.id)
        devices.async_remove_device(child.id)
