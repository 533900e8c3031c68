"""Problems and presence: the event of a device, and triggers and conditions on it."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    async_capture_events,
    mock_restore_cache,
)

from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import (
    condition as condition_helper,
    entity_registry as er,
    trigger as trigger_helper,
)
from homeassistant.setup import async_setup_component

from .acting import add_made_up
from .action_helpers import device_id
from .common import add_device, entity_id, set_up, until
from .shapes import ALERT, FAULT, R, bit, definition, pick, uint

from custom_components.gizwits.api import Product
from custom_components.gizwits.condition import async_get_conditions
from custom_components.gizwits.const import CONNECTION_KEY, PROBLEM_KEY
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.problems import is_problem, problem_report
from custom_components.gizwits.trigger import async_get_triggers

from tests.simulator import SimulatedCloud, SimulatedDevice, User

INTEGRATION = Path(__file__).parents[1] / "custom_components" / "gizwits"
MACHINE = definition(
    "Machine",
    bit("power"),
    bit("too_hot", "Too hot", access=FAULT),
    bit("low_water", "Low water", access=ALERT),
    uint("error", 0, 99, "Error", access=FAULT),
    pick("trouble", "E1", "正常", "E2", label="Trouble", access=FAULT),
)


@pytest.fixture
def machine(cloud: SimulatedCloud, user: User) -> SimulatedDevice:
    """Return a device with problems of every kind."""
    return add_made_up(cloud, user, MACHINE, values={"trouble": "正常"})


def event_of(hass: HomeAssistant, device: SimulatedDevice) -> State:
    """Return the event of a device's problems."""
    state = hass.states.get(entity_id(hass, device, PROBLEM_KEY))
    assert state
    return state


async def automate(
    hass: HomeAssistant, trigger: dict[str, Any], condition: Any = None
) -> list[Any]:
    """Set up an automation; return where the data of its runs will be."""
    runs = async_capture_events(hass, "ran")
    data = {
        "type": "{{ trigger.to_state.attributes.event_type | default(none) }}",
        "problem": "{{ trigger.to_state.attributes.problem | default(none) }}",
        "value": "{{ trigger.to_state.attributes.value | default(none) }}",
    }
    automation = {
        "alias": "It",
        "triggers": [trigger],
        "conditions": condition or [],
        "actions": [{"event": "ran", "event_data": data}],
        "mode": "queued",
    }
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await hass.async_block_till_done()
    state = hass.states.get("automation.it")
    assert state
    assert state.state == "on"
    return runs


async def settled(hass: HomeAssistant, device: SimulatedDevice, **values: Any) -> None:
    """Let a device report values and wait until they are known."""
    await device.report(values)
    (entry,) = hass.config_entries.async_loaded_entries("gizwits")
    own = entry.runtime_data.devices[device.did]
    await until(hass, lambda: values.items() <= dict(own.data.values).items())
    await hass.async_block_till_done()


def told(runs: list[Any]) -> list[tuple[Any, ...]]:
    """Return what automations were told, and forget it."""
    found = [(run.data["type"], run.data["problem"], run.data["value"]) for run in runs]
    runs.clear()
    return found


async def test_a_problem_is_reported(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, machine: SimulatedDevice
) -> None:
    """Each of them that comes and goes, in the words of the product."""
    entry = await set_up(hass, cloud, user)
    world = type("World", (), {"entry": entry})
    target = {"device_id": device_id(hass, world(), machine)}  # type: ignore[arg-type]
    runs = await automate(
        hass, {"trigger": "gizwits.problem_reported", "target": target}
    )
    assert event_of(hass, machine).state == "unknown"
    await settled(hass, machine, power=True)
    assert not runs

    await settled(hass, machine, too_hot=True)
    assert told(runs) == [("raised", "Too hot", True)]
    assert event_of(hass, machine).attributes["active"] == ["too_hot"]
    # Two at once, a number, an option; and one that is worse now.
    await settled(hass, machine, low_water=True, error=4)
    assert told(runs) == [("raised", "Low water", True), ("raised", "Error", 4)]
    await settled(hass, machine, error=5, trouble="E2", too_hot=False)
    assert told(runs) == [("raised", "Error", 5), ("raised", "Trouble", "E2")]
    assert event_of(hass, machine).attributes["active"] == [
        "low_water",
        "error",
        "trouble",
    ]
    await settled(hass, machine, low_water=False, error=0, trouble="正常")
    assert not runs
    assert event_of(hass, machine).attributes["event_type"] == "cleared"
    assert event_of(hass, machine).attributes["active"] == []


