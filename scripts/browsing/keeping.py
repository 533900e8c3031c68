"""What comes later: an action, diagnostics, another password, and good-bye."""

import json
from pathlib import Path
from typing import Any

from .tour import Tour

INTEGRATION = "/config/integrations/integration/gizwits"
_NEW_PASSWORD = "Changed1!"


async def run_an_action(tour: Tour) -> None:
    """Run an action from the developer tools, and see what it answers."""
    frontend = tour.frontend
    await frontend.open("/config/developer-tools/action")
    await tour.page.locator("ha-service-picker").click()
    await frontend.settle()
    await tour.page.keyboard.type("cloud status")
    await frontend.settle()
    await frontend.choose("Get cloud status")
    await frontend.press("Perform action")
    await frontend.see("version:")
    await tour.picture("action")


async def download_diagnostics(tour: Tour) -> None:
    """Download what belongs to a report of something wrong; it names nobody."""
    device = tour.stage.devices[0]
    await tour.frontend.open(f"/config/devices/device/{device.id}")
    async with tour.page.expect_download() as download:
        await tour.frontend.press("Download diagnostics")
    path = Path(await (await download.value).path())
    content = path.read_text("utf-8")
    assert json.loads(content)["data"], "there is nothing in it"
    account = tour.stage.household.account
    for secret in (device.did, account.username, account.password):
        assert secret not in content, "there is a secret in it"


async def sign_in_again(tour: Tour) -> None:
    """Give the new password after it was changed in the app."""
    other = tour.stage.household.other
    (user,) = [
        one for one in tour.cloud.accounts.users.values() if one.email == other.username
    ]
    user.password = _NEW_PASSWORD
    tour.cloud.revoke_tokens(user)
    await tour.stage.rest.post(
        f"/api/config/config_entries/entry/{await _entry(tour)}/reload"
    )
    frontend = tour.frontend
    await frontend.open("/config/integrations/dashboard")
    await frontend.press("Reconfigure")
    await frontend.fill("password", _NEW_PASSWORD)
    await frontend.press("Submit")
    await frontend.see("Re-authentication was successful")
    await frontend.press("Close")


async def remove(tour: Tour) -> None:
    """Remove the account that was added."""
    frontend = tour.frontend
    await frontend.open(INTEGRATION)
    row = tour.page.locator("ha-config-entry-row").filter(
        has_text=tour.stage.household.other.username
    )
    await row.get_by_label("Menu").first.click()
    await frontend.settle()
    await frontend.choose("Delete")
    await frontend.press("Delete")
    await frontend.settle()
    assert not await _entries(tour), "the entry is still there"


async def _entry(tour: Tour) -> str:
    (entry,) = await _entries(tour)
    return str(entry["entry_id"])


async def _entries(tour: Tour) -> list[dict[str, Any]]:
    """Return the entries of the account that was added in the browser."""
    entries = await tour.stage.api.command("config_entries/get", domain="gizwits")
    title = tour.stage.household.other.username
    return [entry for entry in entries if entry["title"] == title]
