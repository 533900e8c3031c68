"""A forgotten password: from the form to sign in, and from those to do it again."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .common import account_entry
from .conftest import NAME, PASSWORD
from .flow_helpers import (
    assert_form,
    choose,
    ended,
    open_sign_in,
    prove,
    submit,
    suggested,
)

from custom_components.gizwits.account.entry import unique_id_of
from custom_components.gizwits.api import Cloud
from custom_components.gizwits.markdown import plain

from tests.simulator import SimulatedCloud, User

NEW = "Changed1!"
EMAIL = "anna@example.com"
PHONE = "+8613800000000"
RESETS = {"method": "POST", "path": "/app/reset_password"}


@pytest.fixture
def form(sign_in_form: dict[str, Any]) -> dict[str, Any]:
    """Return the form of somebody who does not know the password."""
    known = {key: sign_in_form[key] for key in sign_in_form if key != CONF_PASSWORD}
    return {**known, "forgot_password": True}


@pytest.fixture
def entry(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> MockConfigEntry:
    """Return the user's entry."""
    entry = account_entry(cloud, user)
    entry = MockConfigEntry(
        domain=entry.domain,
        title=NAME,
        unique_id=unique_id_of(Cloud.from_base_url(cloud.base_url), user.uid),
        data=dict(entry.data),
    )
    entry.add_to_hass(hass)
    return entry


