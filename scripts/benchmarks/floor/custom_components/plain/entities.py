"""One class a platform, of attributes only."""

from typing import Any, override

from homeassistant.components.binary_sensor import (
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.calendar import CalendarEntity, CalendarEntityDescription
from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.components.number import NumberEntity, NumberEntityDescription
from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.components.sensor import SensorEntity, SensorEntityDescription
from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.components.text import TextEntity, TextEntityDescription
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity, EntityDescription


class PlainEntity(Entity):
    """An entity that is what it was made as."""

    _attr_should_poll = False
    _attr_has_entity_name = True

    def __init__(
        self,
        device: str,
        key: str,
        info: DeviceInfo,
        description: EntityDescription,
    ) -> None:
        """Keep what Home Assistant asks for."""
        self._attr_unique_id = f"{device}-{key}"
        self._attr_device_info = info
        self.entity_description = description
        if isinstance(description.name, str):
            self._attr_name = description.name

    def show(self, value: Any) -> None:
        """Take a value over, without writing the state."""


class PlainBinarySensor(PlainEntity, BinarySensorEntity):
    """On or off."""

    @override
    def show(self, value: Any) -> None:
        """Take a value over."""
        self._attr_is_on = value


class PlainSwitch(PlainEntity, SwitchEntity):
    """On or off."""

    @override
    def show(self, value: Any) -> None:
        """Take a value over."""
        self._attr_is_on = value


class PlainSensor(PlainEntity, SensorEntity):
    """A reading."""

    @override
    def show(self, value: Any) -> None:
        """Take a value over."""
        self._attr_native_value = value


class PlainNumber(PlainEntity, NumberEntity):
    """A number."""

    @override
    def show(self, value: Any) -> None:
        """Take a value over."""
        self._attr_native_value = value


class PlainSelect(PlainEntity, SelectEntity):
    """One of some options."""

    _attr_current_option = None

    @override
    def show(self, value: Any) -> None:
        """Take a value over."""
        self._attr_current_option = value


class PlainText(PlainEntity, TextEntity):
    """A text."""

    _attr_native_value = None

    @override
    def show(self, value: Any) -> None:
        """Take a value over."""
        self._attr_native_value = value


class PlainCalendar(PlainEntity, CalendarEntity):
    """Nothing is planned."""

    @property
    @override
    def event(self) -> None:
        """Return None."""


class PlainEvent(PlainEntity, EventEntity):
    """Nothing has happened."""

    _attr_event_types = ["happened"]


CLASSES: dict[str, type[PlainEntity]] = {
    "binary_sensor": PlainBinarySensor,
    "calendar": PlainCalendar,
    "event": PlainEvent,
    "number": PlainNumber,
    "select": PlainSelect,
    "sensor": PlainSensor,
    "switch": PlainSwitch,
    "text": PlainText,
}

DESCRIPTIONS: dict[str, type[EntityDescription]] = {
    "binary_sensor": BinarySensorEntityDescription,
    "calendar": CalendarEntityDescription,
    "event": EventEntityDescription,
    "number": NumberEntityDescription,
    "select": SelectEntityDescription,
    "sensor": SensorEntityDescription,
    "switch": SwitchEntityDescription,
    "text": TextEntityDescription,
}
