"""Products whose definition the cloud does not give: seen, shown, and written if asked."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.components.repairs.const import DOMAIN as REPAIRS
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr, issue_registry as ir
from homeassistant.setup import async_setup_component

from .acting import act, add_made_up, sent
from .common import account_entry, entity_id, is_known, set_up, state_of, until
from .shapes import R, bit, blob, definition, pick, uint

from custom_components.gizwits import coordinator
from custom_components.gizwits.account import products
from custom_components.gizwits.account.products import definition_store
from custom_components.gizwits.account.sightings import sightings_store, times_slower
from custom_components.gizwits.api import Bool
from custom_components.gizwits.const import CONF_READ_ONLY, CONF_WRITABLE, DOMAIN

from tests.simulator import SimulatedCloud, SimulatedDevice, User

DATAPOINT = {"method": "GET", "path": "/app/datapoint"}
KETTLE = definition(
    "Kettle",
    bit("Keep_Warm"),
    bit("Factory_Reset"),
    pick("Mode", "tea", "coffee"),
    uint("Target", 40, 100),
    uint("Water", 0, 1000, access=R, ratio=0.1, addition=-20),
    blob("Password", 8),
    blob("Plan", 6),
)
SECRET = b"hunter22"
VALUES = {
    "Keep_Warm": True,
    "Factory_Reset": False,
    "Mode": "tea",
    "Target": 95,
    "Water": 21.5,
    "Password": SECRET,
    "Plan": bytes(6),
}
REFUSALS: dict[str, dict[str, Any]] = {
    "unknown product": {"error_code": 9002},
    "unknown app": {"error_code": 9003},
    "unknown device": {"error_code": 9014},
    "form": {"error_code": 9015},
    "not bound": {"error_code": 9017},
    "attribute": {"error_code": 9025},
    "old call": {"error_code": 9039},
    "device offline": {"error_code": 9042},
    "no call": {"error_code": 9045},
    "unheard of": {"status": 400, "body": {"error_code": 9777}},
    "forbidden": {"status": 403, "body": {}},
    "not found": {"status": 404, "body": {"detail": "Not found"}},
    "empty": {"body": {}},
    "a list": {"body": []},
    "a text": {"body": '"none"'},
    "no entities": {"body": {"name": "Kettle", "entities": None}},
    "no attributes": {"body": {"entities": [{"id": 0}]}},
    "attributes of no kind": {"body": {"entities": [{"attrs": "x"}]}},
    "only nonsense": {
        "body": {"entities": [{"attrs": [1, {}, {"name": "x", "type": 7}]}]}
    },
}
FAILURES: dict[str, dict[str, Any]] = {
    "server error": {"error_code": 9008},
    "page": {"status": 502, "html": True},
    "not found, as a page": {"status": 404, "html": True},
    "null": {"body": "null", "content_type": "application/json"},
    "a text, but no JSON": {"body": "none"},
    "cut": {"truncate": True},
}


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Apply at once what was learnt."""
    monkeypatch.setattr(coordinator, "LEARN_FOR", 0.05)


def _kettle(cloud: SimulatedCloud, user: User, **kwargs: Any) -> SimulatedDevice:
    device = add_made_up(
        cloud,
        user,
        KETTLE,
        alias="Kettle",
        values=VALUES,
        **{"served": False, **kwargs},
    )
    assert device.values["Water"] == 21.5
    return device


def _entities(hass: HomeAssistant, device: SimulatedDevice) -> dict[str, str]:
    """Return the platforms of a device's entities by datapoint."""
    found = {}
    for name in (attr["name"] for attr in KETTLE["entities"][0]["attrs"]):
        try:
            found[name] = entity_id(hass, device, name).split(".")[0]
        except AssertionError:
            continue
    return found


def _is_settled(entry: MockConfigEntry, device: SimulatedDevice) -> bool:
    """Return whether what the socket told is applied."""
    if entry.state is not ConfigEntryState.LOADED:
        return False
    own = entry.runtime_data.devices[device.did]
    is_bool = isinstance(own.product.datapoints.get("Keep_Warm"), Bool)
    return is_bool and is_known(own)


def _issues(hass: HomeAssistant) -> list[str]:
    return [
        id_
        for domain, id_ in ir.async_get(hass).issues
        if domain == DOMAIN and id_.startswith("inferred_product")
    ]


SHOWN = {
    "Keep_Warm": "sensor",
    "Factory_Reset": "sensor",
    "Mode": "sensor",
    "Target": "sensor",
    "Water": "sensor",
    "Plan": "sensor",
}


