"""Asking the devices that nothing is pushed for, or that nothing was heard of."""

import asyncio
from collections.abc import Mapping
import logging
import random
from typing import Final, Never

from ..device_coordinator import DeviceCoordinator
from .reachability import Reachability

_LOGGER = logging.getLogger(__name__)

# How often a device is asked (s), and the least time between two of them.
INTERVAL: Final = 60.0
SPACING: Final = 0.3
# A socket that comes up, or comes back at once, needs less than this.
DELAY: Final = 10.0
# One device may well be answered badly for ever; so many in a row are an outage.
FAILURES: Final = 3


async def poll_unpushed(
    devices: Mapping[str, DeviceCoordinator], reachability: Reachability
) -> Never:
    """Ask for the latest data of devices without a socket, spread over the interval.

    One that takes long to answer keeps no other waiting. In an outage one of them is
    asked now and then, until there is an answer.
    """
    while True:
        await asyncio.sleep(max(DELAY, reachability.pause()))
        due = [device for device in devices.values() if device.is_due]
        random.shuffle(due)
        if reachability.failures >= FAILURES:
            due = due[:1]
        pause = max(SPACING, INTERVAL / max(1, len(due)))
        async with asyncio.TaskGroup() as group:
            for device in due:
                if device.is_due:
                    group.create_task(_ask(device))
                await asyncio.sleep(pause)
                if reachability.failures >= FAILURES or reachability.is_quiet:
                    break


async def _ask(device: DeviceCoordinator) -> None:
    try:
        await device.async_poll()
    except Exception:
        # A fault of ours over one device must not end the asking of all.
        _LOGGER.exception("Unexpected error over the latest data of a device")
