"""Which composites are found in which shapes, and in which none."""

import json
from typing import Any

import pytest

from homeassistant.const import Platform

from .common import FIXTURES as FOLDERS
from .shapes import ALERT, Attr, R, bit, pick, product, uint

from custom_components.gizwits.api import Product
from custom_components.gizwits.composites.choice import keys
from custom_components.gizwits.composites.finding import find_composites
from custom_components.gizwits.meaning.naming import datapoint_names
from custom_components.gizwits.spec import EntitySpec

PRODUCTS = FOLDERS / "products"


def fixture(name: str) -> Product:
    """Return a product of our own."""
    raw = json.loads((PRODUCTS / f"{name}.json").read_text(encoding="utf-8"))
    return Product.from_definition(raw["product_key"], raw)


def find(own: Product, product_name: str = "") -> tuple[EntitySpec, ...]:
    """Return the composites of a product."""
    names = datapoint_names(own.datapoints.values(), chinese=False)
    return find_composites(own, names, product_name=product_name)


def roles(spec: EntitySpec) -> dict[str, str]:
    """Return the datapoints' names by role."""
    return {role: point.name for role, point in spec.roles.items()}


def found(own: Product, product_name: str = "") -> dict[str, dict[str, str]]:
    """Return the roles of a product's composites by key."""
    return {spec.key: roles(spec) for spec in find(own, product_name)}


FIXTURES: dict[str, dict[str, dict[str, str]]] = {
    "air_conditioner": {
        "composite-climate": {
            "power": "switch",
            "mode": "mode",
            "target": "set_temp",
            "current": "room_temp",
            "fan": "fan_speed",
            "swing": "swing_v",
            "swing_horizontal": "swing_h",
        }
    },
    "aquarium_light": {"composite-light": {"power": "switch", "mode": "mode"}},
    "bedside_light": {
        "composite-light": {
            "power": "light_on",
            "brightness": "brightness",
            "kelvin": "color_temp",
            "mode": "light_mode",
            "scene": "scene",
            "color_0": "color_r",
            "color_1": "color_g",
            "color_2": "color_b",
        }
    },
    "boiler": {
        "composite-water-heater": {
            "power": "DHW_Switch",
            "target": "DHW_Target",
            "current": "Tank_Temp",
            "mode": "DHW_Program",
        },
        "composite-climate": {
            "power": "CH_Switch",
            "target": "RoomTarget_Day",
            "current": "Room_Temp",
        },
    },
    "curtain": {
        "composite-cover": {
            "control": "control",
            "target": "set_position",
            "position": "position",
        }
    },
    "dehumidifier": {
        "composite-humidifier": {
            "power": "power",
            "target": "target_humidity",
            "current": "humidity",
            "mode": "mode",
        }
    },
    "fan": {
        "composite-fan": {
            "power": "power",
            "speed": "speed",
            "mode": "mode",
            "oscillate": "oscillate",
        }
    },
    "heat_pump_water_heater": {
        "composite-water-heater": {
            "power": "Cmd_OnOff",
            "target": "Set_Temp",
            "current": "Top_Temp",
        }
    },
    "irrigation_valve": {
        "composite-valve": {"valve": "valve1"},
        "composite-valve-2": {"valve": "valve2"},
    },
    "marine_light": {"composite-light": {"power": "switch"}},
    "panel_heater": {
        "composite-climate": {"power": "on_off", "mode": "mode", "current": "cur_temp"}
    },
    "pet_feeder": {"Manual": {"press": "Manual"}},
    "pet_house": {
        "composite-light": {
            "power": "Lamp_OnOff",
            "mode": "Lamp_Color",
            "color_0": "Lamp_R",
            "color_1": "Lamp_G",
            "color_2": "Lamp_B",
        }
    },
    "pilot_heater": {
        "composite-climate": {
            "mode": "mode",
            "current": "room_tempH",
            "current_low": "room_tempL",
            "current_humidity": "humidity",
            "high": "comfort_tempH",
            "high_low": "comfort_tempL",
            "low": "eco_tempH",
            "low_low": "eco_tempL",
        }
    },
    "reef_cabinet": {"Reset_FilterDays": {"press": "Reset_FilterDays"}},
    "robot_vacuum": {
        "composite-vacuum": {
            "command": "command",
            "status": "status",
            "suction": "suction",
            "locate": "find_me",
        },
        "reset_brush": {"press": "reset_brush"},
    },
    "room_thermostat": {
        "composite-climate": {
            "power": "power",
            "mode": "work_mode",
            "target": "set_temp",
            "current": "room_temp",
            "current_humidity": "humidity",
            "heating": "heating_state",
        }
    },
    "sous_vide": {
        "composite-water-heater": {
            "unit": "temp_unit",
            "power": "onoff",
            "target": "set_temp_int",
            "target_low": "set_temp_dec",
            "current": "real_temp_int",
            "current_low": "real_temp_dec",
        },
        "start_timer": {"press": "start_timer"},
    },
    "spa": {
        "composite-climate": {
            "unit": "temp_unit",
            "power": "heater",
            "target": "temp_set",
            "current": "temp_now",
            "reached": "heat_reached",
        }
    },
    "energy_meter": {"energy_reset": {"press": "energy_reset"}},
    # What is a pump, a doser or a socket in shape alone is none of these.
    **{
        name: {}
        for name in (
            "door_sensor",
            "doser",
            "hot_tub",
            "inverter",
            "oddities",
            "passthrough",
            "ph_controller",
            "reef_wavemaker",
            "reef_wavemaker_ble",
            "reef_wavemaker_old",
            "timer_switch",
            "voice_toy",
        )
    },
}


