"""Setting an account up, restarting it, taking it down."""

from typing import Any

import pytest

from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.const import CONF_TOKEN
from homeassistant.core import HomeAssistant

from .common import account_entry, set_up, until

from custom_components.gizwits.const import DOMAIN

from tests.simulator import SimulatedCloud, User
from tests.simulator.household import build_household


async def test_sets_up_with_few_requests(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """One login, the pages of bindings, one definition a product, scenes, groups."""
    devices = build_household(cloud, user, count=40)
    entry = await set_up(hass, cloud, user)

    assert entry.state is ConfigEntryState.LOADED
    assert len(entry.runtime_data.devices) == len(devices)
    assert len(cloud.requests_to("POST", "/app/login")) == 1
    # 40 rows by 20, and the empty page that ends the list.
    assert len(cloud.requests_to("GET", "/app/bindings")) == 3
    products = {device.product_key for device in devices}
    assert len(cloud.requests_to("GET", "/app/datapoint")) == len(products)
    await until(hass, lambda: cloud.requests_to("GET", "/app/scene"))
    await until(hass, lambda: cloud.requests_to("GET", "/app/group"))
    assert len(cloud.requests) == 1 + 3 + len(products) + 2


async def test_restart_needs_no_login_and_no_definitions(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Token and definitions are kept."""
    build_household(cloud, user, count=5)
    entry = await set_up(hass, cloud, user)
    assert entry.data[CONF_TOKEN]["value"]
    cloud.clear_recordings()

    await hass.config_entries.async_reload(entry.entry_id)
    await until(hass, lambda: len(entry.runtime_data.devices) == 5)

    assert not cloud.requests_to("POST", "/app/login")
    assert not cloud.requests_to("GET", "/app/datapoint")


async def test_unload_leaves_nothing(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Sockets are closed; the test harness looks for tasks and timers."""
    build_household(cloud, user, count=4)
    entry = await set_up(hass, cloud, user)
    assert len(cloud.sockets) == 2

    assert await hass.config_entries.async_unload(entry.entry_id)
    await until(hass, lambda: not cloud.sockets)
    assert entry.state is ConfigEntryState.NOT_LOADED


async def test_removal_forgets_the_definitions(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, hass_storage: dict[str, Any]
) -> None:
    """Nothing of the account is left in the storage."""
    build_household(cloud, user, count=2)
    entry = await set_up(hass, cloud, user)
    key = f"{DOMAIN}.definitions.{entry.entry_id}"
    assert key in hass_storage

    await hass.config_entries.async_remove(entry.entry_id)
    await hass.async_block_till_done()
    assert key not in hass_storage


async def test_wrong_password_asks_the_user(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A password changed in the app starts the reauth flow, with one login only."""
    entry = account_entry(cloud, user)
    user.password = "Changed-1"
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)

    assert entry.state is ConfigEntryState.SETUP_ERROR
    flows = hass.config_entries.flow.async_progress(include_uninitialized=True)
    assert [flow["context"]["source"] for flow in flows] == [SOURCE_REAUTH]
    assert len(cloud.requests_to("POST", "/app/login")) == 1


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ({"status": 502, "html": True}, ConfigEntryState.SETUP_RETRY),
        ({"drop": True}, ConfigEntryState.SETUP_RETRY),
        ({"truncate": True}, ConfigEntryState.SETUP_RETRY),
        ({"error_code": 9041}, ConfigEntryState.SETUP_RETRY),
        ({"error_code": 9003}, ConfigEntryState.SETUP_ERROR),
    ],
)
async def test_set_up_against_a_faulty_cloud(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    fault: dict[str, Any],
    state: ConfigEntryState,
) -> None:
    """What passes is tried again, what does not says so."""
    cloud.faults.all(path="/app/bindings", **fault)
    entry = await set_up(hass, cloud, user)
    assert entry.state is state


async def test_set_up_recovers_by_itself(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """A cloud that comes back is found without a reload."""
    build_household(cloud, user, count=2)
    cloud.faults.all(path="/app/", status=500)
    entry = await set_up(hass, cloud, user)
    assert entry.state is ConfigEntryState.SETUP_RETRY

    cloud.faults.clear()
    await hass.config_entries.async_reload(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED


async def test_one_broken_product_costs_itself(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """A product without a definition is what it reports; the others are as they are."""
    first, second = build_household(cloud, user, count=2)
    cloud.faults.next(path="/app/datapoint", error_code=9002)
    entry = await set_up(hass, cloud, user)
    devices = entry.runtime_data.devices
    assert {first.did, second.did} == set(devices)
    products = [device.product for device in devices.values()]
    assert sum(product.seen is not None for product in products) == 1
    assert all(product.datapoints for product in products)
