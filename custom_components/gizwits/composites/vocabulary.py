"""What datapoints and products are called, in English and Chinese.

Words for datapoints are whole names as `shape.key_of` gives them; words for products
are parts of a product's name.
"""

from typing import Final

from ..pattern import Pattern
from .shape import words

_TEMP = r"(?:temp|temperature|tmp|temper)"
_SET = r"(?:set|setting|setted|settled|target|goal|aim|desired|preset)"
_SET_ZH = r"(?:设定|设置|目标|预设|预置)"
_NOW = r"(?:current|cur|curr|now|present|actual|act|real|realtime|measured|display)"
_NOW_ZH = r"(?:当前|实际|实时|现在|测量|检测)"
_ROOM = r"(?:room|indoor|ambient|environment|env|inside|air|house)"
_ROOM_ZH = r"(?:室内|房间|环境|空气)"
_VALUE = r"(?:value|val|set|setting)?"

# On and off of the whole device. `mode` and `manual` never are.
POWER: Final = words(
    r"(?:main|master|device|system|machine|all|cmd|ac)?(?:power|switch|onoff|switchonoff|"
    r"poweronoff|powerswitch|switchpower|poweron|switchon|mainswitch|powerflag)|on",
    r"(?:设备|系统|整机|机器|电器|空调|总|主)?(?:开关|电源|开关机|电源开关|开机|开关状态|机开关)",
    r"电源开关机|开机关机|开关控制|总电源",
)
POWER_OF_FAN: Final = words(
    r"fan(?:switch|onoff|power|on)|(?:switch|power)fan", r"(?:风扇|风机)(?:开关|电源)"
)
POWER_OF_HEATING: Final = words(
    r"(?:ch|centralheating|heating|heat|heater)(?:switch|enable|on|onoff|power|flag)?",
    r"(?:采暖|供暖|加热|制热|取暖|加热器|加热棒|地暖)(?:开关|使能|使能开关|功能|开启)?",
)
POWER_OF_HOT_WATER: Final = words(
    r"(?:dhw|hotwater)(?:switch|enable|on|onoff|power|function)",
    r"(?:生活|卫浴)?热水(?:开关|使能|使能开关|功能)",
)

