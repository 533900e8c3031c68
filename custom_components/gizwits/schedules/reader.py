"""Reading the schedules of devices: one request a device, when somebody wants to know."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
import datetime as dt
import logging
from typing import TYPE_CHECKING, Final, Never

from homeassistant.core import CALLBACK_TYPE, callback

from ..api import GizwitsAuthError, GizwitsError
from ..api.plan import Schedule
from ..const import DOMAIN
from ..registry import GROUP_PREFIX
from .source import ScheduleSource

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

_LOGGER = logging.getLogger(__name__)

# How old what is shown may be before it is read again.
MAX_AGE: Final = dt.timedelta(minutes=15)
# Between two devices that are read in the background (s), as between two that are
# polled: a month that somebody looks at fills within seconds, for a thousand devices
# within minutes.
PAUSE: Final = 0.3
# Between two looks whether a device is to be read for an entity (s).
POLL_EACH: Final = 15.0
# After a device that could not be read (s).
RETRY_AFTER: Final = 300.0


class _Removal:
    """Called, it ends what `async_listen` began; each device has two, so it is small."""

    __slots__ = ("_listener", "_listeners")

    def __init__(
        self, listeners: dict[CALLBACK_TYPE, bool], listener: CALLBACK_TYPE
    ) -> None:
        """End one of those that listen to a device."""
        self._listeners = listeners
        self._listener = listener

    def __call__(self) -> None:
        """End it."""
        self._listeners.pop(self._listener, None)


class ScheduleReader:
    """What the cloud has of each device, as it was last read."""

    def __init__(self, account: AccountCoordinator, source: ScheduleSource) -> None:
        """Nothing is read before somebody asks."""
        self._account = account
        self._source = source
        self._loop = account.hass.loop
        self._rows: dict[str, tuple[Schedule, ...]] = {}
        self._read_at: dict[str, float] = {}
        self._tried_at: dict[str, float] = {}
        self.locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._listeners: defaultdict[str, dict[CALLBACK_TYPE, bool]] = defaultdict(dict)
        self._wanted: dict[str, None] = {}
        self._worker: asyncio.Task[None] | None = None

    def rows(self, did: str) -> tuple[Schedule, ...] | None:
        """Return what was last read of a device, None before that."""
        return self._rows.get(did)

    async def async_read(self, did: str, max_age: dt.timedelta) -> None:
        """Read a device, if what is known is older. Raises GizwitsError."""
        asked_at = self._loop.time()
        if self._is_fresh(did, asked_at - max_age.total_seconds()):
            return
        async with self.locks[did]:
            # Somebody else may have read it meanwhile.
            if not self._is_fresh(did, asked_at - max_age.total_seconds()):
                await self.async_read_now(did)

    async def async_read_now(self, did: str) -> None:
        """Read a device; whoever calls holds its lock."""
        self._tried_at[did] = started = self._loop.time()
        rows = await self._source.of_device(did)
        self._read_at[did] = started
        self.async_put(did, rows)

    @callback
    def async_put(self, did: str, rows: list[Schedule]) -> None:
        """Take in what a device has."""
        self._rows[did] = tuple(rows)
        self.async_tell(did)

    @callback
    def async_outdate(self, did: str) -> None:
        """Have a device read anew by whoever asks next."""
        self._read_at.pop(did, None)
        self._tried_at.pop(did, None)

    @callback
    def async_tell(self, did: str) -> None:
        """Tell those who listen."""
        for listener in list(self._listeners[did]):
            listener()

    @callback
    def async_listen(
        self, did: str, listener: CALLBACK_TYPE, *, poll: bool
    ) -> Callable[[], None]:
        """Tell `listener` of what is read; return what ends that."""
        self._listeners[did][listener] = poll
        if poll:
            # Who shows a state shall not wait for the next look.
            self.async_want(did, MAX_AGE)

        return _Removal(self._listeners[did], listener)

    @callback
    def async_want(self, did: str, max_age: dt.timedelta) -> None:
        """Have a device read in the background, if what is known is older."""
        now = self._loop.time()
        has_failed = did not in self._read_at and did in self._tried_at
        if has_failed and now - self._tried_at[did] < RETRY_AFTER:
            return
        if self._is_fresh(did, now - max_age.total_seconds()):
            return
        self._wanted[did] = None
        if self._worker is None or self._worker.done():
            self._worker = self._account.config_entry.async_create_background_task(
                self._account.hass, self._async_work(), f"{DOMAIN} read schedules"
            )

    async def _async_work(self) -> None:
        """Read what is wanted, one device after the other."""
        while self._wanted:
            did = next(iter(self._wanted))
            del self._wanted[did]
            try:
                await self.async_read(did, dt.timedelta(0))
            except GizwitsError as err:
                _LOGGER.debug("The schedules of a device cannot be read: %s", err)
                if isinstance(err, GizwitsAuthError):
                    self._account.async_note_failure(err)
                self._read_at.pop(did, None)
            if self._wanted:
                await asyncio.sleep(PAUSE)

    async def async_poll(self) -> Never:
        """Keep fresh what entities show."""
        while True:
            polled = [
                did
                for did, listeners in self._listeners.items()
                if any(listeners.values()) and self._is_there(did)
            ]
            if stalest := min(polled, key=self._age_key, default=None):
                self.async_want(stalest, MAX_AGE)
            await asyncio.sleep(POLL_EACH)

    def _is_there(self, did: str) -> bool:
        groups = self._account.groups.groups
        return did in self._account.devices or did.removeprefix(GROUP_PREFIX) in groups

    def _age_key(self, did: str) -> float:
        return max(self._read_at.get(did, 0.0), self._tried_at.get(did, 0.0))

    def _is_fresh(self, did: str, since: float) -> bool:
        return did in self._read_at and self._read_at[did] >= since
