"""What a person chooses of entities: any choice gives entities that are right."""

from collections import Counter
from copy import replace
from functools import cache
import importlib.util
import json
from pathlib import Path
import tempfile
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from homeassistant.components.climate import HVACMode
from homeassistant.const import Platform

from .shapes import R, bit, blob, pick, product, uint

from custom_components.gizwits.api import Product
from custom_components.gizwits.channels import with_channels
from custom_components.gizwits.chosen import KINDS, parts_of
from custom_components.gizwits.chosen.choices import (
    Choices,
    CompositeChoice,
    PointChoice,
)
from custom_components.gizwits.chosen.export import Exported, quirk_source
from custom_components.gizwits.chosen.meaning import UNITS, Meaning, classes_of, fits
from custom_components.gizwits.chosen.platforms import platforms_of
from custom_components.gizwits.chosen.store import chosen_for, with_choices
from custom_components.gizwits.composites.quantity import Quantity
from custom_components.gizwits.forbidden import is_secret, never_write
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.quirks import QUIRKS, Quirk, quirk_for
from custom_components.gizwits.spec import EntitySpec

PRODUCTS = sorted((Path(__file__).parent / "fixtures" / "products").glob("*.json"))
QUIRK_FOLDER = "custom_components.gizwits.quirks"
READING = {Platform.SENSOR, Platform.BINARY_SENSOR}