@pytest.mark.parametrize("fault", REFUSALS.values(), ids=REFUSALS)
async def test_refusals(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, fault: dict[str, Any]
) -> None:
    """Whatever the cloud says instead of a definition, values are shown, read-only."""
    device = _kettle(cloud, user, served=True)
    cloud.faults.next(**DATAPOINT, times=None, **fault)
    await set_up(hass, cloud, user)
    assert _entities(hass, device).items() >= SHOWN.items()
    assert state_of(hass, device, "Target") == "95"
    assert state_of(hass, device, "Water") == "21.5"
    assert state_of(hass, device, "Mode") == "tea"
    assert len(_issues(hass)) == 1
    assert not hass.states.async_entity_ids("switch")


@pytest.mark.parametrize("fault", FAILURES.values(), ids=FAILURES)
async def test_failures(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, fault: dict[str, Any]
) -> None:
    """A server that only ever fails is given up on, not waited for for ever."""
    device = _kettle(cloud, user, served=True)
    cloud.faults.next(**DATAPOINT, times=None, **fault)
    entry = await set_up(hass, cloud, user)
    assert not _entities(hass, device)
    account = entry.runtime_data
    for _ in range(2):
        assert account.update_interval == coordinator.RETRY_INTERVAL
        await account.async_refresh()
        await hass.async_block_till_done()
    assert _entities(hass, device).items() >= SHOWN.items()
    assert account.update_interval > coordinator.RETRY_INTERVAL
    assert hass.config_entries.flow.async_progress(include_uninitialized=True) == []

    # What was seen does not have to wait again.
    await hass.config_entries.async_reload(entry.entry_id)
    await until(hass, lambda: state_of(hass, device, "Target") == "95")


async def test_one_failure_is_waited_for(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A definition that comes a minute late is still the better way."""
    device = _kettle(cloud, user, served=True)
    cloud.faults.next(**DATAPOINT, error_code=9008, times=2)
    entry = await set_up(hass, cloud, user)
    for _ in range(2):
        await entry.runtime_data.async_refresh()
        await hass.async_block_till_done()
    assert _entities(hass, device)["Keep_Warm"] == "switch"
    assert not _issues(hass)


async def test_the_socket_tells_more(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """True and false are no numbers, lists of bytes no texts; ids stay as they are."""
    device = _kettle(cloud, user)
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    # Nothing was ever reported: there is nothing to see by HTTP.
    device.reported_at = 0
    device.reported.clear()
    await hass.config_entries.async_setup(entry.entry_id)
    await until(hass, lambda: _entities(hass, device).get("Keep_Warm"))
    await until(hass, lambda: state_of(hass, device, "Keep_Warm") == "on")
    assert _entities(hass, device)["Keep_Warm"] == "binary_sensor"
    assert state_of(hass, device, "Target") == "95"
    await device.report({"Target": 60, "Keep_Warm": False})
    await until(hass, lambda: state_of(hass, device, "Target") == "60")
    assert state_of(hass, device, "Keep_Warm") == "off"

    await device.report_raw_attrs({"Humidity": 41, "Keep_Warm": True})
    new = "sensor.kettle_humidity"
    await until(hass, lambda: hass.states.get(new))
    await until(hass, lambda: _is_settled(entry, device))
    await device.report_raw_attrs({"Humidity": 42})
    await until(hass, lambda: (now := hass.states.get(new)) and now.state == "42")


def test_a_device_that_shows_ever_more(hass: HomeAssistant) -> None:
    """Its account is set up anew ever less often, though at least once an hour."""
    slower = [times_slower(hass, "entry") for _ in range(12)]
    assert slower[:4] == [1, 3, 9, 27]
    assert slower[-3:] == [360, 360, 360]
    assert times_slower(hass, "another") == 1


async def test_secrets_are_nowhere(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither an entity nor a file nor diagnostics has them."""
    device = _kettle(cloud, user)
    entry = await set_up(hass, cloud, user)
    await until(hass, lambda: _is_settled(entry, device))
    await device.report({"Target": 60})
    await until(hass, lambda: state_of(hass, device, "Target") == "60")
    assert "Password" not in _entities(hass, device)
    await entry.runtime_data.products.async_save()
    kept = str(await sightings_store(hass, entry.entry_id).async_load())
    assert "Target" in kept
    entry_device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, device.did), entry.entry_id
    )
    assert entry_device
    shown = str(
        await get_diagnostics_for_device(hass, hass_client, entry, entry_device)
    )
    assert "Target" in shown
    for text in (kept, shown, str(hass.states.async_all()), caplog.text):
        for form in (SECRET.decode(), SECRET.hex(), str(list(SECRET))):
            assert form not in text


