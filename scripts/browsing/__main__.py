"""Walks through the product in a browser: see ``scripts/browse``."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
import sys

from playwright.async_api import Error as BrowserError

from scripts.demonstration.cloud import furnish
from scripts.demonstration.configuration import write_configuration
from scripts.demonstration.errors import DemoError
from scripts.demonstration.place import take_place
from scripts.demonstration.process import HomeAssistantProcess
from scripts.demonstration.stage import set_up
from scripts.demonstration.verdict import Verdict

from . import adding, choosing, keeping, planning, using
from .chromium import find_browser, open_page, sign_in, start_browser
from .frontend import Frontend
from .tour import Tour

from tests.simulator import SimulatedCloud

ROOT = Path(__file__).parents[2]
PORT = 8223
REPORT_DELAY = 0.5

type Stop = Callable[[Tour], Awaitable[None]]

STOPS: tuple[Stop, ...] = (
    # While there is one account, nobody is asked which.
    keeping.run_an_action,
    planning.see_schedules,
    planning.see_list,
    planning.add_schedule,
    planning.change_schedule,
    planning.delete_in_calendar,
    choosing.show_as_light,
    choosing.put_together,
    adding.sign_in_wrongly,
    adding.sign_in_rightly,
    adding.choose_devices,
    using.see_dashboard,
    using.open_device,
    using.toggle,
    using.drag,
    using.pick_option,
    using.see_a_report,
    keeping.download_diagnostics,
    keeping.sign_in_again,
    keeping.remove,
)


async def main(options: argparse.Namespace) -> int:
    """Walk; return the status to exit with."""
    browser_path = find_browser()
    if browser_path is None:
        print("There is no Chromium or Chrome on this machine: nothing was tried.")
        return 0
    try:
        return await walk(browser_path, options)
    except DemoError as err:
        print(f"The walk could not begin: {err}")
        return 1


async def walk(browser_path: str, options: argparse.Namespace) -> int:
    """Set everything up and stop at each place."""
    verdict = Verdict()
    async with AsyncExitStack() as stack:
        place = stack.enter_context(take_place(ROOT / ".demo", PORT))
        cloud = await stack.enter_async_context(
            SimulatedCloud(report_delay=REPORT_DELAY)
        )
        household = furnish(cloud, None)
        write_configuration(place, ROOT / "custom_components" / "gizwits")
        await stack.enter_async_context(HomeAssistantProcess(place))
        print("Home Assistant is starting.", flush=True)
        stage = await stack.enter_async_context(set_up(place, household))
        browser = await stack.enter_async_context(start_browser(browser_path))
        tokens = await sign_in(stage.rest, stage.owner)
        page = await open_page(browser, tokens)
        tour = Tour(
            stage,
            page,
            Frontend(page, place.url),
            place.folder,
            options.pictures,
        )
        for stop in STOPS:
            if not options.only or stop.__name__ in options.only:
                await visit(stop, tour, verdict)
    print(f"{verdict.passed} stops went well, {verdict.failed} failed.")
    return 1 if verdict.failed else 0


async def visit(stop: Stop, tour: Tour, verdict: Verdict) -> None:
    """Make one stop; where it fails, a picture shows what was on the screen."""
    what = stop.__name__.replace("_", " ")
    try:
        await stop(tour)
    except (AssertionError, BrowserError, DemoError) as err:
        picture = tour.folder / f"{stop.__name__}.png"
        await tour.page.screenshot(path=picture)
        verdict.fail(f"{what}: {str(err).partition('\n')[0]} (see {picture})")
    else:
        verdict.check(True, what)


def read_options() -> argparse.Namespace:
    """Return what was chosen on the command line."""
    parser = argparse.ArgumentParser(prog="scripts/browse", description=__doc__)
    parser.add_argument(
        "--pictures", type=Path, metavar="FOLDER", help="take the pictures there"
    )
    parser.add_argument(
        "--only", nargs="+", metavar="STOP", help="stop only at these places"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(read_options())))
