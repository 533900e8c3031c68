"""The table of traits: rules by which a definition's words mean something.

The first rule that fires is taken, so what is more special comes first. Wrong is worse
than none: a word with two meanings is in no rule, or only beside what tells them apart.
What a word means in the products of one maker is in `quirks`.
"""

from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    DEGREE,
    LIGHT_LUX,
    REVOLUTIONS_PER_MINUTE,
    SIGNAL_STRENGTH_DECIBELS,
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
    UnitOfApparentPower,
    UnitOfArea,
    UnitOfConductivity,
    UnitOfDensity,
    UnitOfElectricCurrent,
    UnitOfElectricPotential,
    UnitOfEnergy,
    UnitOfFrequency,
    UnitOfLength,
    UnitOfMass,
    UnitOfPower,
    UnitOfPressure,
    UnitOfRatio,
    UnitOfReactivePower,
    UnitOfSoundPressure,
    UnitOfSpeed,
    UnitOfTemperature,
    UnitOfTime,
    UnitOfVolume,
    UnitOfVolumeFlowRate,
    UnitOfVolumetricFlux,
)

from ..api import Bool, Enum, Number
from .rule import (
    FAILURE,
    READ,
    READONLY,
    STATUS,
    WRITABLE,
    Rule,
    always,
    counts,
    counts_far,
    pattern,
    tenths,
    within,
)
from .units import BEATS_PER_MINUTE, MEGAPASCAL, MILLIGRAMS_PER_LITER, TURBIDITY

_DEGREES: Final = frozenset({UnitOfTemperature.CELSIUS, UnitOfTemperature.FAHRENHEIT})
_TIMES: Final = frozenset(
    {UnitOfTime.SECONDS, UnitOfTime.MINUTES, UnitOfTime.HOURS, UnitOfTime.DAYS}
)
_PERCENT: Final = UnitOfRatio.PERCENTAGE
_PERCENTS: Final = frozenset({_PERCENT})
_TO_100: Final = within(0, 100, reach=100)

# `temp` is temporary as well: beside one of these words it is a temperature.
_OF_WHAT: Final = (
    r"set|target|current|cur|now|real|room|indoor|outdoor|inside|outside|ambient|water|"
    r"air|floor|pool|spa|tank|inlet|outlet|in|out|flow|return|supply|coil|probe|sensor|"
    r"body|food|meat|top|bottom|board|suction|exhaust|comfort|eco|away|night|dhw|ch|"
    r"soil|battery|bat|motor|env|oven|boiler|heat|cool|heating|cooling|fridge|freezer|"
    r"upper|lower|left|right|case|seat|wind|ntc"
)
_TEMPERATURE: Final = (
    rf"温度|水温|室温|气温|油温|限温|\btemperatures?\d*\b|"
    # 地温, 柜温; not 保温, 恒温, which are what it does
    rf"(?<![保恒控测降升加过超高低调中常预])温\d*(?= ;|$)|"
    rf"\b({_OF_WHAT}) temp\d*\b|\btemp\d* ({_OF_WHAT})\b|\btemp( ?\d+| value)?(?= ;|$)"
)
_NO_TEMPERATURE: Final = pattern(
    r"色温|colou?r|kelvin|临时|temporary|lamp|报警|alarm|alert|fault|error|故障|"
    r"模式|\bmode\b|状态|status|单位|\bunit\b|\bflag\b|时间|\btime\b|分钟|次数|档|"
    r"类型|选择|湿度|humidity|占空|power\b|功率|曲线|斜率|curve|slope|数量|个数|编号|"
    r"\b(count|index|number)\b|系数|延时|\bdelay\b|间隔"
)


# `temp_f`, "设定温度F": by itself no statement of a unit, but none in °C.
_SAYS_F: Final = pattern(r"_[fF]$|(?<=[a-z\u4e00-\u9fff])F$")


def _is_celsius(number: Number) -> bool:
    """Return whether a temperature's range can only be meant in °C.

    Set points of 68 to 104 or 41 to 203 are °F, or both; whole numbers without limits
    are anything. A fraction or a negative limit was put there for °C.
    """
    low, high = number.minimum, number.maximum
    if _SAYS_F.search(number.name) or _SAYS_F.search(number.label):
        return False
    if _CHINESE.search(number.label):
        return _is_celsius_in_china(number)
    if low >= 32 and high >= 80:
        return False
    if number.writable:
        return low >= -60 and 10 <= high <= 100
    if low < 0 or number.step < 1:
        return low >= -100 and 20 <= high <= 256
    return 20 <= high <= 100


