"""The actions: what people give and get, what is refused, and the whole circle."""

import datetime as dt
from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import area_registry as ar, device_registry as dr
from homeassistant.util import dt as dt_util

from .helpers import PARIS, local_moments, made_in_the_app, stored

from custom_components.gizwits.api.when import When
from custom_components.gizwits.const import DOMAIN

from tests.action_helpers import World, call, device_id
from tests.common import entity_id, set_up, state_of, until
from tests.simulator import SimulatedCloud

WEEKLY: dict[str, Any] = {"time": "06:30", "weekdays": ["mon", "fri"]}
VALUES: dict[str, Any] = {"amount": 38, "option_a": True}


def on_machine(hass: HomeAssistant, world: World, **data: Any) -> dict[str, Any]:
    """Return the data of an action for the machine."""
    return {"device_id": device_id(hass, world, world.machine), **data}


async def listed(hass: HomeAssistant, **data: Any) -> list[Any]:
    """Return the schedules of what is named."""
    answer: Any = await call(hass, "get_schedules", data)
    found: list[Any] = answer["schedules"]
    return found


async def test_life_of_a_schedule(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Made, listed with every field, changed, deleted."""
    own = on_machine(hass, world)
    end = dt_util.now().date() + dt.timedelta(days=700)
    data = own | WEEKLY | {"values": VALUES, "end_date": str(end), "remark": "早"}
    answer: Any = await call(hass, "create_schedule", data)
    (shown,) = await listed(hass, **own)
    next_run = dt.datetime.fromisoformat(shown.pop("next_run"))
    assert shown == {
        "schedule_id": answer["schedule_id"],
        "device": {**own, "name": "Machine"},
        **WEEKLY,
        "date": None,
        "days": [],
        "start_date": None,
        "end_date": str(end),
        "values": VALUES,
        "raw": False,
        "enabled": True,
        "remark": "早",
        "made_here": True,
        "keeps_local_time": True,
    }
    assert (next_run.hour, next_run.minute) == (6, 30)
    assert (
        next_run.utcoffset()
        == next_run.astimezone(dt_util.get_default_time_zone()).utcoffset()
    )
    change = own | {"schedule_id": answer["schedule_id"]}
    await call(hass, "update_schedule", change | {"time": "07:00:00", "end_date": None})
    await call(hass, "update_schedule", change | {"values": {"choice": "beta"}})
    await call(hass, "update_schedule", change | {"enabled": False, "remark": ""})
    (shown,) = await listed(hass, **own)
    assert (shown["time"], shown["weekdays"]) == ("07:00", ["mon", "fri"])
    assert (shown["end_date"], shown["values"]) == (None, {"choice": "beta"})
    assert (shown["enabled"], shown["remark"], shown["next_run"]) == (False, "", None)
    day = dt_util.now().date() + dt.timedelta(days=3)
    await call(hass, "update_schedule", change | {"date": day, "enabled": True})
    (shown,) = await listed(hass, **own)
    assert (shown["date"], shown["weekdays"]) == (str(day), [])
    assert shown["next_run"].startswith(f"{day}T07:00:00")
    await call(hass, "delete_schedule", change)
    assert stored(cloud, world.machine.did) == []
    assert await listed(hass, **own) == []


async def test_the_whole_circle(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Created by an action, run by the cloud, and seen by push."""
    soon = (dt_util.now() + dt.timedelta(minutes=3)).replace(second=0, microsecond=0)
    data = {"time": f"{soon:%H:%M}", "date": str(soon.date()), "values": {"amount": 77}}
    await call(hass, "create_schedule", on_machine(hass, world, **data))
    assert state_of(hass, world.machine, "amount") == "30"
    await cloud.clock.advance(240)
    await until(hass, lambda: state_of(hass, world.machine, "amount") == "77")
    assert [run.success for run in cloud.runner.runs] == [True]


async def test_of_several(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """By device, by entity and by area, each device once."""
    area = ar.async_get(hass).async_create("Bathroom")
    machine = device_id(hass, world, world.machine)
    dr.async_get(hass).async_update_device(machine, area_id=area.id)
    await made_in_the_app(world, When(time=dt.time(5), weekdays=frozenset({2})))
    second = {"entity_id": entity_id(hass, world.second, "amount")}
    await call(hass, "create_schedule", second | WEEKLY | {"values": VALUES})
    found = await listed(hass, device_id=[machine], area_id=area.id, **second)
    assert [one["device"]["name"] for one in found] == ["Machine", "Second"]
    assert [one["made_here"] for one in found] == [False, True]
    assert found[0]["weekdays"] == ["wed"]
    assert not found[0]["keeps_local_time"]
    assert cloud.requests_to("GET", "/app/devices/*/scheduler")
    # What the account has no longer may still be in the room, for the registry.
    gone = dr.async_get(hass).async_get_or_create(
        config_entry_id=world.entry.entry_id, identifiers={(DOMAIN, "gone")}
    )
    dr.async_get(hass).async_update_device(gone.id, area_id=area.id)
    assert await listed(hass, area_id=area.id) == found[:1]
    with pytest.raises(ServiceValidationError) as caught:
        await listed(hass, device_id=gone.id)
    assert caught.value.translation_key == "device_not_ready"


async def test_bytes_of_a_value(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """As numbers; and a label that Home Assistant shows in its own words."""
    data = on_machine(hass, world, values={"blob": [0, 1, 255, 0, 0, 0, 0, 0]})
    await call(hass, "create_schedule", data | WEEKLY)
    assert stored(cloud, world.machine.did)[0].attrs == {"blob": "0001ff0000000000"}
    (shown,) = await listed(hass, **on_machine(hass, world))
    assert shown["values"] == {"blob": "0001ff0000000000"}


@pytest.mark.parametrize(
    ("time", "meant"),
    [("7:05", (7, 5)), (990, (16, 30)), (59400, (16, 30)), (65, (1, 5))],
)
async def test_times(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    time: Any,
    meant: tuple[int, int],
) -> None:
    """Also without the quotes that YAML wants: then they are minutes or seconds."""
    data = on_machine(hass, world, values=VALUES, time=time, weekdays="sun, Monday")
    await call(hass, "create_schedule", data)
    own = {(day, dt.time(*meant)) for day in (0, 6)}
    assert local_moments(stored(cloud, world.machine.did), PARIS) == own


@pytest.mark.parametrize("days", ["1, 15", [1, "15"], ["1,15"]])
async def test_days_of_the_month(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, days: Any
) -> None:
    """As a list or as a text that lists them, as days of the week are."""
    data = on_machine(hass, world, values=VALUES, time="12:00", days=days)
    await call(hass, "create_schedule", data)
    for row in stored(cloud, world.machine.did):
        assert (row.when.repeat, row.when.days) == ("day", [1, 15])


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "hour": ({"time": "25:00"}, "not_a_time"),
    "word": ({"time": "noon"}, "not_a_time"),
    "seconds": ({"time": "06:30:15"}, "not_to_the_minute"),
    "weekday": ({"weekdays": ["mon", "caturday"]}, "unknown_weekday"),
    "day": ({"weekdays": None, "days": [32]}, "unknown_month_day"),
    "no day": ({"weekdays": None, "days": ["x"]}, "unknown_month_day"),
    "date": ({"weekdays": None, "date": "2027-02-30"}, "not_a_date"),
    "past": ({"weekdays": None, "date": "2020-01-01"}, "in_the_past"),
    "over": ({"end_date": "2020-01-01"}, "in_the_past"),
    "range": (
        {"start_date": "2030-02-01", "end_date": "2030-01-01"},
        "ends_before_start",
    ),
    "never": ({"start_date": "2030-01-01", "end_date": "2030-01-02"}, "never_runs"),
    "nothing": ({"weekdays": []}, "days_unclear"),
    "both": ({"days": [1]}, "days_unclear"),
    "once": (
        {"weekdays": None, "date": "2030-01-01", "end_date": "2030-02-01"},
        "once_with_range",
    ),
    "skipped": (
        {"weekdays": None, "date": "2027-03-28", "time": "02:30"},
        "skipped_time",
    ),
    "year": ({"start_date": "1066-10-14"}, "odd_date"),
    "unknown": ({"values": {"nope": 1}}, "unknown_datapoint"),
    "value": ({"values": {"amount": 500}}, "out_of_range"),
    "read": ({"values": {"measured": 5}}, "not_writable"),
    "empty": ({"values": {}}, "does_nothing"),
    "device": ({"device_id": None}, "no_device"),
    "devices": ({"device_id": "$machine", "entity_id": "$second"}, "several_devices"),
    "entity": ({"device_id": None, "entity_id": "sun.sun"}, "no_such_device"),
}


@pytest.mark.parametrize("bad", BAD)
async def test_bad_input(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, bad: str
) -> None:
    """It is said what is wrong, and nothing is sent."""
    changes, key = BAD[bad]
    data = on_machine(hass, world, values=VALUES, **WEEKLY) | changes
    if data.get("device_id") == "$machine":
        data["device_id"] = device_id(hass, world, world.machine)
        data["entity_id"] = entity_id(hass, world.second, "amount")
    given = {name: one for name, one in data.items() if one is not None}
    cloud.clear_recordings()
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "create_schedule", given)
    assert caught.value.translation_key == key
    assert not cloud.requests


@pytest.mark.parametrize("action", ["update_schedule", "delete_schedule"])
async def test_unknown_schedule(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, action: str
) -> None:
    """Also one of another device."""
    data = on_machine(hass, world, values=VALUES, **WEEKLY)
    made: Any = await call(hass, "create_schedule", data)
    other = {"device_id": device_id(hass, world, world.second), **made}
    change = {"time": "07:00"} if action == "update_schedule" else {}
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, action, other | change)
    assert caught.value.translation_key == "unknown_schedule"
    assert caught.value.translation_placeholders == {
        "name": "Second",
        "schedule": made["schedule_id"],
    }
    assert len(stored(cloud, world.machine.did)) == 3


