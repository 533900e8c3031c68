"""The schedules of the devices of an account."""

from collections.abc import Callable
import datetime as dt
from typing import TYPE_CHECKING, Final

from homeassistant.core import CALLBACK_TYPE

from .device_schedule import DeviceSchedule
from .local import LocalSchedule

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

# How old what is shown may be before it is read again.
MAX_AGE: Final = dt.timedelta(minutes=15)


class ScheduleBook:
    """Reads schedules device by device, when somebody wants to know, and changes them.

    It is `AccountCoordinator.schedules`. Everything `async_` that awaits the cloud
    raises GizwitsError, ScheduleError (nothing was sent) or HalfDoneError: wrap the
    call in `services.target.told(account, device)`, which raises what people are told.
    """

    def __init__(self, account: AccountCoordinator) -> None:
        """Nothing is read before `async_load`."""
        self._account = account

    async def async_load(self) -> None:
        """Read what is remembered of what we made."""
        raise NotImplementedError

    async def async_get(
        self, did: str, max_age: dt.timedelta = MAX_AGE
    ) -> tuple[DeviceSchedule, ...]:
        """Return a device's schedules, from the cloud if what is known is older.

        Several who ask at once cost one request. `timedelta(0)` always asks.
        """
        raise NotImplementedError

    def cached(self, did: str) -> tuple[DeviceSchedule, ...] | None:
        """Return what was last read of a device, None before that. Never waits."""
        raise NotImplementedError

    def async_want(self, did: str, max_age: dt.timedelta = MAX_AGE) -> None:
        """Have a device read in the background if what is known is older.

        Devices are read one after the other with pauses; those who listen are told.
        For a calendar that is looked at and must not wait.
        """
        raise NotImplementedError

    def async_listen(
        self, did: str, listener: CALLBACK_TYPE, *, poll: bool = False
    ) -> Callable[[], None]:
        """Call `listener` when `cached(did)` has changed; return what ends that.

        With `poll` the device is read every `MAX_AGE` as long as somebody listens so:
        for enabled entities that show a schedule's state.
        """
        raise NotImplementedError

    async def async_create(self, did: str, schedule: LocalSchedule) -> str:
        """Make a schedule and return its id."""
        raise NotImplementedError

    async def async_update(
        self, did: str, schedule_id: str, schedule: LocalSchedule
    ) -> None:
        """Put a schedule in the place of another, whoever made that; its id stays.

        Raises ScheduleError `unknown_schedule`.
        """
        raise NotImplementedError

    async def async_set_enabled(
        self, did: str, schedule_id: str, enabled: bool
    ) -> None:
        """Switch a schedule on or off; nothing else of it changes, whoever made it."""
        raise NotImplementedError

    async def async_delete(self, did: str, schedule_id: str) -> None:
        """Delete a schedule with all its parts."""
        raise NotImplementedError

    async def async_end_before(self, did: str, schedule_id: str, day: dt.date) -> None:
        """End a schedule before a local day: "this and all future events".

        Deleted when nothing of it is left.
        """
        raise NotImplementedError