# What a converter of 10 or 12 bits gives: volts of a sensor, not lux.
_RAW: Final = frozenset({1023, 1024, 4095, 4096})


def _is_lux(number: Number) -> bool:
    """Return whether a light's number can be meant in lx: far, and not as it was read."""
    return counts_far(number) and number.maximum not in _RAW


def _is_humidity(number: Number) -> bool:
    """Return whether a humidity is in %: a byte, or tenths that are read, can be."""
    is_open = number.is_unlimited and (number.step < 1 or number.maximum == _BYTE)
    return within(0, 100, reach=60, step=10)(number) or (
        is_open and number.minimum == 0 and not number.writable
    )


_AIR_PRESSURES: Final = frozenset(
    {UnitOfPressure.PA, UnitOfPressure.HPA, UnitOfPressure.KPA, UnitOfPressure.MMHG}
)


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


def _is_wind(number: Number) -> bool:
    """Return whether a speed can only be the wind's: no fan has tenths of a gear."""
    return tenths(number) and within(0, 200, reach=20)(number)


_CHINESE: Final = pattern(r"[\u4e00-\u9fff]")
# What round numbers of °C are in °F: a limit like these may be either's.
_ROUND_IN_FAHRENHEIT: Final = frozenset(
    {86, 95, 104, 113, 122, 140, 158, 176, 194, 203, 212}
)
_BYTE: Final = 0xFF


def _is_celsius_in_china(number: Number) -> bool:
    """Return whether a temperature with a Chinese label is in °C.

    Nobody there counts in °F but for what is sold elsewhere too: that has a flag, which
    `traits.trait_of` looks for, or limits of both. Five or nine steps are gears.
    """
    low, high = number.minimum, number.maximum
    if not number.writable:
        if number.is_unlimited and number.step == 1:
            return high - low == _BYTE
        return low >= -100 and high >= 20 and (high <= 1000 or number.step < 1)
    is_gear = 0 <= low <= 1 and high < 16
    return (
        low >= -60
        and high <= 300
        and not (
            is_gear
            or high in _ROUND_IN_FAHRENHEIT
            or low >= 59
            or (number.is_unlimited and number.step == 1)
        )
    )


