"""What is known of a product, from its definition and besides."""

from .api import Product
from .described import described
from .quirks import Quirk, quirk_for


def understood(
    product: Product, product_name: str = ""
) -> tuple[Product, Quirk | None]:
    """Return a product as it is meant, and the quirk it has.

    `product_name` is what bindings call it. What a maker only tells in descriptions is
    read there, unless a quirk knows the product anyway.
    """
    if quirk := quirk_for(product, product_name):
        return quirk.amend(product), quirk
    return described(product), None
