"""Changed options set an account up anew: nothing is lost, and it hardly shows."""

import asyncio
from time import process_time
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import STATE_ON, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError

from .acting import act, sent
from .common import add_device, entity_id, is_known, set_up, state_of, until
from .flow_helpers import choose, submit

from custom_components.gizwits.account import handover
from custom_components.gizwits.const import CONF_RENAME_IN_APP

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.faults import Fault
from tests.simulator.household import build_household

CONTROL = {"method": "POST", "path": "/app/control/*"}


async def change_options(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Change a setting in the form, as a person does, and wait for the reload."""
    before = entry.runtime_data
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await choose(hass, result, "settings")
    wanted = not entry.options.get(CONF_RENAME_IN_APP, False)
    result = await submit(hass, result, {CONF_RENAME_IN_APP: wanted})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await until(
        hass,
        lambda: (
            entry.state is ConfigEntryState.LOADED
            and entry.runtime_data is not before
            and all(map(is_known, entry.runtime_data.devices.values()))
        ),
    )


async def struck(fault: Fault) -> None:
    """Wait until a request is under way, without waiting for what it belongs to."""
    async with asyncio.timeout(5):
        while not fault.struck:
            await asyncio.sleep(0.01)


def record(hass: HomeAssistant, entity: str) -> list[str]:
    """Return where the states of an entity will be, in order."""
    states: list[str] = []

    @callback
    def note(event: Event[Any]) -> None:
        if event.data["entity_id"] == entity and (new := event.data["new_state"]):
            states.append(new.state)

    hass.bus.async_listen("state_changed", note)
    return states


@pytest.fixture
def machine(cloud: SimulatedCloud, user: User) -> SimulatedDevice:
    """Return a device that does what it is told, and says so late."""
    device = add_device(cloud, user, "machine", values={"amount": 30})
    device.report_delay = 0.5
    return device


async def test_a_write_that_is_under_way(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, machine: SimulatedDevice
) -> None:
    """It is sent once, its caller hears of it, and what it set stays shown."""
    entry = await set_up(hass, cloud, user)
    cloud.clear_recordings()
    fault = cloud.faults.next(**CONTROL, delay=0.15)
    first = asyncio.create_task(act(hass, machine, "amount", "set_value", value=40))
    await struck(fault)
    # One more, which waits for the first.
    second = asyncio.create_task(act(hass, machine, "option_b", "turn_on"))
    await asyncio.sleep(0)
    heater = record(hass, entity_id(hass, machine, "option_b"))
    amount = record(hass, entity_id(hass, machine, "amount"))
    await change_options(hass, entry)
    await asyncio.gather(first, second)
    assert sent(cloud) == [{"amount": 40}, {"option_b": True}]
    # The device has not reported any of it yet: what it says is from before.
    assert state_of(hass, machine, "amount") == "40"
    assert state_of(hass, machine, "option_b") == STATE_ON
    await until(hass, lambda: machine.reported.get("amount") == 40)
    await until(hass, lambda: not _device(entry, machine).shadow.unconfirmed)
    assert [state for state in heater if state == "off"] == []
    assert set(amount) <= {"40", STATE_UNAVAILABLE}


def _device(entry: MockConfigEntry, device: SimulatedDevice) -> Any:
    return entry.runtime_data.devices[device.did]


async def test_a_write_that_takes_too_long(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    machine: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody waits for it for ever, and its caller is told."""
    monkeypatch.setattr(handover, "_DRAIN", 0.05)
    entry = await set_up(hass, cloud, user)
    under_way = asyncio.Event()

    async def never(*_: Any) -> None:
        under_way.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(entry.runtime_data.client, "control", never)
    write = asyncio.create_task(act(hass, machine, "amount", "set_value", value=40))
    await under_way.wait()
    await change_options(hass, entry)
    with pytest.raises(HomeAssistantError) as caught:
        await write
    assert caught.value.translation_key == "outcome_unknown"


async def test_a_change_that_comes_meanwhile(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, machine: SimulatedDevice
) -> None:
    """What was pushed while nobody listened is read after it."""
    entry = await set_up(hass, cloud, user)
    amount = entity_id(hass, machine, "amount")
    tasks: list[asyncio.Task[None]] = []

    @callback
    def turn(event: Event[Any]) -> None:
        new = event.data["new_state"]
        if event.data["entity_id"] == amount and new and not tasks:
            assert new.state == STATE_UNAVAILABLE
            tasks.append(asyncio.create_task(machine.report({"amount": 55})))

    hass.bus.async_listen("state_changed", turn)
    await change_options(hass, entry)
    assert tasks
    await until(hass, lambda: state_of(hass, machine, "amount") == "55")


async def test_it_hardly_shows(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """No entity is away for a second, and none forgets what it knew.

    The cloud runs in this process too, so that its own time is all there is to wait
    for, however busy the machine is with others.
    """
    devices = build_household(cloud, user, 12)
    entry = await set_up(hass, cloud, user)
    known = {
        state.entity_id
        for state in hass.states.async_all()
        if state.state not in (STATE_UNAVAILABLE, STATE_UNKNOWN)
    }
    gone: dict[str, float] = {}
    away: dict[str, float] = {}
    forgotten: set[str] = set()

    @callback
    def note(event: Event[Any]) -> None:
        entity, new = event.data["entity_id"], event.data["new_state"]
        if entity not in known or new is None:
            return
        if new.state == STATE_UNAVAILABLE:
            gone[entity] = process_time()
        elif entity in gone and entity not in away:
            away[entity] = process_time() - gone[entity]
        if new.state == STATE_UNKNOWN:
            forgotten.add(entity)

    hass.bus.async_listen("state_changed", note)
    await change_options(hass, entry)
    await until(hass, lambda: away.keys() == gone.keys())
    assert len(away) > 5 * len(devices)
    assert max(away.values()) < 1.0
    assert not forgotten


async def test_an_account_that_was_off_for_long(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    machine: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was known then is nothing any more."""
    monkeypatch.setattr(handover, "_FRESH", 0.0)
    entry = await set_up(hass, cloud, user)
    await hass.config_entries.async_unload(entry.entry_id)
    cloud.faults.all(path="/app/devdata/*/latest", status=503)
    cloud.m2m[0].stall()
    await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, machine, "amount") == STATE_UNKNOWN
    cloud.m2m[0].stall(False)


async def test_what_acts_on_the_cloud_only(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, machine: SimulatedDevice
) -> None:
    """Binding changes no option, so nothing is set up anew."""
    entry = await set_up(hass, cloud, user)
    account, options = entry.runtime_data, dict(entry.options)
    other = cloud.add_device(machine.product_key)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await submit(hass, result, {"next_step_id": "bind_device"})
    result = await choose(hass, result, "bind_by_passcode")
    typed = {"did": other.did, "passcode": other.passcode}
    result = await submit(hass, result, typed)
    assert result["type"] is FlowResultType.ABORT
    await until(hass, lambda: other.did in account.devices)
    assert entry.runtime_data is account
    assert entry.options == options
