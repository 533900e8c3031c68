"""The one table: a product's datapoints and the entities they become.

Pure: definition in, entity descriptions out; every datapoint is used at most once.
Kind and access choose the platform:

| kind   | writable        | read-only          | alert, fault            |
|--------|-----------------|--------------------|-------------------------|
| bool   | switch          | binary_sensor      | binary_sensor (problem) |
| enum   | select          | sensor (enum)      | sensor (enum)           |
| number | number          | sensor             | sensor                  |
| binary | text (hex), off | sensor (hex), off  | -                       |
"""

from collections.abc import Iterator
import re
from typing import Any, Final

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntityDescription,
)
from homeassistant.components.number import NumberEntityDescription
from homeassistant.components.select import SelectEntityDescription
from homeassistant.components.sensor import SensorDeviceClass, SensorEntityDescription
from homeassistant.components.switch import SwitchEntityDescription
from homeassistant.components.text import TextEntityDescription
from homeassistant.const import EntityCategory, Platform
from homeassistant.helpers.entity import EntityDescription

from .api import Access, AnyDatapoint, Binary, Bool, Datapoint, Enum, Number, Product
from .naming import datapoint_names
from .spec import VALUE, EntitySpec

# A fixed word with a hyphen cannot be a datapoint's name.
CONNECTION_KEY: Final = "cloud-connection"

# A state holds 255 characters, a byte is two of them.
_LONGEST_STATE_BYTES: Final = 127

# Never an entity: it would show a secret.
_SECRET: Final = re.compile(r"passw|passcode|pwd|ssid|secret|密码", re.IGNORECASE)
# Off until somebody switches it on deliberately: what resets or unlocks a device,
# and what its maker reserved.
_DELICATE: Final = re.compile(
    r"factory|reboot|restart|licen[cs]e|upgrade|firmware|reset|"
    r"^(test|bak|bk|reserved?)[_\d]*|出厂|重启|复位|授权|升级|备用|预留",
    re.IGNORECASE,
)


def map_product(product: Product, *, chinese: bool) -> tuple[EntitySpec, ...]:
    """Return the entities of a product; `chinese` keeps its Chinese labels."""
    shown = [
        datapoint
        for datapoint in product.datapoints.values()
        if not is_secret(datapoint)
    ]
    names = datapoint_names(shown, chinese=chinese)
    return tuple(
        EntitySpec(platform=platform, description=description, roles={VALUE: datapoint})
        for datapoint in shown
        for platform, description in _plain(datapoint, names[datapoint.name])
    )


def is_secret(datapoint: AnyDatapoint) -> bool:
    """Return whether a datapoint's value must be shown nowhere."""
    return _matches(_SECRET, datapoint)


def _plain(
    datapoint: AnyDatapoint, name: str
) -> Iterator[tuple[Platform, EntityDescription]]:
    """Yield the one entity of a datapoint alone, or none."""
    common: dict[str, Any] = {
        "key": datapoint.name,
        "name": name,
        "entity_registry_enabled_default": not _matches(_DELICATE, datapoint),
        "entity_category": _CATEGORIES.get(datapoint.access),
    }
    match datapoint:
        case Bool(writable=True):
            yield Platform.SWITCH, SwitchEntityDescription(**common)
        case Bool():
            yield (
                Platform.BINARY_SENSOR,
                BinarySensorEntityDescription(
                    device_class=_PROBLEM.get(datapoint.access), **common
                ),
            )
        case Enum(writable=True):
            yield (
                Platform.SELECT,
                SelectEntityDescription(options=list(datapoint.options), **common),
            )
        case Enum():
            yield (
                Platform.SENSOR,
                SensorEntityDescription(
                    device_class=SensorDeviceClass.ENUM,
                    options=list(datapoint.options),
                    **common,
                ),
            )
        case Number(writable=True):
            yield (
                Platform.NUMBER,
                NumberEntityDescription(
                    native_min_value=datapoint.minimum,
                    native_max_value=datapoint.maximum,
                    native_step=datapoint.step,
                    **common,
                ),
            )
        case Number():
            yield (
                Platform.SENSOR,
                SensorEntityDescription(
                    suggested_display_precision=datapoint.decimals, **common
                ),
            )
        case Binary():
            yield from _hex(datapoint, common)


def _hex(
    datapoint: Binary, common: dict[str, Any]
) -> Iterator[tuple[Platform, EntityDescription]]:
    """Yield bytes as hex digits, off by default: few people read them."""
    if datapoint.length > _LONGEST_STATE_BYTES:
        return
    common = {**common, "entity_registry_enabled_default": False}
    if datapoint.writable:
        common["entity_category"] = EntityCategory.CONFIG
        yield (
            Platform.TEXT,
            TextEntityDescription(
                native_max=2 * datapoint.length,
                pattern=r"(?:[0-9a-fA-F]{2})*",
                **common,
            ),
        )
    elif datapoint.access is Access.READONLY:
        common["entity_category"] = EntityCategory.DIAGNOSTIC
        yield Platform.SENSOR, SensorEntityDescription(**common)


_CATEGORIES: Final = {
    Access.ALERT: EntityCategory.DIAGNOSTIC,
    Access.FAULT: EntityCategory.DIAGNOSTIC,
}
_PROBLEM: Final = {
    Access.ALERT: BinarySensorDeviceClass.PROBLEM,
    Access.FAULT: BinarySensorDeviceClass.PROBLEM,
}


def _matches(pattern: re.Pattern[str], datapoint: Datapoint[Any]) -> bool:
    return bool(pattern.search(datapoint.name) or pattern.search(datapoint.label))
