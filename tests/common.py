"""What the tests of the integration share."""

import asyncio
from collections.abc import Callable, Iterable
import json
from pathlib import Path
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_PASSWORD, CONF_REGION, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from custom_components.gizwits.const import (
    CONF_ACCOUNT,
    CONF_APP_ID,
    CONF_BASE_URL,
    CONF_LEFT_OUT,
    DOMAIN,
)
from custom_components.gizwits.device_coordinator import DeviceCoordinator

from tests.simulator import SimulatedCloud, SimulatedDevice, User

ACCOUNT = "0123abcd"


def account_entry(
    cloud: SimulatedCloud,
    user: User,
    *,
    left_out: Iterable[str] = (),
    account: str = ACCOUNT,
) -> MockConfigEntry:
    """Return an entry as the config flow makes it, for an account of the cloud."""
    return MockConfigEntry(
        domain=DOMAIN,
        title=user.username,
        unique_id=f"{account}-{user.uid}",
        data={
            CONF_ACCOUNT: account,
            CONF_APP_ID: cloud.app_id,
            CONF_REGION: "custom",
            CONF_BASE_URL: cloud.base_url,
            CONF_USERNAME: user.username,
            CONF_PASSWORD: user.password,
        },
        options={CONF_LEFT_OUT: list(left_out)},
    )


async def set_up(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, **kwargs: Any
) -> MockConfigEntry:
    """Set up an account and wait until all its devices are pushed."""
    entry = account_entry(cloud, user, **kwargs)
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    if entry.state is ConfigEntryState.LOADED:
        await until(
            hass, lambda: all(map(is_known, entry.runtime_data.devices.values()))
        )
    return entry


def is_known(device: DeviceCoordinator) -> bool:
    """Return whether a device is pushed and, where it is online, was read."""
    has_values = bool(device.data.values) or not device.product.datapoints
    return device.pushed and (has_values or not device.data.online)


async def until(
    hass: HomeAssistant, condition: Callable[[], Any], timeout: float = 5.0
) -> float:
    """Wait until a condition is true; return the seconds it took."""
    clock = asyncio.get_running_loop().time
    started = clock()
    while not condition():
        if clock() - started > timeout:
            raise AssertionError("it did not become true in time")
        await hass.async_block_till_done()
        await asyncio.sleep(0.01)
    return clock() - started


def entity_id(hass: HomeAssistant, device: SimulatedDevice, key: str) -> str:
    """Return the entity of a device's datapoint, by the unique id it must have."""
    unique_id = f"{ACCOUNT}-{device.did}-{key}"
    found = [
        entry.entity_id
        for entry in er.async_get(hass).entities.values()
        if entry.unique_id == unique_id and entry.platform == DOMAIN
    ]
    assert len(found) == 1, f"{key}: {found}"
    return found[0]


def state_of(hass: HomeAssistant, device: SimulatedDevice, key: str) -> str:
    """Return the state of the entity of a device's datapoint."""
    state = hass.states.get(entity_id(hass, device, key))
    assert state is not None
    return state.state


def registered(hass: HomeAssistant, entry: MockConfigEntry, did: str) -> bool:
    """Return whether a device is in the device registry."""
    return (
        dr.async_get(hass).async_get_device_by_identifier((DOMAIN, did), entry.entry_id)
        is not None
    )


# In `plain`: what nothing is known of, so that each datapoint is an entity of its own.
FIXTURES = Path(__file__).parent / "fixtures"


def add_device(
    cloud: SimulatedCloud, user: User, product: str, **kwargs: Any
) -> SimulatedDevice:
    """Bind a device of a product of our own, by the name of its file."""
    (path,) = FIXTURES.glob(f"*/{product}.json")
    definition = json.loads(path.read_text(encoding="utf-8"))
    if definition["product_key"] not in cloud.products:
        cloud.add_product(definition, product_name=product)
    device = cloud.add_device(definition["product_key"], **kwargs)
    cloud.bind(user, device)
    return device
