"""What each composite is made of: roles, choices and quantities.

A role is named here and in the entity's `EntitySpec.roles`, never a datapoint.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from homeassistant.components.light import ColorMode
from homeassistant.helpers.entity import EntityDescription

from ..api import Value
from .band import Band, Kelvin
from .choice import Choices, Writes
from .quantity import Quantity, TemperatureScale
from .speeds import Speeds


class ClimateParts(NamedTuple):
    """A climate; keys of `hvac_modes` and `hvac_actions` are Home Assistant's.

    `turn_on` is what turns it on as it was; without it, the last mode that was not
    off is chosen again. `high` and `low` are the limits it keeps between, where it has
    two targets.
    """

    hvac_modes: Choices
    scale: TemperatureScale
    hvac_actions: Choices = ()
    presets: Choices = ()
    fan_modes: Choices = ()
    swing_modes: Choices = ()
    swing_horizontal_modes: Choices = ()
    turn_on: Writes = MappingProxyType({})
    current: Quantity | None = None
    target: Quantity | None = None
    high: Quantity | None = None
    low: Quantity | None = None
    current_humidity: Quantity | None = None
    # Where the device reports them: they move the limits of the scale.
    lowest: Quantity | None = None
    highest: Quantity | None = None


class WaterHeaterParts(NamedTuple):
    """A water heater; one of its operations is off where it can be switched off."""

    operations: Choices
    scale: TemperatureScale
    target: Quantity
    turn_on: Writes = MappingProxyType({})
    current: Quantity | None = None
    lowest: Quantity | None = None
    highest: Quantity | None = None


class LightParts(NamedTuple):
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


class FanParts(NamedTuple):
    """A fan or something else that has a speed."""

    is_on: Choices
    speeds: Speeds | None = None
    presets: Choices = ()
    # Keys are forward and reverse.
    directions: Choices = ()
    # What is written with a speed: one chosen by hand ends a preset.
    by_hand: Writes = MappingProxyType({})
    oscillate: str | None = None


class HumidifierParts(NamedTuple):
    """A humidifier or a dehumidifier."""

    is_on: Choices
    target: Quantity
    current: Quantity | None = None
    modes: Choices = ()
    # Keys are those of `HumidifierAction`.
    actions: Choices = ()


class CoverParts(NamedTuple):
    """A cover; keys of `commands` are open, close and stop.

    `moves` says what it does now: opening or closing, or what it is: opened or closed.
    `is_inverted`: 0 is open.
    """

    commands: Choices = ()
    moves: Choices = ()
    position: Quantity | None = None
    target: Quantity | None = None
    is_inverted: bool = False


class LockParts(NamedTuple):
    """A lock; keys of `is_locked` are on and off."""

    is_locked: Choices


class ValveParts(NamedTuple):
    """A valve; keys of `is_open` are on and off."""

    is_open: Choices


class VacuumParts(NamedTuple):
    """A robot; keys of `commands` are those of its features in lower case."""

    commands: Choices
    # Keys are those of `VacuumActivity`.
    activities: Choices
    fan_speeds: Choices = ()


class ButtonParts(NamedTuple):
    """A button: what is written when it is pressed."""

    press: Mapping[str, Value]


type Parts = (
    ClimateParts
    | WaterHeaterParts
    | LightParts
    | FanParts
    | HumidifierParts
    | CoverParts
    | LockParts
    | ValveParts
    | VacuumParts
    | ButtonParts
)


class Composite(NamedTuple):
    """An entity of several datapoints: how it is described, and what it is made of."""

    description: EntityDescription
    parts: Parts
