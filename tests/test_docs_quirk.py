"""The example in docs/adding-a-quirk.md is a quirk that works."""

import json
from pathlib import Path
import re
import sys
from types import ModuleType
from typing import Any, Final

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .acting import act, add_made_up, sent, state
from .common import entity_id, set_up, until
from .test_docs_automations import DOCS

from custom_components.gizwits import mapping, quirks
from custom_components.gizwits.api import Product

from tests.simulator import SimulatedCloud, SimulatedDevice, User

PAGE: Final = (DOCS / "adding-a-quirk.md").read_text(encoding="utf-8")
CLIMATE: Final = "composite-climate"
NAME: Final = "custom_components.gizwits.quirks.acme"


def blocks(language: str) -> list[str]:
    """Return the page's blocks of a language, in order."""
    pattern = rf"^```{language}\n(.*?)^```"
    return re.findall(pattern, PAGE, re.DOTALL | re.MULTILINE)


DEFINITION: Final[dict[str, Any]] = json.loads(blocks("json")[0])
QUIRK, PURE_TEST, DEVICE_TEST = blocks("python")


@pytest.fixture
def acme(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the quirk of the page, registered as the page says."""
    module = ModuleType(NAME)
    module.__package__ = NAME.rpartition(".")[0]
    monkeypatch.setitem(sys.modules, NAME, module)
    exec(compile(QUIRK, "acme.py", "exec"), module.__dict__)  # noqa: S102
    own = module.__dict__["QUIRKS"]
    monkeypatch.setattr(quirks, "QUIRKS", (*quirks.QUIRKS, *own))
    return own[0]


def test_without_it() -> None:
    """What the page says of the bare definition is so."""
    product = Product.from_definition(DEFINITION["product_key"], DEFINITION)
    assert quirks.quirk_for(product) is None
    specs = mapping.map_product(product, chinese=False)
    assert {(spec.platform.value, spec.description.name) for spec in specs} == {
        ("switch", "Pw"),
        ("number", "Md"),
        ("number", "Ts"),
        ("number", "Svc"),
        ("sensor", "Tw"),
        ("binary_sensor", "E1"),
    }


def test_the_mapping(acme: Any) -> None:
    """The page's own test passes, by the name and by the attributes alone."""
    names: dict[str, Any] = {}
    exec(PURE_TEST, names)  # noqa: S102
    for name in (DEFINITION["name"], "Acme_PHP10"):
        raw = {**DEFINITION, "name": name}
        product = Product.from_definition(raw["product_key"], raw)
        assert quirks.quirk_for(product) is acme
        specs = mapping.map_product(product, chinese=False, quirk=acme)
        names["test_the_heat_pump"](specs)


async def test_the_device(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, acme: Any
) -> None:
    """So does its test with a device."""
    device: SimulatedDevice = add_made_up(cloud, user, DEFINITION, alias="Pool")
    await set_up(hass, cloud, user)
    names: dict[str, Any] = {
        "CLIMATE": CLIMATE,
        "act": act,
        "sent": sent,
        "state": state,
        "until": until,
    }
    exec(DEVICE_TEST, names)  # noqa: S102
    await names["test_the_water"](hass, cloud, device)
    fault = er.async_get(hass).async_get(entity_id(hass, device, "e1"))
    assert fault
    assert fault.original_device_class == "problem"


def test_what_the_page_names_is_there() -> None:
    """Files and helpers."""
    root = DOCS.parent
    for path in (
        "quirks/points.py",
        "quirks/__init__.py",
        "quirks/plan.py",
        "quirks/parts.py",
    ):
        assert (root / "custom_components/gizwits" / path).is_file()
    assert (Path(__file__).parent / "test_quirk_devices.py").is_file()
    plan = (root / "custom_components/gizwits/quirks/plan.py").read_text("utf-8")
    assert "def in_order" in plan
    assert "def together" in plan
