"""Maxspect: gyre pumps, lights and tanks. No two models share a vocabulary."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.light import ColorMode
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    STATE_OFF,
    STATE_ON,
    EntityCategory,
    UnitOfTemperature,
    UnitOfTime,
)

from ..api import Enum, Value
from ..composites.choice import Choice, Choices
from ..composites.descriptions import GizwitsFanDescription, GizwitsLightDescription
from ..rule import Trait
from ..spec import EntitySpec
from .parts import composite, hidden
from .quirk import Points, Quirk

_CONFIG: Final = EntityCategory.CONFIG
_DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC
_PROBLEM: Final = Trait(
    device_class=BinarySensorDeviceClass.PROBLEM, category=_DIAGNOSTIC
)
_READ_ONLY_TEMPERATURE: Final = Trait(
    device_class=SensorDeviceClass.TEMPERATURE,
    unit=UnitOfTemperature.CELSIUS,
    state_class=SensorStateClass.MEASUREMENT,
    reading=True,
)

# Gyre: its mode is a command, and takes what it never reports.
_GYRE_OFF, _GYRE_ON = 3, 5
_GYRE: Final = GizwitsFanDescription(
    key="",
    name=None,
    translation_key="pump",
    is_on=(
        Choice(STATE_OFF, {"mode": _GYRE_OFF}, {"mode": (_GYRE_OFF,)}),
        Choice(STATE_ON, {"mode": _GYRE_ON}, {"mode": (0, 1, 2, 4, _GYRE_ON)}),
    ),
    presets=tuple(
        Choice(key, {"mode": number}, {"mode": (number,)})
        for number, key in enumerate(("manual", "program", "feed"))
    ),
)


def _gyre(points: Points) -> Iterable[EntitySpec]:
    return composite(points, {"mode": "Mode"}, _GYRE, needs=("mode",))


def _light(
    name: str, off: str | int, by_hand: str | int, effects: Mapping[str, str | int]
) -> Callable[[Points], Iterable[EntitySpec]]:
    """Return what makes a light whose mode is what switches it, too."""

    def composites(points: Points) -> Iterable[EntitySpec]:
        mode = points.get(name)
        labels: tuple[Value, ...] = mode.options if isinstance(mode, Enum) else ()
        known = (by_hand, *effects.values())
        on = tuple(label for label in (labels or known) if label != off)
        description = GizwitsLightDescription(
            key="",
            name=None,
            translation_key="light",
            is_on=(
                Choice(STATE_OFF, {"mode": off}, {"mode": (off,)}),
                Choice(STATE_ON, {"mode": by_hand}, {"mode": on}),
            ),
            modes=(Choice(ColorMode.ONOFF, {"mode": by_hand}, {"mode": (by_hand,)}),),
            effects=_effects(effects),
        )
        return composite(points, {"mode": name}, description, needs=("mode",))

    return composites


def _effects(effects: Mapping[str, str | int]) -> Choices:
    return tuple(
        Choice(key, {"mode": value}, {"mode": (value,)})
        for key, value in effects.items()
    )


_TANK_TRAITS: Final[Mapping[str, Trait]] = {
    # Writable in name only.
    "Temperature1": _READ_ONLY_TEMPERATURE,
    "Temperature2": _READ_ONLY_TEMPERATURE,
    "State_Lamp": Trait(reading=True),
    # Which of two, no power.
    "Switch_Temperature": Trait(category=_CONFIG),
    "Switch_heater": Trait(category=_CONFIG),
    "Open_On_Lamp": Trait(category=_CONFIG),
    "Switch_Child_Lock": Trait(
        category=_CONFIG, translation_key="child_lock", named=True
    ),
    **{
        name: Trait(unit=UnitOfTime.DAYS, category=_CONFIG)
        for name in (
            "Filter_Material",
            "Filter_Cotton",
            "Activated_Carbon",
            "Change_Water",
            "Nutrient_Solution",
        )
    },
    **hidden(("Mode_Product",)),
}

QUIRKS: Final = (
    Quirk(
        name="Maxspect Gyre",
        product_keys=frozenset({"cd01d1f3ab2647ea9da51e045cf53d61"}),
        product_names=frozenset({"漩影WiFi"}),
        composites=_gyre,
        traits={
            "Time_Feed": Trait(unit=UnitOfTime.MINUTES, category=_CONFIG),
            "Wash": Trait(unit=UnitOfTime.DAYS, reading=True),
            # 0 is connected.
            "State_A": _PROBLEM,
            "State_B": _PROBLEM,
            "Error_A": _PROBLEM,
            "Error_B": _PROBLEM,
            **hidden(("Model_A", "Model_B")),
        },
    ),
    Quirk(
        name="Maxspect LED",
        product_keys=frozenset({"401dff8180744f02b071f476edf6363b"}),
        product_names=frozenset({"wifi灯"}),
        composites=_light("mode", 3, 0, {"auto": 1, "preset": 2}),
        traits={
            # An alarm, not degrees.
            "temperature": Trait(
                device_class=BinarySensorDeviceClass.HEAT, category=_DIAGNOSTIC
            )
        },
    ),
    Quirk(
        name="Maxspect LED E8",
        product_keys=frozenset({"53a6a71bb6164ee1a0c230b01d20c03e"}),
        composites=_light(
            "MODE", "shutDown", "manual", {"auto": "auto", "linkage": "Interaction"}
        ),
        # An index, no K.
        traits={"Tc": Trait(), "angle_sensor": Trait(category=_CONFIG)},
    ),
    Quirk(
        name="Maxspect MJ",
        product_keys=frozenset({"5dc78a56545d49259d294dbddcd948ec"}),
        product_names=frozenset({"MJ_L265_L290"}),
        composites=_light(
            "MODE",
            "shutDown",
            "manual",
            {
                "auto": "auto",
                "photograph": "photograph",
                "clouds": "clouds",
                "night": "night",
            },
        ),
    ),
    Quirk(
        name="Maxspect tank",
        product_keys=frozenset({"254085a8db274ffaa4add3be7f8f2af6"}),
        product_names=frozenset({"20缸"}),
        traits=_TANK_TRAITS,
    ),
)
