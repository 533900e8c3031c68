"""What Home Assistant shows, compared with what the devices are."""

from collections.abc import Iterator
import gc
import tracemalloc
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import async_get_platforms

from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.coordinator import AccountCoordinator
from custom_components.gizwits.device_coordinator import DeviceCoordinator

from tests.simulator import SimulatedCloud, SimulatedDevice


def differences(
    hass: HomeAssistant, account: AccountCoordinator, cloud: SimulatedCloud
) -> Iterator[str]:
    """Yield, in words, what is not as it is at the devices."""
    for did in cloud.devices.keys() ^ account.devices.keys():
        yield f"{cloud.devices[did].alias}: not set up"
    for did, own in account.devices.items():
        yield from _of_device(own, cloud.devices[did])
    for entity in _entities(hass):
        yield from _of_entity(hass, entity)


def _of_device(own: DeviceCoordinator, device: SimulatedDevice) -> Iterator[str]:
    if not own.pushed:
        yield f"{device.alias}: nothing is pushed"
    if own.data.online != device.online:
        yield f"{device.alias}: online is {own.data.online}"
    for name, value in own.product.decode(_reported(own, device)).items():
        if own.data.values.get(name) != value:
            yield f"{device.alias}: {name} is {own.data.values.get(name)!r}"


def _reported(own: DeviceCoordinator, device: SimulatedDevice) -> dict[str, Any]:
    """Return the device's own values, as its product reads them."""
    return {
        name: value.hex() if isinstance(value, bytes) else value
        for name, value in device.values.items()
        if name in own.product.datapoints
    }


def _entities(hass: HomeAssistant) -> Iterator[Entity]:
    for platform in async_get_platforms(hass, DOMAIN):
        yield from platform.entities.values()


def _of_entity(hass: HomeAssistant, entity: Entity) -> Iterator[str]:
    """Yield what is wrong with the state that was written last.

    It has to be the one that would be written now, of values that are the device's.
    """
    written = hass.states.get(entity.entity_id)
    due = entity._stringify_state(entity.available)  # noqa: SLF001
    if written is None:
        yield f"{entity.entity_id} has no state"
    elif written.state != due:
        yield f"{entity.entity_id} is {written.state}, not {due}"


def memory() -> int:
    """Return how much the integration's own code holds (KiB).

    What the simulated cloud remembers of a week is not ours; nor is the test's log.
    """
    gc.collect()
    ours = tracemalloc.Filter(True, "*/custom_components/gizwits/*")
    snapshot = tracemalloc.take_snapshot().filter_traces([ours])
    return sum(trace.size for trace in snapshot.traces) // 1024
