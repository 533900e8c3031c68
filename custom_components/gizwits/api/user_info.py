"""Who an account belongs to (newer document, "users")."""

from dataclasses import dataclass, field
from typing import Final, Self

from .fields import as_bool, as_mapping, as_text


@dataclass(frozen=True, slots=True)
class UserInfo:
    """Who an account belongs to, as `GET /app/users` tells; '' for what is unset."""

    uid: str = field(repr=False)
    is_anonymous: bool
    username: str = field(repr=False)
    email: str = field(repr=False)
    phone: str = field(repr=False)
    name: str = field(repr=False)
    gender: str = field(repr=False)
    birthday: str = field(repr=False)
    address: str = field(repr=False)
    lang: str = field(repr=False)
    remark: str = field(repr=False)

    @classmethod
    def from_json(cls, raw: object) -> Self:
        """Return the user of an answer."""
        answer = as_mapping(raw)
        return cls(
            is_anonymous=as_bool(answer.get("is_anonymous")),
            **{name: as_text(answer.get(name)) for name in _TEXTS},
        )


_TEXTS: Final = (
    "uid",
    "username",
    "email",
    "phone",
    "name",
    "gender",
    "birthday",
    "address",
    "lang",
    "remark",
)
