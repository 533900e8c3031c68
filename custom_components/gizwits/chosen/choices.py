"""What a person chose, as the options keep it: names of datapoints and words, no more.

What no longer fits the product, because its maker changed it, is passed over; the rest
works on.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import replace
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Self

from homeassistant.const import Platform

from ..api import Product
from ..api.fields import as_mapping, as_text
from ..forbidden import never_write
from ..meaning.rule import Trait
from ..meaning.traits import trait_of
from ..spec import EntitySpec
from . import KINDS, Cast, Part, make, parts_of
from .meaning import Kept, Meaning, with_meaning

_READING: Final = (Platform.BINARY_SENSOR, Platform.SENSOR)


class PointChoice(NamedTuple):
    """What was chosen for one datapoint; None leaves it as it would be.

    `shown`: an entity that is on, or none. `platform`: what it is shown as. `meaning`:
    device class and unit, both of them or neither.
    """

    shown: bool | None = None
    platform: Platform | None = None
    meaning: Meaning | None = None

    @classmethod
    def from_json(cls, raw: object) -> Self:
        """Return what `to_json` gave; what makes no sense is left out."""
        kept = as_mapping(raw)
        shown, platform = kept.get("shown"), as_text(kept.get("platform"))
        return cls(
            shown=shown if isinstance(shown, bool) else None,
            platform=Platform(platform) if platform in set(Platform) else None,
            meaning=Meaning.from_json(kept["meaning"]) if "meaning" in kept else None,
        )

    def to_json(self) -> Kept:
        """Return it as options keep it."""
        kept: Kept = {}
        if self.shown is not None:
            kept["shown"] = self.shown
        if self.platform:
            kept["platform"] = self.platform.value
        if self.meaning:
            kept["meaning"] = self.meaning.to_json()
        return kept


class CompositeChoice(NamedTuple):
    """An entity that was put together: who plays which role."""

    platform: Platform
    roles: Mapping[str, str]
    which: str = ""

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return what `to_json` gave, None for what it cannot have given."""
        kept = as_mapping(raw)
        platform = as_text(kept.get("platform"))
        if platform not in set(Platform) or Platform(platform) not in KINDS:
            return None
        roles = as_mapping(kept.get("roles"))
        return cls(
            platform=Platform(platform),
            roles={role: as_text(name) for role, name in roles.items()},
            which=as_text(kept.get("class")),
        )

    def to_json(self) -> Kept:
        """Return it as options keep it."""
        kept: Kept = {"platform": self.platform.value, "roles": {**self.roles}}
        return {**kept, "class": self.which} if self.which else kept

    def cast(self, parts: Mapping[str, Part]) -> Cast:
        """Return who of the product's can still play."""
        return Cast.of(KINDS[self.platform].roles, parts, self.roles)


