"""What the device picker offers: devices, groups, the account; and what each can be told."""

from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr

from .action_helpers import World, build_world, call, device_id, fill_world
from .common import set_up, state_of, until

from custom_components.gizwits.const import DOMAIN

from tests.simulator import SimulatedCloud, User


@pytest.fixture
async def world(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> World:
    """Return an account with two machines in a group that is set up."""
    world = await fill_world(hass, cloud, await build_world(hass, cloud, user))
    await world.entry.runtime_data.groups.async_refresh()
    cloud.clear_recordings()
    return world


def group_id(hass: HomeAssistant, world: World) -> str:
    """Return the device that stands for the group."""
    found = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, f"group-{world.group}"), world.entry.entry_id
    )
    assert found
    return found.id


async def test_a_group_is_set_by_its_device(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """By one request; what does not fit is refused before."""
    target = group_id(hass, world)
    await call(hass, "set_datapoints", {"device_id": target, "values": {"amount": 44}})
    (received,) = [one for one in cloud.requests if one.method == "POST"]
    assert received.path == f"/app/group/{world.group}/control"
    assert received.body == {"attrs": {"amount": 44}}
    await until(hass, lambda: state_of(hass, world.second, "amount") == "44")
    cloud.clear_recordings()
    with pytest.raises(ServiceValidationError) as caught:
        await call(
            hass, "set_datapoints", {"device_id": target, "values": {"amount": 5}}
        )
    assert caught.value.translation_key == "out_of_range"
    assert caught.value.translation_placeholders["name"] == "Both"  # type: ignore[index]
    assert not cloud.requests


async def test_bytes_for_a_group(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Who of them did not get it is said, and none forgets its state."""
    target = group_id(hass, world)
    await call(hass, "send_raw_command", {"device_id": target, "data": [1, 1]})
    assert {(one.did, one.p0) for one in cloud.raws} == {
        (world.machine.did, b"\x01\x01"),
        (world.second.did, b"\x01\x01"),
    }
    await world.second.set_online(False)
    for action, data in (
        ("send_raw_command", {"data": "0101"}),
        ("set_datapoints", {"values": {"amount": 33}}),
    ):
        with pytest.raises(HomeAssistantError) as caught:
            await call(hass, action, {"device_id": target, **data})
        assert caught.value.translation_key == "group_missed"
    cloud.faults.next(path=f"/app/group/{world.group}/control", error_code=9042)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "send_raw_command", {"device_id": target, "data": "0101"})
    assert caught.value.translation_key == "error_9042"
    group = world.entry.runtime_data.groups.groups[world.group]
    assert group.available
    assert group.data.values


async def test_a_group_in_a_scene(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Chosen as a device."""
    steps = [{"device_id": group_id(hass, world), "values": {"amount": 21}}]
    await call(hass, "create_scene", {"name": "Group", "steps": steps})
    (scene,) = [one for one in cloud.scenes.values() if one.scene_name == "Group"]
    assert scene.tasks == [
        {"task_type": "group", "group_id": world.group, "attrs": {"amount": 21}}
    ]
    listed: Any = await call(hass, "get_groups", {})
    assert listed["groups"][0]["device_id"] == group_id(hass, world)


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("get_device_log", {}),
        ("update_binding", {"alias": "X"}),
        ("unbind_device", {}),
        ("get_guests", {}),
        ("share_device", {"person": "ben"}),
        ("get_rule_parameters", {}),
        ("get_aggregated_data", {"datapoints": ["measured"]}),
    ],
)
async def test_what_only_devices_can(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    action: str,
    data: dict[str, Any],
) -> None:
    """A group and the account are told apart from them, by name."""
    for target, key in (
        (group_id(hass, world), "is_a_group"),
        (device_id(hass, world, None), "not_a_device"),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, action, {"device_id": target, **data})
        assert caught.value.translation_key == key
    assert not cloud.requests


async def test_a_scene_changed_in_part(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """What is not given stays; parts that only the app knows are not lost."""
    (entity,) = hass.states.async_entity_ids("scene")
    (scene,) = cloud.scenes.values()
    tasks = list(scene.tasks)
    await call(hass, "update_scene", {"entity_id": entity, "name": "Late"})
    assert (scene.scene_name, scene.remark, scene.tasks) == ("Late", "", tasks)
    assert hass.states.get(entity).attributes["friendly_name"].endswith("Late")  # type: ignore[union-attr]
    steps = [{"delay": 5}, {"group": "Both", "values": {"amount": 21}}]
    await call(
        hass, "update_scene", {"entity_id": entity, "steps": steps, "remark": "r"}
    )
    assert (scene.scene_name, scene.remark) == ("Late", "r")
    assert [task["task_type"] for task in scene.tasks] == ["delay", "group"]

    async def refused(**data: Any) -> str | None:
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, "update_scene", {"entity_id": entity, **data})
        return caught.value.translation_key

    assert await refused() == "nothing_to_change"
    assert await refused(steps=[{"delay": 1}]) == "scene_does_nothing"
    scene.tasks.append({"task_type": "moon"})
    assert await refused(name="X") == "steps_unknown"
    await call(hass, "update_scene", {"entity_id": entity, "steps": steps})
    cloud.scenes.clear()
    assert await refused(name="X") == "scene_gone"


async def test_the_name_of_the_other_person(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """It is shown instead of the masked one; empty is none."""
    data = {"sharing_id": world.sharing, "name": " Ben "}
    await call(hass, "update_sharing", data)
    listed: Any = await call(hass, "get_sharings", {})
    assert listed["sharings"][0]["person"] == "Ben"
    await call(hass, "update_sharing", {**data, "name": ""})
    listed = await call(hass, "get_sharings", {})
    assert listed["sharings"][0]["person"] == "ben-the-guest"
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "update_sharing", {**data, "sharing_id": 999})
    assert caught.value.translation_key == "error_9084"


async def test_one_device_in_two_accounts(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Each of them sets it by itself; which account is meant has to be said."""
    other = cloud.add_user("olga", "Password1!")
    cloud.bind(other, world.machine)
    entry = await set_up(hass, cloud, other, account="other000")
    theirs = World(entry, other, other, world.machine, world.machine, world.machine)
    targets = [device_id(hass, one, world.machine) for one in (world, theirs)]
    assert len(set(targets)) == 2
    cloud.clear_recordings()
    for amount, target in enumerate(targets, 50):
        await call(
            hass, "set_datapoints", {"device_id": target, "values": {"amount": amount}}
        )
    tokens = [
        one.headers["X-Gizwits-User-token"]
        for one in cloud.requests_to("POST", "/app/control/")
    ]
    assert [cloud.accounts.tokens[token].user for token in tokens] == [
        world.user,
        other,
    ]
    with pytest.raises(ServiceValidationError):
        await call(hass, "get_scenes", {})
    answer: Any = await call(hass, "get_scenes", {"config_entry_id": entry.entry_id})
    assert answer == {"scenes": []}
    with pytest.raises(ServiceValidationError) as caught:
        await call(
            hass,
            "create_group",
            {
                "name": "X",
                "devices": [targets[0]],
                "config_entry_id": entry.entry_id,
            },
        )
    assert caught.value.translation_key == "other_account"
    await hass.config_entries.async_unload(entry.entry_id)
    for action, data in (
        ("set_datapoints", {"device_id": targets[1], "values": {"amount": 33}}),
        ("get_scenes", {"config_entry_id": entry.entry_id}),
    ):
        with pytest.raises(ServiceValidationError) as unloaded:
            await call(hass, action, data)
        assert unloaded.value.translation_key == "service_config_entry_not_loaded"
