"""HY09RF, a radio room thermostat."""

from collections.abc import Iterable, Sequence
from typing import Final

from homeassistant.components.climate import (
    PRESET_AWAY,
    PRESET_NONE,
    ClimateEntityDescription,
    HVACAction,
    HVACMode,
)

from ..api import Number
from ..composites.choice import Choice
from ..composites.parts import ClimateParts, Composite
from ..composites.quantity import Quantity, TemperatureScale
from ..spec import EntitySpec
from .parts import composite
from .plan import Step, Values, at_once
from .quirk import Points, Quirk

# By hand, by its schedule, away; a schedule that was overridden by hand reads 3.
_MANUAL, _SCHEDULE, _AWAY, _OVERRIDDEN = range(4)
_ROLES: Final = {
    "power": "power",
    "mode": "work_mode",
    "target": "set_temperature",
    "current": "room_temperature",
    "correction": "room_temperature_compensate",
    "heating": "heating_state",
    "unit": "C_F",
    "lowest": "set_temperature_min",
    "highest": "set_temperature_max",
}
_ON: Final = {"power": (True,)}


def _climate(points: Points) -> Iterable[EntitySpec]:
    room = points.get("room_temperature")
    step = room.step if isinstance(room, Number) else 0.5
    # Its app adds the correction to what is measured.
    parts = [("current", 1.0)]
    if "room_temperature_compensate" in points:
        parts.append(("correction", 1.0))
    climate = Composite(
        ClimateEntityDescription(key="", name=None, translation_key="climate"),
        ClimateParts(
            hvac_modes=(
                Choice(HVACMode.OFF, {"power": False}, {"power": (False,)}),
                Choice(
                    HVACMode.AUTO,
                    {"mode": _SCHEDULE},
                    {**_ON, "mode": (_SCHEDULE, _OVERRIDDEN)},
                ),
                Choice(HVACMode.HEAT, {"mode": _MANUAL}, _ON),
            ),
            # On this one it is 1 while it heats.
            hvac_actions=(
                Choice(HVACAction.HEATING, when={"heating": (True,)}),
                Choice(HVACAction.IDLE, when={"heating": (False,)}),
            ),
            presets=(
                Choice(PRESET_AWAY, {"mode": _AWAY}, {"mode": (_AWAY,)}),
                Choice(PRESET_NONE, {"mode": _MANUAL}, {}),
            ),
            turn_on={"power": True},
            scale=TemperatureScale(
                celsius=(5, 35), fahrenheit=(41, 95), is_fahrenheit={"unit": (True,)}
            ),
            current=Quantity(tuple(parts), -40, 150, step),
            target=Quantity((("target", 1),), 0, 100, 0.5),
            lowest=Quantity((("lowest", 1),), 0, 100, 0.5),
            highest=Quantity((("highest", 1),), 1, 100, 0.5),
        ),
    )
    return composite(points, _ROLES, climate, needs=("power", "mode", "target"))


def _as_its_app(values: Values) -> Sequence[Step]:
    """Set a temperature by hand, and a mode with the power on."""
    if "set_temperature" in values:
        values = {"work_mode": _MANUAL, **values}
    elif "work_mode" in values:
        values = {"power": True, **values}
    return at_once(values)


QUIRKS: Final = (
    Quirk(
        name="HY09RF",
        attributes=frozenset(
            {"room_temperature", "set_temperature", "work_mode", "C_F"}
        ),
        composites=_climate,
        plan=_as_its_app,
    ),
)
