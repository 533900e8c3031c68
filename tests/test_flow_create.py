"""Making an account, being a guest, another provider's account: each way to its end."""

from collections.abc import Callable
import logging
import re
from typing import Any
from unittest.mock import AsyncMock

import pytest

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import NAME, PASSWORD
from .flow_helpers import assert_form, open_sign_in, picture, read, submit, suggested

from custom_components.gizwits.account.entry import credentials_of
from custom_components.gizwits.api import REGIONS, PasswordCredentials
from custom_components.gizwits.const import CONF_BASE_URL
from custom_components.gizwits.markdown import plain

from tests.simulator import SimulatedCloud, User

PHONE = "+8613800000000"
USERS = {"method": "POST", "path": "/app/users"}
CAPTCHA = {"method": "GET", "path": "/app/verify/codes"}


@pytest.fixture
def where(cloud: SimulatedCloud) -> dict[str, Any]:
    """Return what is typed to find the cloud and its app."""
    return {"app_id": cloud.app_id, "advanced": {CONF_BASE_URL: cloud.base_url}}


@pytest.fixture
def phone_form(cloud: SimulatedCloud, where: dict[str, Any]) -> dict[str, Any]:
    """Return what is typed to make an account with a phone number."""
    secret = cloud.app.app_secret
    return {**where, "phone": PHONE, "app_secret": secret, "new_password": PASSWORD}


async def _finish(hass: HomeAssistant, result: ConfigFlowResult) -> ConfigFlowResult:
    assert_form(result, "no_devices")
    result = await submit(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    return result


@pytest.mark.usefixtures("no_set_up")
async def test_user_name(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, where: dict[str, Any]
) -> None:
    """A weak password is not sent, a name that is taken can be changed."""
    typed = {**where, "username": NAME, "new_password": "password1"}
    result = await open_sign_in(hass, "create_account", "create_username")
    result = await submit(hass, result, typed)
    assert_form(result, "create_username", {"new_password": "weak_password"})
    assert not cloud.requests
    typed["new_password"] = PASSWORD
    result = await submit(hass, result, typed)
    assert_form(result, "create_username", {"base": "username_taken"})
    assert suggested(result)["username"] == NAME
    result = await submit(hass, result, {**typed, "username": " berta "})
    result = await _finish(hass, result)
    assert result["title"] == "berta"
    assert result["data"]["username"] == "berta"
    assert result["data"]["password"] == PASSWORD
    assert not cloud.requests_to("POST", "/app/login")


@pytest.mark.usefixtures("no_set_up")
@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ({"error_code": 9015}, "form_refused"),
        ({"error_code": 9003}, "unknown_app_id"),
        ({"error_code": 9039}, "not_offered"),
        ({"error_code": 9012}, "refused"),
        ({"error_code": 9041}, "too_many_attempts"),
        ({"status": 503}, "cannot_connect"),
        ({"body": {}}, "cannot_connect"),
    ],
)
async def test_refusals_of_a_new_user(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    where: dict[str, Any],
    fault: dict[str, Any],
    key: str,
) -> None:
    """Each is told; the same form then works."""
    cloud.faults.next(**USERS, **fault)
    typed = {**where, "username": NAME, "new_password": PASSWORD}
    result = await open_sign_in(hass, "create_account", "create_username")
    result = await submit(hass, result, typed)
    assert_form(result, "create_username", {"base": key})
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["tried"] == "127.0.0.1"
    await _finish(hass, await submit(hass, result, typed))


@pytest.mark.usefixtures("no_set_up")
async def test_an_account_is_made_in_one_region_only(
    hass: HomeAssistant, regions: dict[str, SimulatedCloud]
) -> None:
    """Where the app is not known there is none; where the cloud is down, neither."""
    app_id = "0" * 32
    for region in ("us", "cn"):
        regions[region].add_app(app_id)
    typed = {"app_id": app_id, "username": NAME, "new_password": PASSWORD}
    regions["us"].faults.next(**USERS, status=503)
    result = await open_sign_in(hass, "create_account", "create_username")
    result = await submit(hass, result, typed)
    assert_form(result, "create_username", {"base": "cannot_connect"})
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["tried"] == "Europe, United States"
    result = await _finish(hass, await submit(hass, result, typed))
    assert result["data"]["region"] == "us"
    assert not regions["cn"].requests


