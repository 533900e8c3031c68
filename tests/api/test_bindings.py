"""Binding: by MAC with a signature, by QR code, by passcode; renaming, unbinding."""

from typing import Any

import pytest

from custom_components.gizwits.api import (
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
)
from custom_components.gizwits.api.bindings import Bindings
from custom_components.gizwits.api.outcome import Outcome

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX

KEY = MIX["product_key"]
BIND_MAC = "/app/bind_mac"


@pytest.fixture
def binding(client: GizwitsClient) -> Bindings:
    """Return the area."""
    return Bindings(client)


@pytest.fixture
def loose(cloud: SimulatedCloud) -> SimulatedDevice:
    """Return a device nobody has bound."""
    return cloud.add_device(KEY, mac="accf2350d446")


@pytest.fixture
def secret(cloud: SimulatedCloud) -> str:
    """Return the product's secret."""
    return cloud.products[KEY].product_secret


async def code_of(call: Any) -> int | None:
    """Return the code of a call that must not succeed."""
    with pytest.raises(GizwitsError) as caught:
        await call
    return caught.value.code


async def test_by_mac(
    binding: Bindings,
    cloud: SimulatedCloud,
    user: User,
    loose: SimulatedDevice,
    secret: str,
) -> None:
    """The device comes back; only what was given is sent."""
    device = await binding.by_mac(KEY, secret, loose.mac)
    assert device is not None
    assert (device.did, device.mac) == (loose.did, loose.mac)
    made = cloud.bindings.get(user.uid, loose.did)
    assert made is not None
    [call] = cloud.requests_to("POST", BIND_MAC)
    assert call.body == {"product_key": KEY, "mac": loose.mac}
    await binding.by_mac(KEY, secret, loose.mac, owner=False)
    assert cloud.requests_to("POST", BIND_MAC)[-1].body["set_owner"] == 0


async def test_by_mac_refused(
    binding: Bindings, cloud: SimulatedCloud, loose: SimulatedDevice, secret: str
) -> None:
    """Another secret, MAC, product, owner."""
    assert await code_of(binding.by_mac(KEY, "0" * 32, loose.mac)) == 9044
    assert await code_of(binding.by_mac(KEY, secret, "000000000000")) == 9014
    assert await code_of(binding.by_mac("0" * 32, secret, loose.mac)) == 9002
    cloud.bind(cloud.add_user("ben", "x"), loose)
    assert await code_of(binding.by_mac(KEY, secret, loose.mac)) == 9092
    sent = len(cloud.requests_to("POST", BIND_MAC))
    assert await code_of(binding.by_mac(KEY, "no secret", loose.mac)) is None
    assert len(cloud.requests_to("POST", BIND_MAC)) == sent


@pytest.mark.parametrize("seconds", [-86400 * 400, -301, 301, 86400 * 400])
async def test_a_clock_that_is_wrong(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    loose: SimulatedDevice,
    secret: str,
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
) -> None:
    """9043: once more, by the Date of that answer."""
    await client.login()
    http = client.caller.http
    monkeypatch.setattr(http, "_clock_zero", http._clock_zero + seconds)  # noqa: SLF001
    device = await Bindings(client).by_mac(KEY, secret, loose.mac)
    assert device is not None
    calls = cloud.requests_to("POST", BIND_MAC)
    assert [call.status for call in calls] == [400, 201]
    stamps = [int(call.headers["X-Gizwits-Timestamp"]) for call in calls]
    assert abs(stamps[1] - cloud.clock.now()) < 5
    assert abs(stamps[0] - stamps[1] - seconds) < 5


async def test_a_cloud_that_never_likes_the_time(
    binding: Bindings, cloud: SimulatedCloud, loose: SimulatedDevice, secret: str
) -> None:
    """Twice is enough."""
    fault = cloud.faults.all(path=BIND_MAC, error_code=9043)
    assert await code_of(binding.by_mac(KEY, secret, loose.mac)) == 9043
    assert fault.struck == 2


