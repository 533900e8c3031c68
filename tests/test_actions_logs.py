"""Actions that read: the log of a device, its numbers, the rules, the cloud itself."""

import asyncio
from typing import Any

import pytest
import voluptuous as vol

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util import dt as dt_util

from .acting import add_made_up
from .action_helpers import World, build_world, call, device_id
from .shapes import bit, definition

from custom_components.gizwits.api.exceptions import ERRORS

from tests.simulator import SimulatedCloud, User

# A log is asked for up to the last full second.
_A_SECOND = 1.1


@pytest.fixture
async def world(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> World:
    """Return an account that is set up."""
    return await build_world(hass, cloud, user)


@pytest.mark.parametrize("nested", [False, True])
async def test_log(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, nested: bool
) -> None:
    """Both kinds, in both shapes of the answer; nobody's address or id."""
    cloud.settings.raw_data_nested = nested
    target = device_id(hass, world, world.machine)
    for amount in (31, 32):
        await call(
            hass, "set_datapoints", {"device_id": target, "values": {"amount": amount}}
        )
    await world.machine.set_online(False)
    await world.machine.set_online(True)
    await asyncio.sleep(_A_SECOND)

    answer = await call(hass, "get_device_log", {"device_id": target})
    records: Any = answer["records"]
    # Between them the device is asked what became of each: P0 action 2.
    commands = [
        one
        for one in records
        if one["type"] == "to_device" and not one["payload"].endswith("009002")
    ]
    assert len(commands) == 2
    assert {one["source"] for one in commands} == {"client"}
    assert all(bytes.fromhex(one["payload"]) for one in commands)
    assert records == sorted(records, key=lambda one: one["time"], reverse=True)
    assert all(one.keys() <= {"time", "type", "payload", "source"} for one in records)
    assert world.user.uid not in str(answer)

    answer = await call(
        hass,
        "get_device_log",
        {"device_id": target, "kind": "connections", "limit": 1},
    )
    (record,) = answer["records"]  # type: ignore[misc]
    assert record["type"] == "came_online"  # type: ignore[index,call-overload]


async def test_log_of_a_long_range(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """It is cut into requests of less than two days; times are Home Assistant's."""
    target = device_id(hass, world, world.machine)
    now = dt_util.now().replace(tzinfo=None, microsecond=0)
    await call(
        hass,
        "get_device_log",
        {
            "device_id": target,
            "start": str(now.replace(year=now.year - 1)),
            "end": str(now.replace(year=now.year + 1)),
        },
    )
    requests = cloud.requests_to("GET", f"/app/devices/{world.machine.did}/raw_data")
    assert len(requests) == 4
    with pytest.raises(ServiceValidationError) as caught:
        await call(
            hass,
            "get_device_log",
            {"device_id": target, "start": str(now), "end": str(now)},
        )
    assert caught.value.translation_key == "empty_range"
    for wrong in ({"kind": "all"}, {"limit": 0}, {"limit": 5001}, {"start": "soon"}):
        with pytest.raises(vol.Invalid):
            await call(hass, "get_device_log", {"device_id": target, **wrong})


async def test_log_of_what_has_a_password(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Its bytes are not shown."""
    device = add_made_up(
        cloud, user, definition("Kettle", bit("Light_On"), bit("wifi_password"))
    )
    world = await build_world(hass, cloud, user)
    target = device_id(hass, world, device)
    values = {"Light_On": True}
    await call(hass, "set_datapoints", {"device_id": target, "values": values})
    await asyncio.sleep(_A_SECOND)
    answer = await call(hass, "get_device_log", {"device_id": target})
    records: Any = answer["records"]
    assert records
    assert {one["payload"] for one in records} == {"**REDACTED**"}


async def test_log_that_is_not_given(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Only some products have one."""
    world.machine.product.raw_data = False
    target = device_id(hass, world, world.machine)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "get_device_log", {"device_id": target})
    assert caught.value.translation_key == "error_9039"


async def test_aggregated_data(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Numbers only, checked before anything is asked."""
    target = device_id(hass, world, world.machine)
    await world.machine.report({"measured": 40})
    await world.machine.report({"measured": 60})
    answer = await call(
        hass,
        "get_aggregated_data",
        {"device_id": target, "datapoints": "measured", "aggregator": "highest"},
    )
    rows: Any = answer["data"]
    assert rows[-1]["values"] == {"measured": 60}
    assert dt_util.parse_datetime(rows[-1]["time"])

    cloud.clear_recordings()
    for name, key in (("option_a", "not_a_number"), ("other", "unknown_datapoint")):
        with pytest.raises(ServiceValidationError) as caught:
            await call(
                hass,
                "get_aggregated_data",
                {"device_id": target, "datapoints": ["measured", name]},
            )
        assert caught.value.translation_key == key
        placeholders = caught.value.translation_placeholders or {}
        assert placeholders["expected"] == "amount, measured"
    assert not cloud.requests
    world.machine.product.agg_data = False
    with pytest.raises(HomeAssistantError) as refused:
        await call(
            hass, "get_aggregated_data", {"device_id": target, "datapoints": "measured"}
        )
    assert refused.value.translation_key == "error_9039"


async def test_cloud_status(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Its version, and its list of errors where it is wanted."""
    assert await call(hass, "get_cloud_status", {}) == {"version": "2.15.1"}
    answer: Any = await call(hass, "get_cloud_status", {"with_errors": True})
    assert {error["code"] for error in answer["errors"]} <= ERRORS.keys()
    assert answer["errors"][0] == {
        "code": 9001,
        "status": 400,
        "message": "mac already registered!",
    }
    cloud.faults.next(path="/status", status=500)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "get_cloud_status", {})
    assert caught.value.translation_key == "no_answer"
