"""Maxspect's tanks: numbers that are modes, alarms and the options to be told of them."""

from collections.abc import Iterable, Mapping
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import EntityCategory, UnitOfTemperature, UnitOfTime

from ..api import Access
from ..meaning.rule import Trait
from .parts import hidden
from .points import CodedEnum
from .quirk import Quirk

_CONFIG: Final = EntityCategory.CONFIG
_DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC
# Writable in name only.
_TEMPERATURE: Final = Trait(
    device_class=SensorDeviceClass.TEMPERATURE,
    unit=UnitOfTemperature.CELSIUS,
    state_class=SensorStateClass.MEASUREMENT,
    reading=True,
)
_OPTION: Final = Trait(category=_CONFIG)
_NOTIFICATION: Final = Trait(
    category=_CONFIG, translation_key="notification", enabled=False
)
_WET: Final = Trait(device_class=BinarySensorDeviceClass.MOISTURE, reading=True)
_PROBLEM: Final = Trait(
    device_class=BinarySensorDeviceClass.PROBLEM, category=_DIAGNOSTIC, reading=True
)
_THRESHOLD: Final = Trait(
    device_class=SensorDeviceClass.TEMPERATURE,
    unit=UnitOfTemperature.CELSIUS,
    category=_CONFIG,
    translation_key="temperature_limit",
)
_PLACES: Final = ("01", "02", "03", "04")
_PROBES: Final = ("051", "052")


def _coded(name: str, *labels: str, first: int = 0) -> CodedEnum:
    """Return a mode that the definition has as a number."""
    return CodedEnum(
        name=name,
        label="",
        access=Access.WRITABLE,
        labels=labels,
        codes=tuple((number,) for number in range(first, first + len(labels))),
    )


def _each(names: Iterable[str], trait: Trait) -> dict[str, Trait]:
    return dict.fromkeys(names, trait)


_TANK: Final[Mapping[str, Trait]] = {
    **_each(("Temperature1", "Temperature2"), _TEMPERATURE),
    "State_Lamp": Trait(reading=True),
    # Which of two, no power; an option of the lid.
    **_each(("Switch_Temperature", "Switch_heater", "Open_On_Lamp"), _OPTION),
    "Switch_Child_Lock": Trait(
        category=_CONFIG, translation_key="child_lock", named=True
    ),
    **_each(
        (
            "Filter_Material",
            "Filter_Cotton",
            "Activated_Carbon",
            "Change_Water",
            "Nutrient_Solution",
        ),
        Trait(unit=UnitOfTime.DAYS, category=_CONFIG),
    ),
    **_each(
        ("Calibration1", "Calibration2"),
        Trait(
            device_class=SensorDeviceClass.TEMPERATURE_DELTA,
            unit=UnitOfTemperature.CELSIUS,
            category=_CONFIG,
            translation_key="temperature_offset",
        ),
    ),
    **hidden(("Mode_Product",)),
}
_SET: Final[Mapping[str, Trait]] = {
    **_each((f"Temp_{probe}" for probe in _PROBES), _TEMPERATURE),
    **_each(("Temp_High_Alert_05", "Temp_Low_Alert_05"), _THRESHOLD),
    # The skimmer's cup is full, the top-up tank empty; the sump and the floor are wet.
    **_each(("Level_Water_01", "Level_Water_03"), _PROBLEM),
    **_each(("Level_Water_02", "Level_Water_04"), _WET),
    **_each(
        (f"Level_{end}_{probe}" for end in ("High", "Low") for probe in _PROBES),
        _PROBLEM,
    ),
    "Level_Temp_Error_05": _PROBLEM,
    # A float is up or down; neither is a problem.
    **_each((f"Position_{place}" for place in _PLACES), Trait(reading=True)),
    **_each(
        (f"Switch_{what}_{place}" for what in ("Push", "Buzzer") for place in _PLACES),
        _NOTIFICATION,
    ),
    "Switch_Alert_05": _NOTIFICATION,
}

QUIRKS: Final = (
    Quirk(
        name="Maxspect tank",
        product_keys=frozenset({"254085a8db274ffaa4add3be7f8f2af6"}),
        product_names=frozenset({"20缸"}),
        replaced=(
            _coded("Mode", "on", "standby"),
            _coded("Mode_Thermosta", "auto", "cool", "heat", "stop", first=1),
            _coded("Time_Fade", "30 s", "1 min", "5 min", "10 min", "30 min"),
        ),
        traits=_TANK,
    ),
    Quirk(
        name="Maxspect tank set",
        product_keys=frozenset({"11c81d63c4194a81aa05e297b94bd493"}),
        product_names=frozenset({"套缸"}),
        replaced=(
            _coded("Mode_Algal_Lamp", "manual", "auto"),
            _coded("Mode_Wave_Pump", "manual", "auto"),
        ),
        traits=_SET,
    ),
)
