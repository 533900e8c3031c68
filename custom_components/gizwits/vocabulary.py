"""Names in English from labels in Chinese, where every word of a label is known.

Word by word from left to right: what names a datapoint is a noun and what qualifies it,
in the same order in both languages. One word that is not here, and there is no name.
"""

from collections.abc import Mapping
from functools import lru_cache
import re
from types import MappingProxyType
from typing import Final

from .words import identifier_words, plain

_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Places and parts
        "室内": "indoor",
        "室外": "outdoor",
        "房间": "room",
        "环境": "ambient",
        "地面": "floor",
        "地板": "floor",
        "水箱": "tank",
        "储水罐": "tank",
        "水罐": "tank",
        "主泵": "main pump",
        "水泵": "pump",
        "循环水泵": "circulation pump",
        "滴定泵": "dosing pump",
        "泵": "pump",
        "阀门": "valve",
        "风扇": "fan",
        "风机": "fan",
        "电机": "motor",
        "压缩机": "compressor",
        "锅炉": "boiler",
        "主板": "board",
        "面板": "panel",
        "探头": "probe",
        "传感器": "sensor",
        "温度传感器": "temperature sensor",
        "温湿度传感器": "temperature and humidity sensor",
        "红外传感器": "infrared sensor",
        "室温传感器": "room temperature sensor",
        "水流传感器": "flow sensor",
        "内置传感器": "internal sensor",
        "外置传感器": "external sensor",
        "滤芯": "filter",
        "滤网": "filter",
        "滤材": "filter media",
        "插孔": "outlet",
        "插座": "outlet",
        "通道": "channel",
        "设备": "device",
        "加热棒": "heater",
        "蛋分": "skimmer",
        "搅拌器": "stirrer",
        "夜灯": "night light",
        "主灯": "main light",
        "灯": "light",
        "灯光": "light",
        "照明": "light",
        "指示灯": "indicator light",
        "门": "door",
        "电池": "battery",
        "备用电池": "backup battery",
        "负载": "load",
        # Quantities
        "温度": "temperature",
        "水温": "water temperature",
        "室温": "room temperature",
        "湿度": "humidity",
        "土壤湿度": "soil moisture",
        "功率": "power",
        "有功功率": "active power",
        "无功功率": "reactive power",
        "电压": "voltage",
        "电流": "current",
        "频率": "frequency",
        "亮度": "brightness",
        "色温": "color temperature",
        "颜色": "color",
        "音量": "volume",
        "风速": "fan speed",
        "转速": "speed",
        "语速": "speech rate",
        "流量": "flow",
        "流速": "flow rate",
        "水压": "water pressure",
        "水位": "water level",
        "液位": "liquid level",
        "液量": "volume",
        "余量": "stock",
        "余粮": "food left",
        "重量": "weight",
        "位置": "position",
        "份量": "portion",
        "强度": "strength",
        "档位": "level",
        "时间": "time",
        "时长": "duration",
        "间隔": "interval",
        "间隔天数": "interval in days",
        "剩余天数": "days left",
        "天数": "days",
        "每日时段数": "time slots a day",
        "时段": "time slot",
        "定时段": "time slot",
        "次数": "count",
        "泵头数量": "number of heads",
        "头数量": "number of heads",
        "数量": "count",
        "间隙时间": "interval",
        "寿命": "life",
        "阈值": "threshold",
        "上限": "upper limit",
        "下限": "lower limit",
        "斜率": "slope",
        "曲线": "curve",
        "月相": "moon phase",
        "型号": "model",
        "版本": "version",
        "固件版本": "firmware version",
        "序列号": "serial number",
        # Qualities
        "设定": "set",
        "设置": "set",
        "目标": "target",
        "设定温度": "target temperature",
        "目标温度": "target temperature",
        "当前": "current",
        "当前定时": "current scheduled",
        "实际": "actual",
        "默认": "default",
        "起始": "start",
        "初始": "initial",
        "剩余": "remaining",
        "累计": "total",
        "总": "total",
        "最大": "maximum",
        "最小": "minimum",
        "持续时间": "duration",
        "运行时间": "run time",
        "快速": "quick",
        "自动": "automatic",
        "手动": "manual",
        "立即喂食": "feed now",
        "手动喂食": "manual feeding",
        "内部": "internal",
        "外部": "external",
        "左右": "horizontal",
        "上下": "vertical",
        # What it does
        "开关": "switch",
        "电源": "power",
        "总开关": "main switch",
        "主开关": "main switch",
        "模式": "mode",
        "工作模式": "operating mode",
        "运行模式": "operating mode",
        "造流模式": "wave mode",
        "状态": "state",
        "联动": "linkage",
        "方向": "direction",
        "场景": "scene",
        "语言": "language",
        "单位": "unit",
        "温度单位": "temperature unit",
        "控制": "control",
        "加热": "heating",
        "制热": "heating",
        "制冷": "cooling",
        "采暖": "heating",
        "供暖": "heating",
        "供热": "heating",
        "热水": "hot water",
        "生活热水": "hot water",
        "过滤": "filter",
        "过滤循环": "filter circulation",
        "循环": "circulation",
        "回水": "return",
        "出水": "flow",
        "除霜": "defrosting",
        "杀菌": "sterilization",
        "高温杀菌": "sterilization",
        "睡眠": "sleep",
        "摆风": "swing",
        "气泡": "bubbles",
        "喂食": "feeding",
        "潮汐": "tide",
        "脉冲": "pulse",
        "脉冲潮汐": "pulse or tide",
        "定时": "schedule",
        "定时开关": "schedule",
        "每日": "daily",
        "计划": "plan",
        "计划开关": "schedule",
        "独立计划": "own plan",
        "预设程序": "preset program",
        "预约": "delay",
        "定时开机": "on timer",
        "定时关机": "off timer",
        "校准": "calibration",
        "校准量": "calibration amount",
        "校准用时": "calibration time",
        "补偿": "compensation",
        "渐变": "fade",
        "暂停": "pause",
        "演示": "demo",
        "适应": "acclimation",
        "适应期": "acclimation",
        "适应周期": "acclimation",
        "月圆周期": "moon cycle",
        "功能": "function",
        "检测": "detection",
        "开窗检测": "open window detection",
        "断电记忆": "power-off memory",
        "离家": "away",
        "离家随机": "away simulation",
        "度假": "holiday",
        "度假模式": "holiday mode",
        "童锁": "child lock",
        "按键锁": "key lock",
        "面板锁": "panel lock",
        "蜂鸣器": "buzzer",
        "蜂鸣": "buzzer",
        "推送": "notification",
        "背光": "backlight",
        "提示音": "prompt",
        "唤醒词": "wake word",
        "充电": "charging",
        "信号": "signal",
        "红外": "infrared",
        "红外探测": "infrared detection",
        "运行": "running",
        "使能": "enable",
        "选择": "choice",
        "补水": "top-up",
        "换水": "water change",
        "清洗": "cleaning",
        "复位": "reset",
        "彩云": "clouds",
        "效果": "effect",
        # What goes wrong
        "故障": "failure",
        "失效": "failure",
        "异常": "failure",
        "报警": "alarm",
        "报警开关": "alarm option",
        "过高": "too high",
        "过低": "too low",
        "不足": "too low",
        "温度过高": "overheating",
        "过温": "overheating",
        "过热": "overheating",
        "过热保护": "overheat protection",
        "过流": "overcurrent",
        "过压": "overvoltage",
        "欠压": "undervoltage",
        "过载": "overload",
        "堵转": "blocked rotor",
        "空载": "dry running",
        "开路": "open circuit",
        "堵塞": "blocked",
        "漏水": "leak",
        "漏电": "earth leakage",
        "漏电保护": "earth leakage protection",
        "缺水": "no water",
        "高温": "high temperature",
        "低温": "low temperature",
        "高压": "high pressure",
        "低压": "low pressure",
        "通信": "communication",
        "通讯": "communication",
        "串口连接": "board connection",
        # Light
        "白光": "white",
        "冷白": "cool white",
        "暖白": "warm white",
        "蓝光": "blue",
        "蓝色": "blue",
        "宝蓝": "royal blue",
        "红光": "red",
        "红色": "red",
        "绿光": "green",
        "绿色": "green",
        "紫光": "violet",
        "紫色": "violet",
        "紫外": "UV",
        "月光": "moonlight",
        # Times
        "早晨": "morning",
        "清晨": "dawn",
        "日出": "sunrise",
        "日照": "sunshine",
        "白天": "day",
        "多云": "clouds",
        "日落": "sunset",
        "黄昏": "dusk",
        "夜晚": "night",
        "夜间": "night",
        "月夜": "moonlight",
        "周一": "Monday",
        "周二": "Tuesday",
        "周三": "Wednesday",
        "周四": "Thursday",
        "周五": "Friday",
        "周六": "Saturday",
        "周日": "Sunday",
    }
)
# Longest first: 定时开关 is not 定时 and 开关.
_PIECE: Final = re.compile(
    "|".join(
        [
            *map(re.escape, sorted(_WORDS, key=len, reverse=True)),
            r"[a-z\d.]+",
            r"[\s_,:()/-]+",
        ]
    ),
    re.IGNORECASE,
)
# "出水温度 (flow)" says it twice.
_ASIDE: Final = re.compile(r" ?\([a-z /]+\)$")
_NUMBERED: Final = re.compile(r"^(\d+)号(.+)$")

