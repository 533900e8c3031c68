"""Binding, enrolment and the log of a device (protocol §2.3, §2.4, §7.1)."""

from typing import Any

import pytest

from tests.simulator import SimulatedCloud, SimulatedDevice, signing
from tests.simulator_tests.definitions import MIX
from tests.simulator_tests.phone import Phone

KEY = MIX["product_key"]


@pytest.fixture
def loose(cloud: SimulatedCloud) -> SimulatedDevice:
    """Return a device nobody has bound."""
    return cloud.add_device(KEY, mac="accf2350d446")


def signed(cloud: SimulatedCloud, seconds: float = 0, **changed: str) -> dict[str, str]:
    """Return the headers of bind_mac, so many seconds off."""
    timestamp = str(int(cloud.clock.now() + seconds))
    secret = cloud.products[KEY].product_secret
    return {
        "X-Gizwits-Timestamp": timestamp,
        "X-Gizwits-Signature": signing.bind_signature(secret, timestamp),
        **changed,
    }


async def test_bind_mac(
    phone: Phone, cloud: SimulatedCloud, loose: SimulatedDevice
) -> None:
    """201 with the device; the socket of its host hears of it."""
    body = {"product_key": KEY, "mac": loose.mac, "dev_alias": "Box", "set_owner": 1}
    async with phone.socket() as ws:
        status, item = await phone.call(
            "POST", "/app/bind_mac", body, headers=signed(cloud)
        )
        assert (status, item["did"], item["dev_alias"]) == (201, loose.did, "Box")
        changed = await ws.receive_json(timeout=1)
        assert changed["data"] == {"did": loose.did, "bind": True}


@pytest.mark.parametrize(
    ("seconds", "headers", "code"),
    [
        (299, {}, None),
        (301, {}, 9043),
        (-301, {}, 9043),
        (0, {"X-Gizwits-Timestamp": "now"}, 9043),
        (0, {"X-Gizwits-Signature": "0" * 32}, 9044),
    ],
)
async def test_bind_mac_signature(
    phone: Phone,
    cloud: SimulatedCloud,
    loose: SimulatedDevice,
    seconds: float,
    headers: dict[str, str],
    code: int | None,
) -> None:
    """Five minutes either way; the digest of what the header says."""
    body = {"product_key": KEY, "mac": loose.mac}
    sent = signed(cloud, seconds, **headers)
    _, answer = await phone.call("POST", "/app/bind_mac", body, headers=sent)
    assert answer.get("error_code") == code


async def test_bind_mac_refused(
    phone: Phone, cloud: SimulatedCloud, loose: SimulatedDevice
) -> None:
    """An unknown product or MAC, and somebody else's device."""

    async def code(**changed: str) -> int:
        body = {"product_key": KEY, "mac": loose.mac, **changed}
        sent = signed(cloud)
        _, answer = await phone.call("POST", "/app/bind_mac", body, headers=sent)
        found: int = answer["error_code"]
        return found

    assert await code(product_key="0" * 32) == 9002
    assert await code(mac="000000000000") == 9014
    cloud.bind(cloud.add_user("ben", "x"), loose)
    assert await code() == 9092


async def test_bind_by_qr_code_and_by_passcode(
    phone: Phone, cloud: SimulatedCloud, loose: SimulatedDevice
) -> None:
    """What is printed on the case, and did with passcode."""
    path = "/app/bind_latest"
    wrong = loose.qr_content.replace(loose.passcode, "X")
    assert await phone.code("POST", path, {"qr_content": wrong}) == (400, 9040)
    body = {"qr_content": loose.qr_content}
    assert await phone.call("POST", path, body) == (201, "")
    other = cloud.add_device(KEY)
    rows = [
        {"did": other.did, "passcode": other.passcode, "remark": "cellar"},
        {"did": loose.did, "passcode": "X"},
    ]
    _, answer = await phone.call("POST", "/app/bindings", {"devices": rows})
    assert answer == {"success": [other.did], "failed": [loose.did]}
    binding = cloud.bindings.get(phone.uid, other.did)
    assert binding is not None
    assert binding.remark == "cellar"


async def enrol(phone: Phone, plain: str, **options: Any) -> tuple[int, Any]:
    """Register a device with a sealed text."""
    secret = phone.cloud.products[KEY].product_secret
    data = {"data": signing.encrypt(secret, plain)}
    return await phone.call("POST", f"/dev/{KEY}/device", data=data, **options)


