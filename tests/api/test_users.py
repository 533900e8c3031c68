"""Users: made, kept, changed, signed out, with each way it can be refused."""

from collections.abc import Awaitable, Callable
import time
from typing import Any

import aiohttp
import pytest

from custom_components.gizwits.api import (
    AnonymousCredentials,
    GizwitsAuthError,
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsRequestError,
    NoCredentials,
    ThirdParty,
    ThirdPartyCredentials,
    Token,
)
from custom_components.gizwits.api.auth import Credentials
from custom_components.gizwits.api.users import Users

from tests.api.helpers import NAME, PASSWORD, logins, make_client
from tests.simulator import SimulatedCloud, SimulatedDevice, User

USERS = "/app/users"
PHONE, NEW = "13800000000", "Secret-12"

type SignIn = Callable[[Credentials], GizwitsClient]


@pytest.fixture
def sign_in(
    client: GizwitsClient, cloud: SimulatedCloud, session: aiohttp.ClientSession
) -> SignIn:
    """Return how to make a client of other credentials."""

    def make(credentials: Credentials) -> GizwitsClient:
        return GizwitsClient(session, client.cloud, cloud.app_id, credentials)

    return make


@pytest.fixture
def nobody(sign_in: SignIn) -> GizwitsClient:
    """Return a client of nobody."""
    return sign_in(NoCredentials())


def sms(cloud: SimulatedCloud) -> str:
    """Have a code sent and return it."""
    cloud.codes.send_sms(PHONE)
    return cloud.sms_codes[PHONE]


async def refused(call: Awaitable[Any]) -> GizwitsError:
    """Return the error of a call that must not succeed."""
    with pytest.raises(GizwitsError) as caught:
        await call
    return caught.value


async def test_users_of_every_kind(
    nobody: GizwitsClient, cloud: SimulatedCloud, sign_in: SignIn
) -> None:
    """Made without an account; their tokens are good at once."""
    users = Users(nobody)
    for token in (
        await users.create_anonymous("house"),
        await users.create_with_username("carl", NEW),
        await users.create_with_email("carl@example.com", NEW),
        await users.create_with_phone(PHONE, NEW, sms(cloud)),
        await users.create_third_party(ThirdParty.QQ, "1", "t"),
    ):
        assert cloud.accounts.tokens[token.value].user.uid == token.uid
        assert token.renew_at < token.expire_at > time.time()
    assert cloud.mails == [("activate", "carl@example.com")]
    assert logins(cloud) == 0


async def test_the_same_guest_again(
    nobody: GizwitsClient, sign_in: SignIn, cloud: SimulatedCloud
) -> None:
    """By its phone_id, from the method as from the credentials."""
    first = await Users(nobody).create_anonymous("house")
    again = await sign_in(AnonymousCredentials("house")).login()
    assert (again.uid, again.value != first.value) == (first.uid, True)
    assert (await sign_in(AnonymousCredentials("other")).login()).uid != first.uid


async def test_a_phone_without_a_password(
    nobody: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """Is signed in by its code, and made the first time."""
    first = await Users(nobody).create_with_code(PHONE, sms(cloud))
    again = await Users(nobody).create_with_code(PHONE, sms(cloud))
    assert first.uid == again.uid


@pytest.mark.parametrize("source", ThirdParty)
async def test_users_of_other_providers(
    nobody: GizwitsClient, sign_in: SignIn, cloud: SimulatedCloud, source: ThirdParty
) -> None:
    """Each as its provider wants the token; the same user each time."""
    first = await Users(nobody).create_third_party(source, "1", "t")
    for token in ("t2", "Bearer t2"):
        again = await sign_in(ThirdPartyCredentials(source, "1", token)).login()
        assert again.uid == first.uid
    [data, *others] = [
        call.body["authData"] for call in cloud.requests_to("POST", USERS)
    ]
    bearer = source in (ThirdParty.GOOGLE, ThirdParty.AMAZON)
    assert data == {
        "src": source.value,
        "uid": "1",
        "token": "Bearer t" if bearer else "t",
    }
    assert {one["token"] == "Bearer t2" for one in others} == (
        {True} if bearer else {True, False}
    )


async def test_a_secret_besides_the_token(
    nobody: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """As twitter wants it."""
    await Users(nobody).create_third_party(ThirdParty.TWITTER, "1", "t", "s")
    [call] = cloud.requests_to("POST", USERS)
    assert call.body["authData"]["token_secret"] == "s"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (9015, GizwitsAuthError),
        (9010, GizwitsAuthError),
        (9020, GizwitsAuthError),
        (9003, GizwitsRequestError),
        (9031, GizwitsRequestError),
        (9008, GizwitsConnectionError),
    ],
)
async def test_a_provider_that_knows_the_token_no_more(
    sign_in: SignIn, cloud: SimulatedCloud, code: int, kind: type[GizwitsError]
) -> None:
    """Is for the person to repair, what is wrong with the app is not."""
    cloud.faults.next(path=USERS, error_code=code)
    credentials = ThirdPartyCredentials(ThirdParty.QQ, "1", "t")
    error = await refused(sign_in(credentials).login())
    assert (type(error), error.code) == (kind, code)


