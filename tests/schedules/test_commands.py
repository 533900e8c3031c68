"""What a schedule sends where a product does not take values as they are."""

from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .helpers import NEVER, PARIS, book_of, live_in, stored, weekly

from custom_components.gizwits.schedules import ScheduleError

from tests.acting import add_made_up
from tests.action_helpers import World, build_world, call, device_id
from tests.shapes import R, bit, definition, pick, uint
from tests.simulator import SimulatedCloud, User
from tests.simulator.planning import add_schedule
from tests.simulator.schedules import Recurrence

WEEKLY: dict[str, Any] = {"time": "06:30", "weekdays": ["mon"]}


@pytest.fixture
def pilot(cloud: SimulatedCloud, user: User) -> Any:
    """Return a heater whose mode is written as bytes."""
    made_up = definition(
        "Heatzy",
        bit("locked"),
        bit("open_window", access=R),
        pick("mode", "舒适", "经济", "解冻", "停止"),
        key="9420ae048da545c88fc6274d204dd25f",
    )
    return add_made_up(cloud, user, made_up)


@pytest.fixture
def wave(cloud: SimulatedCloud, user: User) -> Any:
    """Return a spa whose filter has to run before its heater."""
    made_up = definition(
        "Wave_SPA_EU",
        bit("Power"),
        bit("Filter"),
        bit("Heater"),
        bit("Bubble"),
        bit("Factory_Reset"),
        uint("Temperature_setup", 20, 40),
        uint("Current_temperature", 0, 100),
    )
    return add_made_up(cloud, user, made_up)


@pytest.fixture
async def world(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, pilot: Any, wave: Any
) -> World:
    """Return an account that has both."""
    await live_in(hass, PARIS)
    return await build_world(hass, cloud, user)


async def test_a_value_that_is_bytes(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, pilot: Any
) -> None:
    """They are kept as bytes, and shown as the value they are."""
    own = {"device_id": device_id(hass, world, pilot)}
    await call(hass, "create_schedule", own | WEEKLY | {"values": {"mode": "eco"}})
    assert {(row.raw, str(row.attrs)) for row in stored(cloud, pilot.did)} == {
        ("010101", "{}")
    }
    answer: Any = await call(hass, "get_schedules", own)
    (shown,) = answer["schedules"]
    assert (shown["values"], shown["raw"]) == ({"mode": "经济"}, True)
    change = own | {"schedule_id": shown["schedule_id"], "remark": "Night"}
    await call(hass, "update_schedule", change)
    assert {row.raw for row in stored(cloud, pilot.did)} == {"010101"}


async def test_bytes_are_for_no_task(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, pilot: Any
) -> None:
    """A task has values only."""
    step = {"device_id": device_id(hass, world, pilot), "values": {"mode": "eco"}}
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "create_task", {"devices": [step], **WEEKLY})
    assert caught.value.translation_key == "task_bytes"


async def test_what_goes_before(cloud: SimulatedCloud, world: World, wave: Any) -> None:
    """One value brings along what it needs; several are for several schedules."""
    book = book_of(world)
    await book.async_create(wave.did, weekly(values={"Heater": True}))
    assert {str(row.attrs) for row in stored(cloud, wave.did)} == {
        str({"Filter": True, "Heater": True})
    }
    with pytest.raises(ScheduleError, match="several_commands") as caught:
        await book.async_create(
            wave.did, weekly(values={"Filter": True, "Heater": True})
        )
    assert caught.value.placeholders == {"datapoints": "Filter, Heater"}
    await book.async_create(wave.did, weekly(values={"Heater": False}))
    assert len(await book.async_get(wave.did, NEVER)) == 2


async def test_bytes_that_are_no_value(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, pilot: Any
) -> None:
    """What an app of somebody else's sends is shown as bytes, and nothing is made up."""
    when = Recurrence("05:30", "mon")
    add_schedule(cloud, world.user, pilot, {}, when, raw="0101ff")
    own = {"device_id": device_id(hass, world, pilot)}
    answer: Any = await call(hass, "get_schedules", own)
    (shown,) = answer["schedules"]
    assert (shown["values"], shown["raw"]) == ({}, True)


async def test_what_is_never_written(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, wave: Any
) -> None:
    """Nor does the cloud write it later."""
    own = {"device_id": device_id(hass, world, wave), "values": {"Factory_Reset": True}}
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "create_schedule", own | WEEKLY)
    assert "Factory_Reset" in str(caught.value.translation_placeholders)
    assert stored(cloud, wave.did) == []
