"""How the household's devices look on the dashboard."""

from dataclasses import dataclass
import re

from .registry import Entity
from .states import State

from tests.simulator import SimulatedDevice
from tests.simulator.household import member_of

_UNKNOWN_DEVICE = "mdi:devices"
_DEVICES = {
    "Garden spa": "mdi:hot-tub",
    "Living room": "mdi:thermostat",
    "Boiler": "mdi:water-boiler",
    "Aquarium light": "mdi:fishbowl",
    "Reef wavemaker": "mdi:waves",
    "Dosing pump": "mdi:eyedropper",
    "Bedroom fan": "mdi:fan",
    "Main meter": "mdi:meter-electric",
    "Rex's house": "mdi:dog-side",
    "Cat feeder": "mdi:cat",
    "卧室空调": "mdi:air-conditioner",
    "Bedside lamp": "mdi:lamp",
    "Hot water": "mdi:heat-pump",
    "Cellar dehumidifier": "mdi:air-humidifier-off",
    "Reef probe": "mdi:ph",
    "Lawn and beds": "mdi:sprinkler-variant",
    "Salon": "mdi:radiator",
    "Study curtain": "mdi:curtains",
    "Front door": "mdi:door",
    "Rovi": "mdi:robot-vacuum",
    "Desk power strip": "mdi:power-socket-eu",
    "Hot tub": "mdi:hot-tub",
    "Kitchen cooker": "mdi:pot-steam",
    "Balcony solar": "mdi:solar-power-variant",
    "Reef light": "mdi:led-strip-variant",
    "Hall heater": "mdi:radiator",
    "Sump cabinet": "mdi:fishbowl-outline",
    "Bear": "mdi:teddy-bear",
    "Left wavemaker": "mdi:waves",
    "Old wavemaker": "mdi:waves",
}

# Where the integration has no icon of its own: the first that fits the name.
_ENTITIES = {
    r"temp(?!_?unit)": ("mdi:thermometer", "deep-orange"),
    r"humid|moist": ("mdi:water-percent", "blue"),
    r"lock": ("mdi:lock", "blue-grey"),
    r"light|lamp|colou?r|white|scene": ("mdi:lightbulb", "amber"),
    r"heat|flame|warm|boost": ("mdi:fire", "deep-orange"),
    r"pump|flow|pulse|wave|stock|volume": ("mdi:pump", "cyan"),
    r"valve|water|dhw": ("mdi:water", "blue"),
    r"fan|speed|swing|oscillat": ("mdi:fan", "teal"),
    r"timer|hours|min\d?$|seconds|schedule|plan": ("mdi:timer-outline", "indigo"),
    r"battery": ("mdi:battery", "green"),
    r"voltage|current|energy|frequency|^power$|sm_": ("mdi:flash", "amber"),
    r"filter|pm25|co2|ioni": ("mdi:air-filter", "teal"),
    r"food|feed|portion": ("mdi:food-drumstick", "brown"),
    r"pet": ("mdi:paw", "brown"),
    r"rssi": ("mdi:wifi", "blue-grey"),
    r"mode|control|command": ("mdi:tune-variant", "blue-grey"),
    r"target": ("mdi:target", "deep-orange"),
    r"unit": ("mdi:ruler", "blue-grey"),
    r"power|switch|onoff|on_off|master|relay|outlet|run": ("mdi:power", "green"),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """The icon of a device, and the keys of what moves in the demo."""

    icon: str
    lively: tuple[str, ...]


def looks_of(device: SimulatedDevice) -> Looks:
    """Return how to show a device."""
    member = member_of(device)
    targets = [drift.target for drift in member.drifts if drift.target]
    readings = [drift.reading for drift in member.drifts]
    return Looks(
        icon=_DEVICES.get(member.alias, _UNKNOWN_DEVICE),
        lively=(*readings, *targets, *member.pressed),
    )


def dress(entity: Entity, state: State) -> dict[str, str]:
    """Return icon and colour for an entity that has none of its own."""
    if entity.translated or {"icon", "device_class"} & state.attributes.keys():
        return {}
    key = entity.key.lower()
    if key == "power" and entity.domain == "switch":
        key = "switch"
    for words, (icon, color) in _ENTITIES.items():
        if re.search(words, key):
            return {"icon": icon, "color": color}
    return {}