# Temperatures
TARGET: Final = words(
    rf"(?:ac)?{_SET}(?:{_ROOM}|heat|heating)?{_TEMP}{_VALUE}|ac{_TEMP}",
    rf"(?:{_ROOM}|heat|heating)?{_TEMP}(?:{_SET}|setpoint|setup|setvalue)",
    rf"(?:{_ROOM})?{_TEMP}?setpoint|tset|{_ROOM}target|target",
    rf"(?:空调)?{_SET_ZH}(?:{_ROOM_ZH})?温度值?|(?:{_ROOM_ZH}|采暖|供暖|加热)?温度(?:{_SET_ZH}|调节)值?",
    rf"(?:{_ROOM_ZH}){_SET_ZH}温度值?",
)
TARGET_OF_DAY: Final = words(
    rf"(?:{_ROOM})?{_TEMP}?(?:target|setpoint)(?:comfort|day)",
    rf"(?:comfort|day){_SET}?{_TEMP}",
    rf"(?:舒适|白天|日间)(?:{_ROOM_ZH})?(?:{_SET_ZH})?温度|(?:{_ROOM_ZH}){_SET_ZH}温度1?舒适",
)
TARGET_OF_NIGHT: Final = words(
    rf"(?:{_ROOM})?{_TEMP}?(?:target|setpoint)(?:eco|night)",
    rf"(?:eco|night|economy){_SET}?{_TEMP}",
    rf"(?:经济|节能|夜间)(?:{_ROOM_ZH})?(?:{_SET_ZH})?温度",
)
TARGET_OF_WATER: Final = words(
    rf"(?:dhw|hotwater|water|tank|bath)(?:{_TEMP})?(?:{_SET}|setpoint){_TEMP}?",
    rf"{_SET}(?:dhw|hotwater|water|tank|bath){_TEMP}",
    rf"(?:生活|卫浴)?热水(?:{_SET_ZH})?温度(?:{_SET_ZH})?|{_SET_ZH}水温|水温{_SET_ZH}",
    rf"(?:水箱|洗浴){_SET_ZH}温度|{_SET_ZH}(?:水箱|热水)温度",
)
# Only where it can be written: an air conditioner's.
BARE_TEMPERATURE: Final = words(_TEMP, "温度")
CURRENT_OF_ROOM: Final = words(
    rf"(?:{_NOW})?{_ROOM}{_TEMP}|{_ROOM}{_NOW}{_TEMP}|{_TEMP}{_ROOM}|roomt|troom",
    rf"(?:{_NOW_ZH})?{_ROOM_ZH}(?:实际|当前)?温度|(?:空调)?室温|(?:{_NOW_ZH})室温",
)
CURRENT: Final = words(
    rf"{_NOW}{_TEMP}|{_TEMP}{_NOW}|tnow|tcur|now",
    rf"(?:{_NOW_ZH})温度值?|温度(?:{_NOW_ZH})值",
)
CURRENT_OF_WATER: Final = words(
    rf"(?:{_NOW})?(?:water|tank|dhw|hotwater){_TEMP}|{_NOW}(?:dhw|water){_TEMP}",
    rf"(?:tank)?(?:top|up|upper){_TEMP}|tank(?:top|up|upper){_TEMP}",
    rf"(?:{_NOW_ZH})?(?:水温|热水温度|水箱温度)|(?:储水罐|水罐|水箱)(?:实际|上部)?温度",
)
# Of what heats water as it flows.
CURRENT_OF_INLET: Final = words(
    rf"(?:in|inlet|input|inflow|return)(?:water)?{_TEMP}|{_TEMP}in|tin|"
    r"(?:waterin|inwater)temp",
    r"(?:当前)?(?:进水|回水)(?:口)?温度",
)
CURRENT_OF_OUTLET: Final = words(
    rf"(?:out|outlet|output|outflow)(?:water)?{_TEMP}|{_TEMP}out",
    r"(?:当前)?出水(?:口)?温度|出水口水温",
)
HUMIDITY: Final = words(
    rf"(?:{_NOW})?(?:{_ROOM})?(?:humidity|humi|hum|rh)(?:{_NOW})?|(?:humidity|humi)value",
    rf"(?:{_NOW_ZH})?(?:{_ROOM_ZH})?湿度值?",
)
TARGET_HUMIDITY: Final = words(
    rf"{_SET}(?:{_ROOM})?(?:humidity|humi|hum|rh){_VALUE}",
    rf"(?:humidity|humi|hum|rh)(?:{_SET}|setpoint)",
    rf"{_SET_ZH}湿度值?|湿度(?:{_SET_ZH}|调节)值?|恒湿(?:设定|设置)?值?",
)
UNIT: Final = words(
    rf"{_TEMP}?unit|unit{_TEMP}|{_TEMP}(?:format|scale|type)|cf|cforf|tunit",
    r"unitcelsius|unitfahrenheit|celsius|fahrenheit|iscelsius|isfahrenheit",
    r"温度单位|单位|华氏摄氏|摄氏华氏|温标|华氏度|温度单位切换|温度单位设置",
)
TARGET_REACHED: Final = words(
    rf"(?:heat|heat{_TEMP}|{_TEMP}|target|set{_TEMP}|target{_TEMP})reach(?:ed)?",
    r"(?:已|已经)?(?:达到|到达)(?:设定|设置|目标)温度|温度已?到达|加热到温",
)
HEATING_NOW: Final = words(
    r"heatingstate|heatstate|heatingstatus|heatstatus|isheating|heatingnow|heating",
    r"加热状态|加热中|正在加热|加热",
)

# What it does and how strongly
MODE: Final = words(
    r"(?:set|work|working|run|running|operation|operating|op|ac|air|system)?mode?(?:set)?",
    r"(?:工作|运行|操作|系统|空调)?模式(?:设置|选择|切换)?",
)
FAN_SPEED: Final = words(
    r"(?:fan|wind|air|blower)(?:speed|level|gear|volume|velocity|power|grade|strength|rate)"
    r"(?:set)?|wind|setfanspeed|setwindspeed|(?:ac)?fan",
    r"(?:设定|设置|风机|风扇|空调)?(?:风速|风量|风力)(?:设置|档位|大小|等级|调节)?|"
    r"风扇档位|风档|风挡|风机转速|风扇转速",
)
# How it blows, besides how strongly.
FAN_MODE: Final = words(r"(?:fan|wind)(?:mode|type)", r"风类|风型|风扇模式|风模式|风种")
FAN_DIRECTION: Final = words(
    r"(?:fan|motor)?(?:dir|direction|reverse)",
    r"正反转|风扇方向|风扇正反转|电机方向|转向",
)
# Only in a product that is a fan.
SPEED: Final = words(
    r"(?:motor)?(?:speed|gear|level|gears|speedlevel)", r"速度|档位|转速|风档|挡位"
)
SWING_VERTICAL: Final = words(
    r"(?:swing|wind|scan|sweep)(?:v|ud|updown|vertical|vert)|(?:updown|vertical|ud)"
    r"(?:swing|scan|wind|sweep)",
    r"上下(?:摆风|扫风|摆动|摇摆|风向?|摆叶)|垂直(?:摆风|扫风|风向?)",
)
SWING_HORIZONTAL: Final = words(
    r"(?:swing|wind|scan|sweep)(?:h|lr|leftright|horizontal|hor)|"
    r"(?:leftright|horizontal|lr)(?:swing|scan|wind|sweep)",
    r"左右(?:摆风|扫风|摆动|摇摆|风向?|摆叶)|水平(?:摆风|扫风|风向?)",
)
SWING: Final = words(
    r"(?:wind)?swing(?:mode|onoff|set|switch)?",
    r"(?:摆风|扫风)(?:开关)?|摆动|摆风模式|扫风模式|摆风设置|风向",
)
OSCILLATE: Final = words(
    r"osc|oscillate|oscillation|oscillating|shake|shakehead|swing|headshake|rotate|swingonoff",
    r"摇头|摆头|摇摆|摆风|左右摇头|扫风",
)

