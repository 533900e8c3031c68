"""Wave Spa, and CleverSpa, whose attributes are the same."""

from collections.abc import Iterable, Sequence
from copy import replace
from dataclasses import dataclass
from typing import Final, override

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.climate import ClimateEntityDescription, HVACMode
from homeassistant.components.sensor import SensorStateClass
from homeassistant.const import EntityCategory, UnitOfRatio

from ..api import Access, Number
from ..api.fields import as_number
from ..composites.choice import Choice
from ..composites.parts import ClimateParts, Composite
from ..composites.quantity import Quantity, TemperatureScale
from ..meaning.rule import Trait
from ..spec import EntitySpec
from .parts import composite
from .plan import Step, Values, in_order
from .quirk import Points, Quirk

_CELSIUS: Final = TemperatureScale(
    # Only the product's name says °F; the two ranges do not meet.
    celsius=(20, 40),
    fahrenheit=(68, 104),
    by_value=True,
)
_SPA: Final = ClimateParts(
    hvac_modes=(
        Choice(HVACMode.OFF, {"heater": False}, {"heater": (False,)}),
        Choice(HVACMode.HEAT, {"heater": True}, {"heater": (True,)}),
    ),
    scale=_CELSIUS,
    current=Quantity((("current", 1),), 0, 130),
    target=Quantity((("target", 1),), 0, 104),
)
_SPA_US: Final = replace(_SPA, scale=replace(_CELSIUS, always_fahrenheit=True))
_ROLES: Final = {
    "heater": "Heater",
    "current": "Current_temperature",
    "target": "Temperature_setup",
}
# Time until the filter is to be changed, and what is left of it (%).
_FILTER_END: Final = 10200
# Between the filter's start and the heater's (s).
_PAUSE: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _FilterLeft(Number):
    """What is left of the filter, from the time it was used."""

    @override
    def decode(self, raw: object) -> int | float | None:
        """Return the percentage."""
        used = as_number(raw)
        if used is None:
            return None
        return max(0, round(100 - used * 100 / _FILTER_END))


def _spa(parts: ClimateParts) -> Quirk:
    """Return the spa whose numbers are in the unit of its parts."""
    spa = Composite(
        ClimateEntityDescription(key="", name=None, translation_key="spa"), parts
    )

    def composites(points: Points) -> Iterable[EntitySpec]:
        return composite(points, _ROLES, spa, needs=("heater", "target"))

    return Quirk(
        name="Wave Spa",
        replaced=(
            _FilterLeft(
                name="Time_filter",
                label="",
                access=Access.READONLY,
                minimum=0,
                maximum=100,
                step=1,
            ),
        ),
        composites=composites,
        traits={
            "Filter": Trait(translation_key="filter_pump", named=True),
            "Bubble": Trait(translation_key="bubbles", named=True),
            "locked": Trait(
                category=EntityCategory.CONFIG, translation_key="child_lock", named=True
            ),
            "Time_filter": Trait(
                unit=UnitOfRatio.PERCENTAGE,
                state_class=SensorStateClass.MEASUREMENT,
                category=EntityCategory.DIAGNOSTIC,
                translation_key="filter_left",
                named=True,
            ),
            "Undercooling": _fault("water_too_cold"),
            "Superheat": _fault("water_too_hot"),
            "03": _fault(None),
        },
        plan=_filter_first,
    )


def _fault(key: str | None) -> Trait:
    return Trait(
        device_class=BinarySensorDeviceClass.PROBLEM,
        category=EntityCategory.DIAGNOSTIC,
        translation_key=key,
        named=key is not None,
    )


def _filter_first(values: Values) -> Sequence[Step]:
    """Start the filter before the heater."""
    if values.get("Heater"):
        values = {"Filter": True, **values}
    return in_order("Filter", "Heater", pause=_PAUSE)(values)


QUIRKS: Final = (
    replace(
        _spa(_SPA_US),
        product_names=frozenset({"Wave_SPA_US"}),
    ),
    replace(
        _spa(_SPA),
        product_names=frozenset({"Wave_SPA_EU"}),
        attributes=frozenset(
            {"Current_temperature", "Temperature_setup", "Heater", "Bubble"}
        ),
    ),
)
