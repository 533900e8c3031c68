"""Channels of a product: devices within the device, where that is unmistakable."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)
from homeassistant.setup import async_setup_component

from .acting import act, add_made_up, sent
from .action_helpers import call
from .common import add_device, entity_id, is_known, set_up, state_of, until
from .shapes import R, W, bit, blob, definition, pick, product, uint

from custom_components.gizwits.api import Product
from custom_components.gizwits.api.groups import Groups
from custom_components.gizwits.channels import with_channels
from custom_components.gizwits.chosen.choices import Choices, CompositeChoice
from custom_components.gizwits.const import (
    CONF_ENTITIES,
    CONF_LEFT_OUT,
    CONF_RENAME_IN_APP,
    DOMAIN,
)
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.quirks import quirk_for

from tests.simulator import SimulatedCloud, SimulatedDevice, User

PRODUCTS = sorted((Path(__file__).parent / "fixtures" / "products").glob("*.json"))
# Of our own products: kind, channels, and what each of them has, named within it.
CHANNELS: dict[str, tuple[str, int, list[str | None]]] = {
    "doser": ("pump", 6, [None]),
    "irrigation_valve": ("valve", 2, [None, "Duration", "Plan"]),
    "timer_switch": ("outlet", 6, [None, "Schedule"]),
    "inverter": ("pv_input", 4, ["SM pv v", "SM pv i", "SM pv p", "SM pv e"]),
}


def _channels(own: Product, name: str = "") -> dict[str, tuple[str, int, Any]]:
    specs = map_product(own, chinese=False, quirk=quirk_for(own, name))
    return {
        spec.key: (spec.channel.kind, spec.channel.number, spec.channel.entity_name)
        for spec in with_channels(own, specs, name)
        if spec.channel
    }


@pytest.mark.parametrize("path", PRODUCTS, ids=lambda path: path.stem)
def test_our_own_products(path: Path) -> None:
    """Those that have channels have these, and no other product has any."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    own = Product.from_definition(raw["product_key"], raw)
    found = _channels(own)
    if path.stem not in CHANNELS:
        assert not found
        return
    kind, count, names = CHANNELS[path.stem]
    assert {one[0] for one in found.values()} == {kind}
    assert {one[1] for one in found.values()} == set(range(1, count + 1))
    for number in range(1, count + 1):
        own_names = [name for _, n, name in found.values() if n == number]
        assert own_names[: len(names)] == names
        assert len(own_names) == len(set(own_names))


CLEAR: dict[str, tuple[list[Any], str, str]] = {
    "relays": ([bit(f"relay{n}") for n in (1, 2)], "", "relay"),
    "a gang switch": ([bit(f"switch_{n}") for n in (1, 2, 3)], "", "switch"),
    "channels": ([bit(f"channel{n}", f"通道{n}") for n in (1, 2)], "", "channel"),
    "spelt so": ([bit(f"channe{n}") for n in (1, 2)], "Dosing pump", "head"),
    "a strip": ([bit(f"CH{n}") for n in (1, 2)], "智能排插", "outlet"),
    "by label": ([bit(f"k{n}", f"第{n}路插座") for n in (1, 2)], "", "outlet"),
    "heads": ([bit(f"Head{n}_Switch") for n in (1, 2)], "", "head"),
    "zeros": ([bit(f"Relay0{n}") for n in (1, 2)], "", "relay"),
}
UNCLEAR: dict[str, list[Any]] = {
    "one": [bit("relay1")],
    "a gap": [bit("relay1"), bit("relay3")],
    "from nought": [bit("relay0"), bit("relay1")],
    "read only": [bit(f"relay{n}", access=R) for n in (1, 2)],
    "of two kinds": [bit("relay1"), pick("relay2", "a", "b")],
    "numbers": [uint(f"M{n}", 0, 100) for n in range(1, 6)],
    "timers": [blob(f"Timer{n}", 4) for n in range(1, 13)],
    "faults": [bit(f"E0{n}", access=R) for n in range(1, 9)],
    "weekdays": [bit(f"Week{n}") for n in range(1, 8)],
    "markers": [bit(f"Timer{n}", f"定时{n}发数据") for n in (1, 2)],
    "spares": [bit(f"Bak{n}") for n in (1, 2)],
    "two families": [bit(f"{name}{n}") for name in ("relay", "valve") for n in (1, 2)],
    "too many": [bit(f"relay{n}") for n in range(1, 30)],
    "colours": [uint(f"color_blue{n}", 0, 100) for n in (1, 2)],
}


