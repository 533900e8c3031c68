"""The WebSocket of the M2M hosts (protocol §4)."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX
from tests.simulator_tests.phone import Phone, quiet


def noti(device: SimulatedDevice, **attrs: Any) -> dict[str, Any]:
    """Return the s2c_noti of a device."""
    return {"cmd": "s2c_noti", "data": {"did": device.did, "attrs": attrs}}


def refused(frame: dict[str, Any]) -> int:
    """Return the code of an s2c_invalid_msg."""
    assert frame["cmd"] == "s2c_invalid_msg"
    code: int = frame["data"]["error_code"]
    return code


async def test_no_state_is_pushed_after_login(
    phone: Phone, device: SimulatedDevice
) -> None:
    """Only c2s_read brings it, in the form of the socket."""
    async with phone.socket() as ws:
        assert await quiet(ws)
    async with phone.socket() as ws:
        await ws.send_json({"cmd": "c2s_read", "data": {"did": device.did}})
        assert await ws.receive_json(timeout=1) == noti(
            device,
            power=False,
            mode="cool",
            target=5.0,
            plan=[0, 0, 0],
            room=21.5,
            low_water=False,
            broken=False,
        )


async def test_command_comes_back_as_report_after_the_lag(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """The answer of control is not the state; the report is, on both ways."""
    device.report_delay = 0.2
    async with phone.socket() as ws:
        body = {"attrs": {"power": True, "plan": "0102ff", "mode": "dry"}}
        path = f"/app/control/{device.did}"
        assert await phone.call("POST", path, body) == (200, {})
        assert cloud.controls == [(device.did, body["attrs"])]
        latest = f"/app/devdata/{device.did}/latest"
        assert (await phone.call("GET", latest))[1]["attr"]["power"] == 0
        attrs = (await ws.receive_json(timeout=1))["data"]["attrs"]
        assert (attrs["power"], attrs["plan"], attrs["mode"]) == (
            True,
            [1, 2, 255],
            "dry",
        )
        assert (await phone.call("GET", latest))[1]["attr"]["plan"] == "0102ff"


async def test_var_len_reports_what_changed(
    phone: Phone, var_len: SimulatedDevice
) -> None:
    """Nothing when nothing did; a read may ask for some."""
    async with phone.socket(1) as ws:
        path = f"/app/control/{var_len.did}"
        await phone.call("POST", path, {"attrs": {"power": True, "target": 22}})
        assert await ws.receive_json(timeout=1) == noti(var_len, target=22.0)
        await phone.call("POST", path, {"attrs": {"target": 22}})
        assert await quiet(ws)
    async with phone.socket(1) as ws:
        data = {"did": var_len.did, "names": ["mode", "nothing"]}
        await ws.send_json({"cmd": "c2s_read", "data": data})
        assert await ws.receive_json(timeout=1) == noti(var_len, mode="cool")


async def test_devices_that_do_not_report_or_obey(
    phone: Phone, device: SimulatedDevice
) -> None:
    """Silence after a command; a read tells who obeyed."""
    path, body = f"/app/control/{device.did}", {"attrs": {"power": True}}
    read = {"cmd": "c2s_read", "data": {"did": device.did}}
    for obeys in (False, True):
        device.reports, device.obeys = False, obeys
        async with phone.socket() as ws:
            await phone.call("POST", path, body)
            assert await quiet(ws)
        async with phone.socket() as ws:
            await ws.send_json(read)
            answer = await ws.receive_json(timeout=1)
            assert answer["data"]["attrs"]["power"] is obeys


async def test_a_socket_hears_of_its_own_devices_on_its_host(
    phone: Phone,
    cloud: SimulatedCloud,
    user: User,
    device: SimulatedDevice,
    var_len: SimulatedDevice,
) -> None:
    """Not of another host's, not of a stranger's, not of one that was unbound."""
    stranger = cloud.add_device(MIX["product_key"])
    cloud.bind(cloud.add_user("ben", "x"), stranger)
    async with phone.socket() as ws:
        assert cloud.sockets == [(0, user.uid, frozenset({device.did}))]
        await var_len.report({"power": False})
        await stranger.report({"power": True})
        await stranger.set_online(False)
        await device.report({"power": True})
        assert (await ws.receive_json(timeout=1))["data"]["did"] == device.did
        cloud.unbind(user, device)
        changed = {"did": device.did, "bind": False}
        assert await ws.receive_json(timeout=1) == {
            "cmd": "s2c_binding_changed",
            "data": changed,
        }
        await device.report({"power": False})
        assert await quiet(ws)


async def test_online_status_and_new_binding(
    phone: Phone, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """The member is ``online``; a device bound later is heard of."""
    added = cloud.add_device(MIX["product_key"])
    async with phone.socket() as ws:
        await device.set_online(False)
        status = await ws.receive_json(timeout=1)
        assert status["cmd"] == "s2c_online_status"
        assert status["data"] == {
            "did": device.did,
            "passcode": device.passcode,
            "mac": device.mac,
            "online": False,
        }
        cloud.bind(user, added)
        changed = await ws.receive_json(timeout=1)
        assert changed["data"] == {"did": added.did, "bind": True}
        await added.report({"power": True})
        assert (await ws.receive_json(timeout=1))["data"]["did"] == added.did


async def test_subscribing_by_hand(
    phone: Phone, device: SimulatedDevice, var_len: SimulatedDevice
) -> None:
    """Without auto_subscribe nothing is heard until subscribe_req."""
    async with phone.socket(auto_subscribe=False) as ws:
        await device.report({"power": True})
        asked = [{"did": device.did}, {"did": var_len.did}]
        await ws.send_json({"cmd": "subscribe_req", "data": asked})
        answer = await ws.receive_json(timeout=1)
        assert answer["cmd"] == "subscribe_res"
        assert answer["data"]["success"] == [
            {"did": device.did, "error_code": 0, "msg": "ok"}
        ]
        assert [row["did"] for row in answer["data"]["failed"]] == [var_len.did]
        await device.report({"power": False})
        assert (await ws.receive_json(timeout=1))["cmd"] == "s2c_noti"


async def test_writing_over_the_socket(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """With a req_sn it is acknowledged; a wrong value is refused, the socket stays."""
    async with phone.socket() as ws:
        data = {"did": device.did, "attrs": {"plan": [1, 2, 3]}}
        await ws.send_json({"cmd": "c2s_write", "req_sn": 7, "data": data})
        frames = [await ws.receive_json(timeout=1) for _ in range(2)]
        assert {"cmd": "s2c_ack", "res_sn": 7, "did": device.did} in frames
        assert device.values["plan"] == b"\1\2\3"
        assert cloud.controls == [(device.did, data["attrs"])]
        wrong = {"did": device.did, "attrs": {"plan": "010203"}}
        await ws.send_json({"cmd": "c2s_write", "data": wrong})
        assert refused(await ws.receive_json(timeout=1)) == 1000
        await ws.send_json({"cmd": "ping"})
        assert await ws.receive_json(timeout=1) == {"cmd": "pong"}


async def test_read_with_a_number_is_answered_to_the_asker(
    phone: Phone, device: SimulatedDevice
) -> None:
    """res_sn here; the other socket hears nothing."""
    async with phone.socket() as asker, phone.socket() as other:
        await asker.send_json(
            {"cmd": "c2s_read", "req_sn": 3, "data": {"did": device.did}}
        )
        assert (await asker.receive_json(timeout=1))["res_sn"] == 3
        assert await quiet(other)


async def test_report_that_wants_an_ack(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """req_sn with the report; c2s_ack is recorded."""
    device.demand_ack = True
    async with phone.socket() as ws:
        await device.report({"power": True})
        number = (await ws.receive_json(timeout=1))["req_sn"]
        await ws.send_json({"cmd": "c2s_ack", "res_sn": number, "did": device.did})
        await ws.send_json({"cmd": "ping"})
        await ws.receive_json(timeout=1)
        assert cloud.acks == [(device.did, number)]


async def test_raw_frames(phone: Phone, device: SimulatedDevice) -> None:
    """Custom mode speaks whole frames both ways and no attributes."""
    async with phone.socket(p0_type="custom") as ws:
        read = [0, 0, 0, 3, 4, 0, 0, 144, 2]
        await ws.send_json({"cmd": "c2s_raw", "data": {"did": device.did, "raw": read}})
        answer = await ws.receive_json(timeout=1)
        assert answer["cmd"] == "s2c_raw"
        p0 = "03 00 00 00 00 00 02 67 00 00".replace(" ", "")
        assert bytes(answer["data"]["raw"]).hex() == f"000000030d000091{p0}"
        await ws.send_json({"cmd": "c2s_read", "data": {"did": device.did}})
        assert refused(await ws.receive_json(timeout=1)) == 1000
    async with phone.socket() as ws:
        await device.send_raw(b"\x06\x01")
        raw = [0, 0, 0, 3, 5, 0, 0, 145, 6, 1]
        data = {"did": device.did, "raw": raw}
        assert await ws.receive_json(timeout=1) == {"cmd": "s2c_raw", "data": data}
        write = [0, 0, 0, 3, 10, 0, 0, 144, 1, 1, 1, 0, 0, 0, 0]
        await ws.send_json(
            {"cmd": "c2s_raw", "data": {"did": device.did, "raw": write}}
        )
        await ws.receive_json(timeout=1)
        assert device.values["power"] is True


@pytest.mark.parametrize(
    "changed",
    [
        {"token": "0" * 32},
        {"uid": "0" * 32},
        {"appid": "0" * 32},
        {"heartbeat_interval": 181},
        {"heartbeat_interval": 0},
        {"heartbeat_interval": "180"},
        {"p0_type": "json"},
        {"auto_subscribe": 1},
    ],
)
async def test_refused_login_frames(phone: Phone, changed: dict[str, Any]) -> None:
    """login_res says no, and why; then the socket is closed."""
    async with phone.socket(login=None) as ws:
        await ws.send_json(phone.login_frame(**changed))
        answer = await ws.receive_json(timeout=1)
        assert answer["cmd"] == "login_res"
        assert answer["data"]["success"] is False
        assert next(iter(changed)) in answer["data"]["msg"]
        assert (await ws.receive(timeout=1)).type is aiohttp.WSMsgType.CLOSE


async def test_nothing_before_login(phone: Phone) -> None:
    """1003 and close."""
    async with phone.socket(login=None) as ws:
        await ws.send_json({"cmd": "ping"})
        assert refused(await ws.receive_json(timeout=1)) == 1003
        assert (await ws.receive(timeout=1)).type is aiohttp.WSMsgType.CLOSE


async def test_missing_heartbeat(phone: Phone) -> None:
    """1011 and close a second after the last ping; protocol pings do not count."""
    async with phone.socket(heartbeat_interval=1) as ws:
        await asyncio.sleep(0.6)
        await ws.send_json({"cmd": "ping"})
        assert await ws.receive_json(timeout=1) == {"cmd": "pong"}
        await asyncio.sleep(0.6)
        await ws.ping()
        await ws.send_json({"cmd": "subscribe_req", "data": []})
        assert (await ws.receive_json(timeout=0.2))["cmd"] == "subscribe_res"
        assert refused(await ws.receive_json(timeout=1)) == 1011
        assert (await ws.receive(timeout=1)).type is aiohttp.WSMsgType.CLOSE


@pytest.mark.parametrize("message", ["garbage", "[1]", '{"cmd": "c2s_dance"}', "{}"])
async def test_garbage_from_the_client(phone: Phone, message: str) -> None:
    """It is told so and may go on."""
    async with phone.socket() as ws:
        await ws.send_str(message)
        assert refused(await ws.receive_json(timeout=1)) == 1000
        await ws.send_json({"cmd": "ping"})
        assert await ws.receive_json(timeout=1) == {"cmd": "pong"}


async def test_socket_closed_wants_a_new_login(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """After 1009 nothing is heard until login_req on the same socket."""
    async with phone.socket() as ws:
        cloud.m2m[0].send_invalid(1009)
        assert refused(await ws.receive_json(timeout=1)) == 1009
        assert cloud.sockets == []
        await device.report({"power": True})
        await ws.send_json(phone.login_frame())
        assert (await ws.receive_json(timeout=1))["cmd"] == "login_res"
        await device.report({"power": False})
        assert (await ws.receive_json(timeout=1))["data"]["attrs"]["power"] is False


async def test_frames_are_recorded_with_their_sender(
    phone: Phone, cloud: SimulatedCloud, user: User
) -> None:
    """Before login without uid; garbage too."""
    async with phone.socket(1) as ws:
        await ws.send_str("{")
        await ws.receive(timeout=1)
    assert cloud.frames[0] == (1, None, phone.login_frame())
    assert cloud.frames[1] == (1, user.uid, {"invalid": "{"})
    assert json.dumps([frame.frame for frame in cloud.frames])


async def test_refused_messages(
    phone: Phone,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    var_len: SimulatedDevice,
) -> None:
    """Each is told so; the socket stays and nothing reaches a device."""
    did = device.did
    frame = [0, 0, 0, 3, 4, 0, 0, 144, 2]
    messages: list[dict[str, Any]] = [
        {"cmd": "c2s_read"},
        {"cmd": "c2s_read", "data": {"did": var_len.did}},
        {"cmd": "c2s_read", "data": {"did": did, "names": "power"}},
        {"cmd": "c2s_read", "data": {"did": did}, "req_sn": "1"},
        {"cmd": "c2s_write", "data": {"did": did, "attrs": {}}},
        {"cmd": "c2s_write", "data": {"did": did, "attrs": {"room": 1}}},
        {"cmd": "c2s_raw", "data": {"did": did, "raw": "00000003"}},
        {"cmd": "c2s_raw", "data": {"did": did, "raw": frame[:-1]}},
        {"cmd": "c2s_raw", "data": {"did": did, "raw": [*frame[:7], 145, 2]}},
        {"cmd": "c2s_ack", "did": did},
        {"cmd": "subscribe_req", "data": {"did": did}},
    ]
    async with phone.socket() as ws:
        for message in messages:
            await ws.send_json(message)
            assert refused(await ws.receive_json(timeout=1)) == 1000, message
        await ws.send_bytes(b"{}")
        assert refused(await ws.receive_json(timeout=1)) == 1000
        assert await quiet(ws)
    assert (cloud.controls, cloud.raws) == ([], [])
    assert cloud.frames[-1].frame == {"invalid": b"{}"}


async def test_an_offline_device_answers_nothing(
    phone: Phone, device: SimulatedDevice
) -> None:
    """No reply to a read, no acknowledgement of a write, nothing done."""
    await device.set_online(False)
    async with phone.socket() as ws:
        read = {"cmd": "c2s_read", "req_sn": 1, "data": {"did": device.did}}
        data = {"did": device.did, "attrs": {"power": True}}
        await ws.send_json({**read, "cmd": "c2s_read"})
        await ws.send_json({"cmd": "c2s_write", "req_sn": 2, "data": data})
        assert await quiet(ws)
    assert device.values["power"] is False