@pytest.mark.parametrize("name", FIXTURES)
def test_our_products(name: str) -> None:
    """Each has the composites its owner would want, of these datapoints."""
    assert found(fixture(name)) == FIXTURES[name]


def test_every_fixture_is_here() -> None:
    """A new product says what it gives."""
    files = {path.stem for path in PRODUCTS.glob("*.json")}
    assert files - {"broken"} == FIXTURES.keys()


@pytest.mark.parametrize("name", FIXTURES)
def test_no_datapoint_is_used_twice(name: str) -> None:
    """Neither in two composites nor in two roles of one."""
    used = [point.name for spec in find(fixture(name)) for point in spec.roles.values()]
    assert len(used) == len(set(used))


@pytest.mark.parametrize("name", FIXTURES)
def test_the_product_has_one_main_function_at_most(name: str) -> None:
    """It has the device's own name."""
    nameless = [spec for spec in find(fixture(name)) if spec.description.name is None]
    assert len(nameless) <= 1


def main(own: Product) -> EntitySpec:
    """Return the composite with the device's name."""
    return next(spec for spec in find(own) if spec.description.name is None)


# What other makers write, in English and in Chinese.
OTHERS: list[tuple[Product, dict[str, dict[str, str]]]] = [
    (
        product(
            "RGB Bulb",
            bit("Power_Switch", "开关"),
            uint("Brightness", 0, 255, "亮度"),
            uint("Color_R", 0, 255, "红色"),
            uint("Color_G", 0, 255, "绿色"),
            uint("Color_B", 0, 255, "蓝色"),
        ),
        {
            "composite-light": {
                "power": "Power_Switch",
                "brightness": "Brightness",
                "color_0": "Color_R",
                "color_1": "Color_G",
                "color_2": "Color_B",
            }
        },
    ),
    (
        product(
            "智能彩灯",
            bit("sw", "开关"),
            uint("r1", 0, 255, "红光"),
            uint("g1", 0, 255, "绿光"),
            uint("b1", 0, 255, "蓝光"),
            uint("lum", 0, 100, "亮度"),
        ),
        {
            "composite-light": {
                "power": "sw",
                "brightness": "lum",
                "color_0": "r1",
                "color_1": "g1",
                "color_2": "b1",
            }
        },
    ),
    (
        product(
            "Ceiling lamp",
            bit("OnOff"),
            uint("brightness", 10, 1000),
            uint("CCT", 2700, 6500, "色温"),
        ),
        {
            "composite-light": {
                "power": "OnOff",
                "brightness": "brightness",
                "kelvin": "CCT",
            }
        },
    ),
    (
        product(
            "HSV strip",
            bit("switch"),
            uint("hue", 0, 360),
            uint("saturation", 0, 100),
            uint("brightness", 0, 100),
        ),
        {
            "composite-light": {
                "power": "switch",
                "brightness": "brightness",
                "color_0": "hue",
                "color_1": "saturation",
            }
        },
    ),
    (
        product(
            "空调",
            bit("onoff"),
            pick("mode", "制冷", "制热", "除湿", "送风"),
            pick("wind_speed", "自动", "高", "中", "低"),
            bit("up_down_scan"),
            bit("left_right_scan"),
            uint("temp", 0, 14, addition=16),
        ),
        {
            "composite-climate": {
                "power": "onoff",
                "mode": "mode",
                "target": "temp",
                "fan": "wind_speed",
                "swing": "up_down_scan",
                "swing_horizontal": "left_right_scan",
            }
        },
    ),
    (
        product("智能锁 T1", bit("lock", "门锁", desc="0:关锁 1:开锁")),
        {"composite-lock": {"lock": "lock"}},
    ),
    (
        product(
            "Radiator valve",
            uint("set_temp", 50, 300, ratio=0.1),
            uint("cur_temp", 0, 500, access=R, ratio=0.1),
            pick("mode", "manual", "auto", "off"),
        ),
        {
            "composite-climate": {
                "mode": "mode",
                "target": "set_temp",
                "current": "cur_temp",
            }
        },
    ),
    (
        product(
            "Infrared heater",
            bit("Power"),
            uint("Target", 15, 35, desc="℃"),
            uint("Now", 0, 50, access=R),
        ),
        {
            "composite-climate": {
                "power": "Power",
                "target": "Target",
                "current": "Now",
            }
        },
    ),
    (
        product("充电桩", bit("start", "启动充电"), bit("stop", "停止充电")),
        {"start": {"press": "start"}, "stop": {"press": "stop"}},
    ),
    (
        # White and blue are channels, neither of them how bright the lamp is.
        product(
            "水族箱",
            bit("mainLight", "主灯"),
            uint("whiteLight", 0, 100, "白光亮度"),
            uint("blueLight", 0, 100, "蓝光亮度"),
        ),
        {"composite-light": {"power": "mainLight"}},
    ),
    (
        product(
            "中央空调网关",
            *(
                attr
                for n in (1, 2)
                for attr in (
                    bit(f"ac{n}_power", f"空调{n}开关"),
                    pick(f"ac{n}_mode", "制冷", "制热", label=f"空调{n}模式"),
                    uint(f"ac{n}_temp", 16, 30, f"空调{n}设定温度"),
                )
            ),
        ),
        {
            f"composite-climate{key}": {
                "power": f"ac{n}_power",
                "mode": f"ac{n}_mode",
                "target": f"ac{n}_temp",
            }
            for n, key in ((1, ""), (2, "-2"))
        },
    ),
    (
        product(
            "灌溉控制器",
            bit("zone1", "区域1"),
            bit("zone2", "区域2"),
            uint("dur1", 0, 120, "区域1时长"),
            uint("dur2", 0, 120, "区域2时长"),
        ),
        {
            "composite-valve": {"valve": "zone1"},
            "composite-valve-2": {"valve": "zone2"},
        },
    ),
    (
        product(
            "车库门",
            pick("Door", "开", "停", "关", label="门控制"),
            pick("DoorState", "已打开", "已关闭", "打开中", "关闭中", access=R),
        ),
        {"composite-cover": {"control": "Door", "state": "DoorState"}},
    ),
    (
        product("晾衣机", pick("Motor", "上升", "停止", "下降", label="升降控制")),
        {"composite-cover": {"control": "Motor"}},
    ),
    (
        product(
            "音箱", bit("next", "下一首"), bit("unlock", "远程开锁"), bit("selftest")
        ),
        {
            "next": {"press": "next"},
            "unlock": {"press": "unlock"},
            "selftest": {"press": "selftest"},
        },
    ),
    (
        product(
            "Wall heater",
            bit("Power_Switch"),
            uint("Set_Temp", 5, 35, "设定温度"),
            uint("Room_Temp", 0, 100, "当前温度", access=R, addition=-20),
        ),
        {
            "composite-climate": {
                "power": "Power_Switch",
                "target": "Set_Temp",
                "current": "Room_Temp",
            }
        },
    ),
    (
        product(
            "电热水器",
            bit("power", "开关机"),
            uint("set_temp", 35, 75, "设定温度"),
            uint("cur_temp", 0, 99, "当前温度", access=R),
            pick("mode", "节能", "速热"),
        ),
        {
            "composite-water-heater": {
                "power": "power",
                "target": "set_temp",
                "current": "cur_temp",
                "mode": "mode",
            }
        },
    ),
    (
        product(
            "智能电水壶",
            bit("OnOff"),
            uint("target_temp", 40, 100),
            uint("water_temp", 0, 100, access=R),
        ),
        {
            "composite-water-heater": {
                "power": "OnOff",
                "target": "target_temp",
                "current": "water_temp",
            }
        },
    ),
    (
        product(
            "空气净化器",
            bit("Switch", "开关"),
            pick("Wind_Velocity", "自动", "睡眠", "低速", "中速", "高速"),
            bit("Switch_Plasma", "等离子开关"),
            bit("Child_Security_Lock"),
            uint("PM2_5", 0, 999, access=R),
        ),
        {"composite-fan": {"power": "Switch", "speed": "Wind_Velocity"}},
    ),
    (
        product(
            "落地扇",
            bit("power", "电源"),
            pick("gear", "1档", "2档", "3档", label="档位"),
            bit("shake", "摇头"),
        ),
        {"composite-fan": {"power": "power", "speed": "gear", "oscillate": "shake"}},
    ),
    (
        product(
            "加湿器",
            bit("switch"),
            uint("set_humidity", 40, 80, "设定湿度"),
            uint("humidity", 0, 100, "当前湿度", access=R),
        ),
        {
            "composite-humidifier": {
                "power": "switch",
                "target": "set_humidity",
                "current": "humidity",
            }
        },
    ),
    (
        product(
            "智能窗帘",
            pick("Curtain_Control", "开", "停", "关", label="控制"),
            uint("Percent", 0, 100, "开合度"),
        ),
        {"composite-cover": {"control": "Curtain_Control", "target": "Percent"}},
    ),
    (
        product("Roller blind", uint("position", 0, 100, desc="0 fully open")),
        {"composite-cover": {"target": "position"}},
    ),
    (
        product("燃气阀", bit("valve", "阀门开关")),
        {"composite-valve": {"valve": "valve"}},
    ),
    (
        product("Hood", bit("Power"), pick("Wind", "off", "low", "high"), bit("Light")),
        {
            "composite-light": {"power": "Light"},
            "composite-fan": {"power": "Power", "speed": "Wind"},
        },
    ),
    (
        product(
            "Two curtains",
            pick("Control1", "open", "stop", "close"),
            uint("Position1", 0, 100, access=R),
            pick("Control2", "open", "stop", "close"),
            uint("Position2", 0, 100, access=R),
        ),
        {
            "composite-cover": {"control": "Control1", "position": "Position1"},
            "composite-cover-2": {"control": "Control2", "position": "Position2"},
        },
    ),
    (
        product(
            "GizLight",
            bit("Power_Switch"),
            *(uint(f"Color_{c}", 0, 254) for c in "RGB"),
            *(uint(f"Temperature_{c}", 0, 254) for c in "RGB"),
            uint("Brightness", 0, 100),
        ),
        {
            "composite-light": {
                "power": "Power_Switch",
                "brightness": "Brightness",
                "color_0": "Color_R",
                "color_1": "Color_G",
                "color_2": "Color_B",
            }
        },
    ),
    (
        product(
            "Ceiling",
            bit("fan_switch", "风扇开关"),
            uint("fan_speed", 1, 6),
            bit("light_switch", "灯开关"),
            uint("brightness", 0, 100),
            uint("color_temp", 2700, 6500),
        ),
        {
            "composite-light": {
                "power": "light_switch",
                "brightness": "brightness",
                "kelvin": "color_temp",
            },
            "composite-fan": {"power": "fan_switch", "speed": "fan_speed"},
        },
    ),
    (
        product(
            "KJ500",
            bit("power"),
            uint("wind", 0, 3),
            bit("anion"),
            uint("pm25", 0, 999, access=R),
        ),
        {"composite-fan": {"power": "power", "speed": "wind"}},
    ),
    (
        product(
            "燃气热水器",
            bit("Power"),
            uint("Set_Temp", 35, 65),
            uint("Out_Temp", 0, 99, "出水温度", access=R),
            uint("In_Temp", 0, 99, "进水温度", access=R),
        ),
        {
            "composite-water-heater": {
                "power": "Power",
                "target": "Set_Temp",
                "current": "Out_Temp",
            }
        },
    ),
    (
        product(
            "地暖温控器",
            bit("power"),
            pick("work_mod", "手动", "自动"),
            uint("temp_set", 5, 60),
            uint("temp_room", 0, 99, "室内温度", access=R),
        ),
        {
            "composite-climate": {
                "power": "power",
                "mode": "work_mod",
                "target": "temp_set",
                "current": "temp_room",
            }
        },
    ),
    (
        product("Garage door", pick("door", "open", "stop", "close", label="Control")),
        {"composite-cover": {"control": "door"}},
    ),
    (
        product(
            "扫地机",
            pick("mode", "待机", "自动清扫", "定点清扫", "回充", label="工作模式"),
            pick("work_status", "待机", "清扫中", "回充中", "充电中", access=R),
        ),
        {"composite-vacuum": {"command": "mode", "status": "work_status"}},
    ),
    (
        product("Three lamps", *(bit(f"Light{n}", f"灯{n}") for n in range(1, 4))),
        {
            "composite-light": {"power": "Light1"},
            "composite-light-2": {"power": "Light2"},
            "composite-light-3": {"power": "Light3"},
        },
    ),
    (
        product("宠物喂食器", bit("feed_now"), bit("SwitchON"), uint("portion", 1, 10)),
        {"feed_now": {"press": "feed_now"}},
    ),
]


