"""Scenes on the cloud: made, changed, started, deleted."""

from collections.abc import Sequence
from typing import Final

import voluptuous as vol

from homeassistant.const import ATTR_ENTITY_ID, ATTR_NAME, Platform
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.util.json import JsonObjectType

from ..account.told import told
from ..api.scenes import Scene, Scenes, SceneStep
from ..const import DOMAIN
from ..coordinator import AccountCoordinator
from ..errors import invalid
from .handler import ACCOUNT_FIELD, Handler
from .scene_steps import STEPS, shown_step, steps_of
from .target import account_of, scene_of

ATTR_STEPS: Final = "steps"
ATTR_REMARK: Final = "remark"

_NAME: Final = vol.All(cv.string, vol.Length(min=1, max=128))
_ENTITY: Final = {vol.Required(ATTR_ENTITY_ID): cv.entity_id}


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return the scenes with what they do."""
    account = account_of(call)
    with told(account):
        scenes = await Scenes(account.client).all()
    return {"scenes": [_shown(account, scene) for scene in scenes]}


def _shown(account: AccountCoordinator, scene: Scene) -> JsonObjectType:
    return {
        "entity_id": _entity_id(account, scene.id),
        "name": scene.name,
        "remark": scene.remark,
        "steps": [shown_step(account, step) for step in scene.steps],
    }


def _entity_id(account: AccountCoordinator, scene_id: str) -> str | None:
    registry, unique_id = er.async_get(account.hass), account.scenes.unique_id(scene_id)
    return registry.async_get_entity_id(Platform.SCENE, DOMAIN, unique_id)


async def _async_create(call: ServiceCall) -> ServiceResponse:
    """Make a scene of commands and pauses."""
    account = account_of(call)
    with told(account):
        steps = await steps_of(account, call.data[ATTR_STEPS])
        scene_id = await Scenes(account.client).create(
            call.data[ATTR_NAME], steps, call.data.get(ATTR_REMARK, "")
        )
    await account.scenes.async_refresh()
    return {"entity_id": _entity_id(account, scene_id)}


async def _async_update(call: ServiceCall) -> None:
    """Change a scene: what is not given stays as it is."""
    account, scene_id = _scene(call)
    given = {ATTR_NAME, ATTR_STEPS, ATTR_REMARK} & call.data.keys()
    if not given:
        raise invalid("nothing_to_change")
    with told(account) as name:
        scenes = {scene.id: scene for scene in await Scenes(account.client).all()}
        if (scene := scenes.get(scene_id)) is None:
            raise invalid("scene_gone", entity=call.data[ATTR_ENTITY_ID])
        steps: Sequence[SceneStep] = scene.steps
        if ATTR_STEPS in given:
            steps = await steps_of(account, call.data[ATTR_STEPS])
        elif not scene.is_whole:
            raise invalid("steps_unknown", name=scene.name or name)
        await Scenes(account.client).update(
            scene_id,
            call.data.get(ATTR_NAME, scene.name),
            steps,
            call.data.get(ATTR_REMARK, scene.remark),
        )
    await account.scenes.async_refresh()


async def _async_run(call: ServiceCall) -> ServiceResponse:
    """Start a scene; `running` where it takes longer than anybody should wait."""
    account, scene_id = _scene(call)
    with told(account):
        status = await account.scenes.async_run(scene_id)
    return {"status": status.name.lower()}


async def _async_delete(call: ServiceCall) -> None:
    """Delete a scene, and so its entity."""
    account, scene_id = _scene(call)
    with told(account):
        await Scenes(account.client).delete(scene_id)
    await account.scenes.async_refresh()


def _scene(call: ServiceCall) -> tuple[AccountCoordinator, str]:
    """Return the account and the scene of an entity. Raises ServiceValidationError."""
    return scene_of(call.hass, call.data[ATTR_ENTITY_ID])


HANDLERS: Final = {
    "get_scenes": Handler(_async_get, ACCOUNT_FIELD),
    "create_scene": Handler(
        _async_create,
        {
            **ACCOUNT_FIELD,
            vol.Required(ATTR_NAME): _NAME,
            vol.Required(ATTR_STEPS): STEPS,
            vol.Optional(ATTR_REMARK): cv.string,
        },
    ),
    "update_scene": Handler(
        _async_update,
        {
            **_ENTITY,
            vol.Optional(ATTR_NAME): _NAME,
            vol.Optional(ATTR_STEPS): STEPS,
            vol.Optional(ATTR_REMARK): cv.string,
        },
    ),
    "run_scene": Handler(_async_run, _ENTITY),
    "delete_scene": Handler(_async_delete, _ENTITY),
}
