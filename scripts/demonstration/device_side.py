"""What a device does by itself, and how long Home Assistant takes to show it."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

from .errors import DemoError
from .picks import Pick
from .stage import Stage

# What a change at the device may take to show (s).
SOON = 1.0
_DEVICE_TIMEOUT = 10.0


async def report(
    stage: Stage, chosen: Pick, value: Any, shows: Callable[[str], bool]
) -> float | None:
    """Let the device report; return how long Home Assistant took, None for too long."""
    started = monotonic()
    await chosen.device.report({chosen.entity.key: value})
    came = await stage.states.until(
        lambda: shows(stage.states[chosen.entity_id].value), SOON
    )
    return None if came is None else monotonic() - started


async def until_reported(chosen: Pick, before: object) -> float:
    """Wait for the device to do and report something; return how long that took."""
    started = monotonic()
    while chosen.value == before:
        if monotonic() - started > _DEVICE_TIMEOUT:
            raise DemoError(f"{chosen.entity_id}: the device has not done it")
        await asyncio.sleep(0.01)
    took = monotonic() - started
    # The report still has to arrive.
    await asyncio.sleep(0.1)
    return took


def after(seconds: float | None) -> str:
    """Return how long something took, in words."""
    return "not at all" if seconds is None else f"after {seconds * 1000:.1f} ms"


def is_near(state: str, value: float) -> bool:
    """Return whether a state is a number, up to the noise of its last digits."""
    try:
        return abs(float(state) - value) < 1e-6
    except ValueError:
        return False
