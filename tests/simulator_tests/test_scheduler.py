"""Schedules and account tasks, run by a clock that is turned (protocol §2.10)."""

import asyncio
from datetime import UTC, datetime
import json
from typing import Any

import pytest

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.schedules import Recurrence
from tests.simulator_tests.conftest import NAME, PASSWORD
from tests.simulator_tests.definitions import MIX
from tests.simulator_tests.phone import Phone

# A Thursday, at half past eleven.
START = datetime(2026, 11, 12, 11, 30, tzinfo=UTC)
ONCE = {"date": "2026-11-12", "time": "12:00", "repeat": "none"}


@pytest.fixture(autouse=True)
async def at_start(cloud: SimulatedCloud, phone: Phone) -> None:
    """Stop the clock at START with a token that is good then."""
    cloud.clock.freeze(START)
    await phone.log_in(NAME, PASSWORD)


def moments(when: Recurrence, after: str, until: str) -> list[str]:
    """Return the runs between two moments as texts."""
    limits = [
        datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()
        for text in (after, until)
    ]
    runs = when.between(*limits)
    return [datetime.fromtimestamp(at, UTC).strftime("%m-%dT%H:%M") for at in runs]


def test_when_a_recurrence_is_due() -> None:
    """One date, weekdays, month days; both ends of the range count; UTC."""
    once = Recurrence("12:00", "none", date="2026-11-13")
    assert moments(once, "2026-11-12", "2026-11-20") == ["11-13T12:00"]
    assert moments(once, "2026-11-13T12:00", "2026-11-20") == []
    assert moments(once, "2026-11-12", "2026-11-13T12:00") == ["11-13T12:00"]
    week = Recurrence("23:59", "fri,sun", end_date="2026-11-20")
    assert moments(week, "2026-11-12", "2026-11-30") == [
        "11-13T23:59",
        "11-15T23:59",
        "11-20T23:59",
    ]
    month = Recurrence("00:00", "day", days=[1, 31], start_date="2026-12-31")
    assert moments(month, "2026-11-12", "2027-02-15") == [
        "12-31T00:00",
        "01-01T00:00",
        "01-31T00:00",
        "02-01T00:00",
    ]


async def test_life_of_a_schedule(phone: Phone, device: SimulatedDevice) -> None:
    """Made, listed with what the cloud adds, changed with the id, deleted."""
    path = f"/app/devices/{device.did}/scheduler"
    body = {
        "attrs": {"power": True, "plan": "010203"},
        "time": "06:30",
        "repeat": "mon,fri",
        "start_date": "2026-11-01",
        "end_date": "2026-12-01",
        "enabled": False,
        "remark": "早上",
    }
    status, made = await phone.call("POST", path, body)
    assert status == 201
    full = {
        **body,
        "id": made["id"],
        "did": device.did,
        "product_key": device.product_key,
        "created_at": "2026-11-12T11:30:00",
        "date": "",
        "days": [],
        "raw": "",
    }
    assert await phone.call("GET", path) == (200, [full])
    change = {"raw": "0101", "time": "07:00", "repeat": "day", "days": ["1", 15]}
    status, answer = await phone.call("PUT", f"{path}/{made['id']}", change)
    assert (status, answer) == (200, made)
    row = (await phone.call("GET", path))[1][0]
    assert (row["days"], row["enabled"], row["attrs"]) == ([1, 15], True, {})
    assert (await phone.call("PUT", path, change))[0] == 405
    assert (await phone.call("DELETE", f"{path}/{made['id']}"))[0] == 200
    assert await phone.call("GET", path) == (200, [])
    for method in ("PUT", "DELETE"):
        code = await phone.code(method, f"{path}/{made['id']}", change)
        assert code == (404, 9030)


