"""The owner of the new Home Assistant, and its first steps."""

import asyncio
from dataclasses import dataclass
import secrets

from .errors import DemoError
from .rest import RestApi
from .websocket import WebSocketApi

_HOME = {
    "location_name": "Gizwits demo",
    "unit_system": "metric",
    "currency": "EUR",
    "country": "NL",
    "language": "en",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """Who may sign in."""

    username: str
    password: str

    @classmethod
    def make_up(cls) -> Owner:
        """Return an owner with a password of this demo alone."""
        return cls("demo", secrets.token_hex(4))


async def create_owner(rest: RestApi, owner: Owner) -> None:
    """Create the owner and let `rest` act for them from now on."""
    client = f"{rest.url}/"
    answer = await rest.post(
        "/api/onboarding/users",
        {
            "client_id": client,
            "name": "Demo",
            "username": owner.username,
            "password": owner.password,
            "language": "en",
        },
    )
    tokens = await rest.post_form(
        "/auth/token",
        {
            "client_id": client,
            "grant_type": "authorization_code",
            "code": answer["auth_code"],
        },
    )
    rest.token = tokens["access_token"]


async def finish_onboarding(rest: RestApi, api: WebSocketApi) -> None:
    """Answer what a new Home Assistant asks before it shows a dashboard."""
    await api.command("config/core/update", **_HOME)
    await rest.post("/api/onboarding/analytics")
    await rest.post(
        "/api/onboarding/integration",
        {"client_id": f"{rest.url}/", "redirect_uri": f"{rest.url}/?auth_callback=1"},
    )


async def wait_until_running(api: WebSocketApi, seconds: float) -> None:
    """Wait for the end of the start: the API answers long before; raises DemoError."""
    try:
        async with asyncio.timeout(seconds):
            while (await api.command("get_config"))["state"] != "RUNNING":
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise DemoError(
            "Home Assistant does not come to the end of its start"
        ) from None


async def confirm_address(api: WebSocketApi) -> None:
    """Confirm the address and port of this start.

    Home Assistant keeps changed ones only once somebody who could reach it there says
    so, and goes back to its own after five minutes.
    """
    config = await api.command("http/config")
    if config["pending"]:
        await api.command("http/config/promote")
    for issue in (await api.command("repairs/list_issues"))["issues"]:
        if issue["domain"] == "http":
            await api.command(
                "repairs/ignore_issue",
                domain="http",
                issue_id=issue["issue_id"],
                ignore=True,
            )
