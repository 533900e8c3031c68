"""What a definition's words mean, rule by rule."""

import pytest

from homeassistant.const import EntityCategory, Platform

from .trait_examples import KINDS, Point, b, e, examples, n

from custom_components.gizwits.api import AnyDatapoint, Bool, Number, Product
from custom_components.gizwits.mapping import plain_specs
from custom_components.gizwits.meaning.rule import Rule
from custom_components.gizwits.meaning.trait_table import TRAITS
from custom_components.gizwits.meaning.traits import trait_of


@pytest.mark.parametrize(
    ("rule", "like", "unlike"),
    [
        pytest.param(rule, like, unlike, id=f"{rule.kind.__name__}-{rule.key}")
        for rule, like, unlike in examples()
    ],
)
def test_rules(rule: Rule, like: Point, unlike: Point) -> None:
    """Each fires where it should, before any other, and not for its false friend."""
    first = next(other for other in TRAITS if other.trait(like))
    assert first is rule
    assert rule.trait(unlike) is None


def test_every_rule_has_an_example() -> None:
    """And every example a rule."""
    assert {(rule.kind, rule.key) for rule in TRAITS} == {
        (kind, key) for kind, table in KINDS.items() for key in table
    }


def _hints(datapoint: AnyDatapoint) -> tuple[str | None, str | None]:
    trait = trait_of(datapoint)
    return trait.device_class and str(trait.device_class), trait.unit


@pytest.mark.parametrize(
    "datapoint",
    [
        # Words with two meanings: no class, no unit (what makers mean by them differs)
        n("power", "power", (0, 255)),
        n("current", "current", (0, 255)),
        n("battery_power", "Battery power", (0, 100)),
        n("charged", "充电量", (0, 100)),
        n("Light", "光照", (0, 4095)),
        n("humidity_set", "湿度", (0, 255), access="W"),
        n("Flow", "流量", access="W"),
        n("Frequency", "频率", access="W"),
        n("Motor_Speed", "转速", access="W"),
        n("Level_Pump", "档位", (1, 3), access="W"),
        n("filter", "", (0, 2), access="W"),
        n("wave", "", access="W"),
        n("heat", "", (0, 6), access="W"),
        n("time", "时间", (0, 24), access="W"),
        n("time1", "时间1", (10, 250)),
        n("M1", "早晨", (10, 100), access="W"),
        n("Data", "每日", (0, 255), access="W"),
        n("Start_data", "起始", (0, 255), access="W"),
        n("Deal", "份量", access="W"),
        n("IntervalT1", "间隙时间1", (0, 30), access="W"),
        n("Calib1", "校准量", (10, 100), access="W"),
        n("Mode", "工作模式", (0, 5), access="W"),
        n(
            "Time_Fade",
            "渐变时间",
            (0, 4),
            says="0：30秒，1：1分钟，2：5分钟",
            access="W",
        ),
        n("LED_R", "红色值", (0, 254), access="W"),
        n("Motor", "转速", (-5, 5), access="W"),
        # A temperature, but in which unit, and how many tenths
        n("Temp", "Temp", (0, 500)),
        n("SET_TEMP", "", (60, 180), access="W"),
        n("Tset", "设定温度", (20, 104), says="20~40℃ 或 68~104℉", access="W"),
        n("water_temp", "Water temperature", (0, 255)),
        n("water_temp", "水温", (0, 65535)),
        n("set_temp", "设定温度", (20, 104), access="W"),
        n("seat_temp", "座圈温度", (0, 5), access="W"),
        n("set_temp", "设定温度", (5, 203), access="W"),
        n("temp_level", "温度档位", (0, 5), access="W"),
        n("temp_curve", "温度曲线", (0, 10), access="W"),
        n("temp_delay", "温度报警延时", (0, 60), access="W"),
        # Whole numbers as wide as their type
        n("power", "功率", (0, 65535)),
        n("voltage", "电压", (0, 65535)),
    ],
    ids=lambda point: point.name,
)
def test_false_friends_among_numbers(datapoint: Number) -> None:
    """Wrong is worse than none."""
    assert _hints(datapoint) == (None, None)


