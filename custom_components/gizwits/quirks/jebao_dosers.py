"""Jebao's dosers. Anything that may pour liquid is off until somebody wants it."""

from collections.abc import Mapping
from typing import Final

from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import EntityCategory, UnitOfTime, UnitOfVolume

from ..meaning.rule import Trait
from .parts import hidden
from .quirk import Quirk

_HEADS: Final = range(1, 9)
_CONFIG: Final = EntityCategory.CONFIG
_POURS: Final = Trait(enabled=False)

_TRAITS: Final[Mapping[str, Trait]] = {
    # Runs this head by hand; the name is spelt so.
    **{f"channe{n}": _POURS for n in _HEADS},
    "CALSW": Trait(category=_CONFIG, enabled=False, translation_key="calibration_run"),
    "CALSet": Trait(
        category=_CONFIG, enabled=False, translation_key="calibration_target"
    ),
    # Days without a dose between two with one.
    **{f"IntervalT{n}": Trait(unit=UnitOfTime.DAYS, category=_CONFIG) for n in _HEADS},
    # An amount that was measured, no offset; and how long the pump ran for it.
    "Calib1": Trait(unit=UnitOfVolume.MILLILITERS, category=_CONFIG, enabled=False),
    "time1": Trait(
        device_class=SensorDeviceClass.DURATION,
        unit=UnitOfTime.SECONDS,
        category=EntityCategory.DIAGNOSTIC,
        enabled=False,
    ),
    "liquid1": Trait(unit=UnitOfVolume.MILLILITERS),
    # How many heads there are; the others take what they are told and do nothing.
    **hidden(("channelTTL",)),
}

QUIRKS: Final = (
    Quirk(
        name="Jebao doser",
        attributes=frozenset({"switch", "channe1", "Timer1ON", "IntervalT1"}),
        traits=_TRAITS,
    ),
)
