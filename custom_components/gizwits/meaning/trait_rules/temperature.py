"""Temperatures and humidities, and when a number can only be in °C."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import UnitOfTemperature

from ...api import Number
from ..rule import READ, STATUS, Rule, pattern, within
from .common import DEGREES, PERCENT, PERCENTS, TO_100

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


def _is_humidity(number: Number) -> bool:
    """Return whether a humidity is in %: a byte, or tenths that are read, can be."""
    is_open = number.is_unlimited and (number.step < 1 or number.maximum == _BYTE)
    return within(0, 100, reach=60, step=10)(number) or (
        is_open and number.minimum == 0 and not number.writable
    )


TEMPERATURE: Final[tuple[Rule, ...]] = (
    Rule(
        key="temperature_offset",
        kind=Number,
        words=pattern(
            r"(温度?|\btemp(erature)?\b).{0,12}(校准|校正|补偿|偏移|修正|calib|offset|"
            r"correct|compensat|delta|hyst)|(calib\w*|offset|correction|delta) "
            r"(temp|温)|回差|温差|死区|迟滞"
        ),
        unless=pattern(r"开关|使能|enable|斜率|曲线|curve|slope|系数"),
        units=DEGREES,
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
        units=DEGREES,
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
        units=DEGREES,
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
        units=DEGREES,
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
        units=DEGREES,
        assumed=UnitOfTemperature.CELSIUS,
        fits=_is_celsius,
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
    ),
    Rule(
        key="soil_moisture",
        kind=Number,
        words=pattern(r"土壤(湿度|水分)|\bsoil (moisture|humidity)\b"),
        units=PERCENTS,
        assumed=PERCENT,
        fits=TO_100,
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
        units=PERCENTS,
        assumed=PERCENT,
        fits=_is_humidity,
        device_class=SensorDeviceClass.HUMIDITY,
        state_class=SensorStateClass.MEASUREMENT,
    ),
)
