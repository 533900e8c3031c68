"""Scenes on the cloud: made, started, deleted."""

from typing import Any, Final

import voluptuous as vol

from homeassistant.const import (
    ATTR_DEVICE_ID,
    ATTR_ENTITY_ID,
    ATTR_NAME,
    CONF_DELAY,
    Platform,
)
from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.helpers.service import async_get_config_entry
from homeassistant.util.json import JsonObjectType

from ..api import Delay, Scene, SceneCommand, SceneStep, Target, TargetKind
from ..const import DOMAIN
from ..coordinator import AccountCoordinator, GizwitsConfigEntry
from ..errors import invalid
from .action import ACCOUNT_FIELD, ATTR_VALUES, VALUES, Action
from .group_control import ATTR_GROUP, find_group, product_of
from .target import account_of, device_by_id, shown_device, told
from .values import checked, shown_values

ATTR_STEPS: Final = "steps"
ATTR_REMARK: Final = "remark"

_STEP: Final = vol.Schema(
    {
        vol.Optional(ATTR_DEVICE_ID): cv.string,
        vol.Optional(ATTR_GROUP): cv.string,
        vol.Optional(ATTR_VALUES): VALUES,
        vol.Optional(CONF_DELAY): vol.All(vol.Coerce(int), vol.Range(min=1, max=3600)),
    }
)


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return the scenes with what they do."""
    account = account_of(call)
    with told(account):
        scenes = await account.client.scenes.all()
    return {"scenes": [_shown(account, scene) for scene in scenes]}


def _shown(account: AccountCoordinator, scene: Scene) -> JsonObjectType:
    return {
        "entity_id": _entity_id(account, scene.id),
        "name": scene.name,
        "remark": scene.remark,
        "steps": [_shown_step(account, step) for step in scene.steps],
    }


def _shown_step(account: AccountCoordinator, step: SceneStep) -> JsonObjectType:
    if isinstance(step, Delay):
        return {"delay": step.seconds}
    if step.target.kind is TargetKind.GROUP:
        return {"group": step.target.id, "raw": bool(step.raw)}
    device = account.devices.get(step.target.id)
    values = step.values(device.product) if device else {}
    return {
        "device": shown_device(account, step.target.id),
        "values": shown_values(device.product, values) if device else {},
        "raw": bool(step.raw),
    }


def _entity_id(account: AccountCoordinator, scene_id: str) -> str | None:
    registry, unique_id = er.async_get(account.hass), account.scenes.unique_id(scene_id)
    return registry.async_get_entity_id(Platform.SCENE, DOMAIN, unique_id)


async def _async_create(call: ServiceCall) -> ServiceResponse:
    """Make a scene of commands and pauses."""
    account = account_of(call)
    with told(account):
        steps = [await _step(account, step) for step in call.data[ATTR_STEPS]]
        if not any(isinstance(step, SceneCommand) for step in steps):
            raise invalid("scene_does_nothing")
        scene_id = await account.client.scenes.create(
            call.data[ATTR_NAME], steps, call.data.get(ATTR_REMARK, "")
        )
    await account.scenes.async_refresh()
    return {"entity_id": _entity_id(account, scene_id)}


async def _step(account: AccountCoordinator, given: dict[str, Any]) -> SceneStep:
    """Return one step, checked. Raises ServiceValidationError."""
    values = given.get(ATTR_VALUES)
    match [key for key in (ATTR_DEVICE_ID, ATTR_GROUP, CONF_DELAY) if key in given]:
        case [key] if (values is None) == (key == CONF_DELAY):
            pass
        case _:
            raise invalid("step_unclear")
    if values is None:
        return Delay(given[CONF_DELAY])
    if group_name := given.get(ATTR_GROUP):
        group = await find_group(account, group_name)
        target, name = Target(TargetKind.GROUP, group.id), group.name
        product = await product_of(account, group)
    else:
        device = device_by_id(account.hass, given[ATTR_DEVICE_ID])
        name, product = device.device.name, device.product
        if device.account is not account:
            raise invalid("other_account", name=name)
        target = Target(TargetKind.DEVICE, device.device.did)
    return SceneCommand.setting(target, product, checked(name, product, values))


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
        await account.client.scenes.delete(scene_id)
    await account.scenes.async_refresh()


def _scene(call: ServiceCall) -> tuple[AccountCoordinator, str]:
    """Return the account and the scene of an entity. Raises ServiceValidationError."""
    entity_id = call.data[ATTR_ENTITY_ID]
    entity = er.async_get(call.hass).async_get(entity_id)
    if entity is None or (entity.platform, entity.domain) != (DOMAIN, Platform.SCENE):
        raise invalid("not_a_scene", entity=entity_id)
    entry: GizwitsConfigEntry = async_get_config_entry(
        call.hass, DOMAIN, entity.config_entry_id
    )
    account = entry.runtime_data
    return account, account.scenes.scene_id(entity.unique_id)


ACTIONS: Final = (
    Action(
        name="get_scenes",
        handler=_async_get,
        fields=ACCOUNT_FIELD,
        response=SupportsResponse.ONLY,
    ),
    Action(
        name="create_scene",
        handler=_async_create,
        fields={
            **ACCOUNT_FIELD,
            vol.Required(ATTR_NAME): vol.All(cv.string, vol.Length(min=1, max=128)),
            vol.Required(ATTR_STEPS): vol.All(
                cv.ensure_list, [_STEP], vol.Length(min=1)
            ),
            vol.Optional(ATTR_REMARK): cv.string,
        },
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    Action(
        name="run_scene",
        handler=_async_run,
        fields={vol.Required(ATTR_ENTITY_ID): cv.entity_id},
        response=SupportsResponse.OPTIONAL,
    ),
    Action(
        name="delete_scene",
        handler=_async_delete,
        fields={vol.Required(ATTR_ENTITY_ID): cv.entity_id},
        admin=True,
    ),
)
