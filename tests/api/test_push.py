"""All sockets of an account: hosts, reconnecting, devices that come and go."""

import asyncio
from collections.abc import Callable
from functools import partial
import logging
import random
from typing import Any

import pytest

from custom_components.gizwits.api import (
    AttrsReported,
    Cloud,
    CloudPush,
    Device,
    GizwitsAuthError,
    GizwitsClient,
    GizwitsConnectionError,
    Product,
    StreamLost,
    StreamRestored,
    Timing,
)

from tests.api.helpers import (
    BACKOFF,
    QUICK,
    Ear,
    bound,
    logins,
    product_of,
    running,
    sent,
    until,
)
from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX

EVIL = "evil.example.com"


@pytest.fixture
def ear() -> Ear:
    """Return what hears the events."""
    return Ear()


@pytest.fixture
def push(client: GizwitsClient, ear: Ear) -> CloudPush:
    """Return the account's sockets, quick to notice and to come back."""
    return client.push(ear, ear.is_online, backoff=BACKOFF, timing=QUICK)


@pytest.fixture
def both(device: SimulatedDevice, var_len: SimulatedDevice) -> set[str]:
    """Return the dids of a device on each of the two hosts."""
    return {device.did, var_len.did}


async def give(push: CloudPush, client: GizwitsClient, cloud: SimulatedCloud) -> None:
    """Let the account's devices be pushed."""
    push.set_devices(await bound(client, cloud))


async def test_two_hosts(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
    var_len: SimulatedDevice,
    both: set[str],
) -> None:
    """One connection to each, with its own devices; one login for both."""
    await give(push, client, cloud)
    async with running(push):
        await until(lambda: ear.restored() == both)
        subscribed = {socket.m2m: socket.subscribed for socket in cloud.sockets}
        assert subscribed == {0: {device.did}, 1: {var_len.did}}
        assert push.read(device.did) and push.read(var_len.did)
        assert not push.read("stranger")
        await until(lambda: ear.values(device.did) and ear.values(var_len.did))
    assert logins(cloud) == 1
    assert [host.handshakes for host in cloud.m2m] == [1, 1]


async def test_default_times(client: GizwitsClient, ear: Ear) -> None:
    """Without any given, those of the reference: nothing to connect, no socket."""
    assert Timing().heartbeat == 55
    async with running(client.push(ear, ear.is_online)) as task:
        await asyncio.sleep(0.02)
        assert not task.done()
    assert ear.events == []


async def test_devices_given_while_it_runs(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
    var_len: SimulatedDevice,
    both: set[str],
) -> None:
    """A host without devices is left, one with new ones is connected to."""
    pairs = {pair[0].did: pair for pair in await bound(client, cloud)}
    async with running(push):
        push.set_devices([pairs[device.did]])
        await until(lambda: ear.restored() == {device.did})
        assert {socket.m2m for socket in cloud.sockets} == {0}
        push.set_devices([pairs[var_len.did]])
        await until(lambda: ear.restored() == both)
        await until(lambda: {socket.m2m for socket in cloud.sockets} == {1})
        assert not push.read(device.did)
        push.set_devices([])
        await until(lambda: cloud.sockets == [])
        push.set_devices(pairs.values())
        await until(lambda: len(ear.of(StreamRestored)) == 4)
    assert ear.lost() == []