async def test_a_problem_has_the_name_that_people_see(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """That of its own entity: from the translations, or given by its owner."""
    made_up = definition(
        "Airjet",
        *(bit(f"{part}_power") for part in ("heat", "filter", "wave")),
        uint("temp_set", 20, 40),
        *(bit(f"system_err{number}", access=R) for number in (1, 2)),
    )
    spa = add_made_up(cloud, user, made_up, product_name="Airjet")
    await set_up(hass, cloud, user)
    registry = er.async_get(hass)
    registry.async_update_entity(entity_id(hass, spa, "system_err1"), name="Paddle")
    for number, name in ((2, "No water flow"), (1, "Paddle")):
        await settled(hass, spa, **{f"system_err{number}": True})
        assert event_of(hass, spa).attributes["problem"] == name
    # One that somebody deleted has the maker's word.
    registry.async_remove(entity_id(hass, spa, "system_err1"))
    await settled(hass, spa, system_err1=False)
    assert event_of(hass, spa).attributes["problem"] == "System err 1"


async def test_a_problem_is_gone(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, machine: SimulatedDevice
) -> None:
    """And what was there from the start is no news."""
    machine.values["too_hot"] = machine.reported["too_hot"] = True
    await set_up(hass, cloud, user)
    target = {"entity_id": entity_id(hass, machine, PROBLEM_KEY)}
    runs = await automate(
        hass, {"trigger": "gizwits.problem_cleared", "target": target}
    )
    assert event_of(hass, machine).state == "unknown"
    assert event_of(hass, machine).attributes["active"] == ["too_hot"]
    await settled(hass, machine, low_water=True)
    assert not runs
    await settled(hass, machine, too_hot=False)
    assert told(runs) == [("cleared", "Too hot", False)]


async def test_what_came_while_nobody_listened(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, machine: SimulatedDevice
) -> None:
    """It is told after the restart, and what is known already is not told again."""
    machine.values |= {"low_water": True, "error": 7}
    machine.reported.update(machine.values)
    before = {"event_type": "raised", "active": ["low_water", "too_hot"]}
    mock_restore_cache(
        hass,
        [
            State(
                "event.machine_problem_report", "2026-11-01T10:00:00.000+00:00", before
            )
        ],
    )
    seen = async_capture_events(hass, "state_changed")
    await set_up(hass, cloud, user)
    await until(hass, lambda: event_of(hass, machine).attributes.get("value") == 7)
    told = {
        (state.attributes["event_type"], state.attributes["problem"])
        for change in seen
        if (state := change.data["new_state"])
        and state.entity_id == "event.machine_problem_report"
        and state.attributes.get("problem")
    }
    assert told == {("cleared", "Too hot"), ("raised", "Error")}


@pytest.mark.parametrize("kind", ["device_id", "entity_id", "area_id"])
async def test_presence(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    machine: SimulatedDevice,
    kind: str,
) -> None:
    """A device that goes and comes, by whatever it is named."""
    entry = await set_up(hass, cloud, user)
    connection = entity_id(hass, machine, CONNECTION_KEY)
    found = er.async_get(hass).async_get(connection)
    assert found
    er.async_get(hass).async_update_entity(connection, area_id="cellar")
    ids = {"device_id": found.device_id, "entity_id": connection, "area_id": "cellar"}
    target = {kind: ids[kind]}
    gone = await automate(hass, {"trigger": "gizwits.went_offline", "target": target})
    await machine.set_online(False)
    await until(hass, lambda: gone)
    assert await async_setup_component(hass, "gizwits", {})
    assert entry.state.value == "loaded"
    await machine.set_online(True)
    await until(hass, lambda: hass.states.get(connection).state == "on")  # type: ignore[union-attr]
    assert len(gone) == 1


async def test_coming_back_counts_after_a_while(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, machine: SimulatedDevice
) -> None:
    """`for` waits; one that goes again does not count."""
    await set_up(hass, cloud, user)
    connection = entity_id(hass, machine, CONNECTION_KEY)
    runs = await automate(
        hass,
        {
            "trigger": "gizwits.came_online",
            "target": {"entity_id": connection},
            "options": {"for": {"milliseconds": 40}},
        },
    )
    for online in (False, True, False):
        await machine.set_online(online)
        await until(
            hass,
            lambda on="on" if online else "off": (
                hass.states.get(connection).state == on
            ),  # type: ignore[misc, union-attr]
        )
    await asyncio.sleep(0.05)
    assert not runs
    await machine.set_online(True)
    await until(hass, lambda: runs)


async def test_conditions(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, machine: SimulatedDevice
) -> None:
    """What is so now, of one device, of any and of all."""
    other = add_device(cloud, user, "spa", alias="Spa")
    await set_up(hass, cloud, user)
    registry = er.async_get(hass)
    devices = []
    for device in (machine, other):
        found = registry.async_get(entity_id(hass, device, CONNECTION_KEY))
        assert found
        devices.append(found.device_id)
    runs = await automate(hass, {"trigger": "event", "event_type": "ask"})

    async def holds(key: str, devices: list[Any], behavior: str = "any") -> bool:
        config = await condition_helper.async_validate_condition_config(
            hass,
            {
                "condition": f"gizwits.{key}",
                "target": {"device_id": devices},
                "options": {"behavior": behavior},
            },
        )
        checker = await condition_helper.async_from_config(hass, config)
        try:
            return checker.async_check() is True
        finally:
            checker.async_unload()

    assert not runs
    assert await holds("is_online", devices, "all")
    assert not await holds("has_problem", devices)
    await settled(hass, machine, error=3)
    await other.set_online(False)
    await until(
        hass,
        lambda: hass.states.get(entity_id(hass, other, CONNECTION_KEY)).state == "off",  # type: ignore[union-attr]
    )
    assert await holds("has_problem", devices)
    assert not await holds("has_problem", devices, "all")
    assert not await holds("has_problem", devices[1:])
    assert await holds("is_offline", devices[1:])
    assert not await holds("is_online", devices, "all")
    assert await holds("is_online", devices)


async def test_other_integrations_entities_are_not_ours(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A target can hold anything."""
    add_device(cloud, user, "spa")
    await set_up(hass, cloud, user)
    entry = er.async_get(hass).async_get_or_create(
        "binary_sensor",
        "other",
        f"x-{CONNECTION_KEY}",
        original_device_class="connectivity",  # type: ignore[arg-type]
    )
    hass.states.async_set(entry.entity_id, "on", {"device_class": "connectivity"})
    runs = await automate(
        hass,
        {
            "trigger": "gizwits.went_offline",
            "target": {"entity_id": [entry.entity_id]},
        },
    )
    hass.states.async_set(entry.entity_id, "off", {"device_class": "connectivity"})
    await hass.async_block_till_done()
    assert not runs


async def test_descriptions(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The visual editor finds each with its fields, texts and icon."""
    await set_up(hass, cloud, user)
    triggers = await async_get_triggers(hass)
    conditions = await async_get_conditions(hass)
    shown = await trigger_helper.async_get_all_descriptions(hass)
    assert {key for key in shown if key.startswith("gizwits.")} == {
        f"gizwits.{key}" for key in triggers
    }
    tested = await condition_helper.async_get_all_descriptions(hass)
    assert {key for key in tested if key.startswith("gizwits.")} == {
        f"gizwits.{key}" for key in conditions
    }
    icons = json.loads((INTEGRATION / "icons.json").read_text(encoding="utf-8"))
    for name, classes, descriptions in (
        ("triggers", triggers, shown),
        ("conditions", conditions, tested),
    ):
        assert icons[name].keys() == classes.keys()
        for language in ("en", "zh-Hans"):
            path = INTEGRATION / "translations" / f"{language}.json"
            texts = json.loads(path.read_text(encoding="utf-8"))[name]
            assert texts.keys() == classes.keys()
            for key in classes:
                description = descriptions[f"gizwits.{key}"]
                assert description
                assert description["target"]["primary_entities_only"] is False
                fields = texts[key].get("fields", {})
                assert fields.keys() == description["fields"].keys()


def test_what_is_a_problem() -> None:
    """Of each kind; an option that says in words that all is well is none."""
    points = Product.from_definition("p", MACHINE).datapoints
    quiet = {"too_hot": False, "error": 0, "trouble": "正常"}
    loud = {"too_hot": True, "error": 1, "trouble": "E1"}
    assert not any(is_problem(points[name], value) for name, value in quiet.items())
    assert all(is_problem(points[name], value) for name, value in loud.items())
    silent = definition("It", pick("state", "fine", "bad", access=FAULT))
    point = Product.from_definition("p", silent).datapoints["state"]
    assert not is_problem(point, "fine")
    assert is_problem(point, "bad")


def test_products_without_problems_have_no_event() -> None:
    """And what only sounds like one is none."""
    product = Product.from_definition(
        "p", definition("It", bit("power"), uint("speed", 0, 9, access=R))
    )
    assert problem_report(map_product(product, chinese=False)) is None


def test_not_every_alert_is_a_problem() -> None:
    """Makers give readings away as alerts; those would be told all the time."""
    battery = uint("Battery_Percentage", 0, 100, "电池电量 (%)", access=ALERT)
    product = Product.from_definition(
        "p",
        definition(
            "It",
            battery,
            bit("Water_Leak", "漏水报警", access=ALERT),
            uint("code", 0, 99, access=ALERT),
        ),
    )
    report = problem_report(map_product(product, chinese=False))
    assert report
    assert list(report.roles) == ["Water_Leak", "code"]
