"""Actions of groups and scenes."""

from typing import Any

import pytest
import voluptuous as vol

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .acting import add_made_up
from .action_helpers import World, build_world, call, device_id, fill_world
from .common import set_up, state_of, until
from .shapes import definition, pick

from custom_components.gizwits.account import scenes as account_scenes
from custom_components.gizwits.const import DOMAIN

from tests.simulator import SimulatedCloud, User


@pytest.fixture
async def world(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    """Return an account with a group and a scene."""
    monkeypatch.setattr(account_scenes, "LOOKS", (0.05, 0.05))
    return await fill_world(hass, cloud, await build_world(hass, cloud, user))


async def test_groups(hass: HomeAssistant, cloud: SimulatedCloud, world: World) -> None:
    """Made of devices, changed, deleted; devices as they are known here."""
    machine, second, fan = (
        device_id(hass, world, device)
        for device in (world.machine, world.second, world.fan)
    )
    await call(hass, "delete_group", {"group": "Both"})
    answer = await call(hass, "create_group", {"name": "Heaters", "devices": [machine]})
    group = answer["group"]
    await call(
        hass,
        "update_group",
        {
            "group": "Heaters",
            "name": "All heaters",
            "add_devices": [second],
            "remove_devices": [machine],
        },
    )
    await world.entry.runtime_data.groups.async_refresh()
    own = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, f"group-{group}"), world.entry.entry_id
    )
    assert own
    assert await call(hass, "get_groups", {}) == {
        "groups": [
            {
                "group": group,
                "device_id": own.id,
                "name": "All heaters",
                "product": "machine",
                "devices": [{"device_id": second, "name": "Second"}],
            }
        ]
    }
    for action, data, key in (
        ("create_group", {"name": "X", "devices": [machine, fan]}, "several_products"),
        ("update_group", {"group": group, "add_devices": [fan]}, "several_products"),
        ("update_group", {"group": group}, "nothing_to_change"),
        ("update_group", {"group": "Nix", "name": "X"}, "unknown_group"),
        ("delete_group", {"group": "Nix"}, "unknown_group"),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, action, data)
        assert caught.value.translation_key == key
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, "update_group", {"group": group, "remove_devices": [machine]})
    assert refused.value.translation_key == "group_unchanged"
    assert refused.value.translation_placeholders == {"devices": "Machine"}


async def test_two_groups_of_one_name(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """They are known by their ids."""
    other = (await call(hass, "create_group", {"name": "Both"}))["group"]
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "delete_group", {"group": "Both"})
    assert caught.value.translation_key == "unknown_group"
    assert (caught.value.translation_placeholders or {})["known"] == "Both, Both"
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "control_group", {"group": other, "values": {"amount": 33}})
    assert caught.value.translation_key == "group_without_product"
    await call(hass, "delete_group", {"group": other})
    assert set(cloud.groups) == {world.group}


async def test_devices_of_another_account(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """An account cannot be left out where there are two, and devices do not mix."""
    theirs = await set_up(hass, cloud, world.guest, account="89abcdef")
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "get_groups", {})
    expected = "service_found_multiple_config_entry_for_domain"
    assert caught.value.translation_key == expected
    target = device_id(hass, world, world.machine)
    account = {"config_entry_id": theirs.entry_id, "name": "X"}
    step = {"device_id": target, "values": {"amount": 33}}
    for action, data in (
        ("create_group", {"devices": [target]}),
        ("create_scene", {"steps": [step]}),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, action, {**account, **data})
        assert caught.value.translation_key == "other_account"
    own = {"config_entry_id": world.entry.entry_id}
    assert len((await call(hass, "get_groups", own))["groups"]) == 1  # type: ignore[arg-type]


async def test_controlling_a_group(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """One request, checked as for a device; who was not reached is named."""
    answer = await call(
        hass, "control_group", {"group": "Both", "values": {"amount": 77}}
    )
    assert answer == {
        "devices": [
            {"device_id": device_id(hass, world, world.machine), "name": "Machine"},
            {"device_id": device_id(hass, world, world.second), "name": "Second"},
        ]
    }
    path = f"/app/group/{world.group}/control"
    assert len(cloud.requests_to("POST", path)) == 1
    for device in (world.machine, world.second):
        await until(
            hass, lambda device=device: state_of(hass, device, "amount") == "77"
        )
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "control_group", {"group": "Both", "values": {"amount": 500}})
    assert caught.value.translation_key == "out_of_range"
    assert (caught.value.translation_placeholders or {})["name"] == "Both"
    assert len(cloud.requests_to("POST", path)) == 1
    await world.second.set_online(False)
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, "control_group", {"group": "Both", "values": {"amount": 66}})
    assert refused.value.translation_key == "group_missed"
    assert refused.value.translation_placeholders == {
        "name": "Both",
        "devices": "Second",
    }


