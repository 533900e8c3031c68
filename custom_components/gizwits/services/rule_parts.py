"""Conditions and steps of rules: as an action is given them, and as it shows them."""

from collections import defaultdict
from collections.abc import Mapping
import math
from typing import Any, Final

import voluptuous as vol

from homeassistant.const import ATTR_DEVICE_ID, CONF_DELAY
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonObjectType

from ..api import GizwitsValueError, Number
from ..api.rule import (
    Condition,
    Rule,
    RuleCommand,
    RuleEvent,
    RuleInput,
    RulePause,
    RuleStep,
)
from ..api.rule_literal import from_literal, to_literal
from ..coordinator import AccountCoordinator
from ..device_coordinator import DeviceCoordinator
from ..errors import invalid, value_error
from ..forbidden import is_secret
from .handler import ATTR_VALUES, VALUES
from .scene_steps import SECONDS
from .target import own_device, shown_device
from .values import checked, shown_values, value_of

ATTR_ALTERNATIVE: Final = "alternative"
ATTR_DATAPOINT: Final = "datapoint"
ATTR_OPERATOR: Final = "operator"
ATTR_SEQUENCE: Final = "sequence"
ATTR_VALUE: Final = "value"

EVENTS: Final = {
    "online": RuleEvent.ONLINE,
    "offline": RuleEvent.OFFLINE,
    "alert": RuleEvent.ALERT,
    "fault": RuleEvent.FAULT,
    "data": RuleEvent.DATA,
    "external": RuleEvent.EXTERNAL,
}
OPERATORS: Final = {
    "equal": "==",
    "not_equal": "!=",
    "above": ">",
    "at_least": ">=",
    "below": "<",
    "at_most": "<=",
}
# What is compared by these has to be a number (vendor's tutorial).
_OF_NUMBERS: Final = frozenset({"above", "at_least", "below", "at_most"})
_GROUP: Final = vol.All(vol.Coerce(int), vol.Range(min=1, max=100))
CONDITIONS: Final = vol.All(
    cv.ensure_list,
    [
        vol.Schema(
            {
                vol.Required(ATTR_DEVICE_ID): cv.string,
                vol.Required(ATTR_DATAPOINT): cv.string,
                vol.Optional(ATTR_OPERATOR, default="equal"): vol.In(OPERATORS),
                vol.Required(ATTR_VALUE): object,
                vol.Optional(ATTR_ALTERNATIVE, default=1): _GROUP,
            }
        )
    ],
)
STEPS: Final = vol.All(
    cv.ensure_list,
    [
        vol.Schema(
            {
                vol.Optional(ATTR_DEVICE_ID): cv.string,
                vol.Optional(ATTR_VALUES): VALUES,
                vol.Optional(CONF_DELAY): SECONDS,
                vol.Optional(ATTR_SEQUENCE, default=1): _GROUP,
            }
        )
    ],
    vol.Length(min=1),
)

type Inputs = tuple[RuleInput, ...]
type Conditions = tuple[tuple[Condition, ...], ...]
type Steps = tuple[tuple[RuleStep, ...], ...]


def conditions_of(
    account: AccountCoordinator, given: list[dict[str, Any]]
) -> tuple[Inputs, Conditions]:
    """Return the devices conditions name, and the conditions, all of them checked.

    Raises ServiceValidationError.
    """
    inputs: dict[str, RuleInput] = {}
    alternatives: defaultdict[int, list[Condition]] = defaultdict(list)
    for one in given:
        device = own_device(account, one[ATTR_DEVICE_ID])
        did, number = device.device.did, len(inputs) + 1
        new = RuleInput(device.product.product_key, did, f"device{number}")
        prefix = inputs.setdefault(did, new).prefix
        alternatives[one[ATTR_ALTERNATIVE]].append(_condition(device, prefix, one))
    return tuple(inputs.values()), _in_order(alternatives)


