"""Shows the demo until Ctrl-C, or with ``--once`` checks it: see ``scripts/demo``."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
import signal
import sys
from time import monotonic

from .checks import check_all
from .checks_of_log import complaints
from .cloud import furnish
from .configuration import write_configuration
from .errors import DemoError
from .options import Options, read_options
from .place import take_place
from .process import HomeAssistantProcess
from .reported import write_entry
from .stage import Stage, set_up

from tests.simulator import SimulatedCloud
from tests.simulator.live import live

ROOT = Path(__file__).parents[2]
# From a command to the device's report (s); in life it is 2 to 10 seconds.
REPORT_DELAY = 1.0
MOST_COMPLAINTS = 5


def say(text: str) -> None:
    """Tell the person who watches."""
    print(text, flush=True)


async def main(options: Options) -> int:
    """Run the demo; return the status to exit with."""
    task = asyncio.current_task()
    assert task
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, task.cancel)
    status = 1
    try:
        status = await run(options)
    except* DemoError as group:
        for err in group.exceptions:
            say(f"The demo has failed: {err}")
    except* asyncio.CancelledError:
        say("Stopped.")
        status = 130 if options.once else 0
    return status


async def run(options: Options) -> int:
    """Put everything on stage and play."""
    started = monotonic()
    async with AsyncExitStack() as stack:
        place = stack.enter_context(take_place(ROOT / ".demo", options.port))
        if place.port != options.port:
            say(f"Port {options.port} is taken; Home Assistant gets {place.port}.")
        cloud = await stack.enter_async_context(
            SimulatedCloud(report_delay=REPORT_DELAY)
        )
        household = furnish(cloud, options.devices, options.dump)
        say(f"A simulated Gizwits cloud listens at {cloud.base_url}.")
        integration = ROOT / "custom_components" / "gizwits"
        write_configuration(place, integration, installed=options.once)
        if household.options is not None:
            write_entry(place, household.account, household.options)
        process = await stack.enter_async_context(HomeAssistantProcess(place))
        say("Home Assistant is starting.")
        async with told_why(place.folder), asyncio.TaskGroup() as group:
            watch = group.create_task(process.keep_running())
            async with set_up(place, household) as stage:
                say(f"Everything is set up after {monotonic() - started:.0f} s.")
                status = await play(stage, process, options)
            watch.cancel()
    return status


@asynccontextmanager
async def told_why(folder: Path) -> AsyncIterator[None]:
    """Show what the integration had to complain about, where something fails."""
    try:
        yield
    except* DemoError:
        for entry in complaints(folder)[:MOST_COMPLAINTS]:
            say(entry)
        raise


async def play(stage: Stage, process: HomeAssistantProcess, options: Options) -> int:
    """Check it, or let the devices live until somebody stops it."""
    if options.once:
        return 0 if await check_all(stage, process) else 1
    stage.household.cloud.spawn(live(stage.household.cloud))
    say(invitation(stage))
    await asyncio.Event().wait()
    return 0


def invitation(stage: Stage) -> str:
    """Return what a person needs to have a look."""
    return f"""
    {stage.place.url}
    user      {stage.owner.username}
    password  {stage.owner.password}

{len(stage.devices)} devices live there. Ctrl-C stops everything."""


if __name__ == "__main__":
    sys.exit(asyncio.run(main(read_options())))
