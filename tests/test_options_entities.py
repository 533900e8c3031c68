"""Choosing entities in the options, to the end: what is shown, and what is written."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.components.climate import HVACMode
from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.const import ATTR_TEMPERATURE
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er

from .acting import act, add_made_up, sent, state
from .common import account_entry, entity_id, is_known, set_up, state_of, until
from .flow_helpers import assert_form, choose, submit, suggested
from .shapes import R, bit, blob, definition, pick, uint
from .test_chosen import load_quirk

from custom_components.gizwits.account import products
from custom_components.gizwits.const import CONF_ENTITIES, CONF_WRITABLE
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.quirks import wave_spa

from tests.simulator import SimulatedCloud, SimulatedDevice, User

BOX = definition(
    "Box",
    bit("Relay1"),
    bit("Lamp_A"),
    pick("State", "warm", "cold", "off"),
    uint("GoalH", 0, 3, "Goal temperature high byte"),
    uint("GoalL", 0, 255, "Goal temperature low byte"),
    uint("Seen", 0, 255, access=R),
    bit("Factory_Reset"),
    blob("Secret_Key", 8),
    blob("Plan", 4),
)
VALUES = {
    "Relay1": True,
    "Lamp_A": False,
    "State": "cold",
    "GoalH": 0,
    "GoalL": 200,
    "Seen": 21,
    "Factory_Reset": False,
    "Plan": bytes(4),
}
CLIMATE = "composite-climate"


@pytest.fixture
def box(cloud: SimulatedCloud, user: User) -> SimulatedDevice:
    """Return a device that nobody could know what to do with."""
    return _box(cloud, user, "Box")


def _box(cloud: SimulatedCloud, user: User, alias: str) -> SimulatedDevice:
    return add_made_up(cloud, user, BOX, alias=alias, values=VALUES)


@pytest.fixture
async def entry(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, box: SimulatedDevice
) -> MockConfigEntry:
    """Return the user's entry, set up."""
    return await set_up(hass, cloud, user)


async def _open(
    hass: HomeAssistant, entry: MockConfigEntry, subject: str
) -> ConfigFlowResult:
    """Return the menu of what can be done with a subject."""
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await choose(hass, result, "entities")
    result = await submit(hass, result, {"subject": subject})
    assert (result["type"], result["step_id"]) == (FlowResultType.MENU, "entities_menu")
    return result


async def _save(
    hass: HomeAssistant, entry: MockConfigEntry, result: ConfigFlowResult
) -> None:
    """Save, and wait until the account is set up anew."""
    assert result["menu_options"][0] == "entities_save"
    before = entry.runtime_data
    result = await submit(hass, result, {"next_step_id": "entities_save"})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await until(
        hass,
        lambda: (
            entry.state is ConfigEntryState.LOADED
            and entry.runtime_data is not before
            and all(map(is_known, entry.runtime_data.devices.values()))
        ),
    )


def _options(result: ConfigFlowResult, field: str) -> dict[str, str]:
    """Return what a field offers: labels by value."""
    assert result["data_schema"]
    options = result["data_schema"].schema[field].config["options"]
    return {
        one if isinstance(one, str) else one["value"]: (
            one if isinstance(one, str) else one["label"]
        )
        for one in options
    }


def _missing(hass: HomeAssistant, device: SimulatedDevice, key: str) -> bool:
    try:
        entity_id(hass, device, key)
    except AssertionError:
        return True
    return False


async def test_which_datapoints_are_entities(
    hass: HomeAssistant, entry: MockConfigEntry, box: SimulatedDevice
) -> None:
    """One that is off comes, one that is hidden too, one that is there goes."""
    registry = er.async_get(hass)
    plan = registry.async_get(entity_id(hass, box, "Plan"))
    assert plan
    assert plan.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    assert _missing(hass, box, "Factory_Reset")

    result = await _open(hass, entry, box.did)
    result = await choose(hass, result, "entities_shown")
    offered = _options(result, "shown")
    assert "Secret_Key" not in offered
    assert offered["GoalH"] == "Goal temperature (GoalH)"
    assert "GoalL" not in offered
    assert result["data_schema"]
    shown = result["data_schema"]({})["shown"]
    assert {"Plan", "Factory_Reset"}.isdisjoint(shown)
    wanted = [*shown, "Plan", "Factory_Reset"]
    wanted.remove("Lamp_A")
    result = await submit(hass, result, {"shown": wanted})
    await _save(hass, entry, result)

    assert state_of(hass, box, "Plan") == "00000000"
    assert entity_id(hass, box, "Factory_Reset").startswith("binary_sensor.")
    assert state_of(hass, box, "Factory_Reset") == "off"
    assert _missing(hass, box, "Lamp_A")
    assert entry.options[CONF_ENTITIES] == {
        "devices": {
            box.did: {
                "datapoints": {
                    "Lamp_A": {"shown": False},
                    "Factory_Reset": {"shown": True},
                    "Plan": {"shown": True},
                }
            }
        }
    }


