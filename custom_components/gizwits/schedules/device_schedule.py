"""One schedule of a device as people see it, however many parts the cloud has of it."""

from collections.abc import Iterator, Mapping
import datetime as dt
from typing import Final, NamedTuple

from ..api import Value
from ..api.plan import Schedule
from .local import LocalWhen
from .occurrences import cloud_instants, instants

# A weekday or a day of the month comes before that; so does the start of most.
_LOOK_AHEAD: Final = dt.timedelta(days=5 * 366)


class DeviceSchedule(NamedTuple):
    """A schedule that is on the cloud, in local words.

    `id` stays the same over changes, restarts and new parts. `when` is None where the
    cloud's words make no sense to us. `values` are what it sets, by datapoint name,
    decoded (None: not to be read); `is_raw` where it sends bytes, which say nothing of
    values but for a few products. `is_ours`: made by us, so that its local time is
    remembered. `keeps_time`: it runs at this local time all year; False for what the
    app made where the clocks change.
    """

    id: str
    did: str
    when: LocalWhen | None
    values: Mapping[str, Value | None]
    is_raw: bool = False
    enabled: bool = True
    remark: str = ""
    is_ours: bool = False
    keeps_time: bool = True
    zone: dt.tzinfo = dt.UTC
    created_at: dt.datetime | None = None
    parts: tuple[Schedule, ...] = ()

    def instants(self, start: dt.datetime, end: dt.datetime) -> list[dt.datetime]:
        """Return the moments, in UTC, from `start` to before `end`, in order.

        Of what we made as it is meant, of the rest as the cloud runs it; none before
        it was made. Also where it is not enabled.
        """
        begin = max(start, self.created_at or start)
        return sorted(self._instants(begin, end))

    def next_run(self, now: dt.datetime) -> dt.datetime | None:
        """Return when it runs next, in UTC; None when never or not enabled."""
        if not self.enabled:
            return None
        if self.is_meant:
            return next(self._instants(now, now + _LOOK_AHEAD), None)
        end = now + _LOOK_AHEAD
        coming = (
            next(cloud_instants(part.plan.when, now, end), None)
            for part in self.parts
            if part.plan.when
        )
        return min(filter(None, coming), default=None)

    @property
    def is_meant(self) -> bool:
        """Return whether `when` says all, as it is kept to; else the parts do."""
        return self.is_ours and self.keeps_time and self.when is not None

    def _instants(self, start: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
        if self.when and self.is_meant:
            yield from instants(self.when, self.zone, start, end)
            return
        for part in self.parts:
            if part.plan.when:
                yield from cloud_instants(part.plan.when, start, end)
