"""What is known of single product families: recognised, roles, write rules."""

from collections.abc import Iterable, Mapping
import json
from pathlib import Path
from typing import Any

import pytest

from homeassistant.const import Platform

from .shapes import ALERT, Attr, R, bit, blob, definition, pick, product, uint

from custom_components.gizwits.api import Product, Value
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.meaning.traits import means_nothing
from custom_components.gizwits.meaning.understood import understood
from custom_components.gizwits.quirks import QUIRKS, Quirk, quirk_for
from custom_components.gizwits.quirks.plan import Step
from custom_components.gizwits.spec import EntitySpec

TEXTS = Path(__file__).parents[1] / "custom_components" / "gizwits" / "translations"


def quirk_of(own: Product, product_name: str = "") -> Quirk:
    """Return what is known of a product."""
    quirk = quirk_for(own, product_name)
    assert quirk is not None
    return quirk


def specs(own: Product, product_name: str = "") -> dict[str, EntitySpec]:
    """Return a product's entities by key."""
    quirk = quirk_of(own, product_name)
    amended = quirk.amend(own)
    return {spec.key: spec for spec in map_product(amended, chinese=False, quirk=quirk)}


def roles(spec: EntitySpec) -> dict[str, str]:
    """Return the datapoints' names by role."""
    return {role: point.name for role, point in spec.roles.items()}


def platforms(own: Product, product_name: str = "") -> dict[str, str]:
    """Return the platforms of a product's entities by key."""
    return {key: spec.platform for key, spec in specs(own, product_name).items()}


def written(own: Product, values: Mapping[str, Value]) -> list[Step]:
    """Return the requests that write values."""
    quirk = quirk_of(own)
    return quirk.steps(values, quirk.amend(own))


def bare(key: str = "0" * 32) -> Product:
    """Return a product whose definition the cloud does not give."""
    return Product(key)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("9420ae048da545c88fc6274d204dd25f", "Heatzy"),
        ("51d16c22a5f74280bc3cfe9ebcdc6402", "Heatzy Pilote"),
        ("46409c7f29d4411c85a3a46e5ee3703e", "Heatzy Pilote C3"),
        ("a77a929fcf0d4631bc4f669080376891", "Heatzy Pilote Pro"),
        ("51c35c204f854cebbc780bf9785db409", "Heatzy Glow"),
        ("fbc861733103419b9c2a09c71584cfe5", "Bestway Airjet"),
        ("d3ac9226d983470284b5d133cf4fd6b4", "Bestway Airjet V01"),
        ("ea61c58a699b4c03bd8ed959d52c5326", "Vaillant vSMART"),
        ("3db0c479df0a4df78948a1771489f493", "Vesta sous-vide"),
        ("4bde5ccdff4a48c0840e055204a71e1f", "Clearlight sauna"),
        ("7e734854fa414137b096163dcf648b07", "Outes water heater"),
        ("cd01d1f3ab2647ea9da51e045cf53d61", "Maxspect Gyre"),
    ],
)
def test_known_by_key(key: str, name: str) -> None:
    """Whatever it is called, and whether it has a definition or not."""
    assert quirk_of(bare(key)).name == name


@pytest.mark.parametrize(
    ("product_name", "name"),
    [
        ("Pilote2", "Heatzy Pilote"),
        ("pilote_soc_c3 ", "Heatzy Pilote C3"),
        ("onyx", "Heatzy Glow"),
        ("Airjet_V01", "Bestway Airjet V01"),
        ("Hydrojet_Pro", "Bestway Hydrojet"),
        ("泳池过滤器", "Bestway pool filter"),
        ("Wave_SPA_US", "Wave Spa"),
        ("SousVideCooker", "Vesta sous-vide"),
    ],
)
def test_known_by_name(product_name: str, name: str) -> None:
    """Makers reuse a layout under new keys all the time."""
    assert quirk_of(bare(), product_name).name == name


