"""The linkage rules of the account: the cloud's own automations."""

from typing import Final

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.util.json import JsonObjectType, JsonValueType

from ..api import Rule, RulePause, RuleStep
from ..coordinator import AccountCoordinator
from .action import ACCOUNT_FIELD, Action
from .target import account_of, shown_device, told
from .values import shown_values

ATTR_RULE: Final = "rule_id"


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return the rules."""
    account = account_of(call)
    with told(account):
        rules = await account.client.rules.all()
    return {"rules": [_shown(account, rule) for rule in rules]}


def _shown(account: AccountCoordinator, rule: Rule) -> JsonObjectType:
    names = {one.prefix: _name(account, one.did) for one in rule.inputs}
    return {
        "rule_id": rule.id,
        "name": rule.name,
        "remark": rule.remark,
        "device": shown_device(account, rule.did),
        "event": rule.event.value if rule.event else None,
        "trigger": rule.trigger.datapoint if rule.trigger else None,
        "devices": {**names},
        "conditions": [
            [f"{one.left} {one.operator} {one.right}" for one in group]
            for group in rule.conditions
        ],
        "steps": [[_step(account, step) for step in group] for group in rule.steps],
        "interval": rule.interval,
    }


def _step(account: AccountCoordinator, step: RuleStep) -> JsonObjectType:
    if isinstance(step, RulePause):
        return {"delay": step.seconds}
    device = account.devices.get(step.did)
    values = device.product.decode(step.attrs) if device else {}
    return {
        "device": shown_device(account, step.did),
        "values": shown_values(device.product, values) if device else {},
        "raw": bool(step.raw),
    }


def _name(account: AccountCoordinator, did: str) -> JsonValueType:
    return shown_device(account, did)["name"]


async def _async_delete(call: ServiceCall) -> None:
    """Delete a rule."""
    account = account_of(call)
    with told(account):
        await account.client.rules.delete(call.data[ATTR_RULE])


ACTIONS: Final = (
    Action(
        name="get_rules",
        handler=_async_get,
        fields=ACCOUNT_FIELD,
        response=SupportsResponse.ONLY,
    ),
    Action(
        name="delete_rule",
        handler=_async_delete,
        fields={**ACCOUNT_FIELD, vol.Required(ATTR_RULE): vol.Coerce(int)},
        admin=True,
    ),
)
