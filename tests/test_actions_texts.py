"""Actions are described the same way everywhere, and every error has a text."""

import ast
import json
from pathlib import Path
import re
from typing import Any

import pytest
import voluptuous as vol
import yaml

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import validate_selector
from homeassistant.helpers.service import async_get_all_descriptions
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml

from .action_helpers import handler_of

from custom_components.gizwits.api.exceptions import ERRORS
from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.services.catalogue import ACTIONS, Action

INTEGRATION = Path(__file__).parents[1] / "custom_components" / "gizwits"
DOCS = Path(__file__).parents[1] / "docs" / "actions.md"
DESCRIBED: dict[str, Any] = yaml.safe_load(
    (INTEGRATION / "services.yaml").read_text(encoding="utf-8")
)
# What must never be typed into an action: its data is on the bus and in traces.
SECRETS = re.compile(r"passw|passcode|secret|token|\bcode\b|\bdid\b|\buid\b")


@pytest.fixture(params=["en", "zh-Hans"])
def texts(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return the texts of each language."""
    path = INTEGRATION / "translations" / f"{request.param}.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


async def test_registered_without_an_account(
    hass: HomeAssistant, enable_custom_integrations: None
) -> None:
    """All of them, once, before there is any account."""
    assert await async_setup_component(hass, DOMAIN, {})
    registered = hass.services.async_services_for_domain(DOMAIN)
    assert registered.keys() == {action.name for action in ACTIONS}
    assert len(registered) == len(ACTIONS)


def test_every_action_is_described(texts: dict[str, Any]) -> None:
    """The editor's description, texts, icons and documentation have all of them."""
    icons = json.loads((INTEGRATION / "icons.json").read_text(encoding="utf-8"))
    names = {action.name for action in ACTIONS}
    assert DESCRIBED.keys() == texts["services"].keys() == names
    assert icons["services"].keys() == names
    assert all(
        icon["service"].startswith("mdi:") for icon in icons["services"].values()
    )
    documented = re.findall(
        r"^### `gizwits\.(\w+)`", DOCS.read_text("utf-8"), re.MULTILINE
    )
    assert sorted(documented) == sorted(names)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_fields(texts: dict[str, Any], action: Action) -> None:
    """The fields of the code are those of the editor, with a name and a selector."""
    described = (DESCRIBED[action.name] or {}).get("fields") or {}
    markers = {str(marker): marker for marker in handler_of(action).fields}
    assert described.keys() == markers.keys()
    own = texts["services"][action.name]
    assert own["name"]
    assert own["description"]
    assert own["fields"].keys() == described.keys()
    for name, field in described.items():
        assert own["fields"][name]["name"]
        assert not SECRETS.search(name)
        assert field.get("required", False) is isinstance(markers[name], vol.Required)
        default = getattr(markers[name], "default", vol.UNDEFINED)
        if default is not vol.UNDEFINED:
            assert field["default"] == default()
        validate_selector(field["selector"])
        _check_selector(texts, field["selector"])


def _check_selector(texts: dict[str, Any], selector: dict[str, Any]) -> None:
    """Options and fields of a selector have texts."""
    ((kind, config),) = selector.items()
    if kind == "select":
        known = texts["selector"][config["translation_key"]]["options"]
        assert known.keys() == set(config["options"])
    if kind == "object" and config:
        known = texts["selector"][config["translation_key"]]["fields"]
        assert known.keys() == config["fields"].keys()


def test_every_code_of_the_cloud_has_a_text(texts: dict[str, Any]) -> None:
    """In plain words, with whom it is about and the code."""
    exceptions = texts["exceptions"]
    keys = {key for key in exceptions if key.startswith("error_")}
    assert keys == {f"error_{code}" for code in ERRORS}
    for code in ERRORS:
        message = exceptions[f"error_{code}"]["message"]
        assert re.findall(r"{(\w+)}", message) == ["name"]
        assert str(code) in message


def test_every_key_of_an_error_has_a_text(texts: dict[str, Any]) -> None:
    """Those of the actions, with the placeholders they give."""
    found = 0
    for path in (INTEGRATION / "services").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            keys = []
            given: set[str] = {str(keyword.arg) for keyword in node.keywords}
            if node.func.id == "invalid":
                keys = _constants(node.args[0])
            elif node.func.id == "HomeAssistantError":
                (key,) = (k for k in node.keywords if k.arg == "translation_key")
                (filled,) = (
                    k for k in node.keywords if k.arg == "translation_placeholders"
                )
                keys = _constants(key.value)
                assert isinstance(filled.value, ast.Dict)
                given = {k.value for k in filled.value.keys if k}
            for key in keys:
                found += 1
                message = texts["exceptions"][key]["message"]
                assert set(re.findall(r"{(\w+)}", message)) <= given, key
    assert found > 15
    for reason in (
        "unknown_datapoint",
        "not_writable",
        "never_written",
        "wrong_type",
        "out_of_range",
        "not_an_option",
        "wrong_length",
        "not_a_number",
    ):
        message = texts["exceptions"][reason]["message"]
        assert set(re.findall(r"{(\w+)}", message)) <= {"name", "datapoint", "expected"}


def _constants(node: ast.expr) -> list[str]:
    return [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]


async def test_home_assistant_reads_the_descriptions(
    hass: HomeAssistant, enable_custom_integrations: None
) -> None:
    """What its own schema refuses would be no action of the editor's."""
    assert await async_setup_component(hass, DOMAIN, {})
    described = (await async_get_all_descriptions(hass))[DOMAIN]
    assert described.keys() == {action.name for action in ACTIONS}
    for action in ACTIONS:
        fields = described[action.name]["fields"]
        assert fields.keys() == {str(marker) for marker in handler_of(action).fields}
        assert all(field["selector"] for field in fields.values())
        answers = action.response.value != "none"
        assert ("response" in described[action.name]) is answers


def test_every_reason_against_a_schedule_has_a_text(texts: dict[str, Any]) -> None:
    """With the placeholders it gives, and the name that is always known."""
    found = 0
    for path in INTEGRATION.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id != "ScheduleError" or not node.args:
                continue
            given = {str(keyword.arg) for keyword in node.keywords} | {"name"}
            for key in _constants(node.args[0]):
                found += 1
                message = texts["exceptions"][key]["message"]
                assert set(re.findall(r"{(\w+)}", message)) <= given, key
    assert found > 25


def test_home_assistant_has_nothing_to_say_of_the_file(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A key that is there twice, also by an anchor, is a warning in everybody's log."""
    assert load_yaml(str(INTEGRATION / "services.yaml"))
    assert "services.yaml" not in caplog.text
