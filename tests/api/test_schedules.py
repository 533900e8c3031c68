"""Schedules of devices, groups and scenes: made, listed, changed, run, deleted."""

from collections.abc import Awaitable
import copy
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from custom_components.gizwits.api import (
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
    GizwitsValueError,
    Product,
    Value,
)
from custom_components.gizwits.api.common_schedules import CommonSchedules
from custom_components.gizwits.api.groups import Groups
from custom_components.gizwits.api.plan import Plan, Schedule
from custom_components.gizwits.api.scenes import Delay, Scenes
from custom_components.gizwits.api.schedules import Schedules
from custom_components.gizwits.api.target import Target, TargetKind
from custom_components.gizwits.api.when import When

from tests.api.helpers import product_of, until
from tests.simulator import SimulatedCloud, SimulatedDevice
from tests.simulator_tests.definitions import MIX

# A Thursday.
START = datetime(2026, 11, 12, 11, 30, tzinfo=UTC)
ONCE = When(time=time(12), date=date(2026, 11, 12))
WEEKLY = When(
    time=time(6, 30),
    weekdays=frozenset({0, 4}),
    start=date(2026, 11, 1),
    end=date(2026, 12, 1),
)
MONTHLY = When(time=time(0), days=frozenset({1, 31}))


@pytest.fixture
def product(device: SimulatedDevice) -> Product:
    """Return the device's product."""
    return product_of(device)


@pytest.fixture
async def client_then(client: GizwitsClient, cloud: SimulatedCloud) -> GizwitsClient:
    """Return a client that is signed in at START, where the clock stands."""
    cloud.clock.freeze(START)
    await client.login()
    return client


async def refused(call: Awaitable[Any]) -> GizwitsError:
    """Return the error of a call that must not succeed."""
    with pytest.raises(GizwitsError) as caught:
        await call
    return caught.value


@pytest.mark.parametrize("when", [ONCE, WEEKLY, MONTHLY])
async def test_life_of_a_schedule(
    client_then: GizwitsClient, device: SimulatedDevice, product: Product, when: When
) -> None:
    """What is made is what is listed; every field of it."""
    schedules = Schedules(client_then)
    values: dict[str, Value] = {
        "power": True,
        "mode": "heat",
        "target": 21.5,
        "plan": b"\1\2\3",
    }
    plan = Plan.setting(product, values, when, enabled=False, remark="早上")
    made = await schedules.create(device.did, plan)
    [found] = await schedules.of_device(device.did)
    assert found == Schedule(
        id=made,
        target=Target(TargetKind.DEVICE, device.did),
        plan=plan,
        product_key=device.product_key,
        created_at=START,
    )
    assert found.plan.values(product) == values
    changed = Plan(when=MONTHLY, raw=b"\1\1\2")
    await schedules.update(device.did, made, changed)
    [found] = await schedules.of_device(device.did)
    assert (found.id, found.plan) == (made, changed)
    await schedules.update(device.did, made, copy.replace(found.plan, enabled=False))
    [found] = await schedules.of_device(device.did)
    assert (found.plan.enabled, found.plan.raw) == (False, b"\1\1\2")
    await schedules.delete(device.did, made)
    assert await schedules.of_device(device.did) == []


async def test_the_cloud_carries_it_out(
    client_then: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    product: Product,
) -> None:
    """At its time, by itself."""
    plan = Plan.setting(product, {"mode": "heat"}, ONCE)
    await Schedules(client_then).create(device.did, plan)
    await cloud.clock.advance(29 * 60)
    assert cloud.controls == []
    await cloud.clock.advance(60)
    assert cloud.controls == [(device.did, {"mode": "heat"})]
    await until(lambda: device.values["mode"] == "heat")


@pytest.mark.parametrize("cap", [1, 3, 20])
async def test_all_pages(
    client_then: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    product: Product,
    cap: int,
) -> None:
    """Whatever the cap; none twice."""
    cloud.settings.page_cap = cap
    plan = Plan.setting(product, {"power": True}, ONCE)
    made = [await Schedules(client_then).create(device.did, plan) for _ in range(25)]
    found = await Schedules(client_then).of_device(device.did)
    assert [schedule.id for schedule in found] == made
    calls = cloud.requests_to("GET", f"/app/devices/{device.did}/scheduler")
    assert {call.query["limit"] for call in calls} == {"20"}


