"""Every example in the pages on automations, dashboards and diagnostics works."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
import json
from pathlib import Path
import re
from typing import Any, Final
from urllib.parse import parse_qs, urlparse

import pytest
from pytest_homeassistant_custom_component.common import (
    async_fire_time_changed,
    async_mock_service,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
import yaml

from homeassistant.core import HomeAssistant
from homeassistant.helpers.template import Template
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

from .common import add_device, set_up, until
from .test_dump import dump_of
from .test_problems import settled

from custom_components.gizwits.condition import async_get_conditions
from custom_components.gizwits.trigger import async_get_triggers

from tests.simulator import SimulatedCloud, SimulatedDevice, User

DOCS: Final = Path(__file__).parents[1] / "docs"
PAGE: Final = (DOCS / "automations.md").read_text(encoding="utf-8")
EXAMPLES: Final = [
    (re.match(r"`gizwits\.(\w+)`", section), example)
    for section in re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]
    for example in re.findall(r"^```yaml\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
]
CONNECTION: Final = "binary_sensor.hot_tub_cloud_connection"

type Cause = Callable[[HomeAssistant, SimulatedDevice], Awaitable[None]]


@pytest.fixture
async def hot_tub(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> SimulatedDevice:
    """Return the spa of the examples."""
    spa = add_device(cloud, user, "spa", alias="Hot tub", values={"power": True})
    await set_up(hass, cloud, user)
    return spa


async def _problem(hass: HomeAssistant, spa: SimulatedDevice) -> None:
    await settled(hass, spa, err_no_flow=True)


async def _solved(hass: HomeAssistant, spa: SimulatedDevice) -> None:
    await settled(hass, spa, err_no_flow=True)
    await settled(hass, spa, err_no_flow=False)


async def _gone(hass: HomeAssistant, spa: SimulatedDevice) -> None:
    await spa.set_online(False)
    await until(hass, lambda: hass.states.is_state(CONNECTION, "off"))
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=11))
    await hass.async_block_till_done()


async def _back(hass: HomeAssistant, spa: SimulatedDevice) -> None:
    await spa.set_online(False)
    await until(hass, lambda: hass.states.is_state(CONNECTION, "off"))
    await spa.set_online(True)
    await until(hass, lambda: hass.states.is_state(CONNECTION, "on"))


CAUSES: Final[dict[str, Cause]] = {
    "gizwits.problem_reported": _problem,
    "gizwits.problem_cleared": _solved,
    "gizwits.went_offline": _gone,
    "gizwits.came_online": _back,
}


async def test_every_trigger_and_condition_has_its_example(
    hass: HomeAssistant,
) -> None:
    """Under a heading of its own, and it is about it."""
    named = [match.group(1) for match, _ in EXAMPLES if match]
    own = {*await async_get_triggers(hass), *await async_get_conditions(hass)}
    assert sorted(named) == sorted(own)
    for match, example in EXAMPLES:
        assert match
        assert f"gizwits.{match.group(1)}" in example


@pytest.mark.parametrize(
    "example", [one for _, one in EXAMPLES], ids=[m.group(1) for m, _ in EXAMPLES if m]
)
async def test_example(
    hass: HomeAssistant, cloud: SimulatedCloud, hot_tub: SimulatedDevice, example: str
) -> None:
    """It runs when what it waits for happens, and does what it says."""
    told = async_mock_service(hass, "notify", "send_message")
    automation: dict[str, Any] = yaml.safe_load(example)
    assert await async_setup_component(hass, "automation", {"automation": automation})
    await hass.async_block_till_done()
    (name,) = hass.states.async_entity_ids("automation")
    cloud.clear_recordings()
    (trigger,) = automation["triggers"]
    await CAUSES[trigger["trigger"]](hass, hot_tub)
    await until(
        hass,
        lambda: hass.states.get(name).attributes["last_triggered"],  # type: ignore[union-attr]
    )
    await until(hass, lambda: told or cloud.controls)
    for call in told:
        assert "spa" in call.data["message"]
        assert "{" not in call.data["message"]


def test_blueprints_can_be_imported() -> None:
    """The buttons lead to the files that are there."""
    links = re.findall(r"https://my\.home-assistant\.io/\S+?(?=\))", PAGE)
    root = DOCS.parent
    files = {path.name for path in (root / "blueprints/automation/gizwits").iterdir()}
    assert len(links) == len(files)
    for link in links:
        (url,) = parse_qs(urlparse(link).query)["blueprint_url"]
        source = url.partition("/blob/main/")[2]
        text = (root / source).read_text(encoding="utf-8")
        assert f"source_url: {url}" in text
        files.remove(Path(source).name)
    assert not files


async def test_dashboards(
    hass: HomeAssistant, cloud: SimulatedCloud, hot_tub: SimulatedDevice
) -> None:
    """The entities of the cards are there, and templates say what they should."""
    page = (DOCS / "dashboards.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert len(examples) == 3
    for example in examples:
        assert yaml.safe_load(example)["type"]
        for entity in re.findall(r"\b[a-z_]+\.hot_tub\w*", example):
            assert hass.states.get(entity), entity
    content = Template(yaml.safe_load(examples[-1])["content"], hass)
    assert content.async_render() == ""
    await settled(hass, hot_tub, err_no_flow=True)
    assert str(content.async_render()).startswith("The spa says: ")


async def test_diagnostics(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    cloud: SimulatedCloud,
    user: User,
    hot_tub: SimulatedDevice,
    tmp_path: Path,
) -> None:
    """What the page says is in the file is, and its example makes the device."""
    page = (DOCS / "diagnostics.md").read_text(encoding="utf-8")
    (entry,) = hass.config_entries.async_loaded_entries("gizwits")
    dump = await dump_of(hass, hass_client, entry, hot_tub.did)  # type: ignore[arg-type]
    (device,) = dump["data"]["devices"]
    parts = {
        part
        for row in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
        for part in re.findall(r"`(\w+)`", row)
    }
    told = {*device, *dump["data"]} - {"devices"}
    assert parts <= told
    assert told - parts == {"available", "online", "pushed", "datapoints"}
    report = tmp_path / "report.json"
    report.write_text(json.dumps(dump), encoding="utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102
    await names["device_of_a_report"](report)
