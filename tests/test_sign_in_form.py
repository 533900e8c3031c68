"""The form to sign in: everything that can be wrong is told and can be put right."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from homeassistant.const import CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import NAME, PASSWORD
from .flow_helpers import assert_form, open_sign_in, submit, suggested

from custom_components.gizwits.api import GizwitsClient
from custom_components.gizwits.const import CONF_APP_ID, CONF_BASE_URL

from tests.simulator import SimulatedCloud, User

HEATZY = "c70a66ff039d41b4a220e198b0fcc8b3"
LOGIN = {"method": "POST", "path": "/app/login"}


def _wrong_password(cloud: SimulatedCloud, user: User) -> None:
    user.password = "Changed1!"


def _no_such_user(cloud: SimulatedCloud, user: User) -> None:
    user.username = "someone"


def _unknown_app(cloud: SimulatedCloud, user: User) -> None:
    del cloud.accounts.apps[cloud.app_id]


def _moved(cloud: SimulatedCloud, user: User) -> None:
    user.platform, user.password = "migrated", "Changed1!"


def _not_activated(cloud: SimulatedCloud, user: User) -> None:
    user.activated = False


def _throttled(cloud: SimulatedCloud, user: User) -> None:
    cloud.throttle_login()


def _fault(**what: Any) -> Callable[[SimulatedCloud, User], None]:
    def cause(cloud: SimulatedCloud, user: User) -> None:
        cloud.faults.next(**LOGIN, **what)

    return cause


def _restore(cloud: SimulatedCloud, user: User) -> None:
    cloud.accounts.apps[cloud.app_id] = cloud.app
    cloud.throttle_login(False)
    user.username, user.password = NAME, PASSWORD
    user.platform, user.activated = "plain", True


@pytest.mark.usefixtures("no_set_up")
@pytest.mark.parametrize(
    ("trouble", "key"),
    [
        (_wrong_password, "invalid_auth"),
        (_no_such_user, "no_account"),
        (_unknown_app, "unknown_app_id"),
        (_moved, "moved_account"),
        (_not_activated, "not_activated"),
        (_throttled, "too_many_attempts"),
        (_fault(drop=True), "cannot_connect"),
        (_fault(html=True), "cannot_connect"),
        (_fault(status=404, html=True), "cannot_connect"),
        (_fault(truncate=True), "cannot_connect"),
        (_fault(error_code=9008), "cannot_connect"),
        (_fault(error_code=9012), "refused"),
    ],
)
async def test_trouble_is_told_and_can_be_put_right(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    sign_in_form: dict[str, Any],
    trouble: Callable[[SimulatedCloud, User], None],
    key: str,
) -> None:
    """The form says what is wrong, keeps what was typed, and then works."""
    trouble(cloud, user)
    result = await submit(hass, await open_sign_in(hass), sign_in_form)
    assert_form(result, "sign_in", {"base": key})
    assert suggested(result) == {
        name: value for name, value in sign_in_form.items() if name != CONF_PASSWORD
    }
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["tried"].startswith("127.0.0.1") or key == "too_many_attempts"
    assert key != "refused" or placeholders["code"] == "9012"

    _restore(cloud, user)
    result = await submit(hass, result, sign_in_form)
    assert_form(result, "no_devices")
    result = await submit(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.usefixtures("no_set_up")
@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({CONF_APP_ID: "Heatzy"}, {CONF_APP_ID: "invalid_app_id"}),
        ({CONF_APP_ID: "0" * 33}, {CONF_APP_ID: "invalid_app_id"}),
        (
            {"advanced": {CONF_BASE_URL: "api.example.com"}},
            {"advanced": "invalid_base_url"},
        ),
        (
            {"advanced": {CONF_BASE_URL: "https://me:secret@api.example.com"}},
            {"advanced": "invalid_base_url"},
        ),
        (
            {"advanced": {CONF_BASE_URL: "https://api.example.com:99999"}},
            {"advanced": "invalid_base_url"},
        ),
        (
            {"advanced": {CONF_BASE_URL: "http://api.example.com"}},
            {"advanced": "insecure_base_url"},
        ),
    ],
)
async def test_wrong_fields_are_named(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    sign_in_form: dict[str, Any],
    typed: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """Nothing is sent before the fields are right; the section opens."""
    result = await submit(hass, await open_sign_in(hass), sign_in_form | typed)
    assert_form(result, "sign_in", errors)
    assert not cloud.requests
    assert result["data_schema"] is not None
    assert not result["data_schema"].schema["advanced"].options["collapsed"]

    sign_in_form[CONF_APP_ID] = f" {cloud.app_id.upper()} "
    result = await submit(hass, result, sign_in_form)
    assert_form(result, "no_devices")
    result = await submit(hass, result, {})
    assert result["data"][CONF_APP_ID] == cloud.app_id


async def test_advanced_is_closed_at_first(hass: HomeAssistant) -> None:
    """Nobody but who needs it sees the section, or has a field filled in."""
    result = await open_sign_in(hass)
    assert result["data_schema"] is not None
    assert result["data_schema"].schema["advanced"].options["collapsed"]
    # No app is chosen for anybody.
    assert suggested(result) == {"advanced": {}, "app_id": ""}
    assert (
        result["data_schema"](
            {CONF_APP_ID: HEATZY, CONF_USERNAME: NAME, CONF_PASSWORD: PASSWORD}
        )["region"]
        == "auto"
    )


@pytest.mark.usefixtures("no_set_up")
@pytest.mark.parametrize(
    ("method", "step_id"), [("login", "sign_in"), ("bindings", "list_failed")]
)
async def test_the_unexpected_is_told_and_logged(
    hass: HomeAssistant,
    sign_in_form: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
    method: str,
    step_id: str,
) -> None:
    """A mistake of ours is no dead end either, and its traceback is kept."""
    result = await open_sign_in(hass)
    with patch.object(GizwitsClient, method, side_effect=RuntimeError("a mistake")):
        result = await submit(hass, result, sign_in_form)
    assert_form(result, step_id, {"base": "unknown"})
    assert "a mistake" in caplog.text
    assert PASSWORD not in caplog.text

    result = await submit(hass, result, sign_in_form if step_id == "sign_in" else {})
    result = await submit(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
