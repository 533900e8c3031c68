"""Choices that are the options of an enum."""

from ..api import Enum
from ..meaning.words import option_keys
from .choice import Choice, Choices, Writes


def option_choices(role: str, enum: Enum, also: Writes | None = None) -> Choices:
    """Return one choice for each option of the enum that plays a role.

    `also` is written with each of them.
    """
    return tuple(
        Choice(key, {**(also or {}), role: option}, {role: (option,)})
        for key, option in option_keys(enum).items()
    )
