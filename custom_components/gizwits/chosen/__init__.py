"""Entities that a person puts together: a climate of this target and that switch.

Beside `composites`, which finds them by what datapoints are called, nothing has to be
recognised here: whoever chose knows what it is. Only what the datapoints cannot do at
all is refused.
"""

from collections.abc import Mapping
from copy import replace
from types import MappingProxyType
from typing import Final

from homeassistant.const import Platform

from ..meaning.specs import spec_of
from ..spec import EntitySpec
from .air import FAN, HUMIDIFIER
from .climate import CLIMATE
from .kind import Cast, Kind, Part, Role, parts_of
from .light import LIGHT
from .motion import BUTTON, COVER, VACUUM, VALVE
from .roles import roles_of
from .water_heater import WATER_HEATER

__all__ = ["KINDS", "Cast", "Kind", "Part", "Role", "make", "parts_of"]

KINDS: Final[Mapping[Platform, Kind]] = MappingProxyType(
    {
        kind.platform: kind
        for kind in (
            CLIMATE,
            WATER_HEATER,
            LIGHT,
            FAN,
            HUMIDIFIER,
            COVER,
            VALVE,
            VACUUM,
            BUTTON,
        )
    }
)


def make(
    kind: Kind, cast: Cast, key: str, name: str | None, which: str = ""
) -> EntitySpec | None:
    """Return the entity of a cast, None where these make no such thing.

    `which` is its class; `name` is None for what the device itself is. Who plays a
    role that has no effect beside the others is left out.
    """
    which = which if which in kind.classes else kind.classes[0]
    made = kind.make(cast, which) if cast.parts else None
    if made is None:
        return None
    used = roles_of(made.parts)
    return spec_of(
        kind.platform,
        replace(made.description, key=key, name=name),
        {role: own for role, own in cast.datapoints.items() if role in used},
        parts=made.parts,
    )
