"""One datapoint for which each rule of the table of traits fires, and one where it must not.

The second of each pair is a false friend: like the first, but for a word, the range, the
kind or the access. They are of the sort that real definitions have.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from custom_components.gizwits.api import Access, Bool, Enum, Number
from custom_components.gizwits.meaning.rule import Rule
from custom_components.gizwits.meaning.trait_table import TRAITS

type Point = Bool | Enum | Number

ACCESS: Final = {
    "W": Access.WRITABLE,
    "R": Access.READONLY,
    "A": Access.ALERT,
    "F": Access.FAULT,
}


def n(
    name: str,
    label: str = "",
    limits: tuple[float, float] = (0, 100),
    step: float = 1,
    says: str = "",
    access: str = "R",
) -> Number:
    """Return a number."""
    return Number(
        name=name,
        label=label,
        access=ACCESS[access],
        description=says,
        minimum=limits[0],
        maximum=limits[1],
        step=step,
    )


def b(name: str, label: str = "", says: str = "", access: str = "W") -> Bool:
    """Return a bool."""
    return Bool(name=name, label=label, access=ACCESS[access], description=says)


def e(
    name: str, label: str = "", access: str = "W", labels: tuple[str, ...] = ("a", "b")
) -> Enum:
    """Return an enum."""
    return Enum(name=name, label=label, access=ACCESS[access], labels=labels)


# By the key of the rule; rules of one key follow each other as in the table.
NUMBERS: Final[Mapping[str, tuple[tuple[Point, Point], ...]]] = {
    "identity": (
        (n("Version_FW", "固件版本", (0, 255)), n("Version_FW", "版本", access="W")),
    ),
    "time_slot": (
        (n("d1_b01", "周一时段1", (0, 255), access="W"), n("time1", "校准时间")),
    ),
    "plan_of_day": (
        (n("Fir", "周五", (0, 255), access="W"), n("Data", "每日", access="W")),
    ),
    "code": (
        (n("error_code", "", (0, 65535)), n("heat_code", "", (0, 6), access="W")),
        (n("bits", "", (0, 255), says="bit0: radio"), n("bits", "", says="rabbit 0")),
    ),
    "temperature_offset": (
        # mL of a doser; a switch
        (
            n("Calib", "温度校准", (-10, 10), 0.1, access="W"),
            n("Calib1", "校准量", (10, 100), access="W"),
        ),
    ),
    "temperature_limit": (
        # Minutes are not a minimum
        (
            n("CH_Max", "采暖设定上限", (0, 100), 0.5),
            n("heat_set_min", "加热设定时长", (0, 60), access="W"),
        ),
    ),
    "inner_temperature": (
        (n("Coil_Temp", "Coil temperature", (-40, 120)), n("coil", "Coil", (0, 9))),
    ),
    "target_temperature": (
        # °F, or both
        (
            n("temp_set", "设定温度", (5, 35), 0.5, access="W"),
            n("temp_set", "设定温度", (68, 104), access="W"),
        ),
    ),
    "temperature": (
        # Temporary; a color; tenths without a unit; a whole byte
        (
            n("room_temp", "室内温度", (-10, 90)),
            n("Temp_Lamp", "临时开灯", (0, 1), access="W"),
        ),
        # A word nobody knows, a unit that everybody does
        (
            n("T4", "T4", (-40, 125), 0.1, says="℃"),
            n("T4", "T4", (-40, 125), 0.1),
        ),
    ),
    "soil_moisture": ((n("soil", "土壤湿度"), n("soil", "土壤温度")),),
    "humidity": ((n("Hum", "环境湿度"), n("TemHum", "温湿度传感器故障", access="F")),),
    "battery": (
        # Energy; volts
        (n("battery", "电量"), n("battery_volt", "电池电压", (0, 5), 0.1)),
    ),
    "signal_strength": (
        # A level of bars; a power in dB
        (n("rssi", "rssi", (-100, 0)), n("signal_power", "信号功率", (0, 5))),
    ),
    "signal_quality": ((n("wifi", "信号强度"), n("wifi", "信号强度", (0, 4))),),
    "power_factor": (
        (n("pf", "功率因数", (0, 1), 0.01), n("pf", "功率因数", (0, 1000))),
    ),
    "reactive_power": ((n("q", "无功", says="var"), n("q", "无功功率", (0, 9000))),),
    "apparent_power": ((n("s", "", says="单位：VA"), n("s", "视在功率", (0, 9000))),),
    "power_limit": (
        (
            n("limit", "过载阈值", (0, 22000), says="W", access="W"),
            n("limit", "过载阈值", (0, 22000), access="W"),
        ),
    ),
    "power": (
        # Moonlight in %, with a description that says watts
        (
            n("SM_power", "", (0, 5000), says="W"),
            n("Lunar_Power", "", (0, 150), says="0-150W", access="W"),
        ),
        # A percentage; power as on and off; what is set
        (n("p", "有功功率", (0, 4000)), n("power", "加热功率", (0, 100))),
    ),
    "energy_storage": (
        (
            n("left", "剩余电量", (0, 20), 0.1, says="kWh"),
            n("used", "用电量", (0, 20), 0.1, says="kWh"),
        ),
    ),
    "energy": (
        (n("SM_e", "", (0, 9999), 0.1, says="total kWh"), n("SM_e", "", (0, 9999))),
        # A charge
        (
            n("e", "总用电量", (0, 42949672.95), 0.01),
            n("e", "电量", (0, 100), 0.01),
        ),
    ),
    "orp": ((n("ORP", "ORP", (-2000, 2000)), n("ORP_alarm", "ORP", (0, 14), 0.1)),),
    "voltage": (
        (n("battery_v", "", (0, 5), 0.1, says="V"), n("Output V", "", (0, 5), 0.1)),
        # Volts or millivolts
        (n("u", "电压", (0, 300), 0.1), n("u", "电池电压", (0, 5000))),
    ),
    "current": (
        (n("i", "current", (0, 30), 0.1, says="A"), n("Slot_current", "", (0, 5))),
        # "now"
        (n("i", "电流", (0, 30), 0.1), n("current", "当前", (0, 30), 0.1)),
    ),
    "frequency": (
        # A pace
        (
            n("freq", "", (0, 120), says="Hz"),
            n("Frequency", "频率", (0, 100), access="W"),
        ),
        (n("f", "频率", (45, 65), 0.01), n("AutoFreq", "频率", (0, 100))),
        (n("CompFreq", "压缩机频率", (0, 120)), n("comp", "压缩机", (0, 120))),
    ),
    "ph": ((n("pH", "pH", (0, 14), 0.01), n("phase", "phase", (0, 14), 0.01)),),
    "conductivity": (
        (n("EC", "EC", (0, 20), 0.01, says="mS/cm"), n("EC", "EC", (0, 20), 0.01)),
    ),
    "tds": ((n("TDS", "", (0, 9999)), n("TDS", "", (0, 3))),),
    "pm25": ((n("pm2_5", "", (0, 999)), n("pm25_level", "", (0, 999))),),
    "pm10": ((n("PM10", "", (0, 999)), n("PM10", "", (0, 5))),),
    "pm1": ((n("pm1", "", (0, 999)), n("pm100", "", (0, 999))),),
    "co2": ((n("co2", "", (0, 5000)), n("eco2", "", (0, 5000))),),
    "voc": (
        # A quality from 1 to 4
        (n("tvoc", "", (0, 9), 0.01, says="mg/m³"), n("tvoc", "", (1, 4))),
        (n("tvoc", "TVOC", (0, 999), says="ppb"), n("tvoc", "TVOC", (0, 999))),
    ),
    "formaldehyde": ((n("hcho", "甲醛", (0, 2), 0.001), n("hcho", "甲醛", (0, 1000))),),
    "carbon_monoxide": (
        (n("CO", "", (0, 999), says="ppm"), n("CO2", "", (0, 999), says="ppm")),
    ),
    "air_quality_index": (
        (n("AQI", "", (0, 500)), n("aqi_level", "空气质量", (0, 500))),
    ),
    "concentration": (
        (n("do", "溶解氧", (0, 20), 0.01, says="mg/L"), n("do", "溶解氧", (0, 20))),
    ),
    "precipitation": (
        (n("rain", "雨量", (0, 999), 0.1, says="mm"), n("water", "水位", says="mm")),
    ),
    "precipitation_intensity": (
        (n("rate", "", (0, 99), 0.1, says="mm/h"), n("rate", "", (0, 99), 0.1)),
    ),
    "wind_speed": (
        # Gears of a fan
        (n("wind_speed", "风速", (0, 60), 0.1), n("wind_speed", "风速", (0, 6))),
    ),
    "wind_direction": (
        # Eight of them, by number
        (n("wind_dir", "风向", (0, 359)), n("wind_dir", "风向", (0, 7))),
    ),
    "uv_index": ((n("uv", "紫外线指数", (0, 15)), n("uv", "紫外线", (0, 15))),),
    "noise": ((n("noise", "噪音", (0, 130)), n("noise", "噪音等级", (0, 130))),),
    "atmospheric_pressure": (
        (n("press", "大气压", (300, 1100), 0.1), n("press", "气压", (0, 5000))),
    ),
    "speed": ((n("speed", "", (0, 20), 0.1, says="km/h"), n("speed", "", (0, 20))),),
    "illuminance": (
        (n("lux", "光照", (0, 9999), says="lx"), n("lux", "光照")),
        # A percentage; the brightness at which it lights
        (
            n("light", "光照度", (0, 65535)),
            n("light", "光照阈值", (0, 65535)),
        ),
    ),
    "pressure": (
        (n("pressure", "", (0, 6), 0.1, says="bar"), n("pressure", "", (0, 6), 0.1)),
        (n("pressure", "水压", (0, 1), 0.01, says="MPa"), n("p", "水压", (0, 1))),
    ),
    "gas_consumption": (
        (
            n("gas", "累计用气量", (0, 9999), 0.1, says="m³"),
            n("gas", "剩余气量", (0, 9999), 0.1, says="m³"),
        ),
    ),
    "water_consumption": (
        (
            n("total", "累计用水", (0, 9999), 0.1, says="L"),
            n("total", "剩余水量", (0, 9999), 0.1, says="L"),
        ),
    ),
    "stock": (
        (
            n("stock1", "1号余量", (0, 5000), says="单位：mL"),
            n("dose1", "1号剂量", (0, 5000), says="单位：mL"),
        ),
    ),
    "calibration_volume": (
        (n("cal", "校准液量", says="mL", access="W"), n("cal", "校准量", access="W")),
    ),
    "total_volume": (
        (
            n("flow", "累计流量", (0, 9999), says="L"),
            n("flow", "总容量", (0, 9999), says="L"),
        ),
    ),
    "volume": ((n("dose", "", says="mL"), n("volume", "剂量")),),
    "flow_rate": (
        # Strength of a pump
        (n("flow", "流速", says="L/min"), n("Flow", "流量", access="W")),
    ),
    "weight": (
        (n("food", "余粮", (0, 3000), says="单位：克"), n("food", "", says="约 10 克")),
    ),
    "color_temperature": (
        # Brightness; an index
        (
            n("cct", "色温", (2700, 6500), access="W"),
            n("Colour_Temp_Power", "色温亮度", (2700, 6500), access="W"),
        ),
    ),
    "brightness": (
        (n("brg", "亮度", access="W"), n("brg", "亮度", (0, 255), access="W")),
        (
            n("M1", "早晨", (10, 100), says="M1,早晨灯光设置值", access="W"),
            n("M1", "早晨", (10, 100), says="早晨开始时间", access="W"),
        ),
    ),
    "color_channel": (
        # Infrared; a byte of RGB
        (
            n("color_red", "红光", access="W"),
            n("red", "红外", access="W"),
        ),
    ),
    "sound_volume": ((n("volume_set", "音量", access="W"), n("volume", "剂量")),),
    "position": ((n("position", "位置"), n("position_memory", "记忆", access="W")),),
    "remaining_life": (
        (n("filter", "滤芯寿命"), n("filter", "过滤", (0, 2), access="W")),
    ),
    "percentage": ((n("Flow", "流量", says="%"), n("Flow", "流量", says="不是%的")),),
    "total_time": (
        (
            n("run", "运行时间", (0, 65535), says="单位：小时"),
            n("run", "剩余运行时间", (0, 65535), says="单位：小时"),
        ),
    ),
    "period": (
        (
            n("FeedTime", "喂食时长", (1, 60), says="分钟", access="W"),
            n("FeedTime", "喂食时长", (1, 60), access="W"),
        ),
    ),
    "duration": (
        # Days or minutes; half-hours of the clock; an index of times
        (
            n("cook_minutes", "", (0, 59)),
            n("time", "", (0, 255), says="holiday: days, boost: minutes"),
        ),
    ),
    "counter": (
        (n("starts", "启动次数", (0, 65535)), n("left", "剩余次数", (0, 65535))),
    ),
    "rotation_speed": (
        (n("speed", "", (0, 9000), says="rpm"), n("speed", "转速")),
        # A percentage
        (n("speed", "实际转速", (0, 3450)), n("speed", "实际转速")),
    ),
    "area": ((n("area", "", (0, 6553.5), 0.1, says="m2"), n("area", "")),),
    "distance": ((n("level", "", says="cm"), n("level", "")),),
    "heart_rate": ((n("heart", "", (0, 255), says="bpm"), n("heart", "", (0, 255))),),
    "angle": ((n("tilt", "倾角", (0, 90), says="°"), n("x", "", (0, 90), says="°")),),
    "calories": ((n("burnt", "", (0, 999), says="kcal"), n("burnt", "", (0, 999))),),
    "sensitivity": (
        (n("sens", "灵敏度", (1, 3), access="W"), n("sens", "灵敏度", (1, 3))),
    ),
    "curve": (
        (n("curve", "加热曲线", (0, 4), 0.1, access="W"), n("curve", "加热曲线")),
    ),
    "calibration": ((n("offset", "校准", access="W"), n("offset", "校准")),),
    "head_count": (
        (n("channelTTL", "头数量", (1, 8), access="W"), n("ttl", "", access="W")),
    ),
    "installer_setting": (
        (
            n("grid", "", says="installer only", access="W"),
            n("grid", "", says="installed", access="W"),
        ),
    ),
}
BOOLS: Final[Mapping[str, tuple[tuple[Point, Point], ...]]] = {
    "child_lock": ((b("LOCK_C", "童锁"), b("lock", "门锁")),),
    "link_mode": (
        (b("Mode", "模式", "模式切换，0:AP控制，1：Wireless控制"), b("Mode", "模式")),
    ),
    "mode_switch": ((b("Mode", "模式"), b("sleep_mode", "睡眠模式")),),
    "temperature_unit": ((b("Tunit"), b("unit", "机组")),),
    "notification": (
        # An alarm, not the option to be told of it
        (b("Switch_Push_Leak", "漏水推送"), b("Push_Leak", "高温推送", access="A")),
    ),
    "buzzer": ((b("mute", "静音"), b("quiet", "安静")),),
    "display": ((b("screen", "屏显"), b("light", "照明")),),
    "power_memory": ((b("memory", "断电记忆"), b("power", "记忆")),),
    "window_detection": ((b("window_switch", "开窗检测"), b("window", "窗户")),),
    "weather_compensation": ((b("Weather_compensation", ""), b("weather", "天气")),),
    "calibration_run": ((b("CALSW", "校准开关"), b("CALL", "呼叫")),),
    "reset": ((b("Reset_Filter", "滤材复位"), b("preset", "预设")),),
    "schedule": (
        # Written by the device, for its app
        (b("Timer1ON", "定时1开关"), b("Timer1", "定时1发数据")),
    ),
    "reverse": ((b("back", "电机反转"), b("dir", "风扇反转")),),
    "option": ((b("HeaterType", "加热棒", "选项，不是电源"), b("Heater", "加热棒")),),
    "power_switch": (
        # A channel's own switch; a percentage
        (b("SwitchON", "开关"), b("Switch_Pump", "主泵开关")),
    ),
    "leak": (
        # Electricity leaks as well
        (b("leak", "漏水", access="A"), b("leakage", "漏电保护", access="F")),
    ),
    "low_battery": (
        (b("low", "电池电量低", access="A"), b("battery", "电池", access="R")),
    ),
    "tamper": ((b("tamper", "防拆报警", access="A"), b("open", "开门", access="A")),),
    "smoke": (
        (b("smoke", "烟雾", access="A"), b("smoke", "烟雾传感器故障", access="F")),
    ),
    "carbon_monoxide": (
        (b("co", "一氧化碳报警", access="A"), b("co2", "二氧化碳报警", access="A")),
    ),
    "event": (
        # What is not done is a problem
        (b("bell", "门铃", access="A"), b("done", "消毒未完成", access="A")),
    ),
    "gas": ((b("gas_leak", "", access="A"), b("gas", "燃气阀", access="R")),),
    "problem": (
        (b("temperature", "温度报警", access="A"), b("temperature", "", access="R")),
        # E32 of a spa is no fault; a reset of one is none either
        (b("Err_Fan", "", access="R"), b("E32", "E32", access="R")),
    ),
    "motion": ((b("Infrared", "红外探测", access="R"), b("IR", "红外", access="R")),),
    "occupancy": ((b("human", "有人", access="R"), b("human", "人", access="R")),),
    "door": (
        # Nothing says which of the two is open
        (
            b("contact", "门状态", "0：关，1：开", access="R"),
            b("contact", "门状态", access="R"),
        ),
    ),
    "window": (
        (
            b("window_open", "", access="R"),
            b("window", "开窗检测", "1：开", access="R"),
        ),
    ),
    "lock_state": (
        # Nothing says which of the two is locked
        (
            b("lock_state", "锁状态", "0:已上锁 1:已开锁", access="R"),
            b("lock_state", "锁状态", access="R"),
        ),
    ),
    "charging": ((b("charging", "", access="R"), b("charge", "", access="R")),),
    "connected": (
        (b("online", "在线", access="R"), b("offline", "未连接", access="R")),
    ),
    "vibration": (
        # A massage
        (b("vib", "振动", access="R"), b("vib", "振动模式", access="R")),
    ),
    "moving": ((b("moving", "", access="R"), b("removing", "", access="R")),),
    "output": (
        # The air outside
        (b("pH_OUT", "", access="R"), b("Outdoor", "", access="R")),
    ),
    "running": (
        # 1 is heating with one maker, and not heating with another
        (b("FAN", "风扇状态", access="R"), b("heating_state", "", access="R")),
    ),
}
ENUMS: Final[Mapping[str, tuple[tuple[Point, Point], ...]]] = {
    "identity": ((e("Brand", "品牌", "R"), e("Brand", "品牌")),),
    "installer_setting": ((e("Emitter_Type", "散热末端类型"), e("type", "类型")),),
    "time_slot": ((e("Edit", "正在编辑的计划"), e("plan", "计划")),),
    "type": ((e("type", "类型"), e("typed", "输入")),),
    "calibration_target": ((e("CALSet", "校准通道"), e("channel", "通道")),),
    "temperature_unit": ((e("temp_unit", "温度单位"), e("unit", "单位")),),
    "linkage": ((e("Linkage", "联动"), e("Linkage", "联动", "R")),),
    "power_on_state": ((e("relay_status", "上电状态"), e("relay", "继电器状态")),),
    "language": ((e("lang", "语言"), e("lang", "语音")),),
    "direction": ((e("dir", "电机方向"), e("wind_direction", "风向方向")),),
    "sensor_choice": ((e("sensor_select", ""), e("sensor", "传感器")),),
    "fan_speed": ((e("wind", "风速"), e("wind_dir", "风向")),),
    "charging_state": ((e("charge_state", "", "R"), e("discharge", "放电", "R")),),
    "mode": ((e("mode", "模式"), e("model", "车型")),),
    "state": ((e("status", "状态", "R"), e("status", "状态")),),
    "choice": ((e("x", "随便"), b("x", "随便")),),
}
KINDS: Final = {Number: NUMBERS, Bool: BOOLS, Enum: ENUMS}


def examples() -> Iterator[tuple[Rule, Point, Point]]:
    """Yield each rule with its example and its false friend."""
    for kind, table in KINDS.items():
        for key, rows in table.items():
            rules = [rule for rule in TRAITS if (rule.kind, rule.key) == (kind, key)]
            for rule, row in zip(rules, rows, strict=True):
                yield rule, *row
