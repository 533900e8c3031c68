"""What a definition gets wrong or cannot say of a family of products."""

from collections.abc import Callable, Collection, Iterable, Mapping
from copy import replace
from types import MappingProxyType
from typing import NamedTuple

from ..api import AnyDatapoint, Product
from ..meaning.rule import Trait
from ..spec import EntitySpec
from .plan import Plan, Step, Values, at_once

type Points = Mapping[str, AnyDatapoint]


def no_composites(_points: Points) -> Iterable[EntitySpec]:
    """Return nothing: what the definition's own shape gives is right."""
    return ()


class Quirk(NamedTuple):
    """One layout of a family of products.

    A product is recognised by its key, else by what bindings or its definition call
    it, else by its attributes: all of `attributes`, none of `unlike`. `datapoints` are
    used where the cloud gives no definition, `replaced` instead of the definition's.
    Where `composites` gives any, or it `is_complete`, nothing is looked for in the
    product's shape. `traits` are by datapoint.
    """

    name: str
    product_keys: frozenset[str] = frozenset()
    product_names: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    unlike: frozenset[str] = frozenset()
    datapoints: tuple[AnyDatapoint, ...] = ()
    replaced: tuple[AnyDatapoint, ...] = ()
    composites: Callable[[Points], Iterable[EntitySpec]] = no_composites
    is_complete: bool = False
    traits: Mapping[str, Trait] = MappingProxyType({})
    plan: Plan = at_once

    def is_called(self, names: Collection[str]) -> bool:
        """Return whether one of these names, in lower case, is a product's of this."""
        return any(name.casefold() in names for name in self.product_names)

    def has_attributes(self, names: Collection[str]) -> bool:
        """Return whether attributes are those of this layout."""
        own = set(names)
        # Some makers change the case of their names from device to device.
        spelt = own | {name.casefold() for name in own}
        return (
            bool(self.attributes) and self.attributes <= spelt and not self.unlike & own
        )

    def amend(self, product: Product) -> Product:
        """Return the product with what its definition lacks or gets wrong."""
        own = product.datapoints or {point.name: point for point in self.datapoints}
        replaced = {
            point.name: point.described_as(own[point.name])
            for point in self.replaced
            if point.name in own
        }
        return replace(
            product, name=product.name or self.name, datapoints={**own, **replaced}
        )

    def steps(self, values: Values, product: Product) -> list[Step]:
        """Return the requests that write values, by what the product has."""
        return [
            replace(step, values=own)
            for step in self.plan(values)
            if (own := _known(step.values, values, product))
        ]


def _known(planned: Values, asked: Values, product: Product) -> Values:
    """Return what is planned, without what the plan added and the product lacks."""
    return {
        name: value
        for name, value in planned.items()
        if name in asked or name in product.datapoints
    }