@pytest.mark.parametrize(("attrs", "name", "kind"), CLEAR.values(), ids=CLEAR)
def test_unmistakable(attrs: list[Any], name: str, kind: str) -> None:
    """Something to switch that is called the same but for its number."""
    own = product("Box", *attrs, bit("power"))
    found = _channels(own, name)
    assert list(found.values()) == [
        (kind, number, None) for number in range(1, len(attrs) + 1)
    ]


@pytest.mark.parametrize("attrs", UNCLEAR.values(), ids=UNCLEAR)
def test_not_unmistakable(attrs: list[Any]) -> None:
    """All else stays at the device."""
    assert not _channels(product("Box", *attrs, bit("power")))


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("5头滴定泵WiFi_BLE", 5),
        ("五头滴定泵", 5),
        ("Dosing pump, 3 heads", 3),
        ("4-way relay", 4),
        ("Doser 2.4G", 8),
        ("T16 heads-up", 8),
        ("单头", 8),
    ],
)
def test_one_definition_for_several_models(name: str, count: int) -> None:
    """What the product does not have has no entities, unless somebody wants them."""
    attrs = [bit(n.format(i)) for n in ("channe{}", "Timer{}ON") for i in range(1, 9)]
    own = product("Doser", *attrs, bit("switch"))
    specs = map_product(own, chinese=False)
    found = with_channels(own, specs, name)
    numbers = {spec.channel.number for spec in found if spec.channel}
    assert numbers == set(range(1, count + 1))
    assert len(found) == 2 * count + 1
    as_light = CompositeChoice(platform=Platform.LIGHT, roles={"power": "channe8"})
    choices = Choices(composites={"composite-light": as_light})
    specs = map_product(own, chinese=False, choices=choices)
    wanted = with_channels(own, specs, name, choices.all_names(own))
    assert "composite-light" in {spec.key for spec in wanted}


def test_what_belongs_to_two() -> None:
    """Timers, and what names the channel; two of anything else may be a coincidence."""
    names = ("relay{}", "Timer{}ON", "relay{}_mode", "temp{}", "R{}Plan")
    attrs = [bit(name.format(n)) for name in names for n in (1, 2)]
    found = _channels(product("Box", *attrs))
    assert {key for key, one in found.items() if one[1] == 1} == {
        "relay1",
        "Timer1ON",
        "relay1_mode",
        "R1Plan",
    }
    attrs = [bit(name.format(n)) for name in names for n in (1, 2, 3)]
    found = _channels(product("Box", *attrs))
    assert "temp3" in found


def _device_of(hass: HomeAssistant, device: SimulatedDevice, key: str) -> Any:
    entry = er.async_get(hass).async_get(entity_id(hass, device, key))
    assert entry
    assert entry.device_id
    return dr.async_get(hass).async_get(entry.device_id)


def _children(hass: HomeAssistant, parent_id: str) -> dict[str, str]:
    children = dr.async_entries_for_parent_device(dr.async_get(hass), parent_id)
    return {str(child.name): child.id for child in children}


def _parent(hass: HomeAssistant, entry: MockConfigEntry, did: str) -> dr.DeviceEntry:
    found = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, did), entry.entry_id
    )
    assert found
    return found


@pytest.fixture
def strip(cloud: SimulatedCloud, user: User) -> SimulatedDevice:
    """Return a power strip of six outlets."""
    return add_device(cloud, user, "timer_switch", alias="Strip")


async def test_children(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, strip: SimulatedDevice
) -> None:
    """Each outlet is a device in the strip, with its own switch and timers."""
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, strip.did)
    assert _children(hass, parent.id).keys() == {f"Outlet {n}" for n in range(1, 7)}
    assert _device_of(hass, strip, "outlet3").name == "Outlet 3"
    assert entity_id(hass, strip, "outlet3") == "switch.strip_outlet_3"
    assert entity_id(hass, strip, "plan3_on") == "switch.strip_outlet_3_schedule"
    shown = hass.states.get("switch.strip_outlet_3")
    assert shown
    assert shown.name == "Outlet 3"
    assert _device_of(hass, strip, "cloud-connection").id == parent.id
    cloud.clear_recordings()
    await act(hass, strip, "outlet3", "turn_on")
    assert sent(cloud) == [{"outlet3": True}]
    await until(hass, lambda: strip.values["outlet3"] is True)
    assert state_of(hass, strip, "outlet3") == STATE_ON
    assert state_of(hass, strip, "outlet4") == STATE_OFF


