"""The blueprints, loaded and run as a person would."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
import shutil
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import async_mock_service
import yaml

from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import parse_yaml

from .common import add_device, entity_id, set_up, state_of, until
from .test_problems import event_of, settled

from custom_components.gizwits.const import CONNECTION_KEY, PROBLEM_KEY

from tests.simulator import SimulatedCloud, User

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "blueprints" / "automation" / "gizwits"
BLUEPRINTS = sorted(FOLDER.glob("*.yaml"))
REPOSITORY = "https://github.com/gizwits-home-assistant/gizwits/blob/main/"
CLIMATE = "composite-climate"


@pytest.fixture
def own_folder(hass: HomeAssistant, tmp_path: Path) -> Iterator[None]:
    """Give Home Assistant a folder with the blueprints in it."""
    before, hass.config.config_dir = hass.config.config_dir, str(tmp_path)
    shutil.copytree(FOLDER, tmp_path / "blueprints" / "automation" / "gizwits")
    yield
    hass.config.config_dir = before


async def use(hass: HomeAssistant, name: str, **inputs: Any) -> None:
    """Make an automation of a blueprint."""
    automation = {
        "alias": "It",
        "use_blueprint": {"path": f"gizwits/{name}.yaml", "input": inputs},
    }
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await hass.async_block_till_done()
    state = hass.states.get("automation.it")
    assert state
    assert state.state == "on"


@pytest.mark.parametrize("path", BLUEPRINTS, ids=lambda path: path.stem)
def test_metadata(path: Path) -> None:
    """It is valid, leads back here, and is not for an older Home Assistant."""
    text = path.read_text(encoding="utf-8")
    blueprint = Blueprint(
        parse_yaml(text),
        expected_domain="automation",
        schema=AUTOMATION_BLUEPRINT_SCHEMA,
    )
    assert blueprint.validate() is None
    where = path.relative_to(ROOT)
    assert blueprint.metadata["source_url"] == REPOSITORY + str(where)
    hacs = yaml.safe_load((ROOT / "hacs.json").read_text(encoding="utf-8"))
    assert blueprint.metadata["homeassistant"] == {"min_version": hacs["homeassistant"]}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert where.name in readme


async def soon(condition: Callable[[], Any]) -> None:
    """Wait until something is so, but not for automations that still wait."""
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


@pytest.fixture
def heater(hass: HomeAssistant, cloud: SimulatedCloud, user: User) -> Any:
    """Return a thermostat that heats."""
    return add_device(
        cloud,
        user,
        "room_thermostat",
        alias="Heater",
        values={"power": True, "set_temp": 21},
    )


@pytest.mark.usefixtures("own_folder")
async def test_heater_off_while_a_window_is_open(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, heater: Any
) -> None:
    """Off when one is open for long enough, on when all are closed for long enough."""
    await set_up(hass, cloud, user)
    windows = ["binary_sensor.left", "binary_sensor.right"]
    for window in windows:
        hass.states.async_set(window, "off")
    await use(
        hass,
        "heater_off_while_window_open",
        windows=windows,
        heaters=[entity_id(hass, heater, CLIMATE), "switch.not_there"],
        open_for={"milliseconds": 20},
        closed_for={"milliseconds": 60},
    )
    assert state_of(hass, heater, CLIMATE) == "heat"
    hass.states.async_set(windows[0], "on")
    await soon(lambda: state_of(hass, heater, CLIMATE) == "off")
    await soon(lambda: heater.values["power"] is False)
    hass.states.async_set(windows[1], "on")
    hass.states.async_set(windows[0], "off")
    await asyncio.sleep(0.1)
    assert state_of(hass, heater, CLIMATE) == "off"
    hass.states.async_set(windows[1], "off")
    await soon(lambda: state_of(hass, heater, CLIMATE) == "heat")
    await soon(lambda: heater.values["power"] is True)


@pytest.mark.usefixtures("own_folder")
async def test_a_heater_that_was_off_stays_off(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, heater: Any
) -> None:
    """Only what the blueprint switched off is switched on."""
    heater.values["power"] = heater.reported["power"] = False
    await set_up(hass, cloud, user)
    await until(hass, lambda: state_of(hass, heater, CLIMATE) == "off")
    hass.states.async_set("binary_sensor.left", "off")
    await use(
        hass,
        "heater_off_while_window_open",
        windows=["binary_sensor.left"],
        heaters=[entity_id(hass, heater, CLIMATE)],
        open_for={"milliseconds": 1},
        closed_for={"milliseconds": 1},
    )

    def runs() -> int:
        state = hass.states.get("automation.it")
        return int(state.attributes["current"]) if state else 0

    hass.states.async_set("binary_sensor.left", "on")
    await soon(runs)
    hass.states.async_set("binary_sensor.left", "off")
    await soon(lambda: not runs())
    assert state_of(hass, heater, CLIMATE) == "off"
    assert not cloud.controls


@pytest.mark.usefixtures("own_folder")
async def test_tell_me_of_trouble(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """By a notification that names the device."""
    spa = add_device(cloud, user, "spa", alias="Garden spa")
    await set_up(hass, cloud, user)
    calls = async_mock_service(hass, "persistent_notification", "create")
    entity = er.async_get(hass).async_get(entity_id(hass, spa, CONNECTION_KEY))
    assert entity
    await use(
        hass,
        "tell_me_of_trouble",
        devices=[entity.device_id],
        offline_for={"milliseconds": 20},
        tell=["offline", "online", "problem"],
    )

    async def told() -> list[tuple[str, str]]:
        await until(hass, lambda: calls)
        found = [_texts(call) for call in calls]
        calls.clear()
        return found

    await settled(hass, spa, err_no_flow=True)
    (problem,) = await told()
    assert problem[0] == "Garden spa"
    assert problem[1].startswith("It reports: ")
    assert event_of(hass, spa).attributes["problem"] in problem[1]
    # What was not chosen is not told.
    await settled(hass, spa, err_no_flow=False)
    assert hass.states.get(entity_id(hass, spa, PROBLEM_KEY)).attributes["active"] == []  # type: ignore[union-attr]
    await spa.set_online(False)
    assert await told() == [("Garden spa", "It cannot be reached any more.")]
    await spa.set_online(True)
    assert await told() == [("Garden spa", "It can be reached again.")]


@pytest.mark.usefixtures("own_folder")
@pytest.mark.parametrize("offline_for", [{"minutes": 5}, "00:05:00"])
async def test_short_absences_are_not_told(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, offline_for: Any
) -> None:
    """Nor is their end; what comes then is."""
    spa = add_device(cloud, user, "spa", alias="Garden spa")
    await set_up(hass, cloud, user)
    calls = async_mock_service(hass, "persistent_notification", "create")
    connection = entity_id(hass, spa, CONNECTION_KEY)
    entity = er.async_get(hass).async_get(connection)
    assert entity
    await use(
        hass,
        "tell_me_of_trouble",
        devices=[entity.device_id],
        offline_for=offline_for,
    )
    for online in (False, True):
        await spa.set_online(online)
        state = "on" if online else "off"
        await until(hass, lambda s=state: hass.states.is_state(connection, s))  # type: ignore[misc]
    await settled(hass, spa, err_no_flow=True)
    await until(hass, lambda: calls)
    assert [_texts(call)[1][:10] for call in calls] == ["It reports"]


def _texts(call: ServiceCall) -> tuple[str, str]:
    return call.data["title"], call.data["message"]
