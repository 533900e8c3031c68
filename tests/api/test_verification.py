"""The app's token, captchas and their pictures, codes by SMS."""

import base64
from typing import Any

import pytest
from yarl import URL

from custom_components.gizwits.api import (
    REGIONS,
    GizwitsAuthError,
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsRequestError,
)
from custom_components.gizwits.api.verification import AppToken, Captcha, Verification

from tests.simulator import SimulatedCloud

CODES = "/app/verify/codes"
PHONE = "13800000000"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def codes(client: GizwitsClient) -> Verification:
    """Return the area."""
    return Verification(client)


@pytest.fixture
def token(cloud: SimulatedCloud) -> AppToken:
    """Return a token of the app."""
    return AppToken(*cloud.accounts.issue_app_token(cloud.app))


async def test_from_the_secret_to_the_code(
    codes: Verification, cloud: SimulatedCloud
) -> None:
    """Each step with what the one before gave."""
    token = await codes.app_token(cloud.app.app_secret or "")
    assert token.expire_at > cloud.clock.now()
    captcha = await codes.captcha(token)
    picture = await codes.picture(captcha)
    assert (picture.content_type, picture.content[:8]) == ("image/png", PNG)
    head, _, data = picture.data_url.partition(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(data) == picture.content
    await codes.send_sms(token, captcha.id, cloud.captchas[captcha.id], PHONE)
    code = cloud.sms_codes[PHONE]
    await codes.check_sms(token, PHONE, code)
    await codes.use_code(token, PHONE, code)
    await codes.send_code(token, PHONE)
    assert cloud.sms_codes[PHONE] != code
    for call in cloud.requests:
        assert "X-Gizwits-User-token" not in call.headers
        assert (cloud.app.app_secret or "") not in str(call)


async def test_a_wrong_secret(codes: Verification) -> None:
    """9038."""
    with pytest.raises(GizwitsRequestError) as caught:
        await codes.app_token("wrong")
    assert caught.value.code == 9038
    assert "wrong" not in str(caught.value)


@pytest.mark.parametrize("body", [{}, [], {"token": {}}, {"token": "a\r\nX-Evil: 1"}])
async def test_an_answer_without_a_token(
    codes: Verification, cloud: SimulatedCloud, body: Any
) -> None:
    """Cannot be used."""
    cloud.faults.next(body=body)
    with pytest.raises(GizwitsConnectionError):
        await codes.app_token("secret")


async def test_a_token_that_is_good_no_more(codes: Verification) -> None:
    """Is refused in each call."""
    old = AppToken("0" * 32, 0)
    for call in (
        codes.captcha(old),
        codes.send_sms(old, "1", "2", PHONE),
        codes.check_sms(old, PHONE, "1"),
        codes.send_code(old, PHONE),
        codes.use_code(old, PHONE, "1"),
    ):
        with pytest.raises(GizwitsAuthError) as caught:
            await call
        assert caught.value.code == 9004


async def test_wrong_codes(
    codes: Verification, token: AppToken, cloud: SimulatedCloud
) -> None:
    """A captcha is used up by a wrong one; codes grow old."""
    captcha = await codes.captcha(token)
    right = cloud.captchas[captcha.id]
    for code in ("x", right):
        with pytest.raises(GizwitsRequestError) as caught:
            await codes.send_sms(token, captcha.id, code, PHONE)
        assert caught.value.code == 9010
    with pytest.raises(GizwitsConnectionError):
        await codes.picture(captcha)
    captcha = await codes.captcha(token)
    await cloud.clock.advance(300)
    with pytest.raises(GizwitsRequestError) as caught:
        await codes.send_sms(token, captcha.id, cloud.captchas[captcha.id], PHONE)
    assert caught.value.code == 9009
    await codes.send_code(token, PHONE)
    for check in (codes.check_sms, codes.use_code):
        with pytest.raises(GizwitsRequestError) as caught:
            await check(token, PHONE, "x")
        assert caught.value.code == 9010


async def test_an_sms_that_cannot_be_sent(
    codes: Verification, token: AppToken, cloud: SimulatedCloud
) -> None:
    """Later, perhaps."""
    cloud.faults.next(error_code=9037)
    with pytest.raises(GizwitsConnectionError) as caught:
        await codes.send_code(token, PHONE)
    assert caught.value.code == 9037


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        {"captcha_id": "1"},
        {"captcha_id": "1", "captcha_url": ""},
        {"captcha_id": "1", "captcha_url": "http://[::"},
        {"captcha_id": "1", "captcha_url": "http://192.168.0.1/captcha/image/1/"},
        {"captcha_id": "1", "captcha_url": "http://evil.com/captcha/image/1/"},
        {"captcha_id": "1", "captcha_url": "file:///etc/passwd"},
        {"captcha_url": "/captcha/image/1/"},
    ],
)
async def test_a_captcha_from_elsewhere(
    codes: Verification, token: AppToken, cloud: SimulatedCloud, answer: Any
) -> None:
    """Is not fetched."""
    cloud.faults.next(path=CODES, body=answer)
    with pytest.raises(GizwitsConnectionError):
        await codes.captcha(token)


