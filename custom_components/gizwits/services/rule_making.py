"""Rules made and changed: when something happens and all is so, then do."""

from collections.abc import Mapping
from copy import replace
from typing import Any, Final

import voluptuous as vol

from homeassistant.const import ATTR_DEVICE_ID, ATTR_NAME
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv

from ..account.told import told
from ..api import Access
from ..api.rule import Rule, RuleEvent, RuleTrigger
from ..api.rules import Rules
from ..coordinator import AccountCoordinator
from ..device_coordinator import DeviceCoordinator
from ..errors import invalid, value_error
from .handler import ACCOUNT_FIELD, DEVICE_FIELD, Handler
from .rule_parts import (
    ATTR_DATAPOINT,
    CONDITIONS,
    EVENTS,
    STEPS,
    conditions_of,
    steps_of,
)
from .rules import ATTR_RULE, RULE_FIELD
from .target import account_of, device_of, own_device

ATTR_EVENT: Final = "event"
ATTR_ENDS: Final = "ends"
ATTR_CONDITIONS: Final = "conditions"
ATTR_STEPS: Final = "steps"
ATTR_INTERVAL: Final = "interval"
ATTR_REMARK: Final = "remark"

_DAY: Final = 86400
_NAME: Final = vol.All(cv.string, vol.Length(min=1, max=128))
_INTERVAL: Final = vol.All(vol.Coerce(int), vol.Range(min=0, max=_DAY))
_ACCESS: Final = {RuleEvent.ALERT: Access.ALERT, RuleEvent.FAULT: Access.FAULT}


async def _async_create(call: ServiceCall) -> ServiceResponse:
    """Make a rule."""
    device, given = device_of(call), call.data
    account = device.account
    event = EVENTS[given[ATTR_EVENT]]
    inputs, conditions = conditions_of(account, given.get(ATTR_CONDITIONS, []))
    rule = Rule(
        name=given[ATTR_NAME],
        product_key=device.product.product_key,
        did=device.device.did,
        event=event,
        trigger=_trigger(device, event, given),
        inputs=inputs,
        conditions=conditions,
        steps=steps_of(account, given[ATTR_STEPS]),
        interval=given[ATTR_INTERVAL],
        remark=given.get(ATTR_REMARK, ""),
    )
    with told(account, device):
        return {"rule_id": await Rules(account.client).create(rule)}


def _trigger(
    device: DeviceCoordinator, event: RuleEvent, given: Mapping[str, Any]
) -> RuleTrigger | None:
    """Return the alert or the fault that counts, None for other events.

    Raises ServiceValidationError.
    """
    key = given.get(ATTR_DATAPOINT)
    if (access := _ACCESS.get(event)) is None:
        if key is not None:
            raise invalid("event_without_datapoint")
        return None
    points = device.product.datapoints
    known = [name for name, point in points.items() if point.access is access]
    if key not in known:
        name = device.device.name
        raise value_error(name, "no_such_alarm", key or "–", ", ".join(known) or "–")
    return RuleTrigger(key, active=not given.get(ATTR_ENDS, False))


async def _async_update(call: ServiceCall) -> None:
    """Change a rule: what is not given stays as it is."""
    account, number = account_of(call), call.data[ATTR_RULE]
    given = {key: call.data[key] for key in call.data if key in _PARTS}
    if not given:
        raise invalid("nothing_to_change")
    with told(account):
        rules = {rule.id: rule for rule in await Rules(account.client).all()}
        if (rule := rules.get(number)) is None:
            raise invalid("unknown_rule", rule=str(number))
        changed = _changed(account, rule, given)
        if not changed.is_whole:
            raise invalid("steps_unknown", name=rule.name or str(number))
        await Rules(account.client).update(changed)


def _changed(account: AccountCoordinator, rule: Rule, given: Mapping[str, Any]) -> Rule:
    """Return a rule with what was given. Raises ServiceValidationError."""
    changes: dict[str, Any] = {
        field: given[field]
        for field in (ATTR_NAME, ATTR_REMARK, ATTR_INTERVAL)
        if field in given
    }
    if ATTR_CONDITIONS in given:
        inputs, conditions = conditions_of(account, given[ATTR_CONDITIONS])
        changes |= {"inputs": inputs, "conditions": conditions}
    if ATTR_STEPS in given:
        changes["steps"] = steps_of(account, given[ATTR_STEPS])
    if _TRIGGER & given.keys():
        changes |= _new_trigger(account, rule, given)
    return replace(rule, **changes)


def _new_trigger(
    account: AccountCoordinator, rule: Rule, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what of a rule says when it is looked at."""
    device = account.devices.get(rule.did)
    if device_id := given.get(ATTR_DEVICE_ID):
        device = own_device(account, device_id)
    if device is None:
        raise invalid("rule_without_device", name=rule.name)
    event = EVENTS[given[ATTR_EVENT]] if ATTR_EVENT in given else rule.event
    if event is None:
        raise invalid("event_missing", name=rule.name)
    wanted = dict(given)
    if event in _ACCESS and rule.trigger:
        wanted = {
            ATTR_DATAPOINT: rule.trigger.datapoint,
            ATTR_ENDS: not rule.trigger.active,
            **given,
        }
    return {
        "product_key": device.product.product_key,
        "did": device.device.did,
        "event": event,
        "trigger": _trigger(device, event, wanted),
    }


_WHEN: Final = {
    vol.Optional(ATTR_DATAPOINT): cv.string,
    vol.Optional(ATTR_ENDS): cv.boolean,
    vol.Optional(ATTR_CONDITIONS): CONDITIONS,
}
_TRIGGER: Final = frozenset({ATTR_DEVICE_ID, ATTR_EVENT, ATTR_DATAPOINT, ATTR_ENDS})
_PARTS: Final = _TRIGGER | {
    ATTR_NAME,
    ATTR_CONDITIONS,
    ATTR_STEPS,
    ATTR_INTERVAL,
    ATTR_REMARK,
}

HANDLERS: Final = {
    "create_rule": Handler(
        _async_create,
        {
            vol.Required(ATTR_NAME): _NAME,
            **DEVICE_FIELD,
            vol.Optional(ATTR_EVENT, default="data"): vol.In(EVENTS),
            **_WHEN,
            vol.Required(ATTR_STEPS): STEPS,
            vol.Optional(ATTR_INTERVAL, default=0): _INTERVAL,
            vol.Optional(ATTR_REMARK): cv.string,
        },
    ),
    "update_rule": Handler(
        _async_update,
        {
            **RULE_FIELD,
            vol.Optional(ATTR_NAME): _NAME,
            vol.Optional(ATTR_DEVICE_ID): cv.string,
            vol.Optional(ATTR_EVENT): vol.In(EVENTS),
            **_WHEN,
            vol.Optional(ATTR_STEPS): STEPS,
            vol.Optional(ATTR_INTERVAL): _INTERVAL,
            vol.Optional(ATTR_REMARK): cv.string,
            **ACCOUNT_FIELD,
        },
    ),
}
