"""The trivial integration's copy of what the integration has in the registry."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import EntityDescription

from .floor.custom_components.plain.entities import CLASSES, DESCRIPTIONS, PlainEntity

type Makers = dict[str, list[Callable[[], PlainEntity]]]


def copies_of(hass: HomeAssistant, entry: ConfigEntry[Any]) -> Makers:
    """Return what makes the same entities, with the same devices and names.

    What is the same for all devices of a product is one object there too.
    """
    infos = {
        device.id: _info(device)
        for device in dr.async_entries_for_config_entry(
            dr.async_get(hass), entry.entry_id
        )
    }
    known = {
        (device.device.did, spec.key): spec.description
        for device in entry.runtime_data.devices.values()
        for spec in device.all_specs()
    }

    shared: dict[tuple[object, ...], EntityDescription] = {}

    def like(
        domain: str,
        description: EntityDescription | None,
        key: str,
        name: str | None,
        on: bool,
    ) -> EntityDescription:
        own = (domain, id(description), key, name, on)
        if own not in shared:
            plain = description or DESCRIPTIONS[domain](key=key)
            shared[own] = _like(plain, name, on)
        return shared[own]

    makers: Makers = defaultdict(list)
    for entity in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        if entity.device_id is None:
            continue
        # Of a device `account-did-key`, of the account itself `account-key`.
        account, _, rest = entity.unique_id.partition("-")
        did, _, key = rest.partition("-")
        makers[entity.domain].append(
            partial(
                CLASSES[entity.domain],
                f"{account}-{did}" if key else account,
                key or rest,
                infos[entity.device_id],
                like(
                    entity.domain,
                    known.get((did, key)),
                    key or rest,
                    entity.original_name,
                    not entity.disabled,
                ),
            )
        )
    return dict(makers)


def _like(
    description: EntityDescription, name: str | None, on: bool
) -> EntityDescription:
    """Return the same with a name that needs no text."""
    members = {"name": name, "entity_registry_enabled_default": on}
    return type(description)(**{**description.__dict__, **members})


def _info(device: Any) -> DeviceInfo:
    return DeviceInfo(
        identifiers={("plain", one) for _, one in device.identifiers},
        connections=device.connections,
        name=device.name,
        manufacturer=device.manufacturer,
        model=device.model,
        model_id=device.model_id,
        sw_version=device.sw_version,
        hw_version=device.hw_version,
    )
