"""What a definition's words mean, rule by rule and product by product."""

from collections.abc import Iterator, Mapping
import json
from pathlib import Path
from typing import Any, Final

from hypothesis import given, settings, strategies as st
import pytest

from homeassistant.components.binary_sensor import BinarySensorDeviceClass
from homeassistant.components.number.const import (
    DEVICE_CLASS_UNITS as NUMBER_UNITS,
    NumberDeviceClass,
)
from homeassistant.components.sensor.const import (
    DEVICE_CLASS_STATE_CLASSES,
    DEVICE_CLASS_UNITS as SENSOR_UNITS,
    SensorDeviceClass,
)
from homeassistant.const import EntityCategory, Platform
from homeassistant.helpers.typing import UNDEFINED

from .trait_examples import BOOLS, ENUMS, NUMBERS, Point, b, e, n

from custom_components.gizwits.api import (
    Access,
    AnyDatapoint,
    Binary,
    Bool,
    Enum,
    Number,
    Product,
)
from custom_components.gizwits.forbidden import is_clock, is_secret, never_write
from custom_components.gizwits.mapping import plain_specs
from custom_components.gizwits.names import STATES, WHOLE_NAMES
from custom_components.gizwits.rule import Rule
from custom_components.gizwits.spec import EntitySpec
from custom_components.gizwits.trait_table import TRAITS
from custom_components.gizwits.traits import means_nothing, trait_of
from custom_components.gizwits.units import stated_range, stated_unit
from custom_components.gizwits.words import OPTION_WORDS, plain

from tests.api.helpers import defined
from tests.api.strategies import DEFINITION, attributes

INTEGRATION: Final = Path(__file__).parents[1] / "custom_components" / "gizwits"
FIXTURES: Final = Path(__file__).parent / "fixtures" / "products"
EXPECTED: Final = Path(__file__).parent / "expected_entities.json"
KINDS: Final = {Number: NUMBERS, Bool: BOOLS, Enum: ENUMS}


def examples() -> Iterator[tuple[Rule, Point, Point]]:
    """Yield each rule with its example and its false friend."""
    for kind, table in KINDS.items():
        for key, rows in table.items():
            rules = [rule for rule in TRAITS if (rule.kind, rule.key) == (kind, key)]
            for rule, row in zip(rules, rows, strict=True):
                yield rule, *row


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
        n("water_temp", "水温", (0, 255)),
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
        (n("moisture", "土壤湿度"), ("moisture", "%")),
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
    # A control of that name
    assert not trait_of(b("Auto_Dim", "自动调光")).reading
    assert not trait_of(n("Auto", "当前流量", access="W")).reading


def _blob(name: str, label: str = "", access: Access = Access.WRITABLE) -> Binary:
    return Binary(name=name, label=label, access=access, length=4)


@pytest.mark.parametrize(
    "datapoint",
    [
        b("Factory_Settings", "恢复出厂设置"),
        b("Reboot", "重启"),
        b("Upgrade_License", "授权标志"),
        b("Firmware_Upgrade"),
        b("Test", "测试"),
        b("Reset_set"),
        b("BMU_Platform"),
        b("Bak1", "备用1"),
        n("BK4", "预留4", access="W"),
        n("reserved_5", "", access="W"),
        n("VMCx004", "", access="W"),
        n("VMCx011", "", access="W"),
        n("Model_A", "", access="W"),
        n("SET_HOUR", "", access="W"),
        b("Timer1", "定时1发数据"),
        _blob("ssid"),
        _blob("Password", "设备密码"),
    ],
    ids=lambda point: point.name,
)
def test_what_nothing_writes(datapoint: AnyDatapoint) -> None:
    """No entity, and no action either."""
    assert never_write(datapoint)
    assert trait_of(datapoint).hidden


@pytest.mark.parametrize(
    "datapoint",
    [
        b("Reset_Filter", "滤材复位"),
        b("energy_reset", "电量清零"),
        b("Mode", "模式"),
        n("Mode", "模式", access="W"),
        n("VMCx001", "", access="W"),
        n("SET_MINUTE", "", access="W"),
        b("battery_save", "备用电池省电"),
        b("latest", "最新"),
        _blob("Manual", "手动程序"),
    ],
    ids=lambda point: point.name,
)
def test_what_may_be_written(datapoint: AnyDatapoint) -> None:
    """Words like those above."""
    assert not never_write(datapoint)
    assert not trait_of(datapoint).hidden


