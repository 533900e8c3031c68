"""Quantities, bands, speeds and choices; and that whatever is found can be written."""

from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from homeassistant.const import Platform, UnitOfTemperature

from .common import FIXTURES
from .shapes import ALERT, Attr, R, W, bit, pick, product, uint

from custom_components.gizwits.api import Number, Product, Value
from custom_components.gizwits.composites.band import Band, Kelvin
from custom_components.gizwits.composites.choice import (
    Choice,
    fitting,
    in_force,
    resuming,
    writes_of,
)
from custom_components.gizwits.composites.finding import find_composites
from custom_components.gizwits.composites.quantity import Quantity, TemperatureScale
from custom_components.gizwits.composites.speeds import Speeds
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.meaning.naming import datapoint_names
from custom_components.gizwits.meaning.option_words import OPTION_WORDS
from custom_components.gizwits.meaning.pairs import find_pairs
from custom_components.gizwits.quirks import QUIRKS, quirk_for
from custom_components.gizwits.quirks.plan import at_once, in_order, together
from custom_components.gizwits.spec import EntitySpec

INTEGRATION = Path(__file__).parents[1] / "custom_components" / "gizwits"

HEAT = Choice("heat", {"on": True, "mode": 0}, {"on": (True,), "mode": (0, 1)})
AUTO = Choice("auto", {"on": True, "timer": True}, {"timer": (True,)})


def test_choices() -> None:
    """The first in force counts; what is not known is in force of nothing."""
    choices = (AUTO, HEAT)
    assert in_force(choices, {"timer": True, "on": True, "mode": 0}.get) == "auto"
    assert in_force(choices, {"timer": False, "on": True, "mode": 1}.get) == "heat"
    assert in_force(choices, {"timer": False, "on": True, "mode": None}.get) is None
    assert writes_of(choices, "auto") == {"on": True, "timer": True}
    assert writes_of(choices, "cool") == {}


def test_resuming() -> None:
    """A mode comes back in the preset it had, if the preset is one of its own."""
    choices = (AUTO, HEAT)
    assert resuming(choices, "heat", {"mode": 1}) == {"on": True, "mode": 1}
    assert resuming(choices, "heat", {"mode": 9}) == {"on": True, "mode": 0}
    assert resuming(choices, "auto", {"mode": 1}) == {"on": True, "timer": True}
    assert resuming(choices, "auto", {"timer": False}) == {"on": True, "timer": True}
    assert resuming(choices, "cool", {"mode": 1}) == {}


def test_fitting() -> None:
    """What a product lacks is not written, and what it cannot show is no choice."""
    assert fitting((AUTO, HEAT), {"on", "mode"}) == (HEAT,)
    assert fitting((AUTO,), {"timer"}) == (
        Choice("auto", {"timer": True}, {"timer": (True,)}),
    )
    assert fitting((Choice("idle", when={"x": (1,)}),), {"x"})


def number(low: float, high: float, step: float = 1) -> Number:
    """Return a number of any product."""
    (own,) = product("x", uint("x", 0, 1)).datapoints.values()
    assert isinstance(own, Number)
    return Number(
        name="x", label="", access=own.access, minimum=low, maximum=high, step=step
    )


@given(st.decimals(0, 51, places=1).map(float))
def test_two_bytes_are_read_as_they_are_written(value: float) -> None:
    """Tenths in a high and a low byte."""
    own = Quantity((("high", 25.6), ("low", 0.1)), 0, 51.1, 0.1)
    written = own.write(value)
    assert own.read(written.get) == value
    assert all(isinstance(part, int) and 0 <= part < 256 for part in written.values())


@given(st.integers(0, 100), st.sampled_from([1, 0.1, 0.5]))
def test_one_datapoint_is_read_as_it_is_written(value: int, weight: float) -> None:
    """In units of the datapoint."""
    own = Quantity.of("value", number(0, 100), weight)
    shown = round(value * weight, 1)
    assert own.read({"value": value}.get) == shown
    assert own.write(shown) == {"value": value}


def test_what_is_no_number() -> None:
    """A part that is missing, out of range, or says that there is none."""
    own = Quantity((("a", 1), ("b", 0.1)), 0, 50, 0.1, frozenset({49.9}))
    assert own.read({"a": 20}.get) is None
    assert own.read({"a": 60, "b": 0}.get) is None
    assert own.read({"a": 49, "b": 9}.get) is None
    assert own.read({"a": "x", "b": 1}.get) is None
    assert own.read({"a": 20, "b": 1}.get) == 20.1


