"""The newer app platform: its sign-in, its way of control, and where to look first."""

import time
from typing import Any

import aiohttp
import pytest
from yarl import URL

from custom_components.gizwits.api import (
    Cloud,
    Device,
    GizwitsAuthError,
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
    GizwitsThrottledError,
)
from custom_components.gizwits.api.aep import Aep, AepCredentials

from tests.api.helpers import PASSWORD, until
from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX

LOGIN, CONTROL = "/app/smart_home/login/pwd", "/app/user/control_log"
ACCOUNT = "carl@example.com"


@pytest.fixture
def carl(cloud: SimulatedCloud) -> User:
    """Return an account of the newer platform."""
    return cloud.add_user(ACCOUNT, PASSWORD, platform="aep")


@pytest.fixture
def newer(
    cloud: SimulatedCloud, session: aiohttp.ClientSession, carl: User
) -> GizwitsClient:
    """Return a client of that account."""
    return make(cloud, session)


def make(
    cloud: SimulatedCloud,
    session: aiohttp.ClientSession,
    account: str = ACCOUNT,
    password: str = PASSWORD,
) -> GizwitsClient:
    """Return a client of an account of the newer platform."""
    place = Cloud.from_base_url(cloud.base_url)
    credentials = AepCredentials(account, password, place.aep_url)
    return GizwitsClient(session, place, cloud.app_id, credentials)


async def test_the_token_is_for_the_open_api(
    newer: GizwitsClient, cloud: SimulatedCloud, carl: User
) -> None:
    """The uid comes from there, and the token has no end of its own."""
    token = await newer.login()
    assert token.uid == carl.uid
    assert cloud.accounts.tokens[token.value].user is carl
    assert token.renew_at > time.time() + 170 * 86400
    assert await newer.bindings() == []
    assert len(cloud.requests_to("POST", LOGIN)) == 1


async def test_another_login_when_the_token_is_refused(
    newer: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """9004 says when."""
    await newer.login()
    cloud.expire_tokens()
    assert await newer.bindings() == []
    assert len(cloud.requests_to("POST", LOGIN)) == 2


async def test_it_signs_in_at_its_own_address(
    cloud: SimulatedCloud, session: aiohttp.ClientSession, carl: User
) -> None:
    """And asks the Open API for the rest."""
    async with SimulatedCloud(seed=9) as elsewhere:
        place = Cloud("x", URL(cloud.base_url), "h", URL(elsewhere.base_url))
        token = cloud.accounts.issue(carl).value
        elsewhere.faults.next(path=LOGIN, body={"data": {"userToken": token}})
        credentials = AepCredentials(ACCOUNT, PASSWORD, place.aep_url)
        client = GizwitsClient(session, place, cloud.app_id, credentials)
        assert (await client.login()).uid == carl.uid
        assert [call.path for call in elsewhere.requests] == [LOGIN]
        assert [call.path for call in cloud.requests] == ["/app/users"]


async def test_refused(
    cloud: SimulatedCloud, session: aiohttp.ClientSession, carl: User, user: User
) -> None:
    """By the codes of the Open API: unknown, wrong password, of the other platform."""
    for account, password, code in (
        ("nobody@example.com", PASSWORD, 9005),
        (ACCOUNT, "wrong", 9020),
        (user.email or "", PASSWORD, 9005),
    ):
        with pytest.raises(GizwitsAuthError) as caught:
            await make(cloud, session, account, password).login()
        assert caught.value.code == code
        assert account not in str(caught.value)
    cloud.throttle_login(retry_after=77)
    with pytest.raises(GizwitsThrottledError) as throttled:
        await make(cloud, session).login()
    assert throttled.value.retry_after == 77


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"error": "no", "code": 1000041}, GizwitsRequestError),
        ({"error": "no", "code": "1000033"}, GizwitsAuthError),
        ({"error": {"a": 1}, "code": None}, GizwitsRequestError),
        ({"data": None}, GizwitsConnectionError),
        ({"data": {"userToken": "a\nb"}}, GizwitsConnectionError),
        ({}, GizwitsConnectionError),
        ([], GizwitsConnectionError),
        ("<html>", GizwitsConnectionError),
        ({"data": {"userToken": "0" * 32}, "code": 200}, GizwitsAuthError),
    ],
    ids=str,
)
async def test_answers_that_are_none(
    newer: GizwitsClient, cloud: SimulatedCloud, answer: Any, kind: type[GizwitsError]
) -> None:
    """The last one is a token the Open API does not know."""
    cloud.faults.next(path=LOGIN, body=answer)
    with pytest.raises(GizwitsError) as caught:
        await newer.login()
    assert type(caught.value) is kind


