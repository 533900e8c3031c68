"""Requests of an account: with its token, and all rows of a list in pages."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Final

from .auth import Auth, Token
from .exceptions import TOKEN_CODES, GizwitsAuthError, GizwitsConnectionError
from .fields import JsonValue, as_mapping, as_text
from .http import HttpApi, Reply

# The document's own example and default: no cloud refuses it.
_PAGE: Final = 20
_MOST_ROWS: Final = 5000


class Caller:
    """How the areas of the client reach the cloud as one account.

    `http` is for what needs no account. Everything raises GizwitsError.
    """

    def __init__(self, http: HttpApi, auth: Auth) -> None:
        """Send with `http` and the tokens of `auth`; nothing is sent yet."""
        self.http = http
        self._auth = auth

    async def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        json: JsonValue = None,
        headers: Mapping[str, str] | None = None,
        urgent: bool = False,
    ) -> Reply:
        """Send a request with the user's token, once more with a new one if refused."""
        send = partial(
            self.http.request,
            method,
            path,
            params=params,
            json=json,
            headers=headers,
            urgent=urgent,
        )
        return await self.with_token(lambda token: send(token=token.value))

    async def with_token[T](self, send: Callable[[Token], Awaitable[T]]) -> T:
        """Return what `send` makes of a token, once more with a new one if refused."""
        token = await self._token()
        try:
            return await send(token)
        except GizwitsAuthError as err:
            if err.code not in TOKEN_CODES:
                raise
        token = await self._token(rejected=token)
        try:
            return await send(token)
        except GizwitsAuthError as err:
            if err.code not in TOKEN_CODES:
                raise
            # It has just signed us in: what is wrong is not the user's to put right.
            raise GizwitsConnectionError(
                "The cloud refuses its own new token", code=err.code, sent=False
            ) from None

    async def _token(self, *, rejected: Token | None = None) -> Token:
        try:
            return await self._auth.token(rejected=rejected)
        except GizwitsConnectionError as err:
            # What became of the login says nothing of the request: it was not sent.
            err.sent = False
            raise

    def forget_token(self) -> Token | None:
        """Return the token there is, if any; the next call signs in anew."""
        return self._auth.forget()

    async def create(self, path: str, body: JsonValue) -> str:
        """POST a body and return the `id` of what was made."""
        reply = await self.call("POST", path, json=body)
        if made := as_text(as_mapping(reply.body).get("id")):
            return made
        raise GizwitsConnectionError("The answer has no id")

    async def rows(
        self,
        path: str,
        *,
        member: str | None = None,
        params: Mapping[str, str | int] | None = None,
        key: tuple[str, ...] = ("id",),
    ) -> list[Mapping[str, Any]]:
        """Return all rows of a list, each once; rows without an id are left out.

        The id is the first of the members `key`.
        The list is the answer itself or its `member`. The cloud may cap a page
        without saying where: the rows received count, and an empty page or one
        without a new row is the last.
        """
        found: dict[str, Mapping[str, Any]] = {}
        skip = 0
        while skip < _MOST_ROWS:
            query = {**(params or {}), "limit": _PAGE, "skip": skip}
            page = members((await self.call("GET", path, params=query)).body, member)
            known = len(found)
            for raw in page:
                row = as_mapping(raw)
                ids = filter(None, (as_text(row.get(name)) for name in key))
                if one := next(ids, ""):
                    found.setdefault(one, row)
            skip += len(page)
            if len(found) == known:
                break
        return list(found.values())


def members(body: object, member: str | None = None) -> list[Any]:
    """Return an answer that is a list, or the list in its `member`.

    Raises GizwitsConnectionError where there is none: an answer without the list is
    no empty list.
    """
    found = body if member is None else as_mapping(body).get(member)
    if not isinstance(found, list):
        raise GizwitsConnectionError("The answer has no list")
    return found