@cache
def load(path: Path) -> tuple[Product, Quirk | None]:
    """Return a product of our own and what is known of it."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    own = Product.from_definition(raw["product_key"], raw)
    quirk = quirk_for(own, raw["name"])
    return (quirk.amend(own) if quirk else own), quirk


@st.composite
def point_choices(draw: st.DrawFn, own: Product, key: str) -> PointChoice:
    """Draw a choice for one datapoint, one that forms would offer or not."""
    part = parts_of(own)[key]
    platforms = (*platforms_of(part), Platform.CLIMATE)
    classes = ("", "nonsense", *classes_of(part.datapoint))
    device_class = draw(st.sampled_from(classes))
    units = ("", "x", *UNITS.get(device_class, ()))
    return PointChoice(
        shown=draw(st.sampled_from((None, True, False))),
        platform=draw(st.sampled_from((None, *platforms))),
        meaning=draw(
            st.none()
            | st.builds(Meaning, st.just(device_class), st.sampled_from(units))
        ),
    )


@st.composite
def choices_of(draw: st.DrawFn, own: Product) -> Choices:
    """Draw choices for a product."""
    parts = parts_of(own)
    names = st.sampled_from([*parts, "gone"])
    composites: dict[str, CompositeChoice | None] = {}
    for key in ("composite-climate", "composite-light", "composite-x"):
        if draw(st.booleans()):
            continue
        kind = KINDS[draw(st.sampled_from(list(KINDS)))]
        roles = {
            role.name: draw(names)
            for role in kind.roles
            if parts and draw(st.booleans())
        }
        which = draw(st.sampled_from((*kind.classes, "nonsense")))
        made = CompositeChoice(platform=kind.platform, roles=roles, which=which)
        composites[key] = draw(st.sampled_from((made, made, None)))
    chosen = draw(st.sets(st.sampled_from(list(parts)), max_size=8)) if parts else ()
    points = {name: draw(point_choices(own, name)) for name in sorted(chosen)}
    return Choices(points=points, composites=composites)


@pytest.mark.parametrize("path", PRODUCTS, ids=lambda path: path.stem)
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(data=st.data())
def test_any_choice(path: Path, data: st.DataObject) -> None:
    """Valid entities, each datapoint in one, nothing secret, nothing dangerous."""
    own, quirk = load(path)
    choices = data.draw(choices_of(own))
    specs = map_product(own, chinese=False, quirk=quirk, choices=choices)
    assert not [key for key, n in Counter(s.key for s in specs).items() if n > 1]
    used = Counter(p.name for spec in specs for p in spec.roles.values())
    assert not [name for name, n in used.items() if n > 1]
    for spec in specs:
        for point in spec.roles.values():
            assert not is_secret(point)
            if point.writable and never_write(point):
                assert spec.platform in READING or spec.platform in KINDS
    assert Choices.from_json(json.loads(json.dumps(choices.to_json()))) == _kept(
        choices
    )
    assert_exported(own, quirk, choices, specs)
    assert [spec.key for spec in with_channels(own, specs)] == [s.key for s in specs]


def _kept(choices: Choices) -> Choices:
    """Return choices without those that say nothing."""
    points = {name: own for name, own in choices.points.items() if own.to_json()}
    return replace(choices, points=points)


def test_roles_without_effect() -> None:
    """One colour of three, two targets beside one: they stay what they were."""
    light = CompositeChoice(
        platform=Platform.LIGHT, roles={"power": "Relay1", "red": "Glow"}
    )
    specs = _map(Choices(composites={"composite-light": light}))
    assert specs["composite-light"].roles.keys() == {"power"}
    assert specs["Glow"].platform is Platform.NUMBER
    climate = _climate(power="Relay1", target="Wanted", high="GoalH", low="Glow")
    specs = _map(Choices(composites={"composite-climate": climate}))
    assert specs["composite-climate"].roles.keys() == {"power", "target"}
    assert {"GoalH", "Glow"} <= specs.keys()


def assert_exported(
    own: Product, quirk: Quirk | None, choices: Choices, specs: tuple[EntitySpec, ...]
) -> str:
    """Check that the file of choices gives the same entities; return it."""
    source = quirk_source(Exported(own, own.name, quirk, choices, specs))
    (exported,) = load_quirk(source).QUIRKS
    assert exported.product_keys == {own.product_key}
    if own.seen is not None:
        own = exported.amend(Product(own.product_key))
    again = map_product(own, chinese=False, quirk=exported)
    assert {s.key: s for s in again} == {s.key: s for s in specs}
    return source


def load_quirk(source: str) -> ModuleType:
    """Write a quirk file, and import it as one of our own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "exported.py"
        path.write_text(source, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(f"{QUIRK_FOLDER}.exported", path)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", PRODUCTS, ids=lambda path: path.stem)
def test_a_definition_that_loses_datapoints(path: Path) -> None:
    """A choice that no longer fits is passed over, the others hold."""
    own, quirk = load(path)
    parts = parts_of(own)
    choices = Choices(
        points={key: PointChoice(shown=True) for key in parts},
        composites={
            f"composite-{platform}": CompositeChoice(
                platform=platform,
                roles={
                    role.name: key for role, key in zip(kind.roles, parts, strict=False)
                },
            )
            for platform, kind in KINDS.items()
        },
    )
    names = list(own.datapoints)
    for gone in names[:: max(1, len(names) // 10)]:
        left = {name: point for name, point in own.datapoints.items() if name != gone}
        smaller = replace(own, datapoints=left)
        specs = map_product(smaller, chinese=False, quirk=quirk, choices=choices)
        used = {p.name for spec in specs for p in spec.roles.values()}
        assert used <= left.keys()
        if left:
            assert specs


BOX = product(
    "Box",
    bit("Relay1"),
    pick("State", "warm", "cold", "off", "3"),
    uint("Wanted", 0, 400, ratio=0.1),
    uint("Seen", 0, 255, access=R),
    uint("MeterH", 0, 255, "Meter high byte", access=R),
    uint("MeterL", 0, 255, "Meter low byte", access=R),
    uint("GoalH", 0, 3, "Goal high byte"),
    uint("GoalL", 0, 255, "Goal low byte"),
    bit("Factory_Reset"),
    blob("Secret_Key", 8),
    blob("Plan", 24),
    bit("Lamp_A"),
    uint("Glow", 0, 100),
)


def _map(choices: Choices) -> dict[str, EntitySpec]:
    specs = map_product(BOX, chinese=False, choices=choices)
    assert_exported(BOX, None, choices, specs)
    return {spec.key: spec for spec in specs}


def _climate(**roles: str) -> CompositeChoice:
    return CompositeChoice(platform=Platform.CLIMATE, roles=roles, which="cool")


def test_a_climate() -> None:
    """Of whatever a person says it is, with its modes and what it does."""
    made = _climate(power="Relay1", target="Wanted", current="Seen", mode="State")
    specs = _map(Choices(composites={"composite-climate": made}))
    spec = specs["composite-climate"]
    parts: Any = spec.parts
    assert {role: point.name for role, point in spec.roles.items()} == made.roles
    assert [c.key for c in parts.hvac_modes] == [
        HVACMode.OFF,
        HVACMode.OFF,
        HVACMode.COOL,
    ]
    assert [c.key for c in parts.presets] == ["keep_warm", "cold", "3"]
    assert (parts.target.minimum, parts.target.maximum) == (0, 40)
    # 255 of eight bits is no temperature.
    assert parts.current.nothing >= {255, 127.5}
    assert not {"Relay1", "Wanted", "Seen", "State"} & specs.keys()


def test_a_target_of_two_datapoints() -> None:
    """Chosen by its high byte, written both at once."""
    made = _climate(power="Relay1", target="GoalH", current="MeterH")
    spec = _map(Choices(composites={"composite-climate": made}))["composite-climate"]
    assert {role: point.name for role, point in spec.roles.items()} == {
        "power": "Relay1",
        "target": "GoalH",
        "target_low": "GoalL",
        "current": "MeterH",
        "current_low": "MeterL",
    }
    target: Quantity = spec.parts.target
    assert target.write(300) == {"target": 1, "target_low": 44}
    assert target.read({"target": 1, "target_low": 44}.get) == 300


@pytest.mark.parametrize(
    ("roles", "works"),
    [
        ({"power": "Relay1"}, True),
        ({"brightness": "Glow"}, True),
        ({"power": "Relay1", "brightness": "Glow"}, True),
        # Does not go down to 0, so it is never off.
        ({"brightness": "Seen"}, False),
        ({"power": "Glow"}, False),
        ({"power": "Relay1", "red": "Glow"}, True),
        ({"power": "Factory_Reset"}, False),
        ({"power": "gone"}, False),
        ({"red": "Glow"}, False),
        ({}, False),
    ],
)
def test_a_light(roles: dict[str, str], works: bool) -> None:
    """What cannot be one is none, and its datapoints are what they were."""
    made = CompositeChoice(platform=Platform.LIGHT, roles=roles)
    specs = _map(Choices(composites={"composite-light-7": made}))
    assert ("composite-light-7" in specs) is works
    if not works:
        assert specs.keys() == _map(Choices()).keys()


def test_one_datapoint_as_something_else() -> None:
    """Its unique id stays what it is."""
    as_light = PointChoice(platform=Platform.LIGHT)
    as_sensor = PointChoice(platform=Platform.SENSOR)
    as_button = PointChoice(platform=Platform.BUTTON)
    points = {"Relay1": as_light, "Wanted": as_sensor, "Lamp_A": as_button}
    specs = _map(Choices(points=points))
    assert specs["Relay1"].platform is Platform.LIGHT
    assert specs["Relay1"].description.name == "Relay 1"
    assert specs["Wanted"].platform is Platform.SENSOR
    assert specs["Lamp_A"].platform is Platform.BUTTON
    degrees = PointChoice(platform=Platform.SENSOR, meaning=Meaning("", "°"))
    glow: Any = _map(Choices(points={"Glow": degrees}))["Glow"].description
    assert glow.state_class == "measurement"
    # A number is no climate by itself: it stays one.
    specs = _map(Choices(points={"Wanted": PointChoice(platform=Platform.CLIMATE)}))
    assert specs["Wanted"].platform is Platform.NUMBER


def test_what_is_shown() -> None:
    """What was hidden or off is on, what was on is none; secrets stay secret."""
    hidden = {"Factory_Reset", "Secret_Key"}
    assert not hidden & _map(Choices()).keys()
    shown = {key: PointChoice(shown=True) for key in (*hidden, "Plan")}
    specs = _map(Choices(points={**shown, "Glow": PointChoice(shown=False)}))
    assert specs["Plan"].description.entity_registry_enabled_default
    # Seen, but still written by nobody.
    assert specs["Factory_Reset"].platform is Platform.BINARY_SENSOR
    assert not {"Secret_Key", "Glow"} & specs.keys()


def test_what_it_means() -> None:
    """Class and unit, a state class with them, and what then means nothing."""
    warm = PointChoice(meaning=Meaning("temperature", "°C"))
    spec = _map(Choices(points={"Seen": warm}))["Seen"]
    description: Any = spec.description
    assert description.device_class == "temperature"
    assert description.native_unit_of_measurement == "°C"
    assert description.state_class == "measurement"
    assert spec.measures == "temperature"
    energy = PointChoice(meaning=Meaning("energy", "kWh"))
    description = _map(Choices(points={"MeterH": energy}))["MeterH"].description
    assert description.state_class == "total_increasing"
    wrong = PointChoice(meaning=Meaning("temperature", "kWh"))
    assert _map(Choices(points={"Seen": wrong})) == _map(
        Choices(points={"Seen": PointChoice(shown=True)})
    ) | {"Seen": _map(Choices())["Seen"]}
    no_class = PointChoice(meaning=Meaning("", "widgets"))
    description = _map(Choices(points={"Seen": no_class}))["Seen"].description
    assert description.native_unit_of_measurement == "widgets"


def test_every_class_and_unit_that_is_offered_fits() -> None:
    """Home Assistant accepts each of them for a sensor and for a number."""
    number = BOX.datapoints["Seen"]
    for device_class, units in UNITS.items():
        for unit in units or {""}:
            assert fits(Meaning(device_class, unit), number)
    assert not fits(Meaning("temperature", ""), number)
    assert not fits(Meaning("door"), number)


def test_taking_apart() -> None:
    """What was found is no more; what it was of are entities of their own."""
    path = next(path for path in PRODUCTS if path.stem == "room_thermostat")
    own, quirk = load(path)
    found = {s.key: s for s in map_product(own, chinese=False, quirk=quirk)}
    climate = found["composite-climate"]
    choices = Choices(composites={"composite-climate": None})
    specs = map_product(own, chinese=False, quirk=quirk, choices=choices)
    assert_exported(own, quirk, choices, specs)
    keys = {spec.key for spec in specs}
    assert "composite-climate" not in keys
    assert {point.name for point in climate.roles.values()} <= keys


def test_nonsense_in_the_options() -> None:
    """Whatever is there, nothing breaks."""
    for raw in (
        None,
        1,
        [],
        "x",
        {"datapoints": 1, "composites": []},
        {"datapoints": {"Seen": {"shown": "x", "platform": "y", "meaning": 1}}},
        {"composites": {"a": {"platform": "switch"}, "b": 7, "c": {"roles": 1}}},
        {"composites": {"a": {"platform": "climate", "roles": {"power": 3}}}},
    ):
        _map(Choices.from_json(raw))
        options = {"entities": raw}
        assert not chosen_for(options, "p", "d").composites
        assert with_choices(options, None, "p", "d")


def test_where_choices_are_kept() -> None:
    """A device's own come before its product's; undone, those count again."""
    one = Choices(points={"a": PointChoice(shown=True)})
    two = Choices(points={"b": PointChoice(shown=False)})
    options = with_choices({"left_out": ["x"]}, one, "p")
    assert options["left_out"] == ["x"]
    assert chosen_for(options, "p", "d") == one
    options = with_choices(options, two, "p", "d")
    assert chosen_for(options, "p", "d") == two
    assert chosen_for(options, "p", "e") == one
    nothing = with_choices(options, Choices(), "p", "d")
    assert not chosen_for(nothing, "p", "d")
    options = with_choices(options, None, "p", "d")
    assert chosen_for(options, "p", "d") == one
    assert not chosen_for(with_choices(options, Choices(), "p"), "p")
    assert json.loads(json.dumps(options)) == options


def test_a_product_without_a_definition() -> None:
    """The file then has its datapoints too, as its devices reported them."""
    seen = Product.inferred("5" * 32, seen={})
    news = seen.look({"on": True, "level": 3, "Mode": "tea", "data": "00ff00ff"})
    own = Product.inferred("5" * 32, "Kettle", news, writable=True)
    light = CompositeChoice(platform=Platform.LIGHT, roles={"power": "on"})
    choices = Choices(composites={"composite-light": light})
    specs = map_product(own, chinese=False, choices=choices)
    assert {spec.key for spec in specs} == {"composite-light", "level", "Mode", "data"}
    assert_exported(own, None, choices, specs)


def test_quirks_that_are_known_are_built_upon() -> None:
    """Rules of writing and names of the family stay."""
    for quirk in QUIRKS:
        own = quirk.amend(Product("5" * 32, datapoints={}))
        if not own.datapoints:
            continue
        name = next(iter(own.datapoints))
        choices = Choices(points={name: PointChoice(shown=False)})
        specs = map_product(own, chinese=False, quirk=quirk, choices=choices)
        source = assert_exported(own, quirk, choices, specs)
        (exported,) = load_quirk(source).QUIRKS
        assert exported.plan is quirk.plan
