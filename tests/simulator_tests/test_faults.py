"""What can go wrong, on demand, over HTTP and on the sockets."""

import asyncio
import json
import time

import aiohttp
import pytest

from tests.simulator import SimulatedCloud, SimulatedDevice
from tests.simulator_tests.phone import Phone, quiet

BINDINGS = "/app/bindings"


async def test_next_strikes_once_and_where_it_fits(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Method and path choose; ``times`` counts; the rest goes on."""
    fault = cloud.faults.next(method="GET", path=BINDINGS, times=2, status=503)
    assert (await phone.call("GET", "/app/users"))[0] == 200
    answers = [await phone.call("GET", BINDINGS) for _ in range(3)]
    assert [status for status, _ in answers] == [503, 503, 200]
    assert fault.struck == 2
    cloud.faults.next(path="/app/devices/*", status=500)
    assert (await phone.call("GET", f"/app/devdata/{device.did}/latest"))[0] == 200
    assert (await phone.call("GET", f"/app/devices/{device.did}"))[0] == 500


async def test_all_strikes_until_cleared(phone: Phone, cloud: SimulatedCloud) -> None:
    """Everything under a prefix, and with a probability about that share."""
    cloud.faults.all(path="/app/", html=True)
    status, page = await phone.call("GET", BINDINGS)
    assert (status, page[:6]) == (502, "<html>")
    assert "Bad Gateway" in page
    assert (await phone.call("GET", "/app/users"))[0] == 502
    cloud.faults.clear()
    assert (await phone.call("GET", BINDINGS))[0] == 200
    cloud.faults.all(status=500, probability=0.5)
    answers = [(await phone.call("GET", BINDINGS))[0] for _ in range(40)]
    assert 8 < answers.count(500) < 32


async def test_error_codes_and_bodies(phone: Phone, cloud: SimulatedCloud) -> None:
    """The cloud's own error with headers, an error with 200, any body."""
    cloud.faults.next(error_code=9041, headers={"Retry-After": "60"})
    url = cloud.base_url + BINDINGS
    async with phone.session.get(url, headers=phone.headers()) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "60")
        assert (await response.json(content_type=None))["error_code"] == 9041
    cloud.faults.next(error_code=9008, status=200)
    status, body = await phone.call("GET", BINDINGS)
    assert (status, body["error_code"]) == (200, 9008)
    cloud.faults.next(body={"devices": None}, content_type="application/json")
    assert await phone.call("GET", BINDINGS) == (200, {"devices": None})
    cloud.faults.next(body=b"\xff\xfe")
    async with phone.session.get(url, headers=phone.headers()) as response:
        assert await response.read() == b"\xff\xfe"


