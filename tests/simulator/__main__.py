"""The simulated cloud from the command line: ``python -m tests.simulator``."""

import argparse
import asyncio
import contextlib
import signal

from .cloud import SimulatedCloud
from .household import build_household
from .live import live


def arguments() -> argparse.Namespace:
    """Return the options; the account is made up and lives in this process only."""
    parser = argparse.ArgumentParser(prog="tests.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--user", default="anna@example.com")
    parser.add_argument("--password", default="Password1!")
    parser.add_argument("--app-id", help="any 32 hex digits")
    parser.add_argument("--devices", type=int, help="how many; default one a product")
    parser.add_argument("--report-delay", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--page-cap", type=int, default=20, metavar="ROWS")
    parser.add_argument("--pace", type=float, default=2.0, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--still", action="store_true", help="nothing happens by itself"
    )
    return parser.parse_args()


async def serve(options: argparse.Namespace) -> None:
    """Run a household until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    cloud = SimulatedCloud(
        port=options.port,
        page_cap=options.page_cap,
        report_delay=options.report_delay,
        seed=options.seed,
    )
    async with cloud:
        app = cloud.add_app(options.app_id) if options.app_id else cloud.app
        user = cloud.add_user(options.user, options.password, app=app)
        devices = build_household(cloud, user, options.devices)
        print(f"address  {cloud.base_url}")
        print(f"app id   {app.app_id}")
        print(f"user     {options.user}")
        print(f"devices  {len(devices)}", flush=True)
        if not options.still:
            cloud.spawn(live(cloud, pace=options.pace, seed=options.seed))
        await stop.wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(arguments()))
