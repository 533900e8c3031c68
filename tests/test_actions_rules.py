"""Rules: listed in words a person knows, made, changed, deleted."""

from typing import Any

import pytest
import voluptuous as vol

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .acting import add_made_up
from .action_helpers import World, build_world, call, device_id, fill_world
from .common import account_entry, add_device
from .shapes import definition, pick

from tests.simulator import SimulatedCloud, User


@pytest.fixture
async def world(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> World:
    """Return an account with two machines and a fan."""
    return await build_world(hass, cloud, user)


def names(hass: HomeAssistant, world: World, *aliases: str) -> list[dict[str, Any]]:
    """Return what a response says of devices."""
    devices = {"Machine": world.machine, "Second": world.second}
    return [
        {"device_id": device_id(hass, world, devices[alias]), "name": alias}
        for alias in aliases
    ]


async def test_listed_and_deleted(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """One that the app made."""
    await fill_world(hass, cloud, world)
    (machine,) = names(hass, world, "Machine")
    answer = await call(hass, "get_rules", {})
    (rule,) = answer["rules"]  # type: ignore[misc]
    assert rule == {
        "rule_id": world.rule,
        "name": "Too hot",
        "remark": "",
        "device": machine,
        "event": "data",
        "datapoint": None,
        "ends": None,
        "conditions": [],
        "steps": [
            {"sequence": 1, "device": machine, "values": {"amount": 55}, "raw": False}
        ],
        "interval": 0,
    }
    await call(hass, "delete_rule", {"rule_id": world.rule})
    assert await call(hass, "get_rules", {}) == {"rules": []}
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "delete_rule", {"rule_id": world.rule})
    assert caught.value.translation_key == "error_9015"


async def test_made_with_everything(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """Each kind of datapoint as the cloud compares it; listed as it was given."""
    machine, second = names(hass, world, "Machine", "Second")
    one, two = machine["device_id"], second["device_id"]
    answer = await call(
        hass,
        "create_rule",
        {
            "name": "Guard",
            "remark": "r",
            "interval": 60,
            "device_id": one,
            "event": "fault",
            "datapoint": "fault_x",
            "ends": True,
            "conditions": [
                {
                    "device_id": two,
                    "datapoint": "amount",
                    "operator": "above",
                    "value": "42",
                },
                {"device_id": one, "datapoint": "option_a", "value": "on"},
                {
                    "device_id": two,
                    "datapoint": "choice",
                    "operator": "not_equal",
                    "value": "gamma",
                    "alternative": 7,
                },
                {
                    "device_id": two,
                    "datapoint": "blob",
                    "value": "ff",
                    "alternative": 7,
                },
            ],
            "steps": [
                {"device_id": two, "values": {"choice": "gamma", "option_b": False}},
                {"delay": 5},
                {"device_id": two, "values": {"amount": 21}},
                {"device_id": one, "values": {"amount": 22}, "sequence": 2},
            ],
        },
    )
    (received,) = cloud.requests_to("POST", "/app/rules")
    key, blob = world.machine.product_key, "FF" + "00" * 7
    assert received.body == {
        "product_key": key,
        "did": world.machine.did,
        "name": "Guard",
        "remark": "r",
        "interval": 60,
        "event": "fault",
        "event_attr": {"attr_name": "fault_x", "value": "0"},
        "input": [
            {"product_key": key, "did": world.second.did, "prefix": "device1"},
            {"product_key": key, "did": world.machine.did, "prefix": "device2"},
        ],
        "condition": [
            [
                {"left": "device1.amount", "opt": ">", "right": "42"},
                {"left": "device2.option_a", "opt": "==", "right": "1"},
            ],
            [
                {"left": "device1.choice", "opt": "!=", "right": "'gamma'"},
                {"left": "device1.blob", "opt": "==", "right": f"0x{blob}"},
            ],
        ],
        "output": [
            [
                {
                    "type": "devctrl",
                    "did": world.second.did,
                    "attrs": {"choice": "gamma", "option_b": False},
                },
                {"type": "delay", "delay": 5},
                {"type": "devctrl", "did": world.second.did, "attrs": {"amount": 21}},
            ],
            [{"type": "devctrl", "did": world.machine.did, "attrs": {"amount": 22}}],
        ],
    }
    listed: Any = await call(hass, "get_rules", {})
    (rule,) = listed["rules"]
    assert rule["rule_id"] == answer["rule_id"]
    assert (rule["event"], rule["datapoint"], rule["ends"]) == (
        "fault",
        "fault_x",
        True,
    )
    assert [
        (
            one["alternative"],
            one["device"],
            one["datapoint"],
            one["operator"],
            one["value"],
        )
        for one in rule["conditions"]
    ] == [
        (1, second, "amount", "above", 42),
        (1, machine, "option_a", "equal", True),
        (2, second, "choice", "not_equal", "gamma"),
        (2, second, "blob", "equal", blob.lower()),
    ]
    assert [one.get("delay", one.get("values")) for one in rule["steps"]] == [
        {"choice": "gamma", "option_b": False},
        5,
        {"amount": 21},
        {"amount": 22},
    ]
    assert [one["sequence"] for one in rule["steps"]] == [1, 1, 1, 2]


async def test_changed_in_part(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """What is not given is sent back as it was."""
    await fill_world(hass, cloud, world)
    machine, second = (
        one["device_id"] for one in names(hass, world, "Machine", "Second")
    )
    before = cloud.rules[world.rule].body
    given: dict[str, Any] = {"rule_id": world.rule, "name": "Late", "interval": 9}
    await call(hass, "update_rule", given)
    after = cloud.rules[world.rule].body
    assert after == {**before, "name": "Late", "interval": 9}

    await call(
        hass,
        "update_rule",
        {"rule_id": world.rule, "device_id": second, "event": "online"},
    )
    changed = cloud.rules[world.rule].body
    assert changed == {**after, "did": world.second.did, "event": "online"}
    for data in (
        {"event": "alert", "datapoint": "fault_x"},
        {"event": "fault"},
        {"event": "data", "datapoint": "fault_x"},
    ):
        with pytest.raises(ServiceValidationError):
            await call(hass, "update_rule", {"rule_id": world.rule, **data})
    await call(
        hass,
        "update_rule",
        {"rule_id": world.rule, "event": "fault", "datapoint": "fault_x"},
    )
    await call(hass, "update_rule", {"rule_id": world.rule, "ends": True})
    assert cloud.rules[world.rule].body["event_attr"] == {
        "attr_name": "fault_x",
        "value": "0",
    }
    await call(
        hass,
        "update_rule",
        {
            "rule_id": world.rule,
            "conditions": [{"device_id": machine, "datapoint": "amount", "value": 30}],
            "steps": [{"device_id": machine, "values": {"option_a": True}}],
        },
    )
    body = cloud.rules[world.rule].body
    assert [one["did"] for one in body["input"]] == [world.machine.did]
    assert body["output"] == [
        [{"type": "devctrl", "did": world.machine.did, "attrs": {"option_a": True}}]
    ]


async def test_not_changed(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """What is not there, what would lose parts, and nothing at all."""
    await fill_world(hass, cloud, world)
    machine = device_id(hass, world, world.machine)
    body = cloud.rules[world.rule].body
    steps = {"steps": [{"device_id": machine, "values": {"amount": 33}}]}

    async def refused(**data: Any) -> str | None:
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, "update_rule", {"rule_id": world.rule, **data})
        return caught.value.translation_key

    assert await refused() == "nothing_to_change"
    assert await refused(rule_id=999, name="X") == "unknown_rule"
    body["output"] = [[{"type": "push", "text": "hello"}]]
    assert await refused(name="X") == "steps_unknown"
    await call(hass, "update_rule", {"rule_id": world.rule, **steps})
    body = cloud.rules[world.rule].body
    body["event"] = "moon"
    assert await refused(name="X") == "steps_unknown"
    assert await refused(device_id=machine) == "event_missing"
    await call(hass, "update_rule", {"rule_id": world.rule, "event": "data"})
    cloud.rules[world.rule].body["did"] = "gone"
    assert await refused(event="data") == "rule_without_device"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"steps": [{"delay": 5}]}, "rule_does_nothing"),
        ({"steps": [{"values": {"amount": 33}}]}, "rule_step_unclear"),
        ({"steps": [{"device_id": "$"}]}, "rule_step_unclear"),
        ({"steps": [{"device_id": "$", "values": {"amount": 5}}]}, "out_of_range"),
        ({"steps": [{"device_id": "$", "values": {"measured": 5}}]}, "not_writable"),
        ({"event": "alert"}, "no_such_alarm"),
        ({"event": "fault", "datapoint": "option_a"}, "no_such_alarm"),
        ({"event": "data", "datapoint": "fault_x"}, "event_without_datapoint"),
        ({"conditions": {"datapoint": "other", "value": 1}}, "unknown_datapoint"),
        ({"conditions": {"datapoint": "amount", "value": "x"}}, "wrong_type"),
        ({"conditions": {"datapoint": "amount", "value": 500}}, "out_of_range"),
        ({"conditions": {"datapoint": "choice", "value": "no"}}, "not_an_option"),
        (
            {
                "conditions": {
                    "datapoint": "choice",
                    "value": "gamma",
                    "operator": "above",
                }
            },
            "not_a_number",
        ),
    ],
)
async def test_rules_that_make_no_sense(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    data: dict[str, Any],
    key: str,
) -> None:
    """Nothing is made, and nothing is asked."""
    machine = device_id(hass, world, world.machine)
    whole: dict[str, Any] = {
        "name": "X",
        "device_id": machine,
        "steps": [{"device_id": machine, "values": {"amount": 33}}],
        **data,
    }
    for step in whole["steps"]:
        if step.get("device_id") == "$":
            step["device_id"] = machine
    if conditions := whole.get("conditions"):
        conditions["device_id"] = machine
    cloud.clear_recordings()
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "create_rule", whole)
    assert caught.value.translation_key == key
    assert not cloud.requests
    with pytest.raises(vol.Invalid):
        await call(hass, "create_rule", {**whole, "event": "later"})


