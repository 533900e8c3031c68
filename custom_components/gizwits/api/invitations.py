"""What the cloud tells of sharing: invitations, codes, guests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Final, Self
from urllib.parse import parse_qs

from .fields import as_int, as_mapping, as_moment, as_text


class SharingStatus(IntEnum):
    """What became of an invitation."""

    PENDING = 0
    ACCEPTED = 1
    REJECTED = 2
    CANCELLED = 3


_STATUSES: Final = frozenset(SharingStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """An invitation, sent or received; names of people are masked by the cloud.

    `status` is None where the cloud's number is unknown; times are in UTC.
    """

    id: int
    did: str
    status: SharingStatus | None
    by_code: bool = False
    uid: str = field(default="", repr=False)
    username: str = field(default="", repr=False)
    user_alias: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    product_name: str = ""
    dev_alias: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    expired_at: datetime | None = None

    @property
    def name(self) -> str:
        """Return what the other one is called."""
        return self.user_alias or self.username or self.email or self.phone

    @classmethod
    def from_json(cls, row: Mapping[str, object]) -> Self | None:
        """Return the invitation of a row, None where its id is no number."""
        number, status = as_int(row.get("id")), as_int(row.get("status"))
        if number is None:
            return None
        return cls(
            id=number,
            status=SharingStatus(status) if status in _STATUSES else None,
            by_code=as_int(row.get("type")) == 1,
            created_at=as_moment(row.get("created_at")),
            updated_at=as_moment(row.get("updated_at")),
            expired_at=as_moment(row.get("expired_at")),
            **{name: as_text(row.get(name)) for name in _TEXTS},
        )


_TEXTS: Final = (
    "did",
    "uid",
    "username",
    "user_alias",
    "email",
    "phone",
    "product_name",
    "dev_alias",
)


def code_of(qr_content: str) -> str:
    """Return the code in what a QR code of sharing holds, '' where there is none."""
    return parse_qs(qr_content.rpartition("?")[2]).get("code", [""])[0]


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation just made: the `id` of one to a user, else what a code holds."""

    id: int | None
    qr_content: str = field(repr=False)

    @property
    def code(self) -> str:
        """Return the code in what a QR code is to show; '' for one to a user."""
        return code_of(self.qr_content)

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return the invitation of an answer, None where it has neither."""
        answer = as_mapping(raw)
        number, content = as_int(answer.get("id")), as_text(answer.get("qr_content"))
        return None if number is None and not content else cls(number, content)


@dataclass(frozen=True, slots=True)
class CodeContent:
    """What a code offers: whose device, and until when (UTC)."""

    owner: str = field(repr=False)
    product_name: str
    dev_alias: str
    expired_at: datetime | None

    @classmethod
    def from_json(cls, raw: object) -> Self:
        """Return what an answer says; '' for what it does not."""
        answer = as_mapping(raw)
        return cls(
            as_text(answer.get("owner")),
            as_text(answer.get("product_name")),
            as_text(answer.get("dev_alias")),
            as_moment(answer.get("expired_at")),
        )


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who may use a device of ours, since when (UTC); names are masked."""

    uid: str = field(repr=False)
    username: str = field(repr=False)
    email: str = field(repr=False)
    phone: str = field(repr=False)
    created_at: datetime | None

    @property
    def name(self) -> str:
        """Return what the guest is called."""
        return self.username or self.email or self.phone

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return the guest of a row, None where it has no uid."""
        row = as_mapping(raw)
        if not (uid := as_text(row.get("uid"))):
            return None
        return cls(
            uid,
            as_text(row.get("username")),
            as_text(row.get("email")),
            as_text(row.get("phone")),
            as_moment(row.get("created_at")),
        )
