"""Where the options keep what a person chose: for a product, or for one device of it."""

from collections.abc import Mapping
from typing import Any

from ..api.fields import as_mapping
from ..const import CONF_ENTITIES, CONF_OF_DEVICES, CONF_OF_PRODUCTS
from .choices import Choices


def devices_with_choices(options: Mapping[str, Any]) -> frozenset[str]:
    """Return the dids for which something was chosen, instead of for the product."""
    kept = as_mapping(options.get(CONF_ENTITIES))
    return frozenset(as_mapping(kept.get(CONF_OF_DEVICES)))


def chosen_for(options: Mapping[str, Any], product_key: str, did: str = "") -> Choices:
    """Return what was chosen for a device, else for its product."""
    kept = as_mapping(options.get(CONF_ENTITIES))
    of_devices = as_mapping(kept.get(CONF_OF_DEVICES))
    if did in of_devices:
        return Choices.from_json(of_devices[did])
    return Choices.from_json(as_mapping(kept.get(CONF_OF_PRODUCTS)).get(product_key))


def with_choices(
    options: Mapping[str, Any], choices: Choices | None, product_key: str, did: str = ""
) -> dict[str, Any]:
    """Return the options with what was chosen for a product or, by did, for a device.

    None leaves a device to what was chosen for its product.
    """
    kept = as_mapping(options.get(CONF_ENTITIES))
    where, key = (CONF_OF_DEVICES, did) if did else (CONF_OF_PRODUCTS, product_key)
    own = {k: v for k, v in as_mapping(kept.get(where)).items() if k != key}
    # A device for which nothing is chosen can be so although its product is not.
    if choices is not None and (choices or did):
        own[key] = choices.to_json()
    return {**options, CONF_ENTITIES: {**kept, where: own}}
