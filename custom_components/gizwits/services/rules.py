"""The linkage rules of the account, the cloud's own automations: listed and deleted."""

from typing import Final

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..account.told import told
from ..api.rule import Rule
from ..api.rules import Rules
from ..coordinator import AccountCoordinator
from ..forbidden import is_secret
from .handler import ACCOUNT_FIELD, DEVICE_FIELD, Handler
from .rule_parts import EVENTS, shown_conditions, shown_steps
from .target import account_of, device_of, shown_device

ATTR_RULE: Final = "rule_id"
RULE_FIELD: Final = {vol.Required(ATTR_RULE): vol.Coerce(int)}
_KINDS: Final = {"int": "number", "binary": "bytes", "enum": "option"}


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return the rules."""
    account = account_of(call)
    with told(account):
        rules = await Rules(account.client).all()
    return {"rules": [_shown(account, rule) for rule in rules]}


def _shown(account: AccountCoordinator, rule: Rule) -> JsonObjectType:
    trigger = rule.trigger
    event = next((key for key, event in EVENTS.items() if event is rule.event), None)
    return {
        "rule_id": rule.id,
        "name": rule.name,
        "remark": rule.remark,
        "device": shown_device(account, rule.did),
        "event": event,
        "datapoint": trigger.datapoint if trigger else None,
        "ends": not trigger.active if trigger else None,
        "conditions": shown_conditions(account, rule),
        "steps": shown_steps(account, rule),
        "interval": rule.interval,
    }


async def _async_get_parameters(call: ServiceCall) -> ServiceResponse:
    """Return the datapoints of a device that conditions may name."""
    device = device_of(call)
    product_key = device.product.product_key
    with told(device.account, device):
        found = await Rules(device.account.client).parameters([product_key])
    points = device.product.datapoints
    return {
        "datapoints": [
            {
                "datapoint": one.name,
                "label": one.label,
                "kind": _KINDS.get(one.type, one.type),
                "options": [*one.options],
            }
            for one in found.get(product_key, ())
            if not (one.name in points and is_secret(points[one.name]))
        ]
    }


async def _async_delete(call: ServiceCall) -> None:
    """Delete a rule."""
    account = account_of(call)
    with told(account):
        await Rules(account.client).delete(call.data[ATTR_RULE])


HANDLERS: Final = {
    "get_rules": Handler(_async_get, ACCOUNT_FIELD),
    "get_rule_parameters": Handler(_async_get_parameters, DEVICE_FIELD),
    "delete_rule": Handler(_async_delete, {**ACCOUNT_FIELD, **RULE_FIELD}),
}