@pytest.mark.parametrize(
    ("change", "code", "detail"),
    [
        ({"time": "25:00"}, 9015, "time"),
        ({"time": "6:30"}, 9015, "time"),
        ({"repeat": "daily"}, 9015, "repeat"),
        ({"repeat": "mon,mon"}, 9015, "repeat"),
        ({"repeat": "day"}, 9015, "days"),
        ({"repeat": "day", "days": [32]}, 9015, "days"),
        ({"repeat": "day", "days": [True]}, 9015, "days"),
        ({"date": "2026-02-30"}, 9015, "date"),
        ({"date": ""}, 9015, "date"),
        ({"start_date": "2026-12-02", "end_date": "2026-12-01"}, 9015, "end_date"),
        ({"enabled": 1}, 9015, "enabled"),
        ({"remark": "x" * 1025}, 9015, "remark"),
        ({"attrs": {}}, 9015, "attrs"),
        ({"raw": "0"}, 9015, "raw"),
        ({"attrs": {"room": 1}}, 9025, "room"),
        ({"attrs": {"target": 99}}, 9025, "target"),
    ],
)
async def test_schedules_that_are_refused(
    phone: Phone,
    device: SimulatedDevice,
    change: dict[str, Any],
    code: int,
    detail: str,
) -> None:
    """Each with the field that is wrong; nothing is kept."""
    path = f"/app/devices/{device.did}/scheduler"
    body = {**ONCE, "attrs": {"power": True}, **change}
    status, answer = await phone.call("POST", path, body)
    assert (status, answer["error_code"], answer["detail_message"]) == (
        400,
        code,
        detail,
    )
    assert phone.cloud.runner.schedules == {}


