"""The parts of unique ids that are for schedules; no datapoint's name has a hyphen."""

from typing import TYPE_CHECKING, Final

from homeassistant.const import Platform

if TYPE_CHECKING:
    from .device_coordinator import DeviceCoordinator

CALENDAR_KEY: Final = "schedule-list"
NEXT_RUN_KEY: Final = "schedule-next-run"
RUN_KEY: Final = "schedule-run"
TASK_RUN_KEY: Final = "task-run"
# Followed by the id of the schedule.
ENABLED_KEY: Final = "schedule-enabled-"

# What each device has that a schedule can do something with.
_OF_A_DEVICE: Final = (
    (Platform.CALENDAR, CALENDAR_KEY),
    (Platform.SENSOR, NEXT_RUN_KEY),
    (Platform.EVENT, RUN_KEY),
)


def can_be_scheduled(device: DeviceCoordinator) -> bool:
    """Return whether there is anything of a device that a schedule can set."""
    return bool(device.account.products.plain(device.product.product_key))


def schedule_ids(device: DeviceCoordinator) -> set[tuple[str, str]]:
    """Return platform and unique id of what a device has for its schedules."""
    if not can_be_scheduled(device):
        return set()
    return {(place.value, device.unique_id(key)) for place, key in _OF_A_DEVICE}
