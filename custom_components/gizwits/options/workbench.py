"""Where a person works on the entities of a device, or of all devices of a product."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from homeassistant.const import Platform
from homeassistant.helpers.typing import UNDEFINED

from ..api import Product
from ..chosen import KINDS, Part, parts_of
from ..chosen.choices import Choices, CompositeChoice
from ..chosen.meaning import Meaning
from ..chosen.platforms import platforms_of
from ..chosen.store import chosen_for
from ..coordinator import AccountCoordinator
from ..meaning.naming import datapoint_names
from ..spec import EntitySpec

# What one datapoint is enough for is chosen with the datapoint.
COMBINED: Final = tuple(own for own in KINDS if own is not Platform.BUTTON)
# Roles of lights that were found -> those that are chosen.
_COLORS: Final = {2: ("hue", "saturation"), 3: ("red", "green", "blue")}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is worked on: a device, or without a did all of its product."""

    product_key: str
    did: str
    name: str


@dataclass(frozen=True, slots=True)
class Workbench:
    """The entities of a subject as they would be with what was chosen so far.

    `saved` is what the options have; every change gives another workbench.
    """

    account: AccountCoordinator
    subject: Subject
    product: Product
    saved: Choices
    choices: Choices
    chinese: bool

    @classmethod
    def of(
        cls, account: AccountCoordinator, options: Mapping[str, Any], subject: Subject
    ) -> Self:
        """Return it as the options have it."""
        product = next(
            device.product
            for device in account.devices.values()
            if device.product.product_key == subject.product_key
        )
        chosen = chosen_for(options, subject.product_key, subject.did)
        chinese = account.hass.config.language.startswith("zh")
        return cls(account, subject, product, chosen, chosen, chinese)

    @property
    def specs(self) -> tuple[EntitySpec, ...]:
        """Return the entities there would be."""
        return self.account.products.known(self.subject.product_key).map(self.choices)

    @property
    def parts(self) -> Mapping[str, Part]:
        """Return all datapoints there are to choose, by key."""
        return parts_of(self.product)

    @property
    def composites(self) -> dict[str, EntitySpec]:
        """Return the entities of several datapoints, or of one on such a platform."""
        parts = self.parts
        return {
            spec.key: spec
            for spec in self.specs
            if spec.platform in KINDS and spec.key not in parts
        }

    @property
    def makeable(self) -> tuple[Platform, ...]:
        """Return the platforms of which anything could be written in an entity."""
        parts = self.parts.values()
        return tuple(
            platform
            for platform in COMBINED
            for roles in [[role for role in KINDS[platform].roles if role.writes]]
            if any(role.fits(part) for role in roles for part in parts)
        )

    @property
    def loose(self) -> dict[str, Part]:
        """Return the datapoints that are in no composite and can be entities."""
        used = {
            point.name
            for spec in self.composites.values()
            for point in spec.roles.values()
        }
        return {
            key: part
            for key, part in self.parts.items()
            if not used.intersection(part.names) and platforms_of(part)
        }

    @property
    def shown(self) -> list[str]:
        """Return the loose datapoints whose entity is on."""
        on = {
            spec.key
            for spec in self.specs
            if spec.description.entity_registry_enabled_default
        }
        return [key for key in self.loose if key in on]

    @property
    def count(self) -> int:
        """Return how many entities are on from the start."""
        return sum(
            spec.description.entity_registry_enabled_default for spec in self.specs
        )

    def spec(self, key: str) -> EntitySpec | None:
        """Return the entity with a key."""
        return next((spec for spec in self.specs if spec.key == key), None)

    def labels(self) -> dict[str, str]:
        """Return how datapoints are listed: by name and identifier."""
        names = datapoint_names(
            [part.datapoint for part in self.parts.values()], chinese=self.chinese
        )
        return {
            key: name
            if (name := names[part.datapoint.name]) == key
            else f"{name} ({key})"
            for key, part in self.parts.items()
        }

    def name_of(self, spec: EntitySpec) -> str:
        """Return how a composite is listed: its name, or the device's."""
        name = spec.description.name
        return name if isinstance(name, str) and name else self.subject.name

    def meaning(self, key: str) -> Meaning:
        """Return what a datapoint means now."""
        spec = self.spec(key)
        device_class = spec.description.device_class if spec else None
        unit = getattr(
            spec.description if spec else None, "native_unit_of_measurement", None
        )
        return Meaning(
            str(device_class or ""), "" if unit in (None, UNDEFINED) else str(unit)
        )

    def roles(self, platform: Platform, key: str) -> dict[str, str]:
        """Return who plays what in an entity, in the words of the platform's roles."""
        spec = self.spec(key)
        if spec is None:
            return {}
        colors = [role for role in spec.roles if role.startswith("color_")]
        words = dict(zip(colors, _COLORS.get(len(colors), ()), strict=False))
        known = {role.name for role in KINDS[platform].roles}
        keys = {name: key for key, part in self.parts.items() for name in part.names}
        return {
            words.get(role, role): keys[point.name]
            for role, point in spec.roles.items()
            if words.get(role, role) in known and point.name in keys
        }

    def which(self, platform: Platform, key: str) -> str:
        """Return the class of an entity, in the platform's own words."""
        if own := self.choices.composites.get(key):
            return own.which
        spec = self.spec(key)
        if spec is None:
            return ""
        modes = getattr(spec.parts, "hvac_modes", ())
        words = (spec.description.device_class, *(choice.key for choice in modes))
        known = KINDS[platform].classes
        return next((str(word) for word in words if word and word in known), "")

    def free_key(self, platform: Platform) -> str:
        """Return the key of a new entity of a platform."""
        stem = f"composite-{platform.value.replace('_', '-')}"
        taken = {spec.key for spec in self.specs}
        numbered = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
        return next(key for key in numbered if key not in taken)

    def others(self, key: str) -> set[str]:
        """Return the datapoints that were put into entities other than this one."""
        return {
            name
            for other, own in self.choices.composites.items()
            if own and other != key
            for name in own.roles.values()
        }

    def made(self, key: str, own: CompositeChoice) -> EntitySpec | None:
        """Return the entity that comes of it when it is put together so."""
        choices = self.choices.with_composite(key, own)
        specs = self.account.products.known(self.subject.product_key).map(choices)
        return next(
            (s for s in specs if s.key == key and s.platform == own.platform), None
        )
