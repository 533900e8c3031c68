"""Credentials and the token: one login for all who need it."""

import asyncio
from collections.abc import Callable
import time

import aiohttp
import pytest
from yarl import URL

from custom_components.gizwits.api import (
    GizwitsAuthError,
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsRequestError,
    GizwitsThrottledError,
    PasswordCredentials,
    Token,
)
from custom_components.gizwits.api.auth import Auth
from custom_components.gizwits.api.http import HttpApi

from tests.api.helpers import NAME, PASSWORD, logins, make_client
from tests.simulator import SimulatedCloud, SimulatedDevice, User

HOUR = 3600.0
type Outcome = Token | Exception


class Scripted:
    """Credentials that do what a test says, one outcome a login."""

    def __init__(self, *outcomes: Outcome) -> None:
        """Take the outcomes; the last one is for ever."""
        self.outcomes = list(outcomes)
        self.logins = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def login(self, http: HttpApi) -> Token:
        """Return or raise the next outcome."""
        self.logins += 1
        await asyncio.sleep(0)
        await self.gate.wait()
        outcome = self.outcomes[0]
        if len(self.outcomes) > 1:
            self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def token(value: str = "t", life: float = 100 * HOUR, renew: float = HOUR) -> Token:
    """Return a token that ends in ``life`` and is renewed ``renew`` before."""
    end = time.time() + life
    return Token(value, "u", end, end - renew)


type MakeAuth = Callable[..., Auth]


@pytest.fixture
def auth(session: aiohttp.ClientSession) -> MakeAuth:
    """Return a maker of an Auth with scripted credentials."""

    def make(credentials: Scripted, kept: Token | None = None) -> Auth:
        http = HttpApi(session, URL("http://127.0.0.1:9"), "app")
        return Auth(http, credentials, kept)

    return make


@pytest.fixture
def loop_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return what turns the event loop's clock on."""
    module = "custom_components.gizwits.api.auth.asyncio.get_running_loop"
    real = asyncio.get_running_loop
    passed = 0.0

    class Loop:
        def time(self) -> float:
            return real().time() + passed

    def turn(seconds: float) -> None:
        nonlocal passed
        passed += seconds
        monkeypatch.setattr(module, Loop)

    return turn


@pytest.mark.parametrize("name", ["expire_at", "expired_at"])
def test_expiry_in_both_spellings(name: str) -> None:
    """A token of a week is renewed six hours before."""
    end = 1000 + 7 * 24 * HOUR
    made = Token.from_login({"token": "t", "uid": "u", name: str(int(end))}, 1000)
    assert made == Token("t", "u", end, end - 6 * HOUR)


def test_a_short_life_is_renewed_in_time() -> None:
    """A tenth of it before its end, not six hours."""
    made = Token.from_login({"token": "t", "uid": "u", "expire_at": 1100}, 1000)
    assert made.renew_at == 1090


@pytest.mark.parametrize("end", [None, 0, "x", 999, 1000])
def test_without_a_usable_end_it_lives_for_a_week(end: object) -> None:
    """The shorter of the documents' lifetimes."""
    made = Token.from_login({"token": "t", "uid": "u", "expire_at": end}, 1000)
    assert made.expire_at == 1000 + 7 * 24 * HOUR


@pytest.mark.parametrize("raw", [None, {}, {"token": "t"}, {"uid": "u"}, [], "t"])
def test_an_answer_without_a_token(raw: object) -> None:
    """Is no refusal of the account."""
    with pytest.raises(GizwitsConnectionError):
        Token.from_login(raw, 0)


def test_nothing_to_sign_in_with_is_shown() -> None:
    """Neither by a token nor by credentials."""
    shown = repr(Token("secret-t", "secret-u", 5, 4)) + repr(
        PasswordCredentials("secret-n", "secret-p")
    )
    assert "secret" not in shown
    assert "expire_at=5" in shown


