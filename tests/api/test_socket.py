"""One WebSocket: login, subscription, heartbeat, reports, and all that goes wrong."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
import time
from typing import Any

import aiohttp
from aiohttp import web
import pytest
from yarl import URL

from custom_components.gizwits.api import (
    AttrsReported,
    BindingChanged,
    DeviceState,
    GizwitsAuthError,
    GizwitsConnectionError,
    GizwitsError,
    OnlineChanged,
    PasswordCredentials,
    Product,
    StreamLost,
    StreamRestored,
    Timing,
)
from custom_components.gizwits.api.auth import Auth
from custom_components.gizwits.api.http import HttpApi
from custom_components.gizwits.api.socket import CloudSocket

from tests.api.helpers import (
    NAME,
    PASSWORD,
    QUICK,
    Ear,
    dids,
    logins,
    product_of,
    running,
    sent,
    until,
)
from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX

PATH = "/ws/app/v1"
# Watches closely: for what ends because nothing comes.
WATCHFUL = Timing(heartbeat=0.25, answer=0.25, read_pause=0.01, silence=0.1)

type MakeSocket = Callable[..., CloudSocket]


@pytest.fixture
def ear() -> Ear:
    """Return what hears the events."""
    return Ear()


@pytest.fixture
def make(
    cloud: SimulatedCloud, user: User, session: aiohttp.ClientSession, ear: Ear
) -> MakeSocket:
    """Return a maker of sockets; all of them have one account's token."""
    http = HttpApi(session, URL(cloud.base_url), cloud.app_id)
    auth = Auth(http, PasswordCredentials(NAME, PASSWORD))

    def build(
        *devices: SimulatedDevice,
        timing: Timing = QUICK,
        m2m: int = 0,
        port: int | None = None,
        dispatch: Callable[[Any], None] = ear,
    ) -> CloudSocket:
        url = URL(f"ws://127.0.0.1:{port or cloud.m2m[m2m].port}{PATH}")
        socket = CloudSocket(
            session, url, cloud.app_id, auth, dispatch, ear.is_online, timing
        )
        socket.set_devices(products(*devices))
        return socket

    return build


def products(*devices: SimulatedDevice) -> dict[str, Product]:
    """Return devices as a socket is given them."""
    return {device.did: product_of(device) for device in devices}


async def end_of(task: asyncio.Task[Any], seconds: float = 3) -> GizwitsError:
    """Wait for a connection's end and return its reason."""
    done, _ = await asyncio.wait([task], timeout=seconds)
    assert done, "the connection did not end"
    error = task.exception()
    assert isinstance(error, GizwitsError), repr(error)
    return error


def more(cloud: SimulatedCloud, user: User, count: int) -> list[SimulatedDevice]:
    """Bind more devices on host 0."""
    made = [cloud.add_device(MIX["product_key"]) for _ in range(count)]
    for device in made:
        cloud.bind(user, device)
    return made


