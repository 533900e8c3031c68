"""The device class and the unit a person chose for a datapoint."""

from collections.abc import Mapping
from copy import replace
from types import MappingProxyType
from typing import Final, NamedTuple, Self

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.number import (
    DEVICE_CLASS_UNITS as NUMBER_UNITS,
    NumberDeviceClass,
)
from homeassistant.components.sensor import (
    DEVICE_CLASS_STATE_CLASSES,
    DEVICE_CLASS_UNITS as SENSOR_UNITS,
    NON_NUMERIC_DEVICE_CLASSES,
    SensorDeviceClass,
    SensorStateClass,
)

from ..api import AnyDatapoint, Bool, Number
from ..api.fields import JsonValue, as_mapping, as_text
from ..meaning.rule import Trait

type Kept = dict[str, JsonValue]


class Meaning(NamedTuple):
    """What a datapoint measures and in which unit, "" for nothing."""

    device_class: str = ""
    unit: str = ""

    @classmethod
    def from_json(cls, raw: object) -> Self:
        """Return what `to_json` gave."""
        kept = as_mapping(raw)
        return cls(as_text(kept.get("device_class")), as_text(kept.get("unit")))

    def to_json(self) -> Kept:
        """Return it as options keep it."""
        return {"device_class": self.device_class, "unit": self.unit}


# By device class: the units it can have. What can be measured but not set is left out.
UNITS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        device_class.value: frozenset(
            str(unit) if unit else ""
            for unit in SENSOR_UNITS.get(device_class, ())
            if unit in NUMBER_UNITS.get(NumberDeviceClass(device_class.value), ())
        )
        for device_class in SensorDeviceClass
        if device_class not in NON_NUMERIC_DEVICE_CLASSES
        and device_class.value in set(NumberDeviceClass)
    }
)


def classes_of(datapoint: AnyDatapoint) -> tuple[str, ...]:
    """Return the device classes a datapoint can have."""
    match datapoint:
        case Bool():
            return tuple(each.value for each in BinarySensorDeviceClass)
        case Number():
            return tuple(UNITS)
    return ()


def fits(meaning: Meaning, datapoint: AnyDatapoint) -> bool:
    """Return whether a datapoint can mean this."""
    device_class, unit = meaning.device_class, meaning.unit
    if device_class and device_class not in classes_of(datapoint):
        return False
    if not isinstance(datapoint, Number):
        return not unit
    units = UNITS.get(device_class, frozenset())
    # A class without units of its own takes none but its writer's.
    return not device_class or unit in units or not units


def with_meaning(trait: Trait, meaning: Meaning, datapoint: AnyDatapoint) -> Trait:
    """Return the trait of a datapoint that means this; unchanged if it cannot."""
    if not fits(meaning, datapoint):
        return trait
    if isinstance(datapoint, Bool):
        chosen = meaning.device_class
        return replace(
            trait,
            device_class=BinarySensorDeviceClass(chosen) if chosen else None,
        )
    if not isinstance(datapoint, Number):
        return trait
    device_class = (
        SensorDeviceClass(meaning.device_class) if meaning.device_class else None
    )
    return replace(
        trait,
        device_class=device_class,
        unit=meaning.unit or None,
        state_class=_state_class(device_class, meaning.unit, trait.state_class),
    )


def _state_class(
    device_class: SensorDeviceClass | None, unit: str, known: SensorStateClass | None
) -> SensorStateClass | None:
    """Return the state class: what was known, if it may be, else the likely one."""
    if device_class is None:
        return known or (SensorStateClass.MEASUREMENT if unit else None)
    allowed = DEVICE_CLASS_STATE_CLASSES.get(device_class, set())
    likely = (
        known,
        SensorStateClass.MEASUREMENT,
        SensorStateClass.TOTAL_INCREASING,
        SensorStateClass.TOTAL,
    )
    return next((one for one in likely if one in allowed), None)
