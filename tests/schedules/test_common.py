"""The schedules of groups and scenes: as those of devices, by the same actions."""

import copy
import datetime as dt
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import device_registry as dr

from .helpers import MORNINGS, PARIS, live_in, local_moments, stored

from custom_components.gizwits.api.common_schedules import CommonSchedules
from custom_components.gizwits.api.plan import Plan
from custom_components.gizwits.api.target import Target, TargetKind
from custom_components.gizwits.api.when import When
from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.schedules.keeping import async_keep_all
from custom_components.gizwits.schedules.source import SCENE_PREFIX

from tests.action_helpers import World, build_world, call, fill_world, scene_entity
from tests.simulator import SimulatedCloud, User

COMMON = "/app/common_scheduler"
HALF_PAST_SIX = {(0, dt.time(6, 30)), (4, dt.time(6, 30))}
WHEN: dict[str, Any] = {"time": "06:30", "weekdays": ["mon", "fri"]}


@pytest.fixture
async def world(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> World:
    """Return an account with a group and a scene, in Paris."""
    await live_in(hass, PARIS)
    world = await fill_world(hass, cloud, await build_world(hass, cloud, user))
    await world.entry.runtime_data.groups.async_refresh()
    cloud.clear_recordings()
    return world


def group(hass: HomeAssistant, world: World) -> dict[str, Any]:
    """Return the field that names the group."""
    found = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, f"group-{world.group}"), world.entry.entry_id
    )
    assert found
    return {"device_id": found.id}


async def _listed(hass: HomeAssistant, target: dict[str, Any]) -> list[Any]:
    answer: Any = await call(hass, "get_schedules", target)
    schedules: list[Any] = answer["schedules"]
    return schedules