# Lights
_LAMP = r"(?:led|lamp|light|bulb|rgb|lights|lighting)"
_LAMP_ZH = r"(?:灯|灯光|照明|照明灯|彩灯|led|led灯|氛围灯|主灯|台灯)"
POWER_OF_LIGHT: Final = words(
    rf"{_LAMP}(?:onoff|switch|power|on|ison)?|(?:switch|power|onoff){_LAMP}",
    rf"{_LAMP_ZH}(?:开关|电源|总开关)?|(?:开启|开关){_LAMP_ZH}|开启关闭\w?\w?灯",
)
BRIGHTNESS: Final = words(
    rf"(?:{_LAMP})?(?:brightness|bright|luminance|dimmer|dimming|lightness|brightnesslevel)"
    rf"{_VALUE}|(?:set)(?:brightness|bright)|{_LAMP}level|(?:brightness){_LAMP}|bri|brt",
    rf"(?:{_LAMP_ZH}|设定|白光)?(?:亮度|明暗|明亮度)(?:值|调节|设置|等级)?|调光",
)
COLOR_TEMPERATURE: Final = words(
    rf"(?:{_LAMP})?(?:colou?r{_TEMP}|colou?rkelvin|kelvin|cct|ct|colou?rtempset|ctemp)"
    rf"{_VALUE}",
    rf"(?:{_LAMP_ZH})?(?:色温)(?:值|调节|设置)?",
)
HUE: Final = words(rf"(?:{_LAMP}|colou?r)?(?:hue)", r"色调|色相|色度")
SATURATION: Final = words(
    rf"(?:{_LAMP}|colou?r)?(?:saturation|sat)", r"(?:色彩)?饱和度"
)
LIGHT_MODE: Final = words(
    rf"(?:{_LAMP}|work|colou?r)?mode|workmode", rf"(?:{_LAMP_ZH}|工作|颜色|彩光)?模式"
)
SCENE: Final = words(
    rf"(?:{_LAMP})?(?:scene|effect|scenemode|effects|scenes|dynamic)",
    rf"(?:{_LAMP_ZH})?(?:场景|情景|灯效|效果|情景模式|场景模式|灯光效果)",
)
FIXED_COLOR: Final = words(
    rf"{_LAMP}?colou?r", rf"(?:设定|设置)?{_LAMP_ZH}?(?:组合)?(?:颜色|色彩)"
)

