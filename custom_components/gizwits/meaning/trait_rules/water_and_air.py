"""What is in water and air, and how much of it flows."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import UnitOfConductivity, UnitOfDensity, UnitOfRatio

from ...api import Number
from ..rule import READONLY, Rule, pattern, within
from ..unit_spellings import MILLIGRAMS_PER_LITER, TURBIDITY

WATER_AND_AIR: Final[tuple[Rule, ...]] = (
    Rule(
        key="ph",
        kind=Number,
        words=pattern(r"\bph\b|酸碱度"),
        unless=pattern(r"phase|offset|calib|校准|slope|斜率"),
        fits=within(0, 14, reach=9),
        device_class=SensorDeviceClass.PH,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="conductivity",
        kind=Number,
        words=pattern(r""),
        units=frozenset(
            {
                UnitOfConductivity.MILLISIEMENS_PER_CM,
                UnitOfConductivity.MICROSIEMENS_PER_CM,
            }
        ),
        device_class=SensorDeviceClass.CONDUCTIVITY,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="tds",
        kind=Number,
        words=pattern(r"\btds\b"),
        units=frozenset({UnitOfRatio.PARTS_PER_MILLION}),
        assumed=UnitOfRatio.PARTS_PER_MILLION,
        fits=within(0, 20000, reach=500),
        state_class=SensorStateClass.MEASUREMENT,
    ),
    *(
        Rule(
            key=f"pm{size}",
            kind=Number,
            access=READONLY,
            words=pattern(words),
            unless=pattern(r"等级|level|状态|state|报警|alarm"),
            units=frozenset({UnitOfDensity.MICROGRAMS_PER_CUBIC_METER}),
            assumed=UnitOfDensity.MICROGRAMS_PER_CUBIC_METER,
            fits=within(0, 5000, reach=200),
            device_class=device_class,
            state_class=SensorStateClass.MEASUREMENT,
        )
        for size, words, device_class in (
            (25, r"\bpm ?2[. ]?5\b", SensorDeviceClass.PM25),
            (10, r"\bpm ?10\b", SensorDeviceClass.PM10),
            (1, r"\bpm ?1(\.0)?\b", SensorDeviceClass.PM1),
        )
    ),
    Rule(
        key="co2",
        kind=Number,
        access=READONLY,
        words=pattern(r"\bco2\b|二氧化碳"),
        unless=pattern(r"等级|level|状态|state|报警|alarm|校准|calib"),
        units=frozenset({UnitOfRatio.PARTS_PER_MILLION}),
        assumed=UnitOfRatio.PARTS_PER_MILLION,
        fits=within(0, 20000, reach=1000),
        device_class=SensorDeviceClass.CO2,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="voc",
        kind=Number,
        access=READONLY,
        words=pattern(r"\bt?voc\b|挥发"),
        units=frozenset(
            {
                UnitOfDensity.MICROGRAMS_PER_CUBIC_METER,
                UnitOfDensity.MILLIGRAMS_PER_CUBIC_METER,
            }
        ),
        assumed=UnitOfDensity.MILLIGRAMS_PER_CUBIC_METER,
        fits=within(0, 66, reach=0.5, step=0.01),
        device_class=SensorDeviceClass.VOLATILE_ORGANIC_COMPOUNDS,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="voc",
        kind=Number,
        access=READONLY,
        words=pattern(r"\bt?voc\b|挥发"),
        units=frozenset({UnitOfRatio.PARTS_PER_MILLION, UnitOfRatio.PARTS_PER_BILLION}),
        device_class=SensorDeviceClass.VOLATILE_ORGANIC_COMPOUNDS_PARTS,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="formaldehyde",
        kind=Number,
        access=READONLY,
        words=pattern(r"甲醛|\bhcho\b|\bch2o\b|\bformaldehyde\b"),
        unless=pattern(r"等级|level|状态|state|报警|alarm"),
        units=frozenset(
            {
                UnitOfRatio.PARTS_PER_BILLION,
                UnitOfRatio.PARTS_PER_MILLION,
                UnitOfDensity.MICROGRAMS_PER_CUBIC_METER,
                UnitOfDensity.MILLIGRAMS_PER_CUBIC_METER,
            }
        ),
        assumed=UnitOfDensity.MILLIGRAMS_PER_CUBIC_METER,
        fits=within(0, 66, reach=0.5, step=0.01),
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="carbon_monoxide",
        kind=Number,
        access=READONLY,
        words=pattern(r"一氧化碳|^co\b|\bco (ppm|value|level)(?= ;|$)"),
        unless=pattern(r"二氧化碳|等级|状态|state|报警|alarm"),
        units=frozenset({UnitOfRatio.PARTS_PER_MILLION}),
        device_class=SensorDeviceClass.CO,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="air_quality_index",
        kind=Number,
        access=READONLY,
        words=pattern(r"\baqi\b|空气质量指数"),
        unless=pattern(r"等级|level|状态|state"),
        fits=within(0, 1000, reach=200),
        device_class=SensorDeviceClass.AQI,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="concentration",
        kind=Number,
        words=pattern(r""),
        units=frozenset(
            {
                UnitOfRatio.PARTS_PER_MILLION,
                UnitOfRatio.PARTS_PER_BILLION,
                UnitOfDensity.MICROGRAMS_PER_CUBIC_METER,
                UnitOfDensity.MILLIGRAMS_PER_CUBIC_METER,
                MILLIGRAMS_PER_LITER,
                TURBIDITY,
            }
        ),
        state_class=SensorStateClass.MEASUREMENT,
    ),
)
