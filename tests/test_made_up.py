"""Products nobody has written for: what their owners get."""

from collections import Counter
import logging
from pathlib import Path
import random
import re
from typing import Any

import pytest

from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .acting import add_made_up
from .common import set_up, until
from .made_up import FILES, entities, name_of, products, told

from custom_components.gizwits.api import Binary, Bool, Enum, Number, Product
from custom_components.gizwits.composites.band import Band, Kelvin
from custom_components.gizwits.composites.choice import Choice, in_force, keys
from custom_components.gizwits.composites.quantity import Quantity, TemperatureScale
from custom_components.gizwits.composites.speeds import Speeds
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.meaning.understood import understood
from custom_components.gizwits.spec import EntitySpec

from tests.simulator import SimulatedCloud, User

ALL = [(path.stem, raw) for path in FILES for raw in products(path)]
BY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
BY_PRODUCT = pytest.mark.parametrize(
    "raw", [raw for _, raw in ALL], ids=[f"{group}-{raw['name']}" for group, raw in ALL]
)


@BY_FILE
def test_what_a_person_gets(path: Path) -> None:
    """It was read by a person; `python -m tests.made_up` writes it anew."""
    assert told(path) == path.with_suffix(".entities").read_text(encoding="utf-8")


def test_there_are_many_of_them() -> None:
    """Each of its own."""
    keys = [raw["product_key"] for _, raw in ALL]
    assert len(keys) == len(set(keys)) > 130


@BY_PRODUCT
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_they_can_be_told_apart(raw: dict[str, Any], language: str) -> None:
    """No name twice, no datapoint twice, none that is only bytes switched on."""
    specs = entities(raw, chinese=language == "zh-Hans")
    names = Counter(name_of(spec, language) for spec in specs)
    assert [name for name, count in names.items() if count > 1] == []
    used = Counter(point.name for spec in specs for point in spec.roles.values())
    assert not used or max(used.values()) == 1
    for spec in specs:
        if any(isinstance(point, Binary) for point in spec.roles.values()):
            assert not spec.description.entity_registry_enabled_default


@BY_PRODUCT
def test_nobody_who_reads_english_gets_chinese(raw: dict[str, Any]) -> None:
    """Their names are in words they can read, whatever the labels."""
    names = [name_of(spec, "en") for spec in entities(raw)]
    assert list(filter(re.compile(r"[\u4e00-\u9fff]").search, names)) == []


def _is_understood(spec: EntitySpec) -> bool:
    description: Any = spec.description
    return bool(description.native_unit_of_measurement) or bool(
        getattr(description, "state_class", None)
    )


def test_most_quantities_have_a_unit() -> None:
    """Three of five at least, those that have none (a gear, a count) counted too."""
    numbers = [
        spec
        for _, raw in ALL
        for spec in entities(raw)
        if spec.platform in (Platform.SENSOR, Platform.NUMBER)
        and isinstance(spec.roles.get("value"), Number)
    ]
    understood = sum(map(_is_understood, numbers))
    assert len(numbers) > 400
    assert understood / len(numbers) > 0.75


def test_faults_are_out_of_the_way() -> None:
    """Whatever else they are."""
    for _, raw in ALL:
        for spec in entities(raw):
            if any(point.access == "fault" for point in spec.roles.values()):
                category = spec.description.entity_category
                assert category is EntityCategory.DIAGNOSTIC, spec.key


def _ends(raw: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the least and the most of each datapoint."""
    low: dict[str, Any] = {}
    high: dict[str, Any] = {}
    for attr in raw["entities"][0]["attrs"]:
        name = attr["name"]
        match attr["data_type"]:
            case "bool":
                low[name], high[name] = False, True
            case "enum":
                low[name], high[name] = attr["enum"][0], attr["enum"][-1]
            case "binary":
                continue
            case _:
                spec = attr["uint_spec"]
                low[name], high[name] = (
                    round(spec[end] * spec["ratio"] + spec["addition"], 6)
                    for end in ("min", "max")
                )
    return low, high


@BY_FILE
async def test_home_assistant_takes_them(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """All of a group at once: every entity has a state, and nobody complains."""
    caplog.set_level(logging.WARNING)
    devices = []
    for raw in products(path):
        low, high = _ends(raw)
        devices.append((add_made_up(cloud, user, raw, values=low), high))
    entry = await set_up(hass, cloud, user)
    own = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    enabled = [entity for entity in own if not entity.disabled]
    assert len(enabled) > len(devices)
    for device, high in devices:
        await device.report(high)
    await until(
        hass,
        lambda: all(hass.states.get(entity.entity_id) for entity in enabled),
    )
    await hass.async_block_till_done()
    complaints = [
        record.getMessage()
        for record in caplog.records
        if record.levelno >= logging.WARNING
        and record.name.startswith(("homeassistant", "custom_components"))
        and "custom integration" not in record.msg
    ]
    assert complaints == []


_JUNK: tuple[Any, ...] = (
    *(0, 1, -1, 2, 9, 100, 255, 65535, 127.5, 1e308, float("nan"), float("inf")),
    *(True, False, None, "", "0", "1", "关", "on", "auto", "?", "ff", [1, 2], {}),
)


def _read_all(spec: EntitySpec, values: dict[str, Any]) -> None:
    """Read every part of an entity from values by datapoint name."""

    def read(role: str) -> Any:
        return values.get(spec.roles[role].name) if role in spec.roles else None

    for part in spec.parts or ():
        match part:
            case (Choice(), *_) as choices:
                assert in_force(choices, read) in {None, *keys(choices)}
            case Quantity() as quantity:
                number = quantity.read(read)
                assert number is None or quantity.minimum <= number <= quantity.maximum
            case TemperatureScale() as scale:
                low, high = scale.limits(scale.unit(read, None))
                assert low < high
            case Speeds() as speeds:
                percentage = speeds.percentage(read(speeds.role))
                assert percentage is None or 0 <= percentage <= 100
            case Kelvin() as kelvin:
                white = kelvin.read(read)
                assert white is None or kelvin.warmest <= white <= kelvin.coldest
            case Band() as band:
                part = band.read(read, 255)
                assert part is None or 0 <= part <= 255


@BY_PRODUCT
def test_no_report_breaks_them(raw: dict[str, Any]) -> None:
    """Whatever a device says: a value that can be, or none."""
    product, quirk = understood(
        Product.from_definition(raw["product_key"], raw), raw["name"]
    )
    specs = map_product(product, chinese=False, quirk=quirk, product_name=raw["name"])
    chance = random.Random(raw["name"])
    for _ in range(25):
        report = {name: chance.choice(_JUNK) for name in product.datapoints}
        values = product.decode(report)
        for name, value in values.items():
            point = product.datapoints[name]
            assert value is None or isinstance(value, (bool, int, float, str, bytes))
            if isinstance(point, Number) and value is not None:
                assert value <= point.maximum + 1.5 * point.step
        for spec in specs:
            _read_all(spec, values)


@BY_PRODUCT
def test_what_is_written_is_read_again(raw: dict[str, Any]) -> None:
    """Each option, both ends of each number, on and off."""
    product, _ = understood(
        Product.from_definition(raw["product_key"], raw), raw["name"]
    )
    for point in product.datapoints.values():
        values: tuple[Any, ...] = ()
        match point:
            case Enum():
                values = point.options
            case Bool():
                values = (True, False)
            case Number():
                values = (point.minimum, point.maximum)
        for value in values:
            assert point.decode(point.encode(value)) == value, point.name