@pytest.mark.parametrize(
    ("scale", "values", "target", "unit"),
    [
        ({"is_fahrenheit": {"unit": (True,)}}, {"unit": True}, 38, "°F"),
        ({"is_fahrenheit": {"unit": (True,)}}, {"unit": False}, 104, "°C"),
        # The flag was not reported: what can be no °C is °F.
        ({"is_fahrenheit": {"unit": (True,)}}, {}, 104, "°F"),
        ({"is_fahrenheit": {"unit": (True,)}}, {}, 38, "°C"),
        ({"by_value": True}, {}, 70, "°F"),
        ({"by_value": True}, {}, None, "°C"),
        ({"always_fahrenheit": True}, {}, 20, "°F"),
        ({}, {}, 70, "°C"),
    ],
)
def test_units(
    scale: dict[str, Any], values: dict[str, Value], target: float | None, unit: str
) -> None:
    """By flag, by value, or always."""
    own = TemperatureScale(celsius=(20, 40), fahrenheit=(68, 104), **scale)
    assert own.unit(values.get, target) == unit
    expected = (68, 104) if unit == UnitOfTemperature.FAHRENHEIT else (20, 40)
    assert own.limits(UnitOfTemperature(unit)) == expected


@pytest.mark.parametrize(
    ("band", "value", "brightness"),
    [
        (Band("b", 0, 100), 100, 255),
        (Band("b", 0, 100), 0, 0),
        (Band("b", 1, 100), 1, 3),
        (Band("b", 10, 1000), 1000, 255),
        (Band("b", 0, 255), 128, 128),
        (Band("b", 0, 100), 130, 255),
        (Band("b", 30, 100), 30, 0),
    ],
)
def test_bands(band: Band, value: int, brightness: int) -> None:
    """A part of the whole."""
    level = band.read({"b": value}.get, 255)
    assert level is not None
    assert round(level) == brightness
    assert band.read({"b": None}.get, 255) is None


@given(st.integers(1, 255), st.sampled_from([(0, 100), (1, 100), (10, 1000), (0, 255)]))
def test_brightness_stays_within_its_limits(
    brightness: int, limits: tuple[int, int]
) -> None:
    """And comes back within a step of the device."""
    low, high = limits
    own = Band("b", low, high)
    written = own.write(brightness, 255)["b"]
    assert isinstance(written, (int, float))
    assert low <= written <= high
    back = own.read({"b": round(written)}.get, 255)
    assert back is not None
    assert abs(back - brightness) <= 255 / (high - low) + 0.01 or written == low


def test_kelvin() -> None:
    """In K already, or as a part from warm to cold; beyond the limits is the limit."""
    own = Kelvin.of("k", 2700, 6500)
    assert own.read({"k": 3000}.get) == 3000
    assert own.read({"k": 65535}.get) == 6500
    assert own.write(9000) == {"k": 6500}
    part = Kelvin("k", 0, 100, 2700, 6500)
    assert part.read({"k": 50}.get) == 4600
    assert part.write(2700) == {"k": 0}
    assert part.read({"k": None}.get) is None


@given(st.integers(1, 100))
def test_speeds(percentage: int) -> None:
    """A percentage is a speed, and the speed a percentage near it."""
    gears = Speeds("s", 1, 4)
    value = gears.value(percentage)
    assert value in (1, 2, 3, 4)
    back = gears.percentage(value)
    assert back is not None
    assert abs(back - percentage) <= 25
    named = Speeds("s", options=("low", "high"))
    assert named.value(percentage) in named.options
    percent = Speeds("s", 30, 100, is_percent=True)
    assert percent.value(percentage) == max(30, percentage)


def test_speeds_that_are_none() -> None:
    """Standing still, too fast, unknown."""
    assert Speeds("s", 1, 4).percentage(0) == 0
    assert Speeds("s", 1, 4).percentage(9) is None
    assert Speeds("s", options=("low", "high")).percentage("auto") is None
    assert Speeds("s", options=("low", "high")).percentage(None) is None


def test_plans() -> None:
    """At once, never alone, one after the other."""
    assert [step.values for step in at_once({"a": 1})] == [{"a": 1}]
    plan = together({"a": {"b": 1, "c": 2}})
    assert [step.values for step in plan({"a": 5, "c": 9})] == [
        {"b": 1, "c": 9, "a": 5}
    ]
    plan = in_order("b", "a", pause=2)
    steps = plan({"a": 1, "x": 2, "b": 3})
    assert [step.values for step in steps] == [{"x": 2}, {"b": 3}, {"a": 1}]
    assert [step.pause for step in steps] == [0, 2, 2]


