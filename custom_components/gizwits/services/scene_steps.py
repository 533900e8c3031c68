"""The steps of a scene: as an action is given them, and as a response shows them."""

import math
from typing import Any, Final

import voluptuous as vol

from homeassistant.const import ATTR_DEVICE_ID, CONF_DELAY
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonObjectType

from ..api import Product, Value
from ..api.scenes import Delay, SceneCommand, SceneStep
from ..api.target import Target, TargetKind
from ..coordinator import AccountCoordinator
from ..device_coordinator import DeviceCoordinator
from ..errors import invalid
from .group_control import ATTR_GROUP, find_group, product_of
from .handler import ATTR_VALUES, VALUES
from .target import own_settable, shown_device, target_of
from .values import checked, shown_values

SECONDS: Final = vol.All(vol.Coerce(int), vol.Range(min=1, max=3600))
_STEP: Final = vol.Schema(
    {
        vol.Optional(ATTR_DEVICE_ID): cv.string,
        vol.Optional(ATTR_GROUP): cv.string,
        vol.Optional(ATTR_VALUES): VALUES,
        vol.Optional(CONF_DELAY): SECONDS,
    }
)
STEPS: Final = vol.All(cv.ensure_list, [_STEP], vol.Length(min=1))


async def steps_of(
    account: AccountCoordinator, given: list[dict[str, Any]]
) -> list[SceneStep]:
    """Return the steps an action was given, all of them checked.

    Raises ServiceValidationError.
    """
    steps = [one for step in given for one in await _steps(account, step)]
    if not any(isinstance(step, SceneCommand) for step in steps):
        raise invalid("scene_does_nothing")
    return steps


async def _steps(account: AccountCoordinator, given: dict[str, Any]) -> list[SceneStep]:
    values = given.get(ATTR_VALUES)
    match [key for key in (ATTR_DEVICE_ID, ATTR_GROUP, CONF_DELAY) if key in given]:
        case [key] if (values is None) == (key == CONF_DELAY):
            pass
        case _:
            raise invalid("step_unclear")
    if values is None:
        return [Delay(given[CONF_DELAY])]
    if group_name := given.get(ATTR_GROUP):
        group = await find_group(account, group_name)
        target, name = Target(TargetKind.GROUP, group.id), group.name
        product = await product_of(account, group)
    else:
        device = own_settable(account, given[ATTR_DEVICE_ID])
        target, name = target_of(device), device.device.name
        product = device.product
    return _commands(account, target, product, checked(name, product, values))


def _commands(
    account: AccountCoordinator,
    target: Target,
    product: Product,
    values: dict[str, Value],
) -> list[SceneStep]:
    """Return what sets values the way the product takes them."""
    found: list[SceneStep] = []
    for step in account.products.known(product.product_key).steps(product, values):
        if step.pause:
            found.append(Delay(math.ceil(step.pause)))
        if step.raw is None:
            found.append(SceneCommand.setting(target, product, step.values))
        else:
            found.append(SceneCommand(target, raw=step.raw))
    return found


def shown_step(account: AccountCoordinator, step: SceneStep) -> JsonObjectType:
    """Return what a response says of a step."""
    if isinstance(step, Delay):
        return {"delay": step.seconds}
    device: DeviceCoordinator | None
    shown: JsonObjectType
    if step.target.kind is TargetKind.GROUP:
        device = account.groups.groups.get(step.target.id)
        shown = {"group": step.target.id}
    else:
        device = account.devices.get(step.target.id)
        shown = {"device": shown_device(account, step.target.id)}
    values = step.values(device.product) if device else {}
    return {
        **shown,
        "values": shown_values(device.product, values) if device else {},
        "raw": bool(step.raw),
    }