@pytest.mark.parametrize(
    ("own", "expected"), OTHERS, ids=[own.name for own, _ in OTHERS]
)
def test_products_of_others(own: Product, expected: dict[str, dict[str, str]]) -> None:
    """Shapes as makers of all kinds write them."""
    assert found(own) == expected


# Words that look like something and are not.
FALSE_FRIENDS: list[Product] = [
    # A byte without a range: how many speeds, nobody knows.
    product("Split", bit("SwitchON"), uint("WindSpeed", 0, 255)),
    # A lock that does not say which way, a child lock, a lock of something else.
    product("Door lock", bit("lock")),
    product("Smart lock", bit("child_lock", "童锁", desc="1: locked, 0: unlocked")),
    product("Heater", bit("lock", desc="1: locked, 0: unlocked")),
    # A humidifier with a lamp in its name, an air conditioner's fan.
    product("呼吸灯加湿器", bit("Power"), uint("Mist", 0, 100, "雾量")),
    product(
        "Portable AC",
        bit("Power"),
        pick("Mode", "Cool", "Dry", "Fan"),
        pick("Fan", "Low", "High"),
    ),
    # What blows on what it heats, and a lamp that nobody is to stand under.
    product(
        "Roaster",
        bit("power"),
        uint("fan", 0, 100),
        uint("preheat", 100, 240, "预热温度"),
    ),
    product(
        "消毒灯", bit("switch", "开关"), pick("mode", "标准", "强力", label="模式")
    ),
    # What starts something alone is on while it runs.
    product("Coffee machine", bit("start", "开始制作"), bit("keep_warm")),
    # A small lamp that tells something is no light.
    product("Socket", bit("OnOff"), bit("led_switch", "指示灯")),
    product("Panel", bit("sw1"), bit("Backlight", "LED backlight")),
    # A zone is water's only in what waters.
    product("Alarm", bit("zone1"), bit("zone2")),
    # Opened and closed alone are a door's.
    product("Door", pick("door_state", "opened", "closed", access=R)),
    # A pump: flow is strength, a mode that is a link, gears of something.
    product("DC泵", bit("SwitchON", "开关"), bit("Mode", "模式"), uint("Flow", 0, 100)),
    product("Pump", bit("SwitchON"), uint("Motor_Speed", 0, 100), bit("FeedSwitch")),
    product("Cabinet", bit("Switch"), uint("Level_Pump", 1, 3, "主泵档位")),
    # A temporary lamp, an alarm called temperature, readings that can be written.
    product("Tank", bit("Apply_Temp_Lamp"), bit("temperature", access=ALERT)),
    product("Tank", bit("power"), uint("Temperature1", 0, 200, ratio=0.5)),
    # A target nobody measures, of nobody knows what.
    product("Oven", bit("power"), uint("set_temp", 50, 250)),
    product("Fridge", uint("set_temp", 0, 10), uint("temp", 0, 50, access=R)),
    product(
        "Kiln", bit("power"), uint("set_temp", 0, 500), uint("temp", 0, 999, access=R)
    ),
    # Heat by a number that only its maker can explain.
    product(
        "Tub",
        bit("power"),
        uint("heat", 0, 6),
        uint("set_temp", 20, 40),
        uint("temp", 0, 60, access=R),
    ),
    # A blind that has no stop, a position that is no percentage.
    product("Door", pick("control", "open", "close"), uint("position", 0, 360)),
    # Which way it makes the air, nobody says.
    product("Air", bit("power"), uint("set_humidity", 30, 80)),
    # Colours of different depth.
    product("x", bit("power"), uint("r", 0, 255), uint("g", 0, 255), uint("b", 0, 100)),
    # Channels of a plant's light are no colour.
    product(
        "Grow",
        bit("onoff"),
        *(uint(f"ch_{c}", 0, 100) for c in ("red", "green", "blue", "white", "uv")),
    ),
    # A colour temperature that is an index, the brightness of a day's phase.
    product("Reef", bit("Switch"), uint("Tc", 0, 20), uint("M1", 10, 100, "早晨")),
    # What does more than shine is not switched off with its light.
    product(
        "Aroma",
        bit("power"),
        pick("mist", "low", "high", label="雾量"),
        *(uint(f"color_{c}", 0, 255) for c in "rgb"),
    ),
    # A boiler's switch is not its hot water's.
    product(
        "壁挂炉",
        bit("power"),
        uint("Heating_Set_Temp", 30, 80, "采暖设定温度"),
        uint("DHW_Set_Temp", 30, 60, "热水设定温度"),
    ),
    # A motor that turns both ways.
    product("House", bit("power"), uint("Fan_Gear", 0, 10, addition=-5)),
    # Two of the same: nobody knows which.
    product("Twins", bit("valve"), bit("Valve")),
    # A door's state, an option, a reset that must not be pressed.
    product("Door", bit("window_switch"), bit("Factory_Reset"), bit("Reset_set")),
    product("Sensor", uint("humidity_set", 30, 80), uint("humidity", 0, 100, access=R)),
    # On and off of a curtain's motor direction, and of a light switch.
    product("Relay", pick("state", "on", "off"), pick("direction", "正转", "反转")),
    product("Socket", bit("OnOff"), uint("CountDown_Minute", 0, 1440)),
    product("Meter", bit("relay"), uint("power", 0, 9999, access=R)),
    product("Toy", bit("switch"), uint("speed", 0, 150, addition=-50)),
    product("Doser", *(bit(f"channe{n}", f"通道{n}") for n in range(1, 5))),
]