def choices_of(spec: EntitySpec) -> Iterator[Choice]:
    """Return all choices of a composite."""
    for part in spec.parts or ():
        if isinstance(part, tuple):
            yield from (choice for choice in part if isinstance(choice, Choice))


def check(own: Product, specs: tuple[EntitySpec, ...]) -> None:
    """Check that what composites write and read is there, and fits."""
    keys = [spec.key for spec in specs]
    assert len(keys) == len(set(keys))
    used = [point.name for spec in specs for point in spec.roles.values()]
    assert len(used) == len(set(used))
    for spec in specs:
        for choice in choices_of(spec):
            assert choice.when.keys() <= spec.roles.keys()
            named = {spec.roles[role].name: v for role, v in choice.writes.items()}
            assert named.keys() == own.encode(named).keys()
        _check_numbers(own, spec)


# Attributes of a platform whose words are translated, by what gives them.
def test_a_speed_below_nothing_is_none() -> None:
    """A device may report a step outside of its range."""
    percent = Speeds("speed", 0, 100, is_percent=True)
    assert [percent.percentage(value) for value in (-1, 0, 40, 101)] == [0, 0, 40, None]


_WORDS = {
    "presets": "preset_mode",
    "fan_modes": "fan_mode",
    "effects": "effect",
    "modes": "mode",
    "fan_speeds": "fan_speed",
}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_known_words_have_a_text(language: str) -> None:
    """A word nobody knows is shown as the product has it."""
    path = INTEGRATION / "translations" / f"{language}.json"
    texts = json.loads(path.read_text(encoding="utf-8"))["entity"]
    told: set[str] = set()
    for spec in _specs_of_everything():
        key, parts = spec.description.translation_key, spec.parts
        if key is None:
            continue
        own = texts[spec.platform][key]
        for name, attribute in _WORDS.items():
            if spec.platform == Platform.LIGHT and name == "modes":
                continue
            states = own.get("state_attributes", {}).get(attribute, {}).get("state", {})
            words = {choice.key for choice in getattr(parts, name, ())}
            assert words & OPTION_WORDS.keys() <= states.keys(), (key, words)
            told |= words
        operations = {choice.key for choice in getattr(parts, "operations", ())}
        assert operations & OPTION_WORDS.keys() <= own.get("state", {}).keys()
        told |= operations
    assert {"comfort", "sleep", "eco"} <= told


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize(
    "path",
    [
        "climate.climate.state_attributes.preset_mode.state",
        "climate.climate.state_attributes.fan_mode.state",
        "fan.fan.state_attributes.preset_mode.state",
        "fan.pump.state_attributes.preset_mode.state",
        "humidifier.humidifier.state_attributes.mode.state",
        "light.light.state_attributes.effect.state",
        "vacuum.vacuum.state_attributes.fan_speed.state",
        "water_heater.hot_water.state",
        "water_heater.water_heater.state",
    ],
)
def test_every_word_of_options_has_a_text(language: str, path: str) -> None:
    """Any product may have any of them as a preset, an effect or a mode."""
    file = INTEGRATION / "translations" / f"{language}.json"
    texts = json.loads(file.read_text(encoding="utf-8"))["entity"]
    for part in path.split("."):
        texts = texts[part]
    assert OPTION_WORDS.keys() - texts.keys() == set()


def _specs_of_everything() -> Iterator[EntitySpec]:
    for path in FIXTURES.glob("p*/*.json"):
        raw = json.loads(path.read_text(encoding="utf-8"))
        own = Product.from_definition(raw["product_key"], raw)
        quirk = quirk_for(own)
        yield from map_product(own, chinese=False, quirk=quirk)
    for quirk in QUIRKS:
        own = quirk.amend(Product("0" * 32))
        yield from quirk.composites(own.datapoints)


def _check_numbers(own: Product, spec: EntitySpec) -> None:
    for name in ("target", "high", "low", "current", "position", "current_humidity"):
        quantity = getattr(spec.parts, name, None)
        if not isinstance(quantity, Quantity):
            continue
        assert quantity.roles <= spec.roles.keys()
        assert quantity.minimum < quantity.maximum
        if not all(spec.roles[role].writable for role in quantity.roles):
            continue
        scale = getattr(spec.parts, "scale", None)
        for value in scale.celsius if scale else (quantity.minimum, quantity.maximum):
            own.encode(
                {spec.roles[role].name: v for role, v in quantity.write(value).items()}
            )
    if scale := getattr(spec.parts, "scale", None):
        assert scale.celsius[0] < scale.celsius[1]
        assert scale.fahrenheit[0] < scale.fahrenheit[1]