async def test_a_device_that_moves_to_another_host(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """As when its product is published."""
    await give(push, client, cloud)
    async with running(push):
        await until(ear.restored)
        device.m2m = 1
        await give(push, client, cloud)
        await until(lambda: len(ear.of(StreamRestored)) == 2)
        await until(lambda: [socket.m2m for socket in cloud.sockets] == [1])
        await device.report({"power": True})
        await until(lambda: ear.values(device.did))


async def test_a_foreign_host(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No socket and one warning, however often it is listed; the others work."""
    pairs = await bound(client, cloud)
    foreign = [
        (Device(did=did, product_key="p", host=EVIL, ws_port=cloud.m2m[1].port), pair)
        for did, pair in (("x", Product("p")), ("y", Product("p")))
    ]
    async with running(push):
        for _ in range(3):
            push.set_devices([*foreign, *pairs])
            await asyncio.sleep(0)
        await until(lambda: ear.restored() == {device.did})
        assert not push.read("x")
    assert cloud.m2m[1].handshakes == 0
    warnings = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert len(warnings) == 1
    assert EVIL not in warnings[0].getMessage()


async def test_a_crafted_host_does_not_stop_the_others(
    push: CloudPush,
    client: GizwitsClient,
    ear: Ear,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One binding that is nonsense is that device's affair."""
    crafted = Device(did="x", product_key="p", host="evil.com/.gizwits.com")
    real = Cloud.socket_url

    def socket_url(self: Cloud, device: Device) -> Any:
        public = Cloud.from_base_url("https://api.gizwits.com")
        return real(public if device is crafted else self, device)

    monkeypatch.setattr(Cloud, "socket_url", socket_url)
    push.set_devices([(crafted, Product("p")), *(await bound(client, cloud))])
    async with running(push):
        await until(lambda: ear.restored() == {device.did})


async def test_one_host_down_leaves_the_other(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
    var_len: SimulatedDevice,
    both: set[str],
) -> None:
    """Its devices are lost and come back; the other's never notice."""
    await give(push, client, cloud)
    async with running(push):
        await until(lambda: ear.restored() == both)
        await cloud.m2m[0].stop()
        await until(ear.lost)
        await var_len.report({"room": 20})
        await until(lambda: ear.values(var_len.did))
        ear.events.clear()
        await cloud.m2m[0].start()
        await until(lambda: ear.restored() == {device.did})
        await device.report({"power": True})
        await until(lambda: ear.values(device.did))
    assert {did for event in ear.lost() for did in event.dids} <= {device.did}
    assert cloud.m2m[1].handshakes == 1
    assert logins(cloud) == 1


async def test_what_changed_while_it_was_away_is_read(
    client: GizwitsClient, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """The listener asks when the stream is back: no gap."""
    ear = Ear()

    def dispatch(event: Any) -> None:
        ear(event)
        if isinstance(event, StreamRestored):
            for did in event.dids:
                own.read(did)

    own = client.push(dispatch, ear.is_online, backoff=BACKOFF, timing=QUICK)
    await give(own, client, cloud)
    async with running(own):
        await until(lambda: ear.values(device.did))
        cloud.m2m[0].drop_all()
        device.change_silently({"target": 25})
        await until(lambda: len(ear.values(device.did)) == 2)
    assert [v["target"] for v in ear.values(device.did)] == [5, 25]
    kinds = [type(event) for event in ear.events]
    assert kinds == [
        StreamRestored,
        AttrsReported,
        StreamLost,
        StreamRestored,
        AttrsReported,
    ]


@pytest.mark.parametrize(
    "fault",
    [
        lambda host: host.drop_all(),
        lambda host: host.close_all(),
        lambda host: host.send_invalid(1009),
        lambda host: host.send_invalid(1011),
        lambda host: host.send_text("x" * (1024 * 1024 + 1)),
    ],
    ids=["dropped", "closed", "1009", "1011", "giant"],
)
async def test_it_comes_back_with_the_same_token(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
    fault: Callable[[Any], None],
) -> None:
    """One connection more, no login more, and reports again."""
    await give(push, client, cloud)
    async with running(push):
        await until(ear.restored)
        fault(cloud.m2m[0])
        await until(lambda: len(ear.of(StreamRestored)) == 2)
        await device.report({"power": True})
        await until(lambda: ear.values(device.did))
        assert len(cloud.sockets) == 1
    assert logins(cloud) == 1
    [lost] = ear.lost()
    assert lost.dids == {device.did}
    assert isinstance(lost.error, GizwitsConnectionError)


async def test_1003_on_both_hosts_is_one_new_login(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    both: set[str],
) -> None:
    """Both come back with the new token."""
    await give(push, client, cloud)
    async with running(push):
        await until(lambda: ear.restored() == both)
        cloud.revoke_tokens()
        for host in cloud.m2m:
            host.send_invalid(1003)
        await until(lambda: len(ear.of(StreamRestored)) == 4)
    assert logins(cloud) == 2
    tokens = [frame["data"]["token"] for frame in sent(cloud, "login_req")]
    assert len(tokens) == 4
    assert len(set(tokens)) == 2


async def test_a_half_open_socket_is_replaced(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """The watchdog notices; the next connection works."""
    timing = Timing(heartbeat=0.2, answer=0.2)
    push = client.push(ear, ear.is_online, backoff=BACKOFF, timing=timing)
    await give(push, client, cloud)
    async with running(push):
        await until(ear.restored)
        cloud.m2m[0].silent()
        await until(ear.lost)
        cloud.m2m[0].silent(False)
        await until(lambda: len(ear.of(StreamRestored)) == 2)


async def test_tries_are_bounded(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """A host that is gone is tried less and less, and each try is told."""
    random.seed(1)
    await cloud.m2m[0].stop()
    await give(push, client, cloud)
    async with running(push):
        await asyncio.sleep(0.6)
    # 20, 40, 80, 80 … ms, each at least half as long.
    assert 3 <= len(ear.lost()) <= 17
    assert all(event.dids == {device.did} for event in ear.lost())
    assert logins(cloud) == 1


async def test_a_refused_account_is_told_and_not_tried_again(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    user: User,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """However often the sockets come back to it."""
    await give(push, client, cloud)
    user.password = "Another1!"
    cloud.revoke_tokens()
    async with running(push):
        await until(lambda: len(ear.lost()) >= 4)
    assert isinstance(ear.lost()[-1].error, GizwitsAuthError)
    assert logins(cloud) == 2


async def test_without_the_open_api_there_is_no_token(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """It comes by itself when the Open API does."""
    pairs = await bound(client, cloud)
    cloud.revoke_tokens()
    await cloud.openapi.stop()
    await asyncio.sleep(0.02)
    push.set_devices(pairs)
    async with running(push):
        await until(lambda: len(ear.lost()) >= 3)
        assert isinstance(ear.lost()[-1].error, GizwitsConnectionError)
        await cloud.openapi.start()
        await until(ear.restored)


async def test_a_fault_of_the_listener_does_not_end_the_stream(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is logged, and the connection stays."""
    ear = Ear()

    def dispatch(event: Any) -> None:
        ear(event)
        if isinstance(event, StreamRestored) and len(ear.of(StreamRestored)) == 1:
            raise KeyError("listener")

    own = client.push(dispatch, ear.is_online, backoff=BACKOFF, timing=QUICK)
    await give(own, client, cloud)
    async with running(own):
        await until(ear.restored)
        await device.report({"power": True})
        await until(lambda: ear.values(device.did))
    assert len(ear.of(StreamRestored)) == 1
    assert [r.levelname for r in caplog.records if "Unexpected" in r.message] == [
        "ERROR"
    ]


async def test_a_fault_of_the_listener_about_a_loss_does_not_end_the_stream(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Neither does one while it hears of a lost connection."""
    ear = Ear()

    def dispatch(event: Any) -> None:
        ear(event)
        if isinstance(event, StreamLost):
            raise KeyError("listener")

    own = client.push(dispatch, ear.is_online, backoff=BACKOFF, timing=QUICK)
    await give(own, client, cloud)
    async with running(own) as task:
        await until(ear.restored)
        cloud.m2m[0].drop_all()
        await until(lambda: task.done() or len(ear.of(StreamRestored)) == 2)
        assert not task.done()


@pytest.mark.parametrize("when", ["stalled", "down", "login", "serving", "no api"])
async def test_cancelled_it_leaves_nothing_behind(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    both: set[str],
    when: str,
) -> None:
    """No task, no socket, whatever it was doing."""
    await give(push, client, cloud)
    for host in cloud.m2m:
        if when == "stalled":
            host.stall()
        if when == "login":
            host.silent()
        if when == "down":
            await host.stop()
    if when == "no api":
        cloud.revoke_tokens()
        cloud.faults.all(path="/app/login", delay=0.1, status=500)
    before = asyncio.all_tasks()
    async with running(push):
        await asyncio.sleep(0.05)
        if when == "serving":
            await until(lambda: ear.restored() == both)
    for host in cloud.m2m:
        host.stall(False)
    await until(lambda: not any(host.sessions for host in cloud.m2m))
    await until(lambda: ours(before) == [])
    assert cloud.sockets == []


def ours(before: set[asyncio.Task[Any]]) -> list[str]:
    """Return the tasks of the client that are new."""
    names = [str(task.get_coro()) for task in asyncio.all_tasks() - before]
    return [name for name in names if "Cloud" in name or "forever" in name]


def is_restored(ear: Ear, times: int) -> bool:
    """Return whether the stream was restored so often."""
    return len(ear.of(StreamRestored)) == times


async def test_it_can_run_again(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """After it was cancelled."""
    await give(push, client, cloud)
    for times in (1, 2):
        async with running(push):
            await until(partial(is_restored, ear, times))
    assert cloud.m2m[0].handshakes == 2


async def test_nothing_can_be_read_when_it_does_not_run(
    push: CloudPush,
    client: GizwitsClient,
    cloud: SimulatedCloud,
    ear: Ear,
    device: SimulatedDevice,
) -> None:
    """Whoever asks is told to ask by HTTP instead."""
    await give(push, client, cloud)
    assert not push.read(device.did)
    async with running(push):
        await until(ear.restored)
        assert push.read(device.did)
    assert not push.read(device.did)


def test_products_are_shared(device: SimulatedDevice) -> None:
    """A product is parsed alike for each device (helper of these tests)."""
    assert product_of(device) == Product.from_definition(MIX["product_key"], MIX)
