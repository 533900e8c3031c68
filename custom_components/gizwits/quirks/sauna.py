"""Clearlight, SmartLife and Jacuzzi infrared saunas.

They are slow: an answer takes 2 to 4 seconds, and one write at a time is taken.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from homeassistant.components.climate import ClimateEntityDescription, HVACMode
from homeassistant.components.light import LightEntityDescription
from homeassistant.const import EntityCategory, UnitOfTime

from ..composites.choice import Choice, on_off
from ..composites.parts import ClimateParts, Composite, LightParts
from ..composites.quantity import Quantity, TemperatureScale
from ..meaning.rule import Trait
from ..spec import EntitySpec
from .parts import composite, hidden
from .plan import Step, Values, in_order
from .quirk import Points, Quirk

_CLIMATE: Final = Composite(
    ClimateEntityDescription(key="", name=None, translation_key="sauna"),
    ClimateParts(
        hvac_modes=(
            Choice(HVACMode.OFF, {"power": False}, {"power": (False,)}),
            Choice(HVACMode.HEAT, {"power": True}, {"power": (True,)}),
        ),
        # °F whatever its panel shows; 0 is no reading.
        scale=TemperatureScale(
            celsius=(16, 66), fahrenheit=(60, 150), always_fahrenheit=True
        ),
        current=Quantity((("current", 1),), 1, 230),
        target=Quantity((("target", 1),), 1, 180),
    ),
)
_ROLES: Final = {
    "power": "power_flag",
    "current": "CURRENT_TEMP",
    "target": "SET_TEMP",
}
_LIGHTS: Final = {
    "INTERNAL_LIGHT": "interior_light",
    "EXTERNAL_LIGHT": "exterior_light",
}
_SESSION: Final = 60
_PAUSE: Final = 3.0


def _composites(points: Points) -> Iterable[EntitySpec]:
    yield from composite(points, _ROLES, _CLIMATE, needs=("power", "target"))
    for number, (name, key) in enumerate(_LIGHTS.items()):
        suffix = f"-{number + 1}" if number else ""
        light = Composite(
            LightEntityDescription(key=f"composite-light{suffix}", translation_key=key),
            LightParts(is_on=on_off("power")),
        )
        yield from composite(points, {"power": name}, light, needs=("power",))


def _one_by_one(values: Values) -> Sequence[Step]:
    """Set the length of a session before it starts; end one before its delay."""
    if values.get("power_flag"):
        values = {"SET_MINUTE": _SESSION, **values}
    elif values.get("PRE_TIME_FLAG") is False:
        # While the sauna is on, a delayed start cannot be called off.
        values = {"power_flag": False, **values}
    return in_order(
        "SET_TEMP",
        "SET_MINUTE",
        "PRE_TIME_HOUR",
        "PRE_TIME_MINUTE",
        "power_flag",
        "PRE_TIME_FLAG",
        pause=_PAUSE,
    )(values)


QUIRKS: Final = (
    Quirk(
        name="Clearlight sauna",
        product_keys=frozenset({"4bde5ccdff4a48c0840e055204a71e1f"}),
        attributes=frozenset({"power_flag", "SET_TEMP", "CURRENT_TEMP", "SET_MINUTE"}),
        composites=_composites,
        traits={
            "SET_MINUTE": Trait(
                unit=UnitOfTime.MINUTES, translation_key="session_time", named=True
            ),
            "PRE_TIME_FLAG": Trait(
                category=EntityCategory.CONFIG,
                translation_key="delayed_start",
                named=True,
            ),
            # A colour code that may be the panel's own.
            "LED": Trait(
                reading=True, category=EntityCategory.DIAGNOSTIC, enabled=False
            ),
            "UVB_FLAG": Trait(enabled=False),
            # The hardware ignores hours; the rest nobody has explained.
            **hidden(("SET_HOUR", "cf_flag", "N_FLAG", "SN", "heart_pulse")),
        },
        plan=_one_by_one,
    ),
)