async def test_a_token_of_nobody(newer: GizwitsClient, cloud: SimulatedCloud) -> None:
    """Without a uid there is no account."""
    cloud.faults.next(path="/app/users", body={})
    with pytest.raises(GizwitsConnectionError):
        await newer.login()


async def test_control(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """By the platform, of an app that may be another of the brand's."""
    other = cloud.add_app("1" * 32)
    [found] = await client.bindings()
    await Aep(client).control(found, {"power": True}, other.app_id)
    assert cloud.controls == [(device.did, {"power": True})]
    await until(lambda: device.values["power"] is True)
    [call] = cloud.requests_to("POST", CONTROL)
    assert call.body["appKey"] == other.app_id
    assert "X-Gizwits-User-token" not in call.headers


async def test_control_with_a_new_token(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Where the old one is refused, though the answer is 200."""
    [found] = await client.bindings()
    cloud.expire_tokens()
    await Aep(client).control(found, {"power": True})
    assert len(cloud.controls) == 1
    calls = cloud.requests_to("POST", CONTROL)
    tokens = {call.headers["Authorization"] for call in calls}
    assert (len(calls), len(tokens)) == (2, 2)


async def test_control_refused(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """As a command to the Open API is."""
    [found] = await client.bindings()
    with pytest.raises(GizwitsRequestError) as caught:
        await Aep(client).control(found, {"target": 99})
    assert caught.value.code == 9025
    await device.set_online(False)
    with pytest.raises(GizwitsDeviceOfflineError):
        await Aep(client).control(found, {"power": True})
    stranger = cloud.add_device(MIX["product_key"])
    with pytest.raises(GizwitsNotBoundError):
        await Aep(client).control(
            Device(did=stranger.did, product_key=stranger.product_key), {"power": True}
        )
    cloud.faults.next(path=CONTROL, drop=True)
    with pytest.raises(GizwitsConnectionError):
        await Aep(client).control(found, {"power": True})


def test_credentials_do_not_show_themselves() -> None:
    """Neither the name nor the password."""
    shown = repr(AepCredentials("secret", "secret", URL("https://a")))
    assert "secret" not in shown


async def test_a_command_that_did_not_get_through(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """It is sent once more, as one to the Open API is."""
    [found] = await client.bindings()
    cloud.faults.next(path=CONTROL, body={"data": None, "error": "x", "code": 9024})
    await Aep(client).control(found, {"power": True})
    assert len(cloud.controls) == 1
    assert len(cloud.requests_to("POST", CONTROL)) == 2


@pytest.mark.parametrize("answer", [{}, {"code": 0}, {"code": "200", "data": True}])
async def test_a_command_that_was_taken(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice, answer: Any
) -> None:
    """No document says what the answer has to hold."""
    [found] = await client.bindings()
    cloud.faults.next(path=CONTROL, body=answer)
    await Aep(client).control(found, {"power": True})


@pytest.mark.parametrize(
    ("answer", "kind", "requests"),
    [
        ({"code": 500, "error": None}, GizwitsRequestError, 1),
        # The token is refused in the platform's own way.
        ({"code": 401, "error": "unauthorized"}, GizwitsConnectionError, 2),
    ],
)
async def test_a_command_refused_by_a_code_of_its_own(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    answer: Any,
    kind: type[GizwitsError],
    requests: int,
) -> None:
    """Nothing but the code says so."""
    [found] = await client.bindings()
    cloud.faults.all(path=CONTROL, body=answer)
    with pytest.raises(kind):
        await Aep(client).control(found, {"power": True})
    assert len(cloud.requests_to("POST", CONTROL)) == requests
