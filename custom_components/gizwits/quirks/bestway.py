"""Bestway spas (Lay-Z-Spa, SaluSpa) and the Flowclear pool filter.

No definition of these is published. Of the spas there are two layouts; numbers are in
°C or °F as the panel shows them.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.climate import (
    ClimateEntityDescription,
    HVACAction,
    HVACMode,
)
from homeassistant.const import EntityCategory, UnitOfTime

from ..api import AnyDatapoint
from ..composites.choice import Choice
from ..composites.parts import ClimateParts, Composite
from ..composites.quantity import Quantity, TemperatureScale
from ..meaning.rule import Trait
from ..spec import EntitySpec
from .parts import composite, hidden
from .points import CodedBool, CodedEnum, a_bool, a_number, an_enum
from .quirk import Points, Quirk

_LIMITS_C, _LIMITS_F = (20, 40), (68, 104)
_CONFIG: Final = EntityCategory.CONFIG
_DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC
_PROBLEM: Final = BinarySensorDeviceClass.PROBLEM
# What the water can be and what it can be set to, in either unit.
_NOW: Final = Quantity((("current", 1),), 0, 130)
_SET: Final = Quantity((("target", 1),), 0, 104)


def _named(key: str, category: EntityCategory | None = None) -> Trait:
    return Trait(translation_key=key, named=True, category=category)


def _fault(key: str | None = None) -> Trait:
    """Return the trait of a fault; one whose meaning is not known is off."""
    return Trait(
        device_class=_PROBLEM,
        category=_DIAGNOSTIC,
        translation_key=key,
        named=key is not None,
        enabled=key is not None,
    )


# Airjet -----------------------------------------------------------------------------

_AIRJET_HEAT: Final = Composite(
    ClimateEntityDescription(key="", name=None, translation_key="spa"),
    ClimateParts(
        hvac_modes=(
            Choice(HVACMode.OFF, {"heater": False}, {"heater": (False,)}),
            # The spa starts the filter, and itself, with the heater.
            Choice(HVACMode.HEAT, {"heater": True}, {"heater": (True,)}),
        ),
        hvac_actions=(
            Choice(HVACAction.IDLE, when={"heater": (True,), "reached": (True,)}),
            Choice(HVACAction.HEATING, when={"heater": (True,)}),
        ),
        # An empty unit is seen: then it is °C, unless the value cannot be.
        scale=TemperatureScale(
            celsius=_LIMITS_C, fahrenheit=_LIMITS_F, is_fahrenheit={"unit": ("华氏",)}
        ),
        current=_NOW,
        target=_SET,
    ),
)


def _airjet(points: Points) -> Iterable[EntitySpec]:
    roles = {
        "heater": "heat_power",
        "reached": "heat_temp_reach",
        "unit": "temp_set_unit",
        "current": "temp_now",
        "target": "temp_set",
    }
    return composite(points, roles, _AIRJET_HEAT, needs=("heater", "target"))


def _timer(key: str) -> Trait:
    """Return the trait of a number of minutes; 59940 is none."""
    return Trait(
        unit=UnitOfTime.MINUTES,
        category=_CONFIG,
        enabled=False,
        translation_key=key,
        named=True,
    )


_AIRJET_TRAITS: Final[Mapping[str, Trait]] = {
    "power": _named("power_switch"),
    "spa_power": _named("power_switch"),
    "filter_power": _named("filter_pump"),
    # The word is the maker's: they are bubbles.
    "wave_power": _named("bubbles"),
    "locked": _named("child_lock", _CONFIG),
    "heat_appm_min": _timer("heating_starts_in"),
    "heat_timer_min": _timer("heating_runs_for"),
    "filter_appm_min": _timer("filter_starts_in"),
    "filter_timer_min": _timer("filter_runs_for"),
    "wave_appm_min": _timer("bubbles_start_in"),
    "wave_timer_min": _timer("bubbles_run_for"),
    "system_err1": _fault("flow_sensor_fault"),
    "system_err2": _fault("no_water_flow"),
    "system_err3": _fault("water_too_cold"),
    "system_err4": _fault("water_too_hot"),
    "system_err8": _fault("thermal_reset_needed"),
    **{f"system_err{n}": _fault() for n in (5, 6, 7, 9)},
    "earth": Trait(
        device_class=BinarySensorDeviceClass.SAFETY,
        category=_DIAGNOSTIC,
        translation_key="ground_fault",
        named=True,
    ),
}
_AIRJET_POINTS: Final[tuple[AnyDatapoint, ...]] = (
    a_bool("power"),
    a_bool("heat_power"),
    a_bool("filter_power"),
    a_bool("wave_power"),
    a_bool("locked"),
    a_number("temp_set", 20, 104),
    an_enum("temp_set_unit", "摄氏", "华氏"),
    *(
        a_number(f"{what}_{when}_min", 0, 59940)
        for what in ("heat", "filter", "wave")
        for when in ("appm", "timer")
    ),
    a_number("temp_now", 0, 130, writable=False),
    a_bool("heat_temp_reach", writable=False),
    *(a_bool(f"system_err{n}", writable=False) for n in range(1, 10)),
    a_bool("earth", writable=False),
)

# Airjet V01, Hydrojet ---------------------------------------------------------------

_HEAT_ON: Final = 3
_V01_HEAT: Final = Composite(
    ClimateEntityDescription(key="", name=None, translation_key="spa"),
    ClimateParts(
        hvac_modes=(
            Choice(HVACMode.OFF, {"heater": 0}, {"heater": (0,)}),
            Choice(HVACMode.HEAT, {"heater": _HEAT_ON}, {"heater": range(1, 7)}),
        ),
        hvac_actions=(
            Choice(HVACAction.HEATING, when={"heater": (3, 6)}),
            Choice(HVACAction.IDLE, when={"heater": (1, 2, 4, 5)}),
        ),
        scale=TemperatureScale(
            celsius=_LIMITS_C, fahrenheit=_LIMITS_F, is_fahrenheit={"unit": (False,)}
        ),
        current=_NOW,
        target=_SET,
    ),
)


def _v01(points: Points) -> Iterable[EntitySpec]:
    roles = {"heater": "heat", "unit": "Tunit", "current": "Tnow", "target": "Tset"}
    return composite(points, roles, _V01_HEAT, needs=("heater", "target"))


# E32 is no fault: the water is as warm as it was to be.
_V01_FAULTS: Final = {
    "E01": "flow_sensor_fault",
    "E02": "no_water_flow",
    "E03": "water_too_cold",
    "E04": "water_too_hot",
    "E05": "temperature_sensor_fault",
    "E06": "pump_fault",
    "E08": "thermal_reset_needed",
}
_FAULT_NAMES: Final = tuple(f"E{n:02}" for n in range(1, 32))
_V01_TRAITS: Final[Mapping[str, Trait]] = {
    "power": _named("power_switch"),
    "filter": _named("filter_pump"),
    "wave": _named("bubbles"),
    "jet": _named("jets"),
    "locked": _named("child_lock", _CONFIG),
    **{name: _fault(_V01_FAULTS.get(name)) for name in _FAULT_NAMES},
    "E32": Trait(translation_key="target_reached", named=True, category=_DIAGNOSTIC),
    # Counters that stop at 65535, copies, and bits nobody has explained.
    **hidden(f"word{n}" for n in range(8)),
    **hidden(f"bit{n}" for n in range(8)),
    **hidden(f"option{n}" for n in range(8)),
    **hidden(("ver",)),
}


def _bubbles(medium: int) -> CodedEnum:
    """Return the bubbles' levels; what is read for the middle one is not what is written."""
    return CodedEnum(
        name="wave",
        label="",
        access=a_bool("wave").access,
        labels=("off", "medium", "max"),
        codes=((0,), (medium, *range(40, 52)), (100,)),
    )


