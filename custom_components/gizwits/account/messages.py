"""The messages of an account, counted."""

from datetime import timedelta
import logging
from typing import TYPE_CHECKING, Final, override

from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from ..api import GizwitsError
from ..api.messages import Messages, MessageStatus
from ..const import DOMAIN
from ..errors import account_error
from .pace import list_factor

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator, GizwitsConfigEntry

_LOGGER = logging.getLogger(__name__)

# Longer where there are many, for all of them are read to count them.
MESSAGES_INTERVAL: Final = timedelta(hours=1)


class AccountMessages(DataUpdateCoordinator[int | None]):
    """How many messages are unread; asked only while somebody wants to know."""

    config_entry: GizwitsConfigEntry

    def __init__(self, account: AccountCoordinator) -> None:
        """Nothing is asked before somebody listens."""
        super().__init__(
            account.hass,
            _LOGGER,
            config_entry=account.config_entry,
            name=f"{DOMAIN} messages",
            update_interval=MESSAGES_INTERVAL,
        )
        self.account = account

    @override
    async def _async_update_data(self) -> int:
        """Count the messages."""
        try:
            messages = await Messages(self.account.client).all()
        except GizwitsError as err:
            raise account_error(err, self.config_entry.title) from None
        self.update_interval = MESSAGES_INTERVAL * list_factor(len(messages))
        return sum(message.status is MessageStatus.UNREAD for message in messages)

    async def async_note_change(self) -> None:
        """Count again, if anybody wants to know."""
        if self._listeners:
            await self.async_request_refresh()
