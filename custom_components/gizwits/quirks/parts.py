"""What quirks are written with: composites by role, and traits."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import replace
from dataclasses import fields
from typing import Any, Final

from homeassistant.const import Platform
from homeassistant.helpers.entity import EntityDescription

from ..composites.band import Band, Kelvin
from ..composites.choice import Choice, fitting
from ..composites.descriptions import (
    GizwitsButtonDescription,
    GizwitsClimateDescription,
    GizwitsCoverDescription,
    GizwitsFanDescription,
    GizwitsHumidifierDescription,
    GizwitsLightDescription,
    GizwitsLockDescription,
    GizwitsVacuumDescription,
    GizwitsValveDescription,
    GizwitsWaterHeaterDescription,
)
from ..composites.quantity import Quantity, TemperatureScale
from ..composites.speeds import Speeds
from ..meaning.rule import Trait
from ..meaning.specs import spec_of
from ..spec import EntitySpec
from .quirk import Points

HIDDEN: Final = Trait(hidden=True)
_PLATFORMS: Final[tuple[tuple[type[EntityDescription], Platform], ...]] = (
    (GizwitsButtonDescription, Platform.BUTTON),
    (GizwitsClimateDescription, Platform.CLIMATE),
    (GizwitsCoverDescription, Platform.COVER),
    (GizwitsFanDescription, Platform.FAN),
    (GizwitsHumidifierDescription, Platform.HUMIDIFIER),
    (GizwitsLightDescription, Platform.LIGHT),
    (GizwitsLockDescription, Platform.LOCK),
    (GizwitsVacuumDescription, Platform.VACUUM),
    (GizwitsValveDescription, Platform.VALVE),
    (GizwitsWaterHeaterDescription, Platform.WATER_HEATER),
)


def hidden(names: Iterable[str]) -> dict[str, Trait]:
    """Return traits of what is no entity."""
    return dict.fromkeys(names, HIDDEN)


def composite(
    points: Points,
    roles: Mapping[str, str],
    description: EntityDescription,
    *,
    needs: Iterable[str],
) -> Iterator[EntitySpec]:
    """Yield a composite of the datapoints there are, if the roles it `needs` are.

    `roles` are datapoints by role. Choices and quantities of roles that are missing
    are left out. Without a key it is the one composite of its platform.
    """
    own = {role: points[name] for role, name in roles.items() if name in points}
    if not own.keys() >= set(needs):
        return
    changes: dict[str, Any] = {
        field.name: _fitting(getattr(description, field.name), own.keys())
        for field in fields(description)
    }
    platform = next(p for kind, p in _PLATFORMS if isinstance(description, kind))
    if not description.key:
        changes["key"] = f"composite-{platform.value.replace('_', '-')}"
    yield spec_of(platform, replace(description, **changes), own)


def _fitting(part: Any, roles: Collection[str]) -> Any:
    """Return a part of a description as a product with these roles has it."""
    match part:
        case Quantity():
            return part if part.roles <= set(roles) else None
        case Band() | Kelvin() | Speeds():
            return part if part.role in roles else None
        case TemperatureScale(is_fahrenheit=when):
            return (
                part if when.keys() <= set(roles) else replace(part, is_fahrenheit={})
            )
        case (Choice(), *_):
            return fitting(part, roles)
        case (Band(), *_):
            return part if all(band.role in roles for band in part) else ()
        case Mapping():
            return {role: value for role, value in part.items() if role in roles}
    return part
