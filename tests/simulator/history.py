"""The communication log of each device, as raw_data shows it (protocol §2.4)."""

from collections import defaultdict, deque
from typing import Any

from .clock import Clock
from .frames import Frame
from .models import Settings


class History:
    """Commands and connections of each device, oldest first."""

    def __init__(self, clock: Clock, settings: Settings) -> None:
        """Start empty."""
        self._clock = clock
        self._settings = settings
        self._cmd: dict[str, deque[dict[str, Any]]] = defaultdict(self._log)
        self._online: dict[str, deque[dict[str, Any]]] = defaultdict(self._log)

    def to_device(self, did: str, frame: Frame, **source: str) -> None:
        """Log a command on its way to the device, with who sent it."""
        self._add(self._cmd[did], "app2dev", payload_bin=frame.pack().hex(), **source)

    def from_device(self, did: str, frame: Frame) -> None:
        """Log a report."""
        self._add(self._cmd[did], "dev2app", payload_bin=frame.pack().hex())

    def connected(self, did: str, *, online: bool) -> None:
        """Log that a device came or went."""
        kind = "dev_online" if online else "dev_offline"
        self._add(self._online[did], kind, payload={"keep_alive": 120})

    def entries(self, did: str, kind: str) -> list[dict[str, Any]]:
        """Return the log of a device that is still kept: ``cmd`` or ``online``."""
        oldest = self._clock.now() - self._settings.log_retention
        kept = self._cmd[did] if kind == "cmd" else self._online[did]
        return [entry for entry in kept if entry["timestamp"] > oldest]

    def _add(self, kept: deque[dict[str, Any]], kind: str, **more: Any) -> None:
        at = round(self._clock.now(), 3)
        kept.append({"type": kind, "ip": "127.0.0.1", "timestamp": at, **more})

    def _log(self) -> deque[dict[str, Any]]:
        return deque(maxlen=self._settings.log_rows)
