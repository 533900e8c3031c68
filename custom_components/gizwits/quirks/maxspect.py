"""Maxspect: gyre pumps and lights. No two models share a vocabulary."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.button import ButtonDeviceClass, ButtonEntityDescription
from homeassistant.components.fan import FanEntityDescription
from homeassistant.components.light import ColorMode, LightEntityDescription
from homeassistant.const import (
    STATE_OFF,
    STATE_ON,
    EntityCategory,
    UnitOfRatio,
    UnitOfTime,
)

from ..api import Enum, Value
from ..composites.choice import Choice, Choices
from ..composites.parts import ButtonParts, Composite, FanParts, LightParts
from ..meaning.rule import Trait
from ..spec import EntitySpec
from .parts import composite, hidden
from .quirk import Points, Quirk

_CONFIG: Final = EntityCategory.CONFIG
_DIAGNOSTIC: Final = EntityCategory.DIAGNOSTIC
_PROBLEM: Final = Trait(
    device_class=BinarySensorDeviceClass.PROBLEM, category=_DIAGNOSTIC
)

# Gyre: its mode is a command, and takes what it never reports.
_GYRE_OFF, _GYRE_ON = 3, 5
_GYRE: Final = Composite(
    FanEntityDescription(key="", name=None, translation_key="pump"),
    FanParts(
        is_on=(
            Choice(STATE_OFF, {"mode": _GYRE_OFF}, {"mode": (_GYRE_OFF,)}),
            Choice(STATE_ON, {"mode": _GYRE_ON}, {"mode": (0, 1, 2, 4, _GYRE_ON)}),
        ),
        presets=tuple(
            Choice(key, {"mode": number}, {"mode": (number,)})
            for number, key in enumerate(("manual", "program", "feed"))
        ),
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
        light = Composite(
            LightEntityDescription(key="", name=None, translation_key="light"),
            LightParts(
                is_on=(
                    Choice(STATE_OFF, {"mode": off}, {"mode": (off,)}),
                    Choice(STATE_ON, {"mode": by_hand}, {"mode": on}),
                ),
                modes=(
                    Choice(ColorMode.ONOFF, {"mode": by_hand}, {"mode": (by_hand,)}),
                ),
                effects=_effects(effects),
            ),
        )
        return composite(points, {"mode": name}, light, needs=("mode",))

    return composites


def _effects(effects: Mapping[str, str | int]) -> Choices:
    return tuple(
        Choice(key, {"mode": value}, {"mode": (value,)})
        for key, value in effects.items()
    )


_CHANNELS: Final = {
    name: Trait(unit=UnitOfRatio.PERCENTAGE, translation_key="color_channel")
    for name in ("channel_all", *(f"channel_{number}" for number in range(1, 9)))
}
# Blinks once.
_IDENTIFY: Final = Composite(
    ButtonEntityDescription(
        key="identification",
        device_class=ButtonDeviceClass.IDENTIFY,
        entity_category=_DIAGNOSTIC,
        translation_key="identify",
    ),
    ButtonParts(press={"press": True}),
)


def _led(points: Points) -> Iterable[EntitySpec]:
    yield from _light("mode", 3, 0, {"auto": 1, "preset": 2})(points)
    press = {"press": "identification"}
    yield from composite(points, press, _IDENTIFY, needs=press)


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
            **hidden(("Model_A", "Model_B", "Backup")),
        },
    ),
    Quirk(
        name="Maxspect LED",
        product_keys=frozenset({"401dff8180744f02b071f476edf6363b"}),
        product_names=frozenset({"wifi灯"}),
        composites=_led,
        traits={
            **_CHANNELS,
            # An alarm, not degrees.
            "temperature": Trait(
                device_class=BinarySensorDeviceClass.HEAT, category=_DIAGNOSTIC
            ),
        },
    ),
    Quirk(
        name="Maxspect LED E8",
        product_keys=frozenset({"53a6a71bb6164ee1a0c230b01d20c03e"}),
        composites=_light(
            "MODE", "shutDown", "manual", {"auto": "auto", "linkage": "Interaction"}
        ),
        traits={
            **_CHANNELS,
            # An index, no K.
            "Tc": Trait(),
            "angle_sensor": Trait(category=_CONFIG),
            "FAN": Trait(
                device_class=BinarySensorDeviceClass.RUNNING,
                category=_DIAGNOSTIC,
                translation_key="running",
            ),
            **hidden(("product",)),
        },
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
        # Three bytes, and what only looks like buttons.
        traits={
            name: trait for name, trait in _CHANNELS.items() if name != "channel_all"
        },
    ),
)
