"""Asking a device for what was written and what it did not report by itself."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

# After which a write that no report confirmed is looked up (s).
CONFIRM_AFTER: Final = 10.0


class Confirmation:
    """Asks by the socket, and then the cloud, until the device has said what it is."""

    # Each device has one.
    __slots__ = (
        "_hass",
        "_is_outcome_open",
        "_is_unconfirmed",
        "_poll",
        "_read",
        "_unsub",
    )

    def __init__(
        self,
        hass: HomeAssistant,
        read: Callable[[], bool],
        poll: Callable[[], Awaitable[None]],
        is_unconfirmed: Callable[[], bool],
    ) -> None:
        """Ask by `read`, which is False where it cannot, and by `poll`.

        `is_unconfirmed` says whether something written was not reported.
        """
        self._hass = hass
        self._read = read
        self._poll = poll
        self._is_unconfirmed = is_unconfirmed
        self._is_outcome_open = False
        self._unsub: CALLBACK_TYPE | None = None

    @callback
    def wrote(self) -> None:
        """Note that the cloud took a write."""
        self._later(self._async_ask)

    @callback
    def lost(self) -> None:
        """Note that a write may have arrived or not: the device has to say."""
        self._is_outcome_open = True
        self._later(self._async_ask)

    @callback
    def answered(self) -> None:
        """Note that the device has said what it is."""
        self._is_outcome_open = False

    @callback
    def cancel(self) -> None:
        """Stop waiting."""
        if self._unsub:
            self._unsub()
            self._unsub = None

    async def _async_ask(self, _now: Any) -> None:
        self._unsub = None
        if not self._read():
            await self._poll()
        elif self._is_open():
            self._later(self._async_look_up)

    async def _async_look_up(self, _now: Any) -> None:
        self._unsub = None
        if self._is_open():
            await self._poll()

    def _is_open(self) -> bool:
        return self._is_outcome_open or self._is_unconfirmed()

    @callback
    def _later(self, ask: Callable[[Any], Any]) -> None:
        self.cancel()
        self._unsub = async_call_later(self._hass, CONFIRM_AFTER, ask)
