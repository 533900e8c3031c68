"""Whether a device can be reached: of each device, with or without a definition."""

from typing import Final

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory, Platform

from .const import CONNECTION_KEY
from .spec import EntitySpec

CONNECTION: Final = EntitySpec(
    platform=Platform.BINARY_SENSOR,
    description=BinarySensorEntityDescription(
        key=CONNECTION_KEY,
        translation_key="cloud_connection",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
    ),
    roles={},
)