@pytest.mark.parametrize("own", FALSE_FRIENDS, ids=[own.name for own in FALSE_FRIENDS])
def test_false_friends(own: Product) -> None:
    """Wrong is worse than none: their datapoints stay entities of their own."""
    assert found(own) == {}


SPA = (
    bit("heater"),
    uint("set_temp", 20, 104),
    uint("water_temp", 0, 120, access=R),
)


@pytest.mark.parametrize(
    ("unit", "condition"),
    [
        (pick("temp_unit", "摄氏", "华氏"), {"unit": ("华氏",)}),
        (pick("temp_unit", "C", "F"), {"unit": ("F",)}),
        (bit("temp_unit", desc="0 = C, 1 = F"), {"unit": (True,)}),
        (bit("Tunit", desc="0：华氏，1：摄氏"), {"unit": (False,)}),
        (bit("unit", desc="1 = degrees Celsius"), {"unit": (False,)}),
        (bit("is_fahrenheit"), {"unit": (True,)}),
        (bit("temp_unit", access=R, desc="1：华氏"), {"unit": (True,)}),
        (bit("unit_celsius"), {"unit": (False,)}),
        (bit("x", "华氏度"), {"unit": (True,)}),
    ],
)
def test_the_flag_of_the_unit(unit: Attr, condition: dict[str, Any]) -> None:
    """Which way it is, as a definition says or calls it."""
    own = main(product("Spa", *SPA, unit))
    parts: Any = own.parts
    assert roles(own)["unit"] == unit["name"]
    assert parts.scale.is_fahrenheit == condition
    assert parts.scale.celsius == (20, 40)
    assert parts.scale.fahrenheit == (68, 104)


