"""Meters in the Energy dashboard, as Home Assistant itself checks them."""

from typing import Any

import pytest

from homeassistant.components.energy import async_get_manager, validate
from homeassistant.components.recorder import Recorder
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .acting import add_made_up
from .common import add_device, entity_id, set_up
from .made_up import FOLDER, products

from tests.simulator import SimulatedCloud, SimulatedDevice, User


@pytest.fixture
def mock_recorder_before_hass(recorder_db_url: str) -> None:
    """Let the recorder be there first."""


def _made_up(
    cloud: SimulatedCloud, user: User, group: str, name: str, **values: Any
) -> SimulatedDevice:
    raw = next(raw for raw in products(FOLDER / f"{group}.txt") if raw["name"] == name)
    return add_made_up(cloud, user, raw, values=values)


async def test_meters_are_what_the_dashboard_takes(
    recorder_mock: Recorder, hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Electricity from and to the grid, the sun, gas, water, and single devices."""
    meter = add_device(cloud, user, "energy_meter")
    inverter = add_device(cloud, user, "inverter")
    gas = _made_up(cloud, user, "meters", "NB-IoT燃气表", gas_total=12.5)
    water = _made_up(cloud, user, "meters", "智能水表", total=88.1)
    plug = _made_up(cloud, user, "meters", "智能插座", energy=3.2, power=40)
    await set_up(hass, cloud, user)
    assert await async_setup_component(hass, "energy", {})

    def of(device: SimulatedDevice, key: str) -> str:
        return entity_id(hass, device, key)

    preferences: Any = {
        "energy_sources": [
            {
                "type": "grid",
                "stat_energy_from": of(meter, "energy_import"),
                "stat_energy_to": of(meter, "energy_export"),
                "stat_cost": None,
                "entity_energy_price": None,
                "number_energy_price": None,
                "stat_compensation": None,
                "entity_energy_price_export": None,
                "number_energy_price_export": None,
                "cost_adjustment_day": 0,
                "stat_rate": of(meter, "power"),
            },
            {
                "type": "solar",
                "stat_energy_from": of(inverter, "SM_energy"),
                "config_entry_solar_forecast": None,
            },
            {
                "type": "gas",
                "stat_energy_from": of(gas, "gas_total"),
                "stat_cost": None,
                "entity_energy_price": None,
                "number_energy_price": None,
            },
            {
                "type": "water",
                "stat_energy_from": of(water, "total"),
                "stat_cost": None,
                "entity_energy_price": None,
                "number_energy_price": None,
            },
        ],
        "device_consumption": [
            {"stat_consumption": of(plug, "energy"), "stat_rate": of(plug, "power")}
        ],
    }
    # Statistics come with the first five minutes.
    assert await _issues(hass, preferences) <= {"statistics_not_defined"}
    # It does look: power is no energy
    preferences["energy_sources"][0]["stat_energy_from"] = of(meter, "power")
    assert "entity_unexpected_device_class" in await _issues(hass, preferences)


async def _issues(hass: HomeAssistant, preferences: Any) -> set[str]:
    """Return what the dashboard finds wrong."""
    manager = await async_get_manager(hass)
    await manager.async_update(preferences)
    result = (await validate.async_validate(hass)).as_dict()
    return {
        issue["type"] for part in result.values() for issues in part for issue in issues
    }
