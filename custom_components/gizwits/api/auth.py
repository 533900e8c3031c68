"""Credentials and the user token, with one login for all who need it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol, Self, override

from .exceptions import (
    GizwitsAuthError,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsRequestError,
    GizwitsThrottledError,
)
from .fields import as_mapping, as_number, as_text
from .http import HttpApi

# A token is renewed this long before it ends, so that none ends in a request.
_RENEW_BEFORE: Final = 6 * 3600.0
# The document's shorter lifetime, for an answer that names none.
_DEFAULT_LIFETIME: Final = 7 * 86400.0
_FORM_INVALID: Final = 9015
_FIRST_LOGIN_PAUSE: Final = 60.0
_LONGEST_LOGIN_PAUSE: Final = 900.0
# After the second login in a row that the cloud did not answer.
_FIRST_FAILURE_PAUSE: Final = 5.0
_LONGEST_FAILURE_PAUSE: Final = 300.0
# A token refused before it is this old (s) was refused too soon.
_SHORT_LIFE: Final = 3600.0
_SHORT_LIVED_AT_ONCE: Final = 3


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """A user token (Open API document, "login").

    `renew_at` is when to get the next one, in seconds since the epoch by the
    cloud's clock: some hours before `expire_at`, sooner for short lifetimes.
    """

    value: str
    uid: str
    expire_at: float
    renew_at: float

    @override
    def __repr__(self) -> str:
        """Return nothing that could be used to sign in."""
        return f"Token(expire_at={self.expire_at})"

    @classmethod
    def from_login(cls, raw: object, now: float) -> Self:
        """Return the token of a login's answer; both spellings of the expiry.

        `now` is the time by the cloud's clock.
        """
        answer = as_mapping(raw)
        value, uid = as_text(answer.get("token")), as_text(answer.get("uid"))
        if not (value and uid and value.isascii() and value.isprintable()):
            raise GizwitsConnectionError("The answer to the login has no token")
        expire_at = as_number(answer.get("expire_at")) or as_number(
            answer.get("expired_at")
        )
        if not expire_at or expire_at <= now:
            expire_at = now + _DEFAULT_LIFETIME
        margin = min(_RENEW_BEFORE, (expire_at - now) / 10)
        return cls(value, uid, expire_at, expire_at - margin)


class Credentials(Protocol):
    """A way to get a token."""

    async def login(self, http: HttpApi) -> Token:
        """Return a new token; raises GizwitsError."""


class PasswordCredentials:
    """User name, e-mail address or phone number, with a password."""

    def __init__(self, username: str, password: str) -> None:
        """Take what a person types into the app."""
        self.username: Final = username
        self.password: Final = password

    async def login(self, http: HttpApi) -> Token:
        """Sign in by `POST /app/login` (Open API document, "login")."""
        body: dict[str, Any] = {"username": self.username, "password": self.password}
        try:
            reply = await http.request("POST", "/app/login", json=body)
        except GizwitsRequestError as err:
            if err.code != _FORM_INVALID:
                raise
            # The form of a login is right; what was typed into it is not.
            raise GizwitsAuthError(err.message, code=err.code) from None
        return Token.from_login(reply.body, http.now())


class Auth:
    """Keeps one valid token; however many ask at once, one login is made."""

    def __init__(
        self,
        http: HttpApi,
        credentials: Credentials,
        token: Token | None = None,
        on_token: Callable[[Token], None] | None = None,
    ) -> None:
        """Start with a stored `token`, if there is one; `on_token` hears of new ones."""
        self._http = http
        self._credentials = credentials
        self._token = token
        self._on_token = on_token
        self._lock = asyncio.Lock()
        self._logins = 0
        self._failure: GizwitsError | None = None
        self._not_before = 0.0
        self._pause = _FIRST_LOGIN_PAUSE
        self._unanswered = 0
        self._signed_in_at: float | None = None
        self._short_lived = 0

    async def token(self, *, rejected: Token | None = None) -> Token:
        """Return a token that should work, signing in where there is none.

        `rejected` is a token the cloud refused: it is not returned again. Raises
        GizwitsAuthError when the credentials are refused, at once and without
        another login when they were refused before.
        """
        logins = self._logins
        async with self._lock:
            if self._token is not None and self._token == rejected:
                self._note_refused()
            token = self._token
            if token and self._http.now() < token.renew_at:
                return token
            try:
                if self._logins != logins and self._failure:
                    # Somebody tried while we waited: another try would fail too.
                    raise self._failure.with_traceback(None)
                return await self._login()
            except GizwitsConnectionError:
                if token and self._http.now() < token.expire_at:
                    return token
                raise

    def forget(self) -> Token | None:
        """Return the token there is, if any; whoever needs one signs in anew."""
        token, self._token = self._token, None
        return token

    async def _login(self) -> Token:
        now = asyncio.get_running_loop().time()
        refused = isinstance(self._failure, GizwitsAuthError)
        if self._failure and (refused or now < self._not_before):
            raise self._failure.with_traceback(None)
        self._check_life(now)
        try:
            token = await self._credentials.login(self._http)
        except GizwitsError as err:
            self._logins += 1
            self._failure = err
            self._back_off(err, now)
            raise
        self._logins += 1
        self._failure, self._pause = None, _FIRST_LOGIN_PAUSE
        self._unanswered = 0
        self._signed_in_at = now
        self._token = token
        if self._on_token:
            self._on_token(token)
        return token

    def _back_off(self, err: GizwitsError, now: float) -> None:
        """Logins are throttled hard: wait longer after each that was.

        One without an answer is tried again at once, and then ever more rarely.
        """
        if isinstance(err, GizwitsThrottledError):
            self._not_before = now + max(err.retry_after or 0, self._pause)
            self._pause = min(2 * self._pause, _LONGEST_LOGIN_PAUSE)
            return
        pause = getattr(err, "retry_after", None) or 0.0
        if self._unanswered:
            doubled = _FIRST_FAILURE_PAUSE * 2 ** min(self._unanswered - 1, 10)
            pause = max(pause, min(doubled, _LONGEST_FAILURE_PAUSE))
        self._unanswered += 1
        self._not_before = now + pause

    def _check_life(self, now: float) -> None:
        """Raise where a cloud refuses each new token: it would be asked for ever."""
        if self._signed_in_at is None or self._short_lived < _SHORT_LIVED_AT_ONCE:
            return
        doubled = _FIRST_LOGIN_PAUSE * 2 ** min(
            self._short_lived - _SHORT_LIVED_AT_ONCE, 10
        )
        left = self._signed_in_at + min(doubled, _LONGEST_LOGIN_PAUSE) - now
        if left > 0:
            raise GizwitsConnectionError(
                "The cloud refuses each new token", retry_after=left
            )

    def _note_refused(self) -> None:
        now, since = asyncio.get_running_loop().time(), self._signed_in_at
        is_short = since is not None and now - since < _SHORT_LIFE
        self._short_lived = self._short_lived + 1 if is_short else 0
        self._token = None
