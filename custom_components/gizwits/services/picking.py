"""What schedules are for: a device or a group, by itself or by an entity, or a scene."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import voluptuous as vol

from homeassistant.const import ATTR_AREA_ID, ATTR_DEVICE_ID, ATTR_ENTITY_ID, Platform
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.util.json import JsonObjectType

from ..api import Value
from ..const import DOMAIN
from ..coordinator import AccountCoordinator
from ..device_coordinator import DeviceCoordinator
from ..errors import invalid
from ..registry import is_service
from ..schedules import ScheduleBook
from ..schedules.source import SCENE_PREFIX
from .target import scene_of, settable_by_id, shown_device
from .values import checked, shown_values

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


@dataclass(frozen=True, slots=True)
class Picked:
    """A device or a group, or the scene of an entity, for which there are schedules.

    `key` is what they are known by: a did, or that of a group or a scene.
    """

    account: AccountCoordinator
    key: str
    device: DeviceCoordinator | None = None
    scene: str = ""

    @property
    def book(self) -> ScheduleBook:
        """Return the book with its schedules."""
        account = self.account
        is_device = self.key in account.devices
        return account.schedules if is_device else account.common_schedules

    def checked(self, name: str, given: Mapping[str, Any]) -> dict[str, Value]:
        """Return values as the device takes them. Raises ServiceValidationError.

        A scene has none: whatever is given to it is left to be refused.
        """
        if self.device:
            return checked(name, self.device.product, given)
        if given:
            raise invalid("scene_brings_values")
        return {}

    def shown(self, values: Mapping[str, Value | None]) -> JsonObjectType:
        """Return what a response says of what a schedule is for, and what it sets."""
        if self.device is None:
            return {"device": None, "scene": self.scene, "values": {}}
        return {
            "device": shown_device(self.account, self.key),
            "values": shown_values(self.device.product, values),
        }


@callback
def picked_one(call: ServiceCall) -> Picked:
    """Return the one an action is for. Raises ServiceValidationError."""
    found = picked_all(call)
    if len(found) > 1:
        raise invalid("several_devices")
    return found[0]


@callback
def picked_all(call: ServiceCall) -> list[Picked]:
    """Return all that an action is for, each once.

    Raises ServiceValidationError where there is none, or one is not ours. In an area
    there may be others.
    """
    hass = call.hass
    named: dict[str, Picked | None] = dict.fromkeys(_listed(call, ATTR_DEVICE_ID))
    for entity_id in _listed(call, ATTR_ENTITY_ID):
        entity = er.async_get(hass).async_get(entity_id)
        if entity and (entity.platform, entity.domain) == (DOMAIN, Platform.SCENE):
            named[entity_id] = _scene(hass, entity_id)
        elif entity is None or entity.device_id is None:
            raise invalid("no_such_device", name=entity_id)
        else:
            named[entity.device_id] = None
    for area_id in _listed(call, ATTR_AREA_ID):
        named |= dict.fromkeys(_in_area(hass, area_id))
    if not named:
        raise invalid("no_device")
    found = [picked or _device(hass, key) for key, picked in named.items()]
    # A device and its channels have the same schedules.
    return list({(one.account.account, one.key): one for one in found}.values())


def _device(hass: HomeAssistant, device_id: str) -> Picked:
    device = settable_by_id(hass, device_id)
    return Picked(device.account, device.device.did, device)


def _scene(hass: HomeAssistant, entity_id: str) -> Picked:
    account, scene_id = scene_of(hass, entity_id)
    return Picked(account, f"{SCENE_PREFIX}{scene_id}", scene=entity_id)


def _listed(call: ServiceCall, field: str) -> Iterable[str]:
    given = call.data.get(field) or ()
    return [given] if isinstance(given, str) else given


def _in_area(hass: HomeAssistant, area_id: str) -> Iterator[str]:
    """Give the devices in an area that are the cloud's, not accounts or groups.

    Who means a room does not mean what has been given up, and is still in the registry.
    """
    devices = dr.async_get(hass)
    entities = er.async_entries_for_area(er.async_get(hass), area_id)
    there: list[dr.AnyDeviceEntry | None] = [
        *dr.async_entries_for_area(devices, area_id),
        *(devices.async_get(one.device_id) for one in entities if one.device_id),
    ]
    for device in there:
        if device is None or is_service(device):
            continue
        if any(domain == DOMAIN for domain, _ in device.identifiers):
            try:
                settable_by_id(hass, device.id)
            except ServiceValidationError as err:
                if err.translation_key == "device_not_ready":
                    continue
                raise
            yield device.id
