"""What an owner decides of a product without a definition."""

from collections.abc import Mapping
from typing import Any

from ..const import CONF_READ_ONLY, CONF_WRITABLE


def decided(
    options: Mapping[str, Any], product_key: str, option: str
) -> dict[str, Any]:
    """Return the options of an account that decided on a product.

    `option` is the one that lists products decided so.
    """
    lists = {
        name: [key for key in options.get(name, ()) if key != product_key]
        for name in (CONF_WRITABLE, CONF_READ_ONLY)
    }
    lists[option].append(product_key)
    return {**options, **lists}
