"""What `--once` checks, each with a real Home Assistant and over real sockets."""

import asyncio
from collections.abc import Awaitable, Callable

from .checks_of_log import check_log
from .checks_of_network import check_network
from .checks_of_push import check_lost_and_found, check_outside, check_reading
from .checks_of_setup import (
    check_address,
    check_dashboard,
    check_devices,
    check_sockets,
)
from .checks_of_writes import check_number, check_select, check_switch
from .errors import DemoError
from .process import HomeAssistantProcess
from .stage import Stage
from .verdict import Verdict

from tests.simulator.live import live

type Check = Callable[[Stage, Verdict], Awaitable[None]]

_LIFE = 3.0
_CHECKS: tuple[Check, ...] = (
    check_devices,
    check_sockets,
    check_address,
    check_dashboard,
    check_switch,
    check_number,
    check_select,
    check_outside,
    check_reading,
    check_lost_and_found,
)


async def check_all(stage: Stage, process: HomeAssistantProcess) -> bool:
    """Run all checks, also after one has failed; return whether all went well."""
    verdict = Verdict()
    for check in _CHECKS:
        try:
            await check(stage, verdict)
        except DemoError as err:
            verdict.fail(str(err))
    await check_life(stage, verdict)
    check_network(process, verdict)
    check_log(stage.place.folder, verdict)
    print(f"{verdict.passed} checks passed, {verdict.failed} failed.", flush=True)
    return not verdict.failed


async def check_life(stage: Stage, verdict: Verdict) -> None:
    """Let the devices live for a moment; this comes last as nothing stays as it was."""
    before = stage.states.changes
    stage.household.cloud.spawn(live(stage.household.cloud, pace=0.1))
    await asyncio.sleep(_LIFE)
    changes = stage.states.changes - before
    verdict.check(
        changes >= 10,
        f"the devices live: {changes} states changed by themselves in {_LIFE:.0f} s",
    )
