"""Whatever a caller sends, the cloud answers; whatever runs, it can stop."""

import asyncio
import random
import time
from typing import Any

import pytest

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.openapi.server import ROUTES
from tests.simulator_tests.phone import Phone

NASTY: list[Any] = [
    None,
    True,
    -1,
    0,
    1,
    2**70,
    1.5,
    "",
    "x",
    "1",
    "0" * 32,
    [],
    [1],
    [None],
    ["x"],
    [[]],
    [{}],
    {},
    {"x": 1},
    {"did": []},
    [{"did": "x", "attrs": {}}],
    [{"task_type": "device", "did": 5}],
]
FIELDS = [
    "username",
    "password",
    "old_pwd",
    "new_pwd",
    "email",
    "phone",
    "code",
    "phone_id",
    "authData",
    "lang",
    "name",
    "did",
    "dids",
    "devices",
    "attrs",
    "raw",
    "date",
    "time",
    "repeat",
    "days",
    "start_date",
    "end_date",
    "enabled",
    "remark",
    "task",
    "tasks",
    "retry_count",
    "retry_task",
    "type",
    "duration",
    "uid",
    "set_owner",
    "qr_content",
    "product_key",
    "mac",
    "group_id",
    "scene_id",
    "group_name",
    "scene_name",
    "event",
    "condition",
    "output",
    "data",
    "appKey",
    "captcha_id",
    "captcha_code",
    "sms_code",
    "dev_alias",
    "dev_label",
    "birthday",
]


@pytest.mark.parametrize(("method", "path"), [route[:2] for route in ROUTES])
async def test_no_call_makes_it_stumble(
    phone: Phone,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    method: str,
    path: str,
) -> None:
    """Random bodies on every path: an answer or an error of the table, never 500."""
    chance = random.Random(path + method)
    token, _ = cloud.accounts.issue_app_token(cloud.app)
    headers = {"X-Gizwits-Application-Token": token}
    real = path.replace("{did}", device.did).replace("{product_key}", "0" * 32)
    for part in ("{id}", "{code}", "{rule_id}", "{captcha_id}"):
        real = real.replace(part, chance.choice(("1", "x")))
    for _ in range(20):
        names = chance.sample(FIELDS, chance.randint(0, 12))
        body = {name: chance.choice(NASTY) for name in names}
        if chance.random() < 0.5:
            body["did"] = device.did
        query = f"?{chance.choice(FIELDS)}=x&type=1&limit={chance.choice('09x')}"
        status, _ = await phone.call(method, real + query, body, headers=headers)
        assert status < 500, (names, body)
        if path == "/app/logout":
            await phone.log_in("anna@example.com", "Password1!")


async def test_no_frame_makes_it_stumble(phone: Phone, device: SimulatedDevice) -> None:
    """Random frames: each is answered or ignored, and the socket stays."""
    chance = random.Random(1)
    commands = ["subscribe_req", "c2s_read", "c2s_write", "c2s_raw", "c2s_ack", 5, []]
    async with phone.socket() as ws:
        for _ in range(300):
            data: Any = {
                "did": chance.choice([device.did, *NASTY]),
                "attrs": chance.choice([*NASTY, {"power": True}]),
                "raw": chance.choice([*NASTY, [0, 0, 0, 3], [256]]),
                "names": chance.choice(NASTY),
            }
            frame = {
                "cmd": chance.choice(commands),
                "data": chance.choice([data, data, data, *NASTY]),
                "req_sn": chance.choice([None, None, 1, "x", True]),
            }
            await ws.send_json(frame)
        await ws.send_json({"cmd": "ping"})
        async with asyncio.timeout(5):
            while (await ws.receive_json()) != {"cmd": "pong"}:
                pass


async def test_it_stops_at_once_in_the_middle_of_everything(
    phone: Phone, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """A slow answer, a stalled handshake, a lag, a scene: nothing holds it up."""
    cloud.faults.next(path="/app/users", delay=30)
    cloud.m2m[1].stall()
    device.report_delay = 30
    path, body = f"/app/control/{device.did}", {"attrs": {"power": True}}
    await phone.call("POST", path, body)
    waiting = [
        asyncio.create_task(phone.call("GET", "/app/users")),
        asyncio.create_task(phone.session.ws_connect(f"{address(cloud)}/ws/app/v1")),
    ]
    async with phone.socket():
        await asyncio.sleep(0.05)
        start = time.monotonic()
        await cloud.stop()
        assert time.monotonic() - start < 2
    results = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(result, Exception) for result in results)
    await cloud.start()
    await phone.log_in("anna@example.com", "Password1!")
    assert device.values["power"] is False


def address(cloud: SimulatedCloud) -> str:
    """Return the address of the second host."""
    return f"ws://127.0.0.1:{cloud.m2m[1].port}"
