"""Users: made, kept, changed, forgotten (Open API document, "users")."""

from copy import replace
from typing import Final

from .auth import Token
from .client import GizwitsClient
from .credentials import ThirdParty, create_user, third_party_body
from .exceptions import GizwitsConnectionError, GizwitsRequestError
from .fields import JsonValue
from .user_info import UserInfo

_PATH: Final = "/app/users"
_RESET: Final = "/app/reset_password"
# What the cloud says to a change that changes nothing.
_UNCHANGED: Final = 9999
_PROFILE: Final = frozenset({"name", "gender", "birthday", "address", "lang", "remark"})


class Users:
    """The account itself. Passwords need 8 characters of 3 kinds (9015 if not).

    The `create_…` methods need no account and return a token of the new one; codes
    come by SMS (`Verification.send_sms`). Raises GizwitsRequestError for what was
    typed wrong: 9018, 9019, 9022 taken, 9009, 9010 code; GizwitsAuthError 9077 where
    an e-mail address waits for its activation.
    """

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def create_anonymous(self, phone_id: str) -> Token:
        """Make a user known only by `phone_id`, or sign the same one in again."""
        return await create_user(self._caller.http, {"phone_id": phone_id})

    async def create_with_username(self, username: str, password: str) -> Token:
        """Make a user with a name."""
        body = {"username": username, "password": password}
        return await create_user(self._caller.http, body)

    async def create_with_email(self, email: str, password: str) -> Token:
        """Make a user who can sign in after opening the link that is mailed."""
        body = {"email": email, "password": password}
        return await create_user(self._caller.http, body)

    async def create_with_phone(self, phone: str, password: str, code: str) -> Token:
        """Make a user with a phone number and the code it was sent."""
        body = {"phone": phone, "password": password, "code": code}
        return await create_user(self._caller.http, body)

    async def create_with_code(self, phone: str, code: str) -> Token:
        """Make a user without a password, or sign one in (only the vendor's schema).

        Only another code gets another token, so this one is used to its end.
        """
        body = {"phone": phone, "code": code}
        token = await create_user(self._caller.http, body)
        return replace(token, renew_at=token.expire_at)

    async def create_third_party(
        self, source: ThirdParty, uid: str, token: str, token_secret: str = ""
    ) -> Token:
        """Make a user of another provider's account, or sign the same one in."""
        body = third_party_body(source, uid, token, token_secret)
        return await create_user(self._caller.http, body)

    async def keep_as_username(self, username: str, password: str) -> None:
        """Give the anonymous user a name; its devices stay. 9026: it has one.

        PUT, as the newer document has it: the older one's POST may make another
        user.
        """
        await self._change({"username": username, "password": password})

    async def keep_as_phone(self, phone: str, password: str, code: str) -> None:
        """Give the anonymous user a phone number; see `keep_as_username`."""
        await self._change({"phone": phone, "password": password, "code": code})

    async def change_password(self, old: str, new: str) -> None:
        """Change the password; GizwitsAuthError 9020 when `old` is wrong.

        The token stays valid; the next login needs the new password.
        """
        await self._change({"old_pwd": old, "new_pwd": new})

    async def change_email(self, email: str) -> None:
        """Change the e-mail address; an anonymous user gets one, by the same call."""
        await self._change({"email": email})

    async def change_phone(self, phone: str, code: str) -> None:
        """Change the phone number with the code the new one was sent."""
        await self._change({"phone": phone, "code": code})

    async def change_profile(self, **texts: str) -> None:
        """Change what the account says of its owner: the newer document only.

        `name` (128 characters), `gender` (`M`, `F`, `N`), `birthday` (`YYYY-MM-DD` or
        `MM-DD`), `address` (256), `lang` (`en`, `zh-cn`), `remark`; what is left out
        stays. Raises GizwitsRequestError for another member, 9015 for a wrong value.
        """
        if not texts or not texts.keys() <= _PROFILE:
            raise GizwitsRequestError("This is no profile")
        await self._change(dict[str, JsonValue](texts))

    async def _change(self, body: dict[str, JsonValue]) -> None:
        """`PUT /app/users`; what is already so counts as done (9999)."""
        try:
            await self._caller.call("PUT", _PATH, json=body)
        except GizwitsConnectionError as err:
            if err.code != _UNCHANGED:
                raise

    async def info(self) -> UserInfo:
        """Return who the account belongs to: `GET /app/users`, newer document."""
        return UserInfo.from_json((await self._caller.call("GET", _PATH)).body)

    async def reset_password_by_email(self, email: str) -> None:
        """Have a link mailed; GizwitsAuthError 9005 where nobody has the address."""
        await self._caller.http.request("POST", _RESET, json={"email": email})

    async def reset_password_by_phone(self, phone: str, code: str, new: str) -> None:
        """Set a new password with the code the phone was sent."""
        body: dict[str, JsonValue] = {"phone": phone, "code": code, "new_pwd": new}
        await self._caller.http.request("POST", _RESET, json=body)
