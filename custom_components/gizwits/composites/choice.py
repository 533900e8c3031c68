"""Choices of a composite: a mode, a preset, an effect, and how the device says it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from copy import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from homeassistant.const import STATE_OFF, STATE_ON

from ..api import Value

type Read = Callable[[str], Value | None]
# What is written, by role.
type Writes = Mapping[str, Value]
# Values by role that all hold at once.
type Condition = Mapping[str, Collection[Value]]

_NO_WRITES: Final[Writes] = MappingProxyType({})
_ALWAYS: Final[Condition] = MappingProxyType({})


class Choice(NamedTuple):
    """One choice: `key` is Home Assistant's word for it.

    It is made by writing `writes` in one request, and it is in force while `when`
    holds. Several choices of one key are several ways to say the same; the first is
    the one that is written.
    """

    key: str
    writes: Writes = _NO_WRITES
    when: Condition = _ALWAYS


type Choices = tuple[Choice, ...]


def holds(condition: Condition, read: Read) -> bool:
    """Return whether a condition is known to hold."""
    return all(read(role) in values for role, values in condition.items())


def in_force(choices: Iterable[Choice], read: Read) -> str | None:
    """Return the key of the first choice in force, None where none is known to be."""
    for choice in choices:
        if holds(choice.when, read):
            return choice.key
    return None


def keys(choices: Iterable[Choice]) -> list[str]:
    """Return the keys there are to choose from, each once."""
    return list(dict.fromkeys(choice.key for choice in choices))


def writes_of(choices: Iterable[Choice], key: str) -> dict[str, Value]:
    """Return what makes a choice, nothing for one there is not."""
    return next((dict(choice.writes) for choice in choices if choice.key == key), {})


def resuming(choices: Iterable[Choice], key: str, preset: Writes) -> dict[str, Value]:
    """Return what makes a choice, in a preset if that is one of those it stands for."""
    for choice in choices:
        if choice.key == key:
            shared = choice.when.keys() & preset.keys()
            fits = all(preset[role] in choice.when[role] for role in shared)
            return {**choice.writes, **(preset if shared and fits else {})}
    return {}


def on_off(role: str, *, on: Value = True, off: Value = False) -> Choices:
    """Return the choices on and off of what one role is switched by."""
    return (
        Choice(STATE_OFF, {role: off}, {role: (off,)}),
        Choice(STATE_ON, {role: on}, {role: (on,)}),
    )


def fitting(choices: Iterable[Choice], roles: Collection[str]) -> Choices:
    """Return the choices that a product with only these roles has.

    What is written to a role that is missing is left out; a choice that needs one to
    be recognised, or has nothing left to write, is too.
    """
    return tuple(
        replace(choice, writes=writes)
        for choice in choices
        if choice.when.keys() <= set(roles)
        for writes in [{r: value for r, value in choice.writes.items() if r in roles}]
        if writes or not choice.writes
    )