# Covers, valves, robots
CONTROL: Final = words(
    r"(?:curtain|cover|blind|shutter|motor)?(?:control|ctrl|cmd|command|action|operate|"
    r"operation|run|state|onoff|switch)|curtain|percentcontrol|workstate|motor|lift|"
    r"(?:door|gate|garage|lift)(?:control|ctrl|cmd|switch)?",
    r"(?:窗帘|电机|开合帘|门|车库门|卷帘|升降)?(?:控制|操作|动作|开合|运行控制|开关)|窗帘|"
    r"控制状态|运行|升降|车库门",
)
POSITION_SET: Final = words(
    r"(?:set|target|curtain|goal|percent|ctrl|control)?(?:position|percent|percentage|pos|"
    r"opening)(?:set|control|ctrl)?|percentcontrol|setpercent|curtainpercent",
    r"(?:设定|设置|目标|窗帘)?(?:位置|开合度|百分比|开度|行程)(?:设置|控制|设定|百分比)?",
)
POSITION: Final = words(
    rf"(?:{_NOW}|curtain|motor)?(?:position|percent|percentage|pos|opening)(?:state|now)?|"
    r"percentstate",
    rf"(?:{_NOW_ZH}|窗帘)?(?:位置|开合度|百分比|开度|行程)(?:状态|反馈)?",
)
COVER_STATE: Final = words(
    r"(?:work|door|gate|garage|curtain|motor|cover|run|running)(?:state|status)|state|status",
    r"(?:工作|门|车库门|窗帘|电机|运行|当前)?状态",
)
# Only in a product that lets water through.
ZONE: Final = words(
    r"(?:zone|channel|ch|station|relay|line)(?:onoff|switch|on)?",
    r"(?:区域|分区|通道|路|站点|水路|回路)(?:开关)?",
)
VALVE: Final = words(
    r"(?:water|main|gas|solenoid|ball|inlet)?valve(?:switch|onoff|state|control|ctrl|on)?",
    r"(?:水|主|总|电磁|球|燃气|进水|灌溉|浇水)?阀门?(?:开关|控制|状态)?",
)
# Only in a product that is a lock.
LOCK: Final = words(
    r"(?:door|main|remote)?(?:lock|unlock)(?:switch|control|ctrl|cmd|onoff|state)?",
    r"(?:门|主|电子|远程)?锁(?:开关|控制|状态)?|(?:远程)?(?:开锁|上锁|开关锁)",
)
COMMAND: Final = words(
    r"(?:work|clean|cleaning|robot)?(?:command|cmd|mode|control|ctrl|action|workmode)",
    r"(?:工作|清扫|清洁)?(?:模式|指令|命令|控制|动作|状态)",
)
ROBOT_STATUS: Final = words(
    r"(?:work|robot|run|clean|device)?(?:status|state|workstatus|workstate)",
    r"(?:工作|机器|运行|清扫|设备|机器人)?状态",
)
SUCTION: Final = words(
    r"suction|suctionpower|suctionlevel|fan|fanspeed|fanpower|wind|windpower|cleanpower",
    r"吸力|吸力大小|吸力档位|风机|风量|吸力等级",
)
LOCATE: Final = words(
    r"locate|findme|find|findrobot|seek|search|finddevice|findtherobot|beep",
    r"寻找|寻找机器|寻找机器人|查找|定位|找机器|寻找设备|查找设备",
)

# Products, by a part of their name
FAN_PRODUCT: Final = Pattern(
    r"\bfan|fan\b|purifier|ventilat|breeze|blower|air ?clean|circulat|"
    r"扇|净化|新风|换气|风机"
)
LIGHT_PRODUCT: Final = Pattern(
    r"light|lamp|\bled|led\b|bulb|luminaire|dimmer|灯|照明|调光|光源"
)
COVER_PRODUCT: Final = Pattern(
    r"curtain|blind|shutter|shade|awning|garage|\bgate\b|projector screen|"
    r"(?:clothes|drying|laundry) ?(?:airer|rack|hanger)|窗帘|卷帘|百叶|帘|遮阳|开窗器|"
    r"车库|卷闸|晾衣|幕布|升降|窗户"
)
VALVE_PRODUCT: Final = Pattern(r"valve|irrigat|sprinkl|阀|灌溉|浇灌|浇水|浇花|喷淋")
MOWER_PRODUCT: Final = Pattern(r"mower|割草")
VACUUM_PRODUCT: Final = Pattern(r"vacuum|robot|sweep|mop|扫地|扫拖|清扫|吸尘|拖地")
LOCK_PRODUCT: Final = Pattern(
    r"(?:door|smart|fingerprint|gate|cabinet) ?lock|\block\b|门锁|智能锁|指纹锁|密码锁|电子锁|柜锁|门禁"
)
FEEDER_PRODUCT: Final = Pattern(r"feeder|feeding|喂食|投食|投喂|喂鱼|喂养|宠物喂")
HUMIDIFIER_PRODUCT: Final = Pattern(r"(?<!de)humidif|加湿|喷雾|mist")
DEHUMIDIFIER_PRODUCT: Final = Pattern(r"dehumidif|\bdry|除湿|抽湿")
HEATING_PRODUCT: Final = Pattern(
    r"heat|radiator|boiler|warm|towel|thermostat|pilot|sous|cooker|kettle|oven|"
    r"暖|加热|采暖|锅炉|壁挂炉|温控|毛巾|电热"
)
WATER_PRODUCT: Final = Pattern(
    r"water ?heat|kettle|boiler|hot ?water|heat ?pump|sous|cooker|热水|水壶|养生壶|茶壶|"
    r"壁挂炉|热泵|饮水|即热|水箱"
)
BOILING_PRODUCT: Final = Pattern(
    r"kettle|water ?heat|cooker|boiler|sous|热水|水壶|养生壶|茶壶|饮水|即热|壁挂炉|茶吧"
)
COOLING_PRODUCT: Final = Pattern(r"chiller|cooler|冷水机|制冷机|酒柜")
TOWEL_PRODUCT: Final = Pattern(r"towel|毛巾")
POOL_PRODUCT: Final = Pattern(r"\bspa\b|hot ?tub|pool|按摩池|泳池|浴缸|温泉")
SPA_PRODUCT: Final = Pattern(
    r"spa\b|\bspa|hot ?tub|pool|按摩池|泳池|浴缸|泡泡|温泉|sauna|桑拿"
)
