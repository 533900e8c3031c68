"""Finds valves: what lets water or gas through."""

from collections.abc import Iterator
import re
from typing import Final

from homeassistant.components.valve import ValveDeviceClass, ValveEntityDescription
from homeassistant.const import Platform

from ..pattern import Pattern
from . import vocabulary as say
from .choice import on_off
from .found import Found
from .parts import Composite, ValveParts
from .shape import Shape

# "1: 关": true closes it.
_INVERTED: Final = Pattern(r"\b1\s*[-=:：是为]*\s*(?:关|close|off)", re.IGNORECASE)
_GAS: Final = Pattern(r"\bgas\b|燃气|煤气|天然气")
_WATER: Final = Pattern(r"water|irrigat|sprinkl|水|浇|灌溉|喷淋")


def find(shape: Shape) -> Iterator[Found]:
    """Yield the valve of a product."""
    is_product = shape.is_product(say.VALVE_PRODUCT)
    others = (say.POWER, say.ZONE) if is_product else ()
    valve = shape.one_bool(say.VALVE, *others)
    if valve is None or _INVERTED.search(valve.description):
        return
    is_gas = shape.is_product(_GAS)
    device_class = ValveDeviceClass.GAS if is_gas else None
    if not is_gas and shape.is_product(_WATER):
        device_class = ValveDeviceClass.WATER
    yield Found(
        platform=Platform.VALVE,
        composite=Composite(
            ValveEntityDescription(key="", device_class=device_class),
            ValveParts(is_open=on_off("valve")),
        ),
        roles={"valve": valve},
        is_main=True,
        named_by=valve.name,
    )
