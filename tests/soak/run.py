"""One run: an account lives with faults; what became of it, in figures."""

import asyncio
from collections import Counter
from dataclasses import dataclass
import random
import tracemalloc

import pytest

from homeassistant.core import HomeAssistant

from .life import devices_live, people_press
from .mutations import MUTATIONS
from .troubles import TROUBLES, Trouble
from .truth import differences, memory
from .warp import warped
from .world import World

from tests.common import set_up
from tests.conftest import NAME, PASSWORD
from tests.simulator import SimulatedCloud
from tests.simulator.household import build_household

HOUR = 3600.0
# A device is looked up when nothing was heard of it for an hour.
RECOVERY = 2 * HOUR
# In an outage as at any other time, of a dozen devices.
MOST_REQUESTS_AN_HOUR = 900


@dataclass(frozen=True)
class Plan:
    """How long, with which devices, troubles and missing handler."""

    hours: float = 4.0
    seed: int = 1
    devices: int = 12
    mutation: str = ""
    # All troubles by chance; else those a mutation shows by, of one or of all.
    is_long: bool = True
    in_turn: bool = False
    recovery: float = RECOVERY
    # Seconds between two faults, two reports of any device and two people.
    pause: float = 1200.0
    reports: float = 150.0
    presses: float = 900.0

    def trouble(self, chance: random.Random, past: int) -> tuple[str, Trouble]:
        """Return the next trouble, with its name, after `past` others."""
        if self.in_turn:
            mutation = list(MUTATIONS)[past % len(MUTATIONS)]
            return mutation, MUTATIONS[mutation].trouble
        if self.mutation and not self.is_long:
            return self.mutation, MUTATIONS[self.mutation].trouble
        name = chance.choice(list(TROUBLES))
        return name, TROUBLES[name]


@dataclass
class Outcome:
    """What was found at the end; counts are before and after."""

    wrong: list[str]
    tasks: tuple[int, int]
    sockets: tuple[int, int]
    memory: tuple[int, int]
    troubles: Counter[str]
    world: World
    hours: float
    reauths: int

    def faults(self) -> list[str]:
        """Return, in words, everything that is not as it has to be."""
        world = self.world
        found = [*self.wrong, *world.tracebacks]
        found += [f"{name} was removed though it is bound" for name in world.removed]
        if self.tasks[1] > self.tasks[0] + 2:
            found.append(f"tasks: {self.tasks}")
        if self.sockets[1] != self.sockets[0]:
            found.append(f"sockets: {self.sockets}")
        if self.memory[1] > self.memory[0] * 1.5:
            found.append(f"memory: {self.memory}")
        if self.reauths:
            found.append("somebody was asked for a password that is right")
        if world.commands > world.presses:
            found.append(f"{world.presses} presses, {world.commands} commands")
        if world.requests > max(1.0, self.hours) * MOST_REQUESTS_AN_HOUR:
            found.append(f"{world.requests} requests")
        return found


async def live(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    plan: Plan,
) -> Outcome:
    """Let an account live for some hours of faults; return what became of it.

    A mutation is made once everything is set up.
    """
    chance = random.Random(plan.seed)
    cloud.faults.seed(plan.seed)
    user = cloud.add_user(NAME, PASSWORD)
    build_household(cloud, user, count=plan.devices)
    tracemalloc.start()
    with warped(monkeypatch.setattr) as warp:
        entry = await set_up(hass, cloud, user)
        world = World(hass, cloud, user, entry, warp, chance, caplog)
        world.watch()
        await asyncio.sleep(60)
        world.count()
        if plan.mutation:
            MUTATIONS[plan.mutation].make(monkeypatch.setattr)
            # What runs already is not changed.
            for host in cloud.m2m:
                host.drop_all()
            await asyncio.sleep(60)
        before = await _figures(world)
        await _suffer(world, plan)
        after = await _figures(world)
        outcome = Outcome(
            list(differences(hass, world.account, cloud)),
            *zip(before, after, strict=True),
            troubles=Counter(world.struck),
            world=world,
            hours=plan.hours + plan.recovery / HOUR,
            reauths=len(hass.config_entries.flow.async_progress()),
        )
        await hass.config_entries.async_unload(entry.entry_id)
        await hass.async_block_till_done()
    tracemalloc.stop()
    return outcome


async def _suffer(world: World, plan: Plan) -> None:
    """Let things go wrong one after the other, and be well again at the end."""
    clock = asyncio.get_running_loop().time
    lives = [
        asyncio.create_task(devices_live(world, plan.reports)),
        asyncio.create_task(people_press(world, plan.presses)),
    ]
    ends = clock() + plan.hours * HOUR
    while clock() < ends:
        await asyncio.sleep(world.chance.expovariate(1 / plan.pause))
        name, trouble = plan.trouble(world.chance, len(world.struck))
        world.struck.append(name)
        await trouble(world)
        world.count()
    for task in lives:
        task.cancel()
    await asyncio.gather(*lives, return_exceptions=True)
    await asyncio.sleep(plan.recovery)
    world.count()


async def _figures(world: World) -> tuple[int, int, int]:
    await world.hass.async_block_till_done()
    return len(asyncio.all_tasks()), _sockets(world.cloud), memory()


def _sockets(cloud: SimulatedCloud) -> int:
    return sum(len(host.sessions) for host in cloud.m2m)


def report(outcome: Outcome, plan: Plan) -> str:
    """Return what was found, in words."""
    world, requests = outcome.world, outcome.world.requests
    told = "\n".join(f"  {line}" for line in outcome.faults()[:20])
    struck = ", ".join(f"{name} {n}" for name, n in sorted(outcome.troubles.items()))
    return f"""\
{plan.hours:g} hours, seed {plan.seed}, {plan.devices} devices, mutation: {plan.mutation or "none"}
faults    {outcome.troubles.total()}: {struck}
requests  {requests}, {requests / outcome.hours:.0f} an hour; logins {world.logins}
presses   {world.presses}; commands carried out {world.commands}
tasks     {outcome.tasks[0]} before, {outcome.tasks[1]} after
sockets   {outcome.sockets[0]} before, {outcome.sockets[1]} after
memory    {outcome.memory[0]} KiB before, {outcome.memory[1]} KiB after
result    {"all is as it is at the devices" if not told else "NOT WELL"}
{told}"""