@pytest.mark.parametrize(
    ("own", "name"),
    [
        (
            product(
                "x",
                *map(bit, ("SwitchON", "FeedSwitch", "TimerON")),
                pick("Mode", "经典造浪", "正弦造浪"),
                pick("Linkage", "独立", "主机"),
                uint("Flow", 0, 100),
            ),
            "Jebao wavemaker",
        ),
        (
            product(
                "x",
                *map(bit, ("SwitchON", "Mode", "TimerON")),
                uint("Motor_Speed", 0, 100),
            ),
            "Jebao DC pump",
        ),
        (
            product("x", bit("Switch"), bit("Timer"), uint("Motor_Speed", 0, 100)),
            "Jebao simple pump",
        ),
        (
            product(
                "x",
                *map(bit, ("switch", "channe1", "Timer1ON")),
                uint("IntervalT1", 0, 30),
            ),
            "Jebao doser",
        ),
        (
            product(
                "x",
                bit("switch"),
                pick("mode", "手动", "日出"),
                *(uint(f"color_{c}", 0, 100) for c in ("white", "blue1", "blue2")),
            ),
            "Jebao classic light",
        ),
        (
            product(
                "x",
                uint("U_VALUE", 0, 9999, access=R),
                uint("I_VALUE_P1", 0, 9999, access=R),
                uint("P_VALUE_P1", 0, 9999, access=R),
                uint("E_VALUE", 0, 9999, access=R),
            ),
            "Zhuohu meter",
        ),
    ],
    ids=lambda own: own if isinstance(own, str) else "",
)
def test_known_by_its_attributes(own: Product, name: str) -> None:
    """Neither key nor name says who made it."""
    assert quirk_of(own).name == name


@pytest.mark.parametrize(
    "own",
    [
        product("Fan", bit("power"), uint("speed", 1, 9)),
        product(
            "Lamp", bit("switch"), pick("mode", "a", "b"), uint("brightness", 0, 9)
        ),
        bare(),
    ],
)
def test_others_are_not_known(own: Product) -> None:
    """They are what their shape is."""
    assert quirk_for(own) is None
    assert quirk_for(own, "Something else") is None


def test_keys_and_names_are_of_one_quirk_each() -> None:
    """A product is one thing."""
    keys = [key for quirk in QUIRKS for key in quirk.product_keys]
    names = [name.casefold() for quirk in QUIRKS for name in quirk.product_names]
    assert len(keys) == len(set(keys))
    assert len(names) == len(set(names))
    assert all(len(key) == 32 for key in keys)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_what_quirks_name_has_a_text(language: str) -> None:
    """Of its platform, for a composite; of any, for a trait."""
    texts = json.loads((TEXTS / f"{language}.json").read_text(encoding="utf-8"))
    known = {key for platform in texts["entity"].values() for key in platform}
    for quirk in QUIRKS:
        used = {trait.translation_key for trait in quirk.traits.values()} - {None}
        assert used <= known, quirk.name
        points = {point.name: point for point in (*quirk.datapoints, *quirk.replaced)}
        for spec in quirk.composites(points):
            assert spec.description.translation_key in texts["entity"][spec.platform]


def test_heatzy_of_the_first_generation() -> None:
    """A mode, written as bytes only; presets and off."""
    own = bare("9420ae048da545c88fc6274d204dd25f")
    climate = specs(own)["composite-climate"]
    assert roles(climate) == {"mode": "mode"}
    assert [choice.key for choice in climate.parts.presets] == [
        "comfort",
        "eco",
        "frost",
    ]
    for number, label in enumerate(("舒适", "经济", "解冻", "停止")):
        (step,) = written(own, {"mode": label})
        assert step.raw == bytes((1, 1, number))
    mode = quirk_of(own).amend(own).datapoints["mode"]
    assert mode.decode("u505cu6b62") == "停止"


def test_heatzy_leaves_its_programme_for_a_mode() -> None:
    """In one request, with the override and its time."""
    climate = specs(bare("51d16c22a5f74280bc3cfe9ebcdc6402"))["composite-climate"]
    presets = {choice.key: choice.writes for choice in climate.parts.presets}
    assert presets["eco"] == {
        "timer": 0,
        "override": 0,
        "override_time": 0,
        "mode": "eco",
    }
    assert presets["boost"] == {"override": 2, "override_time": 60}
    assert presets["away"] == {"override": 1, "override_time": 7}
    assert "comfort_minus_1" not in presets


