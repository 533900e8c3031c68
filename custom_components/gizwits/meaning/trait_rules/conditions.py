"""What is or is not: problems, presence, what runs."""

from typing import Final

from homeassistant.components.binary_sensor import BinarySensorDeviceClass

from ...api import Bool
from ..rule import FAILURE, READ, READONLY, Rule, pattern

CONDITIONS: Final[tuple[Rule, ...]] = (
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
)