async def test_truncated_cut_and_dropped(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Half an answer as if whole, half an answer and gone, and no answer at all."""
    cloud.faults.next(truncate=True)
    status, text = await phone.call("GET", BINDINGS)
    assert status == 200
    assert device.did in text
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        json.loads(text)
    cloud.faults.next(cut=True)
    with pytest.raises(aiohttp.ClientPayloadError):
        await phone.call("GET", BINDINGS)
    # aiohttp's client repeats a GET, PUT or DELETE by itself when nothing came back.
    cloud.faults.next(drop=True)
    with pytest.raises(aiohttp.ClientError):
        await phone.call("POST", f"/app/control/{device.did}", {"raw": [2]})
    assert [call.status for call in cloud.requests][-3:] == [200, 0, 0]


async def test_delay(phone: Phone, cloud: SimulatedCloud) -> None:
    """A slow server, before it does anything or after."""
    for before_effect in (True, False):
        cloud.faults.next(delay=0.2, before_effect=before_effect)
        start = time.monotonic()
        assert (await phone.call("GET", BINDINGS))[0] == 200
        assert time.monotonic() - start >= 0.2


async def test_lost_answer_of_a_command_that_arrived(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """``before_effect`` False carries it out; by default it does not happen."""
    path, body = f"/app/control/{device.did}", {"attrs": {"power": True}}
    cloud.faults.next(method="POST", path="/app/control/", status=504)
    assert (await phone.call("POST", path, body))[0] == 504
    assert cloud.controls == []
    cloud.faults.next(path="/app/control/", status=504, before_effect=False)
    assert (await phone.call("POST", path, body))[0] == 504
    await asyncio.sleep(0.05)
    assert device.values["power"] is True
    cloud.faults.next(path="/app/control/", drop=True, before_effect=False)
    with pytest.raises(aiohttp.ClientError):
        await phone.call("POST", path, {"attrs": {"power": False}})
    assert len(cloud.controls) == 2


async def test_recordings(phone: Phone, cloud: SimulatedCloud) -> None:
    """What was asked, as it was asked, in order."""
    cloud.clear_recordings()
    await phone.call("GET", f"{BINDINGS}?limit=5")
    await phone.call("DELETE", BINDINGS, {"devices": [{"did": "x"}]})
    first, second = cloud.requests
    assert (first.method, first.path, first.query) == ("GET", BINDINGS, {"limit": "5"})
    assert (first.body, first.status) == (None, 200)
    assert first.headers["x-gizwits-user-TOKEN"] == phone.token
    assert second.body == {"devices": [{"did": "x"}]}
    assert cloud.requests_to("DELETE", BINDINGS) == [second]
    assert cloud.requests_to(path="/app/") == [first, second]


async def test_the_api_can_go_and_come_back(
    phone: Phone, cloud: SimulatedCloud
) -> None:
    """Refused connections, and the same port afterwards."""
    await cloud.openapi.stop()
    with pytest.raises(aiohttp.ClientConnectorError):
        await phone.call("GET", BINDINGS)
    await cloud.openapi.start()
    assert (await phone.call("GET", BINDINGS))[0] == 200


async def test_date_header_is_the_clouds_time(
    phone: Phone, cloud: SimulatedCloud
) -> None:
    """For those who set their clock by it."""
    cloud.clock.freeze(1_500_000_000)
    async with phone.session.get(cloud.base_url) as response:
        assert response.headers["Date"] == "Fri, 14 Jul 2017 02:40:00 GMT"


async def test_dropped_and_closed_sockets(phone: Phone, cloud: SimulatedCloud) -> None:
    """Cut without a word, closed in order, refused, and back again."""
    host = cloud.m2m[0]
    async with phone.socket() as ws:
        host.drop_all()
        assert (await ws.receive(timeout=1)).type in (
            aiohttp.WSMsgType.CLOSED,
            aiohttp.WSMsgType.ERROR,
        )
    async with phone.socket() as ws:
        host.close_all(1001)
        message = await ws.receive(timeout=1)
        assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, 1001)
    port = host.port
    await host.stop()
    with pytest.raises(aiohttp.ClientConnectorError):
        async with phone.socket():
            pass
    await host.start()
    assert host.port == port
    async with phone.socket():
        assert len(cloud.sockets) == 1


async def test_half_open_socket(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Silent: no pong of either kind, no news. Starving: pongs, but no news."""
    host = cloud.m2m[0]
    async with phone.socket() as ws:
        host.silent()
        await ws.send_json({"cmd": "ping"})
        await device.report({"power": True})
        assert await quiet(ws)
        assert cloud.frames[-1].frame == {"cmd": "ping"}
    host.silent(False)
    async with phone.socket() as ws:
        host.starve()
        await device.report({"power": False})
        await ws.send_json({"cmd": "ping"})
        assert await ws.receive_json(timeout=1) == {"cmd": "pong"}
        host.starve(False)
        await device.report({"power": True})
        assert (await ws.receive_json(timeout=1))["cmd"] == "s2c_noti"


async def test_refused_login_and_stalled_handshake(
    phone: Phone, cloud: SimulatedCloud
) -> None:
    """1003 for everybody; a firewall that swallows the handshake."""
    cloud.m2m[0].refuse_login()
    async with phone.socket(login=None) as ws:
        await ws.send_json(phone.login_frame())
        answer = await ws.receive_json(timeout=1)
        assert answer["data"]["error_code"] == 1003
    cloud.m2m[1].stall()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2), phone.socket(1):
            pass
    cloud.m2m[1].stall(False)
    async with phone.socket(1):
        assert len(cloud.sockets) == 1


