"""Electricity, and when a number can only be in W, V or Hz."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    UnitOfApparentPower,
    UnitOfElectricCurrent,
    UnitOfElectricPotential,
    UnitOfEnergy,
    UnitOfFrequency,
    UnitOfPower,
    UnitOfReactivePower,
)

from ...api import Number
from ..rule import READONLY, STATUS, Rule, pattern, tenths, within
from .common import PERCENTS


def _is_watts(number: Number) -> bool:
    """Return whether a power can only be meant in W: hundredths are kW's too."""
    if number.step < 0.1:
        # Hundredths that go so far would be a power plant's kW.
        return 1000 <= number.maximum <= 50000
    return within(-100000, 100000, reach=150)(number) or (
        number.step < 1 and number.is_unlimited
    )


def _is_metered_power(number: Number) -> bool:
    """Return whether the power of a meter is in W."""
    return _is_watts(number) or (number.step == 1 and number.is_unlimited)


def _is_counted_in_kwh(number: Number) -> bool:
    """Return whether an energy goes far, and in fractions."""
    return tenths(number) and number.maximum >= 500


def _is_fine(number: Number) -> bool:
    """Return whether a meter's energy is in kWh: a day's does not go far."""
    return number.step <= 0.01 or _is_counted_in_kwh(number)


def _is_volts(number: Number) -> bool:
    """Return whether a voltage can only be meant in V: whole ones of mains, or tenths."""
    return tenths(number) or within(0, 600, reach=100)(number)


def _is_mains(number: Number) -> bool:
    """Return whether a frequency is that of mains: no pace is told in tenths."""
    if tenths(number):
        return number.maximum >= 50
    return within(40, 70, reach=50)(number)


