"""The client: bindings page by page, definitions, values, commands."""

import asyncio
from typing import Any

import aiohttp
from aiohttp import ClientTimeout
import pytest

from custom_components.gizwits.api import (
    Definition,
    Device,
    GizwitsAuthError,
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
    GizwitsThrottledError,
    GizwitsValueError,
    Product,
    Value,
)

from tests.api.helpers import dids, make_client, product_of
from tests.simulator import ABSENT, SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX

BINDINGS, CONTROL = "/app/bindings", "/app/control/"


def add_devices(cloud: SimulatedCloud, user: User, count: int) -> list[SimulatedDevice]:
    """Bind so many devices."""
    made = [cloud.add_device(MIX["product_key"], alias=f"{n}") for n in range(count)]
    for device in made:
        cloud.bind(user, device)
    return made


def listed(device: SimulatedDevice) -> Device:
    """Return a device as the client knows it."""
    return Device(did=device.did, product_key=device.product_key)


async def stopped(cloud: SimulatedCloud) -> None:
    """Stop the Open API and let the session see that its connections are closed."""
    await cloud.openapi.stop()
    await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("cap", "count", "pages"),
    [(1, 5, 6), (3, 7, 4), (20, 45, 4), (20, 40, 3), (1000, 45, 2), (20, 0, 1)],
)
async def test_all_pages_whatever_the_cap(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    user: User,
    cap: int,
    count: int,
    pages: int,
) -> None:
    """``skip`` advances by the rows received; an empty page is the last."""
    cloud.settings.page_cap = cap
    made = add_devices(cloud, user, count)
    found = await client.bindings()
    assert [device.did for device in found] == [device.did for device in made[::-1]]
    calls = cloud.requests_to("GET", BINDINGS)
    assert len(calls) == pages
    skips = [int(call.query["skip"]) for call in calls]
    assert skips == [min(n * cap, count) for n in range(pages)]
    assert all(call.query["show_proto_ver"] == "1" for call in calls)


