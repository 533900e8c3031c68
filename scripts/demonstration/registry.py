"""The devices and entities that Home Assistant knows."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from .websocket import WebSocketApi

DOMAIN = "gizwits"
CONNECTION = "cloud-connection"


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity; `key` is that part of its unique id that follows the device."""

    entity_id: str
    key: str
    category: str | None
    enabled: bool
    translated: bool

    @property
    def domain(self) -> str:
        """Return what kind of entity it is."""
        return self.entity_id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Device:
    """One device with its entities."""

    id: str
    did: str
    name: str
    entities: tuple[Entity, ...]

    def entity(self, key: str) -> Entity:
        """Return the entity of a key."""
        return next(entity for entity in self.entities if entity.key == key)

    @property
    def connection(self) -> Entity:
        """Return the entity that says whether the device can be reached."""
        return self.entity(CONNECTION)


async def read_registry(api: WebSocketApi) -> list[Device]:
    """Return the account's devices, in the order they were added.

    The account itself and its groups are shown as devices that are services; parts of
    a device belong to it.
    """
    listed = await api.command("config/device_registry/list")
    whole_of = {entry["id"]: entry.get("parent_device_id") for entry in listed}
    entities: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for entity in await api.command("config/entity_registry/list"):
        if entity["platform"] == DOMAIN:
            device = entity["device_id"]
            entities[whole_of.get(device) or device].append(entity)
    return [
        _device(entry, did, entities[entry["id"]])
        for entry in listed
        if not whole_of[entry["id"]] and entry["entry_type"] != "service"
        for domain, did in entry["identifiers"]
        if domain == DOMAIN
    ]


def _device(entry: dict[str, Any], did: str, entities: list[dict[str, Any]]) -> Device:
    return Device(
        id=entry["id"],
        did=did,
        name=entry["name_by_user"] or entry["name"],
        entities=tuple(
            Entity(
                entity_id=entity["entity_id"],
                key=entity["unique_id"].partition(f"-{did}-")[2],
                category=entity["entity_category"],
                enabled=entity["disabled_by"] is None,
                translated=entity["translation_key"] is not None,
            )
            for entity in entities
        ),
    )
