"""Bindings, definitions, latest data and control over HTTP (protocol §2.3, §2.4)."""

import asyncio
from typing import Any

import pytest

from tests.simulator import ABSENT, SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX, MIX_VAR_LEN
from tests.simulator_tests.phone import Phone

BINDINGS = "/app/bindings"


async def listed(phone: Phone, query: str = "") -> list[dict[str, Any]]:
    """Return the devices of one page."""
    status, body = await phone.call("GET", f"{BINDINGS}{query}")
    assert status == 200, body
    devices: list[dict[str, Any]] = body["devices"]
    return devices


async def test_bindings_name_the_host_of_each_device(
    phone: Phone,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    var_len: SimulatedDevice,
) -> None:
    """Newest first; two devices of one account on two hosts."""
    rows = await listed(phone, "?limit=20&skip=0")
    assert [row["did"] for row in rows] == [var_len.did, device.did]
    assert [row["ws_port"] for row in rows] == [cloud.m2m[1].port, cloud.m2m[0].port]
    row = rows[1]
    assert (row["dev_alias"], row["role"], row["is_online"]) == ("Box", "owner", True)
    assert (row["host"], row["mac"]) == ("127.0.0.1", device.mac)
    assert "proto_ver" not in row
    asked = (await listed(phone, "?show_proto_ver=1&lan_prot_ver=1"))[1]
    assert (asked["proto_ver"], asked["lan_prot_ver"]) == ("04", "4.1.4")


