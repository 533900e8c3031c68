"""What the areas share: the token, all rows of a list, ids; and raw commands."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from custom_components.gizwits.api import (
    GizwitsAuthError,
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsNotBoundError,
)
from custom_components.gizwits.api.caller import Caller, members
from custom_components.gizwits.api.messages import Messages
from custom_components.gizwits.api.payload import from_base64, from_hex, from_list
from custom_components.gizwits.api.schedules import Schedules
from custom_components.gizwits.api.tasks import Tasks

from tests.api.helpers import logins, until
from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX

PATH = "/app/rows"


@pytest.fixture
def caller(client: GizwitsClient) -> Caller:
    """Return what the areas of the client call with."""
    return client.caller


@pytest.mark.parametrize("code", [9004, 9006])
async def test_a_refused_token_is_replaced_once(
    caller: Caller, cloud: SimulatedCloud, user: User, code: int
) -> None:
    """Then the refusal is told."""
    await caller.call("GET", "/app/users")
    cloud.faults.next(path="/app/users", error_code=code)
    assert (await caller.call("GET", "/app/users")).body["uid"] == user.uid
    assert logins(cloud) == 2
    cloud.faults.all(path="/app/users", error_code=code)
    with pytest.raises(GizwitsConnectionError):
        await caller.call("GET", "/app/users")
    assert logins(cloud) == 3


async def test_another_refusal_is_told_at_once(
    caller: Caller, cloud: SimulatedCloud
) -> None:
    """It is not about the token."""
    cloud.faults.all(path="/app/users", error_code=9020)
    with pytest.raises(GizwitsAuthError):
        await caller.call("GET", "/app/users")
    assert logins(cloud) == 1


async def test_pages_that_overlap_or_never_end(
    caller: Caller, cloud: SimulatedCloud
) -> None:
    """Each row once; a page without a new one is the last."""
    for page in (["a", "b"], ["b", "c"], ["c", "b"]):
        cloud.faults.next(path=PATH, body=[{"id": name} for name in page])
    found = await caller.rows(PATH, params={"x": 1})
    assert [row["id"] for row in found] == ["a", "b", "c"]
    calls = cloud.requests_to("GET", PATH)
    assert [call.query["skip"] for call in calls] == ["0", "2", "4"]
    assert {call.query["x"] for call in calls} == {"1"}
    fault = cloud.faults.all(path=PATH, body=[None, {}, {"id": 5}])
    assert await caller.rows(PATH) == [{"id": 5}]
    assert fault.struck == 2


async def test_a_list_without_an_end(
    caller: Caller, cloud: SimulatedCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is left at a number nobody has."""
    monkeypatch.setattr("custom_components.gizwits.api.caller._MOST_ROWS", 10)
    for page in range(9):
        rows = [{"id": f"{page}-{n}"} for n in range(4)]
        cloud.faults.next(path=PATH, body=rows)
    assert len(await caller.rows(PATH)) == 12


async def test_a_page_that_fails_fails_the_list(
    caller: Caller, cloud: SimulatedCloud
) -> None:
    """Half a list is none."""
    cloud.faults.next(path=PATH, body=[{"id": "a"}])
    cloud.faults.next(path=PATH, status=502, html=True)
    with pytest.raises(GizwitsConnectionError):
        await caller.rows(PATH)


@pytest.mark.parametrize("body", [None, {}, 5, "x", {"rows": {}}])
def test_no_list(body: Any) -> None:
    """Is no empty list."""
    for member in (None, "rows"):
        with pytest.raises(GizwitsConnectionError):
            members(body, member)


@pytest.mark.parametrize(
    "listed",
    [
        lambda client: Schedules(client).of_device("d"),
        lambda client: Tasks(client).all(),
        lambda client: Messages(client).all(),
    ],
    ids=["schedules", "tasks", "messages"],
)
async def test_the_lists_want_a_list(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    listed: Callable[[GizwitsClient], Awaitable[Any]],
) -> None:
    """An answer of another kind is no list without rows."""
    await client.login()
    cloud.faults.all(body={"devices": 1})
    with pytest.raises(GizwitsConnectionError):
        await listed(client)


async def test_a_raw_command(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Handed on as it is; the device obeys."""
    await client.control_raw(device.did, b"\1\1\1\0\0\0\0")
    assert cloud.raws == [(device.did, b"\1\1\1\0\0\0\0")]
    await until(lambda: device.values["power"] is True)


@pytest.mark.parametrize("code", [9021, 9024])
async def test_a_raw_command_that_did_not_get_through(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice, code: int
) -> None:
    """Is sent once more, as any other."""
    cloud.faults.next(path="/app/control/*", error_code=code)
    await client.control_raw(device.did, b"\1")
    assert len(cloud.requests_to("POST", "/app/control/")) == 2
    fault = cloud.faults.all(path="/app/control/*", error_code=code)
    with pytest.raises(GizwitsError):
        await client.control_raw(device.did, b"\1")
    assert fault.struck == 2


async def test_a_raw_command_refused(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Offline, not ours, nothing."""
    await device.set_online(False)
    with pytest.raises(GizwitsDeviceOfflineError):
        await client.control_raw(device.did, b"\1")
    with pytest.raises(GizwitsNotBoundError):
        await client.control_raw(cloud.add_device(MIX["product_key"]).did, b"\1")


def test_bytes_in_all_forms() -> None:
    """What is none has none."""
    assert from_hex("0aFF") == from_hex("0a ff") == b"\x0a\xff"
    assert from_hex(616263) == b"abc"
    assert from_base64("AQID") == from_list([1, 2, 3]) == b"\1\2\3"
    nothings: list[Any] = [None, "", "x", [], {}, 5.5, True, [256], ["a"], -1, "ä"]
    for nothing in nothings:
        for read in (from_hex, from_base64, from_list):
            assert read(nothing) == b"", (read, nothing)
