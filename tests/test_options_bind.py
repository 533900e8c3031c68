"""Binding and registering devices in the options, and what is stored on the way."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .common import add_device, registered, set_up, until
from .flow_helpers import assert_form, choose, ended, submit, suggested

from custom_components.gizwits.const import CONF_LEFT_OUT, CONF_PRODUCTS
from custom_components.gizwits.options.schemas import product_label

from tests.simulator import SimulatedCloud, SimulatedDevice, User

MAC = "accf2350d447"


@pytest.fixture
async def entry(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> MockConfigEntry:
    """Return the user's entry, set up, with one device that is left out."""
    fan = add_device(cloud, user, "fan")
    return await set_up(hass, cloud, user, left_out=[fan.did])


@pytest.fixture
def loose(cloud: SimulatedCloud, entry: MockConfigEntry) -> SimulatedDevice:
    """Return a device that is nobody's yet."""
    product = next(iter(cloud.products.values()))
    return cloud.add_device(product.product_key, mac=MAC, alias="Loose")


def _secret(loose: SimulatedDevice) -> str:
    return loose.product.product_secret


async def _open(
    hass: HomeAssistant, entry: MockConfigEntry, *steps: str
) -> ConfigFlowResult:
    result = await hass.config_entries.options.async_init(entry.entry_id)
    return await choose(hass, result, *steps)


async def _appears(
    hass: HomeAssistant, entry: MockConfigEntry, device: SimulatedDevice
) -> None:
    """The device is set up, without a reload by anybody."""
    await until(hass, lambda: device.did in entry.runtime_data.devices)
    await until(hass, lambda: registered(hass, entry, device.did))


def _tries(cloud: SimulatedCloud, path: str) -> int:
    return len(cloud.requests_to("POST", path))


TROUBLES = [
    ({"error_code": 9014}, "device_unknown"),
    ({"error_code": 9023}, "device_disabled"),
    ({"error_code": 9048}, "encrypted_only"),
    ({"error_code": 9083}, "bound_already"),
    ({"error_code": 9092}, "has_owner"),
    ({"error_code": 9039}, "not_offered"),
    ({"error_code": 9012}, "refused"),
    ({"error_code": 9041}, "too_many_attempts"),
    ({"body": {"error_code": "nonsense"}, "status": 400}, "cannot_connect"),
]


async def test_by_qr_code(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    loose: SimulatedDevice,
) -> None:
    """The device appears; the options stay as they are."""
    options = dict(entry.options)
    result = await _open(hass, entry, "bind_device", "bind_by_qr_code")
    result = await submit(hass, result, {"qr_code": "https://example.com"})
    assert_form(result, "bind_by_qr_code", {"base": "qr_code_wrong"})
    await ended(hass, result, {"qr_code": f" {loose.qr_content} "}, "device_bound")
    await _appears(hass, entry, loose)
    assert entry.options == options
    received = cloud.requests_to("POST", "/app/bind_latest")[-1]
    assert received.body == {"qr_content": loose.qr_content}


async def test_by_passcode(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    loose: SimulatedDevice,
) -> None:
    """Id and passcode have to fit."""
    options = dict(entry.options)
    result = await _open(hass, entry, "bind_device", "bind_by_passcode")
    typed = {"did": loose.did, "passcode": "WRONGCODE1", "alias": "Spa"}
    result = await submit(hass, result, typed)
    assert_form(result, "bind_by_passcode", {"base": "passcode_wrong"})
    assert suggested(result)["did"] == loose.did
    typed["passcode"] = loose.passcode
    await ended(hass, result, typed, "device_bound")
    await _appears(hass, entry, loose)
    assert entry.options == options