async def test_class_and_unit(
    hass: HomeAssistant, entry: MockConfigEntry, box: SimulatedDevice
) -> None:
    """A number nobody explained becomes a temperature, whose 255 is none."""
    assert state(hass, box, "Seen").attributes.get("device_class") is None
    result = await _open(hass, entry, box.did)
    result = await choose(hass, result, "entities_point")
    result = await submit(hass, result, {"datapoint": "Seen"})
    assert_form(result, "entities_change")
    assert _options(result, "platform").keys() == {"sensor"}
    assert _options(result, "device_class")["temperature"] == "Temperature"
    wrong = {"platform": "sensor", "device_class": "temperature", "unit": "kWh"}
    result = await submit(hass, result, wrong)
    assert_form(result, "entities_change", {"unit": "unit_does_not_fit"})
    assert suggested(result)["unit"] == "kWh"
    result = await submit(hass, result, wrong | {"unit": "°C"})
    await _save(hass, entry, result)

    shown = state(hass, box, "Seen")
    assert shown.state == "21"
    assert shown.attributes["device_class"] == "temperature"
    assert shown.attributes["unit_of_measurement"] == "°C"
    assert shown.attributes["state_class"] == "measurement"
    await box.report({"Seen": 255})
    await until(hass, lambda: state_of(hass, box, "Seen") == "unknown")

    # It shows what was chosen, and nothing is chosen by looking at it.
    result = await _open(hass, entry, box.did)
    result = await choose(hass, result, "entities_point")
    result = await submit(hass, result, {"datapoint": "Seen"})
    assert suggested(result) == {"device_class": "temperature", "unit": "°C"}
    same = {"platform": "sensor", "device_class": "temperature", "unit": "°C"}
    result = await submit(hass, result, same)
    assert "entities_save" not in result["menu_options"]


async def test_a_switch_as_a_light(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    box: SimulatedDevice,
) -> None:
    """It is the same datapoint with the same unique id, in another shape."""
    assert entity_id(hass, box, "Lamp_A").startswith("switch.")
    result = await _open(hass, entry, box.did)
    result = await choose(hass, result, "entities_point")
    result = await submit(hass, result, {"datapoint": "Lamp_A"})
    assert {"switch", "light", "fan", "valve"} <= _options(result, "platform").keys()
    result = await submit(hass, result, {"platform": "light"})
    await _save(hass, entry, result)
    assert entity_id(hass, box, "Lamp_A") == "light.box_lamp_a"
    cloud.clear_recordings()
    await act(hass, box, "Lamp_A", "turn_on")
    assert sent(cloud) == [{"Lamp_A": True}]
    await until(hass, lambda: box.values["Lamp_A"] is True)
    assert state_of(hass, box, "Lamp_A") == "on"


async def _make_climate(
    hass: HomeAssistant, result: ConfigFlowResult, **roles: str
) -> ConfigFlowResult:
    result = await choose(hass, result, "entities_combine")
    result = await submit(hass, result, {"what": "new climate"})
    assert_form(result, "make_climate")
    return await submit(hass, result, {"class": "heat", **roles})


ROLES = {"power": "Relay1", "mode": "State", "target": "GoalH", "current": "Seen"}


