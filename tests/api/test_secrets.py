"""Password, token, uid and addresses are in no error and no log, at any level."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
import logging
import traceback
from typing import Any

import aiohttp
from aiohttp import ClientTimeout
import pytest

from custom_components.gizwits.api import (
    Device,
    GizwitsClient,
    GizwitsError,
    StreamLost,
)

from tests.api.helpers import (
    BACKOFF,
    NAME,
    PASSWORD,
    QUICK,
    Ear,
    bound,
    make_client,
    product_of,
    running,
    until,
)
from tests.simulator import SimulatedCloud, SimulatedDevice, User

type Act = Callable[[GizwitsClient, SimulatedDevice], Awaitable[Any]]

ACTS: dict[str, Act] = {
    "login": lambda client, device: client.login(),
    "bindings": lambda client, device: client.bindings(),
    "device": lambda client, device: client.device(device.did),
    "definition": lambda client, device: client.definition(device.product_key),
    "latest": lambda client, device: client.latest(
        Device(did=device.did, product_key=device.product_key), product_of(device)
    ),
    "control": lambda client, device: client.control(device.did, {"power": True}),
}
FAULTS: list[dict[str, Any]] = [
    {"drop": True},
    {"status": 502, "html": True},
    {"status": 302, "headers": {"Location": "http://127.0.0.1:9/elsewhere"}},
    {"error_code": 9004},
    {"error_code": 9008},
    {"error_code": 9020},
    {"body": "{"},
    {"body": "<html>", "content_type": "application/json"},
    {"delay": 0.15},
]


def secrets(cloud: SimulatedCloud, user: User) -> list[str]:
    """Return everything that must not be told."""
    tokens = list(cloud.accounts.tokens)
    passcodes = [device.passcode for device in cloud.devices.values()]
    address = cloud.base_url.removeprefix("http://")
    return [NAME, PASSWORD, user.uid, *tokens, *passcodes, address, "/app/", "/ws/"]


def shown(error: BaseException) -> str:
    """Return all a log could show of an error."""
    return "".join([repr(error), str(error), *traceback.format_exception(error)])


def own_records(caplog: pytest.LogCaptureFixture) -> str:
    """Return what the client logged; asyncio and the simulator are not the client."""
    records = [r for r in caplog.records if r.name.startswith("custom_components")]
    return "\n".join(caplog.handler.format(record) for record in records)


def assert_nothing_told(text: str, words: list[str]) -> None:
    """Show that a text holds no secret; source lines of a traceback are ours."""
    lines = [line for line in text.splitlines() if "    " not in line[:8]]
    told = [word for word in words if any(word in line for line in lines)]
    assert told == []


@pytest.mark.parametrize("fault", FAULTS, ids=str)
@pytest.mark.parametrize("act", ACTS)
async def test_no_error_tells(
    cloud: SimulatedCloud,
    user: User,
    device: SimulatedDevice,
    session: aiohttp.ClientSession,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    act: str,
    fault: dict[str, Any],
) -> None:
    """Whatever goes wrong with whatever call."""
    caplog.set_level(logging.DEBUG)
    client = make_client(cloud, session)
    if act != "login":
        await client.login()
    if "delay" in fault:
        timeout = ClientTimeout(total=0.1)
        monkeypatch.setattr("custom_components.gizwits.api.http._TIMEOUT", timeout)
    cloud.faults.all(path="/app/", **fault)
    with pytest.raises(GizwitsError) as caught:
        await ACTS[act](client, device)
    words = secrets(cloud, user)
    assert_nothing_told(shown(caught.value), words)
    assert_nothing_told(own_records(caplog), words)
    if "delay" in fault:
        await asyncio.sleep(0.1)


async def test_a_cloud_that_is_down_is_not_named(
    client: GizwitsClient, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """Not even its address."""
    await cloud.openapi.stop()
    for act in ACTS.values():
        with pytest.raises(GizwitsError) as caught:
            await act(client, device)
        assert_nothing_told(shown(caught.value), secrets(cloud, user))


def has_lost(ear: Ear, count: int) -> bool:
    """Return whether more than so many losses were told."""
    return len(ear.lost()) > count


async def test_no_loss_of_a_socket_tells(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    user: User,
    device: SimulatedDevice,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Refused, closed, down, garbage: neither the events nor the log."""
    caplog.set_level(logging.DEBUG)
    ear, host = Ear(), cloud.m2m[0]
    push = client.push(ear, ear.is_online, backoff=BACKOFF, timing=QUICK)
    push.set_devices(await bound(client, cloud))
    async with running(push):
        await until(ear.restored)
        await device.set_online(False)
        data = {"error_code": 1000, "msg": f"{user.uid} {PASSWORD}"}
        host.send_frame({"cmd": "s2c_invalid_msg", "data": data})
        host.send_frame({"cmd": "s2c_dance", "data": {"token": user.uid}})
        for code in (1003, 1009):
            count = len(ear.lost())
            host.send_invalid(code)
            await until(partial(has_lost, ear, count))
            await until(lambda: cloud.sockets)
        await host.stop()
        await until(lambda: len(ear.of(StreamLost)) >= 4)
    words = secrets(cloud, user)
    for event in ear.lost():
        assert_nothing_told(shown(event.error), words)
    assert_nothing_told(own_records(caplog), words)


async def test_nothing_that_is_kept_shows_itself(
    client: GizwitsClient, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """Clients, tokens and devices can be printed."""
    token = await client.login()
    [found] = await client.bindings()
    text = f"{client!r} {token!r} {token} {found!r}"
    told = [word for word in secrets(cloud, user) if word in text]
    assert told == []


async def test_the_token_is_in_no_address(
    client: GizwitsClient, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """Neither in a path nor in a query, nor is the password."""
    for act in ACTS.values():
        await act(client, device)
    words = [PASSWORD, user.uid, *cloud.accounts.tokens]
    for call in cloud.requests:
        where = f"{call.path} {call.query}"
        assert not any(word in where for word in words)
    assert len(cloud.requests) >= len(ACTS)