def test_heatzy_with_a_switch_of_its_own() -> None:
    """Two bytes are a temperature; a mode switches it on."""
    found = specs(bare("51c35c204f854cebbc780bf9785db409"))
    climate = found["composite-climate"].parts
    values = {"current": 0, "current_low": 205, "comfort": 1, "comfort_low": 4}
    assert climate.current.read(values.get) == 20.5
    assert climate.high.read(values.get) == 26
    assert climate.high.write(25.5) == {"comfort": 0, "comfort_low": 255}
    assert climate.high.write(26) == {"comfort": 1, "comfort_low": 4}
    presets = {choice.key: choice.writes for choice in climate.presets}
    assert presets["comfort_minus_1"] == {"timer": 0, "on": 1, "mode": "cft1"}
    assert "away" not in presets
    assert found["lock_switch"].description.translation_key == "child_lock"


def test_heatzy_pro_counts_in_tenths() -> None:
    """And has a probe, whose correction is shifted."""
    own = bare("a77a929fcf0d4631bc4f669080376891")
    climate = specs(own)["composite-climate"].parts
    assert climate.current.read({"current": 195}.get) == 19.5
    assert climate.high.write(21.5) == {"comfort": 215}
    offset = quirk_of(own).amend(own).datapoints["com_temp"]
    assert (offset.decode(50), offset.decode(62), offset.decode(0)) == (0, 1.2, -5)
    assert (offset.encode(0), offset.encode(-1.5)) == (50, 35)


def test_bestway_airjet() -> None:
    """Main switch, filter and bubbles stay switches; minutes are off."""
    found = specs(bare(), "Airjet")
    assert roles(found["composite-climate"]) == {
        "heater": "heat_power",
        "reached": "heat_temp_reach",
        "unit": "temp_set_unit",
        "current": "temp_now",
        "target": "temp_set",
    }
    kinds = {key: spec.platform for key, spec in found.items()}
    for name in ("power", "filter_power", "wave_power", "locked"):
        assert kinds[name] == Platform.SWITCH
    assert found["wave_power"].description.translation_key == "bubbles"
    assert found["heat_timer_min"].description.entity_registry_enabled_default is False
    assert found["system_err2"].description.device_class == "problem"
    assert found["earth"].description.device_class == "safety"


@pytest.mark.parametrize(
    ("name", "medium", "has_jets"),
    [("Airjet_V01", 50, False), ("Hydrojet", 40, True), ("Hydrojet_Pro", 40, True)],
)
def test_bestway_codes(name: str, medium: int, has_jets: bool) -> None:
    """Heat 0 or 3, filter 0 or 2, bubbles in three levels that are read as many."""
    own = bare()
    found = specs(own, name)
    points = quirk_of(own, name).amend(own).datapoints
    assert ("jet" in found) is has_jets
    assert found["wave"].platform == Platform.SELECT
    assert points["wave"].encode("medium") == medium
    assert points["wave"].encode("max") == 100
    assert [points["wave"].decode(raw) for raw in (0, 40, 42, 51, 100)] == [
        "off",
        "medium",
        "medium",
        "medium",
        "max",
    ]
    assert found["filter"].platform == Platform.SWITCH
    assert points["filter"].encode(True) == 2
    assert points["filter"].encode(False) == 0
    assert points["filter"].decode(2) is True
    climate = found["composite-climate"].parts
    assert climate.hvac_modes[1].writes == {"heater": 3}
    assert "E32" in found
    assert found["E32"].description.device_class is None
    assert found["E02"].description.device_class == "problem"


