"""One schedule of a device as people see it, however many parts the cloud has of it."""

from collections.abc import Mapping
from dataclasses import dataclass
import datetime as dt

from ..api import Schedule, Value
from .local import LocalWhen


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSchedule:
    """A schedule that is on the cloud, in local words.

    `id` stays the same over changes, restarts and new parts. `when` is None where the
    cloud's words make no sense to us. `values` are what it sets, by datapoint name,
    decoded (None: not to be read); empty with `is_raw`, where it sends bytes instead.
    `is_ours`: made by us, so that its local time is remembered. `keeps_time`: it runs
    at this local time all year; False for what the app made where the clocks change.
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
    parts: tuple[Schedule, ...] = ()

    def instants(self, start: dt.datetime, end: dt.datetime) -> list[dt.datetime]:
        """Return the moments, in UTC, from `start` to before `end`, in order.

        Of what we made as it is meant, of the rest as the cloud runs it. Also where it
        is not enabled.
        """
        raise NotImplementedError

    def next_run(self, now: dt.datetime) -> dt.datetime | None:
        """Return when it runs next, in UTC; None when never or not enabled."""
        raise NotImplementedError
