"""Actions and a cloud that answers strangely: a text for the person, never a traceback."""

import json
import logging
from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .action_helpers import (
    PASSWORD,
    World,
    build_world,
    call,
    device_id,
    fill_world,
    scene_entity,
)

from custom_components.gizwits.const import CONF_PRODUCTS

from tests.simulator import SimulatedCloud, User

NESTED = {"id": {"id": [1]}, "did": 7, "tasks": "x", "attrs": [1], "status": "9e99"}
ANSWERS: list[Any] = [
    {},
    [],
    [None, 1, "x", [], {}],
    "just text",
    "<html>busy</html>",
    {"objects": None, "data": None, "rules": None, "devices": None},
    {name: [NESTED, None, 3] for name in ("objects", "data", "rules", "success")},
    {"objects": {"hits": {"objects": [NESTED], "total": "many"}}, "meta": []},
    [NESTED, {"id": "a", "created_at": "never", "time": "25:99", "repeat": "moon"}],
    [{"id": f"{number}", "scene_name": "x" * 5000} for number in range(9)],
    {"id": 10**400, "rule_id": -1, "qr_content": 5},
]


@pytest.fixture
async def world(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> World:
    """Return an account with a bit of everything, and a stored product."""
    world = await fill_world(hass, cloud, await build_world(hass, cloud, user))
    product = world.machine.product
    stored = {"secret": product.product_secret, "name": "My Machine"}
    hass.config_entries.async_update_entry(
        world.entry, options={CONF_PRODUCTS: {product.product_key: stored}}
    )
    return world


def calls(hass: HomeAssistant, world: World, scene: str) -> dict[str, dict[str, Any]]:
    """Return actions that read an answer, with their data."""
    machine = {"device_id": device_id(hass, world, world.machine)}
    steps = [{**machine, "values": {"amount": 44}}]
    return {
        "get_device_log": machine,
        "get_aggregated_data": {**machine, "datapoints": ["measured"]},
        "get_sharings": {},
        "get_guests": machine,
        "get_messages": {},
        "get_groups": {},
        "get_scenes": {},
        "get_rules": {},
        "get_rule_parameters": machine,
        "get_schedules": machine,
        "get_tasks": {},
        "get_cloud_status": {"with_errors": True},
        "share_device": {**machine, "person": "ben"},
        "create_group": {"name": "X"},
        "control_group": {"group": "Both", "values": {"amount": 44}},
        "create_scene": {"name": "X", "steps": steps},
        "update_scene": {"entity_id": scene, "name": "X"},
        "create_rule": {"name": "X", **machine, "steps": steps},
        "update_rule": {"rule_id": world.rule, "name": "X"},
        "bind_device": {"product": "My Machine", "mac": "accf2350d447"},
        "mark_message_read": {},
    }


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: repr(answer)[:24])
async def test_strange_answers(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    answer: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Either something that can be a response, or an error in the user's language."""
    wanted = calls(hass, world, await scene_entity(hass))
    cloud.faults.all(body=answer)
    errors: dict[str, HomeAssistantError] = {}
    for action, data in wanted.items():
        try:
            json.dumps(await call(hass, action, data))
        except HomeAssistantError as err:
            errors[action] = err
    assert all(err.translation_key for err in errors.values())
    assert not any(err.__cause__ for err in errors.values())
    cloud.faults.clear()
    # Home Assistant itself tells once that the devices cannot be listed.
    assert not [
        one
        for one in caplog.records
        if one.levelno >= logging.ERROR and "Error fetching" not in one.getMessage()
    ]


async def test_nothing_secret_is_told(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither in a response nor in the log, whatever its level, nor in an error."""
    caplog.set_level(logging.DEBUG)
    secrets = {
        PASSWORD,
        world.user.uid,
        world.guest.uid,
        world.machine.passcode,
        world.machine.product.product_secret,
        *cloud.accounts.tokens,
    }
    wanted = calls(hass, world, await scene_entity(hass))
    told: list[str] = []
    for fault in ({}, {"error_code": 9015}, {"status": 502}, {"drop": True}):
        cloud.faults.clear()
        if fault:
            cloud.faults.all(**fault)
        for action, data in wanted.items():
            try:
                told.append(json.dumps(await call(hass, action, data)))
            except HomeAssistantError as err:
                told += [str(err), repr(err.translation_placeholders)]
    cloud.faults.clear()
    shown = "\n".join((*told, caplog.text))
    assert "Too hot" in shown
    assert not [secret for secret in secrets if secret in shown]
