"""Home Assistant as a process of its own."""

import asyncio
from asyncio.subprocess import PIPE, STDOUT, Process
from collections import deque
from contextlib import suppress
import os
from pathlib import Path
import signal
import sys
from types import TracebackType
from typing import Self

from .errors import DemoError
from .place import Place

# What Home Assistant ends with when it wants to be started again.
_RESTART = 100
# How long it may take to end (s).
_GRACE = 20.0

_PROGRAM = Path(__file__).with_name("tethered.py")


class HomeAssistantProcess:
    """``async with`` starts it, and ends it with all it started itself."""

    def __init__(self, place: Place) -> None:
        """Nothing runs yet."""
        self._place = place
        self._process: Process | None = None

    async def __aenter__(self) -> Self:
        """Start."""
        await self._start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        process, self._process = self._process, None
        if process is None:
            return
        _signal(process, signal.SIGTERM)
        try:
            async with asyncio.timeout(_GRACE):
                await process.wait()
        except TimeoutError:
            pass
        finally:
            _signal(process, signal.SIGKILL)
            await process.wait()

    async def keep_running(self) -> None:
        """Start it again when it wants to be; raises DemoError when it ends else."""
        while self._process:
            status = await self._process.wait()
            if status != _RESTART:
                raise DemoError(f"Home Assistant has ended ({status})\n{self.tail()}")
            _signal(self._process, signal.SIGKILL)
            await self._start()

    async def _start(self) -> None:
        with self.console.open("ab") as console:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                str(_PROGRAM),
                "--config",
                str(self._place.folder),
                "--skip-pip",
                "--log-no-color",
                cwd=self._place.folder,
                stdin=PIPE,
                stdout=console,
                stderr=STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Return the id of the process."""
        assert self._process
        return self._process.pid

    @property
    def console(self) -> Path:
        """Return the file with what it writes to its console."""
        return self._place.folder / "console.log"

    def tail(self, lines: int = 20) -> str:
        """Return the end of what it wrote to its console."""
        with self.console.open(encoding="utf-8", errors="replace") as console:
            return "".join(f"  {line}" for line in deque(console, lines))


def _signal(process: Process, number: signal.Signals) -> None:
    """Send a signal to the whole process group, where any of it is left."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
