"""Sharing, messages, groups, scenes, rules, system, AEP (protocol §2.2, §2.6-2.11)."""

import asyncio
from typing import Any

import pytest
import pytest_asyncio

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.conftest import NAME, PASSWORD
from tests.simulator_tests.definitions import MIX, MIX_VAR_LEN
from tests.simulator_tests.phone import Phone

SHARING = "/app/sharing"


@pytest.fixture
def ben(cloud: SimulatedCloud) -> User:
    """Return a second account."""
    return cloud.add_user("ben", PASSWORD)


@pytest_asyncio.fixture
async def bens(phone: Phone, cloud: SimulatedCloud, ben: User) -> Phone:
    """Return the second account's phone."""
    other = Phone(cloud, phone.session)
    await other.log_in("ben", PASSWORD)
    return other


def invitation(device: SimulatedDevice, **changed: Any) -> dict[str, Any]:
    """Return the body of an invitation to Ben."""
    return {"type": 0, "did": device.did, "username": "ben", **changed}


async def test_invitation_by_name(
    phone: Phone, bens: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Sent, seen by both, with a message; accepted, and cancelled again."""
    body = invitation(device, duration=5)
    status, made = await phone.call("POST", SHARING, body)
    assert (status, made["qr_content"]) == (200, None)
    _, sent = await phone.call("GET", f"{SHARING}?sharing_type=0")
    _, received = await bens.call("GET", f"{SHARING}?sharing_type=1&status=0")
    assert [sent["objects"][0]["username"], received["objects"][0]["email"]] == [
        "ben",
        NAME,
    ]
    assert sent["meta"]["total"] == 1
    assert await phone.code("POST", SHARING, body) == (400, 9087)
    _, messages = await bens.call("GET", "/app/messages?type=1")
    assert [row["status"] for row in messages["objects"]] == [0]
    path = f"{SHARING}/{made['id']}"
    assert await phone.code("PUT", f"{path}?status=1") == (400, 9096)
    status, answer = await bens.call("PUT", f"{path}?status=1")
    assert (status, answer) == (200, {"id": made["id"]})
    assert await bens.code("PUT", f"{path}?status=2") == (400, 9089)
    assert (await bens.call("GET", f"/app/devices/{device.did}"))[1]["role"] == "guest"
    assert await phone.code("POST", SHARING, body) == (400, 9083)
    assert await bens.code("POST", SHARING, invitation(device)) == (400, 9081)
    await cloud.clock.advance(5 * 60)
    assert await bens.code("GET", f"/app/devices/{device.did}") == (401, 9017)
    assert await bens.code("DELETE", path) == (400, 9093)
    assert (await phone.call("DELETE", path))[0] == 200
    assert await phone.code("DELETE", path) == (400, 9094)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"username": "nobody"}, 9082),
        ({"username": "", "email": NAME}, 9080),
        ({"username": ""}, 9015),
        ({"type": 2}, 9015),
        ({"duration": 1441}, 9015),
        ({"did": "x" * 22}, 9014),
    ],
)
async def test_refused_invitations(
    phone: Phone, ben: User, device: SimulatedDevice, changed: dict[str, Any], code: int
) -> None:
    """Nobody, oneself, no recipient, an unknown type, too long, no device."""
    body = invitation(device, **changed)
    assert (await phone.code("POST", SHARING, body))[1] == code


async def test_invitations_grow_old(
    phone: Phone, bens: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """24 hours by name, 15 minutes by code."""
    _, made = await phone.call("POST", SHARING, invitation(device))
    _, coded = await phone.call("POST", SHARING, {"type": 1, "did": device.did})
    code = coded["qr_content"].removeprefix("type=share&code=")
    await cloud.clock.advance(15 * 60)
    assert await bens.code("POST", f"{SHARING}/code/{code}") == (400, 9088)
    await cloud.clock.advance(86400)
    answer = await bens.code("PUT", f"{SHARING}/{made['id']}?status=1")
    assert answer == (400, 9088)


async def test_invitation_by_code_guests_and_transfer(
    phone: Phone, bens: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Looked at, accepted, listed masked, made the owner."""
    _, made = await phone.call("POST", SHARING, {"type": 1, "did": device.did})
    assert made["id"] is None
    code = made["qr_content"].removeprefix("type=share&code=")
    path = f"{SHARING}/code/{code}"
    assert await phone.code("GET", path) == (400, 9080)
    _, seen = await bens.call("GET", path)
    assert (seen["owner"], seen["dev_alias"]) == (NAME, "Box")
    _, accepted = await bens.call("POST", path)
    alias = f"{SHARING}/{accepted['id']}/alias?user_alias=Brother"
    assert (await phone.call("PUT", alias))[0] == 200
    guests = f"/app/{device.did}/bindings"
    _, rows = await phone.call("GET", guests)
    assert [(row["uid"], row["username"]) for row in rows] == [(bens.uid, "be*en")]
    assert await bens.code("GET", guests) == (400, 9093)
    assert await phone.code("DELETE", f"{guests}?uid={phone.uid}") == (400, 9095)
    transfer = f"{SHARING}/{device.did}/transfer?uid={bens.uid}"
    assert (await phone.call("POST", transfer))[0] == 200
    _, rows = await bens.call("GET", guests)
    assert [row["uid"] for row in rows] == [phone.uid]
    assert (await bens.call("DELETE", f"{guests}?uid={phone.uid}"))[0] == 200
    assert await phone.code("GET", f"/app/devices/{device.did}") == (401, 9017)


async def test_products_without_sharing(
    phone: Phone, ben: User, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """9090."""
    cloud.products[MIX["product_key"]].sharing = False
    assert await phone.code("POST", SHARING, invitation(device)) == (400, 9090)


async def test_messages(phone: Phone, bens: Phone, device: SimulatedDevice) -> None:
    """Read, deleted, gone; not the sender's to touch."""
    await phone.call("POST", SHARING, invitation(device))
    path = "/app/messages"
    _, body = await bens.call("GET", f"{path}?type=1&limit=20&skip=0")
    (message,) = body["objects"]
    assert body["meta"]["next"] is None
    assert await bens.code("GET", f"{path}?type=2") == (400, 9015)
    one = f"{path}/{message['id']}"
    assert await phone.code("PUT", f"{one}?status=1") == (400, 9101)
    assert await bens.call("PUT", f"{one}?status=1") == (200, "")
    assert (await bens.call("GET", f"{path}?type=1"))[1]["objects"][0]["status"] == 1
    assert (await bens.call("PUT", f"{one}?status=2"))[0] == 200
    assert (await bens.call("GET", f"{path}?type=1"))[1]["objects"] == []
    assert await bens.code("PUT", f"{one}?status=1") == (400, 9098)
    assert await bens.code("PUT", f"{path}/x?status=1") == (400, 9085)


@pytest_asyncio.fixture
async def group(phone: Phone) -> str:
    """Return the path of a group of the mixed product."""
    body = {"group_name": "lights", "product_key": MIX["product_key"]}
    status, made = await phone.call("POST", "/app/group", body)
    assert status == 201
    return f"/app/group/{made['id']}"


async def test_members_of_a_group(
    phone: Phone, cloud: SimulatedCloud, user: User, device: SimulatedDevice, group: str
) -> None:
    """What goes in, what does not and why, what is taken out."""
    other = cloud.add_device(MIX_VAR_LEN["product_key"])
    stranger = cloud.add_device(MIX["product_key"])
    cloud.bind(user, other)
    path = f"{group}/devices"
    dids = [device.did, other.did, stranger.did, "x"]
    _, added = await phone.call("POST", f"{path}?show_detail=1", {"dids": dids})
    assert added["success"] == dids[:1]
    assert added["failed"] == dids[1:]
    assert [row["error_code"] for row in added["detail"]] == [9002, 9017, 9014]
    _, rows = await phone.call("GET", path)
    assert [row["did"] for row in rows] == dids[:1]
    _, removed = await phone.call("DELETE", path, {"dids": dids[:2]})
    assert removed == {"success": dids[:1], "failed": dids[1:2]}
    assert await phone.call("GET", path) == (200, [])


async def test_control_of_a_group(
    phone: Phone, cloud: SimulatedCloud, user: User, device: SimulatedDevice, group: str
) -> None:
    """One request for all; who is offline did not take it."""
    second = cloud.add_device(MIX["product_key"], online=False)
    cloud.bind(user, second)
    dids = [device.did, second.did]
    await phone.call("POST", f"{group}/devices", {"dids": dids})
    path = f"{group}/control"
    _, done = await phone.call("POST", path, {"attrs": {"power": True}})
    assert done == [
        {"did": device.did, "result": True},
        {"did": second.did, "result": False},
    ]
    assert await phone.code("POST", path, {"attrs": {"room": 1}}) == (400, 9025)
    _, done = await phone.call("POST", path, {"raw": [2]})
    assert done[0]["result"] is True
    assert cloud.raws == [(device.did, b"\2")]


async def test_names_and_owners_of_groups(
    phone: Phone, bens: Phone, group: str
) -> None:
    """Renamed, listed, not for others, deleted."""
    status, renamed = await phone.call("PUT", group, {"group_name": "lamps"})
    assert (status, renamed) == (200, {"id": group.rpartition("/")[2]})
    _, groups = await phone.call("GET", "/app/group")
    assert (groups[0]["group_name"], groups[0]["verbose_name"]) == ("lamps", "Mix")
    assert await bens.call("GET", "/app/group") == (200, [])
    assert await bens.code("DELETE", group) == (400, 9015)
    assert (await phone.call("DELETE", group))[0] == 200
    assert await phone.call("GET", "/app/group") == (200, [])


async def test_groups_without_a_product_cannot_be_controlled(phone: Phone) -> None:
    """And one of an unknown product cannot be made."""
    body = {"group_name": "all"}
    _, made = await phone.call("POST", "/app/group", body)
    path = f"/app/group/{made['id']}/control"
    assert await phone.code("POST", path, {"attrs": {"power": True}}) == (400, 9015)
    body["product_key"] = "0" * 32
    assert await phone.code("POST", "/app/group", body) == (400, 9002)


async def run(phone: Phone, path: str) -> int:
    """Start a scene and return its status when it has come to its end."""
    assert await phone.call("POST", f"{path}/task") == (200, "")
    status = 0
    async with asyncio.timeout(2):
        while not status:
            await asyncio.sleep(0.01)
            status = (await phone.call("GET", f"{path}/task"))[1]["status"]
    return status


async def test_scenes(
    phone: Phone, bens: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Enum by index and binary in base64; run in order, with a status."""
    cloud.settings.delay_scale = 0.001
    tasks: list[dict[str, Any]] = [
        {
            "task_type": "device",
            "did": device.did,
            "attrs": {"mode": 1, "plan": "AQID", "power": True},
        },
        {"task_type": "delay", "time": 50},
        {"task_type": "device", "did": device.did, "raw": "AQEAAAAAAA=="},
    ]
    body = {"scene_name": "evening", "remark": "r", "tasks": tasks}
    status, made = await phone.call("POST", "/app/scene", body)
    assert status == 201
    path = f"/app/scene/{made['id']}"
    assert (await phone.call("GET", f"{path}/task"))[1] == {"status": 3}
    _, (scene,) = await phone.call("GET", "/app/scene")
    assert [row["task_type"] for row in scene["tasks"]] == ["device", "delay", "device"]
    assert scene["tasks"][0]["attrs"] == tasks[0]["attrs"]
    assert await run(phone, path) == 1
    await asyncio.sleep(0.05)
    values = device.values
    assert (values["mode"], values["plan"]) == ("heat", b"\1\2\3")
    assert values["power"] is False
    await device.set_online(False)
    assert await run(phone, path) == 2
    assert await bens.code("POST", f"{path}/task") == (400, 9221)
    assert (await phone.call("PUT", path, {**body, "scene_name": "n"}))[0] == 200
    assert (await phone.call("DELETE", path))[0] == 200
    assert await phone.code("GET", f"{path}/task") == (404, 9220)


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ({"task_type": "delay", "time": 3601}, 9015),
        ({"task_type": "wait"}, 9015),
        ({"attrs": {}}, 9015),
        ({"attrs": {"mode": "heat"}}, 9025),
        ({"attrs": {"plan": "010203"}}, 9025),
        ({"raw": "0102!"}, 9015),
        ({"did": "x" * 22}, 9014),
        ({"task_type": "group", "group_id": "x"}, 9015),
    ],
)
async def test_scenes_that_are_refused(
    phone: Phone, device: SimulatedDevice, task: dict[str, Any], code: int
) -> None:
    """Labels and hex are for the other endpoints."""
    usual = {"task_type": "device", "did": device.did, "attrs": {"mode": 1}}
    body = {"scene_name": "s", "tasks": [{**usual, **task}]}
    assert (await phone.code("POST", "/app/scene", body))[1] == code
    assert await phone.code("POST", "/app/scene", {"scene_name": "s"}) == (400, 9015)


async def test_rules(phone: Phone, bens: Phone, device: SimulatedDevice) -> None:
    """Made, listed as sent, changed, deleted; the parameters of a product."""
    rule = {
        "product_key": device.product_key,
        "did": device.did,
        "name": "cold",
        "interval": 60,
        "event": "data",
        "input": [],
        "condition": [[{"left": "room", "opt": "<", "right": "15"}]],
        "output": [[{"type": "devctrl", "did": device.did, "attrs": {"power": True}}]],
    }
    _, made = await phone.call("POST", "/app/rules", rule)
    _, body = await phone.call("GET", "/app/rules?limit=20&skip=0")
    assert body == {"rules": [{**rule, **made}]}
    path = f"/app/rules/{made['rule_id']}"
    assert await phone.call("PUT", path, {**rule, "name": "n"}) == (200, made)
    assert await bens.code("DELETE", path) == (400, 9015)
    assert await phone.call("DELETE", path) == (200, made)
    assert (await phone.call("GET", "/app/rules"))[1] == {"rules": []}
    for changed, code in (
        ({"event": "rain"}, 9036),
        ({"event": "alert"}, 9015),
        ({"condition": [[{"opt": "="}]]}, 9015),
        ({"product_key": "x"}, 9002),
    ):
        answer = await phone.code("POST", "/app/rules", {**rule, **changed})
        assert answer == (400, code)
    key = device.product_key
    _, params = await phone.call("GET", f"/app/rules/params?product_key={key}")
    assert params[key][1] == {
        "name": "mode",
        "display_name": "mode",
        "type": "enum",
        "enum": ["cool", "heat", "dry"],
    }


async def test_status_and_errors(phone: Phone) -> None:
    """The version, and the table every error comes from."""
    assert (await phone.call("GET", "/status"))[1]["status"]["version"]
    _, rows = await phone.call("GET", "/errors")
    table = {row["error_code"]: row["status"] for row in rows}
    assert {9017: 401, 9220: 404, 9041: 429, 9008: 500}.items() <= table.items()
    assert set(range(9001, 9049)) <= set(table)


def aep_login(cloud: SimulatedCloud, password: str = PASSWORD) -> dict[str, Any]:
    """Return the body of an AEP login for Carl."""
    data = {"account": "carl", "password": password, "lang": "en", "refreshToken": True}
    return {"appKey": cloud.app_id, "data": data, "version": "1.0"}


async def test_aep_login(phone: Phone, cloud: SimulatedCloud) -> None:
    """Its errors come with HTTP 200; its token works on the Open API."""
    path = "/app/smart_home/login/pwd"
    status, body = await phone.call("POST", path, aep_login(cloud))
    assert (status, body["code"], body["data"]) == (200, 1000000, None)
    carl = cloud.add_user("carl", PASSWORD, platform="migrated")
    _, body = await phone.call("POST", path, aep_login(cloud, "wrong"))
    assert body["code"] == 1000033
    _, body = await phone.call("POST", path, aep_login(cloud))
    phone.token = body["data"]["userToken"]
    assert (await phone.call("GET", "/app/users"))[1]["uid"] == carl.uid
    cloud.throttle_login()
    assert (await phone.call("POST", path, aep_login(cloud)))[0] == 429


async def test_aep_control(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """The token in Authorization, all names of the device in the body."""
    path = "/app/user/control_log"
    data = {
        "command": {"power": True},
        "did": device.did,
        "mac": device.mac,
        "productKey": device.product_key,
        "uid": phone.uid,
    }
    body = {"appKey": cloud.app_id, "data": data, "type": "appId", "version": "1.0"}
    headers = {"Authorization": phone.token or ""}
    _, answer = await phone.call("POST", path, body, headers=headers)
    assert (answer["data"], answer["code"]) == (True, 200)
    assert cloud.controls == [(device.did, {"power": True})]
    for changed, code in (
        ({"uid": "x"}, 9026),
        ({"mac": "x"}, 9014),
        ({"command": {"room": 1}}, 9025),
    ):
        wrong = {**body, "data": {**data, **changed}}
        status, answer = await phone.call("POST", path, wrong, headers=headers)
        assert (status, answer["code"], answer["data"]) == (200, code, None)
    assert (await phone.call("POST", path, body))[1]["code"] == 9004
    await device.set_online(False)
    _, answer = await phone.call("POST", path, body, headers=headers)
    assert answer["code"] == 9042


async def test_scene_of_a_group(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice, group: str
) -> None:
    """All members take it, and one that is offline fails it."""
    await phone.call("POST", f"{group}/devices", {"dids": [device.did]})
    task = {"task_type": "group", "group_id": group.rpartition("/")[2]}
    tasks = [{**task, "attrs": {"mode": 2}}]
    body = {"scene_name": "all", "tasks": tasks}
    _, made = await phone.call("POST", "/app/scene", body)
    path = f"/app/scene/{made['id']}"
    assert await run(phone, path) == 1
    assert cloud.controls == [(device.did, {"mode": 2})]
    _, (scene,) = await phone.call("GET", "/app/scene")
    assert scene["tasks"][0]["group_name"] == "lights"
    await device.set_online(False)
    assert await run(phone, path) == 2