async def test_a_climate(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    box: SimulatedDevice,
) -> None:
    """Whose target is two datapoints; both are written in one request."""
    result = await _open(hass, entry, box.did)
    result = await choose(hass, result, "entities_combine")
    result = await submit(hass, result, {"what": "new climate"})
    assert_form(result, "make_climate")
    assert _options(result, "power") == {
        "Relay1": "Relay 1 (Relay1)",
        "Lamp_A": "Lamp A (Lamp_A)",
    }
    assert _options(result, "target").keys() == {"GoalH"}
    assert _options(result, "current").keys() == {"GoalH", "Seen"}
    twice = {"class": "heat", "target": "GoalH", "current": "GoalH"}
    result = await submit(hass, result, twice)
    assert_form(result, "make_climate", {"target": "used_twice"})
    result = await submit(hass, result, {"class": "heat", "current": "Seen"})
    assert_form(result, "make_climate", {"base": "makes_nothing"})
    idle = {"class": "heat", **ROLES, "target": "GoalH", "unit": "Lamp_A"}
    result = await submit(hass, result, idle)
    assert_form(result, "make_climate", {"unit": "has_no_effect"})
    result = await submit(hass, result, {"class": "heat", **ROLES})
    await _save(hass, entry, result)

    shown = state(hass, box, CLIMATE)
    assert shown.state == HVACMode.HEAT
    assert shown.attributes["current_temperature"] == 21
    assert shown.attributes[ATTR_TEMPERATURE] == 20
    assert shown.attributes["preset_mode"] == "cold"
    assert shown.entity_id == "climate.box"
    for name in ("Relay1", "State", "GoalH", "Seen"):
        assert _missing(hass, box, name)
    cloud.clear_recordings()
    await act(hass, box, CLIMATE, "set_temperature", temperature=26.5)
    assert sent(cloud) == [{"GoalH": 1, "GoalL": 9}]
    await act(hass, box, CLIMATE, "set_preset_mode", preset_mode="keep_warm")
    assert sent(cloud) == [{"Relay1": True, "State": "warm"}]
    await act(hass, box, CLIMATE, "turn_off")
    assert sent(cloud) == [{"Relay1": False}]
    await box.report({"Seen": 255})
    await until(
        hass,
        lambda: state(hass, box, CLIMATE).attributes["current_temperature"] is None,
    )

    # It can be changed, under the same unique id, and taken apart.
    result = await _open(hass, entry, box.did)
    result = await choose(hass, result, "entities_combine")
    assert _options(result, "what")[CLIMATE] == "Box (thermostat)"
    result = await submit(hass, result, {"what": CLIMATE})
    assert suggested(result) == {"class": "heat", **ROLES}
    result = await submit(hass, result, {"class": "heat", **ROLES})
    assert "entities_save" not in result["menu_options"]
    result = await choose(hass, result, "entities_combine")
    result = await submit(hass, result, {"what": CLIMATE})
    less = {name: own for name, own in ROLES.items() if name != "mode"}
    result = await submit(hass, result, {"class": "cool", **less})
    await _save(hass, entry, result)
    await until(hass, lambda: state_of(hass, box, CLIMATE) == HVACMode.OFF)
    assert state(hass, box, CLIMATE).attributes["hvac_modes"] == ["off", "cool"]
    assert state_of(hass, box, "State") == "keep_warm"

    result = await _open(hass, entry, box.did)
    result = await choose(hass, result, "entities_apart")
    result = await submit(hass, result, {"apart": [CLIMATE]})
    await _save(hass, entry, result)
    assert _missing(hass, box, CLIMATE)
    assert state_of(hass, box, "Relay1") == "off"


async def test_products_and_their_devices(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, box: SimulatedDevice
) -> None:
    """What holds for a product holds for its devices but those with a choice."""
    other = _box(cloud, user, "Attic")
    entry = await set_up(hass, cloud, user)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await choose(hass, result, "entities")
    assert _options(result, "subject") == {
        box.product_key: "Box (× 2)",
        other.did: "Attic",
        box.did: "Box",
    }
    result = await submit(hass, result, {"subject": box.product_key})
    await _save(hass, entry, await _make_climate(hass, result, **ROLES))
    for device in (box, other):
        assert state_of(hass, device, CLIMATE) == HVACMode.HEAT

    # The form of a device begins with what holds for it.
    result = await _open(hass, entry, other.did)
    assert "entities_save" not in result["menu_options"]
    result = await choose(hass, result, "entities_apart")
    result = await submit(hass, result, {"apart": [CLIMATE]})
    await _save(hass, entry, result)
    assert state_of(hass, box, CLIMATE) == HVACMode.HEAT
    assert _missing(hass, other, CLIMATE)

    result = await _open(hass, entry, other.did)
    result = await choose(hass, result, "entities_undo")
    await _save(hass, entry, await submit(hass, result, {}))
    assert state_of(hass, other, CLIMATE) == HVACMode.HEAT
    result = await _open(hass, entry, box.product_key)
    result = await choose(hass, result, "entities_undo")
    await _save(hass, entry, await submit(hass, result, {}))
    assert entry.options[CONF_ENTITIES] == {"products": {}, "devices": {}}
    for device in (box, other):
        assert _missing(hass, device, CLIMATE)
        assert state_of(hass, device, "Relay1") == "on"


