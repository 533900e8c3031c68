"""Schedules in the options: seen, added, changed, switched and deleted."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er

from .acting import add_made_up
from .common import account_entry, add_device, entity_id, set_up
from .flow_helpers import assert_form, choose, ended, submit, suggested
from .plan_helpers import DAILY, PARIS, book_of
from .shapes import bit, definition, pick, uint

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.planning import add_schedule
from tests.simulator.schedules import Recurrence, Schedule

WARM = {"heater": True, "temp_set": 38}
LIST = "/app/devices/*/scheduler"
MORE = {"enabled": True}


@pytest.fixture
async def spa(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> SimulatedDevice:
    """Return a spa of a person in Paris."""
    await hass.config.async_set_time_zone(PARIS)
    now = {"heater": False, "temp_set": 36, "bubbles": "强"}
    return add_device(cloud, user, "spa", alias="Garden spa", values=now)


@pytest.fixture
async def evenings(cloud: SimulatedCloud, user: User, spa: SimulatedDevice) -> Schedule:
    """Return warm water every day, at seven in the evening in Shanghai."""
    return add_schedule(cloud, user, spa, WARM, Recurrence("11:00", DAILY))


@pytest.fixture
async def entry(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, spa: SimulatedDevice
) -> MockConfigEntry:
    """Return the user's entry, set up; a door sensor has no schedules."""
    add_device(cloud, user, "door_sensor", alias="Door")
    return await set_up(hass, cloud, user)


def _options(result: ConfigFlowResult, field: str) -> dict[str, str]:
    """Return what a list has to choose from, by value."""
    assert result["data_schema"]
    config = result["data_schema"].schema[field].config
    return {one["value"]: one["label"] for one in config["options"]}


def _selector(result: ConfigFlowResult, field: str) -> dict[str, Any]:
    assert result["data_schema"]
    config: dict[str, Any] = result["data_schema"].schema[field].config
    return config


def _fields(result: ConfigFlowResult) -> list[str]:
    assert result["data_schema"]
    return [str(field) for field in result["data_schema"].schema]


async def _open(
    hass: HomeAssistant, entry: MockConfigEntry, spa: SimulatedDevice
) -> ConfigFlowResult:
    """Return the list of the spa's schedules."""
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await choose(hass, result, "schedules")
    assert _options(result, "device") == {spa.did: "Garden spa"}
    result = await submit(hass, result, {"device": spa.did})
    assert_form(result, "schedule_list")
    assert result["description_placeholders"] == {"device": "Garden spa"}
    return result


async def _new(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
    repeat: str,
    *settings: str,
) -> ConfigFlowResult:
    """Return the second form of a new schedule."""
    result = await _open(hass, entry, spa)
    result = await submit(hass, result, {"schedule": "new"})
    assert_form(result, "schedule_what")
    assert suggested(result) == {"settings": [], "repeat": "weekly"}
    result = await submit(hass, result, {"settings": list(settings), "repeat": repeat})
    assert_form(result, f"schedule_{repeat}")
    return result


async def _change(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
    schedule_id: str,
    option: str,
) -> ConfigFlowResult:
    result = await _open(hass, entry, spa)
    result = await submit(hass, result, {"schedule": schedule_id})
    assert result["type"] is FlowResultType.MENU
    return await submit(hass, result, {"next_step_id": option})


def _only(cloud: SimulatedCloud) -> Schedule:
    (made,) = cloud.runner.schedules.values()
    return made