async def test_bad_changes(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Nothing is even asked for what makes no sense."""
    data = on_machine(hass, world, values=VALUES, **WEEKLY)
    made: Any = await call(hass, "create_schedule", data)
    cloud.clear_recordings()
    for change, key in (
        ({}, "nothing_to_change"),
        ({"time": "25:00"}, "not_a_time"),
        ({"weekdays": ["xyz"]}, "unknown_weekday"),
        ({"values": {"amount": 1}}, "out_of_range"),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(
                hass, "update_schedule", on_machine(hass, world, **made) | change
            )
        assert caught.value.translation_key == key
    assert not cloud.requests


async def test_half_done(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """A person is told how far it came."""
    data = on_machine(hass, world, values=VALUES, **WEEKLY)
    made: Any = await call(hass, "create_schedule", data)
    path = "/app/devices/*/scheduler/*"
    cloud.faults.next(method="PUT", path=path, delay=0.001)
    cloud.faults.all(method="PUT", path=path, error_code=9999)
    with pytest.raises(HomeAssistantError) as caught:
        await call(
            hass, "update_schedule", on_machine(hass, world, time="09:00", **made)
        )
    assert caught.value.translation_key == "half_done"
    assert caught.value.translation_placeholders == {
        "name": "Machine",
        "done": "1",
        "wanted": "3",
        "code": "9999",
    }


async def test_the_device_of_another_account(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """It is no part of a task."""
    entry = await set_up(hass, cloud, world.guest, account="fedcba98")
    device = cloud.add_device(world.machine.product_key)
    cloud.bind(world.guest, device)
    await entry.runtime_data.async_refresh()
    await until(hass, lambda: device.did in entry.runtime_data.devices)
    other = World(entry, world.guest, world.user, device, device, device)
    cloud.clear_recordings()
    step = {"device_id": device_id(hass, other, device), "values": VALUES}
    data = {"config_entry_id": world.entry.entry_id, "devices": [step], **WEEKLY}
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "create_task", data)
    assert caught.value.translation_key == "other_account"
    step["device_id"] = device.did
    with pytest.raises(ServiceValidationError):
        await call(hass, "create_task", data)
    assert not cloud.requests
