"""Whether the cloud answers, with a grace for short outages, and when to ask again."""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

from ..api import Backoff

# An outage shorter than this leaves the last values standing.
GRACE: Final = 300.0
# Between two questions while there are no answers.
_BACKOFF: Final = Backoff(first=10.0, ceiling=300.0)


class Reachability:
    """Fine until nothing has been answered for the time of grace.

    `failures` is how many questions in a row had no answer.
    """

    def __init__(self, hass: HomeAssistant, on_change: Callable[[], None]) -> None:
        """Call `on_change` whenever `is_fine` changes."""
        self.is_fine = True
        self.failures = 0
        self._hass = hass
        self._on_change = on_change
        self._unsub: CALLBACK_TYPE | None = None
        self._quiet_until = 0.0

    @property
    def is_quiet(self) -> bool:
        """Return whether the cloud has asked for a pause that is not over."""
        return self._hass.loop.time() < self._quiet_until

    def pause(self) -> float:
        """Return how long to wait with the next question (s), 0 where all is well.

        Some of it is random, so that not all come back in the same moment.
        """
        asked = max(0.0, self._quiet_until - self._hass.loop.time())
        return asked + (_BACKOFF.pause(self.failures) if self.failures else 0.0)

    @callback
    def succeeded(self) -> None:
        """Note an answer."""
        self.failures = 0
        self.cancel()
        self._set(True)

    @callback
    def failed(self, retry_after: float | None = None) -> None:
        """Note that no answer came; the first of a row starts the grace.

        `retry_after` is the pause the cloud asked for (s).
        """
        self.failures += 1
        quiet_until = self._hass.loop.time() + (retry_after or 0.0)
        self._quiet_until = max(self._quiet_until, quiet_until)
        if self.is_fine and self._unsub is None:
            self._unsub = async_call_later(self._hass, GRACE, self._expire)

    @callback
    def cancel(self) -> None:
        """Stop waiting."""
        if self._unsub:
            self._unsub()
            self._unsub = None

    @callback
    def _expire(self, _now: Any) -> None:
        self._unsub = None
        self._set(False)

    @callback
    def _set(self, is_fine: bool) -> None:
        if self.is_fine != is_fine:
            self.is_fine = is_fine
            self._on_change()
