"""Lists of options."""

from typing import Final

from ...api import Enum
from ..rule import READ, WRITABLE, Rule, pattern

OPTIONS: Final[tuple[Rule, ...]] = (
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