# Identifiers made of these words can be read as they are; `Room_temp`, `Fault_Fan`,
# `channe1`, `Plan1_on` and `M1` are better in words.
_ENGLISH: Final = """
    air alert amount ambient away battery blocked boost brightness brush bubbles
    button buzzer calibration channel child circuit circulation clean cleaning
    clock cloud clouds color comfort command compressor control cooling count
    current curve cycle daily day default delay demo device direction display door
    drain dry duration eco effect electric empty energy external fan feed filter
    firmware floor flow food frequency frost full gas green head heat heater
    heating holiday horizontal hot humidity indoor infrared inlet inside internal
    interval key kelvin lamp language leak left level life light limit link
    linkage liquid load lock low lunar main manual meter mode model moon motion
    motor mute night off open option outdoor outlet output oxygen panel pause
    phase plan pool portion position power preset pressure probe program pulse
    pump quick quiet rain rate reached reactive red relay remaining reset return
    right room run running scene schedule screen sensor serial setpoint skimmer
    sleep smoke soil moisture sound speech speed spot start state status stock
    storage supply swing switch tank target temperature threshold tide time timer
    tone top total unit upper valve vertical violet voice voltage volume warm
    water wave weather week weekly weight white wind window word wake work zone
    factor memory ionizer oscillation jets dhw ph orp tds ec co2 pm25
    """
_READABLE: Final = frozenset(_ENGLISH.split())


@lru_cache(maxsize=4096)
def english_name(label: str) -> str | None:
    """Return a Chinese label in English, None where one of its words is not known."""
    text = _ASIDE.sub("", plain(label))
    if numbered := _NUMBERED.match(text):
        name = english_name(numbered[2])
        return f"{name} {numbered[1]}" if name else None
    words: list[str] = []
    position = 0
    while position < len(text):
        piece = _PIECE.match(text, position)
        if not piece:
            return None
        position = piece.end()
        words.append(_WORDS.get(piece[0]) or piece[0].strip(" _,:()/-").upper())
    name = " ".join(filter(None, words))
    return name[:1].upper() + name[1:] if name else None


def is_readable(identifier: str) -> bool:
    """Return whether an identifier is made of English words alone."""
    return set(identifier_words(identifier).split()) <= _READABLE