@pytest.mark.parametrize(
    "datapoint",
    [
        _blob("YMDData"),
        _blob("HMSData", "时间数据"),
        _blob("Clock_Now"),
        n("time_hour", "", (0, 47), access="W"),
        n("week", "", (1, 7), access="W"),
        n("clock_day", "Clock: weekday", (1, 7), access="W"),
    ],
    ids=lambda point: point.name,
)
def test_the_clock_is_no_entity(datapoint: AnyDatapoint) -> None:
    """But a person may set it."""
    assert is_clock(datapoint)
    assert trait_of(datapoint).hidden
    assert not never_write(datapoint)


@pytest.mark.parametrize(
    "datapoint",
    [
        _blob("Clock00", "0点亮度"),
        n("minute", "运行时长", (0, 60), access="W"),
        n("week", "", (1, 7)),
        n("cook_minutes", "", (0, 59), access="W"),
    ],
    ids=lambda point: point.name,
)
def test_what_is_no_clock(datapoint: AnyDatapoint) -> None:
    """Hours of a plan, minutes of a session, a week that is read."""
    assert not is_clock(datapoint)


def test_secrets() -> None:
    """By name or label, read or written."""
    for name, label in (("Password", ""), ("a", "无线密码"), ("wifi_SSID", "")):
        for access in Access:
            assert is_secret(_blob(name, label, access))
    assert not is_secret(b("key_tone", "按键音"))


@pytest.mark.parametrize(
    ("number", "nothing"),
    [
        # All bits set, of what is measured
        (n("t", "温度", (0, 127.5), 0.5), {127.5}),
        (n("t", "温度", (-40, 215), says="℃"), {215, 127.5}),
        (n("runs", "", (0, 65535)), {65535}),
        (n("e", "总用电量", (0, 42949672.95), 0.01), {42949672.95}),
        # A byte without a meaning, a color, a counter with room
        (n("x", "", (0, 255)), set()),
        (n("LED_R", "", (0, 255), access="W"), set()),
        (n("volume", "", (0, 65535), access="W"), set()),
        (n("runs", "", (0, 9999)), set()),
        # What the description calls none
        (n("x", "", (0, 127.5), 0.5, "255 (127.5) = no probe", "W"), {127.5}),
        (n("x", "", (0, 65.535), 0.001, "65535 = none", "W"), {65.535}),
        (n("x", "", (0, 255), 0.5, "0xff - temperature is not normal", "W"), {127.5}),
        (
            n("d", "预约", (0, 59940), says="单位：分钟，59940 表示未设置", access="W"),
            {59940},
        ),
        # 999 hours
        (n("d", "时长", (0, 59940), says="分钟", access="W"), {59940}),
        # Zero is a value: a timer that is off
        (n("d", "Off timer", (0, 12), says="hours, 0 = none", access="W"), set()),
    ],
)
def test_values_that_mean_nothing(number: Number, nothing: set[float]) -> None:
    """Unknown instead of a spike in the history."""
    assert means_nothing(number) == nothing


@pytest.mark.parametrize(
    ("says", "label", "unit"),
    [
        ("℃", "", "°C"),
        ("单位：W", "负载", "W"),
        ("30-80 %, step 5", "", "%"),
        ("hours, 0 = none", "", "h"),
        ("minutes = H * 65536 + L", "", "min"),
        ("total kWh", "", "kWh"),
        ("unit:°C,resolution:0.5°C", "温度", "°C"),
        ("µg/m³", "", "μg/m³"),
        ("", "Voltage (V)", "V"),
        ("", "适应天数", "d"),
        # Not the number's range, or two units
        ("0：30秒，1：1分钟", "", None),
        ("低于 4℃", "", None),
        ("holiday: days, boost: minutes", "", None),
        ("min = max", "", None),
        ("half hour", "", None),
        ("", "Sensor (A)", None),
        ("C", "Zone C", None),
        ("每份约 10 克", "", None),
    ],
)
def test_stated_units(says: str, label: str, unit: str | None) -> None:
    """As makers write them, and not what only looks like one."""
    assert stated_unit(n("x", label, (0, 100), says=says)) == unit


def test_stated_limits() -> None:
    """Only where the definition has none."""
    assert stated_range(n("k", "", (0, 65535), says="K，5000-20000 有效")) == (
        5000,
        20000,
    )
    assert stated_range(n("k", "", (0, 100), says="10-20")) is None
    assert stated_range(n("k", "", (0, 255), says="1-3 出厂，4-6 自定义")) is None
    assert stated_range(n("k", "", (0, 255), says="0-999")) is None


