"""What a schedule sets, in words and as a form asks for it."""

from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from .acting import add_made_up
from .common import add_device, entity_id, set_up
from .plan_helpers import NOW, book_of

from custom_components.gizwits.api import GizwitsValueError
from custom_components.gizwits.schedules.reasons import reason_of
from custom_components.gizwits.schedules.setting_table import settings_of
from custom_components.gizwits.schedules.settings import Setting
from custom_components.gizwits.schedules.when_words import rule_of, when_words
from custom_components.gizwits.schedules.words import said, words_of

from tests.simulator import SimulatedCloud, SimulatedDevice, User
from tests.simulator.planning import add_schedule
from tests.simulator.schedules import Recurrence
from tests.simulator_tests.definitions import MIX

WHEN = Recurrence("11:00", "mon")


def _attr(name: str, label: str, kind: str = "bool", **more: Any) -> dict[str, Any]:
    unit = "bit" if kind == "bool" else "byte"
    return {
        "name": name,
        "display_name": label,
        "data_type": kind,
        "type": "status_writable",
        "desc": "",
        "position": {"byte_offset": 0, "unit": unit, "len": 1, "bit_offset": 0},
        **more,
    }


def _product(*attrs: dict[str, Any]) -> dict[str, Any]:
    """Return a definition whose datapoints lie one after the other."""
    placed = [
        {**attr, "id": at, "position": {**attr["position"], "byte_offset": at}}
        for at, attr in enumerate(attrs)
    ]
    return {**MIX, "entities": [{**MIX["entities"][0], "attrs": placed}]}


