"""The account's tasks: made, run, tried again, logged, and where there are none."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util import dt as dt_util

from .helpers import MORNINGS, SHANGHAI, book_of

from custom_components.gizwits.api import GizwitsError
from custom_components.gizwits.schedule_errors import HalfDoneError
from custom_components.gizwits.schedules import LocalStep, LocalTask, ScheduleError

from tests.action_helpers import World, call, device_id
from tests.common import state_of, until
from tests.simulator import SimulatedCloud

PATH = "/app/scheduler"
WEEKLY: dict[str, Any] = {"time": "06:30", "weekdays": ["mon", "fri"]}


def steps(hass: HomeAssistant, world: World, **values: Any) -> list[dict[str, Any]]:
    """Return steps that set the same of two machines."""
    return [
        {"device_id": device_id(hass, world, each), "values": values or {"amount": 66}}
        for each in (world.machine, world.second)
    ]


async def tasks(hass: HomeAssistant) -> list[Any]:
    """Return the tasks."""
    answer: Any = await call(hass, "get_tasks", {})
    found: list[Any] = answer["tasks"]
    return found


async def test_life_of_a_task(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Made, listed with every field, deleted."""
    data = {"devices": steps(hass, world), **WEEKLY, "retries": 60, "retry": "failed"}
    made: Any = await call(hass, "create_task", data)
    (shown,) = await tasks(hass)
    assert shown.pop("next_run")[11:16] == "06:30"
    names = ("Machine", "Second")
    assert shown == {
        **made,
        **WEEKLY,
        "date": None,
        "devices": [
            {
                "device": {"device_id": step["device_id"], "name": name},
                "values": {"amount": 66},
            }
            for step, name in zip(data["devices"], names, strict=True)
        ],
        "retries": 60,
        "retry": "failed",
        "made_here": True,
        "keeps_local_time": True,
    }
    (own,) = cloud.runner.tasks.values()
    assert (own.retry_count, own.retry_task) == (60, "failed")
    await call(hass, "delete_task", made)
    assert not cloud.runner.tasks
    assert await tasks(hass) == []