async def test_devices_of_another_account(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """A rule is one account's."""
    other = cloud.add_user("olga", "Password1!")
    theirs = add_device(cloud, other, "machine", alias="Hers", values={"amount": 30})
    entry = account_entry(cloud, other, account="other")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    strange = device_id(
        hass, World(entry, other, other, theirs, theirs, theirs), theirs
    )
    own = device_id(hass, world, world.machine)
    for step, condition in ((strange, own), (own, strange)):
        with pytest.raises(ServiceValidationError) as caught:
            await call(
                hass,
                "create_rule",
                {
                    "name": "X",
                    "device_id": own,
                    "conditions": [
                        {"device_id": condition, "datapoint": "amount", "value": 30}
                    ],
                    "steps": [{"device_id": step, "values": {"amount": 33}}],
                },
            )
        assert caught.value.translation_key == "other_account"


async def test_a_product_with_its_own_way(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Rules and scenes send what the device takes: bytes instead of values."""
    made_up = definition(
        "Heatzy",
        pick("mode", "舒适", "经济", "解冻", "停止"),
        key="9420ae048da545c88fc6274d204dd25f",
    )
    heater = add_made_up(cloud, user, made_up)
    world = await build_world(hass, cloud, user)
    target = device_id(hass, world, heater)
    steps = [{"device_id": target, "values": {"mode": "经济"}}]
    await call(hass, "create_rule", {"name": "X", "device_id": target, "steps": steps})
    (rule,) = cloud.rules.values()
    assert rule.body["output"] == [
        [{"type": "devctrl", "did": heater.did, "raw": [1, 1, 1]}]
    ]
    await call(hass, "create_scene", {"name": "X", "steps": steps})
    (scene,) = cloud.scenes.values()
    assert scene.tasks == [{"task_type": "device", "did": heater.did, "raw": "AQEB"}]


async def test_parameters(
    hass: HomeAssistant, cloud: SimulatedCloud, world: World
) -> None:
    """What conditions may name, of one device."""
    target = device_id(hass, world, world.machine)
    answer: Any = await call(hass, "get_rule_parameters", {"device_id": target})
    found = {one["datapoint"]: one for one in answer["datapoints"]}
    assert found["amount"]["kind"] == "number"
    assert found["choice"]["kind"] == "option"
    assert "gamma" in found["choice"]["options"]
    assert (found["blob"]["kind"], found["option_a"]["kind"]) == ("bytes", "bool")
