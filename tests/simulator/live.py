"""Devices that live: temperatures drift, buttons are pressed, one loses its Wi-Fi."""

import asyncio
import random

from .cloud import SimulatedCloud
from .device import SimulatedDevice
from .household import member_of
from .household_data import Drift, Member


async def live(
    cloud: SimulatedCloud,
    *,
    pace: float = 2.0,
    seed: int = 1,
    away: float = 20.0,
) -> None:
    """Let something happen every ``pace`` seconds until cancelled.

    The same ``seed`` gives the same life. A device that goes offline comes back after
    ``away`` seconds.
    """
    chance = random.Random(seed)
    while True:
        await asyncio.sleep(pace)
        await happen(cloud, chance, away)


async def happen(cloud: SimulatedCloud, chance: random.Random, away: float) -> None:
    """Let each temperature move a step, and now and then something more happen."""
    members = [(device, member_of(device)) for device in cloud.devices.values()]
    for device, member in members:
        if device.online and member.drifts and chance.random() < 0.3:
            await drift(device, chance.choice(member.drifts), chance)
    able = [(device, member) for device, member in members if member.pressed]
    if able and chance.random() < 0.35:
        await press(*chance.choice(able), chance)
    if members and chance.random() < 0.06:
        lose_connection(cloud, chance.choice(members)[0], away)


async def drift(device: SimulatedDevice, what: Drift, chance: random.Random) -> None:
    """Move a reading one step towards its set point, or one step at random."""
    datapoint = device.product.definition.by_name.get(what.reading)
    now = device.values.get(what.reading)
    if datapoint is None or not isinstance(now, int | float):
        return
    goal = device.values.get(what.target) if what.target else None
    if isinstance(goal, int | float):
        way = min(max(goal - now, -what.step), what.step)
    else:
        way = what.step * chance.choice((-1, 1))
        way = -way if not what.low <= now + way <= what.high else way
    raw = datapoint.unscaled(now + way)
    moved = datapoint.scaled(min(max(raw, datapoint.minimum), datapoint.maximum))
    if moved != now:
        await device.report({what.reading: moved})


async def press(device: SimulatedDevice, member: Member, chance: random.Random) -> None:
    """Turn something over as a person standing in front of the device would."""
    name = chance.choice(member.pressed)
    if device.online and isinstance(device.values.get(name), bool):
        await device.report({name: not device.values[name]})


def lose_connection(
    cloud: SimulatedCloud, device: SimulatedDevice, away: float
) -> None:
    """Take a device offline and bring it back later."""
    if device.online:
        cloud.spawn(_be_away(device, away))


async def _be_away(device: SimulatedDevice, seconds: float) -> None:
    await device.set_online(False)
    await asyncio.sleep(seconds)
    await device.set_online(True)
