"""Ways to sign in besides a password: as a guest, by another provider, not at all."""

from dataclasses import dataclass, field
from typing import Final

from .auth import Token
from .exceptions import GizwitsAuthError, GizwitsRequestError
from .http import HttpApi
from .users import ThirdParty, create_user, third_party_body

# Refusals of the app, not of who signs in with it: asking again would not help.
_OF_THE_APP: Final = frozenset({9003, 9031, 9039, 9045})


@dataclass(frozen=True, slots=True)
class NoCredentials:
    """Nobody: for what an app may do without a user, such as making one."""

    async def login(self, http: HttpApi) -> Token:
        """Raise GizwitsAuthError."""
        raise GizwitsAuthError("Nobody is signed in")


@dataclass(frozen=True, slots=True)
class AnonymousCredentials:
    """A guest, known by an id that only its phone, or this house, has."""

    phone_id: str = field(repr=False)

    async def login(self, http: HttpApi) -> Token:
        """Sign in by `POST /app/users`, which makes the user when it is not there."""
        return await create_user(http, {"phone_id": self.phone_id})


@dataclass(frozen=True, slots=True)
class SmsCredentials:
    """A phone number to which a code is sent each time; there is no password."""

    phone: str = field(repr=False)

    async def login(self, http: HttpApi) -> Token:
        """Raise GizwitsAuthError: somebody has to read the code."""
        raise GizwitsAuthError("A new code has to be asked for")


@dataclass(frozen=True, slots=True)
class ThirdPartyCredentials:
    """An account of another provider, with the token it gave."""

    source: ThirdParty
    uid: str = field(repr=False)
    token: str = field(repr=False)
    token_secret: str = field(default="", repr=False)

    async def login(self, http: HttpApi) -> Token:
        """Sign in by `POST /app/users`.

        Raises GizwitsAuthError when the provider's token is refused; no document says
        by which code.
        """
        body = third_party_body(self.source, self.uid, self.token, self.token_secret)
        try:
            return await create_user(http, body)
        except GizwitsRequestError as err:
            if err.code in _OF_THE_APP:
                raise
            raise GizwitsAuthError(err.message, code=err.code) from None
