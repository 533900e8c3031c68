"""What is known of one device, from reports, listings, events and writes."""

from collections.abc import Mapping
from typing import Any, Final

from .datapoint import Value
from .device import DeviceState
from .events import AttrsReported
from .pending import PendingWrites
from .presence import Presence

# A report as old as this (s) does not say that the device is there now.
_RECENT: Final = 1260.0
# Resolution of `updated_at` (s).
_RESOLUTION: Final = 1.0

_NOTHING: Final[frozenset[str]] = frozenset()

type Values = Mapping[str, Value | None]


class DeviceShadow:
    """One device's state and the rules by which it changes.

    Times are in seconds: `now` of a monotonic clock, `cloud_now` and `updated_at`
    since the epoch by the cloud's clock. Methods that change the state return the
    names of the datapoints whose value changed; `state.online` can change as well.
    """

    __slots__ = ("_attrs", "_pending", "_presence", "reported_at", "state")

    def __init__(self) -> None:
        """Start with a device nothing is known of."""
        self.state = DeviceState()
        self._presence = Presence()
        self._pending = PendingWrites()
        # When the newest report known of was sent, by the cloud's clock.
        self.reported_at = 0.0
        # What was reported and is in the state as it was reported.
        self._attrs: dict[str, Any] = {}

    @property
    def unconfirmed(self) -> bool:
        """Return whether something was written that no report has confirmed."""
        return bool(self._pending.written)

    def heard(self, report: AttrsReported, cloud_now: float) -> frozenset[str]:
        """Take in what the device has just reported; what it repeats costs little."""
        if self._pending.written:
            # What it repeats may confirm a write or take it back.
            return self.reported(report.values, report.at, cloud_now)
        self._presence.reported(report.at)
        self.reported_at = cloud_now
        if news := self._news(report.attrs):
            self._attrs.update(news)
            return self._merge(report.product.decode(news))
        return self._merge(news)

    def _news(self, attrs: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was not reported so before; most reports have all there is."""
        known = self._attrs
        try:
            return {name: raw for name, raw in attrs.items() if raw != known[name]}
        except KeyError:
            return {
                name: raw
                for name, raw in attrs.items()
                if name not in known or raw != known[name]
            }

    def reported(self, values: Values, now: float, cloud_now: float) -> frozenset[str]:
        """Take in values the device has just reported."""
        self._presence.reported(now)
        self.reported_at = cloud_now
        return self._merge(self._pending.accept(values, now))

    def looked_up(
        self, values: Values, now: float, cloud_now: float, updated_at: float
    ) -> frozenset[str]:
        """Take in values the cloud has kept since `updated_at`, 0 for none.

        Older ones than those reported last change nothing.
        """
        # What was reported while the clock was wrong is not from the future.
        self.reported_at = min(self.reported_at, cloud_now)
        if updated_at + _RESOLUTION < self.reported_at or not updated_at:
            return self._merge({})
        is_news = updated_at > self.reported_at + _RESOLUTION
        if is_news and cloud_now - updated_at < _RECENT:
            self._presence.reported(now)
        self.reported_at = updated_at
        self._attrs.clear()
        return self._merge(self._pending.accept(values, now, updated_at))

    def wrote(self, values: Values, now: float, cloud_now: float) -> frozenset[str]:
        """Take in values the cloud has passed on to the device."""
        self._pending.wrote(values, now, cloud_now)
        self._attrs.clear()
        return self._merge(values)

    def told(self, online: bool) -> None:
        """Take in that the device came or went, or that it could not be reached."""
        self._presence.told(online)
        self._merge({})

    def listed(self, is_online: bool, now: float) -> bool:
        """Take in a listing; return whether the device is to be asked."""
        ask = self._presence.listed(is_online, now)
        self._merge({})
        return ask

    def events_missed(self) -> None:
        """Let the next listing count as the first."""
        self._presence.forget_listing()

    def _merge(self, values: Values) -> frozenset[str]:
        changed = _NOTHING
        if values:
            self.state, changed = self.state.merge(values)
        if self.state.online is not self._presence.online:
            self.state = DeviceState(self._presence.online, self.state.values)
        return changed
