"""Words of option labels, Chinese and English, and the stable keys they get.

A label is what the cloud takes; its key is what Home Assistant stores and shows in the
user's language. A label nobody knows is its own key.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from ..api import Enum
from ..pattern import Pattern
from .text import plain

# Key -> the labels that mean it, as `plain` gives them. Every key has a text in every
# translation. A word with two meanings is here only if one of them is nearly certain
# (关 is "off"), or below in `_IN_COMPANY`.
OPTION_WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # On and off, directions
        "on": ("on", "开", "开启", "打开", "开机"),
        "off": ("off", "关", "关闭", "关机"),
        "open": ("open", "开窗", "开门", "全开"),
        "close": ("close", "关窗", "关门", "全关"),
        "opened": ("opened", "已打开", "已开启"),
        "closed": ("closed", "已关闭"),
        "opening": ("opening", "正在打开", "打开中"),
        "closing": ("closing", "正在关闭", "关闭中"),
        "stop": ("stop", "停", "停止"),
        "start": ("start", "启动", "开始"),
        "pause": ("pause", "暂停"),
        "forward": ("forward", "正转", "正向"),
        "reverse": ("reverse", "反转", "反向"),
        "up": ("up", "上", "向上", "上升", "升", "升起"),
        "down": ("down", "下", "向下", "下降", "降"),
        "left": ("left", "左", "向左"),
        "right": ("right", "右", "向右"),
        "vertical": ("vertical", "up down", "上下", "上下摆风", "上下扫风"),
        "horizontal": ("horizontal", "left right", "左右", "左右摆风", "左右扫风"),
        "fixed": ("fixed", "固定"),
        "swing": ("swing", "摆动", "摆风"),
        "both": ("both", "上下左右", "全方位"),
        "yes": ("yes", "是"),
        "no": ("no", "否"),
        "none": ("none", "无"),
        "not_set": ("not set", "not setted", "未设置", "未设定"),
        # Home Assistant means something else by these two states.
        "not_known": ("unknown", "未知"),
        "not_available": ("unavailable", "不可用"),
        # How it works
        "auto": ("auto", "automatic", "自动", "自动除湿", "自动风"),
        "manual": ("manual", "手动"),
        "smart": ("smart", "智能"),
        "schedule": ("schedule", "scheduled", "定时", "计划"),
        "timer": ("timer",),
        "program": ("program", "programme", "程序", "编程"),
        "continuous": ("continuous", "连续", "持续", "连续除湿"),
        "once": ("once", "单次", "一次"),
        "cycle": ("cycle", "循环"),
        "custom": ("custom", "customize", "customise", "自定义", "自选", "diy"),
        "demo": ("demo", "演示"),
        "eco": ("eco", "economy", "经济", "节能"),
        "comfort": ("comfort", "cft", "舒适"),
        "comfort_minus_1": ("cft1", "comfort-1", "comfort -1", "舒适-1"),
        "comfort_minus_2": ("cft2", "comfort-2", "comfort -2", "舒适-2"),
        "frost": ("frost", "fro", "frost protection", "antifreeze", "防冻"),
        "home": ("home", "在家", "居家"),
        "away": ("away", "离家", "外出"),
        "holiday": ("holiday", "vacation", "度假", "假日", "假期"),
        "presence": ("presence", "有人"),
        "sleep": ("sleep", "sleep wind", "睡眠", "睡眠风"),
        "boost": ("boost", "增强", "强热"),
        "turbo": ("turbo", "强劲", "急速"),
        "normal": ("normal", "straight wind", "正常", "普通", "常规", "正常风"),
        "standard": ("standard", "标准"),
        "natural": ("natural", "natural wind", "nature", "自然", "自然风"),
        "breeze": ("breeze", "微风"),
        "soft": ("soft", "gentle", "柔和", "柔风"),
        "quiet": ("quiet", "silent", "静音", "安静"),
        # Climate
        "heat": ("heat", "制热", "加热", "采暖", "供暖"),
        "cool": ("cool", "制冷"),
        "heat_cool": ("heat cool", "heat/cool", "冷暖"),
        "dry": ("dry", "除湿", "抽湿"),
        "fan_only": ("fan only", "fan", "送风"),
        "ventilation": ("ventilation", "通风", "换气"),
        "humidify": ("humidify", "加湿"),
        "hot_water": ("hot water", "热水", "生活热水"),
        "underfloor": ("underfloor", "floor heating", "地暖"),
        "radiator": ("radiator", "散热器", "暖气片"),
        "laundry": ("laundry", "干衣"),
        "celsius": ("celsius", "centigrade", "°c", "摄氏", "摄氏度"),
        "fahrenheit": ("fahrenheit", "°f", "华氏", "华氏度"),
        # How much
        "min": ("min", "minimum", "最小", "最低"),
        "weak": ("weak", "弱", "弱风", "弱档"),
        "low": ("low", "低", "低档", "低风", "低速"),
        "medium_low": ("medium low", "mid low", "中低", "中低档", "中低风", "中低速"),
        "medium": ("medium", "mid", "middle", "中", "中档", "中风", "中速", "中雾"),
        "medium_high": (
            "medium high",
            "mid high",
            "中高",
            "中高档",
            "中高风",
            "中高速",
        ),
        "high": ("high", "高", "高档", "高风", "高速"),
        "strong": ("strong", "强", "强风", "强档", "强力"),
        "very_strong": ("very strong", "超强"),
        "max": ("max", "maximum", "最大", "最高", "最强"),
        "small": ("small", "小", "小雾"),
        "large": ("large", "big", "大", "大雾"),
        "slow": ("slow", "慢", "慢速"),
        "fast": ("fast", "快", "快速"),
        "very_low": ("very low", "超低"),
        "very_high": ("very high", "超高"),
        # What it does now
        "idle": ("idle", "空闲"),
        "standby": ("standby", "stand by", "待机", "待机中"),
        "running": ("running", "运行", "运行中", "正在运行", "工作中"),
        "stopped": ("stopped", "停机", "已停止"),
        "paused": ("paused", "已暂停", "暂停中"),
        "finished": (
            "finished",
            "finish",
            "completed",
            "done",
            "end",
            "完成",
            "已完成",
            "结束",
        ),
        "heating": ("heating", "加热中", "制热中", "正在加热"),
        "cooling": ("cooling", "制冷中", "正在制冷"),
        "preheating": ("preheating", "预热", "预热中"),
        "defrosting": ("defrosting", "defrost", "除霜", "化霜", "除霜中", "化霜中"),
        "sterilizing": ("sterilizing", "sterilize", "杀菌", "消毒", "杀菌中"),
        "warning": ("warning", "警告"),
        "error": ("error", "错误", "异常"),
        "fault": ("fault", "故障"),
        "online": ("online", "在线"),
        "offline": ("offline", "离线"),
        "connected": ("connected", "已连接"),
        "disconnected": ("disconnected", "未连接", "已断开"),
        "charging": ("charging", "充电中", "正在充电"),
        "charged": ("charged", "charge done", "已充满", "充满", "充电完成"),
        "not_charging": ("not charging", "未充电"),
        "discharging": ("discharging", "放电中"),
        "clean": ("clean",),
        "cleaning": ("cleaning", "清扫中", "正在清扫", "清理中", "清洁中"),
        "spot": ("spot", "定点清扫"),
        "spot_cleaning": ("spot cleaning", "定点清扫中"),
        "dock": ("dock", "chargego", "charge go", "go charge", "回充", "返回充电"),
        "docked": ("docked", "已回充"),
        "returning": ("returning", "goto charge", "回充中", "正在回充"),
        # Water
        "classic": ("classic", "经典", "经典造浪"),
        "sine": ("sine", "正弦", "正弦造浪"),
        "random": ("random", "随机", "随机造浪"),
        "constant": ("constant", "恒流", "恒定", "恒流造浪"),
        "steady": ("steady", "平稳"),
        "pulse": ("pulse", "脉冲", "脉动", "脉冲造浪"),
        "tide": ("tide", "tidal", "潮汐", "潮汐造浪"),
        "wave": ("wave", "波浪"),
        "feed": ("feed", "feeding", "喂食"),
        "standalone": ("standalone", "alone", "独立", "单机"),
        "leader": ("master", "leader", "主机", "主控"),
        "follower": ("slave", "follower", "从机", "跟随"),
        "follower_in_step": ("slave sync", "同步从机"),
        "follower_opposed": ("slave async", "异步从机"),
        # When
        "dawn": ("dawn", "清晨", "黎明"),
        "morning": ("morning", "早晨", "早上", "上午"),
        "sunrise": ("sunrise", "日出"),
        "day": ("day", "daytime", "白天", "日间"),
        "sunshine": ("sunshine", "日照"),
        "noon": ("noon", "中午", "正午"),
        "afternoon": ("afternoon", "下午"),
        "sunset": ("sunset", "日落"),
        "dusk": ("dusk", "黄昏", "傍晚"),
        "evening": ("evening", "晚上"),
        "night": ("night", "夜晚", "夜间"),
        "moonlight": ("moonlight", "月光", "月夜"),
        "sunny": ("sunny", "晴天"),
        "cloudy": ("cloudy", "多云"),
        "rainy": ("rainy", "雨天"),
        "lightning": ("lightning", "闪电"),
        "monday": ("monday", "mon", "周一", "星期一"),
        "tuesday": ("tuesday", "tue", "周二", "星期二"),
        "wednesday": ("wednesday", "wed", "周三", "星期三"),
        "thursday": ("thursday", "thu", "周四", "星期四"),
        "friday": ("friday", "fri", "周五", "星期五"),
        "saturday": ("saturday", "周六", "星期六"),
        "sunday": ("sunday", "周日", "星期日", "星期天"),
        "every_day": ("every day", "daily", "每天", "每日"),
        "workdays": ("workdays", "weekdays", "工作日"),
        "weekend": ("weekend", "周末"),
        "new_moon": ("new moon", "新月"),
        "waxing_crescent": ("waxing crescent", "峨眉月", "蛾眉月"),
        "first_quarter": ("first quarter", "上弦月"),
        "waxing_gibbous": ("waxing gibbous", "盈凸月", "渐盈凸月"),
        "full_moon": ("full moon", "满月"),
        "waning_gibbous": ("waning gibbous", "亏凸月", "渐亏凸月"),
        "last_quarter": ("last quarter", "下弦月"),
        "waning_crescent": ("waning crescent", "残月"),
        # Colours
        "white": ("white", "白", "白色", "白光"),
        "warm_white": ("warm white", "暖白", "暖白光", "暖光"),
        "cool_white": ("cool white", "cold white", "冷白", "冷白光", "冷光"),
        "red": ("red", "红", "红色", "红光"),
        "orange": ("orange", "橙", "橙色"),
        "yellow": ("yellow", "黄", "黄色", "黄光"),
        "warm_yellow": ("warm yellow", "暖黄"),
        "green": ("green", "绿", "绿色", "绿光"),
        "cyan": ("cyan", "青", "青色"),
        "blue": ("blue", "蓝", "蓝色", "蓝光"),
        "royal_blue": ("royal blue", "宝蓝"),
        "sky_blue": ("sky blue", "天蓝", "天蓝色"),
        "purple": ("purple", "紫", "紫色", "紫光"),
        "lilac": ("lilac", "淡紫", "淡紫色"),
        "pink": ("pink", "粉", "粉色", "粉红", "粉红色"),
        "color": ("color", "colour", "彩色", "彩光"),
        "scene": ("scene", "场景"),
        "music": ("music", "音乐"),
        # Kitchen
        "keep_warm": ("keep warm", "warm", "保温"),
        "keeping_warm": ("keeping warm", "保温中"),
        "boil": ("boil", "烧水", "煮沸"),
        "cooking": ("cooking", "烹饪", "烹饪中", "制作中"),
        "rice": ("rice", "米饭", "煮饭", "精煮"),
        "quick_cook": ("quick cook", "快煮", "快速煮"),
        "porridge": ("porridge", "congee", "煮粥", "粥"),
        "soup": ("soup", "煲汤", "汤"),
        "steam": ("steam", "蒸", "蒸煮"),
        "cake": ("cake", "蛋糕"),
        "coffee": ("coffee", "咖啡"),
        "tea": ("tea", "泡茶", "茶"),
        "milk": ("milk", "泡奶", "奶"),
        "top_heat": ("top heat", "上管"),
        "bottom_heat": ("bottom heat", "下管"),
        "top_and_bottom_heat": ("top and bottom heat", "上下管"),
        "hot_air": ("hot air", "convection", "热风"),
        "ferment": ("ferment", "fermentation", "发酵"),
        "stir_fry": ("stir fry", "爆炒"),
        "mild": ("mild", "清淡", "淡"),
        "moderate": ("moderate", "适中", "适度"),
        "rich": ("rich", "浓郁", "浓"),
        # Washing
        "delayed": ("delayed", "预约", "预约中"),
        "washing": ("washing", "wash", "洗涤", "清洗", "洗涤中", "清洗中"),
        "rinsing": ("rinsing", "rinse", "漂洗", "冲洗", "漂洗中", "冲洗中"),
        "spinning": ("spinning", "spin", "脱水", "脱水中"),
        "drying": ("drying", "烘干", "烘干中"),
        "no_spin": ("no spin", "不脱水"),
        "cotton": ("cotton", "棉麻", "棉"),
        "synthetics": ("synthetics", "synthetic", "化纤"),
        "wool": ("wool", "羊毛"),
        "mixed": ("mixed", "混合洗"),
        "smart_wash": ("smart wash", "智能洗"),
        "strong_wash": ("intensive", "intensive wash", "强力洗"),
        "quick_wash": ("quick wash", "快洗", "快速洗"),
        "standard_wash": ("standard wash", "标准洗"),
        "eco_wash": ("eco wash", "节能洗"),
        "drum_clean": ("drum clean", "筒自洁", "桶自洁"),
        "cold_water": ("cold water", "冷水"),
        # Air and water
        "constant_temperature": ("constant temperature", "恒温"),
        "constant_humidity": ("constant humidity", "恒湿"),
        "bypass": ("bypass", "旁通"),
        "inner_circulation": ("inner circulation", "内循环"),
        "outer_circulation": ("outer circulation", "外循环"),
        "cold_air": ("cold air", "冷风"),
        "low_temperature": ("low temperature", "low temp", "低温"),
        "medium_temperature": ("medium temperature", "中温"),
        "high_temperature": ("high temperature", "high temp", "高温"),
        "summer": ("summer", "夏", "夏季"),
        "winter": ("winter", "冬", "冬季"),
        "excellent": ("excellent", "优", "优秀"),
        "good": ("good", "良", "良好"),
        "fair": ("fair", "一般"),
        "poor": ("poor", "差"),
        "slightly_polluted": ("slightly polluted", "light pollution", "轻度污染"),
        "moderately_polluted": (
            "moderately polluted",
            "moderate pollution",
            "中度污染",
        ),
        "heavily_polluted": ("heavily polluted", "heavy pollution", "重度污染"),
        "severely_polluted": ("severely polluted", "严重污染"),
        "quick_heat": ("quick heat", "fast heat", "速热"),
        "night_tariff": ("night tariff", "夜电"),
        "kitchen": ("kitchen", "厨房"),
        "shower": ("shower", "淋浴"),
        "bathtub": ("bathtub", "浴缸"),
        "half_tank": ("half tank", "半胆"),
        "full_tank": ("full tank", "全胆"),
        "heat_pump": ("heat pump", "热泵"),
        "electric": ("electric", "电加热"),
        "hybrid": ("hybrid", "混合"),
        "no_water": ("no water", "lack water", "缺水"),
        "tank_full": ("water full", "tank full", "水满"),
        "making_water": ("making water", "制水", "制水中"),
        # Light
        "reading": ("reading", "阅读"),
        "relax": ("relax", "休息", "放松", "休闲"),
        "cinema": ("cinema", "movie", "影院", "电影", "观影"),
        "night_light": ("night light", "夜灯"),
        "work": ("work", "工作", "办公"),
        "static": ("static", "静态", "常亮"),
        "fade": ("fade", "gradient", "渐变"),
        "breathing": ("breathing", "breathe", "breath", "呼吸"),
        "jump": ("jump", "jumping", "跳变"),
        "strobe": ("strobe", "flash", "blink", "频闪", "闪烁", "爆闪"),
        "flowing": ("flowing", "流水"),
        "rainbow": ("rainbow", "彩虹", "七彩"),
        "candle": ("candle", "烛光"),
        "party": ("party", "派对", "聚会"),
        "romantic": ("romantic", "浪漫", "温馨"),
        "neutral_white": ("neutral white", "natural light", "自然光", "中性光"),
        # Robots
        "wall_follow": ("wall follow", "edge", "沿边", "沿边清扫", "沿墙清扫"),
        "spiral": ("spiral", "螺旋", "螺旋清扫"),
        "zigzag": ("zigzag", "zig zag", "弓形", "弓形清扫"),
        "dumping": ("dumping", "倾倒中"),
        "leveling": ("leveling", "平整中"),
        "ahead": ("ahead", "前进"),
        "back": ("back", "backward", "后退"),
        "turn_left": ("turn left", "左转"),
        "turn_right": ("turn right", "右转"),
        "extend": ("extend", "展开", "伸出"),
        "retract": ("retract", "收回", "收拢"),
        # Doors and power
        "fingerprint": ("fingerprint", "指纹"),
        "password": ("password", "密码"),
        "card": ("card", "卡片", "刷卡", "卡"),
        "key": ("key", "钥匙"),
        "face": ("face", "人脸"),
        "remote": ("remote", "远程"),
        "local": ("local", "本地"),
        "last_state": ("last state", "last", "记忆", "上次状态", "保持"),
        "grid_tied": ("grid tied", "on grid", "并网"),
        "off_grid": ("off grid", "离网"),
        "self_use": ("self use", "self consumption", "自发自用"),
        "peak_shaving": ("peak shaving", "削峰填谷"),
        "backup": ("backup", "备用", "备用电源"),
        "plugged_in": ("plugged in", "已插枪"),
        # Body and sound
        "flat": ("flat", "平躺"),
        "zero_gravity": ("zero gravity", "零重力"),
        "anti_snore": ("anti snore", "止鼾"),
        "bluetooth": ("bluetooth", "蓝牙"),
        "network": ("network", "网络"),
        "pop": ("pop", "流行"),
        "rock": ("rock", "摇滚"),
        "classical": ("classical", "古典"),
        "jazz": ("jazz", "爵士"),
        # Which
        "internal": ("internal", "built in", "内置"),
        "external": ("external", "外置"),
        "internal_and_external": ("内置+外置",),
        "chinese": ("chinese", "chinese simplified", "zh hans", "中文"),
        "english": ("english", "英文"),
        **{
            f"level_{n}": (
                f"level {n}",
                f"gear {n}",
                f"{n}档",
                f"{n}挡",
                f"{n}级",
                f"{n}档风",
            )
            for n in range(1, 11)
        },
        **{
            f"{key}_program_{n}": (f"{key} program {n}", f"{word}程序{n}")
            for key, word in (("default", "默认"), ("custom", "自定义"))
            for n in range(1, 4)
        },
        **{f"mode_{n}": (f"mode {n}", f"模式{n}") for n in range(1, 9)},
        **{f"scene_{n}": (f"scene {n}", f"场景{n}") for n in range(1, 9)},
        **{f"program_{n}": (f"program {n}", f"程序{n}") for n in range(1, 9)},
        **{f"channel_{n}": (f"channel {n}", f"通道{n}") for n in range(1, 9)},
        **{f"calibrate_{n}": (f"calibrate {n}", f"校准{n}") for n in range(1, 9)},
    }
)
_KEYS: Final = {word: key for key, words in OPTION_WORDS.items() for word in words}

# Words that mean this only where the enum has the others too: label, keys of the other
# options, key. 关 of 开/停/关 is a curtain's, 解冻 beside 舒适 is a pilot wire's.
_CURTAIN: Final = frozenset({"on", "off", "stop"})
_IN_COMPANY: Final[tuple[tuple[str, frozenset[str], str], ...]] = (
    *((label, _CURTAIN, "open") for label in ("开", "打开", "开启")),
    *((label, _CURTAIN, "close") for label in ("关", "关闭")),
    ("解冻", frozenset({"comfort"}), "frost"),
    ("断开", frozenset({"last_state"}), "off"),
    ("闭合", frozenset({"last_state"}), "on"),
    ("wind", frozenset({"cool"}), "fan_only"),
    ("c", frozenset({"f"}), "celsius"),
    ("f", frozenset({"c"}), "fahrenheit"),
    ("sat", frozenset({"friday", "monday"}), "saturday"),
    ("sun", frozenset({"friday", "monday"}), "sunday"),
)

_MODE: Final = Pattern(r"(?<=.)(模式| mode)$")
_BILINGUAL: Final = Pattern(r"(.+?) ?\((.+)\)$")


def option_keys(enum: Enum) -> dict[str, str]:
    """Return the enum's options by stable keys, in their order.

    No two options have the same key: those that would keep their labels instead.
    """
    words = {option: known_key(option) or plain(option) for option in enum.options}
    company = frozenset(words.values())
    keys = {option: _key(option, company) for option in enum.options}
    while twice := _twice(keys.values()):
        keys = {option: option if key in twice else key for option, key in keys.items()}
    return {key: option for option, key in keys.items()}


def known_key(label: str) -> str | None:
    """Return the key of a label that means something alone, None for any other."""
    text = plain(label)
    if key := _word_key(text):
        return key
    # "自动 (Auto)" says the same twice; "High (eco)" says more than "High".
    if both := _BILINGUAL.match(text):
        own, other = map(_word_key, both.groups())
        return own if own == other else None
    return None


def _word_key(text: str) -> str | None:
    return _KEYS.get(text) or _KEYS.get(_MODE.sub("", text))


def _key(option: str, company: frozenset[str]) -> str:
    text = plain(option)
    for label, others, key in _IN_COMPANY:
        if text == label and others <= company:
            return key
    return known_key(option) or option


def _twice(keys: Collection[str]) -> set[str]:
    return {key for key, count in Counter(keys).items() if count > 1}