async def test_run_fail_and_log(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The whole circle: run by the cloud, seen by push, the failed device in the log."""
    await world.second.set_online(False)
    soon = (dt_util.now() + dt.timedelta(minutes=3)).replace(second=0, microsecond=0)
    data = {
        "devices": steps(hass, world),
        "time": f"{soon:%H:%M}",
        "date": str(soon.date()),
    }
    made: Any = await call(hass, "create_task", data)
    empty: Any = await call(hass, "get_task_log", made)
    assert empty == {"log": []}
    await cloud.clock.advance(240)
    await until(hass, lambda: state_of(hass, world.machine, "amount") == "66")
    answer: Any = await call(hass, "get_task_log", made)
    assert answer == {
        "log": [
            {
                "ran_at": soon.isoformat(),
                "succeeded": False,
                "devices": [
                    {
                        "device": {
                            "device_id": device_id(hass, world, each),
                            "name": name,
                        },
                        "succeeded": done,
                    }
                    for each, name, done in (
                        (world.machine, "Machine", True),
                        (world.second, "Second", False),
                    )
                ],
            }
        ]
    }


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"retries": 61}, "task_retries"),
        ({"retries": -1}, "task_retries"),
        ({"devices": []}, "does_nothing"),
        ({"devices": "twice"}, "device_twice"),
        ({"devices": "nothing"}, "does_nothing"),
        ({"devices": "unknown"}, "unknown_datapoint"),
        ({"time": "25:00"}, "not_a_time"),
        ({"weekdays": ["someday"]}, "unknown_weekday"),
        ({"weekdays": [], "date": "2020-01-01"}, "in_the_past"),
    ],
)
async def test_bad_input(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    changes: dict[str, Any],
    key: str,
) -> None:
    """It is said what is wrong, and nothing is sent."""
    own = steps(hass, world)
    named = {
        "twice": [own[0], own[0]],
        "nothing": [own[0], own[1] | {"values": {}}],
        "unknown": [own[0] | {"values": {"nope": 1}}],
    }
    data = {"devices": own, **WEEKLY} | changes
    if isinstance(data["devices"], str):
        data["devices"] = named[data["devices"]]
    cloud.clear_recordings()
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "create_task", data)
    assert caught.value.translation_key == key
    assert not cloud.requests


@pytest.mark.parametrize("code", [404, 9039, 9045])
async def test_not_offered(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    caplog: pytest.LogCaptureFixture,
    code: int,
) -> None:
    """It is said so; the cloud is asked, and it is logged, only once."""
    cloud.settings.tasks_error = code
    data = {"devices": steps(hass, world), **WEEKLY}
    for action, given in (
        ("get_tasks", {}),
        ("create_task", data),
        ("get_task_log", {"task_id": "x"}),
        ("delete_task", {"task_id": "x"}),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, action, given)
        assert caught.value.translation_key == "no_tasks"
    assert len(cloud.requests_to("GET", PATH)) == 1
    assert not cloud.requests_to("POST", PATH)
    assert caplog.text.count("does not offer tasks") == 1


async def test_unknown_task(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The cloud's own words for it; tasks as such are still offered."""
    with pytest.raises(Exception, match="9030"):
        await call(hass, "get_task_log", {"task_id": "nope"})
    assert await tasks(hass) == []


async def test_an_answer_that_is_lost(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """The task is looked for before it is said that nothing is known."""
    data = {"devices": steps(hass, world), **WEEKLY}
    cloud.faults.next(method="POST", path=PATH, drop=True, before_effect=False)
    made: Any = await call(hass, "create_task", data)
    (own,) = cloud.runner.tasks.values()
    assert made == {"task_id": own.id}


async def test_a_page_that_is_not_found_once(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Where there were tasks before, there are tasks."""
    assert await tasks(hass) == []
    cloud.faults.next(method="GET", path=PATH, status=404, html=True)
    with pytest.raises(ServiceValidationError):
        await tasks(hass)
    assert await tasks(hass) == []


@pytest.mark.parametrize("fault", [{"drop": True}, {"error_code": 9025}])
async def test_a_task_that_is_not_made(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, fault: dict[str, Any]
) -> None:
    """Where it is not there after a lost answer either, it is said to have failed."""
    data = {"devices": steps(hass, world), **WEEKLY}
    cloud.faults.next(method="POST", path=PATH, **fault)
    with pytest.raises(HomeAssistantError):
        await call(hass, "create_task", data)
    assert not cloud.runner.tasks
    assert await tasks(hass) == []
    assert len(cloud.requests_to("POST", PATH)) == 1


async def test_a_list_that_cannot_be_read_after_a_change(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """What was done is done; the list is read with the next look."""
    made: Any = await call(
        hass, "create_task", {"devices": steps(hass, world), **WEEKLY}
    )
    fault = cloud.faults.next(method="GET", path=PATH, error_code=9015)
    await call(hass, "delete_task", made)
    assert fault.struck
    assert not cloud.runner.tasks
    assert await tasks(hass) == []


async def test_a_schedule_is_no_task(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """An id of the other kind deletes nothing."""
    own = {"device_id": device_id(hass, world, world.machine), "values": {"amount": 66}}
    made: Any = await call(hass, "create_schedule", own | WEEKLY)
    there = dict(cloud.runner.schedules)
    assert there
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "delete_task", {"task_id": made["schedule_id"]})
    assert caught.value.translation_key == "unknown_task"
    assert cloud.runner.schedules == there


async def test_a_task_deleted_in_the_app_is_not_made_anew(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """It is forgotten where it was to be moved to another time."""
    data = {"devices": steps(hass, world), **WEEKLY}
    made: Any = await call(hass, "create_task", data)
    memory = book_of(world).memory
    own = memory.made[made["task_id"]]
    cloud.runner.tasks.clear()
    await world.entry.runtime_data.tasks.async_renew(own, ZoneInfo(SHANGHAI))
    assert not cloud.runner.tasks
    assert not memory.made


@pytest.mark.parametrize("count", [1, 2])
async def test_an_old_task_that_cannot_be_deleted(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World, count: int
) -> None:
    """The new one goes again, for both would run; if not even that, it is said."""
    data = {"devices": steps(hass, world), **WEEKLY}
    made: Any = await call(hass, "create_task", data)
    own = book_of(world).memory.made[made["task_id"]]
    before = set(cloud.runner.tasks)
    for _ in range(count):
        cloud.faults.next(method="DELETE", path=f"{PATH}/*", error_code=9015)
    tasks_of = world.entry.runtime_data.tasks
    with pytest.raises(GizwitsError if count == 1 else HalfDoneError):
        await tasks_of.async_renew(own, ZoneInfo(SHANGHAI))
    assert before <= set(cloud.runner.tasks)
    assert len(cloud.runner.tasks) == count
    assert book_of(world).memory.made[own.id] == own


async def test_a_device_that_is_not_there(cloud: SimulatedCloud, world: World) -> None:
    """Nothing is made for the others either."""
    own = [LocalStep(did, {"amount": 66}) for did in (world.machine.did, "nobody")]
    task = LocalTask(when=MORNINGS, steps=own)
    with pytest.raises(ScheduleError, match="device_not_ready"):
        await world.entry.runtime_data.tasks.async_create(task)
    assert not cloud.runner.tasks
