"""The household of the demo and its life."""

import asyncio
from pathlib import Path
import random
import signal
import subprocess
import sys

import pytest

from tests.simulator import SimulatedCloud, User
from tests.simulator.household import build_household
from tests.simulator.household_data import MEMBERS, Drift
from tests.simulator.live import drift, happen, live, lose_connection, press
from tests.simulator_tests.phone import Phone


async def test_every_product_has_a_device(cloud: SimulatedCloud, user: User) -> None:
    """At least ten products, spread over both hosts, with values that fit."""
    devices = build_household(cloud, user)
    assert len({device.product_key for device in devices}) == len(devices) >= 10
    assert {device.m2m for device in devices} == {0, 1}
    assert len(cloud.bindings.of_user(user.uid)) == len(devices)
    for device in devices:
        assert device.product.definition.check(device.values) == device.values
        assert device.fields["wifi_soft_version"]
    aliases = [device.alias for device in devices]
    assert len(set(aliases)) == len(aliases)


async def test_values_of_the_household_fit_their_products(
    cloud: SimulatedCloud, user: User
) -> None:
    """Each name in the table is a datapoint: a product that changed is noticed."""
    devices = {device.alias: device for device in build_household(cloud, user)}
    for stem, member in MEMBERS.items():
        known = devices[member.alias].product.definition.by_name
        names = {*member.values, *member.pressed}
        for each in member.drifts:
            names |= {each.reading, each.target or each.reading}
        assert names <= set(known), stem


@pytest.mark.parametrize(("count", "products"), [(3, 3), (0, 0), (100, None)])
async def test_count_repeats_products(
    cloud: SimulatedCloud, user: User, count: int, products: int | None
) -> None:
    """As many as asked for; the second of a kind has a number in its name."""
    devices = build_household(cloud, user, count)
    kinds = {device.product_key for device in devices}
    assert len(devices) == count
    assert len(kinds) == (products if products is not None else len(MEMBERS))
    assert len({device.alias for device in devices}) == count


async def test_odd_definitions_only_when_asked_for(
    cloud: SimulatedCloud, user: User
) -> None:
    """They are served as they are and give what devices they can."""
    usual = build_household(cloud, user)
    odd = build_household(cloud, user, odd=True)[len(usual) :]
    names = {device.product.product_name for device in odd}
    assert names
    assert not names & {device.product.product_name for device in usual}


async def test_a_reading_follows_its_set_point(
    cloud: SimulatedCloud, user: User
) -> None:
    """And stops there; a wandering one stays within its limits."""
    devices = {device.alias: device for device in build_household(cloud, user)}
    spa, meter = devices["Garden spa"], devices["Main meter"]
    chance = random.Random(1)
    for expected in (35, 36, 37, 38, 38):
        await drift(spa, Drift("temp_now", 1, "temp_set"), chance)
        assert spa.values["temp_now"] == expected
    seen = set()
    for _ in range(50):
        await drift(meter, Drift("voltage", 0.4, low=229, high=231), chance)
        seen.add(meter.values["voltage"])
    assert len(seen) > 2
    assert all(229 <= float(voltage) <= 231 for voltage in seen)


async def test_somebody_presses_a_button(
    phone: Phone, cloud: SimulatedCloud, user: User
) -> None:
    """The socket hears of it."""
    device = build_household(cloud, user, 1)[0]
    member = MEMBERS["spa"]
    before = {name: device.values[name] for name in member.pressed}
    async with phone.socket() as ws:
        await press(device, member, random.Random(1))
        attrs = (await ws.receive_json(timeout=1))["data"]["attrs"]
    changed = [name for name in member.pressed if attrs[name] != before[name]]
    assert len(changed) == 1


async def test_a_device_goes_and_comes_back(cloud: SimulatedCloud, user: User) -> None:
    """Offline for a while."""
    device = build_household(cloud, user, 1)[0]
    lose_connection(cloud, device, 0.1)
    await asyncio.sleep(0.02)
    assert not device.online
    await asyncio.sleep(0.15)
    assert device.online


async def test_the_same_seed_is_the_same_life(user: User) -> None:
    """Two clouds, one life."""
    lives = []
    for _ in range(2):
        cloud = SimulatedCloud(seed=5)
        build_household(cloud, cloud.add_user("a", "b"))
        chance = random.Random(3)
        for _ in range(30):
            await happen(cloud, chance, 0)
        lives.append([device.values for device in cloud.devices.values()])
        await cloud.settle()
    assert lives[0] == lives[1]


async def test_life_goes_on_until_cancelled(cloud: SimulatedCloud, user: User) -> None:
    """Something changes within a few paces."""
    devices = build_household(cloud, user)
    before = [dict(device.values) for device in devices]
    task = asyncio.create_task(live(cloud, pace=0.01))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [device.values for device in devices] != before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_command_line(number: signal.Signals) -> None:
    """It prints the address and ends with 0 on either signal."""
    command = [sys.executable, "-m", "tests.simulator", "--devices", "12", "--still"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().split() for _ in range(4)]
        process.send_signal(number)
        assert process.wait(timeout=20) == 0
    assert lines[0][0] == "address"
    assert lines[0][1].startswith("http://127.0.0.1:")
    assert lines[3] == ["devices", "12"]