async def test_a_channel_is_registered_once(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    strip: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And not once for each of its entities."""
    registered: list[str] = []
    original = dr.DeviceRegistry.async_get_or_create_child

    def get_or_create(self: dr.DeviceRegistry, **info: Any) -> dr.ChildDeviceEntry:
        registered.extend(one for _, one in info["identifiers"])
        return original(self, **info)

    monkeypatch.setattr(dr.DeviceRegistry, "async_get_or_create_child", get_or_create)
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, strip.did)
    channels = [f"{strip.did}-channel-{number}" for number in range(1, 7)]
    assert sorted(registered) == channels
    entities = er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
    own = _children(hass, parent.id).values()
    parts = [one for one in entities if one.device_id in own]
    assert len(parts) > len(channels)


async def test_a_channel_that_is_not_taken_costs_nobody_an_entity(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    strip: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What would be in it is the device's, by its full name."""
    original = dr.DeviceRegistry.async_get_or_create_child

    def refuse(self: dr.DeviceRegistry, **info: Any) -> dr.ChildDeviceEntry:
        if (DOMAIN, f"{strip.did}-channel-2") in info["identifiers"]:
            raise HomeAssistantError("Not this one")
        return original(self, **info)

    monkeypatch.setattr(dr.DeviceRegistry, "async_get_or_create_child", refuse)
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, strip.did)
    assert len(_children(hass, parent.id)) == 5
    registry = er.async_get(hass)
    entities = er.async_entries_for_config_entry(registry, entry.entry_id)
    whole = [one for one in entities if one.device_id == parent.id]
    names = {one.original_name for one in whole if "2" in one.unique_id.split("-")[-1]}
    assert names and all(name and "2" in name for name in names)
    assert "Channel 2 is no device: Not this one" in caplog.text


async def test_actions_and_areas(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, strip: SimulatedDevice
) -> None:
    """A channel can be picked wherever its device can, and put in a room of its own."""
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, strip.did)
    child_id = _children(hass, parent.id)["Outlet 2"]
    await call(
        hass, "set_datapoints", {"device_id": child_id, "values": {"outlet2": True}}
    )
    await until(hass, lambda: strip.values["outlet2"] is True)
    kitchen = ar.async_get(hass).async_create("Kitchen")
    dr.async_get(hass).async_update_child_device(child_id, area_id=kitchen.id)
    entity = er.async_get(hass).async_get(entity_id(hass, strip, "outlet2"))
    assert entity
    assert er.async_entries_for_device(er.async_get(hass), child_id)[0].device_id
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    child = _device_of(hass, strip, "outlet2")
    assert (child.id, child.area_id) == (child_id, kitchen.id)


