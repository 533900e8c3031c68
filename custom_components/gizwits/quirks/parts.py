"""What quirks are written with: composites by role, and traits."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import replace
from typing import Any, Final

from homeassistant.const import Platform

from ..composites.band import Band, Kelvin
from ..composites.choice import Choice, fitting
from ..composites.parts import (
    ButtonParts,
    ClimateParts,
    Composite,
    CoverParts,
    FanParts,
    HumidifierParts,
    LightParts,
    LockParts,
    Parts,
    VacuumParts,
    ValveParts,
    WaterHeaterParts,
)
from ..composites.quantity import Quantity, TemperatureScale
from ..composites.speeds import Speeds
from ..meaning.rule import Trait
from ..meaning.specs import spec_of
from ..spec import EntitySpec
from .quirk import Points

HIDDEN: Final = Trait(hidden=True)
_PLATFORMS: Final[Mapping[type[Parts], Platform]] = {
    ButtonParts: Platform.BUTTON,
    ClimateParts: Platform.CLIMATE,
    CoverParts: Platform.COVER,
    FanParts: Platform.FAN,
    HumidifierParts: Platform.HUMIDIFIER,
    LightParts: Platform.LIGHT,
    LockParts: Platform.LOCK,
    VacuumParts: Platform.VACUUM,
    ValveParts: Platform.VALVE,
    WaterHeaterParts: Platform.WATER_HEATER,
}


def hidden(names: Iterable[str]) -> dict[str, Trait]:
    """Return traits of what is no entity."""
    return dict.fromkeys(names, HIDDEN)


def composite(
    points: Points,
    roles: Mapping[str, str],
    made: Composite,
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
    description, parts = made
    changes: dict[str, Any] = {
        name: _fitting(part, own.keys()) for name, part in parts._asdict().items()
    }
    platform = _PLATFORMS[type(parts)]
    if not description.key:
        key = f"composite-{platform.value.replace('_', '-')}"
        description = replace(description, key=key)
    yield spec_of(platform, description, own, parts=parts._replace(**changes))


def _fitting(part: Any, roles: Collection[str]) -> Any:
    """Return a part of a composite as a product with these roles has it."""
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