async def test_a_login(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """Once, as the document has it; the second caller gets the same token."""
    made = await client.login()
    assert made.uid == user.uid
    assert made.expire_at == pytest.approx(time.time() + 7 * 24 * HOUR, abs=3)
    assert await client.login() is made
    [call] = cloud.requests
    assert (call.method, call.path) == ("POST", "/app/login")
    assert call.body == {"username": NAME, "password": PASSWORD}
    assert call.headers["X-Gizwits-Application-Id"] == cloud.app_id
    assert "X-Gizwits-User-token" not in call.headers


async def test_a_stored_token_is_used(
    cloud: SimulatedCloud, user: User, session: aiohttp.ClientSession
) -> None:
    """No login while it is valid; a new one is told."""
    told: list[Token] = []
    first = await make_client(cloud, session, on_token=told.append).login()
    assert told == [first]
    again = make_client(cloud, session, token=first, on_token=told.append)
    await again.bindings()
    assert (logins(cloud), told) == (1, [first])
    cloud.expire_tokens()
    await again.bindings()
    assert logins(cloud) == 2
    assert len(told) == 2


async def test_fifty_calls_make_one_login(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """At the start, and again when the token is refused to all of them."""
    calls = [client.device(device.did) for _ in range(50)]
    await asyncio.gather(*calls)
    assert logins(cloud) == 1
    cloud.expire_tokens()
    calls = [client.device(device.did) for _ in range(50)]
    found = await asyncio.gather(*calls)
    assert logins(cloud) == 2
    assert {item.did for item in found} == {device.did}


async def test_fifty_calls_with_a_wrong_password(
    cloud: SimulatedCloud, user: User, session: aiohttp.ClientSession
) -> None:
    """One login, fifty refusals, and never another try."""
    client = make_client(cloud, session, password="wrong")
    calls = [client.bindings() for _ in range(50)]
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert all(isinstance(result, GizwitsAuthError) for result in results)
    for _ in range(3):
        with pytest.raises(GizwitsAuthError) as caught:
            await client.bindings()
        assert caught.value.code == 9020
    assert len(cloud.requests) == 1


@pytest.mark.parametrize("code", [9005, 9015, 9020, 9026, 9077])
async def test_every_refusal_of_the_account_is_final(
    client: GizwitsClient, cloud: SimulatedCloud, code: int
) -> None:
    """Until there are other credentials."""
    cloud.faults.next(path="/app/login", error_code=code)
    for _ in range(2):
        with pytest.raises(GizwitsAuthError) as caught:
            await client.login()
        assert caught.value.code == code
    assert logins(cloud) == 1


@pytest.mark.parametrize("code", [9004, 9006])
async def test_a_refused_token_is_replaced_once(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice, code: int
) -> None:
    """One new login, the command sent once more, its effect there once."""
    cloud.settings.expired_code = code
    await client.login()
    cloud.expire_tokens()
    await client.control(device.did, {"power": True})
    assert logins(cloud) == 2
    assert len(cloud.requests_to("POST", "/app/control/")) == 2
    assert [control.attrs for control in cloud.controls] == [{"power": True}]


async def test_a_new_token_that_is_refused_too(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Is told as the cloud's fault, not the user's; nothing is sent a third time."""
    cloud.faults.all(path="/app/devices/", error_code=9004)
    with pytest.raises(GizwitsConnectionError) as caught:
        await client.device(device.did)
    assert (caught.value.code, caught.value.sent) == (9004, False)
    assert (logins(cloud), len(cloud.requests_to("GET"))) == (2, 2)


async def test_a_cloud_that_refuses_every_token_is_not_asked_for_more(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """A few logins, then one a minute: accounts are blocked for more."""
    cloud.faults.all(path="/app/devices/", error_code=9004)
    for _ in range(20):
        with pytest.raises(GizwitsConnectionError):
            await client.device(device.did)
    assert logins(cloud) == 3
    assert len(cloud.requests_to("GET")) == 5


async def test_pauses_between_logins_whose_tokens_are_refused(
    auth: MakeAuth, loop_time: Callable[[float], None]
) -> None:
    """A minute, two, …; a token that served for an hour is no such token."""
    scripted = Scripted(*(token(str(n)) for n in range(20)))
    kept = auth(scripted)
    loop_time(0)
    last = None
    for _ in range(3):
        last = await kept.token(rejected=last)
    for pause in (60, 120, 240):
        refused = last
        with pytest.raises(GizwitsConnectionError) as caught:
            await kept.token(rejected=refused)
        assert caught.value.retry_after == pytest.approx(pause, abs=1)
        with pytest.raises(GizwitsConnectionError):
            await kept.token(rejected=refused)
        loop_time(pause)
        last = await kept.token(rejected=refused)
    loop_time(3600)
    last = await kept.token(rejected=last)
    await kept.token(rejected=last)
    assert scripted.logins == 8


async def test_a_changed_password(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """The old token serves until it is refused; then the account is."""
    await client.login()
    user.password = "Another1!"
    assert await client.bindings() == []
    cloud.revoke_tokens(user)
    for _ in range(2):
        with pytest.raises(GizwitsAuthError) as caught:
            await client.bindings()
        assert caught.value.code == 9020
    assert logins(cloud) == 2


async def test_renewed_before_its_end(
    client: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """By the cloud's clock, some hours before, without a refused request."""
    first = await client.login()
    await cloud.clock.advance(7 * 24 * HOUR - 6 * HOUR - 60)
    cloud.faults.next(path="/app/bindings", body={"devices": []})
    await client.bindings()
    assert await client.login() is first
    await cloud.clock.advance(120)
    cloud.faults.next(path="/app/bindings", body={"devices": []})
    await client.bindings()
    second = await client.login()
    assert second != first
    assert {call.status for call in cloud.requests} == {200}
    assert logins(cloud) == 2


async def test_a_token_that_lives_for_seconds(
    user: User, cloud: SimulatedCloud, session: aiohttp.ClientSession
) -> None:
    """Is used, not renewed for each request."""
    cloud.settings.token_life = 30
    client = make_client(cloud, session)
    for _ in range(5):
        await client.bindings()
    assert logins(cloud) == 1


async def test_a_forgotten_token_is_replaced(
    client: GizwitsClient, cloud: SimulatedCloud, auth: MakeAuth
) -> None:
    """It comes back to whoever forgets it, and the next call signs in."""
    kept = auth(Scripted(token("new")), old := token("old"))
    assert kept.forget() is old
    assert kept.forget() is None
    assert (await kept.token()).value == "new"


async def test_a_failed_renewal_keeps_the_valid_token(auth: MakeAuth) -> None:
    """Down, throttled: the old one serves to its end, and not beyond."""
    for error in (GizwitsConnectionError("down"), GizwitsThrottledError("later")):
        old = token(life=HOUR, renew=2 * HOUR)
        kept = auth(Scripted(error), old)
        assert await kept.token() is old
        ended = auth(Scripted(error), token(life=-1, renew=HOUR))
        with pytest.raises(type(error)):
            await ended.token()


async def test_a_refused_token_is_not_kept(auth: MakeAuth) -> None:
    """Even if its time is not over and there is no other."""
    old = token()
    scripted = Scripted(GizwitsConnectionError("down"))
    kept = auth(scripted, old)
    with pytest.raises(GizwitsConnectionError):
        await kept.token(rejected=old)
    scripted.outcomes = [token("new")]
    assert (await kept.token(rejected=old)).value == "new"
    assert (await kept.token(rejected=old)).value == "new"
    assert scripted.logins == 2


async def test_renewal_that_fails_is_tried_once_for_all_who_wait(
    auth: MakeAuth,
) -> None:
    """Fifty at once make one try and all keep the valid token."""
    old = token(life=HOUR, renew=2 * HOUR)
    scripted = Scripted(GizwitsConnectionError("down"))
    kept = auth(scripted, old)
    got = await asyncio.gather(*(kept.token() for _ in range(50)))
    assert got == [old] * 50
    assert scripted.logins == 1


async def test_a_throttled_login_backs_off(
    auth: MakeAuth, loop_time: Callable[[float], None]
) -> None:
    """A minute, two, … a quarter of an hour; no login in between."""
    scripted = Scripted(GizwitsThrottledError("later", retry_after=60))
    kept = auth(scripted)
    for tries, pause in enumerate((60, 120, 240, 480, 900, 900), start=1):
        for wait in (0, pause - 1):
            loop_time(wait)
            with pytest.raises(GizwitsThrottledError):
                await kept.token()
            assert scripted.logins == tries
        loop_time(1)
    scripted.outcomes = [token("new")]
    assert (await kept.token()).value == "new"


async def test_a_pause_the_cloud_asks_for_is_kept(
    auth: MakeAuth, loop_time: Callable[[float], None]
) -> None:
    """Where it is longer than ours; after a success the row starts anew."""
    scripted = Scripted(GizwitsThrottledError("later", retry_after=300))
    kept = auth(scripted)
    for turn, tries in ((0, 1), (299, 1), (1, 2), (300, 3)):
        loop_time(turn)
        with pytest.raises(GizwitsThrottledError):
            await kept.token()
        assert scripted.logins == tries
    loop_time(900)
    scripted.outcomes = [token("a"), GizwitsThrottledError("later"), token("b")]
    first = await kept.token()
    with pytest.raises(GizwitsThrottledError):
        await kept.token(rejected=first)
    loop_time(60)
    assert (await kept.token(rejected=first)).value == "b"


async def test_a_throttled_login_over_the_wire(
    client: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """Twenty requests make one login; the pause is told."""
    cloud.throttle_login(retry_after=120)
    for _ in range(20):
        with pytest.raises(GizwitsThrottledError) as caught:
            await client.bindings()
        assert caught.value.retry_after == 120
    assert len(cloud.requests) == 1


async def test_a_login_that_fails_otherwise_is_tried_again(
    auth: MakeAuth, loop_time: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once by the next caller, and then ever more rarely."""
    monkeypatch.setattr("custom_components.gizwits.api.auth._FIRST_FAILURE_PAUSE", 5.0)
    scripted = Scripted(
        GizwitsConnectionError("down"),
        GizwitsRequestError("appid invalid", code=9003),
        GizwitsConnectionError("down", retry_after=30),
        GizwitsConnectionError("down"),
        token("new"),
    )
    kept = auth(scripted)
    loop_time(0)
    for tries, pause in enumerate((0, 5, 30, 20), start=1):
        with pytest.raises((GizwitsConnectionError, GizwitsRequestError)):
            await kept.token()
        assert scripted.logins == tries
        if pause:
            loop_time(pause - 1)
            with pytest.raises((GizwitsConnectionError, GizwitsRequestError)):
                await kept.token()
            assert scripted.logins == tries
            loop_time(1)
    assert (await kept.token()).value == "new"


async def test_a_cancelled_login_is_made_by_the_next(auth: MakeAuth) -> None:
    """Those who waited are not told of a failure there was not."""
    scripted = Scripted(GizwitsConnectionError("down"), token("new"))
    kept = auth(scripted)
    with pytest.raises(GizwitsConnectionError):
        await kept.token()
    scripted.gate.clear()
    first, second = (asyncio.create_task(kept.token()) for _ in range(2))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    first.cancel()
    scripted.gate.set()
    assert (await second).value == "new"
    assert first.cancelled()


async def test_a_token_that_cannot_be_sent(
    client: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """A cloud that answers nonsense causes our own error."""
    body = {"token": "a\nb", "uid": "u", "expire_at": 2e9}
    cloud.faults.next(path="/app/login", body=body)
    with pytest.raises(GizwitsError):
        await client.bindings()