ELECTRICITY: Final[tuple[Rule, ...]] = (
    Rule(
        key="power_factor",
        kind=Number,
        words=pattern(r"功率因[数素]|\bpower factor\b|\bpf\b"),
        units=PERCENTS,
        fits=within(-1, 1, reach=0.5, step=0.1),
        device_class=SensorDeviceClass.POWER_FACTOR,
        state_class=SensorStateClass.MEASUREMENT,
        setting=True,
    ),
    Rule(
        key="reactive_power",
        kind=Number,
        words=pattern(r""),
        units=frozenset({UnitOfReactivePower.VOLT_AMPERE_REACTIVE}),
        device_class=SensorDeviceClass.REACTIVE_POWER,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="apparent_power",
        kind=Number,
        words=pattern(r""),
        units=frozenset({UnitOfApparentPower.VOLT_AMPERE}),
        device_class=SensorDeviceClass.APPARENT_POWER,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="power_limit",
        kind=Number,
        words=pattern(r"\b(limit|threshold|max|rated)\b|阈值|限制|限值|上限|额定|过载"),
        units=frozenset({UnitOfPower.WATT, UnitOfPower.KILO_WATT}),
        device_class=SensorDeviceClass.POWER,
        setting=True,
        diagnostic=True,
    ),
    Rule(
        key="power",
        kind=Number,
        access=STATUS,
        words=pattern(r""),
        unless=pattern(r"色温|colou?r|lunar|moon|月"),
        units=frozenset({UnitOfPower.WATT, UnitOfPower.KILO_WATT}),
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    # Without a unit: `power` is a switch, a percentage or a level as well, 功率 is not.
    Rule(
        key="power",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"功率|\b(active|input|output|grid|load|pv ?\d*|solar|charging|discharging|"
            r"heating|battery|bat|inverter) power\b"
        ),
        unless=pattern(
            r"因|无功|视在|色温|月|colou?r|档|级|模式|设|信号|signal|热功率"
        ),
        assumed=UnitOfPower.WATT,
        fits=_is_watts,
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="energy_storage",
        kind=Number,
        words=pattern(r"容量|剩余|储|\b(capacity|remaining|stored)\b"),
        units=frozenset({UnitOfEnergy.KILO_WATT_HOUR, UnitOfEnergy.WATT_HOUR}),
        device_class=SensorDeviceClass.ENERGY_STORAGE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="energy",
        kind=Number,
        access=READONLY,
        words=pattern(r""),
        unless=pattern(r"价|费|price|tariff|rate"),
        units=frozenset({UnitOfEnergy.KILO_WATT_HOUR, UnitOfEnergy.WATT_HOUR}),
        device_class=SensorDeviceClass.ENERGY,
        state_class=SensorStateClass.TOTAL_INCREASING,
    ),
    Rule(
        key="energy",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"[用耗发购售充放]电量|[上下]网电量|有功总?电[能量]|累计电[能量]|总电[能量]|"
            r"(; |\d)电[能量]$|"
            r"\b(active|total|import|export|charged?|discharged?|grid|pv|feed ?in) energy\b|"
            r"\benergy (total|import|export|consumption|consumed)\b"
        ),
        assumed=UnitOfEnergy.KILO_WATT_HOUR,
        fits=_is_counted_in_kwh,
        device_class=SensorDeviceClass.ENERGY,
        state_class=SensorStateClass.TOTAL_INCREASING,
    ),
    Rule(
        key="orp",
        kind=Number,
        words=pattern(r"\borp\b|氧化还原|^mv ;"),
        units=frozenset({UnitOfElectricPotential.MILLIVOLT}),
        assumed=UnitOfElectricPotential.MILLIVOLT,
        fits=within(-2000, 2000, reach=500),
        device_class=SensorDeviceClass.VOLTAGE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="voltage",
        kind=Number,
        words=pattern(r""),
        units=frozenset(
            {UnitOfElectricPotential.VOLT, UnitOfElectricPotential.MILLIVOLT}
        ),
        device_class=SensorDeviceClass.VOLTAGE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="voltage",
        kind=Number,
        access=READONLY,
        words=pattern(r"电压|\bvoltage\b"),
        unless=pattern(r"水压|等级|level|状态|state"),
        assumed=UnitOfElectricPotential.VOLT,
        fits=_is_volts,
        device_class=SensorDeviceClass.VOLTAGE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="current",
        kind=Number,
        words=pattern(r""),
        units=frozenset(
            {UnitOfElectricCurrent.AMPERE, UnitOfElectricCurrent.MILLIAMPERE}
        ),
        device_class=SensorDeviceClass.CURRENT,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="current",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"电流|\b(input|output|load|grid|battery|leakage|compressor|motor|pv ?\d*|"
            r"charging|discharging) current\b"
        ),
        unless=pattern(r"等级|level|状态|state"),
        assumed=UnitOfElectricCurrent.AMPERE,
        fits=tenths,
        device_class=SensorDeviceClass.CURRENT,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="frequency",
        kind=Number,
        words=pattern(r""),
        units=frozenset({UnitOfFrequency.HERTZ, UnitOfFrequency.KILOHERTZ}),
        device_class=SensorDeviceClass.FREQUENCY,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    # A pace of 0 to 100 is a frequency to its maker; mains are between 40 and 70 Hz.
    Rule(
        key="frequency",
        kind=Number,
        access=READONLY,
        words=pattern(r"频率|\bfreq(uency)?\b"),
        assumed=UnitOfFrequency.HERTZ,
        fits=_is_mains,
        device_class=SensorDeviceClass.FREQUENCY,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="frequency",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"(压缩机|电网|市电)频率|\b(compressor|comp|grid|mains) freq(uency)?\b"
        ),
        assumed=UnitOfFrequency.HERTZ,
        fits=within(0, 400, reach=50),
        device_class=SensorDeviceClass.FREQUENCY,
        state_class=SensorStateClass.MEASUREMENT,
    ),
)

# Words that mean something only among the readings of a meter.
IN_METERS: Final[tuple[Rule, ...]] = (
    Rule(
        key="power",
        kind=Number,
        access=READONLY,
        words=pattern(r"^(total |now |active )?(power|watt)( value)? ;"),
        assumed=UnitOfPower.WATT,
        fits=_is_metered_power,
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="current",
        kind=Number,
        access=READONLY,
        words=pattern(r"\b(current|amps?)( (value|l?[123]|[abc]))?(?= ;|$)"),
        assumed=UnitOfElectricCurrent.AMPERE,
        fits=tenths,
        device_class=SensorDeviceClass.CURRENT,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="energy",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"\b(energy|electricity|kwh|consumption)( (value|today|total|day))?(?= ;|$)"
        ),
        assumed=UnitOfEnergy.KILO_WATT_HOUR,
        fits=_is_fine,
        device_class=SensorDeviceClass.ENERGY,
        state_class=SensorStateClass.TOTAL_INCREASING,
    ),
)