def test_wave_spa_starts_its_filter_first() -> None:
    """In a request of its own; off needs no filter."""
    own = product(
        "Wave_SPA_EU",
        *map(bit, ("Heater", "Filter", "Bubble", "locked")),
        uint("Temperature_setup", 20, 104),
        uint("Current_temperature", 0, 110, access=R),
        uint("Time_filter", 0, 10200, access=R),
    )
    first, second = written(own, {"Heater": True})
    assert (first.values, first.pause) == ({"Filter": True}, 0)
    assert (second.values, second.pause > 0) == ({"Heater": True}, True)
    assert [step.values for step in written(own, {"Heater": False})] == [
        {"Heater": False}
    ]
    found = specs(own)
    assert found["Bubble"].description.translation_key == "bubbles"
    life = quirk_of(own).amend(own).datapoints["Time_filter"]
    assert (life.decode(0), life.decode(5100), life.decode(10200)) == (100, 50, 0)


def test_vaillant() -> None:
    """A climate and a water heater; the phone's weather is a sensor."""
    own = product(
        "vSmartPro",
        bit("Heating_Enable"),
        bit("WarmStar_Tank_Loading_Enable"),
        bit("BMU_Platform"),
        pick("Mode_Setting_CH", "Auto", "Cruising"),
        pick("Mode_Setting_DHW", "Auto", "Cruising"),
        uint("Room_Temperature_Setpoint_Comfort", 0, 50, ratio=0.5, addition=5),
        uint("Outdoor_Temperature", 0, 99, addition=-50),
        uint("Room_Temperature", 0, 198, access=R, ratio=0.5, addition=-50),
        uint("DHW_setpoint", 0, 60, ratio=0.5, addition=35),
        uint("Upper_Limitation_of_DHW_Setpoint", 0, 200, access=R, ratio=0.5),
        uint("Tank_temperature", 0, 510, access=R, ratio=0.5),
        blob("Boiler_info3_bit0", 1, access=R),
    )
    found = specs(own)
    assert roles(found["composite-climate"]) == {
        "power": "Heating_Enable",
        "mode": "Mode_Setting_CH",
        "target": "Room_Temperature_Setpoint_Comfort",
        "current": "Room_Temperature",
        "demand": "Boiler_info3_bit0",
    }
    assert roles(found["composite-water-heater"]) == {
        "power": "WarmStar_Tank_Loading_Enable",
        "target": "DHW_setpoint",
        "current": "Tank_temperature",
        "highest": "Upper_Limitation_of_DHW_Setpoint",
    }
    assert found["Outdoor_Temperature"].platform == Platform.SENSOR
    assert "BMU_Platform" not in found
    tank = found["composite-water-heater"].parts.current
    assert tank.read({"current": 127.5}.get) is None
    assert tank.read({"current": 51.5}.get) == 51.5


HY09RF = product(
    "thermostat",
    bit("power"),
    uint("work_mode", 0, 3),
    uint("set_temperature", 0, 200, ratio=0.5),
    uint("room_temperature", 0, 200, access=R, ratio=0.5),
    uint("room_temperature_compensate", 0, 20, access=R, ratio=0.5, addition=-5),
    uint("set_temperature_min", 0, 100, access=R),
    uint("set_temperature_max", 0, 100, access=R),
    bit("heating_state", access=R),
    bit("C_F", access=R),
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"set_temperature": 21}, {"work_mode": 0, "set_temperature": 21}),
        ({"work_mode": 1}, {"power": True, "work_mode": 1}),
        ({"power": False}, {"power": False}),
        (
            {"work_mode": 1, "set_temperature": 21},
            {"work_mode": 1, "set_temperature": 21},
        ),
    ],
)
def test_hy09rf_writes_together(
    values: dict[str, Value], expected: dict[str, Value]
) -> None:
    """A temperature is set by hand, a mode with the power."""
    assert [step.values for step in written(HY09RF, values)] == [expected]


def test_hy09rf_adds_its_correction() -> None:
    """What it measures and what it is off by are one temperature."""
    climate = specs(HY09RF)["composite-climate"].parts
    assert climate.current.read({"current": 20.5, "correction": -1.5}.get) == 19


