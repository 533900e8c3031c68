"""Runs Home Assistant, tethered: it ends with its parent and stays on this machine.

This is the program of a process of its own; its standard input is a pipe that the
parent holds, so that it closes however the parent ends.
"""

import os
import runpy
import signal
import sys
import threading
import time
from typing import Any

import zeroconf

# After which Home Assistant, told to end, is ended (s).
_GRACE = 20.0


def end_with_parent() -> None:
    """Wait for the parent's end, then end Home Assistant."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os.killpg(0, signal.SIGKILL)


def stay_on_loopback() -> None:
    """Keep Home Assistant from listening for names on the whole network.

    It always does, to resolve names that end in .local. Nothing here has such a name.
    """
    start = zeroconf.Zeroconf.__init__

    def start_on_loopback(self: zeroconf.Zeroconf, **_: Any) -> None:
        start(self, interfaces=["127.0.0.1"], unicast=True)

    setattr(zeroconf.Zeroconf, "__init__", start_on_loopback)  # noqa: B010


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    stay_on_loopback()
    runpy.run_module("homeassistant", run_name="__main__", alter_sys=True)