def test_a_flag_that_does_not_say_which_way() -> None:
    """The value tells, where °C and °F do not meet; else nothing is found."""
    own = main(product("Spa", *SPA, bit("C_F")))
    parts: Any = own.parts
    assert "unit" not in own.roles
    assert parts.scale.by_value
    cooker = product(
        "Kettle",
        bit("power"),
        bit("C_F"),
        uint("set_temp", 5, 203),
        uint("water_temp", 0, 212, access=R),
    )
    assert found(cooker) == {}


@pytest.mark.parametrize(
    ("target", "celsius"),
    [
        (uint("set_temp", 60, 104, desc="℉"), (15, 40)),
        (uint("set_temp", 5, 35, desc="°C"), (5, 35)),
        # Both in one range, and no flag.
        (uint("set_temp", 20, 104, desc="20~40℃ / 68~104℉"), (20, 40)),
    ],
)
def test_the_unit_a_definition_states(target: Attr, celsius: tuple[int, int]) -> None:
    """In its parts."""
    room = uint("room_temp", 0, 120, access=R)
    own: Any = main(product("Heater", bit("power"), target, room)).parts
    assert own.scale.celsius == celsius


def test_modes_of_an_air_conditioner() -> None:
    """Known words are Home Assistant's modes, the others are presets."""
    own = product(
        "AC",
        bit("power"),
        pick("mode", "auto", "cool", "heat", "sleep"),
        uint("set_temp", 16, 30),
    )
    parts: Any = main(own).parts
    assert keys(parts.hvac_modes) == ["off", "auto", "cool", "heat"]
    assert keys(parts.presets) == ["sleep"]