@pytest.mark.parametrize(
    ("datapoint", "hints"),
    [
        # HTTP gives what the definition says; nobody has to scale it again
        (n("Tank", "水箱温度", (0, 127.5), 0.5), ("temperature", "°C")),
        (n("TEMP", "TEMP", (0, 100), 0.1, says="温度"), ("temperature", "°C")),
        (n("Temperature", "环境温度", (-13, 187)), ("temperature", "°C")),
        (n("t", "温度", (32, 120), says="°F"), ("temperature", "°F")),
        (
            n("com_temp", "温度补偿", (-5, 5), 0.5, access="W"),
            ("temperature_delta", "°C"),
        ),
        (n("mV", "mV", (-2000, 2000), says="mV值"), ("voltage", "mV")),
        (n("meter", "总用电量", (0, 9999.99), 0.01), ("energy", "kWh")),
        (n("e_buy", "累计购电量", (0, 429496729.5), 0.1), ("energy", "kWh")),
        (n("EChg", "Charge energy", (0, 429496729.5), 0.1), ("energy", "kWh")),
        (n("moisture", "土壤湿度"), ("moisture", "%")),
        # In Chinese it is °C unless something says otherwise
        (n("water_temp", "水温", (0, 255)), ("temperature", "°C")),
        (n("up_temp", "上管温度", (30, 230), access="W"), ("temperature", "°C")),
        (n("fridge", "冷藏室温度", (2, 8), access="W"), ("temperature", "°C")),
        (n("FloorMax", "地温上限", (20, 60), access="W"), ("temperature", "°C")),
        # 度 is both
        (n("e", "电量", (0, 9999), 0.1, says="度"), ("energy", "kWh")),
        (n("t", "柜温", (0, 99), says="度"), ("temperature", "°C")),
        (n("u", "A相电压", (0, 6553.5), 0.1), ("voltage", "V")),
        (n("batt", "Batt"), ("battery", "%")),
        (n("humidity", "湿度", (0, 255)), ("humidity", "%")),
        (n("Hum", "湿度", (0, 6553.5), 0.1), ("humidity", "%")),
        (n("PV1Power", "PV1 power", (0, 10000)), ("power", "W")),
        (n("BatPower", "Battery power", (-20000, 20000)), ("power", "W")),
        (n("CompCurrent", "Compressor current", (0, 25.5), 0.1), ("current", "A")),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_numbers_that_are_understood(datapoint: Number, hints: tuple[str, str]) -> None:
    """By their words, their range and their description together."""
    assert _hints(datapoint) == hints


@pytest.mark.parametrize(
    "datapoint",
    [
        # Never a switch, a light or a problem of any class by these words
        b("heating_state", "加热状态", access="R"),
        b("E32", "E32", access="R"),
        b("bit2", "bit2", access="R"),
        b("Enabled_Heating", "加热是否使能", access="R"),
        b("temperature", "temperature", access="R"),
        b("State_Lamp", "灯状态", access="R"),
        # A valve is no door
        b("valve_state", "阀门状态", "0:关 1:开", access="R"),
    ],
    ids=lambda point: point.name,
)
def test_false_friends_among_bools(datapoint: Bool) -> None:
    """What is on in one product is off in another."""
    assert _hints(datapoint) == (None, None)


@pytest.mark.parametrize(
    "flag",
    [
        b("temp_unit", "温度单位"),
        b("C_F"),
        b("unit_celsius", "", "1 = degrees Celsius, 0 = Fahrenheit"),
        e("unit", "单位", labels=("摄氏", "华氏")),
        n("Tunit", "", (0, 1), access="W"),
    ],
    ids=lambda point: point.name,
)
def test_a_flag_for_fahrenheit_makes_no_celsius(flag: Point) -> None:
    """Where a temperature can follow it; a heater's 5 to 35 cannot."""
    hot = n("temp_now", "当前水温", (0, 100), says="℃")
    room = n("temp_set", "设定温度", (5, 35), access="W")
    product = Product("p", datapoints={p.name: p for p in (flag, hot, room)})
    trait = trait_of(hot, product)
    assert (trait.device_class, trait.unit, trait.state_class) == (None, None, None)
    assert trait_of(room, product).unit == "°C"
    assert trait_of(hot).unit == "°C"


def test_present_steps_are_readings() -> None:
    """Writable in name only, with the unit of what they show."""
    flow = n("Flow", "流量", says="%", access="W")
    auto = n("AutoFlow", "当前流量", access="W")
    mode = e("AutoMode", "当前模式")
    product = Product("p", datapoints={p.name: p for p in (flow, auto, mode)})
    trait = trait_of(auto, product)
    assert trait.reading
    assert not trait.enabled
    assert (trait.category, trait.unit) == (EntityCategory.DIAGNOSTIC, "%")
    assert trait_of(mode, product).enabled
    platforms = [
        spec.platform
        for spec in plain_specs(product, product.datapoints.values(), chinese=False)
    ]
    assert platforms == [Platform.NUMBER, Platform.SENSOR, Platform.SENSOR]
    # What it shows is of another kind
    other = Product("p", datapoints={"Flow": flow})
    assert trait_of(b("AutoFlow", "当前流量"), other).device_class is None
    # A control of that name
    assert not trait_of(b("Auto_Dim", "自动调光")).reading
    assert not trait_of(n("Auto", "当前流量", access="W")).reading


@pytest.mark.parametrize(
    ("own", "hints"),
    [
        (n("power", "power", (0, 6553.5), 0.1), ("power", "W")),
        (n("Current", "Current", (0, 65.535), 0.001), ("current", "A")),
        (n("Energy", "Energy", (0, 42949672.95), 0.01), ("energy", "kWh")),
        # A percentage, "now", and what nobody counts in
        (n("Current_A", "Current A", (0, 100), 0.1), ("current", "A")),
        (n("power", "power", (0, 100)), (None, None)),
        (n("current", "current", (0, 255)), (None, None)),
        (n("energy", "energy", (0, 65535)), (None, None)),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_words_of_a_meter(own: Number, hints: tuple[str | None, str | None]) -> None:
    """Beside a voltage they are electricity; alone they are many things."""
    voltage = n("voltage", "Voltage", (0, 6553.5), 0.1)
    meter = Product("p", datapoints={p.name: p for p in (own, voltage)})
    trait = trait_of(own, meter)
    assert (trait.device_class, trait.unit) == hints
    alone = Product("p", datapoints={own.name: own})
    assert trait_of(own, alone).unit is None


def test_what_leaks() -> None:
    """Water, gas and current are three things."""
    leaks = {
        "漏水报警": "moisture",
        "燃气泄漏": "gas",
        "漏电保护": "problem",
        "冷媒泄漏": "problem",
    }
    for label, device_class in leaks.items():
        assert trait_of(b("leak", label, access="A")).device_class == device_class


def test_pressures() -> None:
    """Of the air, and of gas in a pipe."""
    assert trait_of(n("p", "大气压", (300, 1100), 0.1)).device_class == (
        "atmospheric_pressure"
    )
    gas = n("gas_pressure", "燃气压力", (0, 20000), says="Pa")
    assert trait_of(gas).device_class == "pressure"


def test_what_is_there_in_two_units() -> None:
    """Each has its unit whatever a flag says, and one of them is enough."""
    celsius = n("temp_set_c", "设定温度C", (40, 100), access="W")
    fahrenheit = n("temp_set_f", "设定温度F", (104, 212), access="W")
    flag = b("temp_unit", "温度单位")
    own = Product("p", datapoints={p.name: p for p in (celsius, fahrenheit, flag)})
    traits = [trait_of(point, own) for point in (celsius, fahrenheit)]
    assert [(trait.unit, trait.enabled) for trait in traits] == [
        ("°C", True),
        ("°F", False),
    ]
    alone = Product("p", datapoints={celsius.name: celsius})
    assert trait_of(n("temp_set_f", "设定温度F", (104, 212)), alone).unit is None
