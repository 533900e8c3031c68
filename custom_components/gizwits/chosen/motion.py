"""Covers, valves, robots and buttons of the datapoints a person chose."""

from typing import Final

from homeassistant.components.button import ButtonEntityDescription
from homeassistant.components.cover import CoverDeviceClass, CoverEntityDescription
from homeassistant.components.vacuum import StateVacuumEntityDescription
from homeassistant.components.valve import ValveDeviceClass, ValveEntityDescription
from homeassistant.const import Platform

from ..api import Number
from ..composites.choice import Choice, Choices, on_off
from ..composites.cover import INVERTED, commands_of
from ..composites.options import option_choices
from ..composites.parts import (
    ButtonParts,
    Composite,
    CoverParts,
    VacuumParts,
    ValveParts,
)
from ..composites.quantity import Quantity
from ..composites.vacuum import activities_of, commands_of as robot_commands_of
from .kind import BOOL, ENUM, NUMBER, Cast, Kind, Role

_ALL: Final = 100
_COMMANDS: Final = ("open", "close", "stop")


def _make_cover(cast: Cast, which: str) -> Composite | None:
    target = _percent(cast.quantity("target"))
    position = _percent(cast.quantity("position")) or target
    numbers = [own for role in ("target", "position") if (own := cast.number(role))]
    is_inverted = any(map(_is_inverted, numbers))
    control = cast.enum("control")
    commands = commands_of(control) if control else _by_bools(cast)
    if not commands and target:
        opened, closed = (0, _ALL) if is_inverted else (_ALL, 0)
        commands = (
            Choice("open", target.write(opened)),
            Choice("close", target.write(closed)),
        )
    if not {"open", "close"} <= {choice.key for choice in commands}:
        return None
    return Composite(
        CoverEntityDescription(
            key="", device_class=CoverDeviceClass(which) if which else None
        ),
        CoverParts(
            commands=commands,
            position=position,
            target=target,
            is_inverted=is_inverted,
        ),
    )


def _percent(quantity: Quantity | None) -> Quantity | None:
    if quantity and (quantity.minimum, quantity.maximum) == (0, _ALL):
        return quantity
    return None


def _is_inverted(number: Number) -> bool:
    return bool(INVERTED.search(f"{number.label} {number.description}"))


def _by_bools(cast: Cast) -> Choices:
    """Return the commands of what has a button for each."""
    return tuple(Choice(name, {name: True}) for name in _COMMANDS if name in cast)


def _make_valve(cast: Cast, which: str) -> Composite | None:
    if "valve" not in cast:
        return None
    return Composite(
        ValveEntityDescription(
            key="", device_class=ValveDeviceClass(which) if which else None
        ),
        ValveParts(is_open=on_off("valve")),
    )


def _make_vacuum(cast: Cast, _class: str) -> Composite | None:
    command, status = cast.enum("command"), cast.enum("status")
    commands = robot_commands_of(command) if command else {}
    if command is None or "start" not in commands:
        return None
    if "locate" in cast:
        commands["locate"] = {"locate": True}
    suction = cast.enum("suction")
    return Composite(
        StateVacuumEntityDescription(key="", translation_key="vacuum"),
        VacuumParts(
            commands=tuple(Choice(name, writes) for name, writes in commands.items()),
            activities=activities_of("status", status)
            if status
            else activities_of("command", command),
            fan_speeds=option_choices("suction", suction) if suction else (),
        ),
    )


def _make_button(cast: Cast, _class: str) -> Composite | None:
    if "press" not in cast:
        return None
    return Composite(
        ButtonEntityDescription(key=""),
        ButtonParts(press={"press": True}),
    )


COVER: Final = Kind(
    platform=Platform.COVER,
    roles=(
        Role("control", ENUM, writes=True),
        Role("target", NUMBER, writes=True),
        Role("position", NUMBER),
        *(Role(name, BOOL, writes=True) for name in _COMMANDS),
    ),
    make=_make_cover,
    classes=("", *(which.value for which in CoverDeviceClass)),
    alone=("control", "target"),
)
VALVE: Final = Kind(
    platform=Platform.VALVE,
    roles=(Role("valve", BOOL, writes=True),),
    make=_make_valve,
    classes=("", *(which.value for which in ValveDeviceClass)),
    alone=("valve",),
)
VACUUM: Final = Kind(
    platform=Platform.VACUUM,
    roles=(
        Role("command", ENUM, writes=True),
        Role("status", ENUM),
        Role("suction", ENUM, writes=True),
        Role("locate", BOOL, writes=True),
    ),
    make=_make_vacuum,
    alone=("command",),
)
BUTTON: Final = Kind(
    platform=Platform.BUTTON,
    roles=(Role("press", BOOL, writes=True),),
    make=_make_button,
    alone=("press",),
)
