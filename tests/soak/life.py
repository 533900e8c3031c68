"""What devices and people do all week."""

import asyncio
from typing import Any

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.exceptions import HomeAssistantError

from .world import World

from tests.simulator import SimulatedDevice


async def devices_live(world: World, every: float) -> None:
    """Let a device report something new every so often (s), until cancelled."""
    while True:
        await asyncio.sleep(world.chance.uniform(0.1, 2.0) * every)
        device = world.any_device()
        if device.online:
            await device.report(anything(world, device))


def anything(world: World, device: SimulatedDevice) -> dict[str, Any]:
    """Return another value for one datapoint of a device."""
    points = [
        point
        for point in device.product.definition.datapoints
        if isinstance(device.values.get(point.name), bool | int | float | str)
    ]
    if not points:
        return {}
    point = world.chance.choice(points)
    now = device.values[point.name]
    if isinstance(now, bool):
        return {point.name: not now}
    if isinstance(now, str):
        return {point.name: world.chance.choice(point.options)}
    top = min(point.maximum, point.minimum + 50)
    return {point.name: point.scaled(world.chance.randint(point.minimum, top))}


async def people_press(world: World, every: float) -> None:
    """Turn a switch over every so often (s); a refusal is an answer too."""
    while True:
        await asyncio.sleep(world.chance.uniform(0.1, 2.0) * every)
        switches = world.hass.states.async_entity_ids("switch")
        if not switches:
            continue
        data = {ATTR_ENTITY_ID: world.chance.choice(switches)}
        world.presses += 1
        try:
            await world.hass.services.async_call("switch", "toggle", data, True)
        except HomeAssistantError:
            continue
