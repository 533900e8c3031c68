"""Invitations to a device, and the messages about them (protocol §2.2, §2.6)."""

from dataclasses import dataclass

PENDING, ACCEPTED, REJECTED, CANCELLED = 0, 1, 2, 3
UNREAD, READ, DELETED = 0, 1, 2
INVITATION_LIFE, CODE_LIFE = 24 * 3600, 15 * 60


@dataclass(slots=True)
class Share:
    """An invitation by name (type 0) or by QR code (type 1)."""

    id: int
    type: int
    did: str
    owner: str
    guest: str | None
    code: str | None
    duration: int | None
    created_at: str
    updated_at: str
    expired_at: float
    status: int = PENDING
    user_alias: str = ""


@dataclass(slots=True)
class Message:
    """A message to a user; the only type there is, 1, is about sharing."""

    id: str
    uid: str
    content: str
    created_at: str
    updated_at: str
    type: int = 1
    status: int = UNREAD
