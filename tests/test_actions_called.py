"""Every action, called the way people do: from an automation and from a script."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import Unauthorized
from homeassistant.setup import async_setup_component

from .action_helpers import (
    GUEST,
    MAC,
    World,
    become_guest,
    build_world,
    call,
    device_id,
    fill_world,
    scene_entity,
)
from .common import until

from custom_components.gizwits.account import scenes as account_scenes
from custom_components.gizwits.const import CONF_PRODUCTS, DOMAIN
from custom_components.gizwits.services.catalogue import ACTIONS

from tests.simulator import SimulatedCloud, User

# Action -> the request it makes, and its data. `$…` is replaced by what there is.
CALLS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "set_datapoints": (
        "POST",
        "/app/control/",
        {"device_id": "$machine", "values": {"amount": 44, "option_a": True}},
    ),
    "send_raw_command": (
        "POST",
        "/app/control/",
        {"device_id": "$machine", "data": "0101"},
    ),
    "get_device_log": ("GET", "/app/devices/*/raw_data", {"device_id": "$machine"}),
    "get_aggregated_data": (
        "GET",
        "/app/devdata/*/agg_data",
        {"device_id": "$machine", "datapoints": ["measured"]},
    ),
    "update_binding": (
        "PUT",
        "/app/bindings/",
        {"device_id": "$machine", "alias": "Spa"},
    ),
    "unbind_device": ("DELETE", "/app/bindings", {"device_id": "$machine"}),
    "bind_device": ("POST", "/app/bind_mac", {"product": "My Machine", "mac": MAC}),
    "register_device": (
        "POST",
        "/dev/*/device",
        {"product": "My Machine", "mac": "aabbccddeeff"},
    ),
    "get_sharings": ("GET", "/app/sharing", {}),
    "share_device": (
        "POST",
        "/app/sharing",
        {"device_id": "$second", "person": GUEST},
    ),
    "accept_sharing": ("PUT", "/app/sharing/", {"sharing_id": "$received"}),
    "reject_sharing": ("PUT", "/app/sharing/", {"sharing_id": "$received"}),
    "cancel_sharing": ("DELETE", "/app/sharing/", {"sharing_id": "$sharing"}),
    "update_sharing": (
        "PUT",
        "/app/sharing/*/alias",
        {"sharing_id": "$sharing", "name": "Ben"},
    ),
    "get_guests": ("GET", "/app/*/bindings", {"device_id": "$machine"}),
    "remove_guest": (
        "DELETE",
        "/app/*/bindings",
        {"device_id": "$machine", "guest": "$guest"},
    ),
    "transfer_device": (
        "POST",
        "/app/sharing/*/transfer",
        {"device_id": "$machine", "guest": "$guest"},
    ),
    "get_messages": ("GET", "/app/messages", {}),
    "mark_message_read": ("PUT", "/app/messages/", {}),
    "delete_message": ("PUT", "/app/messages/", {"message_id": "$message"}),
    "get_groups": ("GET", "/app/group", {}),
    "create_group": ("POST", "/app/group", {"name": "New", "devices": ["$machine"]}),
    "update_group": ("PUT", "/app/group/", {"group": "Both", "name": "Two"}),
    "delete_group": ("DELETE", "/app/group/", {"group": "Both"}),
    "control_group": (
        "POST",
        "/app/group/*/control",
        {"group": "Both", "values": {"amount": 44}},
    ),
    "get_scenes": ("GET", "/app/scene", {}),
    "create_scene": (
        "POST",
        "/app/scene",
        {"name": "New", "steps": [{"group": "Both", "values": {"amount": 44}}]},
    ),
    "update_scene": ("PUT", "/app/scene/", {"entity_id": "$scene", "name": "Late"}),
    "run_scene": ("POST", "/app/scene/*/task", {"entity_id": "$scene"}),
    "delete_scene": ("DELETE", "/app/scene/", {"entity_id": "$scene"}),
    "get_rules": ("GET", "/app/rules", {}),
    "get_rule_parameters": ("GET", "/app/rules/params", {"device_id": "$machine"}),
    "create_rule": (
        "POST",
        "/app/rules",
        {
            "name": "New",
            "device_id": "$machine",
            "steps": [{"device_id": "$machine", "values": {"amount": 44}}],
        },
    ),
    "update_rule": ("PUT", "/app/rules/", {"rule_id": "$rule", "name": "Other"}),
    "delete_rule": ("DELETE", "/app/rules/", {"rule_id": "$rule"}),
    "get_schedules": ("GET", "/app/devices/*/scheduler", {"device_id": "$machine"}),
    "create_schedule": (
        "POST",
        "/app/devices/*/scheduler",
        {
            "device_id": "$machine",
            "values": {"amount": 44},
            "time": "06:30",
            "weekdays": ["mon"],
        },
    ),
    "update_schedule": (
        "PUT",
        "/app/devices/*/scheduler/*",
        {"device_id": "$machine", "schedule_id": "$schedule", "enabled": False},
    ),
    "delete_schedule": (
        "DELETE",
        "/app/devices/*/scheduler/*",
        {"device_id": "$machine", "schedule_id": "$schedule"},
    ),
    "get_tasks": ("GET", "/app/scheduler", {}),
    "create_task": (
        "POST",
        "/app/scheduler",
        {
            "devices": [{"device_id": "$machine", "values": {"amount": 44}}],
            "time": "06:30",
            "weekdays": ["mon"],
        },
    ),
    "delete_task": ("DELETE", "/app/scheduler/", {"task_id": "$task"}),
    "get_task_log": ("GET", "/app/scheduler/*/logs", {"task_id": "$task"}),
    "get_cloud_status": ("GET", "/status", {}),
}
# Those of schedules and tasks have tests of their own.
NAMES = sorted(CALLS)


@pytest.fixture
async def world(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    """Return an account with a bit of everything."""
    monkeypatch.setattr(account_scenes, "LOOKS", (0.05, 0.05))
    world = await fill_world(hass, cloud, await build_world(hass, cloud, user))
    stored = {"secret": world.machine.product.product_secret, "name": "My Machine"}
    hass.config_entries.async_update_entry(
        world.entry, options={CONF_PRODUCTS: {world.machine.product_key: stored}}
    )
    return world


async def _data(hass: HomeAssistant, world: World, action: str) -> dict[str, Any]:
    """Return the data of an action with what there is."""
    machine = device_id(hass, world, world.machine)

    async def guest() -> Any:
        await become_guest(hass, world)
        answer: Any = await call(hass, "get_guests", {"device_id": machine})
        return answer["guests"][0]["guest"]

    async def message() -> Any:
        answer: Any = await call(hass, "get_messages", {})
        return answer["messages"][0]["message_id"]

    async def schedule() -> Any:
        own = CALLS["create_schedule"][2] | {"device_id": machine}
        return (await call(hass, "create_schedule", own))["schedule_id"]

    async def task() -> Any:
        steps = [{"device_id": machine, "values": {"amount": 44}}]
        own = CALLS["create_task"][2] | {"devices": steps}
        return (await call(hass, "create_task", own))["task_id"]

    async def scene() -> Any:
        return await scene_entity(hass)

    known: dict[str, Any] = {
        "$machine": machine,
        "$second": device_id(hass, world, world.second),
        "$received": world.received,
        "$sharing": world.sharing,
        "$rule": world.rule,
    }
    asked: dict[str, Callable[[], Any]] = {
        "$guest": guest,
        "$message": message,
        "$scene": scene,
        "$schedule": schedule,
        "$task": task,
    }

    async def filled(value: Any) -> Any:
        if isinstance(value, list):
            return [await filled(one) for one in value]
        if isinstance(value, dict):
            return {key: await filled(one) for key, one in value.items()}
        if isinstance(value, str) and value in asked:
            return await asked[value]()
        return known.get(value, value) if isinstance(value, str) else value

    return {key: await filled(value) for key, value in CALLS[action][2].items()}


def _step(hass: HomeAssistant, action: str, data: dict[str, Any]) -> dict[str, Any]:
    step = {"action": f"{DOMAIN}.{action}", "data": data}
    if hass.services.supports_response(DOMAIN, action).value != "none":
        step["response_variable"] = "answer"
    return step


@pytest.mark.parametrize("action", NAMES)
async def test_from_an_automation(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, action: str
) -> None:
    """Automations act for nobody, and may do everything."""
    data = await _data(hass, world, action)
    config = {
        "alias": "Test",
        "triggers": [{"trigger": "event", "event_type": "go"}],
        "actions": [_step(hass, action, data), {"event": "done"}],
    }
    assert await async_setup_component(hass, "automation", {"automation": config})
    done: list[Any] = []
    hass.bus.async_listen("done", lambda _event: done.append(1))
    cloud.clear_recordings()
    hass.bus.async_fire("go")
    await until(hass, lambda: done, 15)
    method, path, _ = CALLS[action]
    assert cloud.requests_to(method, path)


@pytest.mark.parametrize("action", NAMES)
async def test_from_a_script(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, action: str
) -> None:
    """A script hands on what an action answers."""
    data = await _data(hass, world, action)
    step = _step(hass, action, data)
    sequence: list[dict[str, Any]] = [step]
    if "response_variable" in step:
        sequence.append({"stop": "done", "response_variable": "answer"})
    assert await async_setup_component(
        hass, "script", {"script": {"test": {"sequence": sequence}}}
    )
    cloud.clear_recordings()
    answer = await hass.services.async_call(
        "script",
        "test",
        blocking=True,
        return_response="response_variable" in step,
    )
    method, path, _ = CALLS[action]
    assert cloud.requests_to(method, path)
    if "response_variable" in step:
        assert answer
        assert world.user.uid not in str(answer)
        assert world.guest.uid not in str(answer)


@pytest.mark.parametrize(
    "action", [action.name for action in ACTIONS if action.name in CALLS]
)
async def test_for_somebody_who_is_no_administrator(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    hass_read_only_user: MockUser,
    action: str,
) -> None:
    """What changes the account is refused, and nothing is sent."""
    data = await _data(hass, world, action)
    cloud.clear_recordings()
    if next(one.admin for one in ACTIONS if one.name == action):
        with pytest.raises(Unauthorized):
            await call(hass, action, data, user_id=hass_read_only_user.id)
        assert not cloud.requests
    else:
        await call(hass, action, data, user_id=hass_read_only_user.id)
        assert cloud.requests
