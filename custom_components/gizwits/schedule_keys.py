"""What has schedules, where they are, and the parts of unique ids that are for them.

No datapoint's name has a hyphen.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from homeassistant.const import Platform
from homeassistant.core import CALLBACK_TYPE, callback

if TYPE_CHECKING:
    from .coordinator import AccountCoordinator
    from .device_coordinator import DeviceCoordinator
    from .schedules import ScheduleBook

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
    return bool(device.known.plain)


@callback
def async_on_schedulable(
    account: AccountCoordinator, add: Callable[[list[DeviceCoordinator]], None]
) -> CALLBACK_TYPE:
    """Call `add` with the devices and groups that can be scheduled, and those that come."""

    @callback
    def add_some(devices: Iterable[DeviceCoordinator]) -> None:
        add([device for device in devices if can_be_scheduled(device)])

    unsubs = (
        account.inventory.async_on_new_devices(add_some),
        account.groups.async_on_new_groups(add_some),
    )

    @callback
    def end() -> None:
        for unsub in unsubs:
            unsub()

    return end


def book_of(device: DeviceCoordinator) -> ScheduleBook:
    """Return where the schedules of a device are, or those of a group."""
    account = device.account
    is_device = device.device.did in account.devices
    return account.schedules if is_device else account.common_schedules


def schedule_ids(device: DeviceCoordinator) -> set[tuple[str, str]]:
    """Return platform and unique id of what a device has for its schedules."""
    if not can_be_scheduled(device):
        return set()
    return {(place.value, device.unique_id(key)) for place, key in _OF_A_DEVICE}
