"""Making and changing users, captcha and SMS codes (protocol §2.1)."""

from typing import Any

import pytest

from tests.simulator import SimulatedCloud, User, signing
from tests.simulator_tests.conftest import NAME, PASSWORD
from tests.simulator_tests.phone import Phone

USERS = "/app/users"
NUMBER = "13800000000"


@pytest.fixture
def app_token(cloud: SimulatedCloud) -> dict[str, str]:
    """Return the header of an App token."""
    value, _ = cloud.accounts.issue_app_token(cloud.app)
    return {"X-Gizwits-Application-Token": value}


async def test_app_token(phone: Phone, cloud: SimulatedCloud) -> None:
    """Signed with the app secret; the member is expired_at; for codes only."""
    assert cloud.app.app_secret is not None
    auth = signing.application_auth(cloud.app_id, cloud.app.app_secret)
    path, header = "/app/request_token", "X-Gizwits-Application-Auth"
    status, body = await phone.call("POST", path, headers={header: auth})
    assert (status, set(body)) == (200, {"token", "expired_at"})
    for wrong in (auth.upper(), "", "0" * 32):
        status, error = await phone.call("POST", path, headers={header: wrong})
        assert (status, error["error_code"]) == (400, 9038)
    phone.token = body["token"]
    assert await phone.code("GET", USERS) == (400, 9004)


async def test_captcha_and_sms(
    phone: Phone, cloud: SimulatedCloud, app_token: dict[str, str]
) -> None:
    """A picture, its digits, an SMS, its digits; each used up when it should be."""
    path = "/app/verify/codes"
    assert await phone.code("GET", path) == (400, 9004)
    _, captcha = await phone.call("GET", path, headers=app_token)
    async with phone.session.get(captcha["captcha_url"]) as response:
        assert response.content_type == "image/png"
    body = {
        "captcha_id": captcha["captcha_id"],
        "captcha_code": cloud.captchas[captcha["captcha_id"]],
        "phone": NUMBER,
    }
    wrong = {**body, "captcha_code": "x"}
    for sent in (wrong, body):
        status, error = await phone.call("POST", path, sent, headers=app_token)
        assert (status, error["error_code"]) == (400, 9010)
    _, captcha = await phone.call("GET", path, headers=app_token)
    body["captcha_id"] = captcha["captcha_id"]
    body["captcha_code"] = cloud.captchas[captcha["captcha_id"]]
    assert await phone.call("POST", path, body, headers=app_token) == (200, "")
    code = cloud.sms_codes[NUMBER]
    for sms_code, expected in ((code, 200), ("x", 400), (code, 200)):
        sent = {"sms_code": sms_code, "phone": NUMBER}
        status, _ = await phone.call("PUT", path, sent, headers=app_token)
        assert status == expected


async def test_sms_code_sends_and_checks(
    phone: Phone, cloud: SimulatedCloud, app_token: dict[str, str]
) -> None:
    """Without a code it sends, with one it checks, once, and for 24 hours."""
    path = "/app/sms_code"
    for _ in range(2):
        await phone.call("POST", path, {"phone": NUMBER}, headers=app_token)
        body = {"phone": NUMBER, "code": cloud.sms_codes[NUMBER]}
        assert (await phone.call("POST", path, body, headers=app_token))[0] == 200
        status, error = await phone.call("POST", path, body, headers=app_token)
        assert (status, error["error_code"]) == (400, 9010)
    await phone.call("POST", path, {"phone": NUMBER}, headers=app_token)
    body["code"] = cloud.sms_codes[NUMBER]
    await cloud.clock.advance(86400)
    _, error = await phone.call("POST", path, body, headers=app_token)
    assert error["error_code"] == 9009


async def test_captcha_grows_old(
    phone: Phone, cloud: SimulatedCloud, app_token: dict[str, str]
) -> None:
    """9009 after five minutes."""
    captcha_id = cloud.codes.new_captcha()
    code = cloud.captchas[captcha_id]
    await cloud.clock.advance(301)
    body = {"captcha_id": captcha_id, "captcha_code": code, "phone": NUMBER}
    _, error = await phone.call("POST", "/app/verify/codes", body, headers=app_token)
    assert error["error_code"] == 9009