def test_the_sauna_does_one_thing_at_a_time() -> None:
    """The length before the start, the end before what was to come."""
    own = product(
        "sauna",
        *map(bit, ("power_flag", "PRE_TIME_FLAG", "INTERNAL_LIGHT")),
        uint("SET_TEMP", 0, 255),
        uint("SET_MINUTE", 0, 60),
        uint("CURRENT_TEMP", 0, 255, access=R),
    )
    steps = written(own, {"power_flag": True, "SET_TEMP": 140})
    assert [step.values for step in steps] == [
        {"SET_TEMP": 140},
        {"SET_MINUTE": 60},
        {"power_flag": True},
    ]
    assert [step.pause > 0 for step in steps] == [False, True, True]
    steps = written(own, {"PRE_TIME_FLAG": False})
    assert [step.values for step in steps] == [
        {"power_flag": False},
        {"PRE_TIME_FLAG": False},
    ]
    climate = specs(own)["composite-climate"].parts
    assert climate.scale.unit({}.get, 140) == "°F"
    assert climate.current.read({"current": 0}.get) is None


def test_vesta_writes_whole_and_tenth() -> None:
    """And starts its timer with a zero."""
    own = product(
        "cooker",
        *map(bit, ("onoff", "temp_unit")),
        bit("water_hated", access=R),
        uint("res1", 0, 255),
        *(uint(f"set_temp_{part}", 0, 255) for part in ("integer", "decimal")),
        *(
            uint(f"real_temp_{part}", 0, 255, access=R)
            for part in ("integer", "decimal")
        ),
    )
    found = specs(own)
    heater = found["composite-water-heater"].parts
    assert heater.target.write(56.5) == {"target": 56, "target_low": 5}
    assert heater.target.read({"target": 56, "target_low": 5}.get) == 56.5
    assert found["res1"].platform == Platform.BUTTON
    assert found["res1"].parts.press == {"press": 0}


JEBAO_BITS = ("SwitchON", "FeedSwitch", "TimerON")


@pytest.mark.parametrize(
    ("attrs", "expected"),
    [
        (
            (*map(bit, (*JEBAO_BITS, "Mode")), uint("Motor_Speed", 0, 100)),
            {"power": "SwitchON", "speed": "Motor_Speed"},
        ),
        (
            (
                *map(bit, JEBAO_BITS),
                pick("Mode", "经典造浪", "恒流造浪"),
                pick("Linkage", "独立", "从机"),
                uint("Flow", 30, 100),
                uint("Frequency", 0, 100),
            ),
            {"power": "SwitchON", "speed": "Flow", "mode": "Mode"},
        ),
        (
            (
                *map(bit, ("switch", "master", "ASYC", "TimerON", "FeedTimer")),
                pick("mode", "经典造浪", "恒流造浪"),
                uint("flow", 0, 100),
                uint("frequency", 0, 100),
            ),
            {"power": "switch", "speed": "flow", "mode": "mode"},
        ),
        (
            (
                bit("SwitchON"),
                uint("Flow", 0, 100),
                uint("Cust_Wav_Freq", 5, 100),
                uint("Mode", 0, 8),
            ),
            {"power": "SwitchON", "speed": "Flow", "mode": "Mode"},
        ),
    ],
    ids=["A", "C", "D", "F"],
)
def test_jebao_pumps(attrs: Iterable[Attr], expected: dict[str, str]) -> None:
    """A pump is a fan; a link setting is no mode, a marker no entity."""
    found = specs(product("泵", *attrs))
    assert roles(found["composite-fan"]) == expected
    assert found["composite-fan"].description.name is None
    assert "FeedTimer" not in found
    if "Mode" in found:
        assert found["Mode"].description.entity_registry_enabled_default is False


