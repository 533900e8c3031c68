"""One HTTP request to the Open API: here status and code become exceptions."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
import re
import time
from typing import Any, Final, NamedTuple, NoReturn
from urllib.parse import urlencode

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
)
import orjson
from yarl import URL

from .exceptions import (
    THROTTLED_CODE,
    GizwitsConnectionError,
    GizwitsRequestError,
    GizwitsThrottledError,
    error_for_code,
)
from .fields import JsonValue, as_int, as_mapping, as_number, as_text
from .health import HttpTally

_PATH: Final = re.compile(r"(/[\w-]+(\.[\w-]+)*)+/?", re.ASCII)
_TIMEOUT: Final = ClientTimeout(total=30, connect=10)
_LARGEST_ANSWER: Final = 16 * 1024 * 1024
_LARGEST_TEXT: Final = 4096
_LONGEST_PAUSE: Final = 900.0
# Requests of one account at the same time: enough that none waits for the slowest
# device, few enough that a cloud with a limit does not notice us.
_CONCURRENCY: Final = 10


class Reply(NamedTuple):
    """A successful answer: its JSON ({} where it had none) and its ETag."""

    body: Any
    etag: str = ""
    not_modified: bool = False


class HttpApi:
    """The Open API of one cloud for one app id."""

    def __init__(self, session: ClientSession, base_url: URL, app_id: str) -> None:
        """Use `session` for all requests; nothing is sent yet."""
        self._session = session
        self._base_url = base_url
        self.app_id = app_id
        self._slots = asyncio.Semaphore(_CONCURRENCY)
        self._command_slots = asyncio.Semaphore(_CONCURRENCY)
        # The cloud's clock when the machine's monotonic one was 0.
        self._clock_zero = time.time() - time.monotonic()
        self.tally = HttpTally()

    def at(self, base_url: URL) -> HttpApi:
        """Return the API of the same app at another address."""
        other = HttpApi(self._session, base_url, self.app_id)
        other.tally = self.tally
        return other

    def now(self) -> float:
        """Return the time by the cloud's clock, in seconds since the epoch.

        Between two answers it goes by a clock that nobody can turn.
        """
        return self._clock_zero + time.monotonic()

    async def request(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        params: Mapping[str, str | int] | None = None,
        json: JsonValue = None,
        headers: Mapping[str, str] | None = None,
        urgent: bool = False,
    ) -> Reply:
        """Send one request and return the answer.

        `path` begins with a slash; `token` is the user's, `json` the body. What is
        `urgent` does not wait behind questions that a slow cloud leaves open. Raises
        GizwitsError of the class the cloud's code has (Open API document, "error
        codes"), GizwitsConnectionError for everything that is not an answer of the
        Open API.
        """
        return await self._exchange(
            method,
            self._url(path),
            _read,
            params=params,
            data=None if json is None else orjson.dumps(json),
            headers={**self._headers(token, json), **(headers or {})},
            urgent=urgent,
        )

    async def post_form(self, path: str, form: Mapping[str, str]) -> str:
        """Send a form and return the text of the answer, which is not JSON.

        Raises as `request` does: refusals are JSON here too.
        """
        return await self._exchange(
            "POST",
            self._url(path),
            _read_text,
            data=urlencode(form).encode(),
            headers={
                **self._headers(None, None),
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )

    async def fetch[T](
        self, url: URL, read: Callable[[ClientResponse], Awaitable[T]]
    ) -> T:
        """Return what `read` makes of the answer at `url`; it is told nothing of us.

        Raises GizwitsConnectionError when there is no answer.
        """
        return await self._exchange("GET", url, read)

    def _url(self, path: str) -> URL:
        if not _PATH.fullmatch(path):
            # An id of the cloud's own must not lead anywhere else.
            raise GizwitsRequestError("This cannot be asked for")
        return self._base_url.joinpath(path.removeprefix("/"))

    async def _exchange[T](
        self,
        method: str,
        url: URL,
        read: Callable[[ClientResponse], Awaitable[T]],
        *,
        params: Mapping[str, str | int] | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        urgent: bool = False,
    ) -> T:
        if self._session.closed:
            raise GizwitsConnectionError("The session is closed", sent=False)
        slots = self._command_slots if urgent else self._slots
        async with slots, self.tally.counted():
            try:
                async with self._session.request(
                    method,
                    url,
                    params=params,
                    data=data,
                    headers=headers,
                    # Where there is nothing, it is of no type.
                    skip_auto_headers=("Content-Type",),
                    timeout=_TIMEOUT,
                    # A redirect would carry the token to wherever it points.
                    allow_redirects=False,
                ) as response:
                    self._note_clock(response)
                    return await read(response)
            except (ClientConnectorError, ConnectionTimeoutError) as err:
                _raise_connection(err, sent=False)
            except (ClientError, TimeoutError, OSError) as err:
                _raise_connection(err, sent=True)
            except (RuntimeError, AssertionError) as err:
                # aiohttp's words for a session that is closed meanwhile.
                if not self._session.closed:
                    raise
                _raise_connection(err, sent=True)
            except ValueError:
                # aiohttp refuses headers that would end too early.
                raise GizwitsRequestError("This cannot be sent") from None

    def _headers(self, token: str | None, json: JsonValue) -> dict[str, str]:
        headers = {
            "Accept": "application/json",
            "X-Gizwits-Application-Id": self.app_id,
        }
        if token is not None:
            headers["X-Gizwits-User-token"] = token
        if json is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
        return headers

    def _note_clock(self, response: ClientResponse) -> None:
        if (date := _parse_date(response.headers.get("Date", ""))) is not None:
            self._clock_zero = date.timestamp() - time.monotonic()


def _raise_connection(err: Exception, *, sent: bool) -> NoReturn:
    # Texts of aiohttp's errors hold addresses, and an address can hold a uid.
    raise GizwitsConnectionError(
        f"The cloud cannot be reached ({type(err).__name__})", sent=sent
    ) from None


async def _read(response: ClientResponse) -> Reply:
    """Return what an answer holds, whatever its label says, or raise."""
    etag = response.headers.get("ETag", "")
    if response.status == 304:
        return Reply(None, etag, not_modified=True)
    body = _accepted(response, await read_content(response, _LARGEST_ANSWER))
    if body is None:
        raise GizwitsConnectionError("The answer is not JSON")
    return Reply(body, etag)


async def _read_text(response: ClientResponse) -> str:
    content = await read_content(response, _LARGEST_TEXT)
    _accepted(response, content)
    return content.decode(errors="replace").strip()


def _accepted(response: ClientResponse, content: bytes) -> Any:
    """Return the JSON of an answer, None where it is none, or raise a refusal."""
    try:
        body = orjson.loads(content) if content.strip() else {}
    except ValueError:
        body = None
    code = _error_code(body)
    if code or not 200 <= response.status < 300:
        _raise_refusal(response, code, body)
    return body


async def read_content(response: ClientResponse, limit: int) -> bytes:
    """Return the body of an answer of at most `limit` bytes."""
    content = bytearray()
    async for chunk in response.content.iter_chunked(65536):
        content += chunk
        if len(content) > limit:
            raise GizwitsConnectionError("The answer is too large")
    return bytes(content)


def _error_code(body: object) -> int | None:
    code = as_int(as_mapping(body).get("error_code"))
    return code or None


def _raise_refusal(
    response: ClientResponse, code: int | None, body: object
) -> NoReturn:
    answer = as_mapping(body)
    pause = _retry_after(response)
    if code is not None:
        message = as_text(answer.get("error_message"))[:200] or "Refused by the cloud"
        if code == THROTTLED_CODE:
            pause = pause or 60.0
        raise error_for_code(code, message, retry_after=pause)
    status = response.status
    if status == 429:
        raise GizwitsThrottledError("Too many requests", retry_after=pause or 60.0)
    if 400 <= status < 500 and body is not None:
        raise GizwitsRequestError(
            f"The cloud answered with HTTP {status}", status=status
        )
    # A gateway's page, or a redirect: not an answer of the Open API.
    raise GizwitsConnectionError(
        f"The cloud answered with HTTP {status}", status=status, retry_after=pause
    )


def _retry_after(response: ClientResponse) -> float | None:
    """Return the pause of a Retry-After header in seconds, None without one."""
    text = response.headers.get("Retry-After", "")
    seconds: float | None = as_number(text)
    if seconds is None and (date := _parse_date(text)) is not None:
        seconds = (date - datetime.now(UTC)).total_seconds()
    return None if seconds is None else min(max(seconds, 0.0), _LONGEST_PAUSE)


def _parse_date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except TypeError, ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
