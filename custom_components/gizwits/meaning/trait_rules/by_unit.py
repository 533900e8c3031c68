"""Numbers that have nothing but their unit to go by."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    DEGREE,
    REVOLUTIONS_PER_MINUTE,
    UnitOfArea,
    UnitOfEnergy,
    UnitOfLength,
)

from ...api import Number
from ..rule import READONLY, STATUS, Rule, pattern, within
from ..unit_spellings import BEATS_PER_MINUTE
from .common import DEGREES

BY_UNIT: Final[tuple[Rule, ...]] = (
    Rule(
        key="rotation_speed",
        kind=Number,
        words=pattern(r""),
        units=frozenset({REVOLUTIONS_PER_MINUTE}),
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="rotation_speed",
        kind=Number,
        access=READONLY,
        words=pattern(r"转速|\brpm\b"),
        unless=pattern(r"档|百分|level|percent"),
        assumed=REVOLUTIONS_PER_MINUTE,
        fits=within(0, 30000, reach=500),
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="area",
        kind=Number,
        words=pattern(r""),
        units=frozenset({UnitOfArea.SQUARE_METERS}),
        device_class=SensorDeviceClass.AREA,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="distance",
        kind=Number,
        words=pattern(r""),
        units=frozenset(
            {
                UnitOfLength.MILLIMETERS,
                UnitOfLength.CENTIMETERS,
                UnitOfLength.METERS,
                UnitOfLength.KILOMETERS,
            }
        ),
        device_class=SensorDeviceClass.DISTANCE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="heart_rate",
        kind=Number,
        access=READONLY,
        words=pattern(r""),
        units=frozenset({BEATS_PER_MINUTE}),
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="angle",
        kind=Number,
        words=pattern(r""),
        units=frozenset({DEGREE}),
    ),
    # What a body burns is nothing for the Energy dashboard.
    Rule(
        key="calories",
        kind=Number,
        access=READONLY,
        words=pattern(r""),
        units=frozenset({UnitOfEnergy.KILO_CALORIE}),
        state_class=SensorStateClass.MEASUREMENT,
    ),
    # Its name is not among the words of `temperature`, but its unit says it is one.
    Rule(
        key="temperature",
        kind=Number,
        access=STATUS,
        words=pattern(r""),
        unless=pattern(r"色温|colou?r|kelvin"),
        units=DEGREES,
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
)
