"""An outage of the cloud so long that a person has to know."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers.event import async_call_later

from .issues import Kind, forget, tell

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

# After the grace of `Reachability` (s): most outages are over by then.
PATIENCE: Final = 600.0


class Outages:
    """Tells of a long outage, and takes it back with the first answer."""

    def __init__(self, account: AccountCoordinator) -> None:
        """Nothing is known to be down."""
        self._account = account
        self._hass = account.hass
        self._unsub: CALLBACK_TYPE | None = None
        account.config_entry.async_on_unload(self.over)

    @callback
    def begun(self) -> None:
        """Note that the cloud does not answer, and tell of it in a while."""
        self.over()
        self._unsub = async_call_later(self._hass, PATIENCE, self._tell)

    @callback
    def over(self) -> None:
        """Note that it answers, or that nobody asks any more."""
        if self._unsub:
            self._unsub()
            self._unsub = None
        entry = self._account.config_entry
        forget(self._hass, Kind.CLOUD_UNREACHABLE, entry.entry_id)

    @callback
    def _tell(self, _now: datetime) -> None:
        self._unsub = None
        entry, host = self._account.config_entry, self._account.client.cloud.base_url
        told = {"account": entry.title, "host": host.host or ""}
        tell(self._hass, Kind.CLOUD_UNREACHABLE, entry.entry_id, told)
