"""What a person does on the screen, by what is written there."""

from typing import Final

from playwright.async_api import Locator, Page, expect

# The frontend moves things into place; what is clicked before moves away (ms).
_SETTLED: Final = 600


class Frontend:
    """Home Assistant's frontend in one window."""

    def __init__(self, page: Page, url: str) -> None:
        """Nothing is shown yet."""
        self.page = page
        self.url = url

    async def open(self, path: str) -> None:
        """Go to an address of the frontend."""
        await self.page.goto(f"{self.url}{path}")

    async def press(self, name: str) -> None:
        """Press a button by what is written on it."""
        await self.page.get_by_role("button", name=name, exact=True).last.click()
        await self.settle()

    async def choose(self, text: str) -> None:
        """Choose a line of a menu or a list by what is written there."""
        lines = self.page.get_by_text(text, exact=True).filter(visible=True)
        await lines.last.click()
        await self.settle()

    async def fill(self, name: str, value: str) -> None:
        """Fill in the field of a form by its name."""
        await self.page.locator(f"input[name={name}]").last.fill(value)

    async def pick_own(self, label: str, value: str) -> None:
        """Give a list with a search field a value that is not in it."""
        await (
            self.page.locator("ha-selector-select").filter(has_text=label).first.click()
        )
        search = self.page.get_by_placeholder("Search | Add custom item")
        await search.fill(value)
        await self.page.get_by_text("Add custom item").filter(visible=True).last.click()
        await self.settle()

    async def see(self, text: str, *, patience: float | None = None) -> Locator:
        """Wait for words to be on the screen; raises AssertionError.

        `patience` (ms) is for what takes longer than usual.
        """
        found = self.page.get_by_text(text).filter(visible=True).first
        await expect(found).to_be_visible(timeout=patience)
        return found

    async def settle(self) -> None:
        """Wait until things are in their places."""
        await self.page.wait_for_timeout(_SETTLED)

    async def close_dialogs(self) -> None:
        """Leave what is open."""
        await self.page.keyboard.press("Escape")
        await self.settle()
