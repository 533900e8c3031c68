"""Home Assistant's REST API, as the frontend uses it."""

import asyncio
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession

from .errors import DemoError


class RestApi:
    """Calls with the token of somebody who is signed in, once there is one."""

    def __init__(self, session: ClientSession, url: str) -> None:
        """Start without a token."""
        self.session = session
        self.url = url
        self.token = ""

    async def answers(self) -> bool:
        """Return whether Home Assistant can be talked to yet."""
        try:
            async with self.session.get(f"{self.url}/api/onboarding") as response:
                return response.status == 200
        except ClientError, TimeoutError:
            return False

    async def wait_until_answers(self, seconds: float) -> None:
        """Wait for Home Assistant to start; raises DemoError."""
        try:
            async with asyncio.timeout(seconds):
                while not await self.answers():
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise DemoError(
                f"Home Assistant did not answer within {seconds:.0f} s"
            ) from None

    async def post(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Post JSON and return the JSON of the answer; raises DemoError."""
        async with self.session.post(
            f"{self.url}{path}", json=body or {}, headers=self._headers()
        ) as response:
            return await _json(response)

    async def post_form(self, path: str, fields: Mapping[str, str]) -> Any:
        """Post a form and return the JSON of the answer; raises DemoError."""
        async with self.session.post(f"{self.url}{path}", data=fields) as response:
            return await _json(response)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


async def _json(response: ClientResponse) -> Any:
    if response.status >= 400:
        raise DemoError(
            f"Home Assistant refused {response.method} {response.url.path}: "
            f"{response.status} {await response.text()}"
        )
    return await response.json()
