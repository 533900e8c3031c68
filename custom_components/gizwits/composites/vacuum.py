"""Finds robots that clean."""

from collections.abc import Iterator
from typing import Final

from homeassistant.components.vacuum import StateVacuumEntityDescription, VacuumActivity
from homeassistant.const import Platform

from ..api import AnyDatapoint, Enum, Value
from ..meaning.words import option_keys
from ..pattern import Pattern
from . import vocabulary as say
from .choice import Choice, Choices
from .found import Found
from .options import option_choices
from .parts import Composite, VacuumParts
from .shape import Shape

# Command -> the options that give it, the best first.
_COMMANDS: Final = {
    "start": ("clean", "auto", "smart", "start", "cleaning"),
    "pause": ("pause",),
    "stop": ("stop", "standby", "idle"),
    "return_home": ("dock", "returning", "charging"),
    "clean_spot": ("spot",),
}
# How a robot's label says it cleans, everywhere and by itself.
_STARTS: Final = Pattern(r"(?:自动|智能|全屋|开始)(?:清扫|清洁|扫地|规划)")
_ACTIVITIES: Final = {
    "cleaning": VacuumActivity.CLEANING,
    "spot_cleaning": VacuumActivity.CLEANING,
    "running": VacuumActivity.CLEANING,
    "auto": VacuumActivity.CLEANING,
    "clean": VacuumActivity.CLEANING,
    "spot": VacuumActivity.CLEANING,
    "returning": VacuumActivity.RETURNING,
    "dock": VacuumActivity.RETURNING,
    "charging": VacuumActivity.DOCKED,
    "charged": VacuumActivity.DOCKED,
    "docked": VacuumActivity.DOCKED,
    "paused": VacuumActivity.PAUSED,
    "pause": VacuumActivity.PAUSED,
    "standby": VacuumActivity.IDLE,
    "idle": VacuumActivity.IDLE,
    "stopped": VacuumActivity.IDLE,
    "stop": VacuumActivity.IDLE,
    "error": VacuumActivity.ERROR,
    "fault": VacuumActivity.ERROR,
}
# Without these it is something else.
_NEEDED: Final = {"start", "return_home"}


def find(shape: Shape) -> Iterator[Found]:
    """Yield the robot of a product."""
    command = shape.one_enum(say.COMMAND)
    if command is None or shape.is_product(say.MOWER_PRODUCT):
        return
    commands = commands_of(command)
    is_robot = shape.is_product(say.VACUUM_PRODUCT) or "dock" in option_keys(command)
    if not is_robot or not commands.keys() >= _NEEDED:
        return
    status = shape.one_enum(say.ROBOT_STATUS, writable=False)
    suction = shape.one_enum(say.SUCTION)
    locate = shape.one_bool(say.LOCATE)
    if locate:
        commands["locate"] = {"locate": True}
    roles: dict[str, AnyDatapoint | None] = {
        "command": command,
        "status": status,
        "suction": suction,
        "locate": locate,
    }
    yield Found(
        platform=Platform.VACUUM,
        composite=Composite(
            StateVacuumEntityDescription(key="", translation_key="vacuum"),
            VacuumParts(
                commands=tuple(
                    Choice(name, writes) for name, writes in commands.items()
                ),
                activities=activities_of("status", status)
                if status
                else activities_of("command", command),
                fan_speeds=option_choices("suction", suction) if suction else (),
            ),
        ),
        roles={role: own for role, own in roles.items() if own},
        is_main=True,
        named_by=command.name,
    )


def commands_of(command: Enum) -> dict[str, dict[str, Value]]:
    """Return what gives each command there is."""
    options = option_keys(command)
    commands: dict[str, dict[str, Value]] = {}
    for name, keys in _COMMANDS.items():
        if key := next((key for key in keys if key in options), None):
            commands[name] = {"command": options[key]}
    if start := next(filter(_STARTS.search, command.options), None):
        commands["start"] = {"command": start}
    return commands


def activities_of(role: str, enum: Enum) -> Choices:
    """Return what a robot does while each of the options is reported."""
    return tuple(
        Choice(_ACTIVITIES[key], when={role: (option,)})
        for key, option in option_keys(enum).items()
        if key in _ACTIVITIES
    )