async def test_login_and_subscription(
    make: MakeSocket,
    cloud: SimulatedCloud,
    user: User,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """Nothing but login_req before its answer; then exactly our devices."""
    more(cloud, user, 2)
    async with running(make(device)):
        await until(ear.restored)
        [socket] = cloud.sockets
        assert socket.uid == user.uid
        assert socket.subscribed == {device.did}
    first, second = (entry.frame for entry in cloud.frames[:2])
    assert first["cmd"] == "login_req"
    assert first["data"]["auto_subscribe"] is False
    assert first["data"]["heartbeat_interval"] == 180
    assert first["data"]["p0_type"] == "attrs_v4"
    assert second == {"cmd": "subscribe_req", "data": [{"did": device.did}]}
    assert ear.events == [StreamRestored(frozenset({device.did}))]


async def test_many_devices_are_subscribed_by_the_hundred(
    make: MakeSocket, cloud: SimulatedCloud, user: User, ear: Ear
) -> None:
    """No frame is too long."""
    made = more(cloud, user, 250)
    async with running(make(*made)):
        await until(lambda: ear.restored() == dids(made))
    sizes = [len(frame["data"]) for frame in sent(cloud, "subscribe_req")]
    assert sizes == [100, 100, 50]


async def test_without_devices_it_stays_connected(
    make: MakeSocket, cloud: SimulatedCloud
) -> None:
    """And subscribes nothing."""
    async with running(make()):
        await until(lambda: cloud.sockets)
        await until(lambda: sent(cloud, "ping"))
    assert sent(cloud, "subscribe_req") == []


async def test_reads_are_paced(
    make: MakeSocket, cloud: SimulatedCloud, user: User, ear: Ear
) -> None:
    """One after another, each device once, and all answer."""
    made = more(cloud, user, 6)
    timing = Timing(heartbeat=5, answer=1, read_pause=0.04)
    socket = make(*made, timing=timing)
    async with running(socket):
        await until(lambda: ear.restored() == dids(made))
        started = time.monotonic()
        for device in [*made, *made]:
            assert socket.read(device.did)
        await until(lambda: len(ear.of(AttrsReported)) == 6)
        assert time.monotonic() - started >= 5 * 0.04
    frames = sent(cloud, "c2s_read")
    assert {frame["data"]["did"] for frame in frames} == dids(made)
    assert len(frames) == 6
    assert all("req_sn" not in frame for frame in frames)


async def test_only_what_is_subscribed_can_be_read(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """Not before, not a stranger's, not after the connection was lost."""
    socket = make(device)
    assert not socket.read(device.did)
    async with running(socket):
        await until(ear.restored)
        assert not socket.read("stranger")
        assert socket.read(device.did)
        await until(lambda: ear.values(device.did))
    socket.lost(GizwitsConnectionError("gone"))
    assert not socket.read(device.did)


async def test_a_report_that_wants_an_answer_gets_it(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """With its number; one that does not want one gets none."""
    async with running(make(device)):
        await until(ear.restored)
        await device.report({"power": True})
        device.demand_ack = True
        await device.report({"power": False})
        await device.report({"power": True})
        await until(lambda: len(cloud.acks) == 2)
        await until(lambda: len(ear.values(device.did)) == 3)
    assert [(ack.did, ack.res_sn) for ack in cloud.acks] == [
        (device.did, 1),
        (device.did, 2),
    ]


async def test_reports_are_decoded_and_partial_ones_merged(
    make: MakeSocket, ear: Ear, var_len: SimulatedDevice
) -> None:
    """A var_len device reports only what changed."""
    async with running(make(var_len, m2m=1)):
        await until(ear.restored)
        await var_len.report({"mode": "heat", "plan": b"\1\2\3"})
        await var_len.report({"room": 21.5})
        await until(lambda: len(ear.values(var_len.did)) == 2)
    first, second = ear.values(var_len.did)
    assert first == {"mode": "heat", "plan": b"\1\2\3"}
    assert second == {"room": 21.5}
    state, _ = DeviceState().merge(first)
    state, changed = state.merge(second)
    assert dict(state.values) == {**first, **second}
    assert changed == {"room"}


async def test_online_and_binding_events(
    make: MakeSocket,
    cloud: SimulatedCloud,
    user: User,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """Online only of ours, as ``online`` says; bindings also of what is new."""
    other = cloud.add_device(MIX["product_key"])
    async with running(make(device)):
        await until(ear.restored)
        await device.set_online(False)
        await device.set_online(True)
        cloud.m2m[0].send_frame(
            {"cmd": "s2c_online_status", "data": {"did": "x", "online": False}}
        )
        cloud.bind(user, other)
        cloud.unbind(user, other)
        await until(lambda: len(ear.of(BindingChanged)) == 2)
    assert ear.events[1:] == [
        OnlineChanged(device.did, False),
        OnlineChanged(device.did, True),
        BindingChanged(other.did, True),
        BindingChanged(other.did, False),
    ]


GARBAGE: list[Any] = [
    {"cmd": "s2c_dance"},
    {"cmd": None},
    {"cmd": ["s2c_noti"]},
    {"cmd": "s2c_noti"},
    {"cmd": "s2c_noti", "data": None},
    {"cmd": "s2c_noti", "data": {"did": ["x"], "attrs": {"power": True}}},
    {"cmd": "s2c_noti", "data": {"did": "stranger", "attrs": {"power": True}}},
    {"cmd": "s2c_online_status", "data": "x"},
    {"cmd": "subscribe_res", "data": {"success": "all", "failed": None}},
    {"cmd": "subscribe_res", "data": {"success": [{"did": "stranger"}]}},
    {"cmd": "s2c_raw", "data": {"did": "x/usr1", "raw": [0, 0, 0, 3]}},
    {"cmd": "s2c_invalid_msg"},
    {"cmd": "s2c_invalid_msg", "data": {"error_code": 1000, "msg": "bad"}},
    {"cmd": "s2c_invalid_msg", "data": {"error_code": "x"}},
    {"cmd": "login_res", "data": {"success": False}},
]


async def test_garbage_does_no_harm(
    make: MakeSocket,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No JSON, no object, binary, unknown: passed over on the same connection."""
    host = cloud.m2m[0]
    async with running(make(device)):
        await until(ear.restored)
        for text in ("{", "", "null", "[]", '"x"', "5", "[" * 3000, "\ud7ff\u0000"):
            host.send_text(text)
        host.send_bytes(b"\0\xff")
        for frame in GARBAGE:
            host.send_frame(frame)
        host.send_frame({"cmd": "s2c_raw", "data": {"did": device.did, "raw": [0]}})
        await device.report_raw_attrs({"power": "?", "new": [1], "target": None})
        await device.report({"power": True})
        await until(lambda: len(ear.values(device.did)) == 2)
    assert ear.values(device.did)[0] == {"power": None, "target": None}
    assert [type(event) for event in ear.events] == [
        StreamRestored,
        AttrsReported,
        AttrsReported,
    ]
    assert host.handshakes == 1
    own = [r for r in caplog.records if r.name.startswith("custom_components")]
    assert all(record.levelname == "DEBUG" for record in own)


async def test_repeated_and_reordered_reports(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """Each is passed on as it comes."""
    host = cloud.m2m[0]
    async with running(make(device)):
        await until(ear.restored)
        host.copies = 2
        await device.report({"target": 7})
        host.copies = 1
        host.hold()
        await device.report({"target": 8})
        await device.report({"target": 9})
        host.release(reverse=True)
        await until(lambda: len(ear.values(device.did)) == 4)
    assert [values["target"] for values in ear.values(device.did)] == [7, 7, 9, 8]


async def test_an_absurd_serial_number_does_no_harm(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """It cannot be answered; the report counts, the connection stays."""
    data = {"did": device.did, "attrs": {"power": True}}
    serials: list[Any] = [1e300, -1, "x", None, {}, 2**63]
    async with running(make(device)) as task:
        await until(ear.restored)
        for serial in serials:
            noti = {"cmd": "s2c_noti", "req_sn": serial, "data": data}
            cloud.m2m[0].send_frame(noti)
        await device.report({"power": False})
        await until(lambda: task.done() or len(ear.values(device.did)) == 7)
        assert not task.done()


async def test_a_giant_frame_ends_the_connection(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """One of almost a mebibyte is still read."""
    async with running(make(device)) as task:
        await until(ear.restored)
        cloud.m2m[0].send_text(" " * (1024 * 1024 - 10))
        await device.report({"power": True})
        await until(lambda: ear.values(device.did))
        cloud.m2m[0].send_text(" " * (1024 * 1024 + 10))
        assert isinstance(await end_of(task), GizwitsConnectionError)


@pytest.mark.parametrize(("code", "expected"), [(1003, 2), (1009, 1), (1011, 1)])
async def test_codes_that_end_the_connection(
    make: MakeSocket,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
    code: int,
    expected: int,
) -> None:
    """Only 1003 says that the token is bad; the others need no new login."""
    socket = make(device)
    async with running(socket) as task:
        await until(ear.restored)
        cloud.m2m[0].send_invalid(code)
        error = await end_of(task)
        assert error.code == code
        socket.lost(error)
    async with running(socket):
        await until(lambda: len(ear.of(StreamRestored)) == 2)
    assert logins(cloud) == expected
    tokens = {frame["data"]["token"] for frame in sent(cloud, "login_req")}
    assert len(tokens) == expected


async def test_a_refused_login(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """The token is not used again; a new one that is refused too is not at fault."""
    socket = make(device)
    async with running(socket):
        await until(ear.restored)
    cloud.revoke_tokens()
    async with running(socket) as task:
        assert (await end_of(task)).code == 1003
    cloud.m2m[0].refuse_login()
    async with running(socket) as task:
        assert (await end_of(task)).code == 1003
    assert logins(cloud) == 2
    cloud.m2m[0].refuse_login(False)
    socket.lost(GizwitsConnectionError("gone"))
    async with running(socket):
        await until(lambda: len(ear.of(StreamRestored)) == 2)
    assert logins(cloud) == 2


async def test_a_changed_password_is_told(
    make: MakeSocket, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """The socket does not connect without a token."""
    user.password = "Another1!"
    async with running(make(device)) as task:
        assert isinstance(await end_of(task), GizwitsAuthError)
    assert cloud.m2m[0].handshakes == 0


async def test_a_host_that_is_down(
    make: MakeSocket, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Refused, without its address in the error."""
    await cloud.m2m[0].stop()
    async with running(make(device)) as task:
        error = await end_of(task)
    assert isinstance(error, GizwitsConnectionError)
    assert "127.0.0.1" not in str(error)


async def test_a_firewall_that_swallows_the_handshake(
    make: MakeSocket, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Is given up after the time for an answer."""
    cloud.m2m[0].stall()
    async with running(make(device, timing=WATCHFUL)) as task:
        assert isinstance(await end_of(task), GizwitsConnectionError)
    cloud.m2m[0].stall(False)


@pytest.mark.parametrize("orderly", [True, False])
async def test_a_connection_that_is_closed(
    make: MakeSocket,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
    orderly: bool,
) -> None:
    """With a word or without."""
    host = cloud.m2m[0]
    async with running(make(device)) as task:
        await until(ear.restored)
        if orderly:
            host.close_all()
        else:
            host.drop_all()
        error = await end_of(task)
    assert isinstance(error, GizwitsConnectionError)
    assert error.code is None


async def test_a_silent_server_before_login(
    make: MakeSocket, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Is given up too."""
    cloud.m2m[0].silent()
    async with running(make(device, timing=WATCHFUL)) as task:
        assert isinstance(await end_of(task), GizwitsConnectionError)


async def test_a_half_open_socket(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """Nothing comes after a ping: the watchdog ends it."""
    async with running(make(device, timing=WATCHFUL)) as task:
        await until(ear.restored)
        cloud.m2m[0].silent()
        error = await end_of(task, 2)
    assert str(error) == "The socket no longer answers"


async def test_pings_keep_it_alive(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """Within the interval the server expects, and one timer only."""
    cloud.m2m[0].heartbeat_limit = 1.2
    timing = Timing(heartbeat=0.6, answer=0.5, silence=60)
    async with running(make(device, timing=timing)) as task:
        await until(ear.restored)
        await asyncio.sleep(2.0)
        assert not task.done()
    assert 2 <= len(sent(cloud, "ping")) <= 4


async def test_heartbeat_is_the_time_between_pings(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """Waiting for an answer does not put the next one off (55 to 60 s in life)."""
    timing = Timing(heartbeat=0.1, answer=0.1, silence=60)
    async with running(make(device, timing=timing)):
        await until(lambda: sent(cloud, "ping"))
        before = len(sent(cloud, "ping"))
        await asyncio.sleep(0.75)
        pings = len(sent(cloud, "ping")) - before
    assert pings >= 5


async def test_a_socket_that_delivers_nothing(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """It answers pings; a device is asked, no report comes, it is ended."""
    cloud.m2m[0].starve()
    async with running(make(device, timing=WATCHFUL)) as task:
        await until(ear.restored)
        error = await end_of(task)
    assert str(error) == "The socket delivers nothing"
    assert [frame["data"]["did"] for frame in sent(cloud, "c2s_read")] == [device.did]


async def test_a_socket_that_delivered_nothing_has_to_prove_itself(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """The next one is trusted, and its devices restored, with the first report."""
    host = cloud.m2m[0]
    host.starve()
    socket = make(device, timing=WATCHFUL)
    async with running(socket) as task:
        await until(ear.restored)
        socket.lost(await end_of(task))
    cloud.clear_recordings()
    async with running(socket):
        await until(lambda: sent(cloud, "c2s_read"))
        await until(lambda: len(sent(cloud, "ping")) >= 3)
        assert len(ear.of(StreamRestored)) == 1
        host.starve(False)
        await device.report({"power": True})
        await until(lambda: ear.values(device.did))
    kinds = [type(event) for event in ear.events]
    assert kinds[:3] == [StreamRestored, StreamLost, StreamRestored]
    # The report, and what was asked for in the same moment.
    assert {*kinds[3:]} == {AttrsReported}
    assert ear.of(StreamRestored)[1].dids == {device.did}


async def test_a_socket_that_is_not_trusted_goes_on_asking(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """No device need say anything by itself for the socket to be trusted again."""
    host = cloud.m2m[0]
    host.starve()
    socket = make(device, timing=WATCHFUL)
    async with running(socket) as task:
        await until(ear.restored)
        socket.lost(await end_of(task))
    async with running(socket):
        await until(lambda: len(sent(cloud, "c2s_read")) >= 3)
        host.starve(False)
        await until(lambda: len(ear.of(StreamRestored)) == 2)


async def test_devices_that_have_nothing_to_say(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """They answer when they are asked, and the connection stays."""
    async with running(make(device, timing=WATCHFUL)) as task:
        await until(lambda: len(sent(cloud, "c2s_read")) >= 3)
        assert not task.done()
    assert len(ear.values(device.did)) >= 2


async def test_nobody_is_asked_who_is_offline(
    make: MakeSocket, cloud: SimulatedCloud, ear: Ear, device: SimulatedDevice
) -> None:
    """A host with offline devices only is silent for good reason."""
    ear.offline.add(device.did)
    await device.set_online(False)
    async with running(make(device, timing=WATCHFUL)) as task:
        await until(lambda: len(sent(cloud, "ping")) >= 4)
        assert not task.done()
    assert sent(cloud, "c2s_read") == []


async def test_a_refused_subscription(
    make: MakeSocket,
    cloud: SimulatedCloud,
    user: User,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """Is not restored, not repeated, and tried again with the next set of devices."""
    other = cloud.add_device(MIX["product_key"])
    socket = make(device, other)
    async with running(socket):
        await until(ear.restored)
        await until(lambda: len(sent(cloud, "ping")) >= 1)
        assert ear.restored() == {device.did}
        assert len(sent(cloud, "subscribe_req")) == 1
        assert not socket.read(other.did)
        cloud.bindings.add(user, other.did, "normal")
        socket.set_devices(products(device, other))
        await until(lambda: other.did in ear.restored())
        assert socket.read(other.did)
    again = sent(cloud, "subscribe_req")[1:]
    # Once for the new list, and once more when the cloud tells of the binding.
    assert 1 <= len(again) <= 2
    assert all(frame["data"] == [{"did": other.did}] for frame in again)


async def test_devices_come_and_go_while_it_runs(
    make: MakeSocket,
    cloud: SimulatedCloud,
    user: User,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """A new one is subscribed; of one that went nothing more is heard."""
    [other] = more(cloud, user, 1)
    socket = make(device)
    async with running(socket):
        await until(ear.restored)
        socket.set_devices(products(device, other))
        await until(lambda: ear.restored() == {device.did, other.did})
        socket.set_devices(products(other))
        assert not socket.read(device.did)
        await device.report({"power": True})
        await other.report({"power": True})
        await until(lambda: ear.values(other.did))
        assert ear.values(device.did) == []
        socket.set_devices(products(device, other))
        await until(lambda: len(ear.of(StreamRestored)) == 3)
        await device.report({"power": False})
        await until(lambda: ear.values(device.did))
    assert cloud.m2m[0].handshakes == 1


async def test_a_device_that_is_bound_again_is_heard_again(
    make: MakeSocket,
    cloud: SimulatedCloud,
    user: User,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """Unbinding ended its subscription in the cloud, whatever we thought we had."""
    socket = make(device)
    async with running(socket):
        await until(ear.restored)
        cloud.unbind(user, device)
        cloud.bind(user, device)
        await until(lambda: len(ear.of(BindingChanged)) == 2)
        socket.set_devices(products(device))
        await asyncio.sleep(0.1)
        await device.report({"power": True})
        await asyncio.sleep(0.1)
    assert [values["power"] for values in ear.values(device.did)] == [True]


async def test_what_is_lost_is_told(make: MakeSocket, ear: Ear) -> None:
    """All devices of the socket, with the reason."""
    socket = make()
    socket.set_devices({"a": Product("p"), "b": Product("p")})
    error = GizwitsConnectionError("gone")
    socket.lost(error)
    assert ear.events == [StreamLost(frozenset({"a", "b"}), error)]


async def test_a_fault_in_the_listener_is_not_swallowed(
    make: MakeSocket, device: SimulatedDevice
) -> None:
    """It ends the connection as it is, not inside a group."""

    def fault(_: Any) -> None:
        raise KeyError("listener")

    async with running(make(device, dispatch=fault)) as task:
        await asyncio.wait([task], timeout=2)
        assert isinstance(task.exception(), KeyError)


type Talk = Callable[[web.WebSocketResponse], Awaitable[None]]
ACCEPTED = {"cmd": "login_res", "data": {"success": True}}


@asynccontextmanager
async def talking(talk: Talk) -> AsyncIterator[int]:
    """Run a host that talks as a test says after the first frame; returns its port."""

    async def serve(request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        await ws.receive()
        await talk(ws)
        async for _ in ws:
            pass
        return ws

    async with site(PATH, serve) as port:
        yield port


@asynccontextmanager
async def site(
    path: str, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> AsyncIterator[int]:
    """Run a web server with one page; returns its port."""
    app = web.Application()
    app.router.add_get(path, handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def test_other_frames_before_the_answer_to_the_login(
    make: MakeSocket, ear: Ear, device: SimulatedDevice
) -> None:
    """Are passed over; codes that are about one frame as well."""

    async def talk(ws: web.WebSocketResponse) -> None:
        await ws.send_json({"cmd": "pong"})
        await ws.send_str("{")
        invalid = {"error_code": 1000, "msg": "bad"}
        await ws.send_json({"cmd": "s2c_invalid_msg", "data": invalid})
        await ws.send_json(ACCEPTED)
        await ws.receive()
        success = [{"did": device.did}]
        await ws.send_json({"cmd": "subscribe_res", "data": {"success": success}})

    async with talking(talk) as port, running(make(device, port=port)):
        await until(ear.restored)


async def test_a_binary_answer_to_the_login(
    make: MakeSocket, device: SimulatedDevice
) -> None:
    """Is none."""

    async def talk(ws: web.WebSocketResponse) -> None:
        await ws.send_bytes(b"\0")

    async with talking(talk) as port, running(make(device, port=port)) as task:
        assert isinstance(await end_of(task), GizwitsConnectionError)


async def test_a_subscription_nobody_answers(
    make: MakeSocket, ear: Ear, device: SimulatedDevice
) -> None:
    """Ends the connection: nothing would ever be pushed."""

    async def talk(ws: web.WebSocketResponse) -> None:
        await ws.send_json(ACCEPTED)

    timing = Timing(heartbeat=5, answer=0.1)
    async with (
        talking(talk) as port,
        running(make(device, port=port, timing=timing)) as task,
    ):
        assert isinstance(await end_of(task), GizwitsConnectionError)
    assert ear.events == []


async def test_text_that_is_no_utf8(make: MakeSocket, device: SimulatedDevice) -> None:
    """The protocol ends the connection."""

    async def talk(ws: web.WebSocketResponse) -> None:
        await ws.send_json(ACCEPTED)
        await ws.receive()
        transport = ws._req.transport  # type: ignore[union-attr]  # noqa: SLF001
        assert transport is not None
        transport.write(b"\x81\x02\xff\xfe")

    async with talking(talk) as port, running(make(device, port=port)) as task:
        assert isinstance(await end_of(task), GizwitsConnectionError)


async def test_a_redirected_handshake(
    make: MakeSocket, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Nothing is said to the host it leads to, least of all the token."""

    async def elsewhere(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(f"http://127.0.0.1:{cloud.m2m[1].port}{PATH}")

    async with site(PATH, elsewhere) as port, running(make(device, port=port)) as task:
        assert isinstance(await end_of(task), GizwitsConnectionError)
    assert cloud.frames == []


async def test_a_host_that_speaks_no_websocket(
    make: MakeSocket, device: SimulatedDevice
) -> None:
    """Is a connection error."""

    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(text="<html>")

    for path in (PATH, "/other"):
        async with site(path, page) as port, running(make(device, port=port)) as task:
            assert isinstance(await end_of(task), GizwitsConnectionError)


@pytest.mark.parametrize("when", ["login", "stalled", "serving"])
async def test_cancelled_it_leaves_nothing_behind(
    make: MakeSocket,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
    when: str,
) -> None:
    """No task, no socket."""
    host = cloud.m2m[0]
    if when == "login":
        host.silent()
    if when == "stalled":
        host.stall()
    before = asyncio.all_tasks()
    async with running(make(device)):
        await until(lambda: host.handshakes)
        if when == "serving":
            await until(ear.restored)
    host.stall(False)
    await until(lambda: not host.sessions)
    await until(lambda: ours(asyncio.all_tasks() - before) == [])
    assert cloud.sockets == []


def ours(tasks: set[asyncio.Task[Any]]) -> list[str]:
    """Return the tasks of the client among them."""
    names = [str(task.get_coro()) for task in tasks]
    return [name for name in names if "CloudSocket" in name or "CloudPush" in name]
