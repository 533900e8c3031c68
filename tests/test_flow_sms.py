"""Signing in by a code alone, signing in again, and whether codes arrive at all."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .common import set_up, until
from .conftest import PASSWORD
from .flow_helpers import (
    add_device,
    assert_form,
    choose,
    ended,
    open_sign_in,
    prove,
    read,
    submit,
    suggested,
)

from custom_components.gizwits.account.entry import credentials_of
from custom_components.gizwits.api import GizwitsAuthError, SmsCredentials
from custom_components.gizwits.api.users import Users
from custom_components.gizwits.const import CONF_BASE_URL, DOMAIN

from tests.simulator import SimulatedCloud, User

PHONE, OTHER = "+8613800000000", "+8613900000000"
USERS = {"method": "POST", "path": "/app/users"}
CODES = "/app/verify/codes"


@pytest.fixture
def typed(cloud: SimulatedCloud) -> dict[str, Any]:
    """Return what is typed to sign in by a code."""
    return {
        "app_id": cloud.app_id,
        "advanced": {CONF_BASE_URL: cloud.base_url},
        "phone": f" {PHONE} ",
        "app_secret": cloud.app.app_secret,
    }


async def _signed_in(
    hass: HomeAssistant, cloud: SimulatedCloud, typed: dict[str, Any]
) -> ConfigEntry[Any]:
    """Return the entry of a phone number with a fan, set up."""
    user = cloud.accounts.add_user(cloud.app, phone=PHONE)
    add_device(cloud, user, "Fan")
    result = await submit(hass, await open_sign_in(hass, "sign_in_sms"), typed)
    result = await prove(hass, cloud, result, PHONE)
    assert_form(result, "devices")
    result = await submit(hass, result, {"devices": [next(iter(cloud.devices))]})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    (entry,) = hass.config_entries.async_entries("gizwits")
    await until(hass, lambda: len(entry.runtime_data.devices) == 1)
    return entry


async def test_signed_in(
    hass: HomeAssistant, cloud: SimulatedCloud, typed: dict[str, Any]
) -> None:
    """Nothing secret is kept but the token, which is used to its end."""
    entry = await _signed_in(hass, cloud, typed)
    assert entry.title == PHONE
    assert entry.data["sign_in"] == "sms"
    assert entry.data["username"] == PHONE
    assert "password" not in entry.data
    credentials = credentials_of(entry.data)
    assert isinstance(credentials, SmsCredentials)
    assert credentials.phone == PHONE
    assert PHONE not in repr(credentials)
    token = entry.data["token"]
    assert token["renew_at"] == token["expire_at"]
    assert not cloud.requests_to("POST", "/app/login")


@pytest.mark.usefixtures("no_set_up")
async def test_a_new_account(
    hass: HomeAssistant, cloud: SimulatedCloud, typed: dict[str, Any]
) -> None:
    """For a number nobody has; errors are told where they can be put right."""
    result = await open_sign_in(hass, "sign_in_sms")
    result = await submit(hass, result, {**typed, "app_id": "Heatzy?"})
    assert_form(result, "sign_in_sms", {"app_id": "invalid_app_id"})
    result = await submit(hass, result, {**typed, "app_secret": "wrong"})
    assert_form(result, "sign_in_sms", {"app_secret": "app_secret_wrong"})
    assert suggested(result)["phone"] == typed["phone"]
    result = await submit(hass, result, typed)
    result = await submit(hass, result, read(cloud, result))
    cloud.faults.next(**USERS, error_code=9018)
    result = await submit(hass, result, {"code": cloud.sms_codes[PHONE]})
    assert_form(result, "sign_in_sms", {"base": "phone_taken"})
    result = await submit(hass, result, typed)
    result = await prove(hass, cloud, result, PHONE)
    assert_form(result, "no_devices")
    result = await submit(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    [user] = cloud.accounts.users.values()
    assert user.phone == PHONE


@pytest.mark.usefixtures("no_set_up")
@pytest.mark.parametrize("refusal", [{"error_code": 9045}, {"status": 404, "body": {}}])
async def test_a_cloud_without_captchas(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    typed: dict[str, Any],
    refusal: dict[str, Any],
) -> None:
    """The code is sent at once, and its use tells whether it is right."""
    cloud.faults.all(path=CODES, **refusal)
    result = await submit(hass, await open_sign_in(hass, "sign_in_sms"), typed)
    assert_form(result, "sms_code")
    (sent,) = cloud.requests_to("POST", "/app/sms_code")
    assert sent.body == {"phone": PHONE}
    result = await submit(hass, result, {"code": "nonsense"})
    assert_form(result, "sms_code", {"base": "code_wrong"})
    result = await submit(hass, result, {})
    assert len(cloud.requests_to("POST", "/app/sms_code")) == 2
    result = await submit(hass, result, {"code": cloud.sms_codes[PHONE]})
    assert_form(result, "no_devices")


@pytest.mark.usefixtures("no_set_up")
async def test_a_cloud_without_any_codes(
    hass: HomeAssistant, cloud: SimulatedCloud, typed: dict[str, Any]
) -> None:
    """It is told, and it can be tried again; a wrong number is put right."""
    cloud.faults.all(path=CODES, error_code=9039)
    cloud.faults.next(path="/app/sms_code", error_code=9039)
    result = await submit(hass, await open_sign_in(hass, "sign_in_sms"), typed)
    assert_form(result, "captcha_failed", {"base": "not_offered"})
    cloud.faults.next(path="/app/sms_code", error_code=9015)
    result = await submit(hass, result, {})
    assert_form(result, "sign_in_sms", {"base": "phone_refused"})
    result = await submit(hass, result, typed)
    assert_form(result, "sms_code")


async def test_signed_in_again(
    hass: HomeAssistant, cloud: SimulatedCloud, typed: dict[str, Any]
) -> None:
    """When the token has ended only another code helps: it is asked for."""
    entry = await _signed_in(hass, cloud, typed)
    cloud.expire_tokens()
    with pytest.raises(GizwitsAuthError):
        await Users(entry.runtime_data.client).info()
    await entry.runtime_data.async_refresh()
    await hass.async_block_till_done()
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["step_id"] == "reauth_sms"
    result: ConfigFlowResult = await hass.config_entries.flow.async_configure(
        flow["flow_id"]
    )
    assert_form(result, "reauth_sms")
    assert (result["description_placeholders"] or {})["account"].endswith("13800000000")
    result = await submit(hass, result, {"app_secret": "wrong"})
    assert_form(result, "reauth_sms", {"app_secret": "app_secret_wrong"})
    secret = {"app_secret": typed["app_secret"]}
    result = await submit(hass, result, secret)
    result = await submit(hass, result, read(cloud, result))
    await ended(hass, result, {"code": cloud.sms_codes[PHONE]}, "reauth_successful")
    assert entry.state is ConfigEntryState.LOADED


async def test_another_number(
    hass: HomeAssistant, cloud: SimulatedCloud, typed: dict[str, Any]
) -> None:
    """The next code goes to the new one."""
    entry = await _signed_in(hass, cloud, typed)
    context = {"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id}
    result = await hass.config_entries.flow.async_init(DOMAIN, context=context)
    result = await submit(hass, result, {"next_step_id": "change_account"})
    assert result["menu_options"] == [
        "change_email",
        "change_phone",
        "change_profile",
    ]
    result = await choose(hass, result, "change_phone")
    changed = {"phone": OTHER, "app_secret": typed["app_secret"]}
    result = await submit(hass, result, changed)
    result = await prove(hass, cloud, result, OTHER)
    await hass.async_block_till_done()
    assert result["reason"] == "account_changed"
    credentials = credentials_of(entry.data)
    assert isinstance(credentials, SmsCredentials)
    assert credentials.phone == OTHER


@pytest.fixture
async def named(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> MockConfigEntry:
    """Return the entry of an account with a password."""
    assert user.password == PASSWORD
    return await set_up(hass, cloud, user)


async def test_codes_arrive(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    named: MockConfigEntry,
    typed: dict[str, Any],
) -> None:
    """The code is used up by that, and the account stays as it is."""
    data = dict(named.data)
    result = await choose(hass, await named.start_reconfigure_flow(hass), "check_phone")
    form = {"phone": PHONE, "app_secret": "wrong"}
    result = await submit(hass, result, form)
    assert_form(result, "check_phone", {"app_secret": "app_secret_wrong"})
    form["app_secret"] = typed["app_secret"]
    for fault, key in (
        ({"error_code": 9015}, "phone_refused"),
        ({"error_code": 9037}, "sms_failed"),
        ({"error_code": 9039}, "not_offered"),
        ({"status": 404, "body": {}}, "not_offered"),
        ({"status": 503}, "cannot_connect"),
    ):
        cloud.faults.next(path="/app/sms_code", **fault)
        result = await submit(hass, result, form)
        assert_form(result, "check_phone", {"base": key})
        assert suggested(result)["phone"] == PHONE
    result = await submit(hass, result, form)
    assert_form(result, "check_code")
    result = await submit(hass, result, {"code": "nonsense"})
    assert_form(result, "check_code", {"base": "code_wrong"})
    cloud.faults.next(path="/app/sms_code", error_code=9037)
    result = await submit(hass, result, {})
    assert_form(result, "check_code", {"base": "sms_failed"})
    result = await submit(hass, result, {})
    assert_form(result, "check_code")
    code = cloud.sms_codes[PHONE]
    await ended(hass, result, {"code": code}, "codes_arrive")
    assert dict(named.data) == data
    received = cloud.requests_to("POST", "/app/sms_code")[-1]
    assert received.body == {"phone": PHONE, "code": code}