async def test_a_device_that_is_picked_with_its_channels(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    strip: SimulatedDevice,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Is one device, also by its area; Home Assistant has nothing to complain about."""
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, strip.did)
    child_id = _children(hass, parent.id)["Outlet 2"]
    kitchen = ar.async_get(hass).async_create("Kitchen")
    dr.async_get(hass).async_update_child_device(child_id, area_id=kitchen.id)
    await call(
        hass,
        "create_schedule",
        {
            "device_id": child_id,
            "values": {"outlet2": True},
            "time": "06:30",
            "weekdays": ["mon"],
        },
    )
    target = {"device_id": [parent.id, child_id], "area_id": [kitchen.id]}
    answer: Any = await call(hass, "get_schedules", target)
    assert len(answer["schedules"]) == 1
    both = {"name": "Both", "devices": [parent.id, child_id]}
    await call(hass, "create_group", both)
    (group,) = cloud.groups.values()
    assert list(group.dids) == [strip.did]
    assert not [one for one in caplog.messages if "ChildDeviceEntry" in one]


async def test_renaming_a_channel(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, strip: SimulatedDevice
) -> None:
    """The app has no names of channels, and the device keeps its own."""
    entry = await set_up(hass, cloud, user)
    hass.config_entries.async_update_entry(
        entry, options={**entry.options, CONF_RENAME_IN_APP: True}
    )
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    parent = _parent(hass, entry, strip.did)
    child_id = _children(hass, parent.id)["Outlet 2"]
    cloud.clear_recordings()
    dr.async_get(hass).async_update_child_device(child_id, name_by_user="Heater")
    await hass.async_block_till_done()
    assert not cloud.requests_to("PUT", f"/app/bindings/{strip.did}")
    shown = hass.states.get(entity_id(hass, strip, "outlet2"))
    assert shown
    assert shown.name == "Heater"


async def _delete(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    device_id: str,
) -> dict[str, Any]:
    assert await async_setup_component(hass, "config", {})
    client = await hass_ws_client(hass)
    response: dict[str, Any] = await client.remove_device(device_id)
    await hass.async_block_till_done()
    return response


async def test_deleting_a_channel(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    cloud: SimulatedCloud,
    user: User,
    strip: SimulatedDevice,
) -> None:
    """Only its own entities go, for this device; the options bring them back."""
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, strip.did)
    child_id = _children(hass, parent.id)["Outlet 2"]
    assert (await _delete(hass, hass_ws_client, child_id))["success"]
    assert not entry.options[CONF_LEFT_OUT]
    assert hass.states.get("switch.strip_outlet_2") is None
    assert hass.states.get("switch.strip_outlet_3")
    for _ in range(2):
        assert "Outlet 2" not in _children(hass, parent.id)
        await hass.config_entries.async_reload(entry.entry_id)
        await until(hass, lambda: is_known(entry.runtime_data.devices[strip.did]))
    points = entry.options[CONF_ENTITIES]["devices"][strip.did]["datapoints"]
    assert points["outlet2"] == points["plan2_on"] == {"shown": False}
    assert "outlet1" not in points
    hass.config_entries.async_update_entry(entry, options={CONF_LEFT_OUT: []})
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert entity_id(hass, strip, "outlet2") == "switch.strip_outlet_2"


async def test_deleting_a_device_with_channels(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    cloud: SimulatedCloud,
    user: User,
    strip: SimulatedDevice,
) -> None:
    """All of it goes, and stays away."""
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, strip.did)
    assert (await _delete(hass, hass_ws_client, parent.id))["success"]
    assert entry.options[CONF_LEFT_OUT] == [strip.did]
    assert not _children(hass, parent.id)
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert not hass.states.async_entity_ids("switch")


async def test_deleting_while_the_account_does_not_run(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    cloud: SimulatedCloud,
    user: User,
    strip: SimulatedDevice,
) -> None:
    """A device goes; of a channel it is not known then what belongs to it."""
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, strip.did)
    await hass.config_entries.async_unload(entry.entry_id)
    child_id = _children(hass, parent.id)["Outlet 2"]
    assert not (await _delete(hass, hass_ws_client, child_id))["success"]
    assert (await _delete(hass, hass_ws_client, parent.id))["success"]
    assert entry.options[CONF_LEFT_OUT] == [strip.did]


async def test_a_product_that_loses_its_channels(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is left is the device's again, under the same ids."""
    attrs = [bit(f"relay{n}") for n in (1, 2, 3)]
    device = add_made_up(cloud, user, definition("Box", *attrs), alias="Box")
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, device.did)
    registry = er.async_get(hass)
    registry.async_update_entity(entity_id(hass, device, "relay1"), name="Mine")
    assert len(_children(hass, parent.id)) == 3
    cloud.redefine(device.product, definition("Box", attrs[0]))
    monkeypatch.setattr("custom_components.gizwits.account.products.CHECK_AFTER", -1.0)
    assert await entry.runtime_data.products.async_check()
    await entry.runtime_data.products.async_save()
    await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert not _children(hass, parent.id)
    assert _device_of(hass, device, "relay1").id == parent.id
    kept = registry.async_get(entity_id(hass, device, "relay1"))
    assert kept
    assert kept.name == "Mine"


