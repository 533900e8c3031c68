"""Tasks of the account: several devices, retries, and the log of their runs."""

from collections.abc import Awaitable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from custom_components.gizwits.api import (
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
    GizwitsUnsupportedError,
    GizwitsValueError,
    Product,
)
from custom_components.gizwits.api.tasks import Task, TaskRun, Tasks, TaskStep
from custom_components.gizwits.api.when import When

from tests.api.helpers import product_of
from tests.simulator import SimulatedCloud, SimulatedDevice
from tests.simulator_tests.definitions import MIX

START = datetime(2026, 11, 12, 11, 30, tzinfo=UTC)
ONCE = When(time=time(12), date=date(2026, 11, 12))
DAILY = When(time=time(12), weekdays=frozenset(range(7)))
PATH = "/app/scheduler"


@pytest.fixture
async def tasks(client: GizwitsClient, cloud: SimulatedCloud) -> Tasks:
    """Return the area at a cloud whose clock stands at START."""
    cloud.clock.freeze(START)
    await client.login()
    return Tasks(client)


@pytest.fixture
def product(device: SimulatedDevice) -> Product:
    """Return the device's product."""
    return product_of(device)


@pytest.fixture
def steps(
    device: SimulatedDevice, var_len: SimulatedDevice, product: Product
) -> list[TaskStep]:
    """Return a step for each of two devices."""
    return [
        TaskStep.setting(device.did, product, {"power": True, "plan": b"\1\2\3"}),
        TaskStep.setting(var_len.did, product_of(var_len), {"mode": "heat"}),
    ]


async def refused(call: Awaitable[Any]) -> GizwitsError:
    """Return the error of a call that must not succeed."""
    with pytest.raises(GizwitsError) as caught:
        await call
    return caught.value


@pytest.mark.parametrize("when", [ONCE, DAILY])
async def test_made_and_listed_and_deleted(
    tasks: Tasks, product: Product, steps: list[TaskStep], when: When
) -> None:
    """Every field."""
    made = await tasks.create(when, steps, retries=60, retry_failed_only=True)
    [found] = await tasks.all()
    assert found == Task(
        id=made,
        when=when,
        steps=tuple(steps),
        retries=60,
        retry_failed_only=True,
        created_at=START,
    )
    assert found.steps[0].values(product) == {"power": True, "plan": b"\1\2\3"}
    await tasks.delete(made)
    assert await tasks.all() == []
    assert (await refused(tasks.delete(made))).code == 9030
    assert (await refused(tasks.runs(made))).code == 9030


@pytest.mark.parametrize("as_list", [False, True])
async def test_the_log(
    tasks: Tasks,
    cloud: SimulatedCloud,
    steps: list[TaskStep],
    var_len: SimulatedDevice,
    as_list: bool,
) -> None:
    """None before it ran; then when, whether it succeeded, and which device failed."""
    cloud.settings.task_log_is_list = as_list
    made = await tasks.create(DAILY, steps)
    assert await tasks.runs(made) == []
    await cloud.clock.advance(30 * 60)
    first = TaskRun(
        START + timedelta(minutes=30), True, dict.fromkeys([s.did for s in steps], True)
    )
    assert await tasks.runs(made) == [first]
    await var_len.set_online(False)
    await cloud.clock.advance(86400)
    runs = await tasks.runs(made)
    failed = runs[0]
    assert (failed.succeeded, failed.at) == (False, (first.at or START) + timedelta(1))
    assert failed.devices == {steps[0].did: True, steps[1].did: False}
    assert runs[1:] == ([first] if as_list else [])


@pytest.mark.parametrize(
    ("body", "runs"),
    [
        ({}, []),
        ([], []),
        ([None, 5, {"detail": {"a": True}}], []),
        ("", []),
        (
            {"datetime": "2015-01-02T12:00:00", "status": "succeed", "detail": None},
            [TaskRun(datetime(2015, 1, 2, 12, tzinfo=UTC), True, {})],
        ),
        (
            [{"datetime": "x", "status": "FAILED", "detail": {"a": 1, "b": "no"}}],
            [TaskRun(None, False, {"a": True, "b": False})],
        ),
        ({"status": "fail"}, [TaskRun(None, False, {})]),
        ({"status": "success"}, [TaskRun(None, True, {})]),
    ],
)
async def test_logs_of_other_clouds(
    tasks: Tasks, cloud: SimulatedCloud, body: Any, runs: list[TaskRun]
) -> None:
    """Read leniently."""
    cloud.faults.next(path=f"{PATH}/*/logs", body=body)
    assert await tasks.runs("a") == runs


async def test_what_does_not_fit_is_not_sent(
    tasks: Tasks, cloud: SimulatedCloud, product: Product, steps: list[TaskStep]
) -> None:
    """Retries, nothing to do, days no task has, values."""
    nothing = TaskStep("d", "p", {})
    cloud.clear_recordings()
    for call in (
        tasks.create(ONCE, steps, retries=61),
        tasks.create(ONCE, steps, retries=-1),
        tasks.create(ONCE, []),
        tasks.create(ONCE, [steps[0], nothing]),
        tasks.create(When(time=time(12), days=frozenset({1})), steps),
        tasks.create(
            When(time=time(12), weekdays=frozenset({1}), end=date(2030, 1, 1)), steps
        ),
    ):
        assert type(await refused(call)) is GizwitsRequestError
    with pytest.raises(GizwitsValueError):
        TaskStep.setting("d", product, {"target": 99})
    assert cloud.requests == []


async def test_a_device_of_somebody_else(
    tasks: Tasks, cloud: SimulatedCloud, product: Product
) -> None:
    """Is told by the cloud."""
    other = cloud.add_device(MIX["product_key"])
    step = TaskStep.setting(other.did, product, {"power": True})
    error = await refused(tasks.create(ONCE, [step]))
    assert isinstance(error, GizwitsNotBoundError)


@pytest.mark.parametrize("gone", [404, 9039, 9045])
async def test_a_cloud_without_tasks(
    tasks: Tasks, cloud: SimulatedCloud, steps: list[TaskStep], gone: int
) -> None:
    """Says so in each call, once, and not that it is not well."""
    cloud.settings.tasks_error = gone
    cloud.clear_recordings()
    calls = [
        tasks.all(),
        tasks.create(ONCE, steps),
        tasks.delete("a"),
        tasks.runs("a"),
    ]
    for call in calls:
        error = await refused(call)
        assert isinstance(error, GizwitsUnsupportedError)
        assert isinstance(error, GizwitsRequestError)
        assert error.code == (None if gone == 404 else gone)
    assert len(cloud.requests) == 4


async def test_a_cloud_that_is_not_well(tasks: Tasks, cloud: SimulatedCloud) -> None:
    """Is another matter."""
    cloud.faults.next(path=PATH, status=502, html=True)
    error = await refused(tasks.all())
    assert isinstance(error, GizwitsConnectionError)
    assert error.status == 502


async def test_tasks_of_other_apps(tasks: Tasks, cloud: SimulatedCloud) -> None:
    """With words we do not know, and steps that are none."""
    rows: list[Any] = [
        None,
        {"date": "2030-01-01"},
        {"id": "a", "repeat": "never", "task": [None, {"attrs": {}}, {"did": "d"}]},
        {"id": 5, "retry_count": "3", "task": {}},
    ]
    cloud.faults.next(path=PATH, body=rows)
    cloud.faults.next(path=PATH, body=[])
    first, second = await tasks.all()
    assert (first.id, first.when, first.steps) == ("a", None, (TaskStep("d", "", {}),))
    assert (second.id, second.retries, second.steps) == ("5", 3, ())