@pytest.mark.parametrize(
    ("name", "high", "mode"),
    [
        ("毛巾架", 70, "heat"),
        ("Aquarium Chiller", 35, "cool"),
        ("鱼缸加热棒", 34, "heat"),
        ("Fan coil", 30, "heat_cool"),
    ],
)
def test_what_a_thermostat_does(name: str, high: int, mode: str) -> None:
    """By what its product is called; a towel rail is hotter than a room."""
    own = product(
        name,
        bit("power"),
        uint("SetTemp", 15, high, "设定温度"),
        uint("CurTemp", 0, 99, "当前温度", access=R),
    )
    parts: Any = main(own).parts
    assert keys(parts.hvac_modes) == ["off", mode]


@pytest.mark.parametrize(
    ("name", "high", "celsius"),
    [
        # Water that boils, and a flag that says what is shown
        ("Smart Kettle", 100, (40, 100)),
        ("Sous Vide", 95, (40, 95)),
        # A heat pump for a pool: both units in one range
        ("Pool heat pump", 104, (8, 40)),
        # A range that is in °F alone
        ("Wall heater", 95, (5, 35)),
    ],
)
def test_ranges_beside_a_flag_of_the_unit(
    name: str, high: int, celsius: tuple[int, int]
) -> None:
    """What a range up to 100 is in, its product tells."""
    own = product(
        name,
        bit("Switch"),
        pick("Unit", "C", "F", label="Temp unit"),
        uint("TargetTemp", 41 if high == 95 and celsius[1] < 40 else celsius[0], high),
        uint("inlet_temp", 0, 120, access=R),
        uint("CurrentTemp", 0, 120, access=R),
    )
    parts: Any = main(own).parts
    assert parts.scale.celsius == celsius