def _product(path: Path) -> Product:
    return Product.from_definition("p", json.loads(path.read_text(encoding="utf-8")))


def _told(spec: EntitySpec) -> str:
    """Return an entity in words, as in the table of what is expected."""
    description: Any = spec.description
    state_class = getattr(description, "state_class", None)
    words = [
        spec.platform,
        description.device_class,
        getattr(description, "native_unit_of_measurement", None),
        state_class,
        description.entity_category,
        description.translation_key and f"[{description.translation_key}]",
        None if description.entity_registry_enabled_default else "off",
    ]
    return " ".join(str(word) for word in words if word)


def _plain(product: Product, **kwargs: Any) -> tuple[EntitySpec, ...]:
    points = product.datapoints.values()
    return plain_specs(product, points, chinese=kwargs.get("chinese", False))


def _all_told() -> dict[str, dict[str, str]]:
    return {
        path.stem: {
            spec.key: _told(spec)
            for spec in _plain(_product(path))
            if not any(isinstance(point, Binary) for point in spec.roles.values())
        }
        for path in sorted(FIXTURES.glob("*.json"))
    }


def test_our_own_products() -> None:
    """No unit and no class is wrong: each was read by a person."""
    expected: dict[str, Any] = json.loads(EXPECTED.read_text(encoding="utf-8"))
    assert _all_told() == expected


# Numbers that mean a quantity and get neither unit nor class: what they are in is not
# in their definitions, or there is no unit for it.
WITHOUT_A_UNIT: Final[Mapping[str, frozenset[str]]] = {
    "heat_pump_water_heater": frozenset({"Valve_Steps"}),
    "hot_tub": frozenset({"bubble_level", "target_temp", "water_temp"}),
    "pet_feeder": frozenset({"Portion"}),
    "pet_house": frozenset({"Fan_Gear"}),
    "pilot_heater": frozenset({"override_time", "probe_offset"}),
    "reef_wavemaker": frozenset({"Pulse_Rate", "AutoRate"}),
    "reef_wavemaker_ble": frozenset({"Pulse_Rate", "AutoRate"}),
    "reef_wavemaker_old": frozenset({"Pulse_Rate", "AutoRate"}),
    "sous_vide": frozenset({"set_temp_int", "real_temp_int"}),
    "spa": frozenset({"temp_set", "temp_now"}),
    "voice_toy": frozenset({"speech_rate"}),
}


def test_most_quantities_have_a_unit() -> None:
    """At least three of five, on our own products."""
    understood = missed = 0
    for path in FIXTURES.glob("*.json"):
        specs = {spec.key: spec.description for spec in _plain(_product(path))}
        without = WITHOUT_A_UNIT.get(path.stem, frozenset())
        assert without <= specs.keys()
        missed += len(without)
        for key, description in specs.items():
            has_unit = getattr(description, "native_unit_of_measurement", None)
            has_class = getattr(description, "state_class", None)
            assert not (has_unit and key in without), key
            understood += bool(has_unit or has_class)
    assert understood > 100
    assert understood / (understood + missed) > 0.6


@pytest.mark.parametrize("chinese", [False, True])
@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda p: p.stem)
def test_no_name_twice_and_no_blob_enabled(path: Path, chinese: bool) -> None:
    """A person can tell the entities of each product apart, in both languages."""
    language = "zh-Hans" if chinese else "en"
    texts = _texts(language)["entity"]
    names = []
    for spec in _plain(_product(path), chinese=chinese):
        description = spec.description
        name = description.name
        if name is UNDEFINED:
            name = texts[spec.platform][description.translation_key]["name"]
        names.append(str(name))
        if any(isinstance(point, Binary) for point in spec.roles.values()):
            assert not description.entity_registry_enabled_default
    assert len(names) == len(set(names))


def _texts(name: str) -> dict[str, Any]:
    folder = INTEGRATION if name == "icons" else INTEGRATION / "translations"
    path = folder / f"{name}.json"
    texts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def _producible() -> Iterator[tuple[Platform, str, bool]]:
    """Yield every platform and translation key there can be, and whether of an enum."""
    for rule in TRAITS:
        for access in rule.access:
            written = access is Access.WRITABLE
            platform = {
                Number: Platform.NUMBER if written else Platform.SENSOR,
                Bool: Platform.SWITCH if written else Platform.BINARY_SENSOR,
                Enum: Platform.SELECT if written else Platform.SENSOR,
            }[rule.kind]
            keys = {rule.key, *WHOLE_NAMES.get(rule.key, ())}
            if rule.kind is Enum:
                keys.add("choice")
            for key in keys:
                yield platform, key, rule.kind is Enum


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_key_has_its_texts(language: str) -> None:
    """Names, and the states of options; a translated name is one of the rule's own."""
    entity = _texts(language)["entity"]
    for platform, key, is_enum in _producible():
        text = entity[platform][key]
        assert text["name"]
        if is_enum:
            assert text.get("state", {}).keys() == STATES[key]
    for names in WHOLE_NAMES.values():
        for key, words in names.items():
            text = next(texts[key] for texts in entity.values() if key in texts)
            assert plain(text["name"]) in words
    assert entity["select"]["choice"]["state"].keys() == OPTION_WORDS.keys()


