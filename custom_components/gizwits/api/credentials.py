"""Ways to sign in besides a password: as a guest, by another provider, not at all."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from .auth import Token
from .exceptions import GizwitsAuthError, GizwitsRequestError
from .fields import JsonValue
from .http import HttpApi

# Refusals of the app, not of who signs in with it: asking again would not help.
_OF_THE_APP: Final = frozenset({9003, 9031, 9039, 9045})


class ThirdParty(StrEnum):
    """Whose accounts an app may take; the last four only in Europe and the US."""

    BAIDU = "baidu"
    SINA = "sina"
    QQ = "qq"
    WECHAT = "wechat"
    TWITTER = "twitter"
    FACEBOOK = "facebook"
    GOOGLE = "google"
    AMAZON = "amazon"


_BEARERS: Final = frozenset({ThirdParty.GOOGLE, ThirdParty.AMAZON})


async def create_user(http: HttpApi, body: Mapping[str, JsonValue]) -> Token:
    """Make a user, or sign an anonymous or third-party one in: `POST /app/users`.

    201 in one document, nothing said in the other: any 2xx is taken.
    """
    reply = await http.request("POST", "/app/users", json=dict(body))
    return Token.from_login(reply.body, http.now())


def third_party_body(
    source: ThirdParty, uid: str, token: str, token_secret: str = ""
) -> dict[str, JsonValue]:
    """Return the body that signs in with another provider's account.

    The newer document's table shows the members flat; nested is right. Tokens of
    google and amazon get the prefix they need.
    """
    if source in _BEARERS and not token.startswith("Bearer "):
        token = f"Bearer {token}"
    data: dict[str, JsonValue] = {"src": source.value, "uid": uid, "token": token}
    if token_secret:
        data["token_secret"] = token_secret
    return {"authData": data}


class NoCredentials:
    """Nobody: for what an app may do without a user, such as making one."""

    async def login(self, http: HttpApi) -> Token:
        """Raise GizwitsAuthError."""
        raise GizwitsAuthError("Nobody is signed in")


class AnonymousCredentials:
    """A guest, known by an id that only its phone, or this house, has."""

    def __init__(self, phone_id: str) -> None:
        """Take the id."""
        self.phone_id: Final = phone_id

    async def login(self, http: HttpApi) -> Token:
        """Sign in by `POST /app/users`, which makes the user when it is not there."""
        return await create_user(http, {"phone_id": self.phone_id})


class SmsCredentials:
    """A phone number to which a code is sent each time; there is no password."""

    def __init__(self, phone: str) -> None:
        """Take the number."""
        self.phone: Final = phone

    async def login(self, http: HttpApi) -> Token:
        """Raise GizwitsAuthError: somebody has to read the code."""
        raise GizwitsAuthError("A new code has to be asked for")


class ThirdPartyCredentials:
    """An account of another provider, with the token it gave."""

    def __init__(
        self, source: ThirdParty, uid: str, token: str, token_secret: str = ""
    ) -> None:
        """Take what the provider calls the user, and its token."""
        self.source: Final = source
        self.uid: Final = uid
        self.token: Final = token
        self.token_secret: Final = token_secret

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