def test_a_pool_is_as_warm_as_what_flows_in() -> None:
    """Where nothing else tells."""
    own = product(
        "Pool heat pump",
        bit("power"),
        pick("mode", "heat", "cool", "auto"),
        uint("set_temp", 8, 40),
        uint("inlet_temp", 0, 99, access=R),
        uint("outlet_temp", 0, 99, access=R),
    )
    assert roles(main(own))["current"] == "inlet_temp"


def test_the_air_around_is_not_the_water() -> None:
    """Of what warms a pool, the place it stands in says nothing of the target."""
    own = product(
        "Pool heat pump",
        bit("Power"),
        pick("Mode", "cool", "heat", "auto"),
        uint("Set_Temp", 8, 40),
        uint("AmbTemp", 0, 120, "Ambient temp", access=R, addition=-30),
        uint("InletTemp", 0, 120, "Inlet water temp", access=R, addition=-30),
    )
    assert found(own)["composite-climate"]["current"] == "InletTemp"


def test_what_is_there_in_two_units() -> None:
    """The one in °C is the target; zones C and F are two of them, and none is."""

    def climate(*limits: int) -> dict[str, str] | None:
        own = product(
            "Air conditioner",
            bit("Power"),
            pick("Mode", "cool", "heat", "auto"),
            uint("Set_Temp_F", *limits, "Set temp (℉)"),
            uint("Set_Temp_C", 16, 30, "Set temp (℃)"),
            uint("Room_Temp_C", 0, 50, "Room temp C", access=R),
            uint("Room_Temp_F", 32, 122, "Room temp F", access=R),
        )
        return found(own).get("composite-climate")

    in_both = climate(61, 86)
    assert in_both is not None
    assert (in_both["target"], in_both["current"]) == ("Set_Temp_C", "Room_Temp_C")
    assert climate(16, 30) is None


def test_a_reading_that_may_follow_a_flag() -> None:
    """Beside a target in °C alone, what is hotter than any room is not known."""

    def hottest(*others: Attr) -> float:
        own = product(
            "Air conditioner",
            bit("Power"),
            pick("Mode", "cool", "heat", "auto"),
            uint("Set_Temp", 16, 30),
            uint("Room_Temp", 0, 255, access=R),
            *others,
        )
        parts: Any = main(own).parts
        maximum: float = parts.current.maximum
        return maximum

    assert hottest() == 255
    assert hottest(bit("temp_unit", "温度单位")) == 45