class Choices(NamedTuple):
    """All that was chosen for a product or a device.

    `points` are by the name of the datapoint, of the first where two are one number;
    `composites` by the key of the entity, None for one that was taken apart.
    """

    points: Mapping[str, PointChoice] = MappingProxyType({})
    composites: Mapping[str, CompositeChoice | None] = MappingProxyType({})

    @classmethod
    def from_json(cls, raw: object) -> Self:
        """Return what `to_json` gave; what makes no sense is left out."""
        kept = as_mapping(raw)
        points = as_mapping(kept.get("datapoints"))
        composites = as_mapping(kept.get("composites"))
        return cls(
            points={name: PointChoice.from_json(own) for name, own in points.items()},
            composites={
                key: None if own is None else found
                for key, own in composites.items()
                if (found := CompositeChoice.from_json(own)) or own is None
            },
        )

    def to_json(self) -> Kept:
        """Return it as options keep it, empty where nothing is chosen."""
        points: Kept = {name: own.to_json() for name, own in self.points.items()}
        composites: Kept = {
            key: own.to_json() if own else None for key, own in self.composites.items()
        }
        kept: Kept = {
            "datapoints": {name: own for name, own in points.items() if own},
            "composites": composites,
        }
        return {name: own for name, own in kept.items() if own}

    def __bool__(self) -> bool:
        """Return whether anything is chosen."""
        return bool(self.to_json())

    def with_point(self, name: str, **changes: Any) -> Choices:
        """Return them with other choices for one datapoint."""
        own = replace(self.points.get(name, PointChoice()), **changes)
        return replace(self, points={**self.points, name: own})

    def with_composite(self, key: str, own: CompositeChoice | None) -> Choices:
        """Return them with an entity put together, or taken apart."""
        return replace(self, composites={**self.composites, key: own})

    def with_found(
        self,
        product: Product,
        names: Mapping[str, str],
        find: Callable[[Collection[str]], tuple[EntitySpec, ...]],
    ) -> tuple[EntitySpec, ...]:
        """Return the entities that were put together, and those that are still found.

        `names` are the datapoints'; `find` finds composites of those that are not taken.
        """
        by_itself = {spec.key: spec.description.name for spec in find(())}
        made = tuple(self.made(product, names, by_itself))
        taken = {point.name for spec in made for point in spec.roles.values()}
        keys = {*self.composites, *(spec.key for spec in made)}
        others = find(taken | self.own_names(product))
        return (*made, *(spec for spec in others if spec.key not in keys))

    def made(
        self, product: Product, names: Mapping[str, str], found: Mapping[str, Any]
    ) -> Iterator[EntitySpec]:
        """Yield the entities that were put together; each datapoint is in one.

        `names` are the datapoints', `found` the names of those that are found without
        anybody's help, by key: one that was only changed keeps its own.
        """
        parts = parts_of(product)
        for key, own in self.composites.items():
            if own is None:
                continue
            cast = own.cast(parts)
            name = found.get(key, _name(own, cast, names))
            if spec := make(KINDS[own.platform], cast, key, name, own.which):
                yield spec
                used = {point.name for point in spec.roles.values()}
                parts = {k: p for k, p in parts.items() if not used & {*p.names}}
        for name, point in self.points.items():
            kind, part = KINDS.get(point.platform or Platform.SWITCH), parts.get(name)
            alone = kind.cast_alone(part) if kind and part else None
            if kind and alone and point.shown is not False:
                label = names.get(name, name)
                if spec := make(kind, alone, name, label):
                    yield spec

    def own_names(self, product: Product) -> frozenset[str]:
        """Return the datapoints about which something was chosen for each alone."""
        parts = parts_of(product)
        return frozenset(
            part for name in self.points if name in parts for part in parts[name].names
        )

    def all_names(self, product: Product) -> frozenset[str]:
        """Return the datapoints that anything was chosen about."""
        composites = filter(None, self.composites.values())
        played = (name for own in composites for name in own.roles.values())
        return self.own_names(product).union(played)

    def traits(
        self, product: Product, known: Mapping[str, Trait]
    ) -> Mapping[str, Trait]:
        """Return what is known of datapoints, with what was chosen for them."""
        parts = parts_of(product)
        chosen = {
            name: _trait(own, parts[name], known.get(name), product)
            for name, own in self.points.items()
            if name in parts
        }
        return {**known, **chosen}


def _name(own: CompositeChoice, cast: Cast, names: Mapping[str, str]) -> str | None:
    """Return the name of a new one: None, the device's, for what keeps a climate."""
    if own.platform in (Platform.CLIMATE, Platform.WATER_HEATER, Platform.HUMIDIFIER):
        return None
    first = next(iter(cast.parts.values()), None)
    return names.get(first.key) if first else None


def _trait(
    own: PointChoice, part: Part, known: Trait | None, product: Product
) -> Trait:
    point = part.datapoint
    trait = known or trait_of(point, product)
    if own.shown is not None:
        trait = replace(trait, hidden=not own.shown, enabled=True, wanted=own.shown)
    if own.platform:
        trait = replace(trait, hidden=False, reading=own.platform in _READING)
    if own.meaning or (trait.reading and trait.unit):
        # What is shown as a reading is a measurement, which a setting is not.
        known_as = Meaning(trait.device_class or "", trait.unit or "")
        trait = with_meaning(trait, own.meaning or known_as, point)
    if point.writable and never_write(point):
        trait = replace(trait, reading=True)
    return trait


NO_CHOICES: Final = Choices()
