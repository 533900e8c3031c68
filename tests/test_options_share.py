"""Sharing a device by a code: both ends, each error on the way."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant

from .action_helpers import World, client_of
from .common import account_entry, add_device, set_up, until
from .flow_helpers import assert_form, choose, ended, submit, suggested

from custom_components.gizwits.api.sharing import Sharings

from tests.simulator import SimulatedCloud, SimulatedDevice, User

SHARING = {"method": "POST", "path": "/app/sharing"}


@pytest.fixture
def fan(cloud: SimulatedCloud, user: User) -> SimulatedDevice:
    """Return a device of the user's."""
    return add_device(cloud, user, "fan", alias="Fan")


@pytest.fixture
async def entry(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, fan: SimulatedDevice
) -> MockConfigEntry:
    """Return the user's entry, set up."""
    return await set_up(hass, cloud, user)


@pytest.fixture
async def offered(
    hass: HomeAssistant, cloud: SimulatedCloud, entry: MockConfigEntry, user: User
) -> tuple[SimulatedDevice, str]:
    """Return a device of somebody else, and what its QR code holds."""
    owner = cloud.add_user("olga", "Password1!")
    device = add_device(cloud, owner, "fan", alias="Olga's *fan*")
    world = World(entry, user, owner, device, device, device)
    theirs = await client_of(hass, world, owner)
    invitation = await Sharings(theirs).invite_by_code(device.did)
    return device, invitation.qr_content


async def _open(
    hass: HomeAssistant, entry: MockConfigEntry, *steps: str
) -> ConfigFlowResult:
    result = await hass.config_entries.options.async_init(entry.entry_id)
    return await choose(hass, result, *steps)


async def test_a_code_is_shown(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    fan: SimulatedDevice,
) -> None:
    """As a picture and as text; what is in it makes somebody a guest."""
    result = await _open(hass, entry, "share", "share_by_code")
    typed: dict[str, Any] = {"device": fan.did, "minutes": 90}
    result = await submit(hass, result, typed)
    assert_form(result, "shown_code")
    (received,) = cloud.requests_to("POST", "/app/sharing")
    assert received.body == {"type": 1, "did": fan.did, "duration": 90}
    assert result["data_schema"] is not None
    picture = result["data_schema"].schema["picture"]
    (share,) = cloud.shares.values()
    assert picture.config["data"] == f"type=share&code={share.code}"
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["code"] == share.code
    await ended(hass, result, {}, "code_shown")


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ({"error_code": 9017}, "not_bound"),
        ({"error_code": 9081}, "not_the_owner"),
        ({"error_code": 9090}, "not_shareable"),
        ({"error_code": 9039}, "not_offered"),
        ({"error_code": 9020}, "sign_in_again"),
        ({"error_code": 9026}, "refused"),
        ({"error_code": 9012}, "refused"),
        ({"error_code": 9041}, "too_many_attempts"),
        ({"drop": True}, "cannot_connect"),
        ({"body": {}}, "cannot_connect"),
    ],
)
async def test_no_code(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    fan: SimulatedDevice,
    fault: dict[str, Any],
    key: str,
) -> None:
    """What was chosen stays, and it can be tried again."""
    result = await _open(hass, entry, "share", "share_by_code")
    cloud.faults.next(**SHARING, **fault)
    result = await submit(hass, result, {"device": fan.did})
    assert_form(result, "share_by_code", {"base": key})
    assert suggested(result)["device"] == fan.did
    result = await submit(hass, result, {"device": fan.did})
    assert_form(result, "shown_code")


async def test_no_list_of_devices(
    hass: HomeAssistant, cloud: SimulatedCloud, entry: MockConfigEntry
) -> None:
    """There is nothing to choose then."""
    cloud.faults.next(path="/app/bindings", status=502)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await submit(hass, result, {"next_step_id": "share"})
    result = await submit(hass, result, {"next_step_id": "share_by_code"})
    assert_form(result, "share_by_code", {"base": "cannot_connect"})


@pytest.mark.parametrize("whole", [True, False])
async def test_a_code_is_used(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    offered: tuple[SimulatedDevice, str],
    whole: bool,
) -> None:
    """What it offers is shown before; the device appears."""
    device, content = offered
    result = await _open(hass, entry, "share", "accept_code")
    typed = content if whole else content.rpartition("=")[2]
    result = await submit(hass, result, {"share_code": f" {typed} "})
    assert_form(result, "accept_offer")
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    # What others typed is shown as it is, and formats nothing.
    assert placeholders["device"] == r"Olga\'s \*fan\*"
    assert placeholders["owner"] == "olga"
    assert ":" in placeholders["until"]
    await ended(hass, result, {}, "device_shared")
    await until(hass, lambda: device.did in entry.runtime_data.devices)


async def test_a_shared_code_typed_where_devices_are_bound(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    offered: tuple[SimulatedDevice, str],
) -> None:
    """Both are QR codes: nobody has to know the difference."""
    device, content = offered
    result = await _open(hass, entry, "bind_device", "bind_by_qr_code")
    result = await submit(hass, result, {"qr_code": "type=share&code=nonsense"})
    assert_form(result, "bind_by_qr_code", {"base": "share_code_wrong"})
    # What is no code at all is marked at the field that this form has.
    result = await submit(hass, result, {"qr_code": "type=share&code=../../users"})
    assert_form(result, "bind_by_qr_code", {"qr_code": "share_code_wrong"})
    # An app may put it into the address of its page.
    content = f"https://app.example.com/open?{content}"
    result = await submit(hass, result, {"qr_code": content})
    assert_form(result, "accept_offer")
    await ended(hass, result, {}, "device_shared")
    await until(hass, lambda: device.did in entry.runtime_data.devices)


@pytest.mark.parametrize(
    ("code", "field"),
    [("nonsense", "base"), ("../../users", "share_code"), ("  ", "share_code")],
)
async def test_a_code_that_is_none(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    code: str,
    field: str,
) -> None:
    """Nothing else can be asked for by it."""
    result = await _open(hass, entry, "share", "accept_code")
    cloud.clear_recordings()
    result = await submit(hass, result, {"share_code": code})
    assert_form(result, "accept_code", {field: "share_code_wrong"})
    assert not suggested(result)
    assert bool(cloud.requests) == (field == "base")


async def test_codes_that_are_of_no_use(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    fan: SimulatedDevice,
    offered: tuple[SimulatedDevice, str],
) -> None:
    """One's own, one that is too old, one that somebody else used meanwhile."""
    own = await Sharings(entry.runtime_data.client).invite_by_code(fan.did)
    result = await _open(hass, entry, "share", "accept_code")
    result = await submit(hass, result, {"share_code": own.code})
    assert_form(result, "accept_code", {"base": "own_device"})
    _, content = offered
    result = await submit(hass, result, {"share_code": content})
    assert_form(result, "accept_offer")
    share = next(iter(cloud.shares.values()))
    share.expired_at = 0
    result = await submit(hass, result, {})
    assert_form(result, "accept_offer", {"base": "share_code_expired"})
    share.expired_at = 4_000_000_000
    await ended(hass, result, {}, "device_shared")
    result = await _open(hass, entry, "share", "accept_code")
    result = await submit(hass, result, {"share_code": content})
    assert_form(result, "accept_code", {"base": "share_code_expired"})


async def test_an_entry_that_is_not_loaded(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, fan: SimulatedDevice
) -> None:
    """Sharing needs the account, not its devices here."""
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    result = await _open(hass, entry, "share", "share_by_code")
    result = await submit(hass, result, {"device": fan.did})
    assert_form(result, "shown_code")
