"""Devices behind a gateway: which one they are reached by."""

from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from .common import add_device, set_up, until

from custom_components.gizwits.const import CONF_LEFT_OUT, DOMAIN

from tests.simulator import SimulatedCloud, SimulatedDevice, User


def _behind(
    cloud: SimulatedCloud, user: User, gateway: str, product: str = "door_sensor"
) -> SimulatedDevice:
    """Bind a device that is reached by a gateway, by its did."""
    device = add_device(cloud, user, product)
    device.fields |= {"type": "sub_dev", "gw_did": gateway}
    return device


def _via(
    hass: HomeAssistant, entry: MockConfigEntry, device: SimulatedDevice
) -> str | None:
    """Return the did by which a device is reached."""
    registry = dr.async_get(hass)
    own = registry.async_get_device_by_identifier((DOMAIN, device.did), entry.entry_id)
    assert own
    if own.via_device_id is None:
        return None
    via = registry.async_get(own.via_device_id)
    assert via
    ((_, did),) = via.identifiers
    return did


async def _again(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    await entry.runtime_data.async_refresh()
    await hass.async_block_till_done()


async def test_a_gateway_and_its_devices(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """In whichever order they come; of another product, or of the same."""
    gateway = add_device(cloud, user, "boiler", alias="Gateway")
    first = _behind(cloud, user, gateway.did)
    # A mesh of equal devices: one of them is the gateway of the others.
    twin = _behind(cloud, user, gateway.did, "boiler")
    entry = await set_up(hass, cloud, user)
    assert _via(hass, entry, first) == _via(hass, entry, twin) == gateway.did
    assert _via(hass, entry, gateway) is None
    registered = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    names = [one.name for one in registered if (DOMAIN, gateway.did) in one.identifiers]
    assert names == ["Gateway"]

    later = _behind(cloud, user, gateway.did)
    await _again(hass, entry)
    assert _via(hass, entry, later) == gateway.did


async def test_a_gateway_that_is_not_there(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Not bound, left out or a device's own did: it works without."""
    left_out = add_device(cloud, user, "boiler")
    behind = _behind(cloud, user, left_out.did)
    lost = _behind(cloud, user, "nobody")
    own = add_device(cloud, user, "fan")
    own.fields["gw_did"] = own.did
    entry = await set_up(hass, cloud, user, left_out=[left_out.did])
    for device in (behind, lost, own):
        assert _via(hass, entry, device) is None
        assert device.did in entry.runtime_data.devices

    # Chosen again, it is found.
    hass.config_entries.async_update_entry(entry, options={CONF_LEFT_OUT: []})
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert _via(hass, entry, behind) == left_out.did


async def test_a_gateway_that_comes_and_goes(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """It may be bound after its devices, and unbound before them."""
    gateway = add_device(cloud, user, "boiler")
    cloud.unbind(user, gateway)
    behind = _behind(cloud, user, gateway.did)
    entry = await set_up(hass, cloud, user)
    assert _via(hass, entry, behind) is None
    cloud.bind(user, gateway)
    await _again(hass, entry)
    assert _via(hass, entry, behind) == gateway.did
    cloud.unbind(user, gateway)
    await _again(hass, entry)
    await until(hass, lambda: gateway.did not in entry.runtime_data.devices)
    assert _via(hass, entry, behind) is None
    assert behind.did in entry.runtime_data.devices