@pytest.mark.parametrize(("fault", "key"), TROUBLES)
async def test_refusals(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    loose: SimulatedDevice,
    fault: dict[str, Any],
    key: str,
) -> None:
    """Each is told, sent once, and the same form then works."""
    result = await _open(hass, entry, "bind_device", "bind_by_mac")
    typed = {
        "product": loose.product_key,
        "secret": _secret(loose),
        "mac": MAC,
        "keep_secret": False,
    }
    cloud.faults.next(method="POST", path="/app/bind_mac", **fault)
    result = await submit(hass, result, typed)
    assert_form(result, "bind_by_mac", {"base": key})
    assert _tries(cloud, "/app/bind_mac") == 1
    await ended(hass, result, typed, "device_bound")
    await _appears(hass, entry, loose)


async def test_by_mac(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    loose: SimulatedDevice,
) -> None:
    """The secret is checked before it is sent, and stored where that is wanted."""
    result = await _open(hass, entry, "bind_device", "bind_by_mac")
    typed = {
        "product": loose.product_key.upper(),
        "secret": _secret(loose),
        "mac": f" {MAC} ",
        "alias": "Spa",
        "name": "Hot tub",
        "keep_secret": True,
    }
    result = await submit(hass, result, {**typed, "product": "Hot tub"})
    assert_form(result, "bind_by_mac", {"product": "invalid_product_key"})
    result = await submit(hass, result, {**typed, "secret": "short"})
    assert_form(result, "bind_by_mac", {"secret": "invalid_product_secret"})
    assert not _tries(cloud, "/app/bind_mac")
    result = await submit(hass, result, {**typed, "secret": "0" * 32})
    assert_form(result, "bind_by_mac", {"base": "product_secret_wrong"})
    result = await submit(hass, result, {**typed, "mac": "000000000000"})
    assert_form(result, "bind_by_mac", {"base": "device_unknown"})

    result = await submit(hass, result, typed)
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    stored = {"name": "Hot tub", "secret": _secret(loose)}
    assert entry.options[CONF_PRODUCTS] == {loose.product_key: stored}
    assert entry.options[CONF_LEFT_OUT]
    await until(hass, lambda: entry.state is ConfigEntryState.LOADED)
    await _appears(hass, entry, loose)

    # Known from then on, by a name that tells it from others.
    label = product_label(loose.product_key, stored)
    assert label.startswith("Hot tub (")
    other = cloud.add_device(loose.product_key, mac="accf2350d448")
    result = await _open(hass, entry, "bind_device", "bind_by_mac")
    assert _secret(loose) not in str(result["data_schema"])
    typed = {"product": label, "mac": "accf2350d448", "keep_secret": False}
    await ended(hass, result, typed, "device_bound")
    await _appears(hass, entry, other)


async def test_an_entry_that_is_not_loaded(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    loose: SimulatedDevice,
) -> None:
    """Binding needs the account only; of several stored products the one is meant."""
    stored = {
        "1" * 32: {"name": "Other", "secret": "f" * 32},
        loose.product_key: {"name": "Hot tub", "secret": _secret(loose)},
    }
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, CONF_PRODUCTS: stored}
    )
    assert await hass.config_entries.async_unload(entry.entry_id)
    result = await _open(hass, entry, "bind_device", "bind_by_mac")
    label = product_label(loose.product_key, stored[loose.product_key])
    typed = {"product": label, "mac": MAC, "keep_secret": False}
    await ended(hass, result, typed, "device_bound")
    assert await hass.config_entries.async_setup(entry.entry_id)
    await _appears(hass, entry, loose)


async def test_a_clock_that_is_wrong(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    loose: SimulatedDevice,
) -> None:
    """The cloud's own time is used; nobody is bothered."""
    await cloud.clock.advance(3600)
    result = await _open(hass, entry, "bind_device", "bind_by_mac")
    typed = {
        "product": loose.product_key,
        "secret": _secret(loose),
        "mac": MAC,
        "keep_secret": False,
    }
    await ended(hass, result, typed, "device_bound")
    await _appears(hass, entry, loose)


