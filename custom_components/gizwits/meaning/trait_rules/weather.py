"""Weather, light outside and noise."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    DEGREE,
    LIGHT_LUX,
    SIGNAL_STRENGTH_DECIBELS,
    UnitOfLength,
    UnitOfMass,
    UnitOfPressure,
    UnitOfSoundPressure,
    UnitOfSpeed,
    UnitOfVolume,
    UnitOfVolumeFlowRate,
    UnitOfVolumetricFlux,
)

from ...api import Number
from ..rule import READONLY, Rule, counts_far, pattern, tenths, within
from ..unit_spellings import MEGAPASCAL

# What a converter of 10 or 12 bits gives: volts of a sensor, not lux.
_RAW: Final = frozenset({1023, 1024, 4095, 4096})


def _is_lux(number: Number) -> bool:
    """Return whether a light's number can be meant in lx: far, and not as it was read."""
    return counts_far(number) and number.maximum not in _RAW


_AIR_PRESSURES: Final = frozenset(
    {UnitOfPressure.PA, UnitOfPressure.HPA, UnitOfPressure.KPA, UnitOfPressure.MMHG}
)


def _is_wind(number: Number) -> bool:
    """Return whether a speed can only be the wind's: no fan has tenths of a gear."""
    return tenths(number) and within(0, 200, reach=20)(number)


