"""Sensors of the account itself."""

from typing import TYPE_CHECKING, override

from homeassistant.components.sensor import (
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .registry import account_device_info

if TYPE_CHECKING:
    from .account.messages import AccountMessages

UNREAD_MESSAGES = SensorEntityDescription(
    key="unread_messages",
    translation_key="unread_messages",
    entity_category=EntityCategory.DIAGNOSTIC,
    entity_registry_enabled_default=False,
    state_class=SensorStateClass.MEASUREMENT,
)


class UnreadMessagesSensor(CoordinatorEntity["AccountMessages"], SensorEntity):
    """How many messages nobody has read, in the app neither."""

    _attr_has_entity_name = True
    entity_description = UNREAD_MESSAGES

    def __init__(self, coordinator: AccountMessages) -> None:
        """Listen to the messages."""
        super().__init__(coordinator)
        account = coordinator.account
        self._attr_unique_id = f"{account.account}-{UNREAD_MESSAGES.key}"
        self._attr_device_info = account_device_info(account.account, account.app_id)

    @override
    async def async_added_to_hass(self) -> None:
        """Count for the first time."""
        await super().async_added_to_hass()
        self.coordinator.config_entry.async_create_background_task(
            self.hass, self.coordinator.async_refresh(), self.coordinator.name
        )

    async def async_entity_id_changed(self, old_entity_id: str) -> None:
        """Stay: nothing here depends on the id."""

    @property
    @override
    def native_value(self) -> int | None:
        """Return the number."""
        return self.coordinator.data
