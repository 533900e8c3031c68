"""The scenes an account has on the cloud."""

import asyncio
import logging
from typing import TYPE_CHECKING, Final, override

from homeassistant.core import callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from ..api import GizwitsAuthError, GizwitsError
from ..api.scenes import Scene, Scenes, SceneStatus
from ..const import DOMAIN
from ..registry import remove_stale_scenes
from .pace import list_factor

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator, GizwitsConfigEntry

_LOGGER = logging.getLogger(__name__)

# Scenes change rarely; they are listed after the devices, but not more often (s), and
# less often where there are many.
LIST_AFTER: Final = 3600.0
# When to look whether a scene that was started is done (s): a scene may pause for
# hours, and nobody is kept waiting for that.
LOOKS: Final = (0.3, 0.7, 1.0, 2.0)


class AccountScenes(DataUpdateCoordinator[dict[str, Scene]]):
    """The scenes of one account by id, and the way to run one.

    Empty where the cloud has no scenes.
    """

    config_entry: GizwitsConfigEntry

    def __init__(self, account: AccountCoordinator) -> None:
        """Nothing is asked before `async_follow`."""
        super().__init__(
            account.hass,
            _LOGGER,
            config_entry=account.config_entry,
            name=f"{DOMAIN} scenes",
        )
        self.account = account
        self.data = {}
        self._listed_at: float | None = None

    @callback
    def async_follow(self) -> None:
        """List the scenes where that is due; the devices were listed just now."""
        now = self.hass.loop.time()
        pause = LIST_AFTER * list_factor(len(self.data))
        if self._listed_at is None or now - self._listed_at >= pause:
            self._listed_at = now
            self.config_entry.async_create_background_task(
                self.hass, self.async_refresh(), self.name
            )

    @override
    async def _async_update_data(self) -> dict[str, Scene]:
        """List the scenes; what was known stays where that is not possible.

        Most clouds and apps have none: no reason to complain about it.
        """
        try:
            scenes = {
                scene.id: scene for scene in await Scenes(self.account.client).all()
            }
        except GizwitsError as err:
            if isinstance(err, GizwitsAuthError):
                self.account.async_note_failure(err)
            _LOGGER.debug("The scenes cannot be listed: %s", err)
            return self.data
        remove_stale_scenes(
            self.hass, self.config_entry, {self.unique_id(one) for one in scenes}
        )
        return scenes

    def unique_id(self, scene_id: str) -> str:
        """Return the unique id of a scene's entity."""
        return f"{self.account.account}-scene-{scene_id}"

    def scene_id(self, unique_id: str) -> str:
        """Return the scene of an entity's unique id."""
        return unique_id.removeprefix(self.unique_id(""))

    async def async_run(self, scene_id: str) -> SceneStatus:
        """Start a scene and return what became of it; RUNNING where it takes longer.

        Raises GizwitsError when it was not started.
        """
        scenes = Scenes(self.account.client)
        await scenes.start(scene_id)
        status = SceneStatus.RUNNING
        for pause in LOOKS:
            await asyncio.sleep(pause)
            try:
                status = await scenes.status(scene_id)
            except GizwitsError as err:
                _LOGGER.debug("What became of a scene is not known: %s", err)
                break
            if status is not SceneStatus.RUNNING:
                break
        return status
