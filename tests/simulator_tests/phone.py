"""A client of the simulated cloud, as plain as can be."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
from typing import Any

import aiohttp

from tests.simulator import SimulatedCloud


class Phone:
    """Somebody's phone with the brand's app: HTTP calls and sockets."""

    def __init__(self, cloud: SimulatedCloud, session: aiohttp.ClientSession) -> None:
        """Take the cloud to talk to."""
        self.cloud = cloud
        self.session = session
        self.app_id: str | None = cloud.app_id
        self.token: str | None = None
        self.uid = ""

    def headers(self) -> dict[str, str]:
        """Return the headers that name app and user."""
        headers = {}
        if self.app_id is not None:
            headers["X-Gizwits-Application-Id"] = self.app_id
        if self.token is not None:
            headers["X-Gizwits-User-token"] = self.token
        return headers

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        **options: Any,
    ) -> tuple[int, Any]:
        """Return status and answer of a call; what is no JSON comes as text."""
        url = self.cloud.base_url + path
        sent = {**self.headers(), **(headers or {})}
        if body is not None:
            options["json"] = body
        async with self.session.request(
            method, url, headers=sent, **options
        ) as response:
            text = await response.text()
        try:
            return response.status, json.loads(text)
        except ValueError:
            return response.status, text

    async def code(self, method: str, path: str, body: Any = None) -> tuple[int, int]:
        """Return status and error code of a call that is refused."""
        status, answer = await self.call(method, path, body)
        return status, answer["error_code"]

    async def log_in(self, username: str, password: str) -> None:
        """Sign in and keep token and uid."""
        body = {"username": username, "password": password}
        status, answer = await self.call("POST", "/app/login", body)
        assert status == 200, answer
        self.token, self.uid = answer["token"], answer["uid"]

    @asynccontextmanager
    async def socket(
        self, host: int = 0, **login: Any
    ) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        """Open a socket to a host and log in; ``login=None`` does not."""
        port = self.cloud.m2m[host].port
        url = f"ws://127.0.0.1:{port}/ws/app/v1"
        async with self.session.ws_connect(url) as ws:
            if login.get("login", True) is not None:
                await ws.send_json(self.login_frame(**login))
                answer = await ws.receive_json(timeout=2)
                assert answer == {"cmd": "login_res", "data": {"success": True}}
            yield ws

    def login_frame(self, **changed: Any) -> dict[str, Any]:
        """Return a login_req with some members changed."""
        data = {
            "appid": self.app_id,
            "uid": self.uid,
            "token": self.token,
            "p0_type": "attrs_v4",
            "heartbeat_interval": 180,
            "auto_subscribe": True,
        }
        return {"cmd": "login_req", "data": {**data, **changed}}


async def quiet(ws: aiohttp.ClientWebSocketResponse, seconds: float = 0.15) -> bool:
    """Say whether nothing arrives for a while."""
    try:
        await ws.receive(timeout=seconds)
    except TimeoutError:
        return True
    return False
