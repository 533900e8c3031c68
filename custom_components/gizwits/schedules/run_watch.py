"""Whether a device's schedules ran, by what the device reports: they have no log."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_track_point_in_utc_time
from homeassistant.util import dt as dt_util

from ..api import Value
from ..device_coordinator import DeviceCoordinator
from .device_schedule import DeviceSchedule

# When to look what is set before a run, and when a report still counts as its own.
LOOK_BEFORE: Final = timedelta(seconds=30)
EARLY: Final = timedelta(seconds=5)
LATE: Final = timedelta(seconds=120)


class Outcome(StrEnum):
    """What can be seen of a run: the device did it, was so before, or did not."""

    RAN = "ran"
    UNCHANGED = "unchanged"
    MISSED = "missed"


type Tell = Callable[[DeviceSchedule, datetime, Outcome], None]


class RunWatch:
    """Looks at a device when its schedules are due."""

    def __init__(self, device: DeviceCoordinator, tell: Tell) -> None:
        """Tell `tell` of each run: the schedule, when it was due, and the outcome."""
        self._device = device
        self._tell = tell
        self._schedules: tuple[DeviceSchedule, ...] = ()
        self._looked_until = dt_util.utcnow()
        self._unsub: CALLBACK_TYPE | None = None
        self._looks: dict[tuple[str, datetime], _Look] = {}

    @callback
    def async_follow(self, schedules: tuple[DeviceSchedule, ...]) -> None:
        """Look at the runs of these from now on."""
        self._schedules = schedules
        self._looked_until = max(self._looked_until, dt_util.utcnow() - EARLY)
        self._plan()

    @callback
    def async_stop(self) -> None:
        """Look at nothing any more."""
        self._cancel()
        for look in list(self._looks.values()):
            look.async_stop()
        self._looks.clear()

    @callback
    def _cancel(self) -> None:
        if self._unsub:
            self._unsub()
            self._unsub = None

    @callback
    def _plan(self) -> None:
        """Be there before the next run."""
        self._cancel()
        runs = [
            at
            for one in self._schedules
            if (at := one.next_run(self._looked_until)) is not None
        ]
        if runs:
            self._unsub = _at(
                self._device.hass, min(runs) - LOOK_BEFORE, self._async_look
            )

    @callback
    def _async_look(self, _now: datetime) -> None:
        """See what is set before the runs that come next."""
        self._unsub = None
        due = [
            (at, one)
            for one in self._schedules
            if (at := one.next_run(self._looked_until)) is not None
        ]
        first = min((at for at, _ in due), default=None)
        if first is None:
            return
        for at, schedule in due:
            can_be_seen = any(v is not None for v in schedule.values.values())
            if at == first and can_be_seen:
                self._looks[schedule.id, at] = _Look(
                    self._device, schedule, at, self._done
                )
        self._looked_until = first + timedelta(seconds=1)
        self._plan()

    @callback
    def _done(self, schedule: DeviceSchedule, at: datetime, outcome: Outcome) -> None:
        self._looks.pop((schedule.id, at), None)
        self._tell(schedule, at, outcome)


class _Look:
    """One run, from a little before until a little after."""

    def __init__(
        self,
        device: DeviceCoordinator,
        schedule: DeviceSchedule,
        at: datetime,
        done: Tell,
    ) -> None:
        self._device = device
        self._run = _Run(
            schedule,
            at,
            {name: v for name, v in schedule.values.items() if v is not None},
        )
        self._done = done
        self._was_so = self._is_so()
        self._unsubs = [
            device.async_add_listener(self._reported, frozenset(self._run.values)),
            _at(device.hass, at + LATE, self._late),
        ]

    @callback
    def async_stop(self) -> None:
        for unsub in self._unsubs:
            unsub()
        self._unsubs.clear()

    def _is_so(self) -> bool:
        state = self._device.data
        return state.online and all(
            state.values.get(name) == value for name, value in self._run.values.items()
        )

    @callback
    def _reported(self) -> None:
        if dt_util.utcnow() < self._run.at - EARLY:
            self._was_so = self._is_so()
        elif self._is_so() and not self._was_so:
            self._end(Outcome.RAN)

    @callback
    def _late(self, _now: datetime) -> None:
        self._end(Outcome.UNCHANGED if self._is_so() else Outcome.MISSED)

    @callback
    def _end(self, outcome: Outcome) -> None:
        self.async_stop()
        self._done(self._run.schedule, self._run.at, outcome)


class _Run(NamedTuple):
    """What is to happen when."""

    schedule: DeviceSchedule
    at: datetime
    values: Mapping[str, Value]


def _at(
    hass: HomeAssistant, at: datetime, look: Callable[[datetime], Any]
) -> CALLBACK_TYPE:
    return async_track_point_in_utc_time(
        hass, HassJob(look, cancel_on_shutdown=True), at
    )