def test_how_bright_a_lamp_of_its_own_name_is() -> None:
    """Called like the lamp, and not like another one."""
    lamp = bit("led", "夜灯开关")
    own = product("喷香机", bit("kg", "开关"), lamp, uint("ld", 0, 100, "夜灯亮度"))
    assert found(own)["composite-light"] == {"power": "led", "brightness": "ld"}
    own = product("喷香机", bit("kg", "开关"), lamp, uint("ld", 0, 100, "屏幕亮度"))
    assert found(own)["composite-light"] == {"power": "led"}


def test_lights_of_channels() -> None:
    """What is called by its channel is the same as in the next one."""
    own = product(
        "4ch dimmer",
        *(bit(f"ch{n}_sw", f"CH{n} switch") for n in (1, 2)),
        *(uint(f"ch{n}_bri", 0, 100, f"通道{n}亮度") for n in (1, 2)),
    )
    assert found(own) == {
        "composite-light": {"power": "ch1_sw", "brightness": "ch1_bri"},
        "composite-light-2": {"power": "ch2_sw", "brightness": "ch2_bri"},
    }


@pytest.mark.parametrize(
    ("says", "warm", "cold"),
    [
        ("0:暖 100:冷", 0, 100),
        ("0 is warm white, 100 is cool white", 0, 100),
        ("0冷白~100暖白", 100, 0),
    ],
)
def test_a_share_of_two_whites(says: str, warm: int, cold: int) -> None:
    """A colour temperature where it is said which end is warm."""
    own = product("灯", bit("power"), uint("cct", 0, 100, "色温", desc=says))
    kelvin = main(own).parts.kelvin
    assert (kelvin.warm, kelvin.cold) == (warm, cold)
    assert (kelvin.warmest, kelvin.coldest) == (2700, 6500)
    assert kelvin.write(2700) == {"kelvin": warm}
    assert kelvin.read({"kelvin": cold}.get) == 6500
    silent = product("灯", bit("power"), uint("cct", 0, 100, "色温", desc="冷暖"))
    assert found(silent) == {"composite-light": {"power": "power"}}


def test_fans_of_lamps() -> None:
    """How it blows and which way it turns, beside the lamp."""
    own = product(
        "风扇灯",
        bit("Light", "灯开关"),
        bit("Fan", "风扇开关"),
        uint("FanSpeed", 1, 6, "风速"),
        pick("FanMode", "正常风", "自然风", label="风类"),
        pick("FanDir", "正转", "反转", label="正反转"),
    )
    assert found(own)["composite-fan"] == {
        "power": "Fan",
        "speed": "FanSpeed",
        "mode": "FanMode",
        "direction": "FanDir",
    }


def test_speeds_from_slow_to_fast() -> None:
    """Whatever order the definition has them in; the others are presets."""
    own = product(
        "风扇", bit("power"), pick("风速", "高", "低", "中", "自动", "自然风")
    )
    parts: Any = main(own).parts
    assert parts.speeds.options == ("低", "中", "高")
    assert keys(parts.presets) == ["auto", "natural"]


@pytest.mark.parametrize(
    ("name", "platform"),
    [
        ("air_conditioner", Platform.CLIMATE),
        ("bedside_light", Platform.LIGHT),
        ("fan", Platform.FAN),
        ("curtain", Platform.COVER),
        ("dehumidifier", Platform.HUMIDIFIER),
        ("robot_vacuum", Platform.VACUUM),
        ("sous_vide", Platform.WATER_HEATER),
    ],
)
def test_the_main_function_has_the_devices_name(name: str, platform: Platform) -> None:
    """It is what the device is."""
    assert main(fixture(name)).platform is platform


def test_the_rest_has_names_of_its_own() -> None:
    """Channels and lamps are called after what switches them."""
    names = {spec.key: spec.description.name for spec in find(fixture("pet_house"))}
    assert names == {"composite-light": "Light"}
    names = {
        spec.key: spec.description.name for spec in find(fixture("irrigation_valve"))
    }
    assert names == {"composite-valve": "Valve 1", "composite-valve-2": "Valve 2"}


def test_what_bindings_call_a_product_counts() -> None:
    """A definition's own name may say nothing."""
    own = product("KL01", bit("switch"), pick("mode", "手动", "日出", "夜晚"))
    assert found(own) == {}
    assert found(own, "水族灯") == {
        "composite-light": {"power": "switch", "mode": "mode"}
    }