def _of_v01(
    name: str, products: Iterable[str], keys: Iterable[str], medium: int
) -> Quirk:
    """Return a layout of the newer spas; of them only some have jets."""
    has_jets = name != "Bestway Airjet V01"
    coded: tuple[AnyDatapoint, ...] = (
        CodedBool(name="filter", label="", access=a_bool("filter").access, on=2),
        _bubbles(medium),
        a_bool("jet"),
        # 1 is °C, 0 is °F.
        a_bool("Tunit"),
        a_number("heat", 0, 6),
    )
    return Quirk(
        name=name,
        product_keys=frozenset(keys),
        product_names=frozenset(products),
        attributes=frozenset({"Tnow", "Tset", "heat", "wave", "E32"}),
        datapoints=(
            a_bool("power"),
            *coded,
            a_number("Tset", 20, 104),
            a_number("Tnow", 0, 130, writable=False),
            *(a_bool(name, writable=False) for name in (*_FAULT_NAMES, "E32")),
        ),
        replaced=coded,
        composites=_v01,
        traits={**_V01_TRAITS, **({} if has_jets else hidden(("jet",)))},
    )


QUIRKS: Final = (
    Quirk(
        name="Bestway Airjet",
        product_keys=frozenset({"fbc861733103419b9c2a09c71584cfe5"}),
        product_names=frozenset({"Airjet"}),
        attributes=frozenset({"heat_power", "filter_power", "wave_power", "temp_set"}),
        datapoints=_AIRJET_POINTS,
        composites=_airjet,
        traits=_AIRJET_TRAITS,
    ),
    _of_v01(
        "Bestway Airjet V01",
        ("Airjet_V01",),
        ("d3ac9226d983470284b5d133cf4fd6b4",),
        50,
    ),
    _of_v01("Bestway Hydrojet", ("Hydrojet", "Hydrojet_Pro"), (), 40),
    Quirk(
        name="Bestway pool filter",
        product_names=frozenset({"泳池过滤器"}),
        datapoints=(
            a_bool("power"),
            a_number("time", 0, 24),
            a_bool("filter", writable=False),
            an_enum("status", "运行中", "已停止", writable=False),
            a_bool("error", writable=False),
        ),
        traits={
            "power": _named("power_switch"),
            "time": Trait(
                unit=UnitOfTime.HOURS, translation_key="run_time", named=True
            ),
            # 1: it is to be changed.
            "filter": Trait(
                device_class=_PROBLEM, translation_key="filter_change", named=True
            ),
            "error": _fault("problem"),
        },
    ),
)