WEATHER_AND_NOISE: Final[tuple[Rule, ...]] = (
    Rule(
        key="precipitation",
        kind=Number,
        access=READONLY,
        words=pattern(r"雨|降水|\brain(fall)?\b|\bprecip\w*"),
        units=frozenset({UnitOfLength.MILLIMETERS}),
        device_class=SensorDeviceClass.PRECIPITATION,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="precipitation_intensity",
        kind=Number,
        access=READONLY,
        words=pattern(r""),
        units=frozenset({UnitOfVolumetricFlux.MILLIMETERS_PER_HOUR}),
        device_class=SensorDeviceClass.PRECIPITATION_INTENSITY,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="wind_speed",
        kind=Number,
        access=READONLY,
        words=pattern(r"风|\bwind\b"),
        units=frozenset(
            {UnitOfSpeed.METERS_PER_SECOND, UnitOfSpeed.KILOMETERS_PER_HOUR}
        ),
        assumed=UnitOfSpeed.METERS_PER_SECOND,
        fits=_is_wind,
        device_class=SensorDeviceClass.WIND_SPEED,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="wind_direction",
        kind=Number,
        access=READONLY,
        words=pattern(r"风向|\bwind (dir|direction|angle)\b"),
        units=frozenset({DEGREE}),
        assumed=DEGREE,
        fits=within(0, 360, reach=359),
        device_class=SensorDeviceClass.WIND_DIRECTION,
        state_class=SensorStateClass.MEASUREMENT_ANGLE,
    ),
    Rule(
        key="uv_index",
        kind=Number,
        access=READONLY,
        words=pattern(r"紫外线?(指数|强度等级)|\buv ?(index|idx|i)\b"),
        fits=within(0, 20, reach=11),
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="noise",
        kind=Number,
        access=READONLY,
        words=pattern(r"噪[声音]|\bnoise\b|\bsound (level|pressure)\b"),
        unless=pattern(r"等级|状态|state|模式|mode"),
        units=frozenset(
            {SIGNAL_STRENGTH_DECIBELS, UnitOfSoundPressure.WEIGHTED_DECIBEL_A}
        ),
        assumed=UnitOfSoundPressure.DECIBEL,
        fits=within(0, 200, reach=100),
        device_class=SensorDeviceClass.SOUND_PRESSURE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="atmospheric_pressure",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"大气压|(?<![燃煤然进排])气压|\b(air|atmospheric|barometric) pressure\b|\bbarometer\b"
        ),
        units=_AIR_PRESSURES,
        assumed=UnitOfPressure.HPA,
        fits=within(200, 1200, reach=1050),
        device_class=SensorDeviceClass.ATMOSPHERIC_PRESSURE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="speed",
        kind=Number,
        words=pattern(r""),
        units=frozenset(
            {UnitOfSpeed.METERS_PER_SECOND, UnitOfSpeed.KILOMETERS_PER_HOUR}
        ),
        device_class=SensorDeviceClass.SPEED,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="illuminance",
        kind=Number,
        words=pattern(r""),
        units=frozenset({LIGHT_LUX}),
        device_class=SensorDeviceClass.ILLUMINANCE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="illuminance",
        kind=Number,
        access=READONLY,
        words=pattern(r"光照[度强]?|照度|\b(illuminance|illumination|lux)\b"),
        unless=pattern(r"时|模式|mode|阈值|threshold|等级|level"),
        assumed=LIGHT_LUX,
        fits=_is_lux,
        device_class=SensorDeviceClass.ILLUMINANCE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="pressure",
        kind=Number,
        words=pattern(r""),
        units=frozenset(
            {
                UnitOfPressure.PA,
                UnitOfPressure.HPA,
                UnitOfPressure.KPA,
                UnitOfPressure.BAR,
                UnitOfPressure.PSI,
                UnitOfPressure.MMHG,
            }
        ),
        device_class=SensorDeviceClass.PRESSURE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    # Home Assistant has no megapascal: its "mPa" is a thousandth.
    Rule(
        key="pressure",
        kind=Number,
        words=pattern(r""),
        units=frozenset({MEGAPASCAL}),
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="gas_consumption",
        kind=Number,
        access=READONLY,
        words=pattern(r"用气|燃气|天然气|煤气|\bgas\b"),
        unless=pattern(r"剩余|余量|remain|浓度|泄漏"),
        units=frozenset({UnitOfVolume.CUBIC_METERS}),
        device_class=SensorDeviceClass.GAS,
        state_class=SensorStateClass.TOTAL_INCREASING,
    ),
    Rule(
        key="water_consumption",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"(累计|总).*水|[用制]水.*(累计|总)|用水量|"
            r"\bwater (total|used|consumption)\b|\btotal water\b"
        ),
        unless=pattern(r"剩余|余量|remain|水箱"),
        units=frozenset({UnitOfVolume.LITERS, UnitOfVolume.CUBIC_METERS}),
        device_class=SensorDeviceClass.WATER,
        state_class=SensorStateClass.TOTAL_INCREASING,
    ),
    Rule(
        key="stock",
        kind=Number,
        words=pattern(r"余量|剩余|库存|水箱|\b(stock|remain(ing)?|tank)\b"),
        units=frozenset({UnitOfVolume.LITERS, UnitOfVolume.MILLILITERS}),
        device_class=SensorDeviceClass.VOLUME_STORAGE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="calibration_volume",
        kind=Number,
        words=pattern(r"校准|calib|\bcal\b"),
        units=frozenset({UnitOfVolume.LITERS, UnitOfVolume.MILLILITERS}),
        device_class=SensorDeviceClass.VOLUME,
        setting=True,
        off=True,
    ),
    Rule(
        key="total_volume",
        kind=Number,
        access=READONLY,
        words=pattern(r"累计|总|\b(total|accum\w*)\b"),
        unless=pattern(r"剩余|余量|容量|容积|remain|capacity"),
        units=frozenset({UnitOfVolume.LITERS, UnitOfVolume.CUBIC_METERS}),
        device_class=SensorDeviceClass.VOLUME,
        state_class=SensorStateClass.TOTAL_INCREASING,
    ),
    Rule(
        key="volume",
        kind=Number,
        words=pattern(r""),
        units=frozenset(
            {
                UnitOfVolume.LITERS,
                UnitOfVolume.MILLILITERS,
                UnitOfVolume.CUBIC_METERS,
            }
        ),
        device_class=SensorDeviceClass.VOLUME,
    ),
    Rule(
        key="flow_rate",
        kind=Number,
        words=pattern(r""),
        units=frozenset(
            {
                UnitOfVolumeFlowRate.LITERS_PER_MINUTE,
                UnitOfVolumeFlowRate.LITERS_PER_HOUR,
                UnitOfVolumeFlowRate.CUBIC_METERS_PER_HOUR,
            }
        ),
        device_class=SensorDeviceClass.VOLUME_FLOW_RATE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="weight",
        kind=Number,
        words=pattern(r""),
        units=frozenset({UnitOfMass.GRAMS, UnitOfMass.KILOGRAMS}),
        device_class=SensorDeviceClass.WEIGHT,
        state_class=SensorStateClass.MEASUREMENT,
    ),
)
