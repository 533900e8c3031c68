"""Numbers that are no quantity, however much their words sound like one."""

from typing import Final

from ...api import Number
from ..rule import READ, WRITABLE, Rule, always, pattern

WHAT_THEY_ARE_NOT: Final[tuple[Rule, ...]] = (
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
)


WITHOUT_QUANTITY: Final[tuple[Rule, ...]] = (
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
)
