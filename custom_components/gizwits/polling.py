"""Asking the devices that nothing is pushed for."""

import asyncio
from collections.abc import Mapping
from typing import Final, Never

from .device_coordinator import DeviceCoordinator

# How often a device is asked (s), and the least time between two of them.
INTERVAL: Final = 60.0
SPACING: Final = 0.3
# A socket that comes up, or comes back at once, needs less than this.
DELAY: Final = 10.0


async def poll_unpushed(devices: Mapping[str, DeviceCoordinator]) -> Never:
    """Ask for the latest data of devices without a socket, spread over the interval.

    One that takes long to answer keeps no other waiting.
    """
    while True:
        await asyncio.sleep(DELAY)
        unpushed = [device for device in devices.values() if not device.pushed]
        pause = max(SPACING, INTERVAL / max(1, len(unpushed)))
        async with asyncio.TaskGroup() as group:
            for device in unpushed:
                if not device.pushed:
                    group.create_task(device.async_poll())
                await asyncio.sleep(pause)