async def test_a_cloud_that_ignores_skip(
    client: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """A page without a new device is the last."""
    rows = [{"did": f"d{n}", "product_key": "p"} for n in range(20)]
    fault = cloud.faults.all(path=BINDINGS, body={"devices": rows})
    found = await client.bindings()
    assert [device.did for device in found] == [row["did"] for row in rows]
    assert fault.struck == 2


async def test_rows_that_overlap(client: GizwitsClient, cloud: SimulatedCloud) -> None:
    """A device bound while the pages are read shifts them; none is there twice."""
    for page in (["a", "b"], ["b", "c"], ["c"]):
        rows = [{"did": did, "product_key": "p", "dev_alias": did} for did in page]
        cloud.faults.next(path=BINDINGS, body={"devices": rows})
    assert [device.did for device in await client.bindings()] == ["a", "b", "c"]


async def test_a_list_without_an_end(
    client: GizwitsClient, cloud: SimulatedCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is left at a number no account has."""
    module = "custom_components.gizwits.api.client"
    monkeypatch.setattr(f"{module}._MOST_DEVICES", 10)
    for page in range(9):
        rows = [{"did": f"{page}-{n}", "product_key": "p"} for n in range(4)]
        cloud.faults.next(path=BINDINGS, body={"devices": rows})
    assert len(await client.bindings()) == 12


async def test_a_cloud_that_refuses_large_pages(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """9015 for the limit: by twenty, as the vendor's clients do."""
    add_devices(cloud, user, 25)
    cloud.faults.next(path=BINDINGS, error_code=9015)
    assert len(await client.bindings()) == 25
    limits = [call.query["limit"] for call in cloud.requests_to("GET", BINDINGS)]
    assert limits == ["1000", "20", "20", "20"]


@pytest.mark.parametrize(("code", "tries"), [(9015, 2), (9003, 1)])
async def test_a_refused_list(
    client: GizwitsClient, cloud: SimulatedCloud, code: int, tries: int
) -> None:
    """Is told; small pages are tried once, and only for the code that means them."""
    fault = cloud.faults.all(path=BINDINGS, error_code=code)
    with pytest.raises(GizwitsRequestError) as caught:
        await client.bindings()
    assert (caught.value.code, fault.struck) == (code, tries)


@pytest.mark.parametrize(
    "body", [{}, {"devices": None}, [], "null", {"devices": {}}, {"devices": "x"}]
)
async def test_an_answer_without_the_list(
    client: GizwitsClient, cloud: SimulatedCloud, body: Any
) -> None:
    """Is no list without devices: nothing must be taken for unbound."""
    cloud.faults.next(path=BINDINGS, body=body)
    with pytest.raises(GizwitsConnectionError):
        await client.bindings()


async def test_a_page_that_fails_fails_the_list(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """Half a list is none."""
    add_devices(cloud, user, 25)
    cloud.faults.next(path=BINDINGS, delay=0.001)
    cloud.faults.next(path=BINDINGS, status=502, html=True)
    with pytest.raises(GizwitsConnectionError):
        await client.bindings()
    assert len(cloud.requests_to("GET", BINDINGS)) == 2


async def test_rows_that_are_none(client: GizwitsClient, cloud: SimulatedCloud) -> None:
    """Are passed over and still count as rows."""
    rows = [None, {"did": "a", "product_key": "p"}, {"did": "b"}, 5]
    cloud.faults.next(path=BINDINGS, body={"devices": rows})
    assert [device.did for device in await client.bindings()] == ["a"]
    assert [c.query["skip"] for c in cloud.requests_to("GET", BINDINGS)] == ["0", "4"]


async def test_members_of_a_binding(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """As bound; versions may be absent."""
    device = cloud.add_device(
        MIX["product_key"],
        alias="Box",
        m2m=1,
        online=False,
        fields={"mcu_soft_version": "03030000", "wss_port": ABSENT},
    )
    cloud.bind(user, device)
    [found] = await client.bindings()
    assert (found.name, found.mac, found.is_online) == ("Box", device.mac, False)
    assert (found.ws_port, found.wss_port) == (cloud.m2m[1].port, None)
    assert (found.mcu_soft_version, found.wifi_soft_version) == ("03030000", "")
    assert found.proto_ver == "04"


async def test_one_device(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Its detail; what is not the account's is not bound, never a refused account."""
    assert (await client.device(device.did)).mac == device.mac
    other = cloud.add_device(MIX["product_key"])
    for did, code in ((other.did, 9017), ("nobody", 9014)):
        with pytest.raises(GizwitsNotBoundError) as caught:
            await client.device(did)
        assert caught.value.code == code
    cloud.faults.next(path="/app/devices/", body={"did": ""})
    with pytest.raises(GizwitsConnectionError):
        await client.device(device.did)


async def test_a_definition_is_kept_by_its_etag(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """Read once; then the cloud says that it is the same, or sends the new one."""
    key = MIX["product_key"]
    first = await client.definition(key)
    assert (first.raw["product_key"], bool(first.etag)) == (key, True)
    assert await client.definition(key, first) is first
    [_, call] = cloud.requests_to("GET", "/app/datapoint")
    assert (call.status, call.headers["If-None-Match"]) == (304, first.etag)
    assert call.query == {"product_key": key}
    old = Definition(first.raw, '"old"')
    assert (await client.definition(key, old)).etag == first.etag
    bare = Definition(first.raw)
    assert await client.definition(key, bare) == first
    last = cloud.requests_to("GET", "/app/datapoint")[-1]
    assert "If-None-Match" not in last.headers


async def test_a_definition_there_is_not(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """Refused, or 304 for nothing."""
    with pytest.raises(GizwitsRequestError) as caught:
        await client.definition("unknown")
    assert caught.value.code == 9002
    cloud.faults.next(path="/app/datapoint", status=304)
    with pytest.raises(GizwitsConnectionError):
        await client.definition(MIX["product_key"])


async def test_latest(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Decoded values and when they were reported, by the cloud's clock."""
    cloud.clock.freeze(1_700_000_000)
    await device.report({"power": True, "mode": "heat", "plan": b"\1\2\3"})
    report = await client.latest(listed(device), product_of(device))
    assert report.updated_at == 1_700_000_000
    assert client.now() == pytest.approx(1_700_000_000, abs=2)
    assert report.values == {
        "power": True,
        "mode": "heat",
        "target": 5,
        "plan": b"\1\2\3",
        "room": 21.5,
        "low_water": False,
        "broken": False,
    }


async def test_latest_of_a_silent_device(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Nothing after a day; nothing with 9029; other errors are told."""
    await cloud.clock.advance(24 * 3600 + 1)
    product = product_of(device)
    report = await client.latest(listed(device), product)
    assert (report.values, report.updated_at) == ({}, 0)
    path = "/app/devdata/"
    cloud.faults.next(path=path, error_code=9029)
    report = await client.latest(listed(device), product)
    assert (report.values, report.updated_at) == ({}, 0)
    cloud.faults.next(path=path, error_code=9015)
    with pytest.raises(GizwitsRequestError):
        await client.latest(listed(device), product)
    with pytest.raises(GizwitsNotBoundError):
        await client.latest(Device(did="x", product_key="p"), product)


@pytest.mark.parametrize(
    "body",
    [{}, [], {"attr": None}, {"attr": [], "updated_at": None}, {"updated_at": "x"}],
)
async def test_latest_that_makes_no_sense(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice, body: Any
) -> None:
    """Is empty; a time as text is a time."""
    cloud.faults.next(path="/app/devdata/", body=body)
    report = await client.latest(listed(device), Product("p"))
    assert (report.values, report.updated_at) == ({}, 0)
    cloud.faults.next(path="/app/devdata/", body={"updated_at": "1505809000"})
    report = await client.latest(listed(device), Product("p"))
    assert report.updated_at == 1505809000


async def test_control(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """All attributes in one request, in the form the strict cloud takes."""
    product = product_of(device)
    values: dict[str, Value] = {
        "power": True,
        "mode": "dry",
        "target": 20.5,
        "plan": b"\1",
    }
    await client.control(device.did, product.encode(values))
    [control] = cloud.controls
    assert control.did == device.did
    assert control.attrs == {
        "power": True,
        "mode": "dry",
        "target": 20.5,
        "plan": "010000",
    }
    with pytest.raises(GizwitsValueError):
        product.encode({"room": 20})


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (9042, GizwitsDeviceOfflineError),
        (9017, GizwitsNotBoundError),
        (9023, GizwitsNotBoundError),
        (9025, GizwitsRequestError),
        (9041, GizwitsThrottledError),
        (9008, GizwitsConnectionError),
        (9999, GizwitsConnectionError),
        (9005, GizwitsAuthError),
    ],
)
async def test_a_refused_command_is_not_repeated(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    code: int,
    kind: type[GizwitsError],
) -> None:
    """The caller is told which and why."""
    fault = cloud.faults.all(path=CONTROL, error_code=code)
    with pytest.raises(kind) as caught:
        await client.control(device.did, {"power": True})
    assert (type(caught.value), caught.value.code) == (kind, code)
    assert fault.struck == 1
    assert cloud.controls == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [(9021, GizwitsDeviceOfflineError), (9024, GizwitsConnectionError)],
)
async def test_a_command_that_did_not_get_through_is_repeated_once(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    code: int,
    kind: type[GizwitsError],
) -> None:
    """As the cloud itself says so; after the second time it is told."""
    cloud.faults.next(path=CONTROL, error_code=code)
    await client.control(device.did, {"power": True})
    assert len(cloud.controls) == 1
    fault = cloud.faults.all(path=CONTROL, error_code=code)
    with pytest.raises(kind):
        await client.control(device.did, {"power": False})
    assert fault.struck == 2
    assert len(cloud.controls) == 1


async def test_a_command_is_repeated_when_nothing_was_sent(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A refused connection proves it."""
    monkeypatch.setattr("custom_components.gizwits.api.commands._PAUSE", 0.2)
    await client.login()
    await stopped(cloud)
    writing = asyncio.create_task(client.control(device.did, {"power": True}))
    await asyncio.sleep(0.05)
    await cloud.openapi.start()
    await writing
    assert [control.attrs for control in cloud.controls] == [{"power": True}]
    await stopped(cloud)
    with pytest.raises(GizwitsConnectionError) as caught:
        await client.control(device.did, {"power": False})
    assert not caught.value.sent


@pytest.mark.parametrize(
    "fault",
    [
        {"drop": True},
        {"cut": True},
        {"truncate": True},
        {"status": 500},
        {"status": 502, "html": True},
        {"status": 504, "html": True},
        {"status": 200, "html": True},
        {"error_code": 9008},
        {"delay": 0.6},
    ],
    ids=str,
)
async def test_a_lost_answer_never_repeats_the_command(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
    fault: dict[str, Any],
) -> None:
    """It was carried out: exactly one command, and the caller knows it may have."""
    await client.login()
    if "delay" in fault:
        timeout = ClientTimeout(total=0.3)
        monkeypatch.setattr("custom_components.gizwits.api.http._TIMEOUT", timeout)
    cloud.faults.next(path=CONTROL, before_effect=False, **fault)
    with pytest.raises(GizwitsConnectionError) as caught:
        await client.control(device.did, {"power": True})
    assert caught.value.sent
    await asyncio.sleep(0.4 if "delay" in fault else 0.03)
    assert len(cloud.controls) == 1
    assert len(cloud.requests_to("POST", CONTROL)) == 1


async def test_an_expired_token_in_a_burst_of_commands(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """Thirty devices: one login, thirty commands."""
    made = add_devices(cloud, user, 30)
    await client.login()
    cloud.expire_tokens()
    cloud.clear_recordings()
    commands = [client.control(device.did, {"power": True}) for device in made]
    await asyncio.gather(*commands)
    assert len(cloud.requests_to("POST", "/app/login")) == 1
    assert {control.did for control in cloud.controls} == dids(made)
    assert len(cloud.controls) == 30


async def test_a_wrong_app_id(
    cloud: SimulatedCloud, user: User, session: aiohttp.ClientSession
) -> None:
    """Is no refusal of the account: nobody is asked for another password."""
    other = make_client(cloud, session)
    del cloud.accounts.apps[cloud.app_id]
    with pytest.raises(GizwitsRequestError) as caught:
        await other.login()
    assert caught.value.code == 9003


async def test_a_did_cannot_lead_anywhere_else(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """What a binding calls a device is one part of the path, never several."""
    for did in ("../../users", "a/../../login", "a?b=c", "a%2e"):
        cloud.clear_recordings()
        with pytest.raises(GizwitsError):
            await client.control(did, {"power": True})
        paths = {call.path for call in cloud.requests} - {"/app/login"}
        assert all(path.startswith("/app/control/") for path in paths), did


async def test_a_lost_login_is_no_lost_command(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """The command was never sent, and the error says so."""
    cloud.faults.all(path="/app/login", drop=True, before_effect=False)
    with pytest.raises(GizwitsConnectionError) as caught:
        await client.control(device.did, {"power": True})
    assert caught.value.sent is False
    assert not cloud.requests_to("POST", "/app/control/")
