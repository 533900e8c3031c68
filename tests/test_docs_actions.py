"""Every example in docs/actions.md does what it is there to show."""

from pathlib import Path
import re
from typing import Any, Final

import pytest
import yaml

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .action_helpers import (
    MAC,
    World,
    become_guest,
    build_world,
    fill_world,
    scene_entity,
)

from custom_components.gizwits.account import scenes as account_scenes
from custom_components.gizwits.const import CONF_PRODUCTS

from tests.simulator import SimulatedCloud, User

PAGE: Final = Path(__file__).parents[1] / "docs" / "actions.md"
# Each action has its heading, and below it its examples.
SECTIONS: Final = re.split(r"^### ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
EXAMPLES: Final = [
    (section.split("`")[1], example)
    for section in SECTIONS
    for example in re.findall(r"^```yaml\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
]


@pytest.fixture
async def world(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    """Return the household the page is written for."""
    monkeypatch.setattr(account_scenes, "LOOKS", (0.05, 0.05))
    world = await build_world(
        hass, cloud, user, product="spa", names=("Hot tub", "Second tub")
    )
    await fill_world(hass, cloud, world, {"heater": True})
    await become_guest(hass, world)
    await scene_entity(hass)
    product = world.machine.product
    stored = {"secret": product.product_secret, "name": "Hot tub"}
    hass.config_entries.async_update_entry(
        world.entry, options={CONF_PRODUCTS: {product.product_key: stored}}
    )
    cloud.clear_recordings()
    return world


def test_every_section_has_an_example() -> None:
    """And MACs are those of the household."""
    assert {action for action, _ in EXAMPLES} == {
        section.split("`")[1] for section in SECTIONS
    }
    assert MAC in PAGE.read_text("utf-8")


@pytest.mark.parametrize(
    ("action", "example"),
    EXAMPLES,
    ids=[f"{action.removeprefix('gizwits.')}" for action, _ in EXAMPLES],
)
async def test_example(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    world: World,
    action: str,
    example: str,
) -> None:
    """It runs as a script, and the cloud accepts what it is sent."""
    sequence: list[dict[str, Any]] = yaml.safe_load(example)
    assert sequence[-1]["action"] == action
    assert await async_setup_component(
        hass, "script", {"script": {"example": {"sequence": sequence}}}
    )
    await hass.services.async_call("script", "example", blocking=True)
    requests = [one for one in cloud.requests if one.path != "/app/bindings"]
    assert cloud.requests
    assert all(one.status < 400 for one in requests), requests
