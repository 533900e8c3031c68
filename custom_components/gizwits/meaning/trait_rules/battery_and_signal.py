"""How full a battery is, and how strong a signal."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import (
    SIGNAL_STRENGTH_DECIBELS,
    SIGNAL_STRENGTH_DECIBELS_MILLIWATT,
)

from ...api import Number
from ..rule import READONLY, Rule, pattern, within
from .common import PERCENT, PERCENTS, TO_100

BATTERY_AND_SIGNAL: Final[tuple[Rule, ...]] = (
    Rule(
        key="battery",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"\b(battery|batt?)( (level|percent|percentage|capacity|soc))?(?= ;|$)|"
            r"\bsoc(?= ;|$)|\belectricity left\b|电池电量|剩余电量|; 电量$|; 电池$|电池soc"
        ),
        unless=pattern(r"volt|电压|电流|温|temp|times|次数|type|类型|累计|总"),
        units=PERCENTS,
        assumed=PERCENT,
        fits=TO_100,
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
        units=PERCENTS,
        assumed=PERCENT,
        fits=TO_100,
        state_class=SensorStateClass.MEASUREMENT,
        diagnostic=True,
        off=True,
    ),
)