async def _settings(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> dict[str, Setting]:
    entry = await set_up(hass, cloud, user)
    return settings_of(entry.runtime_data.devices[device.did])


async def _words(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, device: SimulatedDevice
) -> list[str]:
    """Return what the device's schedules do."""
    entry = await set_up(hass, cloud, user)
    own = entry.runtime_data.devices[device.did]
    schedules = await book_of(entry).async_get(device.did, NOW)
    return [words_of(own, schedule) for schedule in schedules]


async def test_a_number_in_two_parts_is_one_setting(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Both parts go out together, and come back as one number."""
    heater = add_device(cloud, user, "pilot_heater", alias="Salon")
    settings = await _settings(hass, cloud, user, heater)
    comfort = settings["comfort_tempH"]
    assert comfort.datapoints == {"comfort_tempH", "comfort_tempL"}
    assert comfort.is_number
    values = comfort.values(20.5)
    assert values.keys() == comfort.datapoints
    assert comfort.shown(values) == 20.5
    with pytest.raises(GizwitsValueError):
        comfort.values(900)


async def test_a_temperature_in_the_units_of_the_device(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """What the device is set to now decides; what cannot be of that unit has none."""
    fahrenheit = {"temp_unit": "华氏", "temp_set": 100}
    spa = add_device(cloud, user, "spa", alias="Spa", values=fahrenheit)
    add_schedule(cloud, user, spa, {"temp_set": 104}, WHEN)
    add_schedule(cloud, user, spa, {"temp_set": 38}, WHEN)
    assert await _words(hass, cloud, user, spa) == ["104 °F", "38"]


async def test_names_are_those_of_the_entities(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Also those that a person has given them."""
    spa = add_device(cloud, user, "spa", alias="Spa")
    bubbles = {"filter": True, "bubbles": "强", "heat_run": 90}
    add_schedule(cloud, user, spa, bubbles, WHEN)
    entry = await set_up(hass, cloud, user)
    er.async_get(hass).async_update_entity(
        entity_id(hass, spa, "bubbles"), name="Whirl"
    )
    own = entry.runtime_data.devices[spa.did]
    (schedule,) = await book_of(entry).async_get(spa.did, NOW)
    words = words_of(own, schedule)
    assert words.startswith("Filter circulation on, Whirl Strong, ")
    assert words.endswith(" 90 min")


async def test_secrets_are_not_told(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """What nobody is to see is named only; what is never written is not offered."""
    definition = _product(
        _attr("power", "Power"),
        _attr("factory_reset", "Factory reset"),
        _attr(
            "wifi_password",
            "Wi-Fi password",
            "uint8",
            uint_spec={"min": 0, "max": 99, "ratio": 1, "addition": 0},
        ),
    )
    device = add_made_up(cloud, user, definition, alias="Box")
    attrs = {"power": True, "wifi_password": 42, "factory_reset": True}
    add_schedule(cloud, user, device, attrs, WHEN)
    entry = await set_up(hass, cloud, user)
    own = entry.runtime_data.devices[device.did]
    assert settings_of(own).keys() == {"power"}
    (schedule,) = await book_of(entry).async_get(device.did, NOW)
    words = words_of(own, schedule)
    assert words == "Power on, Factory reset on, Wi-Fi password"


async def test_what_a_schedule_sets_may_be_long_or_nothing(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A line is a line; bytes are called bytes."""
    many = [_attr(f"relay_of_the_room_{n}", f"Relay of the room {n}") for n in range(9)]
    device = add_made_up(cloud, user, _product(*many), alias="Box")
    attrs = {attr["name"]: False for attr in many}
    add_schedule(cloud, user, device, attrs, WHEN)
    add_schedule(cloud, user, device, {}, WHEN, raw="0101")
    long, raw = await _words(hass, cloud, user, device)
    assert len(long) == 120
    assert long.startswith("Relay of the room 0 off, Relay of the room 1 off")
    assert long.endswith("…")
    assert raw == "Sends bytes"


@pytest.mark.parametrize(
    ("when", "words", "rule"),
    [
        (
            Recurrence("11:00", "sat,sun", start_date="2030-01-01"),
            "Sat, Sun at 11:00, from 2030-01-01",
            "FREQ=WEEKLY;BYDAY=SA,SU",
        ),
        (
            Recurrence("11:00", "day", days=[1, 31], end_date="2036-05-31"),
            "Every month on 1, 31 at 11:00, until 2036-05-31",
            "FREQ=MONTHLY;BYMONTHDAY=1,31;UNTIL=20360531T110000Z",
        ),
        (
            Recurrence("11:00", "none", date="2030-01-01"),
            "2030-01-01 at 11:00",
            None,
        ),
        (
            Recurrence("11:00", "mon,tue,wed,thu,fri"),
            "Mon to Fri at 11:00",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        ),
    ],
)
async def test_when_in_words(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    when: Recurrence,
    words: str,
    rule: str | None,
) -> None:
    """And as the rule that a calendar has for it."""
    await hass.config.async_set_time_zone("UTC")
    spa = add_device(cloud, user, "spa", alias="Spa")
    add_schedule(cloud, user, spa, {"heater": True}, when)
    entry = await set_up(hass, cloud, user)
    (schedule,) = await book_of(entry).async_get(spa.did, NOW)
    assert when_words(hass, schedule.when) == words
    assert schedule.when
    assert rule_of(schedule.when, schedule.zone) == rule
    assert when_words(hass, None) == "At a time that makes no sense"


async def test_large_and_small_numbers(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """No exponents, no needless decimals."""
    room = add_device(cloud, user, "room_thermostat", alias="Room")
    settings = await _settings(hass, cloud, user, room)
    assert said(settings["backlight"], 40.0) == "40%"
    assert said(settings["set_temp"], 20.5) == "20.5 °C"
    assert said(settings["backlight"], 123456) == "123456"
    assert reason_of(hass, HomeAssistantError("as it is")) == "as it is"


async def test_parts_of_a_device_are_told_apart(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Each pump has a stock: whose it is belongs to the name."""
    doser = add_device(cloud, user, "doser", alias="Doser")
    settings = await _settings(hass, cloud, user, doser)
    names = [one.name for one in settings.values() if not one.is_bytes]
    assert len(set(names)) == len(names)
    assert {"Pump 1 Stock", "Pump 2 Stock"} <= {*names}
