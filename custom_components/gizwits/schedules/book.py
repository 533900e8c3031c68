"""The schedules of the devices of an account."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from ..api import Value
from ..api.plan import Plan
from ..api.schedules import Schedules
from ..const import CONF_SPLIT_SCHEDULES, DOMAIN
from ..schedule_errors import ScheduleError
from .commands import Command, command_for, values_of
from .conversion import to_cloud
from .device_schedule import DeviceSchedule
from .grouping import grouped, shown
from .local import LocalSchedule, LocalWhen
from .memory import Memory, schedule_store
from .plans import Timing, again, cut_short, last_day, plans_for, understood
from .reader import MAX_AGE, ScheduleReader
from .source import ScheduleSource
from .writing import Group, ScheduleWriter

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

__all__ = ["MAX_AGE", "ScheduleBook"]

_HOUR: Final = 3600


class ScheduleBook:
    """Reads schedules device by device, when somebody wants to know, and changes them.

    It is `AccountCoordinator.schedules`. Everything `async_` that awaits the cloud
    raises GizwitsError, ScheduleError (nothing was sent) or HalfDoneError: wrap the
    call in `account.told.told(account, device)`, which raises what people are told.
    A change is carried through even when whoever asked for it is cancelled.
    """

    def __init__(self, account: AccountCoordinator) -> None:
        """Nothing is read before `async_load`."""
        self._account = account
        self._hass = account.hass
        source = self._source()
        self.reader = ScheduleReader(account, source)
        self.memory = Memory(self._store(account.config_entry.entry_id))
        self.writer = ScheduleWriter(source, self.reader, self.memory)
        self._known: dict[str, tuple[object, tuple[DeviceSchedule, ...]]] = {}

    def _source(self) -> ScheduleSource:
        return Schedules(self._account.client)

    def _store(self, entry_id: str) -> Store[dict[str, Any]]:
        return schedule_store(self._hass, entry_id)

    async def async_load(self) -> None:
        """Read what is remembered of what we made."""
        await self.memory.async_load()

    @property
    def split(self) -> bool:
        """Return whether changes of the clocks are written ahead, by the options."""
        return bool(self._account.config_entry.options.get(CONF_SPLIT_SCHEDULES, True))

    async def async_get(
        self, did: str, max_age: dt.timedelta = MAX_AGE
    ) -> tuple[DeviceSchedule, ...]:
        """Return a device's schedules, from the cloud if what is known is older.

        Several who ask at once cost one request. `timedelta(0)` always asks.
        """
        await self.reader.async_read(did, max_age)
        return self.cached(did) or ()

    @callback
    def cached(self, did: str) -> tuple[DeviceSchedule, ...] | None:
        """Return what was last read of a device, None before that. Never waits."""
        rows = self.reader.rows(did)
        if rows is None or not self.has(did):
            return None
        now, made = dt_util.utcnow(), tuple(self.memory.of(did))
        # What is shown changes with these only; entities ask for it all the time.
        state = (rows, made, self._hass.config.time_zone, now.timestamp() // _HOUR)
        known = self._known.get(did)
        if known is None or known[0] != state:
            groups = grouped(rows, made, now)
            known = state, tuple(self._shown(did, Group(*group)) for group in groups)
            self._known[did] = known
        return known[1]

    def _shown(self, did: str, group: Group) -> DeviceSchedule:
        return shown(
            group.made,
            group.rows,
            did,
            self._values(did),
            (self._hass.config.time_zone, dt_util.get_default_time_zone()),
            dt_util.utcnow(),
        )

    @callback
    def async_want(self, did: str, max_age: dt.timedelta = MAX_AGE) -> None:
        """Have a device read in the background if what is known is older.

        Devices are read one after the other with pauses; those who listen are told.
        For a calendar that is looked at and must not wait.
        """
        self.reader.async_want(did, max_age)

    @callback
    def async_listen(
        self, did: str, listener: CALLBACK_TYPE, *, poll: bool = False
    ) -> Callable[[], None]:
        """Call `listener` when `cached(did)` has changed; return what ends that.

        With `poll` the device is read every `MAX_AGE` as long as somebody listens so:
        for enabled entities that show a schedule's state.
        """
        return self.reader.async_listen(did, listener, poll=poll)

    async def async_create(self, did: str, schedule: LocalSchedule) -> str:
        """Make a schedule and return its id."""
        timing = self._timing(schedule.when)
        command = self._command(did, schedule.values)
        plans = plans_for(
            timing.converted.parts,
            command,
            enabled=schedule.enabled,
            remark=schedule.remark,
        )
        return await self.async_whole(did, lambda: self._async_put(did, plans, timing))

    async def _async_put(self, did: str, plans: list[Plan], timing: Timing) -> str:
        return await self.writer.async_put(did, None, plans, timing)

    async def async_update(
        self, did: str, schedule_id: str, schedule: LocalSchedule
    ) -> None:
        """Put a schedule in the place of another, whoever made that; its id stays.

        What is the same as before is left as it is, in the cloud's own words. Raises
        ScheduleError `unknown_schedule`.
        """
        await self.async_change(
            did,
            schedule_id,
            when=schedule.when,
            values=schedule.values,
            enabled=schedule.enabled,
            remark=schedule.remark,
        )

    async def async_change(
        self,
        did: str,
        schedule_id: str,
        *,
        when: LocalWhen | None = None,
        values: Mapping[str, Value] | None = None,
        enabled: bool | None = None,
        remark: str | None = None,
    ) -> None:
        """Change some of a schedule; what is None stays. Errors as `async_update`."""
        self._check(did)
        timing = self._timing(when) if when else None
        command = None if values is None else self._command(did, values)

        async def change() -> None:
            group = self.writer.group(did, schedule_id)
            known = self._shown(did, group)
            keeps = when is None or when == known.when
            sends = Command.of(group.rows[0].plan)
            if command and values != known.values:
                sends = command
            parts = understood([row.plan.when for row in group.rows])
            if timing and not keeps:
                parts = [*timing.converted.parts]
            plans = plans_for(
                parts,
                sends,
                enabled=known.enabled if enabled is None else enabled,
                remark=known.remark if remark is None else remark,
            )
            await self.writer.async_put(did, group, plans, None if keeps else timing)

        await self.async_whole(did, change)

    async def async_set_enabled(
        self, did: str, schedule_id: str, enabled: bool
    ) -> None:
        """Switch a schedule on or off; nothing else of it changes, whoever made it."""
        await self.async_change(did, schedule_id, enabled=enabled)

    async def async_delete(self, did: str, schedule_id: str) -> None:
        """Delete a schedule with all its parts."""

        async def delete() -> None:
            group = self.writer.group(did, schedule_id)
            await self.writer.async_put(did, group, ())

        await self.async_whole(did, delete)

    async def async_end_before(self, did: str, schedule_id: str, day: dt.date) -> None:
        """End a schedule before a local day: "this and all future events".

        Deleted when nothing of it is left.
        """
        self._check(did)

        async def end() -> None:
            group = self.writer.group(did, schedule_id)
            known = self._shown(did, group)
            now, timing = dt_util.utcnow(), None
            if known.when and known.when.date and known.when.date < day:
                return
            if known.is_meant:
                left = last_day(known, day, now)
                timing = self._timing(left) if left else None
                plan = group.rows[0].plan
                parts = timing.converted.parts if timing else ()
                plans = again(parts, plan)
            else:
                plans = cut_short(known, group.rows, day, now)
            await self.writer.async_put(did, group, plans, timing)

        await self.async_whole(did, end)

    async def async_finish(self, did: str) -> None:
        """Take back what was left half done. Raises GizwitsError."""
        async with self.reader.locks[did]:
            await self.writer.async_start(did)

    @callback
    def has(self, did: str) -> bool:
        """Return whether the account has such a device, set up here."""
        return did in self._account.devices

    def _check(self, did: str) -> None:
        if not self.has(did):
            raise ScheduleError("device_not_ready")

    def _command(self, did: str, values: Mapping[str, Value]) -> Command:
        """Return the request that sets values. Raises GizwitsValueError, ScheduleError."""
        self._check(did)
        return command_for(self._account.devices[did], values)

    def _values(self, did: str) -> Callable[[Plan], Mapping[str, Value | None]]:
        """Return what tells the values of a plan."""
        device = self._account.devices[did]
        return lambda plan: values_of(device, plan)

    def _timing(self, when: LocalWhen) -> Timing:
        """Return what the cloud is to be told. Raises ScheduleError."""
        zone, now = dt_util.get_default_time_zone(), dt_util.utcnow()
        converted = to_cloud(when, zone, now, split=self.split)
        return Timing(when, self._hass.config.time_zone, converted, self.split)

    async def async_whole[T](
        self, did: str, change: Callable[[], Coroutine[Any, Any, T]]
    ) -> T:
        """Carry out a change alone, to its end whoever asked for it."""

        async def run() -> T:
            async with self.reader.locks[did]:
                await self.writer.async_start(did)
                return await change()

        task = self._account.config_entry.async_create_task(
            self._hass, run(), f"{DOMAIN} change schedules"
        )
        return await asyncio.shield(task)