async def test_an_entity_moves_to_its_channel(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, strip: SimulatedDevice
) -> None:
    """Who had it before keeps its entity id, its name and so its history."""
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, strip.did)
    registry, devices = er.async_get(hass), dr.async_get(hass)
    await hass.config_entries.async_unload(entry.entry_id)
    before = registry.async_get(entity_id(hass, strip, "outlet3"))
    assert before
    registry.async_update_entity(
        before.entity_id, device_id=parent.id, new_entity_id="switch.old_name"
    )
    devices.async_remove_device(_children(hass, parent.id)["Outlet 3"])
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert entity_id(hass, strip, "outlet3") == "switch.old_name"
    assert _device_of(hass, strip, "outlet3").name == "Outlet 3"


async def test_groups_have_no_channels(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, strip: SimulatedDevice
) -> None:
    """A group is one device, whose entities say which channel they are."""
    entry = await set_up(hass, cloud, user)
    account = entry.runtime_data
    group = await Groups(account.client).create("All", strip.product_key)
    await Groups(account.client).add(group, [strip.did])
    await account.groups.async_refresh()
    await hass.async_block_till_done()
    assert hass.states.get("switch.all_outlet_1")
    await account.groups.async_refresh()
    await hass.async_block_till_done()
    shown = hass.states.get("switch.all_outlet_1")
    assert shown
    assert len(_children(hass, _parent(hass, entry, strip.did).id)) == 6


async def test_diagnostics_of_a_channel(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
    strip: SimulatedDevice,
) -> None:
    """They are those of the device."""
    entry = await set_up(hass, cloud, user)
    child_id = _children(hass, _parent(hass, entry, strip.did).id)["Outlet 1"]
    child: Any = dr.async_get(hass).async_get(child_id)
    shown = await get_diagnostics_for_device(hass, hass_client, entry, child)
    (dump,) = shown["devices"]  # type: ignore[call-overload, misc]
    assert dump["chosen"] == {}


async def test_other_languages(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, strip: SimulatedDevice
) -> None:
    """Names of channels are translated."""
    hass.config.language = "zh-Hans"
    entry = await set_up(hass, cloud, user)
    parent = _parent(hass, entry, strip.did)
    assert _children(hass, parent.id).keys() == {f"插座 {n}" for n in range(1, 7)}
    shown = hass.states.get(entity_id(hass, strip, "plan2_on"))
    assert shown
    assert shown.name == "插座 2 定时开关"


_STEMS = (
    "relay{}",
    "Relay{}_Mode",
    "CH{}",
    "Timer{}ON",
    "temp{}",
    "{}",
    "x{}y{}",
    "路{}",
)


@st.composite
def _anything(draw: st.DrawFn) -> Product:
    """Draw a product of numbered datapoints of all kinds and labels."""
    numbers = st.integers(0, 9)
    names = draw(
        st.lists(
            st.builds(str.format, st.sampled_from(_STEMS), numbers, numbers),
            unique=True,
            max_size=12,
        )
    )
    kinds: tuple[Any, ...] = (
        bit,
        lambda name, label, access: pick(name, "a", "b", label=label, access=access),
        lambda name, label, access: uint(name, 0, 9, label, access=access),
        lambda name, _label, access: blob(name, 4, access=access),
    )
    attrs = [
        draw(st.sampled_from(kinds))(
            name,
            draw(st.sampled_from((name, "", "通道1", f"第{name}路", "Outlet 2"))),
            access=draw(st.sampled_from((W, W, R))),
        )
        for name in names
    ]
    return product(draw(st.sampled_from(("Box", "3 heads", "二路"))), *attrs)


@settings(max_examples=60, deadline=None)
@given(_anything())
def test_any_product(own: Product) -> None:
    """Nothing is lost but what a product does not have; names in a channel differ."""
    specs = map_product(own, chinese=False)
    found = with_channels(own, specs, own.name)
    lost = {spec.key for spec in specs} - {spec.key for spec in found}
    assert not lost or own.name != "Box"
    assert [(s.platform, s.key, s.roles) for s in found] == [
        (s.platform, s.key, s.roles) for s in specs if s.key not in lost
    ]
    by_channel: dict[int, list[str]] = {}
    for spec in found:
        if spec.channel and isinstance(name := spec.channel.entity_name, str):
            assert name.strip()
            by_channel.setdefault(spec.channel.number, []).append(name.casefold())
    for names in by_channel.values():
        assert len(names) == len(set(names))
    numbers = {spec.channel.number for spec in found if spec.channel}
    assert not numbers or numbers <= set(range(1, 17))
