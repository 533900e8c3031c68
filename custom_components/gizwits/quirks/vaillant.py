"""Vaillant vSMART for China (vSmartPro): a boiler's heating and hot water."""

from collections.abc import Iterable, Mapping
from typing import Final

from homeassistant.components.climate import (
    ClimateEntityDescription,
    HVACAction,
    HVACMode,
)
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.components.water_heater import (
    STATE_GAS,
    WaterHeaterEntityDescription,
)
from homeassistant.const import STATE_OFF, EntityCategory, UnitOfTemperature

from ..composites.choice import Choice
from ..composites.parts import ClimateParts, Composite, WaterHeaterParts
from ..composites.quantity import Quantity, TemperatureScale
from ..meaning.rule import Trait
from ..spec import EntitySpec
from .parts import composite, hidden
from .quirk import Points, Quirk

# Bit 0 of its one byte: the boiler is asked for heat.
_HEATS: Final = tuple(bytes([byte]) for byte in range(256) if byte & 1)
_RESTS: Final = tuple(bytes([byte]) for byte in range(256) if not byte & 1)
# No tank has a probe that reads more (°C); 127.5 is "no probe".
_HOTTEST: Final = 120

_CLIMATE_ROLES: Final = {
    "power": "Heating_Enable",
    "mode": "Mode_Setting_CH",
    "target": "Room_Temperature_Setpoint_Comfort",
    "current": "Room_Temperature",
    "demand": "Boiler_info3_bit0",
}
_WATER_ROLES: Final = {
    "power": "WarmStar_Tank_Loading_Enable",
    "target": "DHW_setpoint",
    "current": "Tank_temperature",
    "lowest": "Lower_Limitation_of_DHW_Setpoint",
    "highest": "Upper_Limitation_of_DHW_Setpoint",
}
_ROOM: Final = Composite(
    ClimateEntityDescription(key="", name=None, translation_key="climate"),
    ClimateParts(
        hvac_modes=(
            Choice(HVACMode.OFF, {"power": False}, {"power": (False,)}),
            # By its schedule, or all day.
            Choice(
                HVACMode.AUTO,
                {"power": True, "mode": "Auto"},
                {"power": (True,), "mode": ("Auto",)},
            ),
            Choice(
                HVACMode.HEAT,
                {"power": True, "mode": "Cruising"},
                {"power": (True,), "mode": ("Cruising",)},
            ),
        ),
        hvac_actions=(
            Choice(HVACAction.HEATING, when={"demand": _HEATS}),
            Choice(HVACAction.IDLE, when={"demand": _RESTS}),
        ),
        turn_on={"power": True},
        scale=TemperatureScale(celsius=(5, 30), fahrenheit=(41, 86)),
        current=Quantity((("current", 1),), -50, 49, 0.5),
        target=Quantity((("target", 1),), 5, 30, 0.5),
    ),
)
_WATER: Final = Composite(
    WaterHeaterEntityDescription(key="", translation_key="hot_water"),
    WaterHeaterParts(
        operations=(
            Choice(STATE_OFF, {"power": False}, {"power": (False,)}),
            Choice(STATE_GAS, {"power": True}, {"power": (True,)}),
        ),
        scale=TemperatureScale(celsius=(35, 65), fahrenheit=(95, 149)),
        current=Quantity((("current", 1),), 0, _HOTTEST, 0.5),
        target=Quantity((("target", 1),), 35, 65, 0.5),
        lowest=Quantity((("lowest", 1),), 1, 100, 0.5),
        highest=Quantity((("highest", 1),), 1, 100, 0.5),
    ),
)


def _composites(points: Points) -> Iterable[EntitySpec]:
    yield from composite(points, _CLIMATE_ROLES, _ROOM, needs=("power", "target"))
    yield from composite(points, _WATER_ROLES, _WATER, needs=("power", "target"))


_INSTALLER: Final = Trait(
    category=EntityCategory.CONFIG, enabled=False, translation_key="installer_setting"
)
_TRAITS: Final[Mapping[str, Trait]] = {
    # The phone writes what a weather service says.
    "Outdoor_Temperature": Trait(
        device_class=SensorDeviceClass.TEMPERATURE,
        unit=UnitOfTemperature.CELSIUS,
        state_class=SensorStateClass.MEASUREMENT,
        translation_key="outdoor_temperature",
        named=True,
        reading=True,
    ),
    "DHW_Function": _INSTALLER,
    "Heating_System_Setting": _INSTALLER,
    # Bookkeeping of the app's schedule editor, and of the maker.
    **hidden(("Time_slot_type", "Slot_current_DHW", "Slot_current_CH")),
    **hidden(("Max_NumBer_Of_Timeslots_DHW", "Max_NumBer_Of_Timeslots_CH")),
    **hidden(("Lower_Limitation_of_CH_Setpoint", "Upper_Limitation_of_CH_Setpoint")),
    **hidden(("Brand", "DSN", "BMU_Platform", "status_time")),
    **hidden(f"reserved_data{n}" for n in range(1, 4)),
}

QUIRKS: Final = (
    Quirk(
        name="Vaillant vSMART",
        product_keys=frozenset({"ea61c58a699b4c03bd8ed959d52c5326"}),
        attributes=frozenset(
            {"Heating_Enable", "WarmStar_Tank_Loading_Enable", "DHW_setpoint"}
        ),
        composites=_composites,
        traits=_TRAITS,
    ),
)
