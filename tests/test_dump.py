"""The diagnostics of a device make the same device in the simulated cloud."""

from contextlib import suppress
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from scripts.demonstration.cloud import furnish
from scripts.demonstration.errors import DemoError
from scripts.demonstration.options import read_options
from scripts.demonstration.reported import options_of

from .acting import add_made_up
from .common import FIXTURES, account_entry, add_device, is_known, set_up, until
from .shapes import R, bit, blob, definition, pick, uint

from custom_components.gizwits import coordinator
from custom_components.gizwits.chosen.choices import Choices, PointChoice
from custom_components.gizwits.chosen.store import with_choices
from custom_components.gizwits.const import DOMAIN

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.dump import NotADumpError, add_dumped, devices_of, read_dump

PRODUCTS = sorted(path.stem for path in (FIXTURES / "products").glob("*.json"))
type Shown = dict[tuple[str, str], tuple[Any, ...]]


async def dump_of(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    entry: MockConfigEntry,
    did: str,
) -> Any:
    """Return what a person downloads, as text would give it."""
    assert await async_setup_component(hass, "diagnostics", {})
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, did), entry.entry_id
    )
    dump = await get_diagnostics_for_device(hass, hass_client, entry, device)
    return json.loads(json.dumps({"home_assistant": {}, "data": dump}))


def shown(hass: HomeAssistant, device: SimulatedDevice) -> Shown:
    """Return the entities of a device and what they show."""
    found: Shown = {}
    for entity in er.async_get(hass).entities.values():
        _, did, key = entity.unique_id.partition(f"-{device.did}-")
        if not did:
            continue
        state = hass.states.get(entity.entity_id)
        found[entity.domain, key] = (
            entity.original_name,
            entity.translation_key,
            entity.entity_category,
            entity.disabled_by,
            entity.unit_of_measurement,
            state.state if state else None,
            entity.capabilities,
        )
    assert found
    return found


async def check_rebuilt(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    before: dict[str, tuple[Any, Shown]],
    options: dict[str, Any] | None = None,
) -> None:
    """Check that the devices of dumps show the same in an account of its own.

    `before` has each dump and what was shown, by any name.
    """
    assert await hass.config_entries.async_unload(entry.entry_id)
    async with SimulatedCloud(seed=7) as other:
        user = other.add_user("reporter", "Password1!")
        devices = {
            name: add_dumped(other, user, devices_of(dump)[0])
            for name, (dump, _) in before.items()
        }
        again = account_entry(other, user, account="89abcdef")
        again.add_to_hass(hass)
        hass.config_entries.async_update_entry(again, options=options or {})
        assert await hass.config_entries.async_setup(again.entry_id)
        devices_again = again.runtime_data.devices
        await until(hass, lambda: all(map(is_known, devices_again.values())))

        def different() -> dict[str, tuple[Shown, Shown]]:
            pairs = {
                name: (shown(hass, device), before[name][1])
                for name, device in devices.items()
            }
            return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

        # What was guessed is applied by a reload; the comparison below says more.
        with suppress(AssertionError):
            await until(hass, lambda: not different(), timeout=2)
        assert not different()
        assert await hass.config_entries.async_unload(again.entry_id)


