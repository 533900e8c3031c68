"""Groups: filled, controlled by one request, emptied."""

from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.gizwits.api import (
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsValueError,
    Value,
)
from custom_components.gizwits.api.groups import Group, Groups, Member
from custom_components.gizwits.api.outcome import Outcome

from tests.api.helpers import product_of, until
from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator_tests.definitions import MIX

START = datetime(2026, 11, 12, 11, 30, tzinfo=UTC)
KEY = MIX["product_key"]


@pytest.fixture
async def groups(client: GizwitsClient, cloud: SimulatedCloud) -> Groups:
    """Return the area at a cloud whose clock stands at START."""
    cloud.clock.freeze(START)
    await client.login()
    return Groups(client)


async def code_of(call: Awaitable[Any]) -> int | None:
    """Return the code of a call that must not succeed."""
    with pytest.raises(GizwitsError) as caught:
        await call
    return caught.value.code


async def test_made_renamed_deleted(groups: Groups, cloud: SimulatedCloud) -> None:
    """With a product, and without one."""
    made = await groups.create("Upstairs", KEY)
    other = await groups.create("Odds")
    first, second = await groups.all()
    assert first == Group(
        id=made,
        name="Upstairs",
        product_key=KEY,
        product_name=cloud.products[KEY].product_name,
        created_at=START,
        updated_at=START,
    )
    assert (second.id, second.product_key) == (other, "")
    await groups.rename(made, "Attic")
    await groups.delete(other)
    assert [group.name for group in await groups.all()] == ["Attic"]
    assert await code_of(groups.delete(other)) == 9015
    assert await code_of(groups.create("x", "0" * 32)) == 9002


async def test_filled_and_emptied(
    groups: Groups,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    var_len: SimulatedDevice,
) -> None:
    """What did not go in says why."""
    made = await groups.create("Upstairs", KEY)
    stranger = cloud.add_device(KEY).did
    outcome = await groups.add(made, [device.did, var_len.did, stranger, "x"])
    assert outcome == Outcome(
        (device.did,),
        (var_len.did, stranger, "x"),
        ((var_len.did, 9002), (stranger, 9017), ("x", 9014)),
    )
    assert await groups.members(made) == [
        Member(device.did, KEY, cloud.products[KEY].product_name, "Box", "normal")
    ]
    outcome = await groups.remove(made, [device.did, "x"])
    assert outcome == Outcome((device.did,), ("x",))
    assert await groups.members(made) == []


async def test_controlled(
    groups: Groups, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> None:
    """One request; who is offline is told; nothing is sent that does not fit."""
    other = cloud.add_device(KEY, online=False)
    cloud.bind(user, other)
    made = await groups.create("Upstairs", KEY)
    await groups.add(made, [device.did, other.did])
    product = product_of(device)
    cloud.clear_recordings()
    values: dict[str, Value] = {"power": True, "mode": "heat", "plan": b"\1\2\3"}
    results = await groups.control(made, product, values)
    assert results == {device.did: True, other.did: False}
    assert len(cloud.requests) == 1
    await until(lambda: device.values["plan"] == b"\1\2\3")
    assert await groups.control_raw(made, b"\1\1\0") == results
    assert cloud.raws == [(device.did, b"\1\1\0")]
    with pytest.raises(GizwitsValueError):
        await groups.control(made, product, {"target": 99})
    assert len(cloud.requests) == 2
    odds = await groups.create("Odds")
    assert await code_of(groups.control(odds, product, values)) == 9015


async def test_answers_that_are_none(groups: Groups, cloud: SimulatedCloud) -> None:
    """No list is no empty list."""
    bodies: list[Any] = [{}, "x", {"groups": []}]
    for body in bodies:
        cloud.faults.all(path="/app/", body=body)
        for call in (
            groups.all(),
            groups.members("g"),
            groups.control_raw("g", b"\1"),
        ):
            with pytest.raises(GizwitsConnectionError):
                await call
        cloud.faults.clear()


async def test_rows_that_are_odd(groups: Groups, cloud: SimulatedCloud) -> None:
    """Are left out."""
    cloud.faults.next(path="/app/group", body=[None, {}, {"id": 5, "group_name": None}])
    assert await groups.all() == [Group(id="5", name="")]
    cloud.faults.next(path="/app/group/g/devices", body=[None, {}, {"did": "d"}])
    assert await groups.members("g") == [Member("d", "", "", "", "")]
    rows = [None, {"result": True}, {"did": "d", "result": "true"}, {"did": "e"}]
    cloud.faults.next(path="/app/group/g/control", body=rows)
    assert await groups.control_raw("g", b"\1") == {"d": True, "e": False}