async def test_the_form_is_made_of_the_product(
    hass: HomeAssistant, entry: MockConfigEntry, spa: SimulatedDevice
) -> None:
    """A toggle, a list with words, a slider with range and unit; what is now is shown."""
    result = await _open(hass, entry, spa)
    result = await submit(hass, result, {"schedule": "new"})
    names = _options(result, "settings")
    assert names["heater"] == "Heater"
    assert names["temp_set"] == "Target temperature"
    # What is only read is not to be set.
    assert names.keys() <= {
        point.name
        for point in spa.product.definition.datapoints
        if point.access == "status_writable"
    }
    chosen = ["temp_set", "heater", "bubbles", "heat_run"]
    result = await submit(hass, result, {"settings": chosen, "repeat": "weekly"})
    assert _fields(result) == [
        "Heater",
        names["bubbles"],
        "Target temperature",
        names["heat_run"],
        "weekdays",
        "time",
        "advanced",
    ]
    assert _selector(result, "Target temperature") == {
        "min": 20.0,
        "max": 40.0,
        "step": 1.0,
        "unit_of_measurement": "°C",
        "mode": "slider",
    }
    assert _selector(result, names["heat_run"])["mode"] == "box"
    assert _options(result, names["bubbles"])["strong"] == "Strong"
    begins = suggested(result)
    assert begins["Heater"] is False
    assert begins["Target temperature"] == 36
    assert begins[names["bubbles"]] == "strong"
    assert begins["weekdays"] == []


async def test_add_weekly(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
) -> None:
    """Local time goes in, the cloud's comes out; nothing is reloaded."""
    before = entry.runtime_data
    result = await _new(hass, entry, spa, "weekly", "heater", "temp_set")
    typed = {
        "Heater": True,
        "Target temperature": 38,
        "weekdays": [],
        "time": "00:30:00",
        "advanced": {"remark": " Night ", "enabled": False, "end": "2036-12-31"},
    }
    result = await submit(hass, result, typed)
    assert_form(result, "schedule_weekly", {"weekdays": "no_days"})
    assert suggested(result)["advanced"]["remark"] == " Night "
    await ended(hass, result, {**typed, "weekdays": ["mon"]}, "schedule_saved")
    assert entry.runtime_data is before
    schedules = await book_of(entry).async_get(spa.did)
    assert len(schedules) == 1
    (made,) = schedules
    assert (made.remark, made.enabled) == ("Night", False)
    assert made.when
    assert [day.key for day in made.when.weekdays] == ["mon"]
    assert made.when.time.isoformat() == "00:30:00"
    # Half past midnight on Monday is Sunday to the cloud.
    parts = cloud.runner.schedules.values()
    assert {part.when.repeat for part in parts} == {"sun"}
    assert all(part.attrs == WARM for part in parts)


async def test_add_once_and_monthly(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
) -> None:
    """One date, which must not be over; days of the month."""
    result = await _new(hass, entry, spa, "once", "filter")
    (name,) = (one for one in _fields(result) if one.startswith("Filter"))
    typed = {name: True, "date": "2020-01-01", "time": "06:15:00", "advanced": MORE}
    result = await submit(hass, result, typed)
    assert_form(result, "schedule_once", {"base": "schedule_refused"})
    reason = (result["description_placeholders"] or {})["reason"]
    assert reason
    assert "{" not in reason
    assert cloud.runner.schedules == {}
    await ended(hass, result, {**typed, "date": "2035-07-01"}, "schedule_saved")
    made = _only(cloud)
    assert (made.when.date, made.when.time) == ("2035-07-01", "04:15")
    cloud.runner.schedules.clear()

    result = await _new(hass, entry, spa, "monthly", "filter")
    typed = {name: True, "days": [], "time": "12:00:00", "advanced": MORE}
    result = await submit(hass, result, typed)
    assert_form(result, "schedule_monthly", {"days": "no_days"})
    await ended(hass, result, {**typed, "days": ["1", "15"]}, "schedule_saved")
    parts = cloud.runner.schedules.values()
    assert {tuple(part.when.days) for part in parts} == {(1, 15)}


