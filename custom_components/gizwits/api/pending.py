"""Values that were written and that the device has not confirmed yet."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from .datapoint import Value

# Reports follow a write by 2 to 10 seconds; what comes sooner and differs is from
# before the write (seen in many clients).
_HOLD: Final = 8.0


class _Written(NamedTuple):
    value: Value | None
    at: float
    cloud_at: float


class PendingWrites:
    """Decides which of a device's reports may take back what was written.

    `written` is what waits for its confirmation, by name.

    Times are in seconds: `now` of a monotonic clock, `cloud_now` and `updated_at`
    since the epoch by the cloud's clock.
    """

    __slots__ = ("written",)

    def __init__(self) -> None:
        """Start with nothing written."""
        self.written: dict[str, _Written] = {}

    def wrote(
        self, values: Mapping[str, Value | None], now: float, cloud_now: float
    ) -> None:
        """Note values that the cloud took."""
        for name, value in values.items():
            self.written[name] = _Written(value, now, cloud_now)

    def accept(
        self,
        values: Mapping[str, Value | None],
        now: float,
        updated_at: float | None = None,
    ) -> Mapping[str, Value | None]:
        """Return what of a report is to be shown.

        `updated_at` is when the device sent it, where the cloud says so: then it is
        compared with the time of the write, else the hold time decides.
        """
        if not self.written:
            return values
        accepted: dict[str, Value | None] = {}
        for name, value in values.items():
            written = self.written.get(name)
            if written and value != written.value:
                old = now - written.at < _HOLD
                if old or (updated_at is not None and updated_at < written.cloud_at):
                    continue
            self.written.pop(name, None)
            accepted[name] = value
        return accepted
