"""A headless Chromium whose user is signed in to Home Assistant."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
import shutil
import time
from typing import Any, Final

from playwright.async_api import Browser, Page, async_playwright

from scripts.demonstration.owner import Owner
from scripts.demonstration.rest import RestApi

_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# How long a person would wait for something to appear (ms).
_PATIENCE: Final = 15_000


def find_browser() -> str | None:
    """Return the path of a browser of this machine."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@asynccontextmanager
async def start_browser(path: str) -> AsyncIterator[Browser]:
    """Start a browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=path, args=list(_FLAGS)
        )
        try:
            yield browser
        finally:
            await browser.close()


async def sign_in(rest: RestApi, owner: Owner) -> dict[str, Any]:
    """Sign the owner in; return what the frontend keeps of that."""
    client = f"{rest.url}/"
    flow = await rest.post(
        "/auth/login_flow",
        {
            "client_id": client,
            "handler": ["homeassistant", None],
            "redirect_uri": client,
        },
    )
    answer = await rest.post(
        f"/auth/login_flow/{flow['flow_id']}",
        {
            "client_id": client,
            "username": owner.username,
            "password": owner.password,
        },
    )
    tokens: dict[str, Any] = await rest.post_form(
        "/auth/token",
        {
            "client_id": client,
            "grant_type": "authorization_code",
            "code": answer["result"],
        },
    )
    expires = int(time.time() * 1000) + tokens["expires_in"] * 1000
    return {**tokens, "hassUrl": rest.url, "clientId": client, "expires": expires}


async def open_page(
    browser: Browser,
    tokens: dict[str, Any],
    *,
    size: tuple[int, int] = (1280, 900),
) -> Page:
    """Open a window in which the owner is signed in."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="en-GB",
        accept_downloads=True,
    )
    kept = json.dumps(json.dumps(tokens))
    await context.add_init_script(f"localStorage.setItem('hassTokens', {kept})")
    page = await context.new_page()
    page.set_default_timeout(_PATIENCE)
    return page