@pytest.mark.usefixtures("no_set_up")
async def test_by_mail(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, form: dict[str, Any]
) -> None:
    """A mail with a link; once it was opened, the form takes the new password."""
    user.email = EMAIL
    result = await submit(hass, await open_sign_in(hass), form)
    assert_form(result, "forgot_password")
    assert suggested(result) == {CONF_USERNAME: NAME}
    # Nobody can be sent anything by a user name.
    result = await submit(hass, result, {CONF_USERNAME: NAME})
    assert_form(result, "forgot_password", {CONF_USERNAME: "not_reachable"})
    result = await submit(hass, result, {CONF_USERNAME: "berta@example.com"})
    assert_form(result, "forgot_password", {"base": "no_account"})
    cloud.faults.next(**RESETS, status=503)
    result = await submit(hass, result, {CONF_USERNAME: EMAIL})
    assert_form(result, "forgot_password", {"base": "cannot_connect"})
    assert not cloud.mails

    result = await submit(hass, result, {CONF_USERNAME: EMAIL})
    assert_form(result, "mail_sent")
    assert result["description_placeholders"] == {"email": plain(EMAIL)}
    assert list(cloud.mails) == [("reset", EMAIL)]
    user.password = NEW
    result = await submit(hass, result, {})
    assert_form(result, "sign_in")
    typed = suggested(result)
    assert typed[CONF_USERNAME] == EMAIL
    typed[CONF_PASSWORD] = NEW
    result = await submit(hass, result, typed)
    assert_form(result, "no_devices")
    result = await submit(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"][CONF_USERNAME] == EMAIL


@pytest.mark.usefixtures("no_set_up")
async def test_by_phone(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, form: dict[str, Any]
) -> None:
    """The new password is chosen here, and used at once."""
    user.phone = PHONE
    result = await submit(hass, await open_sign_in(hass), form)
    result = await submit(hass, result, {CONF_USERNAME: f" {PHONE} "})
    assert_form(result, "forgot_phone")
    assert result["description_placeholders"] == {"phone": plain(PHONE)}
    typed = {"app_secret": cloud.app.app_secret, "new_password": NEW}
    result = await submit(hass, result, {**typed, "new_password": "weak"})
    assert_form(result, "forgot_phone", {"new_password": "weak_password"})
    result = await submit(hass, result, {**typed, "app_secret": "wrong"})
    assert_form(result, "forgot_phone", {"app_secret": "app_secret_wrong"})
    result = await submit(hass, result, typed)
    cloud.faults.next(**RESETS, error_code=9015)
    result = await prove(hass, cloud, result, PHONE)
    assert_form(result, "forgot_phone", {"base": "form_refused"})
    result = await submit(hass, result, typed)
    result = await prove(hass, cloud, result, PHONE)
    assert_form(result, "no_devices")
    result = await submit(hass, result, {})
    assert result["data"][CONF_USERNAME] == PHONE
    assert result["data"][CONF_PASSWORD] == user.password == NEW


@pytest.mark.usefixtures("no_set_up")
async def test_a_new_password_that_does_not_sign_in(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, form: dict[str, Any]
) -> None:
    """The form this began with tells why."""
    user.phone = PHONE
    result = await submit(hass, await open_sign_in(hass), form)
    result = await submit(hass, result, {CONF_USERNAME: PHONE})
    typed = {"app_secret": cloud.app.app_secret, "new_password": NEW}
    result = await submit(hass, result, typed)
    cloud.throttle_login()
    result = await prove(hass, cloud, result, PHONE)
    assert_form(result, "sign_in", {"base": "too_many_attempts"})
    assert suggested(result)[CONF_USERNAME] == PHONE
    cloud.throttle_login(False)
    again = {**form, CONF_USERNAME: PHONE, "forgot_password": False}
    result = await submit(hass, result, again)
    assert_form(result, "sign_in", {CONF_PASSWORD: "password_missing"})
    result = await submit(hass, result, {**again, CONF_PASSWORD: NEW})
    assert_form(result, "no_devices")


async def _from(
    hass: HomeAssistant, entry: MockConfigEntry, source: str, form: dict[str, Any]
) -> ConfigFlowResult:
    """Return the form for a forgotten password of an entry that is there."""
    if source == "reauth_confirm":
        result = await entry.start_reauth_flow(hass)
        return await submit(hass, result, {"forgot_password": True})
    result = await entry.start_reconfigure_flow(hass)
    result = await choose(hass, result, source)
    return await submit(hass, result, form)


@pytest.mark.usefixtures("no_set_up")
@pytest.mark.parametrize("source", ["reauth_confirm", "reconfigure_sign_in"])
async def test_of_an_entry(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    entry: MockConfigEntry,
    form: dict[str, Any],
    source: str,
) -> None:
    """By mail back to the form; by phone straight into the entry."""
    user.email, user.phone = EMAIL, PHONE
    reason = source.partition("_")[0] + "_successful"
    result = await _from(hass, entry, source, form)
    result = await submit(hass, result, {CONF_USERNAME: EMAIL})
    assert_form(result, "mail_sent")
    user.password = "Changed2!"
    result = await submit(hass, result, {})
    assert_form(result, source)
    typed = {"forgot_password": False, CONF_PASSWORD: "Changed2!"}
    if source == "reconfigure_sign_in":
        typed = {**form, **typed}
    await ended(hass, result, typed, reason)
    assert entry.data[CONF_PASSWORD] == "Changed2!"

    result = await _from(hass, entry, source, form)
    result = await submit(hass, result, {CONF_USERNAME: PHONE})
    secret = cloud.app.app_secret
    chosen = {"app_secret": secret, "new_password": NEW}
    result = await submit(hass, result, chosen)
    result = await prove(hass, cloud, result, PHONE)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == reason
    await hass.async_block_till_done()
    assert entry.data[CONF_PASSWORD] == NEW


async def test_of_another_account(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    form: dict[str, Any],
) -> None:
    """A number that is somebody else's does not change whose the entry is."""
    cloud.add_user(PHONE, PASSWORD)
    result = await _from(hass, entry, "reauth_confirm", form)
    result = await submit(hass, result, {CONF_USERNAME: PHONE})
    secret = cloud.app.app_secret
    result = await submit(hass, result, {"app_secret": secret, "new_password": NEW})
    result = await prove(hass, cloud, result, PHONE)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "wrong_account"
    assert entry.data[CONF_PASSWORD] == PASSWORD
