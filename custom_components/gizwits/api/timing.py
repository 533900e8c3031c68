"""How long a socket waits for what."""

from typing import NamedTuple


class Timing(NamedTuple):
    """The socket's times in seconds.

    `heartbeat` between pings; `answer` to wait for any answer; `read_pause` between
    two devices that are asked; `silence` without a report after which a device is
    asked to see whether reports still come through.
    """

    heartbeat: float = 55.0
    answer: float = 15.0
    read_pause: float = 0.04
    silence: float = 300.0