async def test_a_device_without_any_is_one_request(
    client_then: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """As most have none."""
    assert await Schedules(client_then).of_device(device.did) == []
    assert len(cloud.requests_to("GET", "/app/devices/")) == 1


async def test_what_does_not_fit_is_not_sent(
    client_then: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    product: Product,
) -> None:
    """An unknown datapoint, a read-only one, a value; nothing; no time."""
    wrong: dict[str, dict[str, Value]] = {
        "unknown_datapoint": {"x": 1},
        "not_writable": {"room": 1},
        "out_of_range": {"target": 99},
        "not_an_option": {"mode": "sing"},
        "wrong_length": {"plan": b"12345"},
    }
    for reason, values in wrong.items():
        with pytest.raises(GizwitsValueError) as caught:
            Plan.setting(product, values, ONCE)
        assert caught.value.reason == reason
    schedules, common = Schedules(client_then), CommonSchedules(client_then)
    target = Target(TargetKind.DEVICE, device.did)
    nothing, never = Plan(when=ONCE), Plan(when=None, attrs={"power": True})
    cloud.clear_recordings()
    for plan in (nothing, never):
        for call in (
            schedules.create(device.did, plan),
            schedules.update(device.did, "1", plan),
            common.create(target, plan),
        ):
            assert type(await refused(call)) is GizwitsRequestError
    assert cloud.requests == []


async def test_refused(
    client_then: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """An unknown id, another's device, a value only the cloud knows to be wrong."""
    schedules = Schedules(client_then)
    plan = Plan(when=ONCE, attrs={"power": True})
    for call in (
        schedules.update(device.did, "0" * 24, plan),
        schedules.delete(device.did, "0" * 24),
        CommonSchedules(client_then).update("0" * 24, plan),
        CommonSchedules(client_then).delete("0" * 24),
    ):
        error = await refused(call)
        assert (type(error), error.code) == (GizwitsRequestError, 9030)
    other = cloud.add_device(MIX["product_key"]).did
    not_ours: list[Awaitable[Any]] = [
        schedules.of_device(other),
        schedules.create(other, plan),
        schedules.delete(other, "1"),
    ]
    for one in not_ours:
        assert isinstance(await refused(one), GizwitsNotBoundError)
    wrong = Plan(when=ONCE, attrs={"target": 99})
    assert (await refused(schedules.create(device.did, wrong))).code == 9025
    for sneaky in ("../../login", "a/b", "", "ä", "a?b", "a#b"):
        assert (await refused(schedules.delete(device.did, sneaky))).code is None


async def test_schedules_of_other_apps_are_shown_as_they_are(
    client_then: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Without a target, with words we do not know, with a payload like a number."""
    rows: list[Any] = [
        None,
        {"repeat": "mon"},
        {"id": "a", "time": "x", "attrs": {"new": [1]}, "enabled": 0},
        {"id": "b", "time": "12:00", "repeat": "mon", "raw": 616263},
        {"id": "b", "time": "13:00", "repeat": "mon"},
        {"id": "c", "did": "other", "time": "12:00", "repeat": "mon", "attrs": []},
    ]
    cloud.faults.next(path="/app/devices/*/scheduler", body=rows)
    cloud.faults.next(path="/app/devices/*/scheduler", body=[])
    a, b, c = await Schedules(client_then).of_device(device.did)
    assert (a.plan.when, a.plan.attrs, a.plan.enabled) == (None, {"new": [1]}, False)
    assert a.target == Target(TargetKind.DEVICE, device.did)
    assert (b.plan.raw, b.plan.enabled) == (b"abc", True)
    assert b.plan.when == When(time=time(12), weekdays=frozenset({0}))
    assert (c.target, c.plan.attrs) == (Target(TargetKind.DEVICE, "other"), {})


async def test_a_long_payload_is_kept_whole(
    client_then: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """So that what is sent back is what was read."""
    plan = Plan(when=ONCE, raw=bytes(range(256)) * 8)
    cloud.faults.next(method="GET", body=[{"id": "a", **plan.to_json()}])
    [found] = await Schedules(client_then).of_device(device.did)
    assert found.plan == plan


@pytest.mark.parametrize("body", [{}, {"id": ""}, {"id": []}, []])
async def test_made_without_an_id(
    client_then: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    body: Any,
) -> None:
    """Nobody knows what was made."""
    cloud.faults.next(method="POST", body=body)
    plan = Plan(when=ONCE, attrs={"power": True})
    error = await refused(Schedules(client_then).create(device.did, plan))
    assert isinstance(error, GizwitsConnectionError)


async def test_schedules_of_groups_and_scenes(
    client_then: GizwitsClient,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    product: Product,
) -> None:
    """Each with its target; a scene brings what to do."""
    common = CommonSchedules(client_then)
    group_id = await Groups(client_then).create("All", device.product_key)
    await Groups(client_then).add(group_id, [device.did])
    scene_id = await Scenes(client_then).create("Pause", [Delay(1)])
    plan = Plan.setting(product, {"power": True}, ONCE, remark="r")
    only_when = Plan(when=WEEKLY)
    wanted = {
        Target(TargetKind.DEVICE, device.did): plan,
        Target(TargetKind.GROUP, group_id): plan,
        Target(TargetKind.SCENE, scene_id): only_when,
    }
    ids = {target: await common.create(target, one) for target, one in wanted.items()}
    for target, one in wanted.items():
        [found] = await common.of(target)
        assert (found.id, found.target, found.plan) == (ids[target], target, one)
    assert len(await common.of()) == 3
    await cloud.clock.advance(30 * 60)
    assert cloud.controls == [(device.did, {"power": True})] * 2
    for target, made in ids.items():
        is_scene = target.kind is TargetKind.SCENE
        later = Plan(when=MONTHLY) if is_scene else Plan(when=MONTHLY, raw=b"\1\1\1")
        await common.update(made, later)
        [found] = await common.of(target)
        assert (found.id, found.plan) == (made, later)
        await common.delete(made)
    assert await common.of() == []
