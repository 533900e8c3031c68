"""Labels that say just what a rule is about, by the name they are translated to."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Rule -> translation key -> labels that say just this. The English name in the
# translations is the first of them.
WHOLE_NAMES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "temperature": {
            "temperature": ("temperature", "温度"),
            "current_temperature": ("current temperature", "当前温度"),
            "room_temperature": (
                "room temperature",
                "indoor temperature",
                "室内温度",
                "室温",
                "房间温度",
            ),
            "outdoor_temperature": (
                "outdoor temperature",
                "outside temperature",
                "室外温度",
            ),
            "ambient_temperature": ("ambient temperature", "环境温度"),
            "water_temperature": ("water temperature", "水温", "当前水温"),
            "floor_temperature": ("floor temperature", "地面温度", "地板温度"),
            "inlet_temperature": ("inlet temperature", "进水温度"),
            "flow_temperature": ("flow temperature", "出水温度"),
            "return_temperature": ("return temperature", "回水温度"),
            "tank_temperature": ("tank temperature", "水箱温度", "储水罐温度"),
        },
        "target_temperature": {
            "target_temperature": (
                "target temperature",
                "set temperature",
                "设定温度",
                "设置温度",
                "目标温度",
            ),
        },
        "inner_temperature": {
            "inner_temperature": ("internal temperature", "内部温度"),
        },
        "temperature_offset": {
            "temperature_offset": (
                "temperature calibration",
                "temperature offset",
                "温度校准",
                "温度校正",
                "温度修正",
            ),
        },
        "humidity": {
            "humidity": ("humidity", "湿度"),
            "room_humidity": ("room humidity", "indoor humidity", "室内湿度"),
            "ambient_humidity": ("ambient humidity", "环境湿度"),
            "target_humidity": ("target humidity", "目标湿度", "设定湿度"),
        },
        "soil_moisture": {"soil_moisture": ("soil moisture", "土壤湿度")},
        "battery": {"battery": ("battery", "电量", "电池电量", "电池")},
        "signal_strength": {
            "signal_strength": ("signal strength", "rssi", "信号强度"),
        },
        "power": {
            "power": ("power", "功率"),
            "active_power": ("active power", "有功功率"),
        },
        "reactive_power": {"reactive_power": ("reactive power", "无功功率")},
        "apparent_power": {"apparent_power": ("apparent power", "视在功率")},
        "power_factor": {"power_factor": ("power factor", "功率因数", "功率因素")},
        "energy": {
            "energy": ("energy", "电能"),
            "energy_consumed": ("energy consumed", "总用电量", "用电量", "耗电量"),
            "energy_returned": ("energy returned", "总上网电量", "上网电量"),
            "energy_produced": ("energy produced", "发电量", "总发电量"),
        },
        "voltage": {"voltage": ("voltage", "电压")},
        "current": {"current": ("current", "电流")},
        "frequency": {"frequency": ("frequency", "频率")},
        "ph": {"ph": ("ph", "ph值", "酸碱度")},
        "orp": {"orp": ("orp", "氧化还原电位")},
        "conductivity": {"conductivity": ("conductivity", "ec", "电导率", "电导")},
        "tds": {"tds": ("tds", "tds值")},
        "pm25": {"pm25": ("pm2.5", "pm25", "pm2 5", "pm2p5", "pm2.5浓度", "pm2.5值")},
        "co2": {"co2": ("carbon dioxide", "co2", "二氧化碳", "二氧化碳浓度")},
        "pressure": {
            "pressure": ("pressure", "压力"),
            "water_pressure": ("water pressure", "水压", "系统水压"),
        },
        "illuminance": {"illuminance": ("illuminance", "光照", "光照强度", "照度")},
        "flow_rate": {"flow_rate": ("flow rate", "流速")},
        "formaldehyde": {
            "formaldehyde": ("formaldehyde", "hcho", "甲醛", "甲醛浓度"),
        },
        "carbon_monoxide": {
            "carbon_monoxide": ("carbon monoxide", "一氧化碳", "一氧化碳浓度"),
        },
        "air_quality_index": {
            "air_quality_index": ("air quality index", "aqi", "空气质量指数"),
        },
        "precipitation": {
            "precipitation": ("rainfall", "雨量", "降雨量", "降水量"),
        },
        "wind_speed": {"wind_speed": ("wind speed", "风速")},
        "wind_direction": {
            "wind_direction": ("wind direction", "wind dir", "风向"),
        },
        "uv_index": {"uv_index": ("uv index", "紫外线指数")},
        "noise": {"noise": ("noise", "噪声", "噪音")},
        "atmospheric_pressure": {
            "atmospheric_pressure": (
                "atmospheric pressure",
                "air pressure",
                "大气压",
                "大气压力",
                "气压",
            ),
        },
        "gas_consumption": {
            "gas_consumption": ("gas consumption", "用气量", "累计用气量"),
        },
        "heart_rate": {"heart_rate": ("heart rate", "心率")},
        "water_consumption": {
            "water_consumption": (
                "water consumption",
                "用水量",
                "累计用水",
                "总用水量",
            ),
        },
        "brightness": {
            "brightness": ("brightness", "亮度"),
            "backlight": ("backlight", "背光", "背光亮度"),
        },
        "color_temperature": {
            "color_temperature": (
                "color temperature",
                "colour temperature",
                "色温",
            ),
        },
        "sound_volume": {"sound_volume": ("volume", "音量")},
        "position": {
            "position": ("position", "位置", "开度"),
            "current_position": ("current position", "当前位置"),
            "target_position": ("target position", "目标位置"),
        },
        "power_switch": {
            "power_switch": (
                "power",
                "power switch",
                "switch",
                "on/off",
                "on off",
                "switch on",
                "开关",
                "电源",
                "电源开关",
                "总开关",
                "主开关",
                "开关机",
            ),
        },
        "child_lock": {
            "child_lock": ("child lock", "童锁", "童锁开关"),
            "key_lock": ("key lock", "keypad lock", "按键锁", "键盘锁"),
            "panel_lock": ("panel lock", "面板锁"),
        },
        "buzzer": {
            "buzzer": ("buzzer", "蜂鸣器"),
            "mute": ("mute", "静音"),
        },
        "display": {
            "display": ("display", "屏显", "显示屏"),
            "indicator": ("indicator light", "指示灯"),
        },
        "power_memory": {
            "power_memory": ("power off memory", "断电记忆", "掉电记忆", "停电记忆"),
        },
        "window_detection": {
            "window_detection": (
                "open window detection",
                "window detection",
                "开窗检测",
            ),
        },
        "weather_compensation": {
            "weather_compensation": (
                "weather compensation",
                "气候补偿",
                "室外温度补偿",
            ),
        },
        "schedule": {
            "schedule": ("schedule", "定时", "定时开关", "按计划运行"),
            "weekly_schedule": ("weekly schedule", "weekly programme", "按周计划"),
        },
        "leak": {"leak": ("leak", "water leak", "漏水")},
        "low_battery": {"low_battery": ("low battery", "低电量", "电量低")},
        "tamper": {"tamper": ("tamper", "防拆", "防拆报警")},
        "motion": {
            "motion": ("motion", "人体感应", "人体探测"),
            "infrared": ("infrared detection", "红外探测", "红外感应"),
        },
        "door": {"door": ("door", "门状态", "门磁")},
        "moving": {"moving": ("moving", "运动中")},
        "problem": {
            "overcurrent": ("overcurrent", "over current", "过流", "电机过流"),
            "overvoltage": ("overvoltage", "over voltage", "过压", "电机过压"),
            "undervoltage": (
                "undervoltage",
                "under voltage",
                "low voltage",
                "欠压",
                "电机欠压",
            ),
            "overheating": (
                "overheating",
                "over temp",
                "overtemp",
                "过温",
                "温度过高",
                "过热",
            ),
            "blocked_rotor": (
                "blocked rotor",
                "locked rotor",
                "lockedrotor",
                "堵转",
                "电机堵转",
            ),
            "dry_running": ("dry running", "dry run", "空载"),
            "open_circuit": ("open circuit", "开路"),
            "board_link": (
                "board connection",
                "串口连接故障",
                "串口连接异常",
            ),
            "fan_failure": (
                "fan failure",
                "风扇失效",
                "风扇异常",
                "风扇故障",
            ),
            "motor_failure": ("motor failure", "电机故障"),
            "pump_failure": ("pump failure", "水泵故障"),
            "communication_failure": (
                "communication failure",
                "通信故障",
                "通讯故障",
            ),
        },
        "mode": {
            "mode": ("mode", "模式"),
            "work_mode": ("operating mode", "work mode", "工作模式", "运行模式"),
            "scene": ("scene", "场景"),
        },
        "fan_speed": {"fan_speed": ("fan speed", "风速")},
        "linkage": {"linkage": ("linkage", "联动")},
        "temperature_unit": {
            "temperature_unit": ("temperature unit", "temp unit", "温度单位"),
        },
        "language": {"language": ("language", "语言")},
        "direction": {"direction": ("direction", "方向")},
        "charging_state": {
            "charging_state": (
                "charging state",
                "charge state",
                "charge status",
                "充电状态",
            ),
        },
        "state": {"state": ("state", "status", "状态", "运行状态")},
    }
)