async def test_register(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    loose: SimulatedDevice,
) -> None:
    """The did changes; what would not arrive as it is, is not sent."""
    result = await _open(hass, entry, "register_device")
    typed = {
        "product": loose.product_key,
        "secret": _secret(loose),
        "mac": "aabbccddeeff",
        "passcode": "ABCDEFGHIJ",
        "center_control": False,
        "keep_secret": False,
    }
    for name, wrong in (("mac", "a&b"), ("passcode", "a=b"), ("passcode", " ")):
        result = await submit(hass, result, {**typed, name: wrong})
        assert_form(result, "register_device", {name: "invalid_text"})
    path = f"/dev/{loose.product_key}/device"
    assert not _tries(cloud, path)
    result = await submit(hass, result, {**typed, "secret": "0" * 32})
    assert_form(result, "register_device", {"base": "product_secret_wrong"})
    for code, key in (
        (9001, "registered_already"),
        (9011, "no_places_left"),
        (9046, "registration_runs"),
        (9047, "no_registration"),
        (9002, "unknown_product"),
    ):
        cloud.faults.next(method="POST", path=path, error_code=code)
        result = await submit(hass, result, typed)
        assert_form(result, "register_device", {"base": key})
    before = set(cloud.devices)
    await ended(hass, result, typed, "device_registered")
    (did,) = set(cloud.devices) - before
    assert cloud.devices[did].mac == "aabbccddeeff"
    assert cloud.devices[did].passcode == "ABCDEFGHIJ"


async def test_settings(
    hass: HomeAssistant, cloud: SimulatedCloud, entry: MockConfigEntry
) -> None:
    """Renaming is off until it is wanted; a stored product can be forgotten."""
    result = await _open(hass, entry, "settings")
    assert result["data_schema"] is not None
    assert list(result["data_schema"].schema) == [
        "rename_in_app",
        "split_schedules",
    ]
    assert result["data_schema"]({}) == {
        "rename_in_app": False,
        "split_schedules": True,
    }
    typed = {"rename_in_app": True, "split_schedules": False}
    result = await submit(hass, result, typed)
    await hass.async_block_till_done()
    assert entry.options["rename_in_app"] is True
    left_out = entry.options[CONF_LEFT_OUT]

    products = {
        key * 32: {"name": name, "secret": "f" * 32}
        for key, name in (("1", "Spa"), ("2", "Heater"))
    }
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, CONF_PRODUCTS: products}
    )
    result = await _open(hass, entry, "settings")
    assert result["data_schema"] is not None
    assert result["data_schema"]({}) == {
        "rename_in_app": True,
        "split_schedules": False,
        "products": ["1" * 32, "2" * 32],
    }
    assert "f" * 32 not in str(result)
    choice = {"products": ["2" * 32]}
    typed = {"rename_in_app": True, "split_schedules": True, **choice}
    result = await submit(hass, result, typed)
    await hass.async_block_till_done()
    assert entry.options == {
        CONF_LEFT_OUT: left_out,
        "rename_in_app": True,
        "split_schedules": True,
        CONF_PRODUCTS: {"2" * 32: products["2" * 32]},
    }


async def test_an_account_that_is_refused(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    loose: SimulatedDevice,
    user: User,
) -> None:
    """It is told to sign in again first."""
    user.password = "Changed1!"
    cloud.revoke_tokens()
    result = await _open(hass, entry, "bind_device", "bind_by_qr_code")
    result = await submit(hass, result, {"qr_code": loose.qr_content})
    assert_form(result, "bind_by_qr_code", {"base": "sign_in_again"})


@pytest.mark.parametrize("way", ["bind_by_qr_code", "bind_by_mac"])
async def test_the_owner(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    loose: SimulatedDevice,
    way: str,
) -> None:
    """Nobody else can bind it then."""
    by_mac = {
        "product": loose.product_key,
        "secret": _secret(loose),
        "mac": MAC,
        "keep_secret": False,
    }
    typed = {"qr_code": loose.qr_content} if way == "bind_by_qr_code" else by_mac
    result = await _open(hass, entry, "bind_device", way)
    await ended(hass, result, {**typed, "set_owner": True}, "device_bound")
    (binding,) = cloud.bindings.of_device(loose.did)
    assert binding.role == "owner"
