"""Changing an account: a guest gets a name, everybody another password or address."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er

from .common import account_entry, set_up, until
from .conftest import NAME, PASSWORD
from .flow_helpers import (
    add_device,
    assert_form,
    choose,
    ended,
    prove,
    submit,
    suggested,
)

from custom_components.gizwits.const import (
    CONF_ACCOUNT,
    CONF_PHONE_ID,
    CONF_SIGN_IN,
    SIGN_IN_AEP,
    SIGN_IN_GUEST,
)

from tests.simulator import SimulatedCloud, User

NEW = "Changed1!"
EMAIL = "anna@example.com"
PHONE = "+8613800000000"
CHANGES = {"method": "PUT", "path": "/app/users"}


@pytest.fixture
async def guest(hass: HomeAssistant, cloud: SimulatedCloud) -> MockConfigEntry:
    """Return the entry of a guest with a fan, set up."""
    user = cloud.accounts.add_user(cloud.app, phone_id="f" * 32)
    add_device(cloud, user, "Fan")
    entry = account_entry(cloud, user)
    data = {
        name: entry.data[name]
        for name in entry.data
        if name not in (CONF_USERNAME, CONF_PASSWORD)
    }
    guest = MockConfigEntry(
        domain=entry.domain,
        title="Gizwits (guest)",
        unique_id=entry.unique_id,
        data={**data, CONF_SIGN_IN: SIGN_IN_GUEST, CONF_PHONE_ID: "f" * 32},
    )
    guest.add_to_hass(hass)
    assert await hass.config_entries.async_setup(guest.entry_id)
    await until(hass, lambda: len(guest.runtime_data.devices) == 1)
    return guest


@pytest.fixture
async def entry(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> MockConfigEntry:
    """Return the user's entry with a fan, set up."""
    add_device(cloud, user, "Fan")
    return await set_up(hass, cloud, user)


async def _open(
    hass: HomeAssistant, entry: MockConfigEntry, *steps: str
) -> ConfigFlowResult:
    return await choose(hass, await entry.start_reconfigure_flow(hass), *steps)


def _entities(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, str]:
    registry = er.async_get(hass)
    entities = er.async_entries_for_config_entry(registry, entry.entry_id)
    return {entity.unique_id: entity.entity_id for entity in entities}