async def test_anonymous_users(phone: Phone) -> None:
    """The same phone_id is the same user, with one more token each time."""
    first = await phone.call("POST", USERS, {"phone_id": "ha-1"})
    second = await phone.call("POST", USERS, {"phone_id": "ha-1", "lang": "en"})
    other = await phone.call("POST", USERS, {"phone_id": "ha-2"})
    assert [status for status, _ in (first, second, other)] == [201] * 3
    assert first[1]["uid"] == second[1]["uid"] != other[1]["uid"]
    assert first[1]["token"] != second[1]["token"]
    phone.token = first[1]["token"]
    assert (await phone.call("GET", USERS))[1]["is_anonymous"] is True


async def test_named_and_mailed_users(phone: Phone, cloud: SimulatedCloud) -> None:
    """A name works at once, an e-mail address when the link was opened."""
    body = {"username": "ben", "password": "Secret-12"}
    assert (await phone.call("POST", USERS, body))[0] == 201
    await phone.log_in("ben", "Secret-12")
    assert await phone.code("POST", USERS, body) == (400, 9019)
    body = {"email": "ben@example.com", "password": "Secret-12"}
    status, made = await phone.call("POST", USERS, body)
    assert (status, cloud.mails) == (201, [("activate", "ben@example.com")])
    login = {"username": "ben@example.com", "password": "Secret-12"}
    assert await phone.code("POST", "/app/login", login) == (400, 9077)
    assert await phone.code("POST", USERS, body) == (400, 9077)
    cloud.accounts.users[made["uid"]].activated = True
    await phone.log_in("ben@example.com", "Secret-12")
    assert await phone.code("POST", USERS, body) == (400, 9022)


async def test_phone_users(phone: Phone, cloud: SimulatedCloud) -> None:
    """With password and code, or with the code alone."""
    cloud.codes.send_sms(NUMBER)
    body = {"phone": NUMBER, "password": "Secret-12", "code": "x"}
    assert await phone.code("POST", USERS, body) == (400, 9010)
    body["code"] = cloud.sms_codes[NUMBER]
    status, made = await phone.call("POST", USERS, body)
    assert status == 201
    assert await phone.code("POST", USERS, body) == (400, 9018)
    cloud.codes.send_sms(NUMBER)
    body = {"phone": NUMBER, "code": cloud.sms_codes[NUMBER]}
    status, again = await phone.call("POST", USERS, body)
    assert (status, again["uid"]) == (201, made["uid"])


async def test_third_parties(phone: Phone) -> None:
    """Known sources only; Google and Amazon want the word Bearer."""

    async def sign_in(source: str, token: str) -> tuple[int, Any]:
        data = {"src": source, "uid": "u1", "token": token}
        return await phone.call("POST", USERS, {"authData": data})

    first, second = await sign_in("wechat", "t"), await sign_in("wechat", "new")
    assert (first[0], first[1]["uid"]) == (201, second[1]["uid"])
    assert (await sign_in("qq", "t"))[1]["uid"] != first[1]["uid"]
    assert (await sign_in("google", "t"))[1]["detail_message"] == "token"
    assert (await sign_in("google", "Bearer t"))[0] == 201
    assert (await sign_in("myspace", "t"))[1]["detail_message"] == "src"


@pytest.mark.parametrize(
    "password", ["Short-1", "alllower1", "ALLUPPER1", "lowerUPPER", "12345678"]
)
async def test_new_passwords(phone: Phone, password: str) -> None:
    """Eight characters of three of the four classes."""
    body = {"username": "ben", "password": password}
    assert await phone.code("POST", USERS, body) == (400, 9015)


async def test_bodies_that_are_no_user(phone: Phone) -> None:
    """Neither too little nor too much, and a known language."""
    for body in (
        {},
        {"username": "x"},
        {"username": "x", "password": "Secret-12", "email": "x"},
        {"phone_id": "x", "lang": "fr"},
        {"phone_id": ""},
        {"authData": "x"},
    ):
        assert await phone.code("POST", USERS, body) == (400, 9015)


