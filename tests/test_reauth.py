"""Signing in again, and in another way."""

from typing import Any
from unittest.mock import AsyncMock

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import NAME, PASSWORD
from .flow_helpers import assert_form, choose, submit, suggested

from custom_components.gizwits.account.entry import (
    AnyCredentials,
    credentials_of,
    entry_data,
    entry_title,
    unique_id_of,
)
from custom_components.gizwits.api import (
    REGIONS,
    AnonymousCredentials,
    Cloud,
    PasswordCredentials,
    ThirdParty,
    ThirdPartyCredentials,
    Token,
)
from custom_components.gizwits.api.aep import AepCredentials
from custom_components.gizwits.brand_apps import label_of
from custom_components.gizwits.const import (
    CONF_ACCOUNT,
    CONF_APP_ID,
    CONF_BASE_URL,
    DOMAIN,
)

from tests.simulator import SimulatedCloud, User

HEATZY = "c70a66ff039d41b4a220e198b0fcc8b3"
NEW = "Changed1!"


def _entry(cloud: Cloud, app_id: str, user: User) -> MockConfigEntry:
    token = Token("0" * 32, user.uid, 2_000_000_000, 2_000_000_000)
    data = entry_data(cloud, app_id, PasswordCredentials(NAME, PASSWORD), token)
    return MockConfigEntry(
        domain=DOMAIN,
        title=entry_title(data),
        unique_id=unique_id_of(cloud, user.uid),
        data={**data, CONF_ACCOUNT: "kept", "later": "kept"},
        options={"left_out": ["a"]},
    )


@pytest.fixture
async def entry(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, no_set_up: AsyncMock
) -> MockConfigEntry:
    """Return the user's entry, loaded."""
    entry = _entry(Cloud.from_base_url(cloud.base_url), cloud.app_id, user)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    no_set_up.reset_mock()
    return entry


async def _finish(
    hass: HomeAssistant,
    result: ConfigFlowResult,
    typed: dict[str, Any],
    reason: str,
) -> None:
    result = await submit(hass, result, typed)
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == reason


async def test_reauth(
    hass: HomeAssistant, entry: MockConfigEntry, user: User, no_set_up: AsyncMock
) -> None:
    """Only the password is asked for; then the entry starts with what is new."""
    before = dict(entry.data)
    user.password = NEW
    result = await entry.start_reauth_flow(hass)
    assert_form(result, "reauth_confirm")
    assert result["description_placeholders"] is not None
    assert result["description_placeholders"]["account"] == NAME
    assert result["data_schema"] is not None
    assert list(result["data_schema"].schema) == [CONF_PASSWORD, "forgot_password"]

    await _finish(hass, result, {CONF_PASSWORD: NEW}, "reauth_successful")
    changed = {name for name in before if entry.data[name] != before[name]}
    assert changed == {CONF_PASSWORD, CONF_TOKEN}
    assert entry.data[CONF_PASSWORD] == NEW
    assert len(no_set_up.mock_calls) == 1


async def test_reauth_trouble(
    hass: HomeAssistant, entry: MockConfigEntry, cloud: SimulatedCloud
) -> None:
    """Each error is told, and the next try works."""
    result = await entry.start_reauth_flow(hass)
    result = await submit(hass, result, {CONF_PASSWORD: NEW})
    assert_form(result, "reauth_confirm", {"base": "invalid_auth"})
    cloud.throttle_login()
    result = await submit(hass, result, {CONF_PASSWORD: PASSWORD})
    assert_form(result, "reauth_confirm", {"base": "too_many_attempts"})
    cloud.throttle_login(False)
    cloud.faults.next(path="/app/login", error_code=9012)
    result = await submit(hass, result, {CONF_PASSWORD: PASSWORD})
    assert_form(result, "reauth_confirm", {"base": "refused"})
    assert result["description_placeholders"] is not None
    assert result["description_placeholders"]["code"] == "9012"
    await _finish(hass, result, {CONF_PASSWORD: PASSWORD}, "reauth_successful")


async def test_reauth_of_another_account(
    hass: HomeAssistant, entry: MockConfigEntry, cloud: SimulatedCloud, user: User
) -> None:
    """Somebody deleted the account and made a new one of the same name."""
    del cloud.accounts.users[user.uid]
    cloud.add_user(NAME, NEW)
    result = await entry.start_reauth_flow(hass)
    await _finish(hass, result, {CONF_PASSWORD: NEW}, "wrong_account")
    assert entry.data[CONF_PASSWORD] == PASSWORD


