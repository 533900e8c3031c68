"""Commands of an app that sends them to the newer platform, not to the Open API."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.const import CONF_PASSWORD, CONF_REGION, CONF_USERNAME, STATE_ON
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr

from .acting import act
from .action_helpers import World, call, device_id
from .common import ACCOUNT, add_device, is_known, state_of, until

from custom_components.gizwits.api.groups import Groups
from custom_components.gizwits.const import CONF_ACCOUNT, CONF_APP_ID, DOMAIN

from tests.simulator import SimulatedCloud

BESTWAY_V2 = "43424551921d4ee18dd279140e11e198"
CONTROL = "/app/user/control_log"


@pytest.fixture
async def world(hass: HomeAssistant, regions: dict[str, SimulatedCloud]) -> World:
    """Return an account of that app."""
    cloud = regions["eu"]
    app = cloud.add_app(BESTWAY_V2, commands_by_aep=True)
    user = cloud.add_user("vera", "Password1!", app=app)
    tub = add_device(cloud, user, "spa", alias="Hot tub", mac="accf2350d447")
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="vera",
        data={
            CONF_ACCOUNT: ACCOUNT,
            CONF_APP_ID: BESTWAY_V2,
            CONF_REGION: "eu",
            CONF_USERNAME: "vera",
            CONF_PASSWORD: "Password1!",
        },
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(hass, lambda: all(map(is_known, entry.runtime_data.devices.values())))
    cloud.clear_recordings()
    return World(entry, user, user, tub, tub, tub)


async def test_an_entity_is_set(
    hass: HomeAssistant, regions: dict[str, SimulatedCloud], world: World
) -> None:
    """Nothing is sent to the Open API, which would refuse it."""
    cloud = regions["eu"]
    await act(hass, world.machine, "panel_lock", "turn_on")
    await until(hass, lambda: world.machine.values["panel_lock"] is True)
    assert state_of(hass, world.machine, "panel_lock") == STATE_ON
    (received,) = cloud.requests_to("POST", CONTROL)
    assert received.body["appKey"] == BESTWAY_V2
    assert received.body["data"] == {
        "command": {"panel_lock": True},
        "did": world.machine.did,
        "mac": "accf2350d447",
        "productKey": world.machine.product_key,
        "uid": world.user.uid,
    }
    assert not cloud.requests_to("POST", "/app/control/")


async def test_several_datapoints_are_set(
    hass: HomeAssistant, regions: dict[str, SimulatedCloud], world: World
) -> None:
    """In one request; a device that is offline is told of as ever."""
    cloud = regions["eu"]
    data = {
        "device_id": device_id(hass, world, world.machine),
        "values": {"power": True, "heater": True},
    }
    await call(hass, "set_datapoints", data)
    (received,) = cloud.requests_to("POST", CONTROL)
    assert received.body["data"]["command"] == data["values"]
    await world.machine.set_online(False)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "set_datapoints", data)
    assert caught.value.translation_key == "error_9042"


async def test_a_group_is_set(
    hass: HomeAssistant, regions: dict[str, SimulatedCloud], world: World
) -> None:
    """Each of its devices by itself; who did not get it is said."""
    cloud = regions["eu"]
    second = add_device(cloud, world.user, "spa", alias="Second tub")
    await world.entry.runtime_data.async_refresh()
    await until(hass, lambda: len(world.entry.runtime_data.devices) == 2)
    group = await Groups(world.client).create("Both", second.product_key)
    await Groups(world.client).add(group, [world.machine.did, second.did])
    await world.entry.runtime_data.groups.async_refresh()
    cloud.clear_recordings()
    data = {"group": "Both", "values": {"filter": True}}
    await call(hass, "control_group", data)
    assert {one.did for one in cloud.controls} == {world.machine.did, second.did}
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, f"group-{group}"), world.entry.entry_id
    )
    assert device
    await second.set_online(False)
    for action, target in (
        ("control_group", data),
        ("set_datapoints", {"device_id": device.id, "values": {"heater": True}}),
    ):
        with pytest.raises(HomeAssistantError) as caught:
            await call(hass, action, target)
        assert caught.value.translation_key == "group_missed"
        placeholders = caught.value.translation_placeholders or {}
        assert placeholders["devices"] == "Second tub"
    assert not cloud.requests_to("POST", f"/app/group/{group}/control")


@pytest.mark.parametrize(
    "missing",
    [{"status": 404, "body": {}}, {"status": 405, "html": True}, {"status": 404}],
)
async def test_a_platform_that_takes_no_commands(
    hass: HomeAssistant,
    regions: dict[str, SimulatedCloud],
    world: World,
    missing: dict[str, Any],
) -> None:
    """The Open API may take them then; any other trouble is what it is."""
    cloud = regions["eu"]
    cloud.accounts.apps[BESTWAY_V2].commands_by_aep = False
    cloud.faults.all(path=CONTROL, **missing)
    data = {
        "device_id": device_id(hass, world, world.machine),
        "values": {"power": True},
    }
    await call(hass, "set_datapoints", data)
    assert len(cloud.requests_to("POST", "/app/control/")) == 1
    cloud.faults.clear()
    cloud.faults.all(path=CONTROL, status=503)
    with pytest.raises(HomeAssistantError):
        await call(hass, "set_datapoints", data)
    assert len(cloud.requests_to("POST", "/app/control/")) == 1
