"""The products of an account, understood and mapped: the way into the mapping.

Everything that gives a definition its meaning (`meaning`, `composites`, `quirks`,
`chosen`) comes in through here. It is loaded when an account is set up and does its work
in a worker thread: neither the start of Home Assistant nor its event loop has to wait
while hundreds of words are looked for in a definition.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from .api import AnyDatapoint, Product, Value
from .channels import with_channels
from .chosen import parts_of
from .chosen.choices import Choices
from .chosen.store import chosen_for, devices_with_choices, with_choices
from .connection import CONNECTION
from .mapping import map_product, plain_specs
from .meaning.naming import datapoint_names
from .meaning.understood import understood
from .problems import problem_report
from .quirks import Quirk, Step, quirk_for
from .spec import CONTROLS, EntitySpec

type Specs = tuple[EntitySpec, ...]

# What is chosen for the product, not for one device of it.
_PRODUCT: Final = ""


class MappedProduct:
    """A product, what is known of it besides, and the entities of its devices.

    `name` is what bindings call it; `chinese` keeps its Chinese labels; `options` hold
    what a person chose. `specs` are cached: their options do not change.
    """

    def __init__(
        self,
        product: Product,
        quirk: Quirk | None,
        name: str,
        *,
        chinese: bool,
        options: Mapping[str, Any],
    ) -> None:
        """Map the product; long work, not for the event loop."""
        self.product = product
        self.quirk = quirk
        self._name = name
        self._chinese = chinese
        self._options = options
        self._with_choices = devices_with_choices(options)
        self._specs: dict[str, tuple[Specs, Specs]] = {}
        self.prepare((_PRODUCT,))
        # What can be set of it, each as a plain entity of its own.
        self.plain = self._map_plain()

    def unmapped(self, dids: Iterable[str]) -> list[str]:
        """Return those devices for which other entities were chosen, not yet mapped."""
        return [
            did for did in dids if did in self._with_choices and did not in self._specs
        ]

    def prepare(self, dids: Iterable[str]) -> None:
        """Map devices for which other entities were chosen; long work too."""
        for did in dids:
            specs = self.map(chosen_for(self._options, self.product.product_key, did))
            report = problem_report(specs)
            besides = (CONNECTION, report) if report else (CONNECTION,)
            self._specs[did] = specs, (*specs, *besides)

    def specs(self, did: str) -> Specs:
        """Return the entities of a device of this product."""
        return self._of(did)[0]

    def all_specs(self, did: str) -> Specs:
        """Return all entities of a device, those besides its datapoints too."""
        return self._of(did)[1]

    def _of(self, did: str) -> tuple[Specs, Specs]:
        target = did if did in self._with_choices else _PRODUCT
        if target not in self._specs:
            self.prepare((target,))
        return self._specs[target]

    def map(self, choices: Choices) -> Specs:
        """Return the entities with these choices."""
        specs = map_product(
            self.product,
            chinese=self._chinese,
            quirk=self.quirk,
            product_name=self._name,
            choices=choices,
        )
        wanted = choices.all_names(self.product)
        return with_channels(self.product, specs, self._name, wanted)

    def _map_plain(self) -> Specs:
        specs = plain_specs(
            self.product,
            [point for point in self.product.datapoints.values() if point.writable],
            chinese=self._chinese,
            traits=self.quirk.traits if self.quirk else {},
        )
        return tuple(spec for spec in specs if spec.platform in CONTROLS)

    def name_of(self, datapoint: AnyDatapoint) -> str:
        """Return what a datapoint is called by itself."""
        return datapoint_names([datapoint], chinese=self._chinese)[datapoint.name]

    def steps(self, product: Product, values: Mapping[str, Value]) -> list[Step]:
        """Return the requests that write values to `product`, which is this one."""
        return self.quirk.steps(values, product) if self.quirk else [Step(values)]

    def chosen(self, did: str) -> dict[str, Any]:
        """Return what was chosen for a device, as the options keep it."""
        return chosen_for(self._options, self.product.product_key, did).to_json()

    def without_channel(
        self, options: Mapping[str, Any], did: str, number: int
    ) -> dict[str, Any]:
        """Return options in which a device has none of a channel's own entities."""
        key = self.product.product_key
        choices = chosen_for(options, key, did)
        parts = parts_of(self.product)
        for spec in self.specs(did):
            if spec.channel is None or spec.channel.number != number:
                continue
            if choices.composites.get(spec.key):
                choices = choices.with_composite(spec.key, None)
            for point in spec.roles.values():
                if point.name in parts:
                    choices = choices.with_point(point.name, shown=False)
        return with_choices(options, choices, key, did)


class Mapper:
    """Maps the products of one account; each takes long, and is for a worker thread."""

    def __init__(self, *, chinese: bool, options: Mapping[str, Any]) -> None:
        """Keep Chinese labels where they are, and what a person chose."""
        self._chinese = chinese
        self._options = options

    def defined(self, product_key: str, raw: Any, name: str) -> MappedProduct:
        """Return a product by its definition, as the cloud gave it."""
        product, quirk = understood(Product.from_definition(product_key, raw), name)
        return self._mapped(product, quirk, name)

    def inferred(self, product: Product, name: str) -> MappedProduct:
        """Return a product by what its devices reported.

        Their attributes may be those of a product that is known.
        """
        quirk = quirk_for(product, name)
        if quirk and quirk.datapoints:
            product = quirk.amend(Product(product.product_key))
            return self._mapped(product, quirk, name)
        # Its kinds are guesses, which what is known of a definition does not fit.
        return self._mapped(product, None, name)

    def _mapped(
        self, product: Product, quirk: Quirk | None, name: str
    ) -> MappedProduct:
        return MappedProduct(
            product, quirk, name, chinese=self._chinese, options=self._options
        )
