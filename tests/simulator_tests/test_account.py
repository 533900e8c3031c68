"""Signing in, tokens and app ids (protocol §2.1, §3)."""

from typing import Any

import pytest

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.conftest import NAME, PASSWORD
from tests.simulator_tests.phone import Phone

LOGIN = "/app/login"
MESSAGES = {
    9005: "user not exist",
    9015: "form invalid!",
    9020: "username or password error!",
}


def credentials(username: str = NAME, password: str = PASSWORD) -> dict[str, str]:
    """Return the body of a login."""
    return {"username": username, "password": password}


async def test_login_gives_a_token_that_works(phone: Phone, user: User) -> None:
    """Token, uid and the second it expires; GET /app/users says whose it is."""
    phone.cloud.clock.freeze()
    status, body = await phone.call("POST", LOGIN, credentials())
    assert status == 200
    assert set(body) == {"token", "uid", "expire_at"}
    assert body["expire_at"] == int(phone.cloud.clock.now() + 7 * 86400)
    phone.token = body["token"]
    status, who = await phone.call("GET", "/app/users")
    assert (who["uid"], who["email"], who["is_anonymous"]) == (user.uid, NAME, False)


async def test_every_login_is_one_more_token(phone: Phone) -> None:
    """Older tokens stay valid; logging out ends one."""
    first = phone.token
    await phone.log_in(NAME, PASSWORD)
    second = phone.token
    assert first != second
    status, _ = await phone.call("DELETE", "/app/logout")
    assert status == 204
    assert await phone.code("GET", "/app/users") == (400, 9004)
    phone.token = first
    assert (await phone.call("GET", "/app/users"))[0] == 200


@pytest.mark.parametrize(
    ("body", "status", "code", "detail"),
    [
        (credentials("nobody"), 400, 9005, None),
        (credentials(NAME, "wrong"), 400, 9020, None),
        ({"username": NAME}, 400, 9015, "password"),
        ({"username": 5, "password": "x"}, 400, 9015, "username"),
        ([1], 400, 9015, "body"),
    ],
)
async def test_refused_logins(
    phone: Phone, body: Any, status: int, code: int, detail: str | None
) -> None:
    """Each with the real body of an error."""
    assert await phone.call("POST", LOGIN, body) == (
        status,
        {
            "error_message": MESSAGES[code],
            "error_code": code,
            "detail_message": detail,
        },
    )


async def test_body_must_be_json_and_say_so(phone: Phone) -> None:
    """Broken JSON, or JSON with another Content-Type, is 9015."""
    for data, kind in (("{", "application/json"), ("{}", "text/plain")):
        status, body = await phone.call(
            "POST", LOGIN, data=data, headers={"Content-Type": kind}
        )
        assert (status, body["error_code"]) == (400, 9015)


async def test_app_id_comes_first(phone: Phone, cloud: SimulatedCloud) -> None:
    """Without, or with an unknown one: 9003; a token is good for its own app only."""
    other = cloud.add_app("0" * 32)
    phone.app_id = other.app_id
    assert await phone.code("GET", "/app/users") == (400, 9004)
    assert await phone.code("POST", LOGIN, credentials()) == (400, 9005)
    for app_id in (None, "f" * 32):
        phone.app_id = app_id
        assert await phone.code("GET", "/app/users") == (400, 9003)
        assert await phone.code("POST", LOGIN, credentials()) == (400, 9003)


async def test_expired_token_is_400_and_9004(
    phone: Phone, cloud: SimulatedCloud
) -> None:
    """By the clock to the second, and by hand for one user or all."""
    await cloud.clock.advance(7 * 86400 - 2)
    assert (await phone.call("GET", "/app/users"))[0] == 200
    await cloud.clock.advance(2)
    assert await phone.code("GET", "/app/users") == (400, 9004)
    await phone.log_in(NAME, PASSWORD)
    cloud.expire_tokens(cloud.add_user("ben@example.com", "x"))
    assert (await phone.call("GET", "/app/users"))[0] == 200
    cloud.expire_tokens()
    assert await phone.code("GET", "/app/users") == (400, 9004)
    cloud.settings.expired_code = 9006
    assert await phone.code("GET", "/app/users") == (400, 9006)


async def test_revoked_token_and_changed_password(
    phone: Phone, cloud: SimulatedCloud, user: User
) -> None:
    """A revoked token is unknown; the old password is wrong then, the new one right."""
    cloud.revoke_tokens(user)
    assert await phone.code("GET", "/app/users") == (400, 9004)
    user.password = "Other-1234"
    assert await phone.code("POST", LOGIN, credentials()) == (400, 9020)
    await phone.log_in(NAME, "Other-1234")


async def test_throttled_logins(phone: Phone, cloud: SimulatedCloud) -> None:
    """429 with 9041, by hand or after too many; other calls go on."""
    cloud.throttle_login(retry_after=60)
    assert await phone.code("POST", LOGIN, credentials()) == (429, 9041)
    assert (await phone.call("GET", "/app/users"))[0] == 200
    cloud.throttle_login(False)
    cloud.login_gate.limit, cloud.login_gate.window = 3, 60
    await cloud.clock.advance(61)
    answers = [await phone.call("POST", LOGIN, credentials()) for _ in range(4)]
    assert [status for status, _ in answers] == [200, 200, 200, 429]
    await cloud.clock.advance(61)
    assert (await phone.call("POST", LOGIN, credentials()))[0] == 200


async def test_known_by_name_email_or_phone(
    phone: Phone, cloud: SimulatedCloud
) -> None:
    """The form of the login says what it is."""
    for login in ("anna", "+8613800000000", "anna.b@example.com"):
        user = cloud.add_user(login, PASSWORD)
        await phone.log_in(login, PASSWORD)
        assert phone.uid == user.uid


async def test_accounts_of_the_newer_platform(
    phone: Phone, cloud: SimulatedCloud
) -> None:
    """One that moved says 9026, one that never was plain 9005."""
    cloud.add_user("moved@example.com", PASSWORD, platform="migrated")
    code = await phone.code("POST", LOGIN, credentials("moved@example.com"))
    assert code == (400, 9026)
    app = cloud.add_app("a" * 32, aep=True)
    cloud.add_user("new@example.com", PASSWORD, app=app)
    phone.app_id = app.app_id
    code = await phone.code("POST", LOGIN, credentials("new@example.com"))
    assert code == (400, 9005)


async def test_json_is_labelled_text_html(
    phone: Phone, device: SimulatedDevice
) -> None:
    """Answers and errors alike, as the real servers do."""
    for path in ("/app/bindings", f"/app/devdata/{device.did}/latest", "/app/users"):
        url = phone.cloud.base_url + path
        for headers in (phone.headers(), {}):
            async with phone.session.get(url, headers=headers) as response:
                assert response.content_type == "text/html"
                assert isinstance(await response.json(content_type=None), dict)


async def test_unknown_path_and_method_are_pages(phone: Phone) -> None:
    """The web server answers those, not the API."""
    status, page = await phone.call("GET", "/app/nothing")
    assert (status, page[:6]) == (404, "<html>")
    assert (await phone.call("PATCH", LOGIN))[0] == 405