async def test_a_group_of_a_product_with_its_own_way(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """What a quirk says of writing holds for groups too: bytes instead of values."""
    heater = add_made_up(
        cloud,
        user,
        definition(
            "Heatzy",
            pick("mode", "舒适", "经济", "解冻", "停止"),
            key="9420ae048da545c88fc6274d204dd25f",
        ),
    )
    world = await build_world(hass, cloud, user)
    target = device_id(hass, world, heater)
    await call(hass, "create_group", {"name": "Heat", "devices": [target]})
    cloud.clear_recordings()
    await call(hass, "control_group", {"group": "Heat", "values": {"mode": "经济"}})
    assert [(raw.did, raw.p0) for raw in cloud.raws] == [(heater.did, b"\x01\x01\x01")]
    assert not cloud.controls


async def test_scenes(hass: HomeAssistant, cloud: SimulatedCloud, world: World) -> None:
    """Made of devices, groups and pauses; an entity at once; run; deleted."""
    cloud.settings.delay_scale = 0.001
    await world.entry.runtime_data.groups.async_refresh()
    target = device_id(hass, world, world.machine)
    machine = {"device_id": target, "name": "Machine"}
    answer = await call(
        hass,
        "create_scene",
        {
            "name": "Night",
            "remark": "quiet",
            "steps": [
                {"device_id": target, "values": {"choice": "gamma", "blob": "ff"}},
                {"delay": 3},
                {"group": "Both", "values": {"amount": 21}},
            ],
        },
    )
    entity = answer["entity_id"]
    assert isinstance(entity, str)
    assert hass.states.get(entity)
    listed: Any = await call(hass, "get_scenes", {})
    (own,) = [one for one in listed["scenes"] if one["entity_id"] == entity]
    assert own == {
        "entity_id": entity,
        "name": "Night",
        "remark": "quiet",
        "steps": [
            {
                "device": machine,
                "values": {"choice": "gamma", "blob": "ff" + "00" * 7},
                "raw": False,
            },
            {"delay": 3},
            {"group": world.group, "values": {"amount": 21}, "raw": False},
        ],
    }
    cloud.clear_recordings()
    assert await call(hass, "run_scene", {"entity_id": entity}) == {"status": "done"}
    await until(hass, lambda: state_of(hass, world.second, "amount") == "21")
    assert state_of(hass, world.machine, "choice") == "gamma"

    await call(hass, "delete_scene", {"entity_id": entity})
    await until(hass, lambda: er.async_get(hass).async_get(entity) is None)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "run_scene", {"entity_id": entity})
    assert caught.value.translation_key == "not_a_scene"


@pytest.mark.parametrize(
    ("steps", "key"),
    [
        ([{"delay": 5}], "scene_does_nothing"),
        ([{"values": {"amount": 33}}], "step_unclear"),
        ([{"device": True}], "step_unclear"),
        ([{"delay": 5, "values": {"amount": 33}}], "step_unclear"),
        ([{"device": True, "delay": 5, "values": {"amount": 33}}], "step_unclear"),
        ([{"group": "Both", "device": True, "values": {"amount": 3}}], "step_unclear"),
        ([{}], "step_unclear"),
        ([{"device": True, "values": {"amount": 5}}], "out_of_range"),
        ([{"group": "Both", "values": {"amount": 5}}], "out_of_range"),
        ([{"group": "Nix", "values": {"amount": 33}}], "unknown_group"),
    ],
)
async def test_scenes_that_make_no_sense(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    steps: list[dict[str, Any]],
    key: str,
) -> None:
    """Nothing is made."""
    target = device_id(hass, world, world.machine)
    for step in steps:
        if step.pop("device", False):
            step["device_id"] = target
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "create_scene", {"name": "X", "steps": steps})
    assert caught.value.translation_key == key
    assert len(cloud.scenes) == 1
    with pytest.raises(vol.Invalid):
        await call(hass, "create_scene", {"name": "X", "steps": [{"delay": 3601}]})


async def test_scenes_of_others(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Entities of other integrations, and what was deleted meanwhile."""
    hass.states.async_set("scene.other", "unknown")
    other = er.async_get(hass).async_get_or_create("scene", "other", "1")
    for entity in ("scene.other", other.entity_id):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, "delete_scene", {"entity_id": entity})
        assert caught.value.translation_key == "not_a_scene"
    entity = next(
        one
        for one in hass.states.async_entity_ids("scene")
        if (found := er.async_get(hass).async_get(one)) and found.platform == "gizwits"
    )
    cloud.scenes.clear()
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, "run_scene", {"entity_id": entity})
    assert refused.value.translation_key == "error_9220"
