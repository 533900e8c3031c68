"""What shows a device's schedules besides its calendar: switches, a sensor, an event."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from .common import add_device, entity_id, set_up, until
from .plan_helpers import (
    DAILY,
    NEXT_RUN,
    PARIS,
    RUN,
    WORKDAYS,
    TimeMachine,
    enable,
    read,
    registered,
    shown,
)

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.planning import add_schedule
from tests.simulator.schedules import Recurrence, Schedule

WARM = {"heater": True, "temp_set": 38}
LIST = "/app/devices/*/scheduler"


@pytest.fixture
async def spa(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> SimulatedDevice:
    """Return a spa of a person in Paris."""
    await hass.config.async_set_time_zone(PARIS)
    off = {"heater": False, "temp_set": 30}
    return add_device(cloud, user, "spa", alias="Garden spa", values=off)


@pytest.fixture
async def evenings(cloud: SimulatedCloud, user: User, spa: SimulatedDevice) -> Schedule:
    """Return warm water on working days, at seven in the evening in Paris."""
    when = Recurrence("18:00", WORKDAYS)
    return add_schedule(cloud, user, spa, WARM, when, remark="After work")


def _key(schedule: Schedule) -> str:
    return f"schedule-enabled-{schedule.id}"


async def _switched(hass: HomeAssistant, entity: str, action: str) -> None:
    await hass.services.async_call(
        "switch", action, {"entity_id": entity}, blocking=True
    )


async def test_switches_come_and_go_with_the_schedules(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    evenings: Schedule,
) -> None:
    """Off by default; also what was deleted in the app is gone."""
    entry = await set_up(hass, cloud, user)
    assert registered(hass, spa, _key(evenings)) is None
    await read(entry, spa)
    switch = entity_id(hass, spa, _key(evenings))
    assert switch == "switch.garden_spa_schedule_after_work"
    known = er.async_get(hass).async_get(switch)
    assert known
    assert known.disabled_by is er.RegistryEntryDisabler.INTEGRATION
    assert known.entity_category is EntityCategory.CONFIG

    nameless = Recurrence("05:00", "none", date="2030-01-01")
    other = add_schedule(cloud, user, spa, {"filter": True}, nameless)
    await read(entry, spa)
    assert registered(hass, spa, _key(other))
    # What a restart has not read yet stays; what the cloud no longer has goes.
    await hass.config_entries.async_reload(entry.entry_id)
    assert registered(hass, spa, _key(evenings)) == switch
    del cloud.runner.schedules[evenings.id]
    await read(entry, spa)
    assert registered(hass, spa, _key(evenings)) is None
    assert registered(hass, spa, _key(other))


async def test_a_switch(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    evenings: Schedule,
) -> None:
    """Whoever enables it has the schedule read, and lets it run or not."""
    entry = await set_up(hass, cloud, user)
    await read(entry, spa)
    switch = entity_id(hass, spa, _key(evenings))
    await enable(hass, entry, switch)
    await until(hass, lambda: shown(hass, switch) == "on")
    name = hass.states.get(switch)
    assert name
    assert name.name == "Garden spa Schedule: After work"

    await _switched(hass, switch, "turn_off")
    assert shown(hass, switch) == "off"
    assert not evenings.enabled
    assert (evenings.attrs, evenings.when.time) == (WARM, "18:00")
    cloud.faults.next(method="PUT", path=LIST + "/*", error_code=9015)
    with pytest.raises(HomeAssistantError) as caught:
        await _switched(hass, switch, "turn_on")
    assert caught.value.translation_domain == "gizwits"
    assert shown(hass, switch) == "off"
    await _switched(hass, switch, "turn_on")
    assert shown(hass, switch) == "on"
    assert evenings.enabled

    evenings.enabled = False
    await read(entry, spa)
    assert shown(hass, switch) == "off"


async def test_the_next_run(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    evenings: Schedule,
) -> None:
    """The earliest of all that are enabled, in turn; unknown where there is none."""
    add_schedule(
        cloud, user, spa, {"filter": True}, Recurrence("18:30", "none", "2026-12-07")
    )
    off = Recurrence("11:00", DAILY)
    add_schedule(cloud, user, spa, {"power": True}, off, enabled=False)
    entry = await set_up(hass, cloud, user)
    sensor = entity_id(hass, spa, NEXT_RUN)
    assert hass.states.get(sensor) is None
    await enable(hass, entry, sensor)
    await until(hass, lambda: shown(hass, sensor) == "2026-12-07T18:00:00+00:00")
    assert _sets(hass, sensor) == ["Heater on, 38 °C"]
    await time_machine.turn("2026-12-07T18:00:00")
    assert shown(hass, sensor) == "2026-12-07T18:30:00+00:00"
    assert _sets(hass, sensor) == ["Filter circulation on"]
    await time_machine.turn("2026-12-07T18:30:00")
    assert shown(hass, sensor) == "2026-12-08T18:00:00+00:00"
    cloud.runner.schedules.clear()
    await read(entry, spa)
    assert shown(hass, sensor) == STATE_UNKNOWN


def _sets(hass: HomeAssistant, entity: str) -> list[str]:
    state = hass.states.get(entity)
    assert state
    sets: list[str] = state.attributes["sets"]
    return sets


async def test_nothing_is_known_before_the_cloud_has_answered(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    evenings: Schedule,
) -> None:
    """A switch and the sensor are not there yet, rather than off and never."""
    entry = await set_up(hass, cloud, user)
    await read(entry, spa)
    entities = [entity_id(hass, spa, key) for key in (_key(evenings), NEXT_RUN)]
    cloud.faults.all(path=LIST, error_code=9015)
    await enable(hass, entry, *entities)
    assert {shown(hass, one) for one in entities} == {STATE_UNAVAILABLE}


async def _watched(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, spa: SimulatedDevice
) -> tuple[MockConfigEntry, str]:
    """Return an account whose event of runs is enabled and knows the schedules."""
    entry = await set_up(hass, cloud, user)
    event = entity_id(hass, spa, RUN)
    await enable(hass, entry, event)
    await read(entry, spa)
    await until(hass, lambda: entry.runtime_data.devices[spa.did].data.values)
    return entry, event


def _outcome(hass: HomeAssistant, event: str) -> str | None:
    state = hass.states.get(event)
    assert state
    kind: str | None = state.attributes["event_type"]
    return kind


async def test_a_run_that_the_device_reports(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    evenings: Schedule,
) -> None:
    """Inferred, and it says so: the cloud has no log of it."""
    _, event = await _watched(hass, cloud, user, spa)
    assert shown(hass, event) == STATE_UNKNOWN
    await time_machine.turn("2026-12-07T17:59:40")
    assert shown(hass, event) == STATE_UNKNOWN
    await time_machine.turn("2026-12-07T18:00:01")
    await until(hass, lambda: _outcome(hass, event) == "ran")
    state = hass.states.get(event)
    assert state
    told = {**state.attributes}
    assert told["sets"] == "Heater on, 38 °C"
    assert told["due"] == "2026-12-07T18:00:00+00:00"
    assert told["inferred"] is True
    assert told["remark"] == "After work"
    # The next day it is so already.
    await time_machine.turn("2026-12-08T17:59:40")
    await time_machine.turn("2026-12-08T18:02:01")
    await until(hass, lambda: _outcome(hass, event) == "unchanged")


async def test_a_run_that_does_not_show(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    evenings: Schedule,
) -> None:
    """The device was set to something else, or could not be reached."""
    spa.hears_orders = False
    _, event = await _watched(hass, cloud, user, spa)
    await time_machine.turn("2026-12-07T17:59:40")
    await time_machine.turn("2026-12-07T18:00:01")
    await spa.report({"heater": True, "temp_set": 25})
    await hass.async_block_till_done()
    assert shown(hass, event) == STATE_UNKNOWN
    await time_machine.turn("2026-12-07T18:02:01")
    assert _outcome(hass, event) == "missed"


async def test_what_happens_before_is_no_run(
    hass: HomeAssistant,
    time_machine: TimeMachine,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    evenings: Schedule,
) -> None:
    """Somebody was quicker: there is nothing left to change."""
    _, event = await _watched(hass, cloud, user, spa)
    await time_machine.turn("2026-12-07T17:59:35")
    await spa.report(WARM)
    await until(hass, lambda: shown(hass, "climate.garden_spa") == "heat")
    assert shown(hass, event) == STATE_UNKNOWN
    await time_machine.turn("2026-12-07T18:02:01")
    assert _outcome(hass, event) == "unchanged"
