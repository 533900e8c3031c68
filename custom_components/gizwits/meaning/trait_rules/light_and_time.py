"""Light, sound and position; times and counts."""

from typing import Final

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import UnitOfTemperature

from ...api import Number
from ..rule import READONLY, STATUS, WRITABLE, Rule, counts, pattern, within
from .common import PERCENT, PERCENTS, TIMES, TO_100

LIGHT_SOUND_POSITION: Final[tuple[Rule, ...]] = (
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
        units=PERCENTS,
        assumed=PERCENT,
        fits=TO_100,
    ),
    # How bright it is in the morning, at night, …
    Rule(
        key="brightness",
        kind=Number,
        access=WRITABLE,
        words=pattern(r"; (早晨|清晨|日出|白天|中午|日落|黄昏|夜晚|夜间)(?= ;|$)"),
        says=pattern(r"灯光|亮度"),
        units=PERCENTS,
        assumed=PERCENT,
        fits=TO_100,
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
        units=PERCENTS,
        assumed=PERCENT,
        fits=TO_100,
    ),
    Rule(
        key="sound_volume",
        kind=Number,
        words=pattern(
            r"音量|\b(sound|speaker|voice|alarm) volume\b|"
            r"^volume( set)? ; (volume( set)?)?(?= ;|$)"
        ),
        units=PERCENTS,
        assumed=PERCENT,
        fits=TO_100,
    ),
    Rule(
        key="position",
        kind=Number,
        words=pattern(r"位置|开度|\bposition(?= ;|$)"),
        units=PERCENTS,
        assumed=PERCENT,
        fits=TO_100,
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
        units=PERCENTS,
        assumed=PERCENT,
        fits=TO_100,
        state_class=SensorStateClass.MEASUREMENT,
        diagnostic=True,
    ),
    Rule(
        key="percentage",
        kind=Number,
        words=pattern(r""),
        units=PERCENTS,
        state_class=SensorStateClass.MEASUREMENT,
    ),
)


TIMES_AND_COUNTS: Final[tuple[Rule, ...]] = (
    Rule(
        key="total_time",
        kind=Number,
        access=READONLY,
        words=pattern(
            r"累计|总.*时间|运行时间|已使用|\b(total|accum\w*|operating|run|running|used) "
            r"?(time|hours?|minutes|seconds|days)\b"
        ),
        unless=pattern(r"剩余|remain|left|本次|当前|计划|设定"),
        units=TIMES,
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
        units=TIMES,
        device_class=SensorDeviceClass.DURATION,
        setting=True,
        diagnostic=True,
    ),
    Rule(
        key="duration",
        kind=Number,
        words=pattern(r""),
        units=TIMES,
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
)