async def test_anonymous_becomes_named(phone: Phone, cloud: SimulatedCloud) -> None:
    """PUT keeps the user; POST makes another, unless the cloud is of the old kind."""
    _, made = await phone.call("POST", USERS, {"phone_id": "ha-1"})
    phone.token = made["token"]
    body = {"username": "carl", "password": "Secret-12"}
    status, other = await phone.call("POST", USERS, body)
    assert (status, other["uid"] != made["uid"]) == (201, True)
    body["username"] = "dora"
    status, answer = await phone.call("PUT", USERS, body)
    assert (status, set(answer)) == (200, {"updatedAt"})
    await phone.log_in("dora", "Secret-12")
    assert phone.uid == made["uid"]
    assert await phone.code("PUT", USERS, body) == (400, 9026)
    _, made = await phone.call("POST", USERS, {"phone_id": "ha-3"})
    cloud.settings.post_upgrades = True
    phone.token = made["token"]
    cloud.codes.send_sms(NUMBER)
    body = {"phone": NUMBER, "password": "Secret-12", "code": cloud.sms_codes[NUMBER]}
    assert set((await phone.call("POST", USERS, body))[1]) == {"updatedAt"}
    await phone.log_in(NUMBER, "Secret-12")
    assert phone.uid == made["uid"]


async def test_changing_the_password(phone: Phone) -> None:
    """The old one must be right; the new one another; then only it is good."""
    change = {"old_pwd": "x", "new_pwd": "Secret-12"}
    assert await phone.code("PUT", USERS, change) == (400, 9020)
    same = {"old_pwd": PASSWORD, "new_pwd": PASSWORD}
    assert await phone.code("PUT", USERS, same) == (400, 9999)
    change["old_pwd"] = PASSWORD
    assert (await phone.call("PUT", USERS, change))[0] == 200
    login = {"username": NAME, "password": PASSWORD}
    assert await phone.code("POST", "/app/login", login) == (400, 9020)
    await phone.log_in(NAME, "Secret-12")


async def test_changing_email_phone_and_profile(
    phone: Phone, cloud: SimulatedCloud, user: User
) -> None:
    """Taken ones are refused, equal ones are 9999."""
    cloud.add_user("taken@example.com", "x")
    cloud.add_user("13811111111", "x")
    assert await phone.code("PUT", USERS, {"email": NAME}) == (400, 9999)
    taken = {"email": "taken@example.com"}
    assert await phone.code("PUT", USERS, taken) == (400, 9022)
    assert (await phone.call("PUT", USERS, {"email": "new@example.com"}))[0] == 200
    assert user.email == "new@example.com"
    body = {"phone": "13811111111", "code": "x"}
    assert await phone.code("PUT", USERS, body) == (400, 9018)
    cloud.codes.send_sms(NUMBER)
    body = {"phone": NUMBER, "code": cloud.sms_codes[NUMBER]}
    assert (await phone.call("PUT", USERS, body))[0] == 200
    profile = {"name": "Anna", "gender": "F", "birthday": "02-29", "lang": "zh-cn"}
    assert (await phone.call("PUT", USERS, profile))[0] == 200
    assert await phone.code("PUT", USERS, profile) == (400, 9999)
    _, who = await phone.call("GET", USERS)
    assert {name: who[name] for name in profile} == profile
    assert who["phone"] == NUMBER
    for wrong in ({"gender": "X"}, {"birthday": "1-1"}, {"name": "x" * 129}, {}):
        assert await phone.code("PUT", USERS, wrong) == (400, 9015)


async def test_forgotten_password(phone: Phone, cloud: SimulatedCloud) -> None:
    """A mail with a link, or a code by SMS."""
    path = "/app/reset_password"
    assert await phone.call("POST", path, {"email": NAME}) == (200, "")
    assert cloud.mails == [("reset", NAME)]
    assert await phone.code("POST", path, {"email": "nobody@x"}) == (400, 9005)
    user = cloud.add_user(NUMBER, "x")
    cloud.codes.send_sms(NUMBER)
    body = {"phone": NUMBER, "code": "0", "new_pwd": "Secret-12"}
    assert await phone.code("POST", path, body) == (400, 9010)
    body["code"] = cloud.sms_codes[NUMBER]
    assert (await phone.call("POST", path, body))[0] == 200
    assert user.password == "Secret-12"