@pytest.mark.parametrize("path", FIXTURES.glob("p*/*.json"), ids=lambda path: path.stem)
def test_what_is_found_fits(path: Any) -> None:
    """Every choice there is can be written to the product."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    own = Product.from_definition(raw["product_key"], raw)
    quirk = quirk_for(own)
    if quirk:
        own = quirk.amend(own)
        check(own, tuple(quirk.composites(own.datapoints)))
    names = datapoint_names(own.datapoints.values(), chinese=True)
    check(own, find_composites(own, names))


def test_what_quirks_know_fits() -> None:
    """The same for products that have no definition."""
    for quirk in QUIRKS:
        own = quirk.amend(Product("0" * 32))
        check(own, tuple(quirk.composites(own.datapoints)))


_NAMES = [
    "power",
    "switch",
    "OnOff",
    "Set_Temp",
    "target_temp",
    "Room_Temp",
    "cur_temp",
    "temp",
    "temperature",
    "mode",
    "work_mode",
    "fan_speed",
    "Wind",
    "speed",
    "gear",
    "brightness",
    "Color_R",
    "Color_G",
    "Color_B",
    "color_temp",
    "hue",
    "saturation",
    "humidity",
    "set_humidity",
    "heater",
    "heat",
    "position",
    "control",
    "valve",
    "valve1",
    "valve2",
    "swing",
    "swing_v",
    "LED_OnOff",
    "light",
    "scene",
    "status",
    "command",
    "temp_unit",
    "set_tempH",
    "set_tempL",
    "Light1",
    "Light2",
    "Control1",
    "Control2",
    "feed_now",
    "reset_filter",
    "identify",
    "shake",
]
_LABELS = (
    "",
    "开关",
    "设定温度",
    "当前温度",
    "模式",
    "风速",
    "亮度",
    "色温",
    "红色",
    "湿度",
    "温度单位",
    "加热",
    "窗帘",
)
_OPTIONS = [
    "自动",
    "制冷",
    "制热",
    "除湿",
    "送风",
    "手动",
    "低",
    "中",
    "高",
    "开",
    "关",
    "停",
    "舒适",
    "经济",
    "防冻",
    "停止",
    "摄氏",
    "华氏",
    "auto",
    "cool",
    "heat",
    "dry",
    "off",
    "on",
    "low",
    "medium",
    "high",
    "open",
    "stop",
    "close",
    "clean",
    "dock",
    "pause",
    "manual",
    "comfort",
    "eco",
    "frost",
    "white",
    "color",
    "scene",
    "1",
    "2",
    "3",
]
_PRODUCTS = (
    "",
    "灯",
    "Fan",
    "空调",
    "热水器",
    "Spa",
    "窗帘",
    "加湿器",
    "除湿机",
    "阀门",
    "喂食器",
)


@st.composite
def attrs(draw: st.DrawFn) -> Attr:
    """Return an attribute as makers might write it."""
    name, label = draw(st.sampled_from(_NAMES)), draw(st.sampled_from(_LABELS))
    access = draw(st.sampled_from([W, W, W, R, ALERT]))
    kind = draw(st.sampled_from(["bit", "pick", "uint"]))
    if kind == "bit":
        return bit(name, label, access=access)
    if kind == "pick":
        size = st.lists(st.sampled_from(_OPTIONS), min_size=1, max_size=6)
        return pick(name, *draw(size), label=label, access=access)
    low = draw(st.integers(0, 60))
    return uint(
        name,
        low,
        draw(st.integers(low, 300)),
        label,
        access=access,
        ratio=draw(st.sampled_from([1, 0.5, 0.1])),
        addition=draw(st.sampled_from([0, -20, 5])),
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(attrs(), max_size=14), st.sampled_from(_PRODUCTS))
def test_what_is_found_in_any_definition_fits(some: list[Attr], name: str) -> None:
    """Whatever a maker writes: nothing twice, nothing that cannot be written."""
    own = product(name or "x", *some)
    names = datapoint_names(own.datapoints.values(), chinese=False)
    specs = find_composites(own, names)
    check(own, specs)
    whole = {pair.number.name for pair in find_pairs(own)} - own.datapoints.keys()
    assert not whole & {p.name for spec in specs for p in spec.roles.values()}
