"""Linkage rules: made, listed, changed, deleted; and what they may name."""

from collections.abc import Awaitable
import copy
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.gizwits.api import (
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
)
from custom_components.gizwits.api.rule import (
    Condition,
    Rule,
    RuleCommand,
    RuleEvent,
    RuleInput,
    RulePause,
    RuleTrigger,
)
from custom_components.gizwits.api.rules import RuleParameter, Rules

from tests.api.strategies import JSON, shaped
from tests.simulator import SimulatedCloud, SimulatedDevice
from tests.simulator_tests.definitions import MIX, MIX_VAR_LEN

KEY = MIX["product_key"]
PATH = "/app/rules"


@pytest.fixture
def rules(client: GizwitsClient) -> Rules:
    """Return the area."""
    return Rules(client)


@pytest.fixture
def rule(device: SimulatedDevice) -> Rule:
    """Return a rule with everything a rule can have."""
    return Rule(
        name="Cool down",
        remark="r",
        product_key=KEY,
        did=device.did,
        event=RuleEvent.FAULT,
        trigger=RuleTrigger("broken", active=False),
        inputs=(RuleInput(KEY, device.did, "device1"),),
        conditions=(
            (
                Condition("device1.room", ">", "25"),
                Condition("device1.power", "==", "1"),
            ),
            (Condition("device1.mode", "!=", "'heat'"),),
        ),
        steps=(
            (RuleCommand(device.did, {"mode": "cool"}), RulePause(5)),
            (RuleCommand(device.did, raw=b"\1\1\0"),),
        ),
        interval=60,
    )


async def code_of(call: Awaitable[Any]) -> int | None:
    """Return the code of a call that must not succeed."""
    with pytest.raises(GizwitsError) as caught:
        await call
    return caught.value.code


async def test_made_changed_deleted(rules: Rules, rule: Rule) -> None:
    """What is read is what was made."""
    made = await rules.create(rule)
    [found] = await rules.all()
    assert found == copy.replace(rule, id=made)
    simple = copy.replace(
        found,
        event=RuleEvent.ONLINE,
        trigger=None,
        conditions=(),
        inputs=(),
        interval=0,
    )
    await rules.update(simple)
    assert await rules.all() == [simple]
    await rules.delete(made)
    assert await rules.all() == []
    assert await code_of(rules.delete(made)) == 9015


@pytest.mark.parametrize("cap", [1, 2, 20])
async def test_all_pages(
    rules: Rules, cloud: SimulatedCloud, rule: Rule, cap: int
) -> None:
    """Whatever the cap."""
    cloud.settings.page_cap = cap
    made = [await rules.create(rule) for _ in range(5)]
    assert [found.id for found in await rules.all()] == made


async def test_refused(
    rules: Rules, cloud: SimulatedCloud, rule: Rule, device: SimulatedDevice
) -> None:
    """Nothing to do, no event, a device of somebody else."""
    await rules.all()
    sent = len(cloud.requests)
    for wrong in ({"steps": ()}, {"event": None}):
        with pytest.raises(GizwitsRequestError):
            await rules.create(copy.replace(rule, **wrong))
    assert len(cloud.requests) == sent
    other = cloud.add_device(KEY).did
    with pytest.raises(GizwitsNotBoundError):
        await rules.create(copy.replace(rule, did=other))
    assert await code_of(rules.create(copy.replace(rule, product_key="0"))) == 9002


async def test_what_rules_may_name(rules: Rules, cloud: SimulatedCloud) -> None:
    """Of some products, or of all."""
    found = await rules.parameters([KEY])
    assert list(found) == [KEY]
    by_name = {one.name: one for one in found[KEY]}
    assert by_name["mode"] == RuleParameter(
        "mode", "mode", "enum", ("cool", "heat", "dry")
    )
    assert (by_name["power"].type, by_name["room"].type) == ("bool", "int")
    assert set(await rules.parameters()) == {KEY, MIX_VAR_LEN["product_key"]}
    assert await code_of(rules.parameters(["0"])) == 9002
    cloud.faults.next(path=f"{PATH}/params", body={"a": None, "b": [None]})
    empty = RuleParameter("", "", "", ())
    assert await rules.parameters() == {"a": (), "b": (empty,)}


async def test_the_number_has_two_names(rules: Rules, cloud: SimulatedCloud) -> None:
    """`rule_id` in the document, `id` in the vendor's schema."""
    rows: list[Any] = [{"rule_id": 1}, {"id": "2"}, {"name": "x"}, None, {"id": "x"}]
    cloud.faults.next(path=PATH, body={"rules": rows})
    cloud.faults.next(path=PATH, body={"rules": []})
    assert [rule.id for rule in await rules.all()] == [1, 2]


async def test_answers_that_are_none(
    rules: Rules, cloud: SimulatedCloud, rule: Rule
) -> None:
    """No list is no empty list, and no id is no rule."""
    bodies: list[Any] = [{}, [], {"rules": None}]
    for body in bodies:
        cloud.faults.next(path=PATH, body=body)
        with pytest.raises(GizwitsConnectionError):
            await rules.all()
        cloud.faults.next(path=PATH, body=body)
        with pytest.raises(GizwitsConnectionError):
            await rules.create(rule)


STEP = JSON | shaped(type=st.just("delay"), delay=JSON, did=JSON, attrs=JSON, raw=JSON)
ROW = shaped(
    rule_id=st.integers(1, 9),
    event=st.sampled_from(RuleEvent) | JSON,
    event_attr=shaped(attr_name=st.text(), value=st.sampled_from(["0", "1", 1])),
    input=st.lists(JSON | shaped(did=JSON, prefix=JSON), max_size=2),
    condition=st.lists(JSON | st.lists(JSON | shaped(left=JSON), max_size=2)),
    output=st.lists(JSON | st.lists(STEP, max_size=2), max_size=2),
)


@given(JSON | ROW)
def test_anything_is_read(raw: Any) -> None:
    """Never an error; what was read can be sent and read again."""
    if (rule := Rule.from_json(raw)) is not None:
        body = {**rule.to_json(), "rule_id": rule.id}
        assert Rule.from_json(body) == rule