def _condition(
    device: DeviceCoordinator, prefix: str, given: Mapping[str, Any]
) -> Condition:
    name, key, points = (
        device.device.name,
        given[ATTR_DATAPOINT],
        device.product.datapoints,
    )
    point, operator = points.get(key), given[ATTR_OPERATOR]
    if point is None or is_secret(point):
        known = [one for one in points if not is_secret(points[one])]
        raise value_error(name, "unknown_datapoint", key, ", ".join(known))
    if operator in _OF_NUMBERS and not isinstance(point, Number):
        numbers = [one for one in points if isinstance(points[one], Number)]
        raise value_error(name, "not_a_number", key, ", ".join(numbers))
    try:
        right = to_literal(point, value_of(point, given[ATTR_VALUE]))
    except GizwitsValueError as err:
        raise value_error(name, err.reason, key, err.expected) from None
    return Condition(f"{prefix}.{key}", OPERATORS[operator], right)


def steps_of(account: AccountCoordinator, given: list[dict[str, Any]]) -> Steps:
    """Return what a rule does, checked. Raises ServiceValidationError."""
    sequences: defaultdict[int, list[RuleStep]] = defaultdict(list)
    for one in given:
        sequences[one[ATTR_SEQUENCE]] += _steps(account, one)
    steps = _in_order(sequences)
    if not any(isinstance(one, RuleCommand) for group in steps for one in group):
        raise invalid("rule_does_nothing")
    return steps


def _steps(account: AccountCoordinator, given: Mapping[str, Any]) -> list[RuleStep]:
    match sorted({ATTR_DEVICE_ID, ATTR_VALUES, CONF_DELAY} & given.keys()):
        case ["delay"]:
            return [RulePause(given[CONF_DELAY])]
        case ["device_id", "values"]:
            device = own_device(account, given[ATTR_DEVICE_ID])
        case _:
            raise invalid("rule_step_unclear")
    product, did = device.product, device.device.did
    values = checked(device.device.name, product, given[ATTR_VALUES])
    found: list[RuleStep] = []
    for step in account.products.known(product.product_key).steps(product, values):
        if step.pause:
            found.append(RulePause(math.ceil(step.pause)))
        attrs = product.encode(step.values) if step.raw is None else {}
        found.append(RuleCommand(did, attrs, step.raw or b""))
    return found


def _in_order[T](groups: Mapping[int, list[T]]) -> tuple[tuple[T, ...], ...]:
    return tuple(tuple(groups[number]) for number in sorted(groups))


def shown_conditions(account: AccountCoordinator, rule: Rule) -> list[Any]:
    """Return what a response says of a rule's conditions."""
    dids = {one.prefix: one.did for one in rule.inputs}
    return [
        {ATTR_ALTERNATIVE: number, **_shown_condition(account, dids, condition)}
        for number, group in enumerate(rule.conditions, 1)
        for condition in group
    ]


def _shown_condition(
    account: AccountCoordinator, dids: Mapping[str, str], condition: Condition
) -> JsonObjectType:
    prefix, _, key = condition.left.partition(".")
    did = dids.get(prefix, "")
    device = account.devices.get(did)
    point = device.product.datapoints.get(key) if device else None
    value = from_literal(point, condition.right) if point else condition.right
    words = {text: word for word, text in OPERATORS.items()}
    return {
        "device": shown_device(account, did),
        "datapoint": key or condition.left,
        "operator": words.get(condition.operator, condition.operator),
        "value": value.hex() if isinstance(value, bytes) else value,
    }


def shown_steps(account: AccountCoordinator, rule: Rule) -> list[Any]:
    """Return what a response says of what a rule does."""
    return [
        {ATTR_SEQUENCE: number, **_shown_step(account, step)}
        for number, group in enumerate(rule.steps, 1)
        for step in group
    ]


def _shown_step(account: AccountCoordinator, step: RuleStep) -> JsonObjectType:
    if isinstance(step, RulePause):
        return {"delay": step.seconds}
    device = account.devices.get(step.did)
    values = device.product.decode(step.attrs) if device else {}
    return {
        "device": shown_device(account, step.did),
        "values": shown_values(device.product, values) if device else {},
        "raw": bool(step.raw),
    }
