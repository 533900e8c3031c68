"""What a device tells its cloud: the seam between device and M2M hosts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from .datapoint import Value

if TYPE_CHECKING:
    from .device import SimulatedDevice


class Uplink(Protocol):
    """The cloud as a device sees it."""

    def now(self) -> float:
        """Return the cloud's time."""

    def reported(
        self, device: SimulatedDevice, values: Mapping[str, Value], *, reply: bool
    ) -> None:
        """Take values the device reports or gives as the reply to a read."""

    def sent_attrs(self, device: SimulatedDevice, attrs: Mapping[str, Any]) -> None:
        """Pass attributes on to the sockets exactly as given."""

    def sent_raw(self, device: SimulatedDevice, p0: bytes) -> None:
        """Pass a payload on to the sockets as s2c_raw."""

    def went(self, device: SimulatedDevice, *, online: bool) -> None:
        """Take note that the device connected or lost its connection."""
