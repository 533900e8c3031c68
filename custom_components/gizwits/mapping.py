"""The one table: a product's datapoints and the entities they become.

Pure: definition in, entity descriptions out; every datapoint is used at most once.
Two that are one number are one entity (`pairs`); what a datapoint means is its trait
(`traits`); kind and access choose the platform:

| kind   | writable        | read-only          | alert, fault            |
|--------|-----------------|--------------------|-------------------------|
| bool   | switch          | binary_sensor      | binary_sensor (problem) |
| enum   | select          | sensor (enum)      | sensor (enum)           |
| number | number          | sensor             | sensor                  |
| binary | text (hex), off | sensor (hex), off  | -                       |
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntityDescription,
)
from homeassistant.components.number import NumberDeviceClass, NumberEntityDescription
from homeassistant.components.select import SelectEntityDescription
from homeassistant.components.sensor import SensorDeviceClass, SensorEntityDescription
from homeassistant.components.switch import SwitchEntityDescription
from homeassistant.components.text import TextEntityDescription
from homeassistant.const import EntityCategory, Platform
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.typing import UNDEFINED, UndefinedType

from .api import AnyDatapoint, Binary, Bool, Enum, Number, OpenEnum, Product
from .chosen.choices import NO_CHOICES, Choices
from .chosen.platforms import LONGEST_STATE_BYTES
from .composites.finding import find_composites
from .meaning.names import name_words
from .meaning.naming import datapoint_names
from .meaning.pairs import Pair, find_pairs, pairs_by_name
from .meaning.rule import STATUS, Trait
from .meaning.specs import spec_of
from .meaning.text import plain
from .meaning.traits import trait_of
from .meaning.units import stated_range
from .meaning.words import option_keys
from .quirks import Quirk
from .spec import HIGH, LOW, VALUE, EntitySpec

_NO_TRAITS: Final[Mapping[str, Trait]] = MappingProxyType({})


class _Item(NamedTuple):
    """One thing to map: a datapoint, or the number that a pair is."""

    datapoint: AnyDatapoint
    trait: Trait
    pair: Pair | None = None

    @property
    def key(self) -> str:
        """Return the part of the unique id that is for ever."""
        return self.pair.high.name if self.pair else self.datapoint.name

    @property
    def roles(self) -> Mapping[str, AnyDatapoint]:
        """Return the datapoints by the role they play."""
        if self.pair:
            return {HIGH: self.pair.high, LOW: self.pair.low}
        return {VALUE: self.datapoint}


def map_product(
    product: Product,
    *,
    chinese: bool,
    quirk: Quirk | None = None,
    product_name: str = "",
    choices: Choices = NO_CHOICES,
) -> tuple[EntitySpec, ...]:
    """Return the entities of a product; `chinese` keeps its Chinese labels.

    `quirk` is what is known of it besides, `product_name` what bindings call it;
    `choices` of a person come before both.
    """
    traits = quirk.traits if quirk else {}
    names = datapoint_names(product.datapoints.values(), chinese=chinese)

    def found(taken: Collection[str]) -> tuple[EntitySpec, ...]:
        """Return the composites of the datapoints that are not taken."""
        if quirk and (quirk.is_complete or any(quirk.composites(product.datapoints))):
            free = {n: p for n, p in product.datapoints.items() if n not in taken}
            return tuple(quirk.composites(free))
        if product.seen is not None:
            # What was guessed has no ranges and no labels to know a shape by.
            return ()
        hidden = {name for name, trait in traits.items() if trait.hidden}
        return find_composites(
            product, names, product_name=product_name, taken=hidden.union(taken)
        )

    composites = choices.with_found(product, names, found) if choices else found(())
    taken = {point.name for spec in composites for point in spec.roles.values()}
    left = (point for point in product.datapoints.values() if point.name not in taken)
    traits = choices.traits(product, traits) if choices else traits
    return (*composites, *plain_specs(product, left, chinese=chinese, traits=traits))


def plain_specs(
    product: Product,
    datapoints: Iterable[AnyDatapoint],
    *,
    chinese: bool,
    traits: Mapping[str, Trait] = _NO_TRAITS,
) -> tuple[EntitySpec, ...]:
    """Return the entities of those of a product's datapoints that are each their own.

    `traits` are what is known of some of them by name.
    """
    items = [
        item for item in _items(product, datapoints, traits) if not item.trait.hidden
    ]
    names = _names(items, chinese=chinese)
    return tuple(
        spec_of(platform, description, item.roles, pair=item.pair)
        for item in items
        for platform, description in _plain(item, names[item.datapoint.name])
    )


def _items(
    product: Product,
    datapoints: Iterable[AnyDatapoint],
    traits: Mapping[str, Trait],
) -> Iterator[_Item]:
    """Yield what there is to map, in the definition's order."""
    left = {datapoint.name: datapoint for datapoint in datapoints}
    part_of = pairs_by_name(
        [
            pair
            for pair in find_pairs(product)
            if {pair.high.name, pair.low.name} <= left.keys()
        ]
    )
    for datapoint in left.values():
        pair = part_of.get(datapoint.name)
        known = traits.get(datapoint.name)
        if pair is None:
            yield _Item(datapoint, trait_of(datapoint, product, known))
        elif datapoint is pair.high:
            yield _Item(pair.number, trait_of(pair.number, product, known), pair)


