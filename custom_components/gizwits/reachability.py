"""Whether the cloud answers, with a grace for short outages."""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

# An outage shorter than this leaves the last values standing.
GRACE: Final = 300.0


class Reachability:
    """Fine until nothing has been answered for the time of grace."""

    def __init__(self, hass: HomeAssistant, on_change: Callable[[], None]) -> None:
        """Call `on_change` whenever `is_fine` changes."""
        self.is_fine = True
        self._hass = hass
        self._on_change = on_change
        self._unsub: CALLBACK_TYPE | None = None

    @callback
    def succeeded(self) -> None:
        """Note an answer."""
        self.cancel()
        self._set(True)

    @callback
    def failed(self) -> None:
        """Note that no answer came; the first of a row starts the grace."""
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
