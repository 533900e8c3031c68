"""The documentation says what the code does."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

import pytest
import yaml

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from . import coming_from
from .common import add_device, set_up, until
from .mapping_tables import MARK, PAGE, tables

from custom_components.gizwits.options.flow import MENU

from tests.simulator import SimulatedCloud, User


def test_the_tables_of_the_mapping_are_those_of_the_code() -> None:
    """`python -m tests.mapping_tables` writes them anew."""
    assert PAGE.read_text(encoding="utf-8").split(MARK)[1].strip() == tables().strip()


def test_the_tables_for_those_who_come_from_elsewhere() -> None:
    """`python -m tests.coming_from` writes them anew; presets are those there are."""
    page = coming_from.PAGE.read_text(encoding="utf-8")
    assert page.split(coming_from.MARK)[1].strip() == coming_from.tables().strip()
    for family in coming_from.FAMILIES:
        own = coming_from.entities(family)
        assert all(row.key in own for row in family.rows)
        if family.presets:
            climate: Any = own[coming_from.CLIMATE]
            there = {preset.key for preset in climate.parts.presets}
            assert {here for _, here in family.presets} <= there


def _pages() -> Iterator[Path]:
    root = coming_from.ROOT
    yield from root.glob("*.md")
    for folder in ("adr", "docs"):
        yield from (root / folder).rglob("*.md")


@pytest.mark.parametrize("page", _pages(), ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    """To a file that is there, and to a heading that is in it."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        path = page.parent / name if name else page
        assert path.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
            assert anchor in {_anchor(heading) for heading in headings}, target


def _anchor(heading: str) -> str:
    """Return what a heading is called in an address."""
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


async def test_the_readmes_examples(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """They run, and the cloud takes what they send."""
    spa = add_device(cloud, user, "spa", alias="Hot tub")
    await set_up(hass, cloud, user)
    text = (coming_from.ROOT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert examples
    scripts = {
        f"example_{number}": {"sequence": yaml.safe_load(example)}
        for number, example in enumerate(examples)
    }
    assert await async_setup_component(hass, "script", {"script": scripts})
    for name in scripts:
        cloud.clear_recordings()
        await hass.services.async_call("script", name, blocking=True)
        assert all(request.status < 400 for request in cloud.requests)
    await until(hass, lambda: spa.values["temp_set"] == 38)


def test_the_readme_has_every_option() -> None:
    """By the words of the menu."""
    root = coming_from.ROOT
    path = root / "custom_components" / "gizwits" / "translations" / "en.json"
    texts = json.loads(path.read_text(encoding="utf-8"))["options"]["step"]["init"]
    text = (root / "README.md").read_text(encoding="utf-8")
    section = text.partition("\n## Options\n")[2].partition("\n## ")[0]
    rows = set(re.findall(r"^\| (.+?) \|", section, re.MULTILINE)) - {"Option"}
    assert rows == {texts["menu_options"][name] for name in MENU}
