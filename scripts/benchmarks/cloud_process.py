"""The simulated cloud as a process of its own, so that its work is not counted.

``python -m scripts.benchmarks.cloud_process DEVICES DELAY`` prints the entry's data as JSON
and ends with its standard input.
"""

import asyncio
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
import sys
from typing import Any

from .household import Household, household


@asynccontextmanager
async def distant_household(
    devices: int, *, delay: float = 0.0
) -> AsyncIterator[dict[str, Any]]:
    """Run a cloud with so many devices elsewhere; yield the data of its entry.

    It takes `delay` seconds for each answer.
    """
    arguments = ("-m", __name__, str(devices), str(delay))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdin=PIPE, stdout=PIPE
    )
    assert process.stdin and process.stdout
    try:
        yield json.loads(await process.stdout.readline())
    finally:
        process.stdin.close()
        await process.wait()


async def _serve(devices: int, delay: float) -> None:
    async with household(devices, delay=delay) as there:
        print(json.dumps(Household.entry_data(there)), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2])))