async def test_devices_without_a_name(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, box: SimulatedDevice
) -> None:
    """They can be told apart."""
    twin = _box(cloud, user, "Box")
    entry = await set_up(hass, cloud, user)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await choose(hass, result, "entities")
    labels = _options(result, "subject")
    assert labels[twin.did] == f"Box · {twin.did[-6:]}"
    assert labels[box.did] == f"Box · {box.did[-6:]}"


async def test_a_definition_that_changes(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    box: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A choice loses a datapoint, and works on without it."""
    result = await _open(hass, entry, box.did)
    await _save(hass, entry, await _make_climate(hass, result, **ROLES))
    left = [attr for attr in BOX["entities"][0]["attrs"] if attr["name"] != "State"]
    smaller: dict[str, Any] = {**BOX, "entities": [{"id": 0, "attrs": left}]}
    cloud.redefine(box.product, smaller)
    monkeypatch.setattr(products, "CHECK_AFTER", -1.0)
    assert await entry.runtime_data.products.async_check()
    await entry.runtime_data.products.async_save()
    await hass.config_entries.async_reload(entry.entry_id)
    await until(hass, lambda: not _missing(hass, box, CLIMATE))
    shown = state(hass, box, CLIMATE)
    assert shown.attributes["hvac_modes"] == ["off", "heat"]
    assert shown.attributes.get("preset_mode") is None


async def test_export(
    hass: HomeAssistant, entry: MockConfigEntry, box: SimulatedDevice
) -> None:
    """A file that gives everybody with such a product the same entities."""
    result = await _open(hass, entry, box.did)
    result = await _make_climate(hass, result, **ROLES)
    result = await choose(hass, result, "entities_export")
    source = suggested(result)["file"]
    assert box.did not in source
    (quirk,) = load_quirk(source).QUIRKS
    result = await submit(hass, result, {})
    await _save(hass, entry, result)
    own = entry.runtime_data.devices[box.did]
    exported = map_product(own.product, chinese=False, quirk=quirk)
    assert {spec.key: spec for spec in exported} == {s.key: s for s in own.specs()}


async def test_allowing_to_write(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The options have it too, and it can be taken back."""
    device = add_made_up(cloud, user, BOX, alias="Box", values=VALUES, served=False)
    entry = await set_up(hass, cloud, user)
    assert entity_id(hass, device, "GoalL").startswith("sensor.")
    for allowed, platform in ((True, "number"), (False, "sensor")):
        result = await _open(hass, entry, device.did)
        result = await choose(hass, result, "entities_writing")
        assert result["data_schema"]
        assert result["data_schema"]({}) == {"allowed": not allowed}
        result = await submit(hass, result, {"allowed": allowed})
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert entry.options[CONF_WRITABLE] == [device.product_key] * allowed
        await until(
            hass,
            lambda platform=platform: (
                not _missing(hass, device, "GoalL")
                and entity_id(hass, device, "GoalL").startswith(f"{platform}.")
            ),
        )


@pytest.mark.usefixtures("no_set_up")
async def test_an_account_that_is_not_running(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """It is not known there what its products can do."""
    entry = account_entry(cloud, user)
    entry.add_to_hass(hass)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await submit(hass, result, {"next_step_id": "entities"})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")


async def test_what_cannot_be_is_not_offered(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A switch alone has no brightness, and what is only read makes nothing."""
    switch = definition("Switch", bit("Relay"), blob("Plan", 4))
    sensor = definition("Sensor", uint("Seen", 0, 99, access=R))
    one = add_made_up(cloud, user, switch, values={"Relay": True})
    two = add_made_up(cloud, user, sensor, values={"Seen": 1})
    entry = await set_up(hass, cloud, user)
    result = await _open(hass, entry, one.did)
    result = await choose(hass, result, "entities_combine")
    result = await submit(hass, result, {"what": "new light"})
    assert result["data_schema"]
    assert result["data_schema"].schema.keys() == {"power"}
    result = await _open(hass, entry, two.did)
    assert result["menu_options"] == [
        "entities_shown",
        "entities_point",
        "entities_export",
    ]


async def test_an_account_without_devices(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """There is nothing to choose."""
    entry = await set_up(hass, cloud, user)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await submit(hass, result, {"next_step_id": "entities"})
    assert (result["type"], result["reason"]) == (
        FlowResultType.ABORT,
        "no_devices_set_up",
    )


async def test_a_known_family_keeps_its_rules(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever puts its entities together: this spa starts its filter first."""
    monkeypatch.setattr(wave_spa, "_PAUSE", 0.0)
    spa = definition(
        "Wave_SPA_EU",
        bit("Heater"),
        bit("Filter"),
        bit("Bubble"),
        uint("Current_temperature", 0, 110, access=R),
        uint("Temperature_setup", 20, 104),
    )
    values = {"Current_temperature": 30, "Temperature_setup": 35, "Heater": False}
    device = add_made_up(cloud, user, spa, alias="Spa", values=values)
    entry = await set_up(hass, cloud, user)
    assert state(hass, device, CLIMATE).attributes["hvac_modes"] == ["off", "heat"]
    result = await _open(hass, entry, device.did)
    result = await choose(hass, result, "entities_apart")
    result = await submit(hass, result, {"apart": [CLIMATE]})
    result = await _make_climate(
        hass, result, power="Heater", target="Temperature_setup"
    )
    await _save(hass, entry, result)
    assert "current_temperature" in state(hass, device, CLIMATE).attributes
    assert state_of(hass, device, "Current_temperature") == "30"
    cloud.clear_recordings()
    await act(hass, device, CLIMATE, "turn_on")
    assert sent(cloud) == [{"Filter": True}, {"Heater": True}]


async def test_a_hidden_datapoint_is_shown_by_changing_it(
    hass: HomeAssistant, entry: MockConfigEntry, box: SimulatedDevice
) -> None:
    """Whoever says what it is wants to see it, also as what it would have been."""
    assert _missing(hass, box, "Factory_Reset")
    result = await _open(hass, entry, box.did)
    result = await choose(hass, result, "entities_point")
    result = await submit(hass, result, {"datapoint": "Factory_Reset"})
    assert_form(result, "entities_change")
    # What is never written is no switch.
    assert _options(result, "platform").keys() == {"binary_sensor"}
    assert result["data_schema"]
    assert result["data_schema"]({}) == {"platform": "binary_sensor"}
    result = await submit(hass, result, {"platform": "binary_sensor"})
    await _save(hass, entry, result)
    assert state_of(hass, box, "Factory_Reset") == "off"
    assert entry.options[CONF_ENTITIES]["devices"][box.did]["datapoints"] == {
        "Factory_Reset": {"platform": "binary_sensor", "shown": True}
    }


MACHINE = definition(
    "Machine",
    bit("Ka"),
    bit("Kb"),
    uint("Nx", 0, 100),
    pick("Ex", "start", "pause", "dock"),
)


@pytest.mark.parametrize(
    ("platform", "typed", "action", "data", "writes"),
    [
        (
            "water_heater",
            {"power": "Ka", "target": "Nx"},
            "set_temperature",
            {"temperature": 50},
            {"Nx": 50},
        ),
        (
            "light",
            {"power": "Ka", "brightness": "Nx"},
            "turn_on",
            {"brightness": 255},
            {"Ka": True, "Nx": 100},
        ),
        (
            "fan",
            {"power": "Ka", "oscillate": "Kb"},
            "oscillate",
            {"oscillating": True},
            {"Kb": True},
        ),
        (
            "humidifier",
            {"class": "dehumidifier", "power": "Ka", "target": "Nx"},
            "set_humidity",
            {"humidity": 40},
            {"Nx": 40},
        ),
        (
            "cover",
            {"class": "awning", "open": "Ka", "close": "Kb"},
            "close_cover",
            {},
            {"Kb": True},
        ),
        ("valve", {"class": "water", "valve": "Ka"}, "open_valve", {}, {"Ka": True}),
        ("vacuum", {"command": "Ex", "locate": "Kb"}, "locate", {}, {"Kb": True}),
    ],
)
async def test_an_entity_of_each_platform(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    platform: str,
    typed: dict[str, str],
    action: str,
    data: dict[str, Any],
    writes: dict[str, Any],
) -> None:
    """Each has its own form, which comes again where nobody plays in it."""
    values = {"Ka": False, "Kb": False, "Nx": 30, "Ex": "pause"}
    machine = add_made_up(cloud, user, MACHINE, alias="Machine", values=values)
    entry = await set_up(hass, cloud, user)
    key = f"composite-{platform.replace('_', '-')}"
    assert _missing(hass, machine, key)
    result = await _open(hass, entry, machine.did)
    result = await choose(hass, result, "entities_combine")
    result = await submit(hass, result, {"what": f"new {platform}"})
    assert_form(result, f"make_{platform}")
    nobody = {name: own for name, own in typed.items() if name == "class"}
    result = await submit(hass, result, nobody)
    assert_form(result, f"make_{platform}", {"base": "makes_nothing"})
    assert suggested(result) == nobody
    await _save(hass, entry, await submit(hass, result, typed))

    shown = state(hass, machine, key)
    assert shown.entity_id.startswith(f"{platform}.machine")
    assert shown.attributes.get("device_class") == typed.get("class")
    cloud.clear_recordings()
    await act(hass, machine, key, action, **data)
    assert sent(cloud) == [writes]
    for name in values:
        assert _missing(hass, machine, name) == (name in typed.values())


async def test_an_entity_that_was_found_begins_as_what_it_is(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """The form says who plays what and what it does, though nobody chose that."""
    cooler = definition(
        "Wine cooler",
        bit("Power"),
        pick("Mode", "cool", "auto"),
        uint("Current_temperature", 0, 60, access=R),
        uint("Set_temperature", 5, 30),
    )
    values = {"Power": True, "Current_temperature": 14, "Set_temperature": 12}
    device = add_made_up(cloud, user, cooler, alias="Cooler", values=values)
    entry = await set_up(hass, cloud, user)
    assert state(hass, device, CLIMATE).attributes["temperature"] == 12
    result = await _open(hass, entry, device.did)
    result = await choose(hass, result, "entities_combine")
    result = await submit(hass, result, {"what": CLIMATE})
    assert_form(result, "make_climate")
    begins = suggested(result)
    assert begins == {
        "class": "cool",
        "power": "Power",
        "mode": "Mode",
        "target": "Set_temperature",
        "current": "Current_temperature",
    }
    result = await submit(hass, result, begins)
    assert "entities_save" not in result["menu_options"]


@pytest.mark.parametrize(
    ("roles", "operations", "off"),
    [
        ({}, None, None),
        ({"power": "Ka"}, ["off", "on"], {"Ka": False}),
        ({"mode": "Ex"}, ["eco", "boost", "off"], {"Ex": "off"}),
        # Of two ways to be off, that of the whole is taken.
        ({"power": "Ka", "mode": "Ex"}, ["off", "eco", "boost"], {"Ka": False}),
    ],
)
async def test_how_a_water_heater_is_off(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    roles: dict[str, str],
    operations: list[str] | None,
    off: dict[str, Any] | None,
) -> None:
    """By its switch or by a mode; without a target it is none."""
    boiler = definition(
        "Boiler", bit("Ka"), uint("Nx", 30, 80), pick("Ex", "eco", "boost", "off")
    )
    values = {"Ka": True, "Nx": 50, "Ex": "boost"}
    device = add_made_up(cloud, user, boiler, alias="Boiler", values=values)
    entry = await set_up(hass, cloud, user)
    result = await _open(hass, entry, device.did)
    result = await choose(hass, result, "entities_combine")
    result = await submit(hass, result, {"what": "new water_heater"})
    result = await submit(hass, result, roles)
    assert_form(result, "make_water_heater", {"base": "makes_nothing"})
    await _save(hass, entry, await submit(hass, result, {**roles, "target": "Nx"}))
    key = "composite-water-heater"
    assert state(hass, device, key).attributes.get("operation_list") == operations
    assert state_of(hass, device, key) == ("boost" if "mode" in roles else "on")
    if off:
        cloud.clear_recordings()
        await act(hass, device, key, "set_operation_mode", operation_mode="off")
        assert sent(cloud) == [off]
