"""What definitions get wrong or cannot say, one file a family of products.

A quirk is data: composites by role, traits of single datapoints, rules of writing, and
the datapoints of products whose definition the cloud does not give.
"""

from typing import Final

from ..api import Product
from . import (
    bestway,
    energy,
    heatzy,
    jebao,
    jebao_dosers,
    jebao_lights,
    maxspect,
    maxspect_tanks,
    sauna,
    thermostat_hy09rf,
    vaillant,
    vesta,
    water_heater_outes,
    wave_spa,
)
from .plan import Step
from .quirk import Quirk

__all__ = ["QUIRKS", "Quirk", "Step", "quirk_for"]

# Of two that know a product by its attributes, the first is taken.
QUIRKS: Final[tuple[Quirk, ...]] = (
    *heatzy.QUIRKS,
    *bestway.QUIRKS,
    *wave_spa.QUIRKS,
    *vaillant.QUIRKS,
    *thermostat_hy09rf.QUIRKS,
    *vesta.QUIRKS,
    *sauna.QUIRKS,
    *water_heater_outes.QUIRKS,
    *maxspect.QUIRKS,
    *maxspect_tanks.QUIRKS,
    *energy.QUIRKS,
    *jebao_lights.QUIRKS,
    *jebao_dosers.QUIRKS,
    *jebao.QUIRKS,
)


def quirk_for(product: Product, product_name: str = "") -> Quirk | None:
    """Return what is known of a product; `product_name` is what bindings call it."""
    for quirk in QUIRKS:
        if product.product_key in quirk.product_keys:
            return quirk
    names = {name.strip().casefold() for name in (product.name, product_name)}
    for quirk in QUIRKS:
        if quirk.is_called(names):
            return quirk
    return next((q for q in QUIRKS if q.has_attributes(product.datapoints)), None)
