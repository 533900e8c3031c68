"""The account's scenes on the cloud, as scenes of Home Assistant."""

from typing import Any

import pytest

from homeassistant.components.scene import DOMAIN as SCENE
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er

from .action_helpers import World, build_world, fill_world, scene_entity
from .common import ACCOUNT, state_of, until

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
    """Return an account with a scene."""
    monkeypatch.setattr(account_scenes, "LOOKS", (0.05, 0.05))
    return await fill_world(hass, cloud, await build_world(hass, cloud, user))


async def _turn_on(hass: HomeAssistant, entity: str) -> None:
    await hass.services.async_call(
        SCENE, "turn_on", {"entity_id": entity}, blocking=True
    )


async def test_a_scene(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """It belongs to the account, and running it does what it says."""
    entity = await scene_entity(hass)
    assert entity == "scene.gizwits_account_evening"
    state = hass.states.get(entity)
    assert state
    assert state.state == STATE_UNKNOWN
    registered = er.async_get(hass).async_get(entity)
    assert registered
    (scene_id,) = cloud.scenes
    assert registered.unique_id == f"{ACCOUNT}-scene-{scene_id}"
    device = dr.async_get(hass).async_get(registered.device_id or "")
    assert device
    assert device.entry_type is dr.DeviceEntryType.SERVICE
    assert device.identifiers == {(DOMAIN, ACCOUNT)}

    await _turn_on(hass, entity)
    await until(hass, lambda: state_of(hass, world.machine, "amount") == "55")
    state = hass.states.get(entity)
    assert state
    assert state.state != STATE_UNKNOWN
    assert len(cloud.requests_to("POST", "/app/scene/*/task")) == 1


async def test_a_scene_that_fails(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """A device that is offline does not take its command: that is said."""
    entity = await scene_entity(hass)
    await world.machine.set_online(False)
    with pytest.raises(HomeAssistantError) as caught:
        await _turn_on(hass, entity)
    assert caught.value.translation_key == "scene_failed"


@pytest.mark.parametrize(
    ("fault", "key"),
    [({"error_code": 9221}, "error_9221"), ({"status": 502}, "no_answer")],
)
async def test_a_scene_that_is_not_started(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    fault: dict[str, Any],
    key: str,
) -> None:
    """The person is told why."""
    entity = await scene_entity(hass)
    cloud.faults.next(method="POST", path="/app/scene/", **fault)
    with pytest.raises(HomeAssistantError) as caught:
        await _turn_on(hass, entity)
    assert caught.value.translation_key == key


async def test_a_refused_account(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The sign-in form is there."""
    entity = await scene_entity(hass)
    cloud.expire_tokens()
    world.user.password = "Changed-1"
    with pytest.raises(HomeAssistantError) as caught:
        await _turn_on(hass, entity)
    assert caught.value.translation_key == "auth_failed"
    await hass.async_block_till_done()
    assert hass.config_entries.flow.async_progress(include_uninitialized=True)


async def test_a_scene_whose_end_is_not_known(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """It was started: that is all there is to say."""
    entity = await scene_entity(hass)
    cloud.faults.all(method="GET", path="/app/scene/", status=502)
    await _turn_on(hass, entity)
    cloud.faults.clear()
    # Longer than anybody is kept waiting.
    scene = next(iter(cloud.scenes.values()))
    scene.tasks.insert(0, {"task_type": "delay", "time": 3})
    await _turn_on(hass, entity)


async def test_scenes_come_change_and_go(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Listed with the devices, at most hourly."""
    entity = await scene_entity(hass)
    cloud.clear_recordings()
    await world.entry.runtime_data.async_refresh()
    assert not cloud.requests_to("GET", "/app/scene")

    monkeypatch.setattr(account_scenes, "LIST_AFTER", 0)
    scene = next(iter(cloud.scenes.values()))
    scene.scene_name = "Late"
    await world.entry.runtime_data.async_refresh()
    await until(hass, lambda: _name(hass, entity) == "Gizwits account Late")
    assert len(cloud.requests_to("GET", "/app/scene")) == 1

    # What cannot be listed stays.
    cloud.faults.next(path="/app/scene", status=502)
    await world.entry.runtime_data.async_refresh()
    await until(hass, lambda: len(cloud.requests_to("GET", "/app/scene")) == 2)
    state = hass.states.get(entity)
    assert state
    assert state.state != STATE_UNAVAILABLE

    cloud.scenes.clear()
    await world.entry.runtime_data.async_refresh()
    await until(hass, lambda: er.async_get(hass).async_get(entity) is None)
    cloud.scenes[scene.id] = scene
    await world.entry.runtime_data.async_refresh()
    assert await scene_entity(hass)


def _name(hass: HomeAssistant, entity: str) -> str | None:
    state = hass.states.get(entity)
    return state.name if state else None


async def test_a_scene_that_went_while_home_assistant_was_off(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """What the registry still knows is found to be gone."""
    entity = await scene_entity(hass)
    await hass.config_entries.async_unload(world.entry.entry_id)
    cloud.scenes.clear()
    await hass.config_entries.async_setup(world.entry.entry_id)
    await until(hass, lambda: er.async_get(hass).async_get(entity) is None)


@pytest.mark.parametrize(
    "fault", [{"error_code": 9039}, {"status": 404, "html": True}, {"status": 502}]
)
async def test_a_cloud_without_scenes(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    fault: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nothing is missed and nothing complained about."""
    cloud.faults.all(path="/app/scene", **fault)
    await build_world(hass, cloud, user)
    await until(hass, lambda: cloud.requests_to("GET", "/app/scene"))
    assert not hass.states.async_entity_ids(SCENE)
    assert not [
        record
        for record in caplog.records
        if record.levelname in ("WARNING", "ERROR")
        and record.name.startswith("custom_components.gizwits")
    ]