async def test_schedules_are_of_a_device(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Another device's id is unknown; not bound is 9017; pages are capped."""
    cloud.settings.page_cap = 2
    path = f"/app/devices/{device.did}/scheduler"
    body = {**ONCE, "attrs": {"power": True}}
    made = [(await phone.call("POST", path, body))[1] for _ in range(3)]
    assert len((await phone.call("GET", f"{path}?limit=20&skip=0"))[1]) == 2
    assert len((await phone.call("GET", f"{path}?limit=20&skip=2"))[1]) == 1
    other = cloud.add_device(MIX["product_key"])
    stranger = f"/app/devices/{other.did}/scheduler"
    assert await phone.code("GET", stranger) == (401, 9017)
    cloud.bind(cloud.accounts.users[phone.uid], other)
    code = await phone.code("DELETE", f"{stranger}/{made[0]['id']}")
    assert code == (404, 9030)


async def test_a_due_schedule_runs_once_and_is_pushed(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Not before its minute, not when disabled, not when the clock is turned back."""
    path = f"/app/devices/{device.did}/scheduler"
    body = {**ONCE, "attrs": {"power": True}}
    await phone.call("POST", path, {**body, "enabled": False, "time": "11:40"})
    made = (await phone.call("POST", path, body))[1]
    async with phone.socket() as ws:
        await cloud.clock.advance(30 * 60 - 1)
        assert cloud.controls == []
        await cloud.clock.advance(1)
        assert cloud.controls == [(device.did, {"power": True})]
        attrs = (await ws.receive_json(timeout=1))["data"]["attrs"]
        assert attrs["power"] is True
        await cloud.clock.set(START)
        await cloud.clock.advance(86400)
    assert cloud.runner.runs[0] == (made["id"], START.timestamp() + 1800, True)
    assert len(cloud.runner.schedules) == 2


async def test_a_schedule_with_bytes(
    cloud: SimulatedCloud, phone: Phone, device: SimulatedDevice
) -> None:
    """``raw`` is hex here: p0 without the header of the frame."""
    path = f"/app/devices/{device.did}/scheduler"
    await phone.call("POST", path, {**ONCE, "raw": "01010100000000"})
    await cloud.clock.advance(3600)
    await asyncio.sleep(0.05)
    assert cloud.raws == [(device.did, bytes.fromhex("01010100000000"))]
    assert device.values["power"] is True
    status, _ = await phone.call("POST", path, {**ONCE, "raw": "01" * 4096})
    assert status == 201


async def test_a_schedule_of_a_device_that_is_gone(
    cloud: SimulatedCloud, user: User, phone: Phone, device: SimulatedDevice
) -> None:
    """It runs and fails: offline, unbound, or with a value that fits no more."""
    path = f"/app/devices/{device.did}/scheduler"
    body = {"attrs": {"target": 30}, "time": "12:00", "repeat": "thu,fri,sat,sun"}
    await phone.call("POST", path, body)
    await cloud.clock.advance(3600)
    await device.set_online(False)
    await cloud.clock.advance(86400)
    await device.set_online(True)
    entity = MIX["entities"][0]
    attrs = [{**entity["attrs"][2], "uint_spec": {"min": 0, "max": 1}}]
    cloud.redefine(device.product, {**MIX, "entities": [{**entity, "attrs": attrs}]})
    await cloud.clock.advance(86400)
    cloud.unbind(user, device)
    await cloud.clock.advance(86400)
    assert [run.success for run in cloud.runner.runs] == [True, False, False, False]
    assert len(cloud.controls) == 1


async def test_the_clock_ticks_by_itself(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Without anybody turning it, as in the demo."""
    path = f"/app/devices/{device.did}/scheduler"
    await phone.call("POST", path, {**ONCE, "attrs": {"power": True}})
    cloud.clock.freeze(START.replace(minute=59, second=59))
    cloud.clock.run()
    async with asyncio.timeout(3):
        while not cloud.controls:
            await asyncio.sleep(0.05)


async def test_account_task_with_retries_and_log(
    phone: Phone,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    var_len: SimulatedDevice,
) -> None:
    """A failed device is tried again each minute, alone or with the others."""
    await var_len.set_online(False)
    task = [
        {
            "did": each.did,
            "product_key": each.product_key,
            "attrs": {"power": True},
        }
        for each in (device, var_len)
    ]
    body = {**ONCE, "task": task, "retry_count": 3, "retry_task": "failed"}
    status, made = await phone.call("POST", "/app/scheduler", body)
    assert status == 200
    logs = f"/app/scheduler/{made['id']}/logs"
    assert await phone.call("GET", logs) == (200, {})
    await cloud.clock.advance(1800)
    failed = {
        "datetime": "2026-11-12T12:00:00",
        "status": "failed",
        "detail": {device.did: True, var_len.did: False},
    }
    assert await phone.call("GET", logs) == (200, failed)
    await cloud.clock.advance(60)
    await var_len.set_online(True)
    await cloud.clock.advance(60)
    log = (await phone.call("GET", logs))[1]
    assert (log["status"], log["detail"][var_len.did]) == ("succeed", True)
    assert [control.did for control in cloud.controls] == [device.did, var_len.did]
    cloud.settings.task_log_is_list = True
    assert await phone.call("GET", logs) == (200, [log])
    listed = (await phone.call("GET", "/app/scheduler?limit=20&skip=0"))[1]
    created = {"id": made["id"], "created_at": "2026-11-12T11:30:00"}
    assert listed == [{**body, **created}]


async def test_retries_come_to_an_end(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """``all`` repeats everything; after the last one it has failed."""
    other = cloud.add_device(MIX["product_key"], online=False)
    cloud.bind(cloud.accounts.users[phone.uid], other)
    part = {"product_key": device.product_key, "attrs": {"power": True}}
    task = [{"did": each.did, **part} for each in (device, other)]
    body = {**ONCE, "task": task, "retry_count": 2, "retry_task": "all"}
    made = (await phone.call("POST", "/app/scheduler", body))[1]
    await cloud.clock.advance(7200)
    assert len(cloud.controls) == 3
    assert cloud.runner.runs == [(made["id"], START.timestamp() + 1920, False)]
    path = f"/app/scheduler/{made['id']}"
    assert (await phone.call("DELETE", path))[0] == 200
    assert await phone.code("GET", f"{path}/logs") == (404, 9030)


async def test_a_device_that_fails_on_demand(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """The cloud's own orders do not reach it, though a person's still do."""
    device.hears_orders = False
    part = {"did": device.did, "product_key": device.product_key}
    task = [{**part, "attrs": {"power": True}}]
    made = (await phone.call("POST", "/app/scheduler", {**ONCE, "task": task}))[1]
    path = f"/app/devices/{device.did}/scheduler"
    await phone.call("POST", path, {**ONCE, "attrs": {"power": True}})
    await cloud.clock.advance(1800)
    log = (await phone.call("GET", f"/app/scheduler/{made['id']}/logs"))[1]
    assert (log["status"], log["detail"]) == ("failed", {device.did: False})
    assert [run.success for run in cloud.runner.runs] == [False, False]
    assert cloud.controls == []
    control = f"/app/control/{device.did}"
    assert (await phone.call("POST", control, {"attrs": {"power": True}}))[0] == 200


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"retry_count": 61}, 9015),
        ({"retry_count": "3"}, 9015),
        ({"retry_task": "some"}, 9015),
        ({"task": []}, 9015),
        ({"task": [{"did": "x" * 22, "attrs": {"power": True}}]}, 9014),
        ({"repeat": "day", "days": [1]}, 9015),
        ({"task": "x"}, 9015),
        ({"task": [{"did": "STRANGER", "attrs": {"power": True}}]}, 9017),
        ({"task": [{"did": "DEVICE", "attrs": {"power": True}}]}, 9002),
        ({"task": [{"did": "DEVICE", "product_key": "KEY", "attrs": {}}]}, 9015),
        ({"task": [{"did": "DEVICE", "product_key": "KEY", "attrs": {"x": 1}}]}, 9025),
    ],
)
async def test_tasks_that_are_refused(
    phone: Phone,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    change: dict[str, Any],
    code: int,
) -> None:
    """Retries 0 to 60, at least one known device of the caller, no month days."""
    stranger = cloud.add_device(MIX["product_key"])
    names = {
        "STRANGER": stranger.did,
        "DEVICE": device.did,
        "KEY": device.product_key,
    }
    text = json.dumps(change)
    for name, real in names.items():
        text = text.replace(f'"{name}"', f'"{real}"')
    part = {
        "did": device.did,
        "product_key": device.product_key,
        "attrs": {"power": True},
    }
    body = {**ONCE, "task": [part], **json.loads(text)}
    assert (await phone.code("POST", "/app/scheduler", body))[1] == code


