"""Scenes: what the account has on the cloud under that name."""

from typing import TYPE_CHECKING, Any, override

from homeassistant.components.scene import Scene as SceneEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .api import GizwitsAuthError, GizwitsError
from .const import DOMAIN
from .coordinator import GizwitsConfigEntry
from .errors import action_error
from .registry import account_device_info

if TYPE_CHECKING:
    from .account.scenes import AccountScenes

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the scenes of an account, and those that come."""
    account = entry.runtime_data
    scenes = account.scenes
    known: set[str] = set()

    @callback
    def add() -> None:
        new = scenes.data.keys() - known
        known.intersection_update(scenes.data)
        known.update(new)
        async_add_entities(GizwitsScene(scenes, scene_id) for scene_id in new)

    entry.async_on_unload(scenes.async_add_listener(add))
    entry.async_on_unload(account.async_add_listener(scenes.async_follow))
    scenes.async_follow()


class GizwitsScene(CoordinatorEntity["AccountScenes"], SceneEntity):
    """Commands and pauses that the cloud carries out."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: AccountScenes, scene_id: str) -> None:
        """Follow one scene."""
        super().__init__(coordinator)
        account = coordinator.account
        self._scene_id = scene_id
        self._attr_unique_id = coordinator.unique_id(scene_id)
        self._attr_device_info = account_device_info(account.account, account.app_id)
        self._attr_name = coordinator.data[scene_id].name or scene_id

    @property
    @override
    def available(self) -> bool:
        """Return whether there is such a scene."""
        return self._scene_id in self.coordinator.data

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Take over a new name."""
        if scene := self.coordinator.data.get(self._scene_id):
            self._attr_name = scene.name or self._scene_id
        super()._handle_coordinator_update()

    @override
    async def async_activate(self, **kwargs: Any) -> None:
        """Start the scene, and say so when it failed."""
        name = str(self.name)
        try:
            status = await self.coordinator.async_run(self._scene_id)
        except GizwitsError as err:
            if isinstance(err, GizwitsAuthError):
                self.coordinator.account.async_note_failure(err)
            raise action_error(err, name) from None
        if status.is_failure:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="scene_failed",
                translation_placeholders={"name": name},
            )
