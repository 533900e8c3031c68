"""Whether a device can be reached, from evidence that contradicts itself.

`is_online` of the bindings can be false for months while data flows, and true for
a device that refuses every command (Open API document, "bindings"; seen in many
clients). Each piece of evidence is weighed here, and nowhere else.
"""

from typing import Final

# Devices report everything every ten minutes, so data speaks for two reports' time.
DATA_SPEAKS_FOR: Final = 1260.0


class Presence:
    """One device's presence. Times are in seconds of a monotonic clock."""

    __slots__ = ("_data_at", "_listed", "online")

    def __init__(self) -> None:
        """Start with a device nothing is known of."""
        self.online = False
        self._listed: bool | None = None
        self._data_at: float | None = None

    def reported(self, now: float) -> None:
        """Note data from the device: it is there, whatever else is said."""
        self._data_at = now
        self.online = True

    def told(self, online: bool) -> None:
        """Note the socket's `s2c_online_status`, or the refusal of a command."""
        self.online = online
        self._data_at = None

    def forget_listing(self) -> None:
        """Let the next listing count as the first: events may have been missed."""
        self._listed = None

    def listed(self, is_online: bool, now: float) -> bool:
        """Note `is_online` of the bindings, return whether to ask the device.

        A listing that repeats itself is no news; a change is believed, but for a
        "false" while data flows. A device listed as online that we hold to be
        offline is to be asked: its answer decides.
        """
        if is_online != self._listed:
            self._listed = is_online
            if is_online or not self._has_data(now):
                self.online = is_online
        return is_online and not self.online

    def _has_data(self, now: float) -> bool:
        return self._data_at is not None and now - self._data_at < DATA_SPEAKS_FOR
