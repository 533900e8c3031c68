"""Outes and JNOD heat-pump water heaters (eHomeMaster)."""

from collections.abc import Iterable
from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.water_heater import (
    STATE_ECO,
    STATE_PERFORMANCE,
    WaterHeaterEntityDescription,
)
from homeassistant.const import STATE_OFF, EntityCategory

from ..composites.choice import Choice
from ..composites.parts import Composite, WaterHeaterParts
from ..composites.quantity import Quantity, TemperatureScale
from ..meaning.rule import Trait
from ..spec import EntitySpec
from .parts import composite, hidden
from .quirk import Points, Quirk

# What its numbers mean; 5 to 7 nobody knows.
_MODES: Final = ("auto", STATE_ECO, STATE_PERFORMANCE, "sleep", "holiday")
_ROLES: Final = {
    "power": "Cmd_Power",
    "mode": "Para_Mode",
    "target": "Para_SetTemp",
    "current": "Data_UpTankTemp",
}
_HEATER: Final = Composite(
    WaterHeaterEntityDescription(key="", name=None, translation_key="water_heater"),
    WaterHeaterParts(
        operations=(
            Choice(STATE_OFF, {"power": False}, {"power": (False,)}),
            *(
                Choice(key, {"power": True, "mode": number}, {"mode": (number,)})
                for number, key in enumerate(_MODES)
            ),
        ),
        turn_on={"power": True},
        scale=TemperatureScale(celsius=(0, 75), fahrenheit=(32, 167)),
        current=Quantity((("current", 1),), -40, 120),
        target=Quantity((("target", 1),), 0, 75),
    ),
)


def _composites(points: Points) -> Iterable[EntitySpec]:
    return composite(points, _ROLES, _HEATER, needs=("power", "target"))


_OUTPUT: Final = Trait(
    device_class=BinarySensorDeviceClass.RUNNING, category=EntityCategory.DIAGNOSTIC
)

QUIRKS: Final = (
    Quirk(
        name="Outes water heater",
        product_keys=frozenset({"7e734854fa414137b096163dcf648b07"}),
        attributes=frozenset({"Cmd_Power", "Para_SetTemp", "Para_Mode"}),
        composites=_composites,
        traits={
            **{
                f"Out_{what}": _OUTPUT
                for what in (
                    "Compressor",
                    "ElectricHeating",
                    "OutsideFan",
                    "WaterCirculatingPump",
                    "SunWaterPump",
                    "FourWayValve",
                    "ElectricMagnesiumBar",
                    "Boiler",
                )
            },
            **hidden(("Data_ReservedTemp",)),
        },
    ),
)
