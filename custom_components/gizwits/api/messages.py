"""The message centre (newer document, "messages"): what others shared with us."""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum
from typing import Final, NamedTuple, Self

from .client import GizwitsClient
from .fields import as_int, as_moment, as_text

_PATH: Final = "/app/messages"
# The only kind there is.
_SHARING: Final = 1


class MessageStatus(IntEnum):
    """What became of a message."""

    UNREAD = 0
    READ = 1
    DELETED = 2


class Message(NamedTuple):
    """A message to the account; times are in UTC."""

    id: str
    content: str
    status: MessageStatus
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @classmethod
    def from_json(cls, row: Mapping[str, object]) -> Self:
        """Return the message of a row that has an id; a strange status is unread."""
        status = as_int(row.get("status"))
        return cls(
            id=as_text(row.get("id")),
            content=as_text(row.get("content")),
            status=MessageStatus(status) if status in _STATUSES else _UNREAD,
            created_at=as_moment(row.get("created_at")),
            updated_at=as_moment(row.get("updated_at")),
        )


_STATUSES: Final = frozenset(MessageStatus)
_UNREAD: Final = MessageStatus.UNREAD


class Messages:
    """Read, marked and deleted.

    GizwitsRequestError 9085: there is none with this id, 9098: it is deleted, 9101:
    it is somebody else's. The id is text, though the document's table says that it is
    a number.
    """

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def all(self) -> list[Message]:
        """Return all messages, the newest first: `GET /app/messages?type=1`."""
        rows = await self._caller.rows(
            _PATH, member="objects", params={"type": _SHARING}
        )
        return [Message.from_json(row) for row in rows]

    async def mark_read(self, message_id: str) -> None:
        """Mark a message as read: `PUT /app/messages/{id}?status=1`."""
        await self._mark(message_id, MessageStatus.READ)

    async def delete(self, message_id: str) -> None:
        """Delete a message: `PUT /app/messages/{id}?status=2`."""
        await self._mark(message_id, MessageStatus.DELETED)

    async def _mark(self, message_id: str, status: MessageStatus) -> None:
        params = {"status": status.value}
        await self._caller.call("PUT", f"{_PATH}/{message_id}", params=params)
