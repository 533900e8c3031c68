"""What quirks are written with: datapoints, and composites by role."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, override

from homeassistant.const import Platform
from homeassistant.helpers.entity import EntityDescription

from ..api import Access, Bool, Enum, Number
from ..composites.descriptions import (
    GizwitsButtonDescription,
    GizwitsClimateDescription,
    GizwitsFanDescription,
    GizwitsLightDescription,
    GizwitsWaterHeaterDescription,
)
from ..rule import Trait
from ..spec import EntitySpec
from .quirk import Points

HIDDEN: Final = Trait(hidden=True)
_PLATFORMS: Final[tuple[tuple[type[EntityDescription], Platform], ...]] = (
    (GizwitsButtonDescription, Platform.BUTTON),
    (GizwitsClimateDescription, Platform.CLIMATE),
    (GizwitsFanDescription, Platform.FAN),
    (GizwitsLightDescription, Platform.LIGHT),
    (GizwitsWaterHeaterDescription, Platform.WATER_HEATER),
)


def a_bool(name: str, *, writable: bool = True) -> Bool:
    """Return a bool of a product whose definition nobody published."""
    return Bool(name=name, label="", access=_access(writable))


def an_enum(name: str, *labels: str, writable: bool = True) -> Enum:
    """Return an enum of a product whose definition nobody published."""
    return Enum(name=name, label="", access=_access(writable), labels=labels)


def a_number(
    name: str, minimum: float, maximum: float, step: float = 1, *, writable: bool = True
) -> Number:
    """Return a number of a product whose definition nobody published."""
    return Number(
        name=name,
        label="",
        access=_access(writable),
        minimum=minimum,
        maximum=maximum,
        step=step,
    )


def _access(writable: bool) -> Access:
    return Access.WRITABLE if writable else Access.READONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedBool(Bool):
    """On or off where the device's number for on is not 1."""

    on: int

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return the device's number."""
        return self.on if Bool.encode(self, value) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEnum(Enum):
    """Options of numbers: for each label, those that mean it, the written one first."""

    codes: tuple[tuple[int, ...], ...]

    @override
    def decode(self, raw: object) -> str | None:
        """Return the option of the device's number."""
        for label, codes in zip(self.labels, self.codes, strict=True):
            if raw in codes:
                return label
        return None

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return the device's number of an option."""
        label = Enum.encode(self, value)
        return self.codes[self.labels.index(str(label))][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shifted(Number):
    """A number whose zero is elsewhere: shown is (raw - `zero`) * `unit`."""

    zero: int
    unit: float

    @override
    def decode(self, raw: object) -> int | float | None:
        """Return the number as it is shown."""
        number = as_number(raw)
        shown = None if number is None else (number - self.zero) * self.unit
        return Number.decode(self, shown)

    @override
    def encode(self, value: Value) -> JsonValue:
        """Return the device's number."""
        shown = Number.encode(self, value)
        assert isinstance(shown, (int, float))
        return round(shown / self.unit) + self.zero


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
        for field in fields(description)  # type: ignore[arg-type]
    }
    platform = next(p for kind, p in _PLATFORMS if isinstance(description, kind))
    if not description.key:
        changes["key"] = f"composite-{platform.value.replace('_', '-')}"
    yield EntitySpec(
        platform=platform, description=replace(description, **changes), roles=own
    )


def _fitting(part: Any, roles: Collection[str]) -> Any:
    """Return a part of a description as a product with these roles has it."""
    match part:
        case Quantity():
            return part if set(part.roles) <= set(roles) else None
        case Band() | Kelvin() | Speeds():
            return part if part.role in roles else None
        case TemperatureScale(is_fahrenheit=when):
            return part if when.keys() <= set(roles) else replace(part, is_fahrenheit={})
        case (Choice(), *_):
            return fitting(part, roles)
        case (Band(), *_):
            return part if all(band.role in roles for band in part) else ()
        case dict():
            return {role: value for role, value in part.items() if role in roles}
    return part
