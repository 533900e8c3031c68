"""What is known of a product, from its definition and besides."""

from ..api import Product
from ..quirks import Quirk, quirk_for
from .described import described


def understood(
    product: Product, product_name: str = ""
) -> tuple[Product, Quirk | None]:
    """Return a product as it is meant, and the quirk it has.

    `product_name` is what bindings call it. What a maker only tells in descriptions is
    read there, of all that the quirk does not explain.
    """
    quirk = quirk_for(product, product_name)
    if quirk is None:
        return described(product), None
    product = quirk.amend(product)
    return described(product, but=_explained(quirk, product)), quirk


def _explained(quirk: Quirk, product: Product) -> frozenset[str]:
    """Return the datapoints of which the quirk says what they are."""
    points = product.datapoints
    return frozenset(
        (
            *(point.name for point in quirk.replaced),
            *(
                point.name
                for spec in quirk.composites(points)
                for point in spec.roles.values()
            ),
            *(
                name
                for name, trait in quirk.traits.items()
                if trait.named or trait.reading or trait.hidden
            ),
        )
    )