async def test_garbage_repeated_and_reordered_frames(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Any text, any bytes, made-up frames, copies, and news the wrong way round."""
    host = cloud.m2m[0]
    async with phone.socket() as ws:
        host.send_text("{")
        host.send_bytes(b"\0")
        host.send_frame({"cmd": "s2c_dance"})
        messages = [await ws.receive(timeout=1) for _ in range(3)]
        assert [message.data for message in messages] == [
            "{",
            b"\0",
            '{"cmd": "s2c_dance"}',
        ]
        await device.report_raw_attrs({"power": "maybe", "x": None})
        attrs = (await ws.receive_json(timeout=1))["data"]["attrs"]
        assert attrs == {"power": "maybe", "x": None}
        assert device.values["power"] is False
        host.copies = 2
        await device.report({"target": 6})
        assert await ws.receive_json(timeout=1) == await ws.receive_json(timeout=1)
        host.copies = 1
        host.hold()
        await device.report({"target": 7})
        await device.report({"target": 8})
        host.release(reverse=True)
        order = [
            (await ws.receive_json(timeout=1))["data"]["attrs"]["target"]
            for _ in range(2)
        ]
        assert order == [8, 7]


async def test_forced_values_go_everywhere(
    phone: Phone, device: SimulatedDevice
) -> None:
    """What no definition allows is still stored and shown when forced."""
    async with phone.socket() as ws:
        with pytest.raises(Exception, match="target"):
            await device.report({"target": 99})
        await device.report({"target": 99, "new": 5}, force=True)
        attrs = (await ws.receive_json(timeout=1))["data"]["attrs"]
        assert (attrs["target"], attrs["new"]) == (99, 5)
    _, latest = await phone.call("GET", f"/app/devdata/{device.did}/latest")
    assert (latest["attr"]["target"], latest["attr"]["new"]) == (99, 5)


async def test_wrong_content_type_of_a_real_answer(
    phone: Phone, cloud: SimulatedCloud
) -> None:
    """The JSON stays, the label changes; an empty answer has neither."""
    url = cloud.base_url + BINDINGS
    cloud.faults.next(content_type="image/png")
    async with phone.session.get(url, headers=phone.headers()) as response:
        assert response.content_type == "image/png"
        assert await response.json(content_type=None) == {"devices": []}
    cloud.faults.next(status=204)
    assert await phone.call("GET", BINDINGS) == (204, "")


async def test_news_under_way(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Delivered late, after the answer to a ping that was sent later."""
    cloud.m2m[0].news_delay = 0.1
    async with phone.socket() as ws:
        await device.report({"power": True})
        await ws.send_json({"cmd": "ping"})
        assert await ws.receive_json(timeout=1) == {"cmd": "pong"}
        assert (await ws.receive_json(timeout=1))["cmd"] == "s2c_noti"


async def test_silent_host_answers_no_protocol_ping(
    phone: Phone, cloud: SimulatedCloud
) -> None:
    """It does when it is well."""
    url = f"ws://127.0.0.1:{cloud.m2m[0].port}/ws/app/v1"
    for silent, kind in ((False, aiohttp.WSMsgType.PONG), (True, None)):
        cloud.m2m[0].silent(silent)
        async with phone.session.ws_connect(url, autoping=False) as ws:
            await ws.ping(b"1")
            if kind is None:
                assert await quiet(ws)
            else:
                assert (await ws.receive(timeout=1)).type is kind


async def test_shorter_heartbeat_and_forced_messages(
    phone: Phone, cloud: SimulatedCloud
) -> None:
    """A host may lose patience sooner than declared; 1003 closes."""
    host = cloud.m2m[0]
    host.heartbeat_limit = 0.1
    async with phone.socket() as ws:
        frame = await ws.receive_json(timeout=1)
        assert frame["data"]["error_code"] == 1011
    host.heartbeat_limit = None
    async with phone.socket() as ws:
        host.send_invalid(1003)
        assert (await ws.receive_json(timeout=1))["data"]["error_code"] == 1003
        assert (await ws.receive(timeout=1)).type is aiohttp.WSMsgType.CLOSE
    assert host.handshakes == 2
