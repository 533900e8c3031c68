"""Clocks that jump over the time in which nothing happens."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
import selectors
import time
from typing import Any

# What is under way on the loopback address arrives within this (s of real time).
_QUIET = 0.0005


class Warp:
    """How much of the time was jumped over, and whether threads must be waited for."""

    def __init__(self) -> None:
        """Nothing was jumped over yet."""
        self.skipped = 0.0
        self.threads = 0

    def sleep(self, seconds: float) -> None:
        """Let the machine sleep: time passes, and nothing runs meanwhile."""
        self.skipped += seconds


class WarpedSelector:
    """A selector that does not wait where nothing but time passes."""

    def __init__(self, inner: selectors.BaseSelector, warp: Warp) -> None:
        """Stand in for `inner`."""
        self._inner = inner
        self._warp = warp

    def select(self, timeout: float | None = None) -> Any:
        """Return what is ready; else let the time pass at once."""
        if timeout is None or timeout <= 0:
            return self._inner.select(timeout)
        while True:
            began = time.perf_counter()
            ready = self._inner.select(min(timeout, _QUIET))
            timeout -= time.perf_counter() - began
            if ready or timeout <= 0:
                return ready
            if not self._warp.threads:
                self._warp.skipped += timeout
                return ready

    def __getattr__(self, name: str) -> Any:
        """Leave everything else to the selector."""
        return getattr(self._inner, name)


@contextmanager
def warped(set_attribute: Callable[[object, str, Any], None]) -> Iterator[Warp]:
    """Let the running loop jump; `set_attribute` is pytest's `monkeypatch.setattr`.

    The clocks of the module `time` jump with it.
    """
    warp = Warp()
    running: Any = asyncio.get_running_loop()
    # It looks at each callback, which costs more than all else.
    running.set_debug(False)
    in_a_thread = running.run_in_executor
    real = {name: getattr(time, name) for name in ("time", "monotonic")}

    def run_in_executor(*args: Any) -> Any:
        """Wait for threads, whose time is the real one."""
        future = in_a_thread(*args)
        warp.threads += 1

        def done(_: object) -> None:
            warp.threads -= 1

        future.add_done_callback(done)
        return future

    selector = WarpedSelector(running._selector, warp)  # noqa: SLF001
    set_attribute(running, "_selector", selector)
    set_attribute(running, "run_in_executor", run_in_executor)
    set_attribute(time, "time", lambda: real["time"]() + warp.skipped)
    set_attribute(time, "monotonic", lambda: real["monotonic"]() + warp.skipped)
    set_attribute(running, "time", time.monotonic)
    yield warp
