"""Linkage rules (protocol §2.9); they are kept and shown, not carried out."""

from typing import Any

from aiohttp import web

from ..errors import ApiError
from ..groups import Rule
from ..models import User
from .call import Call, Routes, answer, text

PATH = "/app/rules"
EVENTS = ("online", "offline", "alert", "fault", "data", "extern")
OPERATORS = (">", ">=", "<", "<=", "==", "!=")
KINDS = {"bool": "bool", "enum": "enum", "binary": "binary"}


async def rule_params(call: Call) -> web.Response:
    """GET /app/rules/params: the datapoints of products a rule may look at."""
    call.user()
    asked = [key for key in call.request.query.get("product_key", "").split(",") if key]
    keys = asked or list(call.state.products)
    if any(key not in call.state.products for key in keys):
        raise ApiError(9002)
    return answer({key: _params(call, key) for key in keys})


async def list_rules(call: Call) -> web.Response:
    """GET /app/rules: a page of the caller's rules."""
    user = call.user()
    rules = [rule for rule in call.state.rules.values() if rule.uid == user.uid]
    rows = [{"rule_id": rule.id, **rule.body} for rule in call.page(rules)]
    return answer({"rules": rows})


async def create_rule(call: Call) -> web.Response:
    """POST /app/rules: the id."""
    user = call.user()
    body = await call.body()
    _check(call, user, body)
    rule = Rule(call.state.ids.serial(), user.uid, body)
    call.state.rules[rule.id] = rule
    return answer({"rule_id": rule.id})


async def update_rule(call: Call) -> web.Response:
    """PUT /app/rules/{rule_id}: the whole body anew."""
    user = call.user()
    rule = _own(call, user)
    body = await call.body()
    _check(call, user, body)
    rule.body = body
    return answer({"rule_id": rule.id})


async def delete_rule(call: Call) -> web.Response:
    """DELETE /app/rules/{rule_id}."""
    rule = _own(call, call.user())
    del call.state.rules[rule.id]
    return answer({"rule_id": rule.id})


def _own(call: Call, user: User) -> Rule:
    """Return a rule of the caller; no code is documented for another, so 9015."""
    number = call.part("rule_id")
    rule = call.state.rules.get(int(number)) if number.isdigit() else None
    if rule is None or rule.uid != user.uid:
        raise ApiError(9015, "rule_id")
    return rule


def _params(call: Call, key: str) -> list[dict[str, Any]]:
    return [
        {
            "name": dp.name,
            "display_name": dp.name,
            "type": KINDS.get(dp.data_type, "int"),
            "enum": list(dp.options),
        }
        for dp in call.state.products[key].definition.datapoints
    ]


def _check(call: Call, user: User, body: dict[str, Any]) -> None:
    device = call.device(text(body, "did"))
    if call.state.bindings.get(user.uid, device.did) is None:
        raise ApiError(9017)
    if body.get("product_key") != device.product_key:
        raise ApiError(9002)
    text(body, "name")
    event = body.get("event")
    if event not in EVENTS:
        raise ApiError(9036)
    if event in ("alert", "fault") and not isinstance(body.get("event_attr"), dict):
        raise ApiError(9015, "event_attr")
    for group in _lists(body, "condition"):
        if any(test.get("opt") not in OPERATORS for test in group):
            raise ApiError(9015, "condition")
    for steps in _lists(body, "output"):
        if any(step.get("type") not in ("devctrl", "delay") for step in steps):
            raise ApiError(9015, "output")


def _lists(body: dict[str, Any], name: str) -> list[list[dict[str, Any]]]:
    """Return a list of lists of objects, empty when missing, or 9015."""
    outer = body.get(name, [])
    if not isinstance(outer, list) or not all(isinstance(row, list) for row in outer):
        raise ApiError(9015, name)
    if not all(isinstance(item, dict) for row in outer for item in row):
        raise ApiError(9015, name)
    return outer


ROUTES: Routes = [
    ("GET", PATH + "/params", rule_params),
    ("GET", PATH, list_rules),
    ("POST", PATH, create_rule),
    ("PUT", PATH + "/{rule_id}", update_rule),
    ("DELETE", PATH + "/{rule_id}", delete_rule),
]