async def _works(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The entry is set up anew and its device there."""
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    await until(hass, lambda: len(entry.runtime_data.devices) == 1)


def _logins(cloud: SimulatedCloud) -> list[dict[str, Any]]:
    return [request.body for request in cloud.requests_to("POST", "/app/login")]


async def test_menus(
    hass: HomeAssistant, guest: MockConfigEntry, cloud: SimulatedCloud
) -> None:
    """What an account cannot do is not offered."""
    result = await guest.start_reconfigure_flow(hass)
    assert result["type"] is FlowResultType.MENU
    assert result["menu_options"] == [
        "reconfigure_sign_in",
        "keep_account",
        "check_phone",
    ]

    user = cloud.add_user(NAME, PASSWORD)
    entry = account_entry(cloud, user, account="12345678")
    entry.add_to_hass(hass)
    result = await entry.start_reconfigure_flow(hass)
    assert result["menu_options"] == [
        "reconfigure_sign_in",
        "change_account",
        "check_phone",
    ]
    # The newer platform keeps its accounts itself.
    hass.config_entries.async_update_entry(
        entry, data={**entry.data, CONF_SIGN_IN: SIGN_IN_AEP}
    )
    result = await entry.start_reconfigure_flow(hass)
    assert result["menu_options"] == ["reconfigure_sign_in", "check_phone"]


async def test_keep_with_a_name(
    hass: HomeAssistant, guest: MockConfigEntry, cloud: SimulatedCloud
) -> None:
    """Devices and entities stay, and the entry signs in by name from then on."""
    before, account = _entities(hass, guest), guest.data[CONF_ACCOUNT]
    assert before
    taken = cloud.add_user(NAME, PASSWORD)
    result = await _open(hass, guest, "keep_account", "keep_username")
    weak = {"username": "berta", "new_password": "weak"}
    result = await submit(hass, result, weak)
    assert_form(result, "keep_username", {"new_password": "weak_password"})
    assert not cloud.requests_to("PUT", "/app/users")
    result = await submit(hass, result, {"username": NAME, "new_password": PASSWORD})
    assert_form(result, "keep_username", {"base": "username_taken"})
    cloud.faults.next(**CHANGES, error_code=9026)
    typed = {"username": " berta ", "new_password": NEW}
    result = await submit(hass, result, typed)
    assert_form(result, "keep_username", {"base": "not_a_guest"})

    await ended(hass, result, typed, "account_kept")
    await _works(hass, guest)
    assert guest.title == "berta"
    assert guest.data[CONF_USERNAME] == "berta"
    assert guest.data[CONF_PASSWORD] == NEW
    assert guest.data[CONF_ACCOUNT] == account
    assert not {CONF_SIGN_IN, CONF_PHONE_ID} & guest.data.keys()
    assert _entities(hass, guest) == before
    assert taken.password == PASSWORD

    cloud.revoke_tokens()
    await guest.runtime_data.async_refresh()
    assert guest.runtime_data.last_update_success
    assert _logins(cloud)[-1]["username"] == "berta"


async def test_keep_with_a_phone_number(
    hass: HomeAssistant, guest: MockConfigEntry, cloud: SimulatedCloud
) -> None:
    """The number is proved first; the app's secret is not kept."""
    typed = {
        "phone": PHONE,
        "app_secret": cloud.app.app_secret,
        "new_password": PASSWORD,
    }
    result = await _open(hass, guest, "keep_account", "keep_phone")
    result = await submit(hass, result, {**typed, "new_password": "weak"})
    assert_form(result, "keep_phone", {"new_password": "weak_password"})
    result = await submit(hass, result, {**typed, "app_secret": "wrong"})
    assert_form(result, "keep_phone", {"app_secret": "app_secret_wrong"})
    result = await submit(hass, result, typed)
    cloud.faults.next(**CHANGES, error_code=9018)
    result = await prove(hass, cloud, result, PHONE)
    assert_form(result, "keep_phone", {"base": "phone_taken"})
    result = await submit(hass, result, typed)
    result = await prove(hass, cloud, result, PHONE)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "account_kept"
    await _works(hass, guest)
    assert guest.data[CONF_USERNAME] == PHONE
    assert str(cloud.app.app_secret) not in str(guest.data)


async def test_change_password(
    hass: HomeAssistant, entry: MockConfigEntry, cloud: SimulatedCloud, user: User
) -> None:
    """Here and at the cloud; the entry keeps working with the new one."""
    result = await _open(hass, entry, "change_account", "change_password")
    result = await submit(hass, result, {"new_password": "weak"})
    assert_form(result, "change_password", {"new_password": "weak_password"})
    for fault, key in (
        ({"error_code": 9020}, "stored_password_wrong"),
        ({"error_code": 9012}, "refused"),
        ({"error_code": 9026}, "sign_in_again"),
        ({"status": 502}, "cannot_connect"),
    ):
        cloud.faults.next(**CHANGES, **fault)
        result = await submit(hass, result, {"new_password": NEW})
        assert_form(result, "change_password", {"base": key})
        assert (entry.data[CONF_PASSWORD], user.password) == (PASSWORD, PASSWORD)
    await ended(hass, result, {"new_password": NEW}, "account_changed")
    assert (entry.data[CONF_PASSWORD], user.password) == (NEW, NEW)
    await _works(hass, entry)

    cloud.revoke_tokens()
    await entry.runtime_data.async_refresh()
    assert entry.runtime_data.last_update_success
    assert _logins(cloud)[-1]["password"] == NEW
    assert not hass.config_entries.flow.async_progress(include_uninitialized=True)


async def test_change_email(
    hass: HomeAssistant, entry: MockConfigEntry, cloud: SimulatedCloud, user: User
) -> None:
    """A user name stays the name to sign in with."""
    cloud.add_user("berta@example.com", PASSWORD)
    result = await _open(hass, entry, "change_account", "change_email")
    result = await submit(hass, result, {"email": "berta@example.com"})
    assert_form(result, "change_email", {"base": "email_taken"})
    await ended(hass, result, {"email": f" {EMAIL} "}, "account_changed")
    assert user.email == EMAIL
    assert entry.data[CONF_USERNAME] == entry.title == NAME


async def test_change_email_that_signs_in(
    hass: HomeAssistant, cloud: SimulatedCloud
) -> None:
    """An address is no longer known once it was changed."""
    user = cloud.accounts.add_user(cloud.app, email=EMAIL, password=PASSWORD)
    add_device(cloud, user, "Fan")
    entry = account_entry(cloud, user)
    data = {**entry.data, CONF_USERNAME: EMAIL}
    entry = MockConfigEntry(
        domain=entry.domain, title=EMAIL, unique_id=entry.unique_id, data=data
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    result = await _open(hass, entry, "change_account", "change_email")
    await ended(hass, result, {"email": "anna@example.org"}, "account_changed")
    assert entry.data[CONF_USERNAME] == entry.title == "anna@example.org"
    await _works(hass, entry)
    cloud.revoke_tokens()
    await entry.runtime_data.async_refresh()
    assert entry.runtime_data.last_update_success


@pytest.mark.parametrize("name", [NAME, "+8613900000000"])
async def test_change_phone(
    hass: HomeAssistant, cloud: SimulatedCloud, name: str
) -> None:
    """The new number is proved; it signs in where the old one did."""
    known = {"username" if name == NAME else "phone": name}
    user = cloud.accounts.add_user(cloud.app, password=PASSWORD, **known)
    add_device(cloud, user, "Fan")
    entry = account_entry(cloud, user)
    entry = MockConfigEntry(
        domain=entry.domain,
        title=name,
        unique_id=entry.unique_id,
        data={**entry.data, CONF_USERNAME: name},
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    typed = {"phone": PHONE, "app_secret": cloud.app.app_secret}
    result = await _open(hass, entry, "change_account", "change_phone")
    result = await submit(hass, result, {**typed, "app_secret": "wrong"})
    assert_form(result, "change_phone", {"app_secret": "app_secret_wrong"})
    result = await submit(hass, result, typed)
    cloud.faults.next(**CHANGES, error_code=9018)
    result = await prove(hass, cloud, result, PHONE)
    assert_form(result, "change_phone", {"base": "phone_taken"})
    result = await submit(hass, result, typed)
    result = await prove(hass, cloud, result, PHONE)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "account_changed"
    await hass.async_block_till_done()
    assert user.phone == PHONE
    signs_in = name if name == NAME else PHONE
    assert entry.data[CONF_USERNAME] == entry.title == signs_in


async def test_an_entry_that_is_not_loaded(
    hass: HomeAssistant, entry: MockConfigEntry, cloud: SimulatedCloud
) -> None:
    """It can be changed all the same, and its token is kept."""
    await hass.config_entries.async_unload(entry.entry_id)
    cloud.revoke_tokens()
    cloud.clear_recordings()
    result = await _open(hass, entry, "change_account", "change_email")
    result = await submit(hass, result, {"email": "nonsense" * 40})
    assert_form(result, "change_email", {"base": "form_refused"})
    await ended(hass, result, {"email": EMAIL}, "account_changed")
    assert len(_logins(cloud)) == 1


async def test_profile(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, entry: MockConfigEntry
) -> None:
    """What there is, is shown; only what is another is sent, and what is wrong stays."""
    user.profile.update(name="Anna", gender="F")
    result = await _open(hass, entry, "change_account", "change_profile")
    assert suggested(result) == {"name": "Anna", "gender": "f"}
    typed = {"name": "Anna", "gender": "n", "birthday": "tomorrow", "language": "en"}
    result = await submit(hass, result, typed)
    assert_form(result, "change_profile", {"base": "form_refused"})
    assert suggested(result) == typed
    typed["birthday"] = " 12-31 "
    cloud.clear_recordings()
    await ended(hass, result, typed, "account_changed")
    (received,) = cloud.requests_to("PUT", "/app/users")
    assert received.body == {"gender": "N", "birthday": "12-31", "lang": "en"}
    # Nothing is another: nothing is sent.
    result = await _open(hass, entry, "change_account", "change_profile")
    await ended(hass, result, suggested(result), "account_changed")
    assert len(cloud.requests_to("PUT", "/app/users")) == 1


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ({"status": 502}, "cannot_connect"),
        ({"error_code": 9041}, "too_many_attempts"),
        ({"error_code": 9026}, "sign_in_again"),
        ({"error_code": 9039}, "not_offered"),
    ],
)
async def test_no_profile(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    fault: dict[str, Any],
    key: str,
) -> None:
    """Neither shown nor changed then, and it can be tried again."""
    result = await entry.start_reconfigure_flow(hass)
    result = await submit(hass, result, {"next_step_id": "change_account"})
    cloud.faults.next(method="GET", path="/app/users", **fault)
    result = await submit(hass, result, {"next_step_id": "change_profile"})
    assert_form(result, "change_profile", {"base": key})
    cloud.faults.next(**CHANGES, **fault)
    result = await submit(hass, result, {"name": "Anna"})
    assert_form(result, "change_profile", {"base": key})
    await ended(hass, result, {"name": "Anna"}, "account_changed")
