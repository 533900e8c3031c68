"""Entities of datapoints that are each their own, product by product."""

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

from .trait_examples import examples

from custom_components.gizwits.api import Access, Binary, Bool, Enum, Number, Product
from custom_components.gizwits.mapping import plain_specs
from custom_components.gizwits.meaning.names import STATES
from custom_components.gizwits.meaning.option_words import OPTION_WORDS
from custom_components.gizwits.meaning.text import plain
from custom_components.gizwits.meaning.trait_table import TRAITS
from custom_components.gizwits.meaning.whole_names import WHOLE_NAMES
from custom_components.gizwits.spec import EntitySpec

from tests.api.helpers import defined
from tests.api.strategies import DEFINITION, attributes

INTEGRATION: Final = Path(__file__).parents[1] / "custom_components" / "gizwits"
FIXTURES: Final = Path(__file__).parent / "fixtures" / "products"
EXPECTED: Final = Path(__file__).parent / "expected_entities.json"


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
