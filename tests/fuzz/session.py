"""A client whose every answer is the same bytes, without a network."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from unittest.mock import Mock

from yarl import URL

from custom_components.gizwits.api import (
    Cloud,
    GizwitsClient,
    PasswordCredentials,
    Token,
)
from custom_components.gizwits.api.http import HttpApi

# More requests than this for one answer are a list without an end.
MOST_REQUESTS = 1200


class Answer:
    """An answer as aiohttp gives it, with any content."""

    status = 200
    content_type = "image/png"

    def __init__(self, content: bytes) -> None:
        """Hold the content."""
        self.headers: dict[str, str] = {}
        self.content = self
        self._bytes = content

    async def iter_chunked(self, size: int) -> AsyncIterator[bytes]:
        """Yield the content in pieces."""
        for start in range(0, len(self._bytes), size):
            yield self._bytes[start : start + size]


class FuzzedApi(HttpApi):
    """The Open API, whose server says always the same."""

    content = b""
    requests = 0

    async def _exchange[T](
        self, method: str, url: URL, read: Callable[[Any], Awaitable[T]], **_: Any
    ) -> T:
        self.requests += 1
        assert self.requests <= MOST_REQUESTS, "a list without an end"
        return await read(Answer(self.content))

    def at(self, base_url: URL) -> HttpApi:
        """Answer the same everywhere."""
        return self


def client_of(content: bytes) -> GizwitsClient:
    """Return a signed-in client to whom the cloud says `content`, and nothing else."""
    cloud = Cloud.from_base_url("https://api.example.com")
    token = Token("t", "u", 4e9, 4e9)
    client = GizwitsClient(
        Mock(), cloud, "a" * 32, PasswordCredentials("anna", "x"), token=token
    )
    http = FuzzedApi(Mock(), cloud.base_url, "a" * 32)
    http.content = content
    client._http = client.caller.http = client._auth._http = http
    return client