# The order is that of precedence: what is more special comes first.
TRAITS: Final[tuple[Rule, ...]] = (
    # -- numbers: what they are not ------------------------------------------------
    Rule(
        key="identity",
        kind=Number,
        access=READ,
        words=pattern(
            r"\b(version|ver|model|serial|sn|dsn|device id|time ?stamp)\b|版本|型号|序列号|序号|品牌|"
            r"设备(id|编号|地址)|时间戳"
        ),
        fits=always,
        diagnostic=True,
        off=True,
    ),
    Rule(
        key="time_slot",
        kind=Number,
        words=pattern(
            r"时段\d*$|时间段\d*$|时段数|当前时段|\btime ?slots?\b|\bslots? (max|now|current)"
        ),
        fits=always,
        setting=True,
        diagnostic=True,
        off=True,
    ),
    Rule(
        key="plan_of_day",
        kind=Number,
        access=WRITABLE,
        words=pattern(
            r"; (周|星期)[一二三四五六日天](计划|程序|方案)?$|"
            r"^(sun|mon|tue|wed|thu|fri|fir|sat)(?= ;)"
        ),
        fits=always,
        setting=True,
        off=True,
    ),
    Rule(
        key="code",
        kind=Number,
        access=READ,
        words=pattern(
            r"\b(error|err|fault|status|link|rf) ?(code|bits|status|state)\b|"
            r"^(fault|error|err|alarm)\d*(?= ;|$)|; (故障|错误|报警|异常)$|"
            r"故障码|故障代码|错误码|错误代码|连接状态|通信状态|通讯状态"
        ),
        fits=always,
        diagnostic=True,
    ),
    Rule(
        key="code",
        kind=Number,
        access=READ,
        words=pattern(r""),
        says=pattern(r"\b(fault|error|status) bits\b|\bbit ?0\b|故障位|按位"),
        fits=always,
        diagnostic=True,
    ),
    # -- temperature, humidity -----------------------------------------------------
    Rule(
        key="temperature_offset",
        kind=Number,
        words=pattern(
            r"(温度?|\btemp(erature)?\b).{0,12}(校准|校正|补偿|偏移|修正|calib|offset|"
            r"correct|compensat|delta|hyst)|(calib\w*|offset|correction|delta) "
            r"(temp|温)|回差|温差|死区|迟滞"
        ),
        unless=pattern(r"开关|使能|enable|斜率|曲线|curve|slope|系数"),
        units=_DEGREES,
        assumed=UnitOfTemperature.CELSIUS,
        fits=within(-20, 20, reach=0.5),
        device_class=SensorDeviceClass.TEMPERATURE_DELTA,
        state_class=SensorStateClass.MEASUREMENT,
        setting=True,
        diagnostic=True,
    ),
    Rule(
        key="temperature_limit",
        kind=Number,
        words=pattern(
            rf"(?=.*({_TEMPERATURE}|设定|[高低地]温|set ?point))"
            r".*(上限|下限|限温|保护|离家|防冻|报警值?|阈值|\b(limit(ation)?|min|max|"
            r"threshold|away|frost|alarm (high|low)|(high|low) alarm)\b)"
        ),
        unless=pattern(
            r"色温|colou?r|kelvin|湿度|humidity|fault|error|故障|\bmode\b|模式|时|分钟|"
            r"电压|电流|功率|volt|power|\b(time|timer|hours?|duration|delay)\b"
        ),
        units=_DEGREES,
        assumed=UnitOfTemperature.CELSIUS,
        fits=_is_celsius,
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
        setting=True,
        diagnostic=True,
    ),
    Rule(
        key="inner_temperature",
        kind=Number,
        access=READ,
        words=pattern(
            r"\b(coil|suction|exhaust|discharge|board|chip|heatsink|inner|internal)\b"
            r".*\btemp|(盘管|回气|吸气|排气|主板|芯片|散热|内部).*温"
        ),
        unless=_NO_TEMPERATURE,
        units=_DEGREES,
        assumed=UnitOfTemperature.CELSIUS,
        fits=_is_celsius,
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
        diagnostic=True,
    ),
    Rule(
        key="target_temperature",
        kind=Number,
        access=STATUS,
        words=pattern(
            r"(设定|设置|目标)的?(温度|水温)|水温(设定|设置)|\b(set|target) ?(point )?temp(erature)?\b|"
            r"\btemp(erature)? ?(set|target|setpoint|set point)\b|"
            r"\btemperature .*(setpoint|set point|target)\b"
        ),
        unless=_NO_TEMPERATURE,
        units=_DEGREES,
        assumed=UnitOfTemperature.CELSIUS,
        fits=_is_celsius,
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="temperature",
        kind=Number,
        access=STATUS,
        words=pattern(_TEMPERATURE),
        unless=_NO_TEMPERATURE,
        units=_DEGREES,
        assumed=UnitOfTemperature.CELSIUS,
        fits=_is_celsius,
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="soil_moisture",
        kind=Number,
        words=pattern(r"土壤(湿度|水分)|\bsoil (moisture|humidity)\b"),
        units=_PERCENTS,
        assumed=_PERCENT,
        fits=_TO_100,
        device_class=SensorDeviceClass.MOISTURE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="humidity",
        kind=Number,
        access=STATUS,
        words=pattern(r"湿度|\bhumidity\b|\bhumi\b"),
        unless=pattern(
            r"温湿度|校准|补偿|offset|calib|fault|故障|alarm|alert|报警|回差|模式|mode|"
            r"时间|土壤|soil|等级|档"
        ),
        units=_PERCENTS,
        assumed=_PERCENT,
        fits=_is_humidity,
        device_class=SensorDeviceClass.HUMIDITY,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    # -- battery, signal -----------------------------------------------------------
    Rule(
        key="battery",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"\b(battery|batt?)( (level|percent|percentage|capacity|soc))?(?= ;|$)|"
            r"\bsoc(?= ;|$)|\belectricity left\b|电池电量|剩余电量|; 电量$|; 电池$|电池soc"
        ),
        unless=pattern(r"volt|电压|电流|温|temp|times|次数|type|类型|累计|总"),
        units=_PERCENTS,
        assumed=_PERCENT,
        fits=_TO_100,
        device_class=SensorDeviceClass.BATTERY,
        state_class=SensorStateClass.MEASUREMENT,
        diagnostic=True,
    ),
    Rule(
        key="signal_strength",
        kind=Number,
        access=READONLY,
        words=pattern(r"\brssi\b|信号强度|\bsignal( strength)?(?= ;|$)"),
        units=frozenset({SIGNAL_STRENGTH_DECIBELS_MILLIWATT, SIGNAL_STRENGTH_DECIBELS}),
        assumed=SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
        fits=within(-150, 0, reach=-90),
        device_class=SensorDeviceClass.SIGNAL_STRENGTH,
        state_class=SensorStateClass.MEASUREMENT,
        diagnostic=True,
        off=True,
    ),
    Rule(
        key="signal_quality",
        kind=Number,
        access=READONLY,
        words=pattern(r"\brssi\b|信号强度|信号质量|\bsignal (strength|quality)\b"),
        units=_PERCENTS,
        assumed=_PERCENT,
        fits=_TO_100,
        state_class=SensorStateClass.MEASUREMENT,
        diagnostic=True,
        off=True,
    ),
    # -- electricity ---------------------------------------------------------------
    Rule(
        key="power_factor",
        kind=Number,
        words=pattern(r"功率因[数素]|\bpower factor\b|\bpf\b"),
        units=_PERCENTS,
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
    # -- water and air -------------------------------------------------------------
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
    # -- weather and noise ----------------------------------------------------------
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
    # -- light, sound, position ----------------------------------------------------
    Rule(
        key="color_temperature",
        kind=Number,
        words=pattern(r"色温|\bcolou?r temp(erature)?\b|\bkelvin\b|\bcct\b"),
        unless=pattern(r"power|功率|亮度|brightness|mode|模式"),
        units=frozenset({UnitOfTemperature.KELVIN}),
        assumed=UnitOfTemperature.KELVIN,
        fits=within(1000, 30000, reach=4000, step=500),
    ),
    Rule(
        key="brightness",
        kind=Number,
        words=pattern(r"亮度|背光|\bbrightness\b|\bbacklight\b|\bbrg\b"),
        unless=pattern(r"时间|时长|\btime\b|mode|模式|等级|档"),
        units=_PERCENTS,
        assumed=_PERCENT,
        fits=_TO_100,
    ),
    # How bright it is in the morning, at night, …
    Rule(
        key="brightness",
        kind=Number,
        access=WRITABLE,
        words=pattern(r"; (早晨|清晨|日出|白天|中午|日落|黄昏|夜晚|夜间)(?= ;|$)"),
        says=pattern(r"灯光|亮度"),
        units=_PERCENTS,
        assumed=_PERCENT,
        fits=_TO_100,
        setting=True,
    ),
    Rule(
        key="color_channel",
        kind=Number,
        access=WRITABLE,
        words=pattern(
            r"[冷暖]?白光|[冷暖]白|[蓝红绿紫青黄]光|[蓝红绿紫]色|宝蓝|月光|紫外|"
            r"\b(white|blue\d?|red|green|violet|purple|royal|uv|moon(light)?)\b"
        ),
        unless=pattern(r"红外|infrared|时间|时长|\btime\b|mode|模式|月相|phase|起始"),
        units=_PERCENTS,
        assumed=_PERCENT,
        fits=_TO_100,
    ),
    Rule(
        key="sound_volume",
        kind=Number,
        words=pattern(
            r"音量|\b(sound|speaker|voice|alarm) volume\b|"
            r"^volume( set)? ; (volume( set)?)?(?= ;|$)"
        ),
        units=_PERCENTS,
        assumed=_PERCENT,
        fits=_TO_100,
    ),
    Rule(
        key="position",
        kind=Number,
        words=pattern(r"位置|开度|\bposition(?= ;|$)"),
        units=_PERCENTS,
        assumed=_PERCENT,
        fits=_TO_100,
    ),
    Rule(
        key="remaining_life",
        kind=Number,
        access=STATUS,
        words=pattern(
            r"(滤芯|滤网|滤材|刷|耗材).*(寿命|剩余)|寿命|"
            r"\b(filter|brush|cartridge) (life|remaining|left)\b|\blife\b"
        ),
        unless=pattern(r"天|小时|days|hours"),
        units=_PERCENTS,
        assumed=_PERCENT,
        fits=_TO_100,
        state_class=SensorStateClass.MEASUREMENT,
        diagnostic=True,
    ),
    Rule(
        key="percentage",
        kind=Number,
        words=pattern(r""),
        units=_PERCENTS,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    # -- times and counts ----------------------------------------------------------
    Rule(
        key="total_time",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"累计|总.*时间|运行时间|已使用|\b(total|accum\w*|operating|run|running|used) "
            r"?(time|hours?|minutes|seconds|days)\b"
        ),
        unless=pattern(r"剩余|remain|left|本次|当前|计划|设定"),
        units=_TIMES,
        device_class=SensorDeviceClass.DURATION,
        state_class=SensorStateClass.TOTAL_INCREASING,
        diagnostic=True,
    ),
    Rule(
        key="period",
        kind=Number,
        access=STATUS,
        words=pattern(
            r"间隔|间隙|校准|渐变|适应|喂食|暂停|\b(interval|skip|calib\w*|cal|ramp|fade|"
            r"acclim\w*|feed|pause)\b"
        ),
        units=_TIMES,
        device_class=SensorDeviceClass.DURATION,
        setting=True,
        diagnostic=True,
    ),
    Rule(
        key="duration",
        kind=Number,
        words=pattern(r""),
        units=_TIMES,
        device_class=SensorDeviceClass.DURATION,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="counter",
        kind=Number,
        access=READONLY,
        words=pattern(r"次数|累计.*次|\b(starts|cycles|counter)\b|\bcount(?= ;|$)"),
        unless=pattern(r"头|泵|channel|head|剩余|remain|\bleft\b"),
        fits=counts,
        state_class=SensorStateClass.TOTAL_INCREASING,
        diagnostic=True,
    ),
    # -- numbers by their unit alone -------------------------------------------------
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
        units=_DEGREES,
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    # -- numbers without a quantity --------------------------------------------------
    Rule(
        key="curve",
        kind=Number,
        access=WRITABLE,
        words=pattern(r"曲线|斜率|\b(curve|slope)\b"),
        fits=always,
        setting=True,
    ),
    Rule(
        key="calibration",
        kind=Number,
        access=WRITABLE,
        words=pattern(r"校准|校正|\bcalib(ration)?\d*\b|\boffset\b"),
        fits=always,
        setting=True,
    ),
    Rule(
        key="sensitivity",
        kind=Number,
        access=WRITABLE,
        words=pattern(r"灵敏度|回差|\b(sensitivity|hysteresis|dead ?(zone|band))\b"),
        fits=always,
        setting=True,
    ),
    Rule(
        key="head_count",
        kind=Number,
        access=WRITABLE,
        words=pattern(r"头数量|数量$|\b(head|channel|pump) (count|number|ttl)\b"),
        fits=always,
        setting=True,
        off=True,
    ),
    Rule(
        key="installer_setting",
        kind=Number,
        access=WRITABLE,
        words=pattern(r""),
        says=pattern(r"\binstaller\b|工程人员|安装人员|厂家|工厂"),
        fits=always,
        setting=True,
        off=True,
    ),
    # -- switches ------------------------------------------------------------------
    Rule(
        key="child_lock",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"童锁|; 锁定$|按键锁|面板锁|键盘锁|按键锁定|\b(child|key|keypad|panel|kid) ?lock\b|"
            r"\block (switch|onoff|on off|c)\b|^locked\b"
        ),
        unless=pattern(r"门锁|door"),
        setting=True,
    ),
    Rule(
        key="link_mode",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"^(link |wifi )?mode(?= ;)|连接方式|配网方式"),
        says=pattern(r"\bap ?控制|wireless|热点|路由|直连|\bap\b.{0,6}(mode|模式)"),
        setting=True,
        off=True,
    ),
    # Seen in 21 products as a setting of the link; never on and off of the device.
    Rule(
        key="mode_switch",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"^mode ; (mode|模式)?$"),
        setting=True,
        off=True,
    ),
    Rule(
        key="temperature_unit",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"\btemp(erature)? (set )?unit\b|^t ?unit\b|^c f ;|\bcf flag\b|温度单位|"
            r"\bunit (celsius|fahrenheit)\b"
        ),
        setting=True,
    ),
    Rule(
        key="notification",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"推送|提醒|\bpush\b|\bnotif\w*|报警开关|告警开关"),
        setting=True,
        off=True,
    ),
    Rule(
        key="buzzer",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"蜂鸣|按键音|静音|提示音|\bbuzzer\b|\bmute\b|\bbeep\b|\bkey tones?\b"
        ),
        setting=True,
    ),
    Rule(
        key="display",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"屏显|显示屏|屏幕|指示灯|背光|"
            r"\b(display|backlight|indicator|screen)\b"
        ),
        setting=True,
    ),
    Rule(
        key="power_memory",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"断电记忆|掉电记忆|停电记忆|来电恢复|\bpower (memory|loss)\b|"
            r"restore after power"
        ),
        setting=True,
    ),
    Rule(
        key="window_detection",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"开窗检测|窗户检测|\bwindow (detect\w*|switch)\b|window detection"
        ),
        setting=True,
    ),
    Rule(
        key="weather_compensation",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"温度补偿|气候补偿|\b(weather|outdoor) ?comp(ensation)?\b"),
        setting=True,
    ),
    Rule(
        key="calibration_run",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"校准|\bcalib\w*|\bcal (run|sw|switch)\b"),
        setting=True,
        off=True,
    ),
    Rule(
        key="reset",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"复位|重置|清零|清除|\breset\b|\bclear\b"),
        setting=True,
        off=True,
    ),
    Rule(
        key="schedule",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"定时\d*开关|计划开关|预约开关|按计划|独立计划|; 定时$|\btimer\d* ?on\b|"
            r"\b(enable schedule|schedule (on|enable|onoff)|plan\d* on)\b|"
            r"\bweekly programme\b"
        ),
        unless=pattern(r"发|marker"),
        setting=True,
    ),
    Rule(
        key="reverse",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r"反转|反向|换向|正反|\breverse\b|\bcontrol back\b"),
        unless=pattern(r"风|fan|wind"),
        setting=True,
    ),
    Rule(
        key="option",
        kind=Bool,
        access=WRITABLE,
        words=pattern(r""),
        says=pattern(r"选项|\boption\b"),
        setting=True,
    ),
    Rule(
        key="power_switch",
        kind=Bool,
        access=WRITABLE,
        words=pattern(
            r"^(switch|power|on off|onoff|switch on|power switch|cmd on off|light on) ; "
            r"(开关|开关机|电源|电源开关|总开关|主开关|开机|power|switch|power switch|"
            r"on ?/ ?off|on off|onoff)?(?= ;|$)|"
            r"^[^;]* ; (总开关|主开关|总电源|电源开关|开关机)(?= ;|$)"
        ),
    ),
    # -- what is or is not -----------------------------------------------------------
    Rule(
        key="leak",
        kind=Bool,
        access=READ,
        words=pattern(r"漏水|水浸|浸水|溢水|\b(water )?leak(age)?\b|\bflood\b"),
        unless=pattern(
            r"推送|蜂鸣|push|buzzer|sensor|传感器|漏电|漏气|燃气|煤气|然气|\bgas\b|冷媒|制冷剂|refrigerant|(?<!water )\bleakage\b"
        ),
        device_class=BinarySensorDeviceClass.MOISTURE,
    ),
    Rule(
        key="low_battery",
        kind=Bool,
        access=READ,
        words=pattern(
            r"低电量|电量[过]?低|电池.*低|低电压报警|"
            r"\b(low (battery|batt?)|(battery|batt?) low|lowbat(tery)?)\b"
        ),
        device_class=BinarySensorDeviceClass.BATTERY,
        diagnostic=True,
    ),
    Rule(
        key="tamper",
        kind=Bool,
        access=READ,
        words=pattern(r"防[拆撬]|被[拆撬]|\btamper\b|\bpry\b"),
        device_class=BinarySensorDeviceClass.TAMPER,
        diagnostic=True,
    ),
    Rule(
        key="smoke",
        kind=Bool,
        access=READ,
        words=pattern(r"烟雾|烟感|\bsmoke\b"),
        unless=pattern(r"传感器|sensor|fault|故障"),
        device_class=BinarySensorDeviceClass.SMOKE,
    ),
    Rule(
        key="gas",
        kind=Bool,
        access=READ,
        words=pattern(
            r"(燃气|天然气|煤气|可燃气体)(泄[漏露]|报警|超标)|漏气|\bgas (leak|alarm)\b"
        ),
        unless=pattern(r"传感器|sensor|fault|故障"),
        device_class=BinarySensorDeviceClass.GAS,
    ),
    Rule(
        key="carbon_monoxide",
        kind=Bool,
        access=READ,
        words=pattern(r"一氧化碳|\bco alarm\b"),
        unless=pattern(r"二氧化碳|传感器|sensor|fault|故障"),
        device_class=BinarySensorDeviceClass.CO,
    ),
    # An alert tells of things that are no problem as well.
    Rule(
        key="event",
        kind=Bool,
        access=FAILURE,
        words=pattern(
            r"门铃|完成|结束|开门提醒|[除化]霜|\b(door ?bell|finish(ed)?|done|completed?|defrost(ing)?)\b"
        ),
        unless=pattern(r"未|故障|fail|fault"),
    ),
    Rule(
        key="problem",
        kind=Bool,
        access=FAILURE,
        words=pattern(r""),
        device_class=BinarySensorDeviceClass.PROBLEM,
    ),
    Rule(
        key="problem",
        kind=Bool,
        access=READONLY,
        words=pattern(
            r"^(fault|error|err|system err\d*|alarm|alert)\b|\bfault(?= ;|$)|故障|"
            r"^(over ?temp|over ?current|over ?voltage|open circuit)(?= ;)|"
            r"\bboiler info5 bit4\b|(?<![不未])缺[水粮食盐豆相纸]|水满|满水|卡粮|堵塞|"
            r"\b(fail|failure|failed|lack water|no water|water shortage|tank full)(?= ;|$)"
        ),
        unless=pattern(r"复位|reset|历史|history"),
        device_class=BinarySensorDeviceClass.PROBLEM,
        diagnostic=True,
    ),
    Rule(
        key="motion",
        kind=Bool,
        access=READONLY,
        words=pattern(
            r"红外探测|红外感应|人体感应|人体探测|人体检测|人体移动|\bpir\b|\bmotion\b"
        ),
        device_class=BinarySensorDeviceClass.MOTION,
    ),
    Rule(
        key="occupancy",
        kind=Bool,
        access=READONLY,
        words=pattern(r"有人|人体存在|\b(occupancy|occupied|presence|people)\b"),
        device_class=BinarySensorDeviceClass.OCCUPANCY,
    ),
    Rule(
        key="door",
        kind=Bool,
        access=READONLY,
        words=pattern(r"(?<!阀)门(开关)?状态|门磁|\bdoor\b"),
        says=pattern(
            r"1 ?[:为是=]? ?(已?打?开|open)|\bdoor open\b|\bopen door\b|门(已?打开|开着)"
        ),
        unless=pattern(r"锁|\block"),
        device_class=BinarySensorDeviceClass.DOOR,
    ),
    Rule(
        key="window",
        kind=Bool,
        access=READONLY,
        words=pattern(r"窗户?状态|窗磁|\bwindow\b"),
        says=pattern(r"1 ?[:为是=]? ?(已?打?开|open)|\bwindow open\b|\bopen window\b"),
        unless=pattern(r"检测|detect"),
        device_class=BinarySensorDeviceClass.WINDOW,
    ),
    Rule(
        key="lock_state",
        kind=Bool,
        access=READONLY,
        words=pattern(r"锁状态|上锁|门锁|\block(ed)?( state| status)?(?= ;|$)"),
        says=pattern(
            r"1 ?[:为是=]? ?(已?开锁|未上?锁|解锁|打开|unlocked?|open)|"
            r"0 ?[:为是=]? ?(已?上锁|锁定|关锁|locked)"
        ),
        unless=pattern(r"童锁|child|key|按键"),
        device_class=BinarySensorDeviceClass.LOCK,
    ),
    Rule(
        key="charging",
        kind=Bool,
        access=READONLY,
        words=pattern(r"充电中|正在充电|^(is )?charging\b"),
        device_class=BinarySensorDeviceClass.BATTERY_CHARGING,
        diagnostic=True,
    ),
    Rule(
        key="connected",
        kind=Bool,
        access=READONLY,
        words=pattern(r"已连接|在线|\b(connected|online)\b"),
        unless=pattern(r"未连接|disconnected|offline"),
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        diagnostic=True,
    ),
    Rule(
        key="vibration",
        kind=Bool,
        access=READ,
        words=pattern(r"[振震]动|\bvibrat(ion|ing)\b"),
        unless=pattern(r"模式|开关|强度|mode|motor|故障|fault"),
        device_class=BinarySensorDeviceClass.VIBRATION,
    ),
    Rule(
        key="moving",
        kind=Bool,
        access=READONLY,
        words=pattern(r"^(is )?moving\b"),
        device_class=BinarySensorDeviceClass.MOVING,
    ),
    # `pH_OUT` is an outlet of a controller; `outdoor` is another word.
    Rule(
        key="output",
        kind=Bool,
        access=READONLY,
        words=pattern(
            r"继电器|输出状态|\brelay\b|^out \w|^(ph|mv|orp|ec|temp|heat|cool|co2) out(?= ;)"
        ),
        device_class=BinarySensorDeviceClass.RUNNING,
        diagnostic=True,
    ),
    Rule(
        key="running",
        kind=Bool,
        access=READONLY,
        words=pattern(
            r"运行中|[泵机扇]运行|(风扇|风机|[水油]泵|压缩机|电机)状态|\brunning\b|"
            r"(加热|制热|制冷|烘干|消毒)中$|正在(加热|制热|制冷)|"
            r"; [^;]*(压缩机|泵|风机|风扇|电加热)$|"
            r"\b(pump|fan|compressor) (state|status)\b|"
            r"; ([a-z]+ )?(pump|compressor|fan)$"
        ),
        unless=pattern(r"异常|故障|fault|模式|mode"),
        device_class=BinarySensorDeviceClass.RUNNING,
    ),
    # -- options -------------------------------------------------------------------
    Rule(
        key="identity",
        kind=Enum,
        access=READ,
        words=pattern(r"型号|品牌|版本|\b(brand|model|version)\b"),
        diagnostic=True,
        off=True,
    ),
    Rule(
        key="installer_setting",
        kind=Enum,
        access=WRITABLE,
        words=pattern(
            r"系统类型|末端类型|系统设置|功能选择|加热设置|安装|\b(installation|emitter type)\b"
        ),
        setting=True,
        off=True,
    ),
    Rule(
        key="time_slot",
        kind=Enum,
        access=WRITABLE,
        words=pattern(r"\btime ?slot|正在编辑|被写"),
        setting=True,
        off=True,
    ),
    Rule(
        key="type",
        kind=Enum,
        access=WRITABLE,
        words=pattern(r"类型|\btype(?= ;|$)"),
        setting=True,
    ),
    Rule(
        key="calibration_target",
        kind=Enum,
        access=WRITABLE,
        words=pattern(r"校准|\bcalib\w*|\bcal (set|head)\b"),
        setting=True,
        off=True,
    ),
    Rule(
        key="temperature_unit",
        kind=Enum,
        words=pattern(r"温度单位|\btemp(erature)? (set )?unit\b|^t ?unit\b"),
        setting=True,
        diagnostic=True,
    ),
    Rule(
        key="linkage",
        kind=Enum,
        access=WRITABLE,
        words=pattern(r"联动|主从|\blinkage\b"),
        setting=True,
    ),
    Rule(
        key="power_on_state",
        kind=Enum,
        access=WRITABLE,
        words=pattern(
            r"(上电|来电|通电)(后)?(状态|行为|模式)|\b(power on|relay|restore) (state|status|behavior)(?= ;|$)"
        ),
        setting=True,
    ),
    Rule(
        key="language",
        kind=Enum,
        access=WRITABLE,
        words=pattern(r"语言|\blanguage\b"),
        setting=True,
    ),
    Rule(
        key="direction",
        kind=Enum,
        access=WRITABLE,
        words=pattern(r"方向|\bdirection\b"),
        unless=pattern(r"风向|wind"),
        setting=True,
    ),
    Rule(
        key="sensor_choice",
        kind=Enum,
        access=WRITABLE,
        words=pattern(r"传感器选择|探头选择|\bsensor (select\w*|choice|source)\b"),
        setting=True,
    ),
    Rule(
        key="fan_speed",
        kind=Enum,
        words=pattern(r"风速|风量|\bfan (speed|level|mode)\b|\bwind( speed)?(?= ;)"),
    ),
    Rule(
        key="charging_state",
        kind=Enum,
        access=READ,
        words=pattern(r"充电|\bcharg\w* (state|status)\b"),
        diagnostic=True,
    ),
    Rule(
        key="mode",
        kind=Enum,
        words=pattern(r"模式|方式|场景|\bmode\b|\bscene\b"),
    ),
    Rule(
        key="state",
        kind=Enum,
        access=READ,
        words=pattern(r"状态|\b(state|status)\b"),
    ),
    Rule(key="choice", kind=Enum, words=pattern(r"")),
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
