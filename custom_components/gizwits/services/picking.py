"""The devices an action is for: named, or found by an entity or an area."""

from collections.abc import Iterable, Iterator
from typing import Final

import voluptuous as vol

from homeassistant.const import ATTR_AREA_ID, ATTR_DEVICE_ID, ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
    entity_registry as er,
)

from ..const import DOMAIN
from ..device_coordinator import DeviceCoordinator
from ..errors import invalid
from .target import device_by_id

# One device, by itself or by one of its entities.
ONE_DEVICE: Final = {
    vol.Optional(ATTR_DEVICE_ID): cv.string,
    vol.Optional(ATTR_ENTITY_ID): cv.entity_id,
}
MANY: Final = {
    vol.Optional(ATTR_DEVICE_ID): vol.All(cv.ensure_list, [cv.string]),
    vol.Optional(ATTR_ENTITY_ID): cv.entity_ids,
    vol.Optional(ATTR_AREA_ID): vol.All(cv.ensure_list, [cv.string]),
}


@callback
def picked_device(call: ServiceCall) -> DeviceCoordinator:
    """Return the one device an action is for. Raises ServiceValidationError."""
    found = picked_devices(call)
    if len(found) > 1:
        raise invalid("several_devices")
    return found[0]


@callback
def picked_devices(call: ServiceCall) -> list[DeviceCoordinator]:
    """Return the devices an action is for, each once.

    Raises ServiceValidationError where there is none, or one is not ours. In an area
    there may be others.
    """
    hass = call.hass
    named = dict.fromkeys(_listed(call, ATTR_DEVICE_ID))
    for entity_id in _listed(call, ATTR_ENTITY_ID):
        entity = er.async_get(hass).async_get(entity_id)
        if entity is None or entity.device_id is None:
            raise invalid("no_such_device", name=entity_id)
        named[entity.device_id] = None
    for area_id in _listed(call, ATTR_AREA_ID):
        named |= dict.fromkeys(_in_area(hass, area_id))
    if not named:
        raise invalid("no_device")
    return [device_by_id(hass, device_id) for device_id in named]


def _listed(call: ServiceCall, field: str) -> Iterable[str]:
    given = call.data.get(field) or ()
    return [given] if isinstance(given, str) else given


def _in_area(hass: HomeAssistant, area_id: str) -> Iterator[str]:
    """Give the devices in an area that are the cloud's, not accounts or groups."""
    devices = dr.async_get(hass)
    entities = er.async_entries_for_area(er.async_get(hass), area_id)
    there: list[dr.AnyDeviceEntry | None] = [
        *dr.async_entries_for_area(devices, area_id),
        *(devices.async_get(one.device_id) for one in entities if one.device_id),
    ]
    for device in there:
        if getattr(device, "entry_type", None) is dr.DeviceEntryType.SERVICE:
            continue
        if device and any(domain == DOMAIN for domain, _ in device.identifiers):
            yield device.id
