"""The cards of one device: the entities a person looks for first."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from .looks import Looks, dress
from .registry import Device, Entity
from .states import UNKNOWN, State, States

type Card = dict[str, Any]

# How many entities of a kind a device shows, the most wanted kind first. What is none
# of them is a thing as a whole (a thermostat, a light) and is always shown.
_HALF_ROW = {"sensor": 2, "switch": 2, "binary_sensor": 1}
_WHOLE_ROW = {"number": 1, "select": 1}
_PLAIN = _HALF_ROW | _WHOLE_ROW
# Schedules are looked at in the calendar of the whole house, events in automations.
_ELSEWHERE = ("calendar", "event")
# What a person does with a thing as a whole, where its state has the attribute.
_CONTROLS = {
    "climate": {
        "target-temperature": "temperature",
        "climate-hvac-modes": "hvac_modes",
    },
    "cover": {"cover-open-close": "supported_features"},
    "fan": {"fan-speed": "percentage"},
    "humidifier": {"target-humidity": "humidity"},
    "light": {"light-brightness": "brightness"},
    "vacuum": {"vacuum-commands": "supported_features"},
    "valve": {"valve-open-close": "supported_features"},
    "water_heater": {"target-temperature": "temperature"},
}
_OPTIONS = {"vacuum-commands": {"commands": ["start_pause", "stop", "return_home"]}}
# After what moves in the demo come those whose names say that people care.
_LOOKED_FOR = ("power", "switch", "temp", "humid", "target", "mode", "level", "flow")


def section(device: Device, looks: Looks, states: States) -> Card:
    """Return a section of the dashboard: the device's name and its tiles."""
    tiles = [
        _tile(entity, states[entity.entity_id])
        for entity in _chosen(device.entities, looks, states)
    ]
    return {"type": "grid", "cards": [_heading(device, looks.icon), *tiles]}


def _heading(device: Device, icon: str) -> Card:
    return {
        "type": "heading",
        "heading": device.name,
        "icon": icon,
        "badges": [
            _badge(device, "on", "mdi:cloud-check-variant-outline", "green"),
            _badge(device, "off", "mdi:cloud-off-outline", "red"),
        ],
        "tap_action": {
            "action": "navigate",
            "navigation_path": f"/config/devices/device/{device.id}",
        },
    }


def _badge(device: Device, state: str, icon: str, color: str) -> Card:
    """Return what tells, in one state, whether the device can be reached."""
    entity_id = device.connection.entity_id
    return {
        "type": "entity",
        "entity": entity_id,
        "icon": icon,
        "color": color,
        "show_icon": True,
        "show_state": state == "off",
        "visibility": [{"condition": "state", "entity": entity_id, "state": state}],
    }


def _chosen(
    entities: Iterable[Entity], looks: Looks, states: States
) -> Iterator[Entity]:
    """Yield what to show of a device; half rows fill up to whole ones."""

    def interest(entity: Entity) -> int:
        """Return the place among others of a kind; the order is else as it was."""
        if entity.key in looks.lively:
            return looks.lively.index(entity.key)
        key = entity.key.lower()
        words = (place for place, word in enumerate(_LOOKED_FOR) if word in key)
        return len(looks.lively) + next(words, len(_LOOKED_FOR))

    shown = [
        entity
        for entity in entities
        if entity.enabled
        and entity.category is None
        and entity.domain not in _ELSEWHERE
        and states[entity.entity_id].value not in UNKNOWN
    ]
    shown.sort(key=interest)
    of_kind = {
        domain: [entity for entity in shown if entity.domain == domain][:most]
        for domain, most in _PLAIN.items()
    }
    half = list(chain.from_iterable(of_kind[domain] for domain in _HALF_ROW))
    half = half[: max(len(half) // 2 * 2, 1)]
    whole = list(chain.from_iterable(of_kind[domain] for domain in _WHOLE_ROW))
    if things := [entity for entity in shown if entity.domain not in _PLAIN]:
        # They are large and say most of it.
        half, whole = half[:2], whole[:1]
    yield from (*things, *half, *whole)


def _tile(entity: Entity, state: State) -> Card:
    tile: Card = {
        "type": "tile",
        "entity": entity.entity_id,
        "name": {"type": "entity"},
        **dress(entity, state),
    }
    if controls := _CONTROLS.get(entity.domain):
        tile["features"] = [
            {"type": control, **_OPTIONS.get(control, {})}
            for control, attribute in controls.items()
            if attribute in state.attributes
        ]
        tile["grid_options"] = {"columns": 12}
    elif entity.domain == "number":
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
