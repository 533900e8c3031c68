"""The messages of the account: what others shared with it."""

from typing import Final

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv

from ..account.told import told
from ..api.messages import Messages, MessageStatus
from .handler import ACCOUNT_FIELD, Handler
from .target import account_of, shown_moment

ATTR_UNREAD_ONLY: Final = "unread_only"
ATTR_MESSAGE: Final = "message_id"


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return the messages, the newest first."""
    account = account_of(call)
    with told(account):
        messages = await Messages(account.client).all()
    return {
        "messages": [
            {
                "message_id": message.id,
                "text": message.content,
                "unread": message.status is MessageStatus.UNREAD,
                "time": shown_moment(message.created_at),
            }
            for message in messages
            if message.status is MessageStatus.UNREAD or not call.data[ATTR_UNREAD_ONLY]
        ]
    }


async def _async_mark_read(call: ServiceCall) -> None:
    """Mark one message as read, all of them where none is named."""
    account = account_of(call)
    messages = Messages(account.client)
    with told(account):
        if one := call.data.get(ATTR_MESSAGE):
            await messages.mark_read(one)
        else:
            for message in await messages.all():
                if message.status is MessageStatus.UNREAD:
                    await messages.mark_read(message.id)
    await account.messages.async_note_change()


async def _async_delete(call: ServiceCall) -> None:
    """Delete a message."""
    account = account_of(call)
    with told(account):
        await Messages(account.client).delete(call.data[ATTR_MESSAGE])
    await account.messages.async_note_change()


HANDLERS: Final = {
    "get_messages": Handler(
        _async_get,
        {
            **ACCOUNT_FIELD,
            vol.Optional(ATTR_UNREAD_ONLY, default=False): cv.boolean,
        },
    ),
    "mark_message_read": Handler(
        _async_mark_read, {**ACCOUNT_FIELD, vol.Optional(ATTR_MESSAGE): cv.string}
    ),
    "delete_message": Handler(
        _async_delete, {**ACCOUNT_FIELD, vol.Required(ATTR_MESSAGE): cv.string}
    ),
}
