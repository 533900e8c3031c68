"""Finds what makes air moist or dry."""

from collections.abc import Iterator
from typing import Final

from homeassistant.components.humidifier import (
    HumidifierDeviceClass,
    HumidifierEntityDescription,
)
from homeassistant.const import Platform

from ..api import AnyDatapoint
from . import vocabulary as say
from .choice import on_off
from .found import Found
from .options import option_choices
from .parts import Composite, HumidifierParts
from .shape import Shape, words

# What only one of the two has: a tank that runs full, a tank that runs dry.
_IS_DRY: Final = words(
    r"(?:water)?(?:tank|bucket)?full|(?:water)?(?:tank|bucket)full|defrost(?:ing)?",
    r"水满|满水|水箱(?:已)?满|水箱满水|除霜|化霜",
    r".*(?:dehumidif|除湿|抽湿).*",
)
_IS_MOIST: Final = words(
    r"(?:water)?(?:lack|shortage|empty)(?:water)?|lackwater|nowater|mist|fog|spray",
    r"缺水|水箱缺水|无水|雾量|喷雾|出雾量",
    r".*(?<!de)humidif(?:y|ier).*|.*加湿.*",
)


def find(shape: Shape) -> Iterator[Found]:
    """Yield the humidifier of a product, where it is known which way it works."""
    power, target = shape.one_bool(say.POWER), shape.one_number(say.TARGET_HUMIDITY)
    moist = shape.is_product(say.HUMIDIFIER_PRODUCT) or shape.mentions(_IS_MOIST)
    dry = shape.is_product(say.DEHUMIDIFIER_PRODUCT) or shape.mentions(_IS_DRY)
    if power is None or target is None or moist is dry:
        return
    if not 0 <= target.minimum < target.maximum <= 100:
        return
    current = shape.one_number(say.HUMIDITY, writable=False)
    mode = shape.one_enum(say.MODE)
    roles: dict[str, AnyDatapoint | None] = {
        "power": power,
        "target": target,
        "current": current,
        "mode": mode,
    }
    yield Found(
        platform=Platform.HUMIDIFIER,
        composite=Composite(
            HumidifierEntityDescription(
                key="",
                translation_key="humidifier",
                device_class=HumidifierDeviceClass.DEHUMIDIFIER
                if dry
                else HumidifierDeviceClass.HUMIDIFIER,
            ),
            HumidifierParts(
                is_on=on_off("power"),
                target=shape.quantity("target", target),
                current=shape.quantity("current", current) if current else None,
                modes=option_choices("mode", mode) if mode else (),
            ),
        ),
        roles={role: own for role, own in roles.items() if own},
        is_main=True,
        named_by=power.name,
    )