async def test_what_a_new_user_cannot_be(
    nobody: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """Taken, weak, with a wrong code."""
    users = Users(nobody)
    cloud.add_user("ben", PASSWORD)
    cloud.add_user("13811111111", PASSWORD)
    for call, code in (
        (users.create_with_username("ben", NEW), 9019),
        (users.create_with_username("carl", "weak"), 9015),
        (users.create_with_email(NAME, NEW), 9022),
        (users.create_with_phone("13811111111", NEW, "0"), 9018),
        (users.create_with_phone(PHONE, NEW, "0"), 9010),
    ):
        error = await refused(call)
        assert (type(error), error.code) == (GizwitsRequestError, code)
    await users.create_with_email("carl@example.com", NEW)
    error = await refused(users.create_with_email("carl@example.com", NEW))
    assert (type(error), error.code) == (GizwitsAuthError, 9077)


async def test_a_guest_who_stays(
    sign_in: SignIn, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Becomes somebody with the same uid and the same devices; only once."""
    client = sign_in(AnonymousCredentials("house"))
    guest = cloud.accounts.users[(await client.login()).uid]
    cloud.bind(guest, device)
    assert (await Users(client).info()).is_anonymous
    await Users(client).keep_as_username("carl", NEW)
    assert (guest.username, guest.password) == ("carl", NEW)
    assert [found.did for found in await client.bindings()] == [device.did]
    assert not (await Users(client).info()).is_anonymous
    error = await refused(Users(client).keep_as_username("carl2", NEW))
    assert (type(error), error.code) == (GizwitsAuthError, 9026)
    other = sign_in(AnonymousCredentials("second"))
    assert (await refused(Users(other).keep_as_username("carl", NEW))).code == 9019
    await Users(other).keep_as_phone(PHONE, NEW, sms(cloud))
    assert (await Users(other).info()).phone == PHONE


async def test_a_new_password(
    client: GizwitsClient, cloud: SimulatedCloud, session: aiohttp.ClientSession
) -> None:
    """The old token stays good, the old password does not."""
    users = Users(client)
    error = await refused(users.change_password("wrong", NEW))
    assert (type(error), error.code) == (GizwitsAuthError, 9020)
    assert (await refused(users.change_password(PASSWORD, "weak"))).code == 9015
    await users.change_password(PASSWORD, NEW)
    await users.info()
    assert (await refused(make_client(cloud, session).login())).code == 9020
    await make_client(cloud, session, password=NEW).login()
    assert logins(cloud) == 3


async def test_new_addresses(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """What is so already counts as done; what is taken does not."""
    users = Users(client)
    cloud.add_user("ben@example.com", PASSWORD)
    await users.change_email(NAME)
    assert (await refused(users.change_email("ben@example.com"))).code == 9022
    await users.change_email("new@example.com")
    assert (await refused(users.change_phone(PHONE, "0"))).code == 9010
    for _ in range(2):
        await users.change_phone(PHONE, sms(cloud))
    assert (user.email, user.phone) == ("new@example.com", PHONE)


async def test_a_cloud_that_is_not_well_is_no_change(
    client: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """Only 9999 says that all is as wanted."""
    cloud.faults.next(method="PUT", path=USERS, error_code=9008)
    assert (await refused(Users(client).change_email("a@b"))).code == 9008


async def test_who_is_signed_in(
    client: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """What the cloud tells; garbage is nobody."""
    user.profile["name"] = "Anna"
    info = await Users(client).info()
    assert (info.uid, info.email, info.name) == (user.uid, NAME, "Anna")
    assert (info.phone, info.gender) == ("", "")
    for word in (user.uid, NAME, "Anna"):
        assert word not in repr(info)
    cloud.faults.next(path=USERS, body=[{"uid": {}}])
    assert (await Users(client).info()).uid == ""


async def test_signing_out(client: GizwitsClient, cloud: SimulatedCloud) -> None:
    """The cloud forgets the token, and so do we."""
    token = await client.login()
    await client.logout()
    assert token.value not in cloud.accounts.tokens
    await Users(client).info()
    assert logins(cloud) == 2


async def test_nobody_signs_in_to_sign_out(
    client: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """Without a token nothing is sent."""
    await client.logout()
    assert cloud.requests == []


@pytest.mark.parametrize("code", [9004, 9006])
async def test_a_token_that_is_gone_already(
    client: GizwitsClient, cloud: SimulatedCloud, code: int
) -> None:
    """Is what was wanted."""
    await client.login()
    cloud.faults.next(path="/app/logout", error_code=code)
    await client.logout()
    assert logins(cloud) == 1


async def test_signing_out_of_a_cloud_that_refuses(
    client: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """Is told."""
    await client.login()
    cloud.faults.next(path="/app/logout", error_code=9020)
    assert (await refused(client.logout())).code == 9020
    await client.login()
    cloud.faults.next(path="/app/logout", status=502)
    assert isinstance(await refused(client.logout()), GizwitsConnectionError)


async def test_a_forgotten_password(
    nobody: GizwitsClient, cloud: SimulatedCloud, user: User
) -> None:
    """By a mail, or by a code."""
    users = Users(nobody)
    await users.reset_password_by_email(NAME)
    assert cloud.mails == [("reset", NAME)]
    error = await refused(users.reset_password_by_email("x@y"))
    assert (type(error), error.code) == (GizwitsAuthError, 9005)
    user.phone = PHONE
    wrong = users.reset_password_by_phone(PHONE, "0", NEW)
    assert (await refused(wrong)).code == 9010
    await users.reset_password_by_phone(PHONE, sms(cloud), NEW)
    assert user.password == NEW


async def test_nobody_cannot_do_what_needs_somebody(
    nobody: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """And nothing is sent."""
    for call in (nobody.login(), nobody.bindings(), Users(nobody).info()):
        assert isinstance(await refused(call), GizwitsAuthError)
    assert cloud.requests == []


@pytest.mark.parametrize("body", [{}, [], {"token": 5}, {"token": "a\nb", "uid": "u"}])
async def test_an_answer_without_a_token(
    nobody: GizwitsClient, cloud: SimulatedCloud, body: Any
) -> None:
    """Is no user."""
    cloud.faults.next(path=USERS, body=body)
    error = await refused(Users(nobody).create_anonymous("house"))
    assert isinstance(error, GizwitsConnectionError)


def test_credentials_do_not_show_themselves() -> None:
    """Neither ids nor tokens."""
    shown = repr(
        [
            AnonymousCredentials("secret"),
            ThirdPartyCredentials(ThirdParty.QQ, "secret", "secret", "secret"),
            Token("secret", "secret", 1, 1),
        ]
    )
    assert "secret" not in shown


async def test_profile(client: GizwitsClient, cloud: SimulatedCloud) -> None:
    """Only what a profile has; the same again counts as done."""
    for _ in range(2):
        await Users(client).change_profile(name="Anna", gender="F")
    info = await Users(client).info()
    assert (info.name, info.gender) == ("Anna", "F")
    with pytest.raises(GizwitsRequestError) as caught:
        await Users(client).change_profile(birthday="tomorrow")
    assert caught.value.code == 9015
    cloud.clear_recordings()
    for texts in ({}, {"password": "x"}):
        with pytest.raises(GizwitsRequestError):
            await Users(client).change_profile(**texts)
    assert not cloud.requests