def test_every_key_has_an_icon() -> None:
    """And the states with icons of their own are states it has."""
    entity = _texts("icons")["entity"]
    for platform, key, is_enum in _producible():
        icon = entity[platform][key]
        assert icon["default"].startswith("mdi:")
        # Hassfest: a state's icon that is the default's can be removed
        assert icon["default"] not in icon.get("state", {}).values()
        if is_enum:
            assert icon.get("state", {}).keys() <= STATES[key]


def _check(spec: EntitySpec) -> None:
    """Home Assistant takes it: units of classes, categories, ranges, options."""
    description: Any = spec.description
    category = description.entity_category
    unit = getattr(description, "native_unit_of_measurement", None)
    match spec.platform:
        case Platform.SENSOR:
            assert category is not EntityCategory.CONFIG
            if (device_class := description.device_class) == SensorDeviceClass.ENUM:
                options = description.options
                assert options
                assert len(options) == len(set(options))
                assert unit is description.state_class is None
                return
            if device_class:
                assert unit in SENSOR_UNITS[SensorDeviceClass(device_class)]
            if description.state_class and device_class:
                classes = DEVICE_CLASS_STATE_CLASSES[SensorDeviceClass(device_class)]
                assert description.state_class in classes
        case Platform.BINARY_SENSOR:
            assert category is not EntityCategory.CONFIG
            if description.device_class:
                assert BinarySensorDeviceClass(description.device_class)
        case Platform.NUMBER:
            if description.device_class:
                number_class = NumberDeviceClass(description.device_class)
                assert unit in NUMBER_UNITS[number_class]
            assert description.native_min_value <= description.native_max_value
            assert description.native_step > 0
        case Platform.SELECT:
            assert description.options
            assert len(description.options) == len(set(description.options))
        case Platform.TEXT:
            assert description.native_max <= 255
        case platform:
            assert platform is Platform.SWITCH


def _check_product(product: Product) -> None:
    specs = _plain(product)
    keys = [spec.key for spec in specs]
    assert len(keys) == len(set(keys))
    used = [point.name for spec in specs for point in spec.roles.values()]
    assert len(used) == len(set(used))
    assert set(used) <= product.datapoints.keys()
    names = [spec.description.name for spec in specs]
    told = [name for name in names if isinstance(name, str)]
    assert all(told)
    assert len(told) == len(set(told))
    for spec in specs:
        _check(spec)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda p: p.stem)
def test_entities_of_our_own_products_are_valid(path: Path) -> None:
    """By Home Assistant's own tables."""
    _check_product(_product(path))


@settings(max_examples=200)
@given(DEFINITION)
def test_any_definition_that_parses_gives_valid_entities(raw: Any) -> None:
    """Unique ids, valid classes, units, ranges and options, whatever it says."""
    _check_product(Product.from_definition("p", raw))


POINTS: Final = [point for _, *row in examples() for point in row]
NAMES: Final = sorted({point.name for point in POINTS} | {"tempH", "tempL", "t_int"})
LABELS: Final = sorted({point.label for point in POINTS})
SAYS: Final = sorted({point.description for point in POINTS})


@st.composite
def _meant(draw: st.DrawFn) -> dict[str, Any]:
    """Return an attribute of any kind and range, with words that mean something."""
    own = {
        "name": draw(st.sampled_from(NAMES)),
        "display_name": draw(st.sampled_from(LABELS)),
        "desc": draw(st.sampled_from(SAYS)),
        "type": draw(st.sampled_from(list(Access))),
    }
    return draw(attributes()) | own


@settings(max_examples=300)
@given(st.lists(_meant(), min_size=1, max_size=6))
def test_any_words_give_valid_entities(attrs: list[dict[str, Any]]) -> None:
    """Whatever they are said of."""
    _check_product(Product.from_definition("p", defined(*attrs)))
