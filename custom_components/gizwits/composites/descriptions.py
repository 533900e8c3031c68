"""What each composite is made of: roles, choices and quantities.

A role is named here and in the entity's `EntitySpec.roles`, never a datapoint.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from homeassistant.components.button import ButtonEntityDescription
from homeassistant.components.climate import ClimateEntityDescription
from homeassistant.components.cover import CoverEntityDescription
from homeassistant.components.fan import FanEntityDescription
from homeassistant.components.humidifier import HumidifierEntityDescription
from homeassistant.components.light import ColorMode, LightEntityDescription
from homeassistant.components.lock import LockEntityDescription
from homeassistant.components.vacuum import StateVacuumEntityDescription
from homeassistant.components.valve import ValveEntityDescription
from homeassistant.components.water_heater import WaterHeaterEntityDescription

from ..api import Value
from .band import Band, Kelvin
from .choice import Choices, Writes
from .quantity import Quantity, TemperatureScale
from .speeds import Speeds


@dataclass(frozen=True, kw_only=True)
class GizwitsClimateDescription(ClimateEntityDescription):
    """A climate; keys of `hvac_modes` and `hvac_actions` are Home Assistant's.

    `turn_on` is what turns it on as it was; without it, the last mode that was not
    off is chosen again. `high` and `low` are the limits it keeps between, where it has
    two targets.
    """

    hvac_modes: Choices
    hvac_actions: Choices = ()
    presets: Choices = ()
    fan_modes: Choices = ()
    swing_modes: Choices = ()
    swing_horizontal_modes: Choices = ()
    turn_on: Writes = field(default_factory=dict)
    scale: TemperatureScale
    current: Quantity | None = None
    target: Quantity | None = None
    high: Quantity | None = None
    low: Quantity | None = None
    current_humidity: Quantity | None = None
    # Where the device reports them: they move the limits of the scale.
    lowest: Quantity | None = None
    highest: Quantity | None = None


@dataclass(frozen=True, kw_only=True)
class GizwitsWaterHeaterDescription(WaterHeaterEntityDescription):
    """A water heater; one of its operations is off where it can be switched off."""

    operations: Choices
    turn_on: Writes = field(default_factory=dict)
    scale: TemperatureScale
    current: Quantity | None = None
    target: Quantity
    lowest: Quantity | None = None
    highest: Quantity | None = None


@dataclass(frozen=True, kw_only=True)
class GizwitsLightDescription(LightEntityDescription):
    """A light; keys of `is_on` are on and off.

    `color` is red, green and blue, or hue and saturation. `modes` tells which of its
    colour modes is in force (its keys are theirs), `effects` what is shown instead.
    """

    is_on: Choices
    brightness: Band | None = None
    kelvin: Kelvin | None = None
    color: tuple[Band, ...] = ()
    modes: Choices = ()
    effects: Choices = ()

    @property
    def color_modes(self) -> list[ColorMode]:
        """Return its colour modes, the one it is in where nothing tells first."""
        modes = []
        if self.color:
            modes.append(ColorMode.RGB if len(self.color) == 3 else ColorMode.HS)
        if self.kelvin:
            modes.append(ColorMode.COLOR_TEMP)
        if not modes:
            modes.append(ColorMode.BRIGHTNESS if self.brightness else ColorMode.ONOFF)
        return modes


@dataclass(frozen=True, kw_only=True)
class GizwitsFanDescription(FanEntityDescription):
    """A fan or something else that has a speed."""

    is_on: Choices
    speeds: Speeds | None = None
    presets: Choices = ()
    # Keys are forward and reverse.
    directions: Choices = ()
    # What is written with a speed: one chosen by hand ends a preset.
    by_hand: Writes = field(default_factory=dict)
    oscillate: str | None = None


@dataclass(frozen=True, kw_only=True)
class GizwitsHumidifierDescription(HumidifierEntityDescription):
    """A humidifier or a dehumidifier."""

    is_on: Choices
    target: Quantity
    current: Quantity | None = None
    modes: Choices = ()
    # Keys are those of `HumidifierAction`.
    actions: Choices = ()


@dataclass(frozen=True, kw_only=True)
class GizwitsCoverDescription(CoverEntityDescription):
    """A cover; keys of `commands` are open, close and stop.

    `moves` says what it does now: opening or closing, or what it is: opened or closed.
    `is_inverted`: 0 is open.
    """

    commands: Choices = ()
    moves: Choices = ()
    position: Quantity | None = None
    target: Quantity | None = None
    is_inverted: bool = False


@dataclass(frozen=True, kw_only=True)
class GizwitsLockDescription(LockEntityDescription):
    """A lock; keys of `is_locked` are on and off."""

    is_locked: Choices


@dataclass(frozen=True, kw_only=True)
class GizwitsValveDescription(ValveEntityDescription):
    """A valve; keys of `is_open` are on and off."""

    reports_position: bool = False
    is_open: Choices


@dataclass(frozen=True, kw_only=True)
class GizwitsVacuumDescription(StateVacuumEntityDescription):
    """A robot; keys of `commands` are those of its features in lower case."""

    commands: Choices
    # Keys are those of `VacuumActivity`.
    activities: Choices
    fan_speeds: Choices = ()


@dataclass(frozen=True, kw_only=True)
class GizwitsButtonDescription(ButtonEntityDescription):
    """A button: what is written when it is pressed."""

    press: Mapping[str, Value]