def test_jebao_feeder_and_dosers() -> None:
    """Food is a button; what pours is off."""
    feeder = product(
        "x",
        *map(bit, ("SwitchON", "Mode", "Manual", "TimerON")),
        uint("Deal", 0, 100),
    )
    assert platforms(feeder) == {
        "Manual": Platform.BUTTON,
        "SwitchON": Platform.SWITCH,
        "Mode": Platform.SWITCH,
        "TimerON": Platform.SWITCH,
        "Deal": Platform.NUMBER,
    }
    doser = product(
        "x",
        *map(bit, ("switch", "channe1", "Timer1ON", "CALSW")),
        uint("IntervalT1", 0, 30),
        uint("channelTTL", 1, 8),
    )
    found = specs(doser)
    for name in ("channe1", "CALSW"):
        assert found[name].description.entity_registry_enabled_default is False
    assert found["IntervalT1"].description.native_unit_of_measurement == "d"
    assert "channelTTL" not in found


def test_jebao_lights() -> None:
    """One light, and a number for each of its channels."""
    classic = product(
        "灯",
        bit("switch"),
        pick("mode", "手动", "早晨", "定时"),
        *(uint(f"color_{c}", 0, 100) for c in ("white", "blue1", "blue2", "red")),
        uint("M1", 10, 100, "早晨"),
    )
    found = specs(classic)
    light = found["composite-light"].parts
    assert [choice.key for choice in light.effects] == ["morning", "schedule"]
    assert found["color_white"].platform == Platform.NUMBER
    assert found["M1"].description.native_unit_of_measurement == "%"

    plant = product(
        "灯",
        bit("Light_On"),
        uint("Preset_mode", 0, 255),
        uint("Colour_Kelvin", 0, 65535),
        uint("Colour_Temp_Power", 0, 255),
        bit("Reset_set"),
    )
    found = specs(plant)
    light = found["composite-light"].parts
    assert (light.kelvin.warmest, light.kelvin.coldest) == (5000, 20000)
    assert light.brightness.high == 100
    assert light.effects[2].writes == {"scene": 3}
    assert "Reset_set" not in found


def test_maxspect() -> None:
    """A mode that is a command, and 0 that is good."""
    gyre = Product.from_definition(
        "cd01d1f3ab2647ea9da51e045cf53d61",
        definition(
            "漩影WiFi",
            uint("Mode", 0, 10),
            uint("Time_Feed", 5, 120),
            bit("State_A", access=ALERT),
            bit("Bak1"),
        ),
    )
    found = specs(gyre)
    pump = found["composite-fan"].parts
    assert [choice.writes for choice in pump.is_on] == [{"mode": 3}, {"mode": 5}]
    assert [choice.key for choice in pump.presets] == ["manual", "program", "feed"]
    assert found["State_A"].description.device_class == "problem"
    assert "Bak1" not in found


def test_what_a_quirk_leaves_is_read_in_descriptions() -> None:
    """The days of a marine light have programmes, its moon phases."""
    raw = definition(
        "海水灯",
        bit("switch"),
        uint(
            "Data",
            0,
            255,
            "每日",
            desc="1为默认程序1(默认)；2为默认程序2；3为自定义程序1",
        ),
        uint("Start_data", 0, 2, "起始日", desc="0为新月、1为上弦月、2为满月"),
        uint("Dut_time", 2, 99, "持续时间", desc="0:无"),
        key="40ab8468f8434e24b7cc2269ff8718df",
    )
    own = Product.from_definition(raw["product_key"], raw)
    own, quirk = understood(own)
    assert quirk
    assert quirk.name == "Jebao marine light Pro"
    found = {spec.key: spec for spec in map_product(own, chinese=False, quirk=quirk)}
    data = found["Data"].description
    assert data.options == [
        "default_program_1",
        "default_program_2",
        "custom_program_1",
    ]
    assert data.translation_key == "choice"
    assert not data.entity_registry_enabled_default
    moon = found["Start_data"].description.options
    assert moon == ["new_moon", "first_quarter", "full_moon"]
    assert own.encode({"Start_data": "满月"}) == {"Start_data": 2}
    assert found["Dut_time"].description.native_unit_of_measurement == "d"


