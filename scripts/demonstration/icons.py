"""Icons for the dashboard: of the household's devices, and by words of keys."""

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
    "Rex's house": "mdi:home-heart",
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


def icon_of(device: SimulatedDevice) -> str:
    """Return the icon of a device."""
    return _DEVICES.get(member_of(device).alias, _UNKNOWN_DEVICE)