async def test_nothing_to_set(
    hass: HomeAssistant, entry: MockConfigEntry, spa: SimulatedDevice
) -> None:
    """That is said at once."""
    result = await _open(hass, entry, spa)
    result = await submit(hass, result, {"schedule": "new"})
    result = await submit(hass, result, {"settings": [], "repeat": "once"})
    assert_form(result, "schedule_what", {"settings": "nothing_to_set"})
    assert suggested(result)["repeat"] == "once"
    result = await submit(hass, result, {"settings": ["heater"], "repeat": "once"})
    assert_form(result, "schedule_once")


async def test_change(
    hass: HomeAssistant,
    evenings: Schedule,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
) -> None:
    """The forms begin with what the schedule is; only what is changed changes."""
    evenings.remark = "App"
    result = await _change(hass, entry, spa, evenings.id, "schedule_what")
    assert_form(result, "schedule_what")
    assert suggested(result) == {"settings": ["heater", "temp_set"], "repeat": "weekly"}
    result = await submit(hass, result, suggested(result))
    assert_form(result, "schedule_weekly")
    begins = suggested(result)
    assert begins["Target temperature"] == 38
    assert begins["weekdays"] == DAILY.split(",")
    assert begins["advanced"] == {"remark": "App", "enabled": True}
    typed = {**begins, "Target temperature": 40}
    cloud.faults.next(method="PUT", path=LIST + "/*", error_code=9025)
    result = await submit(hass, result, typed)
    assert_form(result, "schedule_weekly", {"base": "schedule_refused"})
    assert suggested(result)["Target temperature"] == 40
    assert evenings.attrs == WARM
    await ended(hass, result, typed, "schedule_saved")
    assert _only(cloud) is evenings
    assert evenings.attrs == {"heater": True, "temp_set": 40}
    # Nobody touched the time, so it is left in the cloud's own words.
    assert (evenings.when.time, evenings.when.repeat) == ("11:00", DAILY)
    assert evenings.remark == "App"


@pytest.mark.parametrize("bubbles", [7, "超强"])
async def test_what_is_not_changed_is_left_alone(
    hass: HomeAssistant,
    evenings: Schedule,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
    bubbles: Any,
) -> None:
    """A newer app may set what the definition does not have; this cloud minds."""
    evenings.attrs = {**WARM, "bubbles": bubbles, "massage": 3}
    result = await _change(hass, entry, spa, evenings.id, "schedule_what")
    result = await submit(hass, result, suggested(result))
    typed = suggested(result)
    await submit(hass, result, {**typed, "advanced": {**MORE, "remark": "New"}})
    body = cloud.requests_to("PUT", LIST + "/*")[-1].body
    assert body["attrs"] == {**WARM, "bubbles": bubbles, "massage": 3}
    assert body["remark"] == "New"


async def test_what_the_forms_do_not_know_stays(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    entry: MockConfigEntry,
) -> None:
    """Bytes that somebody's app has set are offered only where they are set already."""
    room = add_device(cloud, user, "room_thermostat", alias="Room")
    week = "06" * 18
    attrs = {"set_temp": 20.5, "week1": week}
    when = Recurrence("07:00", "mon")
    made = add_schedule(cloud, user, room, attrs, when)
    await entry.runtime_data.async_refresh()
    await hass.async_block_till_done()
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await choose(hass, result, "schedules")
    result = await submit(hass, result, {"device": room.did})
    result = await submit(hass, result, {"schedule": made.id})
    result = await submit(hass, result, {"next_step_id": "schedule_what"})
    offered = _options(result, "settings")
    assert "week1" in offered
    assert "week2" not in offered
    result = await submit(hass, result, suggested(result))
    typed = suggested(result)
    (name,) = (field for field, value in typed.items() if value == week)
    result = await submit(hass, result, {**typed, name: "no digits"})
    assert_form(result, "schedule_weekly", {"base": "schedule_refused"})
    await ended(hass, result, {**typed, name: "07" * 18}, "schedule_saved")
    assert made.attrs == {"set_temp": 20.5, "week1": "07" * 18}