async def test_reauth_asks_the_entrys_own_region(
    hass: HomeAssistant,
    no_set_up: AsyncMock,
    regions: dict[str, SimulatedCloud],
) -> None:
    """No search: the account is where it was."""
    for cloud in regions.values():
        cloud.add_app(HEATZY)
    user = regions["cn"].add_user(NAME, PASSWORD)
    user.app_id = HEATZY
    entry = _entry(REGIONS["cn"], HEATZY, user)
    entry.add_to_hass(hass)
    result = await entry.start_reauth_flow(hass)
    await _finish(hass, result, {CONF_PASSWORD: PASSWORD}, "reauth_successful")
    assert [len(cloud.requests) for cloud in regions.values()] == [0, 0, 1]


async def test_reconfigure(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    cloud: SimulatedCloud,
    user: User,
    sign_in_form: dict[str, Any],
    no_set_up: AsyncMock,
) -> None:
    """The form has what there is; the same account by another name is fine."""
    user.username, user.email = None, "anna@example.com"
    result = await choose(
        hass, await entry.start_reconfigure_flow(hass), "reconfigure_sign_in"
    )
    assert_form(result, "reconfigure_sign_in")
    assert suggested(result) == {
        name: value for name, value in sign_in_form.items() if name != CONF_PASSWORD
    }
    result = await submit(hass, result, sign_in_form)
    assert_form(result, "reconfigure_sign_in", {"base": "no_account"})

    typed = {**sign_in_form, CONF_USERNAME: "anna@example.com"}
    await _finish(hass, result, typed, "reconfigure_successful")
    assert entry.data[CONF_USERNAME] == entry.title == "anna@example.com"
    assert entry.data[CONF_BASE_URL] == cloud.base_url
    assert entry.data[CONF_ACCOUNT] == entry.data["later"] == "kept"
    assert entry.options == {"left_out": ["a"]}
    assert len(no_set_up.mock_calls) == 1


async def test_reconfigure_of_a_region(
    hass: HomeAssistant, no_set_up: AsyncMock, regions: dict[str, SimulatedCloud]
) -> None:
    """The region is suggested; a title somebody chose stays."""
    cloud = regions["cn"]
    user = cloud.add_user(NAME, PASSWORD, app=cloud.add_app(HEATZY))
    entry = _entry(REGIONS["cn"], HEATZY, user)
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, title="Home")
    result = await choose(
        hass, await entry.start_reconfigure_flow(hass), "reconfigure_sign_in"
    )
    typed = {CONF_APP_ID: label_of(HEATZY), "region": "cn", CONF_USERNAME: NAME}
    assert suggested(result) == {**typed, "advanced": {}}

    typed |= {CONF_PASSWORD: PASSWORD, "region": "auto"}
    await _finish(hass, result, typed, "reconfigure_successful")
    assert entry.title == "Home"
    assert entry.data["region"] == "cn"
    assert CONF_BASE_URL not in entry.data


async def test_reconfigure_to_another_account(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    cloud: SimulatedCloud,
    sign_in_form: dict[str, Any],
) -> None:
    """An entry stays with its account."""
    cloud.add_user("berta", PASSWORD)
    result = await choose(
        hass, await entry.start_reconfigure_flow(hass), "reconfigure_sign_in"
    )
    typed = {**sign_in_form, CONF_USERNAME: "berta"}
    await _finish(hass, result, typed, "wrong_account")
    assert entry.data[CONF_USERNAME] == NAME


@pytest.fixture
def guest(hass: HomeAssistant, cloud: SimulatedCloud) -> MockConfigEntry:
    """Return the entry of a guest."""
    user = cloud.accounts.add_user(cloud.app, phone_id="f" * 32)
    credentials = AnonymousCredentials("f" * 32)
    return _entry_with(hass, cloud, user, credentials)


def _entry_with(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, credentials: AnyCredentials
) -> MockConfigEntry:
    there = Cloud.from_base_url(cloud.base_url)
    token = Token("0" * 32, user.uid, 2_000_000_000, 2_000_000_000)
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Gizwits (guest)",
        unique_id=unique_id_of(there, user.uid),
        data=entry_data(there, cloud.app_id, credentials, token),
    )
    entry.add_to_hass(hass)
    return entry