def test_maxspect_tanks() -> None:
    """Numbers that are modes; readings that could be written; four kinds of water."""
    tank = specs(
        Product.from_definition(
            "254085a8db274ffaa4add3be7f8f2af6",
            definition(
                "20缸",
                uint("Mode", 0, 5, "设备模式"),
                uint("Mode_Thermosta", 0, 5, "温控模式"),
                uint("Calibration1", 0, 200, "校准1", ratio=0.1, addition=-10),
                uint("Temperature1", 0, 100, "温度1", ratio=0.5),
                bit("Reset_Filter_Cotton", "滤棉复位"),
            ),
        )
    )
    assert tank["Mode"].description.options == ["on", "standby"]
    mode = tank["Mode"].roles["value"]
    assert (mode.label, mode.encode("standby")) == ("设备模式", 1)
    thermostat = tank["Mode_Thermosta"].description
    assert thermostat.options == ["auto", "cool", "heat", "stop"]
    assert tank["Calibration1"].description.device_class == "temperature_delta"
    assert tank["Temperature1"].platform is Platform.SENSOR
    assert tank["Reset_Filter_Cotton"].platform is Platform.BUTTON

    tank_set = specs(
        Product.from_definition(
            "11c81d63c4194a81aa05e297b94bd493",
            definition(
                "套缸",
                bit("Switch_All"),
                uint("Temp_051", 0, 100, ratio=0.5),
                uint("Temp_High_Alert_05", 0, 100, ratio=0.5),
                bit("Level_Water_01", access=R),
                bit("Level_Water_04", access=R),
                bit("Switch_Push_01"),
                uint("Mode_Wave_Pump", 0, 255),
            ),
        )
    )
    assert tank_set["Temp_051"].platform is Platform.SENSOR
    assert tank_set["Temp_High_Alert_05"].description.device_class == "temperature"
    assert tank_set["Level_Water_01"].description.device_class == "problem"
    assert tank_set["Level_Water_04"].description.device_class == "moisture"
    assert not tank_set["Switch_Push_01"].description.entity_registry_enabled_default
    assert tank_set["Mode_Wave_Pump"].description.options == ["manual", "auto"]


def test_maxspect_light() -> None:
    """It blinks on demand, and its channels are shares."""
    light = specs(
        Product.from_definition(
            "401dff8180744f02b071f476edf6363b",
            definition(
                "wifi灯",
                uint("mode", 0, 5),
                uint("channel_1", 0, 100, "通道1"),
                bit("identification"),
                bit("temperature", access=ALERT),
            ),
        )
    )
    assert light["composite-light"].platform is Platform.LIGHT
    assert light["identification"].platform is Platform.BUTTON
    assert light["channel_1"].description.native_unit_of_measurement == "%"
    assert light["temperature"].description.device_class == "heat"


def test_minutes_of_a_spa_that_are_none() -> None:
    """999 hours, whatever else is known of the number."""
    quirk = next(quirk for quirk in QUIRKS if quirk.name == "Bestway Airjet")
    own = quirk.amend(Product("0" * 32))
    assert 59940 in means_nothing(own.datapoints["heat_timer_min"])
    entities = map_product(own, chinese=False, quirk=quirk)
    keys = {spec.key: spec.description.translation_key for spec in entities}
    assert keys["heat_timer_min"] == "heating_runs_for"


def test_energy() -> None:
    """It lands in the Energy dashboard, whatever case its names have."""
    meter = product(
        "电表",
        *(
            uint(name, 0, 60000, access=R, ratio=0.01)
            for name in ("u_value", "i_value_p1", "p_value_p1", "q_value_p1", "E_VALUE")
        ),
    )
    found = specs(meter)
    energy = found["E_VALUE"].description
    assert (energy.device_class, energy.state_class) == ("energy", "total_increasing")
    assert found["q_value_p1"].description.native_unit_of_measurement == "var"


def test_no_quirk_makes_two_of_one() -> None:
    """Keys are unique, and no datapoint is used twice."""
    for quirk in QUIRKS:
        own = quirk.amend(Product("0" * 32))
        entities = map_product(own, chinese=False, quirk=quirk)
        keys = [spec.key for spec in entities]
        used: list[Any] = [p.name for spec in entities for p in spec.roles.values()]
        assert len(keys) == len(set(keys)), quirk.name
        assert len(used) == len(set(used)), quirk.name