async def test_switch_and_delete(
    hass: HomeAssistant,
    evenings: Schedule,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
) -> None:
    """Each at once; where it fails, it can be tried again."""
    result = await _change(hass, entry, spa, evenings.id, "schedule_off")
    assert result["reason"] == "schedule_saved"
    assert not evenings.enabled
    result = await _open(hass, entry, spa)
    line = _options(result, "schedule")[evenings.id]
    assert line == "Every day at 12:00: Heater on, 38 °C – switched off"

    cloud.faults.next(method="PUT", path=LIST + "/*", status=503)
    result = await _change(hass, entry, spa, evenings.id, "schedule_on")
    assert_form(result, "schedule_on", {"base": "schedule_refused"})
    assert not evenings.enabled
    await ended(hass, result, {}, "schedule_saved")
    assert evenings.enabled

    result = await _change(hass, entry, spa, evenings.id, "schedule_delete")
    assert_form(result, "schedule_delete")
    assert "38 °C" in (result["description_placeholders"] or {})["schedule"]
    cloud.faults.next(method="DELETE", path=LIST + "/*", error_code=9015)
    result = await submit(hass, result, {})
    assert_form(result, "schedule_delete", {"base": "schedule_refused"})
    await ended(hass, result, {}, "schedule_deleted")
    assert cloud.runner.schedules == {}


async def test_gone_meanwhile(
    hass: HomeAssistant,
    evenings: Schedule,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
) -> None:
    """Somebody was quicker in the app."""
    result = await _change(hass, entry, spa, evenings.id, "schedule_delete")
    cloud.runner.schedules.clear()
    result = await submit(hass, result, {})
    assert_form(result, "schedule_delete", {"base": "schedule_refused"})
    assert "Garden spa" in (result["description_placeholders"] or {})["reason"]


async def test_what_makes_no_sense_is_not_changed(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
) -> None:
    """Bytes and times that nobody can read: switched and deleted they can be."""
    raw = add_schedule(cloud, user, spa, {}, Recurrence("05:00", "mon"), raw="0102")
    result = await _open(hass, entry, spa)
    assert _options(result, "schedule")[raw.id] == "Mon at 06:00: Sends bytes"
    result = await submit(hass, result, {"schedule": raw.id})
    assert result["menu_options"] == ["schedule_off", "schedule_delete"]


async def test_a_cloud_that_cannot_be_asked(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
) -> None:
    """The choice of devices says so, and can be tried again."""
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await choose(hass, result, "schedules")
    cloud.faults.next(path=LIST, error_code=9015)
    result = await submit(hass, result, {"device": spa.did})
    assert_form(result, "schedules", {"base": "schedule_refused"})
    assert suggested(result) == {"device": spa.did}
    result = await submit(hass, result, {"device": spa.did})
    assert_form(result, "schedule_list")
    assert suggested(result) == {"schedule": "new"}


