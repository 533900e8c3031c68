"""Vesta Precision, a sous-vide cooker."""

from collections.abc import Iterable
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.button import ButtonEntityDescription
from homeassistant.components.water_heater import WaterHeaterEntityDescription
from homeassistant.const import STATE_OFF, STATE_ON, EntityCategory

from ..composites.choice import Choice
from ..composites.parts import ButtonParts, Composite, WaterHeaterParts
from ..composites.quantity import Quantity, TemperatureScale
from ..meaning.rule import Trait
from ..spec import EntitySpec
from .parts import composite, hidden
from .quirk import Points, Quirk

_ROLES: Final = {
    "power": "onoff",
    "unit": "temp_unit",
    "target": "set_temp_integer",
    "target_low": "set_temp_decimal",
    "current": "real_temp_integer",
    "current_low": "real_temp_decimal",
}
_COOKER: Final = Composite(
    WaterHeaterEntityDescription(key="", name=None, translation_key="water_heater"),
    WaterHeaterParts(
        operations=(
            Choice(STATE_OFF, {"power": False}, {"power": (False,)}),
            Choice(STATE_ON, {"power": True}, {"power": (True,)}),
        ),
        scale=TemperatureScale(
            celsius=(5, 95), fahrenheit=(41, 203), is_fahrenheit={"unit": (True,)}
        ),
        # Whole and tenth part; the cooker wants both.
        target=Quantity((("target", 1), ("target_low", 0.1)), 0, 204, 0.1),
        current=Quantity((("current", 1), ("current_low", 0.1)), 0, 230, 0.1),
    ),
)
# Written 0, which is what it always is.
_START: Final = Composite(
    ButtonEntityDescription(key="res1", translation_key="start_timer"),
    ButtonParts(press={"press": 0}),
)


def _composites(points: Points) -> Iterable[EntitySpec]:
    yield from composite(points, _ROLES, _COOKER, needs=("power", "target"))
    yield from composite(points, {"press": "res1"}, _START, needs=("press",))


def _problem(key: str) -> Trait:
    return Trait(
        device_class=BinarySensorDeviceClass.PROBLEM,
        category=EntityCategory.DIAGNOSTIC,
        translation_key=key,
        named=True,
    )


QUIRKS: Final = (
    Quirk(
        name="Vesta sous-vide",
        product_keys=frozenset({"3db0c479df0a4df78948a1771489f493"}),
        product_names=frozenset({"SousVideCooker"}),
        attributes=frozenset({"set_temp_integer", "set_temp_decimal", "water_hated"}),
        composites=_composites,
        traits={
            # The name is spelt so.
            "water_hated": Trait(translation_key="target_reached", named=True),
            "low_water_level": _problem("low_water"),
            "no_water": _problem("no_water"),
            **hidden(("res2", "word_hour100")),
        },
    ),
)