async def test_enrolment_changes_the_did_once(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """The old did and its bindings are cancelled; then the new one stays."""
    old = device.did
    plain = f"mac={device.mac}&passcode=ABCDEFGHIJ&type=normal&extra=00000000"
    status, sealed = await enrol(phone, plain)
    secret = cloud.products[KEY].product_secret
    assert (status, device.did != old) == (201, True)
    assert signing.decrypt(secret, sealed) == f"did={device.did}"
    assert device.passcode == "ABCDEFGHIJ"
    assert cloud.bindings.of_user(phone.uid) == []
    assert await phone.code("GET", f"/app/devices/{old}") == (404, 9014)
    assert await enrol(phone, plain) == (201, sealed)
    plain = plain.replace(device.mac, "virtual:site")
    status, other = await enrol(phone, plain.replace("&extra=00000000", ""))
    assert (status, other != sealed) == (201, True)


async def test_enrolment_refused(phone: Phone, cloud: SimulatedCloud) -> None:
    """Wrong key, wrong fields, a product without encryption."""
    good = "mac=accf2350d446&passcode=ABCDEFGHIJ&type=normal&extra=00000000"
    for plain, field in (
        (good.replace("normal", "noraml"), "type"),
        (good.replace("00000000", "0"), "extra"),
        (good.replace("accf2350d446", ""), "mac"),
        (good.replace("ABCDEFGHIJ", ""), "passcode"),
    ):
        _, error = await enrol(phone, plain)
        assert (error["error_code"], error["detail_message"]) == (9015, field)
    path = f"/dev/{KEY}/device"
    _, error = await phone.call("POST", path, data={"data": "00" * 16})
    assert error["detail_message"] == "data"
    assert await phone.code("POST", path, {"data": "00"}) == (400, 9015)
    cloud.products[KEY].encrypted_registration = False
    assert (await enrol(phone, good))[1]["error_code"] == 9047
    assert await phone.code("POST", "/dev/x/device") == (400, 9002)


async def test_device_log(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Commands with their sender, reports, connections; in time, both ways round."""
    await phone.call("POST", f"/app/control/{device.did}", {"attrs": {"power": True}})
    await device.report({"target": 6})
    await device.set_online(False)
    end = int(cloud.clock.now()) + 1
    cloud.clock.freeze(end)
    path = f"/app/devices/{device.did}/raw_data?start_time={end - 60}&end_time={end}"
    _, body = await phone.call("GET", f"{path}&type=cmd&sort=asc")
    sent, reported = body["objects"]
    assert (sent["type"], sent["source"], sent["uid"]) == (
        "app2dev",
        "client",
        phone.uid,
    )
    assert sent["payload_bin"] == "000000030a000090010101000000" + "00"
    assert reported["type"] == "dev2app"
    assert reported["payload_bin"].startswith("000000030d00009104")
    assert (body["meta"]["total"], body["meta"]["sort"]) == (2, "asc")
    _, body = await phone.call("GET", f"{path}&type=cmd&limit=1")
    assert body["objects"] == [reported]
    cloud.settings.raw_data_nested = True
    _, body = await phone.call("GET", f"{path}&type=online")
    assert [row["type"] for row in body["objects"]["hits"]["objects"]] == [
        "dev_offline"
    ]


@pytest.mark.parametrize(
    "query",
    [
        "start_time=0&end_time=60",
        "type=all&start_time=0&end_time=60",
        "type=cmd&end_time=60",
        "type=cmd&start_time=60&end_time=60",
        "type=cmd&start_time=0&end_time=172800",
        "type=cmd&start_time=1000000&end_time=1000001",
        "type=cmd&start_time=0&end_time=60&limit=1001",
        "type=cmd&start_time=0&end_time=60&skip=4981",
        "type=cmd&start_time=0&end_time=60&sort=ase",
    ],
)
async def test_limits_of_the_log(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice, query: str
) -> None:
    """48 hours, not into the future, 1000 rows, none beyond 5000."""
    cloud.clock.freeze(1_000_000)
    cloud.settings.token_life = 0
    phone.token = cloud.accounts.issue(cloud.accounts.users[phone.uid]).value
    cloud.accounts.tokens[phone.token].expire_at = 2_000_000
    path = f"/app/devices/{device.did}/raw_data?{query}"
    assert await phone.code("GET", path) == (400, 9015)


async def test_log_is_kept_for_a_week(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """And is 9039 where the product is published."""
    start = int(cloud.clock.now())
    cloud.clock.freeze(start + 1)
    await device.report({"target": 6})
    query = f"type=cmd&start_time={start}&end_time={start + 1}"
    path = f"/app/devices/{device.did}/raw_data?{query}"
    await cloud.clock.advance(6 * 86400)
    assert (await phone.call("GET", path))[1]["meta"]["total"] == 1
    await phone.log_in("anna@example.com", "Password1!")
    await cloud.clock.advance(86400)
    assert (await phone.call("GET", path))[1]["meta"]["total"] == 0
    cloud.products[KEY].raw_data = False
    assert await phone.code("GET", path) == (403, 9039)


async def test_aggregated_data(
    phone: Phone, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Texts, one row an hour or a day; numbers only; 9039 where not enabled."""
    cloud.clock.freeze(1_800_000_000)
    await phone.log_in("anna@example.com", "Password1!")
    for target in (10, 20, 15):
        await device.report({"target": target})
        await cloud.clock.advance(3600)
    path = f"/app/devdata/{device.did}/agg_data?start_ts=1799990000000"
    query = "&attrs=target&aggregator=avg&unit="
    _, body = await phone.call("GET", f"{path}{query}DAYS")
    assert [row["attrs"] for row in body["data"]] == [{"target": "15"}]
    _, body = await phone.call("GET", f"{path}{query}HOURS")
    assert [row["attrs"]["target"] for row in body["data"]] == ["10", "20", "15"]
    assert await phone.code("GET", f"{path}{query}hours") == (400, 9015)
    wrong = query.replace("target", "power")
    assert await phone.code("GET", f"{path}{wrong}DAYS") == (400, 9025)
    cloud.products[KEY].agg_data = False
    assert await phone.code("GET", f"{path}{query}DAYS") == (403, 9039)