async def test_the_products_of_ours(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """The same entities with the same names, limits and states."""
    devices = {name: add_device(cloud, user, name, alias="") for name in PRODUCTS}
    entry = await set_up(hass, cloud, user)
    before = {
        name: (
            await dump_of(hass, hass_client, entry, device.did),
            shown(hass, device),
        )
        for name, device in devices.items()
    }
    await check_rebuilt(hass, entry, before)


async def test_what_its_owner_chose(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """A bug in what somebody put together is one that others can see."""
    device = add_made_up(cloud, user, definition("Thing", *ODD), alias="")
    choices = Choices(
        points={
            "mode": PointChoice(shown=False),
            "warm": PointChoice(platform=Platform.SENSOR),
        }
    )
    entry = account_entry(cloud, user)
    options = with_choices(entry.options, choices, device.product_key, device.did)
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, options=options)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await until(hass, lambda: all(map(is_known, entry.runtime_data.devices.values())))
    before = shown(hass, device)
    assert ("select", "mode") not in before
    dump = await dump_of(hass, hass_client, entry, device.did)
    chosen = options_of(devices_of(dump))
    assert chosen
    await check_rebuilt(hass, entry, {"it": (dump, before)}, chosen)


ODD = (
    bit("warm", access=R),
    pick("mode", "low", "high"),
    uint("heat", 0, 400, ratio=0.1, addition=-10),
    blob("bytes", 12),
)


async def test_a_product_without_a_definition(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was guessed is guessed again."""
    monkeypatch.setattr(coordinator, "LEARN_FOR", 0.01)
    device = add_made_up(
        cloud,
        user,
        definition("Thing", *ODD),
        served=False,
        values={"mode": "high", "heat": 12.5, "bytes": bytes(range(12))},
    )
    entry = await set_up(hass, cloud, user)
    # Only the socket tells a bool from a number.
    await until(hass, lambda: ("binary_sensor", "warm") in shown(hass, device))
    heat = "sensor", "heat"
    await until(hass, lambda: shown(hass, device)[heat][5] == "12.5")
    dump = await dump_of(hass, hass_client, entry, device.did)
    (told,) = devices_of(dump)
    assert told["definition"] is None
    assert told["values"]["heat"] == 12.5
    before = shown(hass, device)
    assert {("sensor", "mode"), ("sensor", "heat"), ("sensor", "bytes")} <= set(before)
    await check_rebuilt(hass, entry, {"it": (dump, before)})


async def test_a_known_family_without_a_definition(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
) -> None:
    """The quirk's own datapoints are taken by what they report."""
    made_up = definition(
        "Pilote_Pro",
        pick("mode", "cft", "eco", "fro", "stop", "cft1", "cft2"),
        pick("cur_mode", "cft", "eco", "fro", "stop", "cft1", "cft2", access=R),
        uint("cur_temp", 0, 500, access=R),
        uint("com_temp", 0, 100),
        bit("window_switch"),
        key="9dacde7ef459421eaf8cc4bea9385634",
    )
    device = add_made_up(
        cloud,
        user,
        made_up,
        served=False,
        product_name="Pilote_Pro",
        values={"mode": "eco", "cur_temp": 195, "com_temp": 45},
    )
    entry = await set_up(hass, cloud, user)
    before = shown(hass, device)
    dump = await dump_of(hass, hass_client, entry, device.did)
    (told,) = devices_of(dump)
    assert told["quirk"]
    # As it is reported, not as it is shown.
    assert told["values"]["com_temp"] == 45
    assert before["number", "com_temp"][5] == "-0.5"
    await check_rebuilt(hass, entry, {"it": (dump, before)})


async def test_what_is_no_dump(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, tmp_path: Path
) -> None:
    """It is said what is wrong with the file."""
    path = tmp_path / "report.json"
    path.write_text("not JSON", encoding="utf-8")
    with pytest.raises(NotADumpError, match="no JSON"):
        read_dump(path)
    for content, why in (
        ([], "no device"),
        ({"data": {"devices": []}}, "no device"),
        ({"data": {"devices": [{"device": {}}]}}, "of an account"),
    ):
        path.write_text(json.dumps(content), encoding="utf-8")
        with pytest.raises(NotADumpError, match=why):
            read_dump(path)


async def test_the_demo_shows_it(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
    tmp_path: Path,
) -> None:
    """`scripts/demo --dump FILE` has that device instead of a household."""
    device = add_device(cloud, user, "spa", values={"temp_set": 33})
    entry = await set_up(hass, cloud, user)
    path = tmp_path / "report.json"
    dump = await dump_of(hass, hass_client, entry, device.did)
    path.write_text(json.dumps(dump), encoding="utf-8")
    options = read_options(["--dump", str(path)])
    async with SimulatedCloud(seed=7) as other:
        household = furnish(other, options.devices, options.dump)
        (shown_there,) = household.devices
        assert shown_there.values["temp_set"] == 33
        with pytest.raises(DemoError, match=r"missing\.json"):
            furnish(other, None, tmp_path / "missing.json")
    for more in ("--once", "--devices=3"):
        with pytest.raises(SystemExit):
            read_options(["--dump", str(path), more])
