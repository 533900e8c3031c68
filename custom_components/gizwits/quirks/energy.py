"""Energy meters and micro-inverters whose attributes are codes."""

from collections.abc import Mapping
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    EntityCategory,
    UnitOfElectricCurrent,
    UnitOfElectricPotential,
    UnitOfEnergy,
    UnitOfFrequency,
    UnitOfPower,
    UnitOfRatio,
    UnitOfReactivePower,
    UnitOfTemperature,
)

from ..meaning.rule import Trait
from .parts import hidden
from .quirk import Quirk

_CONFIG: Final = EntityCategory.CONFIG
_DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC


def _measured(
    device_class: SensorDeviceClass,
    unit: str | None,
    key: str | None = None,
    *,
    enabled: bool = True,
) -> Trait:
    return Trait(
        device_class=device_class,
        unit=unit,
        state_class=SensorStateClass.MEASUREMENT,
        translation_key=key,
        named=key is not None,
        enabled=enabled,
    )


def _energy(key: str | None, *, enabled: bool = True) -> Trait:
    return Trait(
        device_class=SensorDeviceClass.ENERGY,
        unit=UnitOfEnergy.KILO_WATT_HOUR,
        state_class=SensorStateClass.TOTAL_INCREASING,
        translation_key=key,
        named=key is not None,
        enabled=enabled,
    )


_VOLT: Final = (SensorDeviceClass.VOLTAGE, UnitOfElectricPotential.VOLT)
_AMPERE: Final = (SensorDeviceClass.CURRENT, UnitOfElectricCurrent.AMPERE)
_WATT: Final = (SensorDeviceClass.POWER, UnitOfPower.WATT)
_HERTZ: Final = (SensorDeviceClass.FREQUENCY, UnitOfFrequency.HERTZ)

_METER: Final[Mapping[str, Trait]] = {
    "u_value": _measured(*_VOLT, "voltage"),
    "i_value_p1": _measured(*_AMPERE, "current"),
    "p_value_p1": _measured(*_WATT, "power"),
    "q_value_p1": _measured(
        SensorDeviceClass.REACTIVE_POWER, UnitOfReactivePower.VOLT_AMPERE_REACTIVE
    ),
    "pf_value_p1": _measured(SensorDeviceClass.POWER_FACTOR, None),
    "f_value": _measured(*_HERTZ, "frequency"),
    "e_value": _energy("energy"),
}


def _in_any_case(traits: Mapping[str, Trait]) -> dict[str, Trait]:
    """Return traits for names whose letter case varies from device to device."""
    return {
        spelt: trait
        for name, trait in traits.items()
        for spelt in (name, name.upper(), name.title(), name.capitalize())
    }


# Panels that are not connected read 0.
_PANELS: Final = {
    f"VMP{panel}x00{number}": trait
    for panel in range(1, 9)
    for number, trait in (
        (1, _measured(*_VOLT, enabled=panel == 1)),
        (2, _measured(*_AMPERE, enabled=panel == 1)),
        (3, _measured(*_WATT, enabled=panel == 1)),
        (4, _energy(None, enabled=panel == 1)),
    )
}
_OFF: Final = Trait(category=_CONFIG, enabled=False)
_INVERTER: Final[Mapping[str, Trait]] = {
    "VMx000": _energy("energy"),
    "VMx001": _measured(*_VOLT, "voltage"),
    "VMx002": _measured(*_HERTZ, "frequency"),
    "VMx003": _measured(*_WATT, "power"),
    "VMx004": _measured(
        SensorDeviceClass.TEMPERATURE, UnitOfTemperature.CELSIUS, "temperature"
    ),
    "VMx005": Trait(unit=UnitOfPower.WATT, category=_DIAGNOSTIC),
    "VMx006": Trait(category=_DIAGNOSTIC),
    "VMx007": Trait(category=_DIAGNOSTIC),
    "VMx008": Trait(category=_DIAGNOSTIC),
    "VMx009": Trait(device_class=BinarySensorDeviceClass.RUNNING, category=_DIAGNOSTIC),
    **_PANELS,
    "VMCx001": Trait(translation_key="power_switch", named=True),
    "VMCx005": Trait(unit=UnitOfRatio.PERCENTAGE, category=_CONFIG),
    "VMCx006": Trait(unit=UnitOfPower.WATT, category=_CONFIG),
    "VMCx002": _OFF,
    "VMCx007": _OFF,
    "VMCx008": _OFF,
    # Grid standard, what was generated, Bluetooth: nothing of ours changes these.
    **hidden(("VMCx004", "VMCx009", "VMCx011")),
}

QUIRKS: Final = (
    Quirk(
        name="Zhuohu meter",
        attributes=frozenset({"u_value", "i_value_p1", "p_value_p1", "e_value"}),
        traits=_in_any_case(_METER),
    ),
    Quirk(
        name="VaySunic inverter",
        product_keys=frozenset({"81cd0c0164984978910ccd52892c4466"}),
        product_names=frozenset({"VM_WIFI"}),
        attributes=frozenset({"VMx000", "VMx003", "VMP1x001", "VMCx001"}),
        traits=_INVERTER,
    ),
)
