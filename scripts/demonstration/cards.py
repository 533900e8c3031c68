"""The cards of one device: the entities a person looks for first."""

from collections.abc import Iterable, Iterator
from typing import Any

from .registry import Device, Entity
from .states import State, States

type Card = dict[str, Any]

# How many entities of each kind a device shows, in this order. What is none of them
# is a thing as a whole (a thermostat, a light) and comes before.
_PLAIN = {"sensor": 2, "binary_sensor": 1, "switch": 2, "number": 1, "select": 1}
_WHOLE_ROW = ("number", "select")
# Of the many, first those whose key says that people care.
_LOOKED_FOR = ("temp", "humid", "power", "switch", "target", "mode", "level", "flow")
_UNKNOWN = ("unknown", "unavailable")


def section(device: Device, icon: str, states: States) -> Card:
    """Return a section of the dashboard: the device's name and its tiles."""
    return {"type": "grid", "cards": [_heading(device, icon), *_tiles(device, states)]}


def _heading(device: Device, icon: str) -> Card:
    return {
        "type": "heading",
        "heading": device.name,
        "icon": icon,
        "badges": [
            {
                "type": "entity",
                "entity": device.connection.entity_id,
                "show_state": False,
                "color": "state",
            }
        ],
        "tap_action": {
            "action": "navigate",
            "navigation_path": f"/config/devices/device/{device.id}",
        },
    }


def _tiles(device: Device, states: States) -> Iterator[Card]:
    for entity in _chosen(device.entities, states):
        yield _tile(entity, states[entity.entity_id])


def _chosen(entities: Iterable[Entity], states: States) -> Iterator[Entity]:
    """Yield what to show of a device."""
    main = [
        entity
        for entity in entities
        if entity.enabled
        and entity.category is None
        and states[entity.entity_id].value not in _UNKNOWN
    ]
    main.sort(key=_interest)
    yield from (entity for entity in main if entity.domain not in _PLAIN)
    for domain, most in _PLAIN.items():
        yield from [entity for entity in main if entity.domain == domain][:most]


def _interest(entity: Entity) -> int:
    """Return the place of an entity among others of its kind; the sort is stable."""
    key = entity.key.lower()
    return next(
        (place for place, word in enumerate(_LOOKED_FOR) if word in key),
        len(_LOOKED_FOR),
    )


def _tile(entity: Entity, state: State) -> Card:
    tile: Card = {
        "type": "tile",
        "entity": entity.entity_id,
        "name": {"type": "entity"},
    }
    if entity.domain == "number":
        tile["features"] = [{"type": "numeric-input", "style": _number_style(state)}]
    elif entity.domain == "select":
        tile["features"] = [{"type": "select-options"}]
    if entity.domain in _WHOLE_ROW:
        tile |= {"features_position": "inline", "grid_options": {"columns": 12}}
    return tile


def _number_style(state: State) -> str:
    """Return a slider where each of its steps can be hit, else buttons."""
    limits = state.attributes
    steps = (limits["max"] - limits["min"]) / limits["step"]
    return "slider" if steps <= 200 else "buttons"