def _names(
    items: Collection[_Item], *, chinese: bool
) -> dict[str, str | UndefinedType]:
    """Return the names by datapoint, none of them twice.

    One is undefined where its translation key names it and nothing else can be taken
    for it in either language.
    """
    labels = datapoint_names([item.datapoint for item in items], chinese=chinese)
    named = {
        item.datapoint.name: name_words(item.trait.translation_key or "")
        for item in items
        if item.trait.named
    }
    texts = {name: plain(label) for name, label in labels.items()}
    taken = Counter(word for words in named.values() for word in words)
    taken.update(texts.values())
    return labels | {
        name: UNDEFINED
        for name, words in named.items()
        if all(taken[word] - (texts[name] == word) == 1 for word in words)
    }


def _plain(
    item: _Item, name: str | UndefinedType
) -> Iterator[tuple[Platform, EntityDescription]]:
    """Yield the one entity of a datapoint alone, or none."""
    trait = item.trait
    common: dict[str, Any] = {
        "key": item.key,
        "name": name,
        "translation_key": trait.translation_key,
        "entity_registry_enabled_default": trait.enabled,
        "entity_category": trait.category,
    }
    match item.datapoint:
        case Binary() as datapoint:
            yield from _hex(datapoint, trait, common)
        case datapoint if datapoint.writable and not trait.reading:
            yield _control(datapoint, trait, common)
        case datapoint:
            yield _reading(datapoint, trait, common)


def _control(
    datapoint: Bool | Enum | Number, trait: Trait, common: dict[str, Any]
) -> tuple[Platform, EntityDescription]:
    """Return the entity of what is written."""
    match datapoint:
        case Bool():
            return Platform.SWITCH, SwitchEntityDescription(**common)
        case Enum():
            return Platform.SELECT, SelectEntityDescription(
                options=list(option_keys(datapoint)), **common
            )
    low, high = stated_range(datapoint) or (datapoint.minimum, datapoint.maximum)
    device_class = trait.device_class
    return Platform.NUMBER, NumberEntityDescription(
        device_class=NumberDeviceClass(device_class) if device_class else None,
        native_unit_of_measurement=trait.unit,
        native_min_value=low,
        native_max_value=high,
        native_step=datapoint.step,
        **common,
    )


def _reading(
    datapoint: Bool | Enum | Number, trait: Trait, common: dict[str, Any]
) -> tuple[Platform, EntityDescription]:
    """Return the entity of what is only read."""
    device_class = trait.device_class
    match datapoint:
        case Bool():
            return Platform.BINARY_SENSOR, BinarySensorEntityDescription(
                device_class=(
                    BinarySensorDeviceClass(device_class) if device_class else None
                ),
                **common,
            )
        case OpenEnum():
            return Platform.SENSOR, SensorEntityDescription(**common)
        case Enum():
            return Platform.SENSOR, SensorEntityDescription(
                device_class=SensorDeviceClass.ENUM,
                options=list(option_keys(datapoint)),
                **common,
            )
    return Platform.SENSOR, SensorEntityDescription(
        device_class=SensorDeviceClass(device_class) if device_class else None,
        native_unit_of_measurement=trait.unit,
        state_class=trait.state_class,
        suggested_display_precision=datapoint.decimals,
        **common,
    )


def _hex(
    datapoint: Binary, trait: Trait, common: dict[str, Any]
) -> Iterator[tuple[Platform, EntityDescription]]:
    """Yield bytes as hex digits, off by default: few people read them."""
    if datapoint.length > LONGEST_STATE_BYTES:
        return
    common = {**common, "entity_registry_enabled_default": trait.wanted}
    if datapoint.writable and not trait.reading:
        common["entity_category"] = EntityCategory.CONFIG
        yield (
            Platform.TEXT,
            TextEntityDescription(
                native_max=2 * datapoint.length,
                pattern=r"(?:[0-9a-fA-F]{2})*",
                **common,
            ),
        )
    elif datapoint.access in STATUS:
        common["entity_category"] = EntityCategory.DIAGNOSTIC
        yield Platform.SENSOR, SensorEntityDescription(**common)