async def _decide(hass: HomeAssistant, choice: str) -> dict[str, Any]:
    """Open the repair as a person does, and choose."""
    assert await async_setup_component(hass, REPAIRS, {})
    (issue_id,) = _issues(hass)
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    assert issue
    assert issue.is_fixable
    assert issue.translation_placeholders == {"product": "Kettle"}
    manager = hass.data[REPAIRS]["flow_manager"]
    flow = await manager.async_init(DOMAIN, data={"issue_id": issue_id})
    assert flow["type"] is FlowResultType.MENU
    assert flow["description_placeholders"] == {"product": "Kettle"}
    result: dict[str, Any] = await manager.async_configure(
        flow["flow_id"], {"next_step_id": choice}
    )
    await hass.async_block_till_done()
    return result


async def test_allowing_to_write(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The repair leads there; what looks dangerous stays out of reach."""
    device = _kettle(cloud, user)
    entry = await set_up(hass, cloud, user)
    await device.report({"Target": 60})
    await until(hass, lambda: _entities(hass, device).get("Keep_Warm") != "sensor")
    with pytest.raises(ServiceValidationError) as caught:
        await _set(hass, entry, device, Target=70)
    assert caught.value.translation_key == "not_writable"
    result = await _decide(hass, "allow_writing")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options[CONF_WRITABLE] == [device.product_key]
    assert not _issues(hass)
    await until(hass, lambda: _entities(hass, device).get("Keep_Warm") == "switch")
    entities = _entities(hass, device)
    assert entities["Target"] == "number"
    assert "Factory_Reset" not in entities
    await until(hass, lambda: state_of(hass, device, "Target") == "60")
    cloud.clear_recordings()
    await act(hass, device, "Target", "set_value", value=80)
    await act(hass, device, "Keep_Warm", "turn_off")
    assert sent(cloud) == [{"Target": 80}, {"Keep_Warm": False}]
    await until(hass, lambda: device.values["Target"] == 80)
    with pytest.raises(ServiceValidationError) as caught:
        await _set(hass, entry, device, Factory_Reset=True)
    assert caught.value.translation_key == "never_written"


async def _set(
    hass: HomeAssistant, entry: MockConfigEntry, device: SimulatedDevice, **values: Any
) -> None:
    own = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, device.did), entry.entry_id
    )
    assert own
    await hass.services.async_call(
        DOMAIN, "set_datapoints", {"device_id": own.id, "values": values}, blocking=True
    )


async def test_leaving_it_read_only(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Nobody is asked a second time."""
    device = _kettle(cloud, user)
    entry = await set_up(hass, cloud, user)
    assert (await _decide(hass, "keep_read_only"))["type"] is (
        FlowResultType.CREATE_ENTRY
    )
    assert entry.options[CONF_READ_ONLY] == [device.product_key]
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert not _issues(hass)
    await until(hass, lambda: state_of(hass, device, "Target") == "95")
    assert _entities(hass, device)["Target"] == "sensor"


async def test_an_issue_of_an_account_that_is_gone(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The form says so; nothing of the account is left behind."""
    _kettle(cloud, user)
    entry = await set_up(hass, cloud, user)
    assert await async_setup_component(hass, REPAIRS, {})
    (issue_id,) = _issues(hass)
    manager = hass.data[REPAIRS]["flow_manager"]
    flow = await manager.async_init(DOMAIN, data={"issue_id": issue_id})
    await entry.runtime_data.products.async_save()
    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert not _issues(hass)
    assert await sightings_store(hass, entry.entry_id).async_load() is None
    assert await definition_store(hass, entry.entry_id).async_load() is None
    result = await manager.async_configure(
        flow["flow_id"], {"next_step_id": "allow_writing"}
    )
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "no_account")


async def test_an_issue_goes_with_the_last_device(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A product nobody has needs no decision."""
    device = _kettle(cloud, user)
    entry = await set_up(hass, cloud, user)
    assert _issues(hass)
    cloud.unbind(user, device)
    await entry.runtime_data.async_refresh()
    await until(hass, lambda: not entry.runtime_data.devices)
    await entry.runtime_data.async_refresh()
    assert not _issues(hass)


async def test_a_definition_that_comes_later(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is asked for once a day, and used from then on."""
    device = _kettle(cloud, user)
    entry = await set_up(hass, cloud, user)
    assert _entities(hass, device)["Target"] == "sensor"
    device.product.definition_served = True
    monkeypatch.setattr(products, "CHECK_AFTER", -1.0)
    assert await entry.runtime_data.products.async_check()
    await entry.runtime_data.products.async_save()
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert _entities(hass, device)["Target"] == "number"
    assert not _issues(hass)


async def test_a_product_without_a_word(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Offline and never seen: a connection is all there is, until it comes."""
    device = _kettle(cloud, user, online=False)
    device.reported.clear()
    device.reported_at = 0
    entry = await set_up(hass, cloud, user)
    assert entry.runtime_data.devices[device.did].product.seen == {}
    assert state_of(hass, device, "cloud-connection") == "off"
    await device.set_online(True)
    await until(hass, lambda: _entities(hass, device).get("Keep_Warm"))