async def test_of_a_group(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """At the local time all year, in parts; seen, changed and deleted as one."""
    target = group(hass, world)
    values = {"amount": 38, "choice": "gamma"}
    answer = await call(
        hass, "create_schedule", {**target, **WHEN, "values": values, "remark": "r"}
    )
    parts = stored(cloud, world.group)
    assert len(parts) == 3
    assert {one.kind for one in parts} == {"group_id"}
    assert local_moments(parts, PARIS) == HALF_PAST_SIX
    (shown,) = await _listed(hass, target)
    assert shown["schedule_id"] == answer["schedule_id"]
    assert shown["device"] == {"device_id": target["device_id"], "name": "Both"}
    assert (shown["time"], shown["weekdays"]) == ("06:30", ["mon", "fri"])
    assert (shown["values"], shown["remark"]) == (values, "r")
    assert (shown["made_here"], shown["keeps_local_time"]) == (True, True)

    change = {**target, "schedule_id": answer["schedule_id"]}
    await call(hass, "update_schedule", {**change, "time": "08:00", "enabled": False})
    (shown,) = await _listed(hass, target)
    assert (shown["time"], shown["enabled"], shown["next_run"]) == (
        "08:00",
        False,
        None,
    )
    assert shown["values"] == values
    await call(hass, "update_schedule", {**change, "values": {"amount": 21}})
    assert {one.attrs["amount"] for one in stored(cloud, world.group)} == {21}
    await call(hass, "delete_schedule", change)
    assert stored(cloud, world.group) == []
    assert await _listed(hass, target) == []


async def test_of_a_scene(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """It brings along what to do."""
    target = {"entity_id": await scene_entity(hass)}
    (scene_id,) = cloud.scenes
    answer = await call(hass, "create_schedule", {**target, **WHEN})
    parts = stored(cloud, scene_id)
    assert {one.kind for one in parts} == {"scene_id"}
    assert local_moments(parts, PARIS) == HALF_PAST_SIX
    received = cloud.requests_to("POST", COMMON)[0]
    assert "attrs" not in received.body
    (shown,) = await _listed(hass, target)
    assert (shown["device"], shown["scene"]) == (None, target["entity_id"])
    assert shown["values"] == {}
    change = {**target, "schedule_id": answer["schedule_id"]}
    await call(hass, "update_schedule", {**change, "enabled": False})
    assert not any(one.enabled for one in stored(cloud, scene_id))
    for action, data in (
        ("create_schedule", {**target, **WHEN, "values": {"amount": 38}}),
        ("update_schedule", {**change, "values": {"amount": 38}}),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, action, data)
        assert caught.value.translation_key == "scene_brings_values"
    await call(hass, "delete_schedule", change)
    assert stored(cloud, scene_id) == []


async def test_made_in_the_app(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Seen for the group only, switched, and left in the cloud's words."""
    common = CommonSchedules(world.client)
    when = When(time=dt.time(5), weekdays=frozenset({2}))
    target = Target(TargetKind.GROUP, world.group)
    made = await common.create(target, Plan(when=when, attrs={"amount": 50}))
    device = Target(TargetKind.DEVICE, world.machine.did)
    await common.create(device, Plan(when=when, attrs={"amount": 51}))
    (shown,) = await _listed(hass, group(hass, world))
    assert (shown["schedule_id"], shown["values"]) == (made, {"amount": 50})
    assert shown["made_here"] is False
    await call(
        hass,
        "update_schedule",
        {**group(hass, world), "schedule_id": made, "enabled": False},
    )
    (kept,) = stored(cloud, world.group)
    assert (kept.enabled, kept.when.time) == (False, "05:00")


async def test_a_cloud_that_lists_everything(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Only those of the group are the group's."""
    row = {"id": "a", "time": "05:00", "repeat": "mon", "attrs": {"amount": 30}}
    cloud.faults.next(
        path=COMMON,
        body=[
            {**row, "did": world.machine.did},
            {**row, "id": "b", "group_id": world.group},
            {**row, "id": "c", "group_id": "elsewhere"},
        ],
    )
    (shown,) = await _listed(hass, group(hass, world))
    assert shown["schedule_id"] == "b"


async def test_refused_before_anything_is_sent(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """As for devices; the account itself has none."""
    target = group(hass, world)
    for data, key in (
        ({**target, **WHEN, "values": {"amount": 5}}, "out_of_range"),
        ({**target, **WHEN, "values": {"other": 5}}, "unknown_datapoint"),
        ({**target, **WHEN}, "does_nothing"),
        ({**target, "time": "06:30", "values": {"amount": 30}}, "days_unclear"),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, "create_schedule", data)
        assert caught.value.translation_key == key
    assert not cloud.requests
    with pytest.raises(ServiceValidationError) as unknown:
        await call(hass, "delete_schedule", {**target, "schedule_id": "nix"})
    assert unknown.value.translation_key == "unknown_schedule"
    cloud.faults.next(path=COMMON, error_code=9039)
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, "get_schedules", target)
    assert refused.value.translation_key == "error_9039"


async def test_what_is_gone(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """A group or a scene that was deleted is not set up any more."""
    book = world.entry.runtime_data.common_schedules
    (scene_id,) = cloud.scenes
    assert book.has(f"group-{world.group}")
    assert book.has(f"{SCENE_PREFIX}{scene_id}")
    assert not book.has("group-nix")
    assert not book.has(world.machine.did)
    target = group(hass, world)
    del world.entry.runtime_data.groups.groups[world.group]
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "get_schedules", target)
    assert caught.value.translation_key == "device_not_ready"


async def test_kept_over_restarts_and_years(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    freezer: FrozenDateTimeFactory,
) -> None:
    """What we made is known again, and converted again before its parts run out."""
    target = group(hass, world)
    await call(hass, "create_schedule", {**target, **WHEN, "values": {"amount": 38}})
    await hass.config_entries.async_reload(world.entry.entry_id)
    await world.entry.runtime_data.groups.async_refresh()
    account = world.entry.runtime_data
    book, key = account.common_schedules, f"group-{world.group}"
    (shown,) = await book.async_get(key, dt.timedelta(0))
    assert (shown.is_ours, shown.when) == (True, MORNINGS)
    before = book.memory.made[shown.id].exact_until
    freezer.tick(dt.timedelta(days=250))
    cloud.clear_recordings()
    await async_keep_all(account)
    after = book.memory.made[shown.id].exact_until
    assert before is not None
    assert after is not None
    assert after > before
    (again,) = await book.async_get(key, dt.timedelta(0))
    assert copy.replace(again, parts=()) == copy.replace(shown, parts=())
    await hass.config_entries.async_remove(world.entry.entry_id)
