"""Registering a device with a sealed text."""

from typing import Any

import pytest

from custom_components.gizwits.api import (
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsRequestError,
)
from custom_components.gizwits.api.registration import Registration

from tests.simulator import SimulatedCloud, SimulatedDevice, User, signing
from tests.simulator_tests.definitions import MIX

KEY = MIX["product_key"]
PATH = f"/dev/{KEY}/device"
MAC, PASSCODE = "accf2350d446", "JHHOOIWJBY"


@pytest.fixture
def registration(client: GizwitsClient) -> Registration:
    """Return the area."""
    return Registration(client)


@pytest.fixture
def secret(cloud: SimulatedCloud) -> str:
    """Return the product's secret."""
    return cloud.products[KEY].product_secret


async def refused(call: Any) -> GizwitsError:
    """Return the error of a call that must not succeed."""
    with pytest.raises(GizwitsError) as caught:
        await call
    return caught.value


async def test_the_did_changes_once(
    registration: Registration,
    cloud: SimulatedCloud,
    user: User,
    device: SimulatedDevice,
    secret: str,
) -> None:
    """Then it stays; its bindings are gone; nobody has to be signed in."""
    old = device.did
    did = await registration.register(KEY, secret, device.mac, PASSCODE)
    assert did == device.did != old
    assert device.passcode == PASSCODE
    assert cloud.bindings.of_user(user.uid) == []
    assert await registration.register(KEY, secret.upper(), device.mac, PASSCODE) == did
    assert {call.path for call in cloud.requests} == {PATH}
    assert not any("X-Gizwits-User-token" in call.headers for call in cloud.requests)


async def test_what_is_sealed(
    registration: Registration, cloud: SimulatedCloud, secret: str
) -> None:
    """Both kinds of device, and the bits besides."""
    await registration.register(
        KEY, secret, "virtual:site", "123456", center_control=True, extra=3
    )
    [call] = cloud.requests
    data = call.body.decode().removeprefix("data=")
    assert signing.decrypt(secret, data) == (
        "mac=virtual:site&passcode=123456&type=center_control&extra=00000003"
    )


@pytest.mark.parametrize(
    ("mac", "passcode", "extra"),
    [
        ("", PASSCODE, 0),
        (MAC, "", 0),
        (f"{MAC}&type=x", PASSCODE, 0),
        (MAC, "a=b", 0),
        (MAC, PASSCODE, -1),
        (MAC, PASSCODE, 2**32),
    ],
)
async def test_what_cannot_be_sealed(
    registration: Registration,
    cloud: SimulatedCloud,
    secret: str,
    mac: str,
    passcode: str,
    extra: int,
) -> None:
    """Is not sent, and not repeated."""
    error = await refused(
        registration.register(KEY, secret, mac, passcode, extra=extra)
    )
    assert type(error) is GizwitsRequestError
    assert not passcode or passcode not in str(error)
    assert cloud.requests == []


async def test_refused(
    registration: Registration, cloud: SimulatedCloud, secret: str
) -> None:
    """An unknown product, a wrong secret, a product that does not want it."""
    for product_key, sealed_by, code in (
        ("0" * 32, secret, 9002),
        (KEY, "0" * 32, 9015),
        (KEY, "short", None),
        ("../app/login", secret, None),
    ):
        error = await refused(
            registration.register(product_key, sealed_by, MAC, PASSCODE)
        )
        assert (type(error), error.code) == (GizwitsRequestError, code)
    cloud.products[KEY].encrypted_registration = False
    error = await refused(registration.register(KEY, secret, MAC, PASSCODE))
    assert error.code == 9047


@pytest.mark.parametrize(
    "body",
    ["", "{}", "null", "12345678", "zz" * 16, "00" * 16, b"\xff\xfe", "a" * 5000],
)
async def test_an_answer_that_is_none(
    registration: Registration, cloud: SimulatedCloud, secret: str, body: Any
) -> None:
    """Nothing, JSON, digits, no hex, another key, no text, too much."""
    cloud.faults.next(path=PATH, status=201, body=body)
    error = await refused(registration.register(KEY, secret, MAC, PASSCODE))
    assert isinstance(error, GizwitsConnectionError)
    assert error.sent


@pytest.mark.parametrize("text", ["did=", "dod=1", "", "did"])
async def test_a_sealed_answer_without_a_device(
    registration: Registration, cloud: SimulatedCloud, secret: str, text: str
) -> None:
    """Has the right key, and says nothing."""
    body = signing.encrypt(secret, text)
    cloud.faults.next(path=PATH, status=201, body=body)
    error = await refused(registration.register(KEY, secret, MAC, PASSCODE))
    assert isinstance(error, GizwitsConnectionError)


@pytest.mark.parametrize(
    "fault",
    [{"status": 502, "html": True}, {"drop": True}, {"error_code": 9008}],
    ids=str,
)
async def test_a_cloud_that_is_not_well(
    registration: Registration, cloud: SimulatedCloud, secret: str, fault: Any
) -> None:
    """Later."""
    cloud.faults.next(path=PATH, **fault)
    error = await refused(registration.register(KEY, secret, MAC, PASSCODE))
    assert isinstance(error, GizwitsConnectionError)