@pytest.mark.parametrize("body", [{}, [], {"did": "x"}])
async def test_bound_but_not_told_what(
    binding: Bindings,
    cloud: SimulatedCloud,
    loose: SimulatedDevice,
    secret: str,
    body: Any,
) -> None:
    """Is bound all the same."""
    cloud.faults.next(path=BIND_MAC, status=201, body=body)
    assert await binding.by_mac(KEY, secret, loose.mac) is None


async def test_by_qr_code(
    binding: Bindings, cloud: SimulatedCloud, user: User, loose: SimulatedDevice
) -> None:
    """What is printed on the case."""
    assert await code_of(binding.by_qr_code("https://example.com")) == 9040
    await binding.by_qr_code(loose.qr_content)
    assert cloud.bindings.get(user.uid, loose.did) is not None
    bodies = [call.body for call in cloud.requests_to("POST", "/app/bind_latest")]
    assert bodies[-1] == {"qr_content": loose.qr_content}


async def test_by_passcode(
    binding: Bindings, cloud: SimulatedCloud, user: User, loose: SimulatedDevice
) -> None:
    """The wrong one is an error though the answer is 200."""
    assert await code_of(binding.by_passcode(loose.did, "wrong")) == 9016
    await binding.by_passcode(loose.did, loose.passcode, remark="r", alias="Box")
    made = cloud.bindings.get(user.uid, loose.did)
    assert made is not None
    assert made.remark == "r"
    [_, call] = cloud.requests_to("POST", "/app/bindings")
    assert call.body["devices"][0]["dev_alias"] == "Box"


@pytest.mark.parametrize("code", [9039, 9045])
async def test_by_passcode_where_it_is_not_offered(
    binding: Bindings, cloud: SimulatedCloud, code: int
) -> None:
    """A wrong request, not a wrong passcode."""
    cloud.faults.next(method="POST", path="/app/bindings", error_code=code)
    assert await code_of(binding.by_passcode("d", "p")) == code


async def test_renaming(
    binding: Bindings, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """What is not given stays, what is empty is cleared."""
    made = cloud.bindings.get(user.uid, device.did)
    assert made is not None
    await binding.update(device.did, remark="cellar")
    assert (made.remark, made.dev_alias) == ("cellar", "Box")
    await binding.update(device.did, alias="", labels=["one", "two"])
    assert (made.remark, made.dev_alias) == ("cellar", "")
    assert made.dev_label == ["one", "two"]
    bodies = [call.body for call in cloud.requests_to("PUT", "/app/bindings/")]
    assert bodies == [
        {"remark": "cellar"},
        {"dev_alias": "", "dev_label": ["one", "two"]},
    ]
    with pytest.raises(GizwitsRequestError):
        await binding.update(device.did)
    assert len(cloud.requests_to("PUT", "/app/bindings/")) == 2
    other = cloud.add_device(KEY)
    with pytest.raises(GizwitsNotBoundError):
        await binding.update(other.did, alias="Mine")


async def test_unbinding(
    binding: Bindings, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """What was bound is done, the rest is not."""
    outcome = await binding.unbind(device.did, "nothing")
    assert outcome == Outcome((device.did,), ("nothing",))
    assert cloud.bindings.get(user.uid, device.did) is None


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ({}, Outcome((), ())),
        ([], Outcome((), ())),
        ({"success": None, "failed": "x"}, Outcome((), ())),
        ({"success": ["a", 5, None, ""], "failed": [{}]}, Outcome(("a", "5"), ())),
    ],
)
async def test_an_outcome_that_is_none(
    binding: Bindings, cloud: SimulatedCloud, body: Any, outcome: Outcome
) -> None:
    """Says nothing of any device."""
    cloud.faults.next(method="DELETE", body=body)
    assert await binding.unbind("a") == outcome


async def test_a_lost_answer_is_told(
    binding: Bindings, cloud: SimulatedCloud, user: User, loose: SimulatedDevice
) -> None:
    """The request may have arrived, and here it has."""
    cloud.faults.next(path="/app/bind_latest", drop=True, before_effect=False)
    with pytest.raises(GizwitsConnectionError) as caught:
        await binding.by_qr_code(loose.qr_content)
    assert caught.value.sent
    assert cloud.bindings.get(user.uid, loose.did) is not None