async def test_clouds_without_tasks(phone: Phone, cloud: SimulatedCloud) -> None:
    """404 as a page, or an error of the API."""
    for gone, status in ((404, 404), (9039, 403), (9045, 400)):
        cloud.settings.tasks_error = gone
        found, body = await phone.call("GET", "/app/scheduler")
        assert found == status
        assert isinstance(body, str) is (gone == 404)


async def test_common_schedules(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Of a device, a group or a scene; the first target counts; each runs."""
    cloud.settings.delay_scale = 0
    path, attrs = "/app/common_scheduler", {"power": True}
    key = device.product_key
    _, group = await phone.call(
        "POST", "/app/group", {"group_name": "g", "product_key": key}
    )
    members = f"/app/group/{group['id']}/devices"
    await phone.call("POST", members, {"dids": [device.did]})
    tasks = [{"task_type": "device", "did": device.did, "attrs": {"mode": 2}}]
    _, scene = await phone.call(
        "POST", "/app/scene", {"scene_name": "s", "tasks": tasks}
    )
    targets = [
        {"group_id": group["id"], "scene_id": scene["id"], "attrs": attrs},
        {"scene_id": scene["id"]},
        {"did": device.did, "group_id": group["id"], "attrs": {"target": 7}},
    ]
    made = [
        (await phone.call("POST", path, {**ONCE, **target}))[1]["id"]
        for target in targets
    ]
    _, rows = await phone.call("GET", path)
    kinds = [set(row) & {"did", "group_id", "scene_id"} for row in rows]
    assert kinds == [{"group_id"}, {"scene_id"}, {"did"}]
    _, rows = await phone.call("GET", f"{path}?scene_id={scene['id']}")
    assert [row["id"] for row in rows] == [made[1]]
    change = {**ONCE, "attrs": {"target": 8}, "remark": "warm"}
    assert (await phone.call("PUT", f"{path}/{made[2]}", change))[0] == 200
    await cloud.clock.advance(3600)
    await asyncio.sleep(0.05)
    values = device.values
    assert (values["power"], values["mode"], values["target"]) == (True, "dry", 8.0)
    assert (await phone.call("DELETE", f"{path}/{made[0]}"))[0] == 200
    assert await phone.code("DELETE", f"{path}/{made[0]}") == (404, 9030)
    assert await phone.code("POST", path, ONCE) == (400, 9015)
