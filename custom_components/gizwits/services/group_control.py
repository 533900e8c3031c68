"""Setting datapoints of all devices of a group in one request."""

import asyncio
from typing import Final

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv

from ..account.group_commands import async_send_group
from ..account.told import told
from ..api import Product, Value
from ..api.groups import Group, Groups
from ..const import DOMAIN
from ..coordinator import AccountCoordinator
from ..errors import invalid
from .handler import ACCOUNT_FIELD, ATTR_VALUES, VALUES, Handler
from .target import account_of, shown_device
from .values import checked

ATTR_GROUP: Final = "group"
GROUP_FIELD: Final = {vol.Required(ATTR_GROUP): cv.string}


async def _async_control(call: ServiceCall) -> ServiceResponse:
    """Set datapoints of all devices of a group."""
    account = account_of(call)
    with told(account):
        group = await find_group(account, call.data[ATTR_GROUP])
        product = await product_of(account, group)
        values = checked(group.name, product, call.data[ATTR_VALUES])
        results = await _send(account, group, product, values)
    devices = {did: shown_device(account, did)["name"] or did for did in results}
    if missed := [str(devices[did]) for did, done in results.items() if not done]:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="group_missed",
            translation_placeholders={"name": group.name, "devices": ", ".join(missed)},
        )
    return {"devices": [shown_device(account, did) for did in results]}


async def _send(
    account: AccountCoordinator,
    group: Group,
    product: Product,
    values: dict[str, Value],
) -> dict[str, bool]:
    """Send values the way the product takes them; return who got all of it."""
    steps = account.products.known(product.product_key).steps(product, values)
    for step in steps:
        product.encode(step.values)
    results: dict[str, bool] = {}
    for step in steps:
        await asyncio.sleep(step.pause)
        done = await async_send_group(account, group.id, product, step)
        results = {did: results.get(did, True) and ok for did, ok in done.items()}
    return results


async def find_group(account: AccountCoordinator, asked: str) -> Group:
    """Return a group by its id or its name. Raises ServiceValidationError."""
    groups = await Groups(account.client).all()
    by_id = [group for group in groups if group.id == asked]
    found = by_id or [group for group in groups if group.name == asked]
    if len(found) != 1:
        known = ", ".join(group.name for group in groups)
        raise invalid("unknown_group", group=asked, known=known or "–")
    return found[0]


async def product_of(account: AccountCoordinator, group: Group) -> Product:
    """Return what all devices of a group are. Raises ServiceValidationError."""
    if not group.product_key:
        raise invalid("group_without_product", name=group.name)
    return await account.products.async_get(group.product_key, group.product_name)


HANDLERS: Final = {
    "control_group": Handler(
        _async_control,
        {**ACCOUNT_FIELD, **GROUP_FIELD, vol.Required(ATTR_VALUES): VALUES},
    ),
}
