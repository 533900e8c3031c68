"""What every stop of the walk has to hand."""

from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page

from scripts.demonstration.stage import Stage

from .frontend import Frontend

from tests.simulator import SimulatedCloud


@dataclass(frozen=True, slots=True)
class Tour:
    """A window on a Home Assistant with the demo's household, and the cloud behind it.

    `folder` is for what is left behind; `pictures` is where those of the documentation go, None where none are wanted.
    """

    stage: Stage
    page: Page
    frontend: Frontend
    folder: Path
    pictures: Path | None = None

    @property
    def cloud(self) -> SimulatedCloud:
        """Return the simulated cloud."""
        return self.stage.household.cloud

    async def picture(self, name: str) -> None:
        """Take a picture for the documentation, if wanted."""
        if self.pictures:
            await self.page.screenshot(path=self.pictures / f"{name}.png")