async def test_nothing_there(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Without such a device, and without an account that is set up."""
    add_device(cloud, user, "door_sensor", alias="Door")
    entry = await set_up(hass, cloud, user)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await submit(hass, result, {"next_step_id": "schedules"})
    assert result["reason"] == "nothing_to_schedule"
    other = account_entry(cloud, cloud.add_user("ben", "Password1!"), account="b" * 8)
    other.add_to_hass(hass)
    result = await hass.config_entries.options.async_init(other.entry_id)
    result = await submit(hass, result, {"next_step_id": "schedules"})
    assert result["reason"] == "not_running"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Every day at 12:00: Heater on, 38 °C"),
        # Where there are no texts of ours yet.
        ("sv", "Every day at 12:00: Heater on, 38 °C"),
        ("zh-Hans", "每天 12:00：加热 开，38 °C"),
    ],
)
async def test_words_in_the_language_of_home_assistant(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    spa: SimulatedDevice,
    evenings: Schedule,
    language: str,
    line: str,
) -> None:
    """As the names of the entities are."""
    hass.config.language = language
    entry = await set_up(hass, cloud, user)
    result = await _open(hass, entry, spa)
    assert _options(result, "schedule")[evenings.id] == line


@pytest.mark.parametrize(
    ("when", "repeat", "days"),
    [
        (
            Recurrence("04:15", "none", date="2035-07-01"),
            "once",
            {"date": "2035-07-01"},
        ),
        (Recurrence("05:15", "day", days=[1, 15]), "monthly", {"days": ["1", "15"]}),
    ],
)
async def test_what_is_there_keeps_how_it_repeats(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
    when: Recurrence,
    repeat: str,
    days: dict[str, Any],
) -> None:
    """The forms of a date and of days of the month begin with them."""
    made = add_schedule(cloud, user, spa, WARM, when)
    result = await _change(hass, entry, spa, made.id, "schedule_what")
    assert suggested(result)["repeat"] == repeat
    result = await submit(hass, result, suggested(result))
    assert_form(result, f"schedule_{repeat}")
    begins = suggested(result)
    assert begins["time"] == "06:15:00"
    assert {name: begins[name] for name in days} == days
    await ended(hass, result, {**begins, "Target temperature": 39}, "schedule_saved")
    assert _only(cloud) is made
    assert made.attrs == {**WARM, "temp_set": 39}
    assert made.when == when


async def test_settings_with_one_name(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    entry: MockConfigEntry,
    spa: SimulatedDevice,
) -> None:
    """Two a person has given the same name, and one named as a field of the form."""
    registry = er.async_get(hass)
    for key, name in (("heat_delay", "Run"), ("heat_run", "Run"), ("bubbles", "time")):
        registry.async_update_entity(entity_id(hass, spa, key), name=name)
    chosen = ("heat_delay", "heat_run", "bubbles")
    result = await _new(hass, entry, spa, "once", *chosen)
    own = ["time (bubbles)", "Run", "Run (heat_run)"]
    assert _fields(result)[:3] == own
    typed = dict(zip(own, ("strong", 60, 120), strict=True))
    day = {"date": "2035-07-01", "time": "12:00:00", "advanced": MORE}
    await ended(hass, result, {**typed, **day}, "schedule_saved")
    made = _only(cloud)
    assert made.attrs == {"bubbles": "强", "heat_delay": 60, "heat_run": 120}
    assert made.when.time == "10:00"


@pytest.mark.parametrize(("count", "mode"), [(13, "list"), (14, "dropdown")])
async def test_a_product_nobody_knows(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, count: int, mode: str
) -> None:
    """A long list is searched, a plain number has no unit, what is unknown is empty."""
    switches = [bit(f"Ka{number}") for number in range(count)]
    kinds = uint("Nx", 0, 9), pick("Ex", "one", "two")
    machine = add_made_up(
        cloud,
        user,
        definition("Machine", *switches, *kinds),
        alias="Machine",
        reported=False,
        online=False,
    )
    entry = await set_up(hass, cloud, user)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await choose(hass, result, "schedules")
    result = await submit(hass, result, {"device": machine.did})
    result = await submit(hass, result, {"schedule": "new"})
    assert _selector(result, "settings")["mode"] == mode
    names = _options(result, "settings")
    assert len(names) == count + 2
    chosen = {"settings": ["Ka0", "Nx", "Ex"], "repeat": "once"}
    result = await submit(hass, result, chosen)
    number = {"min": 0.0, "max": 9.0, "step": 1.0, "mode": "slider"}
    assert _selector(result, names["Nx"]) == number
    # Nobody knows how they are now, so that nothing may look as if it were so.
    assert suggested(result).keys() == {"date", "time", "advanced"}
    typed = {names["Ka0"]: True, names["Nx"]: 5, names["Ex"]: "two"}
    day = {"date": "2035-07-01", "time": "12:00:00", "advanced": MORE}
    await ended(hass, result, {**typed, **day}, "schedule_saved")
    assert _only(cloud).attrs == {"Ka0": True, "Nx": 5, "Ex": "two"}