async def test_a_captcha_of_the_real_cloud_is_fetched_by_https(
    cloud: SimulatedCloud, client: GizwitsClient, token: AppToken
) -> None:
    """Whatever its address says, and without its port."""
    url = "http://api.gizwits.com:80/captcha/image/1/"
    cloud.faults.next(path=CODES, body={"captcha_id": "1", "captcha_url": url})
    client.cloud = REGIONS["eu"]
    captcha = await Verification(client).captcha(token)
    assert str(captcha.url) == "https://api.gizwits.com/captcha/image/1/"


async def test_the_picture_is_told_nothing_of_us(
    codes: Verification, token: AppToken, cloud: SimulatedCloud
) -> None:
    """No app id, no token; no redirect is followed."""
    captcha = await codes.captcha(token)
    await codes.picture(captcha)
    [call] = cloud.requests_to("GET", captcha.url.path)
    assert not [name for name in call.headers if name.lower().startswith("x-gizwits")]
    cloud.faults.next(
        path=captcha.url.path, status=302, headers={"Location": captcha.url.path}
    )
    with pytest.raises(GizwitsConnectionError):
        await codes.picture(captcha)
    assert len(cloud.requests_to("GET", captcha.url.path)) == 2


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 404, "html": True},
        {"status": 200, "body": "<html>", "content_type": "text/html"},
        {"status": 200, "body": "<svg/>", "content_type": "image/svg+xml"},
        {"status": 200, "body": b"x", "content_type": "image/a b"},
        {"status": 200, "body": b"", "content_type": "image/png"},
        {"status": 200, "body": b"<svg/>", "content_type": "application/octet-stream"},
        {"status": 500, "body": PNG, "content_type": "image/png"},
        {"status": 200, "body": bytes(256 * 1024 + 1), "content_type": "image/png"},
        {"drop": True},
        {"cut": True, "body": PNG, "content_type": "image/png"},
    ],
    ids=str,
)
async def test_what_is_no_picture(
    codes: Verification, token: AppToken, cloud: SimulatedCloud, fault: dict[str, Any]
) -> None:
    """Is not shown."""
    captcha = await codes.captcha(token)
    cloud.faults.all(path=captcha.url.path, **fault)
    with pytest.raises(GizwitsError):
        await codes.picture(captcha)


async def test_a_picture_of_no_kind(
    codes: Verification, token: AppToken, cloud: SimulatedCloud
) -> None:
    """Is known by how it begins: some servers name no kind."""
    captcha = await codes.captcha(token)
    kind = "application/octet-stream"
    for content, known in ((PNG, "png"), (b"\xff\xd8\xff\xe0", "jpeg")):
        cloud.faults.next(path=captcha.url.path, body=content, content_type=kind)
        picture = await codes.picture(captcha)
        assert (picture.content_type, picture.content) == (f"image/{known}", content)


async def test_a_large_picture(
    codes: Verification, token: AppToken, cloud: SimulatedCloud
) -> None:
    """Up to 256 KiB, of any kind but drawings."""
    captcha = await codes.captcha(token)
    for kind in ("image/jpeg", "image/gif", "image/vnd.microsoft.icon"):
        content = bytes(256 * 1024)
        cloud.faults.next(path=captcha.url.path, body=content, content_type=kind)
        picture = await codes.picture(captcha)
        assert (picture.content_type, len(picture.content)) == (kind, len(content))


def test_nothing_shows_itself() -> None:
    """Neither the token nor the picture."""
    assert "secret" not in repr(AppToken("secret", 1))
    assert "1" in repr(Captcha("1", URL("http://a")))