@pytest.mark.usefixtures("no_set_up")
async def test_reauth_of_a_guest(
    hass: HomeAssistant, guest: MockConfigEntry, cloud: SimulatedCloud
) -> None:
    """There is nothing to type; the same guest comes back."""
    result = await guest.start_reauth_flow(hass)
    assert_form(result, "reauth_guest")
    cloud.faults.next(method="POST", path="/app/users", error_code=9012)
    result = await submit(hass, result, {})
    assert_form(result, "reauth_guest", {"base": "refused"})
    await _finish(hass, result, {}, "reauth_successful")
    assert guest.data[CONF_TOKEN]["value"] != "0" * 32


@pytest.mark.usefixtures("no_set_up")
async def test_reauth_of_a_guest_who_is_gone(
    hass: HomeAssistant, guest: MockConfigEntry, cloud: SimulatedCloud
) -> None:
    """The cloud made a new one, which has no devices: that is said."""
    cloud.accounts.users.clear()
    result = await guest.start_reauth_flow(hass)
    await _finish(hass, result, {}, "guest_gone")
    assert guest.data[CONF_TOKEN]["value"] == "0" * 32


@pytest.mark.usefixtures("no_set_up")
async def test_reauth_with_a_provider(
    hass: HomeAssistant, cloud: SimulatedCloud
) -> None:
    """A new token of the same account is asked for, and kept."""
    user = cloud.accounts.add_user(cloud.app)
    user.third_party = ("google", "anna")
    credentials = ThirdPartyCredentials(ThirdParty.GOOGLE, "anna", "old", "")
    entry = _entry_with(hass, cloud, user, credentials)
    result = await entry.start_reauth_flow(hass)
    assert_form(result, "reauth_third_party")
    cloud.faults.next(method="POST", path="/app/users", error_code=9010)
    result = await submit(hass, result, {"provider_token": "old"})
    assert_form(result, "reauth_third_party", {"base": "token_refused"})
    await _finish(hass, result, {"provider_token": " new "}, "reauth_successful")
    assert entry.data["provider_token"] == "new"
    assert entry.data["provider_uid"] == "anna"


@pytest.mark.usefixtures("no_set_up")
async def test_reauth_on_the_newer_platform(
    hass: HomeAssistant, regions: dict[str, SimulatedCloud]
) -> None:
    """An account of it signs in there at once, and stays there."""
    cloud, there = regions["eu"], REGIONS["eu"]
    app = cloud.add_app(HEATZY, aep=True)
    user = cloud.add_user(NAME, NEW, app=app, platform="aep")
    credentials = AepCredentials(NAME, PASSWORD, there.aep_url)
    token = Token("0" * 32, user.uid, 2_000_000_000, 2_000_000_000)
    entry = MockConfigEntry(
        domain=DOMAIN,
        unique_id=unique_id_of(there, user.uid),
        data=entry_data(there, HEATZY, credentials, token),
    )
    entry.add_to_hass(hass)
    kept = credentials_of(entry.data)
    assert isinstance(kept, AepCredentials)
    assert vars(kept) == vars(credentials)
    result = await entry.start_reauth_flow(hass)
    result = await submit(hass, result, {CONF_PASSWORD: PASSWORD})
    assert_form(result, "reauth_confirm", {"base": "invalid_auth"})
    await _finish(hass, result, {CONF_PASSWORD: NEW}, "reauth_successful")
    assert entry.data["sign_in"] == "aep"
    assert entry.data[CONF_PASSWORD] == NEW
    assert not cloud.requests_to("POST", "/app/login")


async def test_reauth_keeps_the_providers_credentials(cloud: SimulatedCloud) -> None:
    """What an entry keeps is what it signs in with."""
    there = Cloud.from_base_url(cloud.base_url)
    credentials = ThirdPartyCredentials(ThirdParty.GOOGLE, "anna", "a", "b")
    token = Token("0" * 32, "1" * 32, 2_000_000_000, 2_000_000_000)
    data = entry_data(there, cloud.app_id, credentials, token)
    kept = credentials_of(data)
    assert isinstance(kept, ThirdPartyCredentials)
    assert vars(kept) == vars(credentials)
