"""Values that were written and that the device has not confirmed yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from .datapoint import Value

# Reports follow a write by 2 to 10 seconds; what comes sooner and differs is from
# before the write (seen in many clients).
_HOLD: Final = 8.0


@dataclass(frozen=True, slots=True)
class _Written:
    value: Value | None
    at: float
    cloud_at: float


class PendingWrites:
    """Decides which of a device's reports may take back what was written.

    Times are in seconds: `now` of a monotonic clock, `cloud_now` and `updated_at`
    since the epoch by the cloud's clock.
    """

    __slots__ = ("_written",)

    def __init__(self) -> None:
        """Start with nothing written."""
        self._written: dict[str, _Written] = {}

    def __bool__(self) -> bool:
        """Return whether anything waits for its confirmation."""
        return bool(self._written)

    def wrote(
        self, values: Mapping[str, Value | None], now: float, cloud_now: float
    ) -> None:
        """Note values that the cloud took."""
        for name, value in values.items():
            self._written[name] = _Written(value, now, cloud_now)

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
        if not self._written:
            return values
        accepted: dict[str, Value | None] = {}
        for name, value in values.items():
            written = self._written.get(name)
            if written and value != written.value:
                old = now - written.at < _HOLD
                if old or (updated_at is not None and updated_at < written.cloud_at):
                    continue
            self._written.pop(name, None)
            accepted[name] = value
        return accepted
