"""An event loop in which an hour passes in seconds."""

import asyncio
from collections.abc import Coroutine
import selectors
from typing import Any, override
import warnings

# So long (s) nothing must have come in before the clock is turned on: what is on its
# way between two ends in this process, or in a thread, takes less.
_STILL = 0.004


class _Selector(selectors.DefaultSelector):
    """Waits only for what comes in, and turns the clock on instead of waiting."""

    ahead = 0.0
    is_hurried = False

    @override
    def select(
        self, timeout: float | None = None
    ) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is ready; after a moment of silence the time is over."""
        if not self.is_hurried or timeout is None or timeout <= _STILL:
            return super().select(timeout)
        if ready := super().select(_STILL):
            return ready
        self.ahead += timeout - _STILL
        return []


class HurriedLoop(asyncio.SelectorEventLoop):
    """Its clock can jump to the next timer when nothing else is going on."""

    def __init__(self) -> None:
        """Start in step with the machine's clock."""
        self._own = _Selector()
        super().__init__(self._own)

    def hurry(self) -> None:
        """Begin; before that it is an ordinary loop."""
        self._own.is_hurried = True

    @override
    def time(self) -> float:
        """Return the time, with what was jumped over."""
        return super().time() + self._own.ahead


def hurry() -> None:
    """Let the running loop hurry from now on."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, HurriedLoop)
    loop.hurry()


def run_hurried[T](main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a loop that can `hurry`."""
    with warnings.catch_warnings():
        # Its threads have no time to end.
        warnings.simplefilter("ignore", RuntimeWarning)
        with asyncio.Runner(loop_factory=HurriedLoop) as runner:
            return runner.run(main)