async def test_pages_are_capped(
    phone: Phone, cloud: SimulatedCloud, user: User
) -> None:
    """``limit`` is cut to the cap in silence; ``skip`` counts rows."""
    cloud.settings.page_cap = 3
    for _ in range(7):
        cloud.bind(user, cloud.add_device(MIX["product_key"]))
    pages = [await listed(phone, f"?limit=50&skip={skip}") for skip in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    dids = [row["did"] for page in pages for row in page]
    assert set(dids) == set(cloud.devices)
    assert len(await listed(phone, "?limit=2&skip=0")) == 2
    for query in ("?limit=-1", "?limit=a", "?skip=-1", "?show_disabled=2"):
        assert await phone.code("GET", BINDINGS + query) == (400, 9015)


async def test_what_bindings_hide_and_lie_about(
    phone: Phone, device: SimulatedDevice
) -> None:
    """Disabled devices only when asked for; made-up and missing members."""
    device.is_online_lie = False
    device.fields |= {"host": "elsewhere.example", "remark": ABSENT, "x": [1]}
    row = (await listed(phone))[0]
    assert (row["is_online"], row["host"], row["x"]) == (
        False,
        "elsewhere.example",
        [1],
    )
    assert "remark" not in row
    device.is_disabled = True
    assert await listed(phone, "?show_disabled=0") == []
    assert (await listed(phone, "?show_disabled=1"))[0]["is_disabled"] is True


async def test_renaming_a_binding(phone: Phone, device: SimulatedDevice) -> None:
    """PUT echoes and keeps; nothing to change is 9015."""
    path = f"{BINDINGS}/{device.did}"
    change = {"dev_alias": "Kiste", "remark": "cellar", "dev_label": ["a"]}
    assert await phone.call("PUT", path, change) == (200, change)
    row = (await listed(phone))[0]
    assert {name: row[name] for name in change} == change
    assert await phone.code("PUT", path, {}) == (400, 9015)
    assert await phone.code("PUT", path, {"dev_alias": 5}) == (400, 9015)


async def test_unbinding(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """DELETE with a body says which went and which were never bound."""
    stranger = cloud.add_device(MIX["product_key"])
    body = {"devices": [{"did": device.did}, {"did": stranger.did}, {"did": "x"}]}
    status, answer = await phone.call("DELETE", BINDINGS, body)
    assert (status, answer) == (
        200,
        {"success": [device.did], "failed": [stranger.did, "x"]},
    )
    assert await listed(phone) == []
    assert await phone.code("DELETE", BINDINGS, {"devices": []}) == (400, 9015)


async def test_ownership(phone: Phone, cloud: SimulatedCloud) -> None:
    """Not bound is 401 with 9017, unknown 404 with 9014, on every path."""
    stranger = cloud.add_device(MIX["product_key"])
    calls: list[tuple[str, str, Any]] = [
        ("GET", "/app/devdata/{}/latest", None),
        ("GET", "/app/devices/{}", None),
        ("POST", "/app/control/{}", {"attrs": {"power": True}}),
        ("PUT", "/app/bindings/{}", {"remark": "x"}),
    ]
    for method, path, body in calls:
        answer = await phone.code(method, path.format(stranger.did), body)
        assert answer == (401, 9017)
        answer = await phone.code(method, path.format("x" * 22), body)
        assert answer == (404, 9014)
    phone.token = None
    answer = await phone.code("GET", f"/app/devices/{stranger.did}")
    assert answer == (400, 9004)


async def test_definition_is_served_as_given(
    phone: Phone, cloud: SimulatedCloud
) -> None:
    """With an ETag; unknown or withheld products are 9002."""
    path = f"/app/datapoint?product_key={MIX['product_key']}"
    assert await phone.call("GET", path) == (200, MIX)
    url = cloud.base_url + path
    async with phone.session.get(url, headers=phone.headers()) as response:
        tag = response.headers["ETag"]
    status, text = await phone.call("GET", path, headers={"If-None-Match": tag})
    assert (status, text) == (304, "")
    assert (await phone.call("GET", path, headers={"If-None-Match": '"x"'}))[0] == 200
    cloud.products[MIX["product_key"]].definition_served = False
    assert await phone.code("GET", path) == (400, 9002)
    assert await phone.code("GET", "/app/datapoint") == (400, 9002)


async def test_latest_in_the_form_of_http(
    phone: Phone, device: SimulatedDevice, var_len: SimulatedDevice
) -> None:
    """All of a standard product, of a var_len one only what it ever reported."""
    _, latest = await phone.call("GET", f"/app/devdata/{device.did}/latest")
    assert latest["attr"] == {
        "power": 0,
        "mode": "cool",
        "target": 5.0,
        "plan": "000000",
        "room": 21.5,
        "low_water": 0,
        "broken": 0,
    }
    assert latest["updated_at"] == int(device.reported_at)
    _, latest = await phone.call("GET", f"/app/devdata/{var_len.did}/latest")
    assert latest["attr"] == {"target": 20.0, "power": 1}


async def test_latest_is_empty_after_a_day(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """updated_at 0 and no attributes 24 hours after the last report."""
    path = f"/app/devdata/{device.did}/latest"
    await cloud.clock.advance(86399)
    assert (await phone.call("GET", path))[1]["updated_at"] > 0
    await cloud.clock.advance(1)
    empty = {"did": device.did, "updated_at": 0, "attr": {}}
    assert await phone.call("GET", path) == (200, empty)
    await device.report({"power": True})
    assert (await phone.call("GET", path))[1]["attr"]["power"] == 1


async def test_detail_lacks_what_it_lacks_in_practice(
    phone: Phone, device: SimulatedDevice
) -> None:
    """The members that GET /app/devices/{did} leaves out."""
    _, detail = await phone.call("GET", f"/app/devices/{device.did}")
    assert detail["did"] == device.did
    assert not {"dev_alias", "type", "dev_label", "product_name"} & set(detail)


@pytest.mark.parametrize(
    ("body", "code", "detail"),
    [
        ({"attrs": {"power": True, "room": 20}}, 9025, "room"),
        ({"attrs": {"target": 99}}, 9025, "target"),
        ({"attrs": {"nothing": 1}}, 9025, "nothing"),
        ({"attrs": {"plan": "00"}}, 9025, "plan"),
        ({"attrs": {}}, 9015, "attrs"),
        ({"attrs": [1]}, 9015, "attrs"),
        ({}, 9015, "attrs"),
        ({"raw": []}, 9015, "raw"),
        ({"raw": "0102"}, 9015, "raw"),
        ({"raw": [1, 256]}, 9015, "raw"),
    ],
)
async def test_refused_commands_change_nothing(
    phone: Phone, device: SimulatedDevice, body: Any, code: int, detail: str
) -> None:
    """One wrong attribute refuses them all."""
    before = dict(device.values)
    status, answer = await phone.call("POST", f"/app/control/{device.did}", body)
    assert (status, answer["error_code"]) == (400, code)
    assert answer["detail_message"] == detail
    assert (device.values, phone.cloud.controls) == (before, [])


async def test_offline_and_disabled(phone: Phone, device: SimulatedDevice) -> None:
    """9042 goes by the truth, not by what the bindings say; 9023 when disabled."""
    path, body = f"/app/control/{device.did}", {"attrs": {"power": True}}
    await device.set_online(False)
    device.is_online_lie = True
    assert await phone.code("POST", path, body) == (400, 9042)
    device.is_disabled = True
    assert await phone.code("POST", path, body) == (400, 9023)


async def test_binding_the_same_device_twice_keeps_one(
    cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """The first binder is the owner, who takes guests along when leaving."""
    ben = cloud.add_user("ben", "x")
    assert cloud.bind(user, device).role == "owner"
    assert cloud.bind(ben, device, role="guest").role == "guest"
    assert len(cloud.bindings.of_device(device.did)) == 2
    cloud.unbind(user, device)
    assert cloud.bindings.of_device(device.did) == []
    cloud.products[MIX_VAR_LEN["product_key"]].sharing = False
    other = cloud.add_device(MIX_VAR_LEN["product_key"])
    assert cloud.bind(user, other).role == "special"
    assert cloud.bind(ben, other).role == "normal"


async def test_raw_command_of_a_standard_product(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """The action byte comes first; what the device does not understand it ignores."""
    path = f"/app/control/{device.did}"
    write = [1, 1, 1, 0, 0, 0, 0]
    assert await phone.call("POST", path, {"raw": write}) == (200, {})
    assert (await phone.call("POST", path, {"raw": [0x11, 9, 9]}))[0] == 200
    await asyncio.sleep(0.05)
    assert cloud.raws == [(device.did, bytes(write)), (device.did, b"\x11\x09\x09")]
    assert device.values["power"] is True
    await device.set_online(False)
    assert await phone.code("POST", path, {"raw": write}) == (400, 9042)


async def test_raw_read_of_a_var_len_product(
    phone: Phone, var_len: SimulatedDevice
) -> None:
    """It brings out what was never reported."""
    var_len.change_silently({"mode": "dry"})
    latest = f"/app/devdata/{var_len.did}/latest"
    assert "mode" not in (await phone.call("GET", latest))[1]["attr"]
    await phone.call("POST", f"/app/control/{var_len.did}", {"raw": [0x12, 2]})
    await asyncio.sleep(0.05)
    assert (await phone.call("GET", latest))[1]["attr"]["mode"] == "dry"


async def test_what_the_vendor_and_the_app_do(
    phone: Phone, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """A device renamed, a definition changed, a device gone for ever."""
    cloud.rename(user, device, "Kiste")
    assert (await listed(phone))[0]["dev_alias"] == "Kiste"
    entity = MIX["entities"][0]
    changed = {**MIX, "entities": [{**entity, "attrs": entity["attrs"][:2]}]}
    cloud.redefine(device.product, changed)
    assert device.values == {"power": False, "mode": "cool"}
    path = f"/app/datapoint?product_key={MIX['product_key']}"
    assert await phone.call("GET", path) == (200, changed)
    async with phone.socket() as ws:
        cloud.remove_device(device)
        frame = await ws.receive_json(timeout=1)
        assert frame["data"] == {"did": device.did, "bind": False}
    assert await listed(phone) == []
    assert await phone.code("GET", f"/app/devices/{device.did}") == (404, 9014)