@pytest.mark.usefixtures("no_set_up")
async def test_email(
    hass: HomeAssistant, cloud: SimulatedCloud, where: dict[str, Any]
) -> None:
    """The account is added once the link in the mail was opened."""
    typed = {**where, "email": "anna@example.com", "new_password": PASSWORD}
    result = await open_sign_in(hass, "create_account", "create_email")
    result = await submit(hass, result, {**typed, "new_password": "short"})
    assert_form(result, "create_email", {"new_password": "weak_password"})
    result = await submit(hass, result, typed)
    assert_form(result, "activate")
    assert result["description_placeholders"] == {"email": plain("anna@example.com")}
    result = await submit(hass, result, {})
    assert_form(result, "activate", {"base": "not_activated"})
    [made] = cloud.accounts.users.values()

    # Somebody who began anew is told what to do.
    other = await open_sign_in(hass, "create_account", "create_email")
    other = await submit(hass, other, typed)
    assert_form(other, "create_email", {"base": "email_waiting"})
    made.activated = True
    other = await submit(hass, other, typed)
    assert_form(other, "create_email", {"base": "email_taken"})

    result = await _finish(hass, await submit(hass, result, {}))
    assert result["data"]["username"] == "anna@example.com"


@pytest.mark.usefixtures("no_set_up")
async def test_phone(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    phone_form: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Captcha, SMS, code; the app's secret is never kept."""
    caplog.set_level(logging.DEBUG)
    result = await open_sign_in(hass, "create_account", "create_phone")
    result = await submit(hass, result, phone_form)
    result = await submit(hass, result, read(cloud, result))
    assert_form(result, "sms_code")
    assert result["description_placeholders"] == {"phone": plain(PHONE)}
    code = cloud.sms_codes[PHONE]
    result = await _finish(hass, await submit(hass, result, {"code": f" {code} "}))
    assert result["data"]["username"] == PHONE
    credentials = credentials_of(result["data"])
    assert isinstance(credentials, PasswordCredentials)
    assert (credentials.username, credentials.password) == (PHONE, PASSWORD)
    for secret in (PASSWORD, code, cloud.app.app_secret or ""):
        assert secret not in caplog.text
    assert str(cloud.app.app_secret) not in str(result["data"])
    checks = cloud.requests_to("PUT", "/app/verify/codes")
    assert [call.status for call in checks] == [200]


@pytest.mark.usefixtures("no_set_up")
async def test_captcha_trouble(
    hass: HomeAssistant, cloud: SimulatedCloud, phone_form: dict[str, Any]
) -> None:
    """A new picture each time, whatever was wrong."""
    result = await open_sign_in(hass, "create_account", "create_phone")
    result = await submit(hass, result, phone_form)
    seen = {picture(result)}
    result = await submit(hass, result, {"code": "nonsense"})
    assert_form(result, "captcha", {"base": "captcha_wrong"})
    seen.add(picture(result))
    # Nothing read: another one, without a complaint.
    result = await submit(hass, result, {})
    assert_form(result, "captcha")
    seen.add(picture(result))
    right = read(cloud, result)
    cloud.clock.shift(400) if hasattr(cloud.clock, "shift") else None
    for fault, key in (
        ({"error_code": 9009}, "captcha_wrong"),
        ({"error_code": 9037}, "sms_failed"),
        ({"error_code": 9012}, "refused"),
        ({"status": 503}, "cannot_connect"),
    ):
        cloud.faults.next(method="POST", path="/app/verify/codes", **fault)
        result = await submit(hass, result, right)
        assert_form(result, "captcha", {"base": key})
        seen.add(picture(result))
    assert len(seen) == 7
    cloud.faults.next(**CAPTCHA, error_code=9004)
    result = await submit(hass, result, {})
    assert_form(result, "captcha_failed", {"base": "refused"})
    # The app's token had run out: a new one is asked for.
    result = await submit(hass, result, {})
    assert len(cloud.requests_to("POST", "/app/request_token")) == 2
    result = await submit(hass, result, read(cloud, result))
    assert_form(result, "sms_code")


@pytest.mark.usefixtures("no_set_up")
@pytest.mark.parametrize(
    "fault",
    [
        {"content_type": "image/svg+xml", "body": "<svg/>"},
        {"body": b"x" * 300_000, "content_type": "image/png"},
        {"status": 404, "html": True},
    ],
)
async def test_nopicture(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    phone_form: dict[str, Any],
    fault: dict[str, Any],
) -> None:
    """Only a picture of a sane size is shown."""
    cloud.faults.next(path="/captcha/image/*/", **fault)
    cloud.faults.next(path="/captcha/image/", **fault)
    result = await open_sign_in(hass, "create_account", "create_phone")
    result = await submit(hass, result, phone_form)
    assert_form(result, "captcha_failed", {"base": "cannot_connect"})
    cloud.faults.clear()
    picture(await submit(hass, result, {}))


@pytest.mark.usefixtures("no_set_up")
async def test_sms_trouble(
    hass: HomeAssistant, cloud: SimulatedCloud, phone_form: dict[str, Any]
) -> None:
    """A wrong code can be typed again, or another SMS be had."""
    result = await open_sign_in(hass, "create_account", "create_phone")
    result = await submit(hass, result, phone_form)
    result = await submit(hass, result, read(cloud, result))
    result = await submit(hass, result, {"code": "nonsense"})
    assert_form(result, "sms_code", {"base": "code_wrong"})
    right = {"code": cloud.sms_codes[PHONE]}
    for method, path, code, key in (
        ("PUT", "/app/verify/codes", 9009, "code_expired"),
        ("POST", "/app/users", 9010, "code_wrong"),
        ("POST", "/app/users", 9008, "cannot_connect"),
    ):
        cloud.faults.next(method=method, path=path, error_code=code)
        result = await submit(hass, result, right)
        assert_form(result, "sms_code", {"base": key})
    result = await submit(hass, result, {})
    result = await submit(hass, result, read(cloud, result))
    assert_form(result, "sms_code")
    right = {"code": cloud.sms_codes[PHONE]}
    await _finish(hass, await submit(hass, result, right))


@pytest.mark.usefixtures("no_set_up")
async def test_back_to_the_first_form(
    hass: HomeAssistant, cloud: SimulatedCloud, phone_form: dict[str, Any]
) -> None:
    """What only that form can put right is told there."""
    result = await open_sign_in(hass, "create_account", "create_phone")
    result = await submit(hass, result, {**phone_form, "new_password": "weak"})
    assert_form(result, "create_phone", {"new_password": "weak_password"})
    result = await submit(hass, result, {**phone_form, "app_secret": "wrong"})
    assert_form(result, "create_phone", {"app_secret": "app_secret_wrong"})
    assert suggested(result)["phone"] == PHONE
    cloud.faults.next(path="/app/request_token", error_code=9041)
    result = await submit(hass, result, phone_form)
    assert_form(result, "create_phone", {"base": "too_many_attempts"})
    result = await submit(hass, result, {**phone_form, "phone": "nonsense"})
    result = await submit(hass, result, read(cloud, result))
    assert_form(result, "create_phone", {"base": "phone_refused"})

    known = cloud.add_user(PHONE, PASSWORD)
    result = await submit(hass, result, phone_form)
    result = await submit(hass, result, read(cloud, result))
    result = await submit(hass, result, {"code": cloud.sms_codes[PHONE]})
    assert_form(result, "create_phone", {"base": "phone_taken"})
    del cloud.accounts.users[known.uid]
    result = await submit(hass, result, phone_form)
    result = await submit(hass, result, read(cloud, result))
    result = await submit(hass, result, {"code": cloud.sms_codes[PHONE]})
    await _finish(hass, result)


async def test_guest(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    where: dict[str, Any],
    no_set_up: AsyncMock,
) -> None:
    """The id it has is kept, so that the same guest comes back."""
    result = await open_sign_in(hass, "guest")
    for fault, key in (
        ({"error_code": 9012, "before_effect": False}, "refused"),
        ({"status": 503, "before_effect": False}, "cannot_connect"),
    ):
        cloud.faults.next(**USERS, **fault)
        result = await submit(hass, result, where)
        assert_form(result, "guest", {"base": key})
    result = await _finish(hass, await submit(hass, result, where))
    assert result["title"] == "Gizwits (guest)"
    data = result["data"]
    assert data["sign_in"] == "guest"
    [guest] = cloud.accounts.users.values()
    assert re.fullmatch("[0-9a-f]{32}", data["phone_id"])
    assert guest.phone_id == data["phone_id"]
    assert "username" not in data
    assert "password" not in data


THIRD_PARTY = {
    "provider": "google",
    "provider_uid": "anna",
    "provider_token": " token ",
}


@pytest.mark.usefixtures("no_set_up")
async def test_third_party(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    where: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A token that is refused is told of, and is never shown again."""
    caplog.set_level(logging.DEBUG)
    result = await open_sign_in(hass, "third_party")
    cloud.faults.next(**USERS, error_code=9010)
    result = await submit(hass, result, {**where, **THIRD_PARTY})
    assert_form(result, "third_party", {"base": "token_refused"})
    cloud.faults.next(**USERS, error_code=9003)
    result = await submit(hass, result, {**where, **THIRD_PARTY})
    assert_form(result, "third_party", {"base": "unknown_app_id"})
    assert suggested(result)["provider_uid"] == "anna"
    result = await _finish(hass, await submit(hass, result, {**where, **THIRD_PARTY}))
    assert result["title"] == "Gizwits (Google)"
    assert result["data"]["sign_in"] == "third_party"
    assert result["data"]["provider_token"] == "token"
    assert "Bearer" not in caplog.text


@pytest.mark.usefixtures("no_set_up")
@pytest.mark.parametrize("step", ["guest", "third_party", "create_username"])
async def test_where_is_checked(
    hass: HomeAssistant, cloud: SimulatedCloud, where: dict[str, Any], step: str
) -> None:
    """An app id that is none is told of in each of the forms."""
    steps = ("create_account", step) if step.startswith("create") else (step,)
    more: dict[str, dict[str, str]] = {
        "third_party": THIRD_PARTY,
        "create_username": {"username": NAME, "new_password": PASSWORD},
    }
    typed = {**where, **more.get(step, {}), "app_id": "Heatzy"}
    result = await submit(hass, await open_sign_in(hass, *steps), typed)
    assert_form(result, step, {"app_id": "invalid_app_id"})
    assert not cloud.requests


@pytest.mark.usefixtures("no_set_up")
async def test_a_mistake_of_ours(
    hass: HomeAssistant,
    where: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is told, its traceback is kept, and no secret is in it."""

    def fail(*_: Any, **__: Any) -> Callable[[], None]:
        raise RuntimeError("a mistake")

    monkeypatch.setattr("custom_components.gizwits.api.users.create_user", fail)
    typed = {**where, "username": NAME, "new_password": PASSWORD}
    result = await open_sign_in(hass, "create_account", "create_username")
    result = await submit(hass, result, typed)
    assert_form(result, "create_username", {"base": "unknown"})
    assert "a mistake" in caplog.text
    assert PASSWORD not in caplog.text
    assert REGIONS
