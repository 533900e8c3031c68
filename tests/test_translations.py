"""Every text there must be, in every language."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

import pytest

from custom_components.gizwits.api import REGIONS
from custom_components.gizwits.flow_schemas import (
    REAUTH_SCHEMA,
    REGION_AUTO,
    SECTION_ADVANCED,
    devices_schema,
    sign_in_schema,
)
from custom_components.gizwits.sign_in import _KEY_OF_CODE

INTEGRATION = Path(__file__).parents[1] / "custom_components" / "gizwits"
LANGUAGES = ("en", "zh-Hans")
# Errors of a field of the form to sign in: the options have no such form.
FIELD_ERRORS = {"insecure_base_url", "invalid_app_id", "invalid_base_url"}
ERRORS = {
    *_KEY_OF_CODE.values(),
    "cannot_connect",
    "refused",
    "too_many_attempts",
    "unknown",
}


def _load(language: str) -> dict[str, Any]:
    path = INTEGRATION / "translations" / f"{language}.json"
    texts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def _flat(texts: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, text in texts.items():
        if isinstance(text, dict):
            yield from _flat(text, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", text


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


@pytest.fixture(params=LANGUAGES)
def texts(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return the texts of each language."""
    return _load(request.param)


def test_languages_have_the_same_keys_and_placeholders() -> None:
    """Hassfest looks at the English texts only."""
    files = {path.stem for path in (INTEGRATION / "translations").iterdir()}
    assert files == set(LANGUAGES)
    english = dict(_flat(_load("en")))
    for language in LANGUAGES[1:]:
        other = dict(_flat(_load(language)))
        assert other.keys() == english.keys()
        for key, text in other.items():
            assert _placeholders(text) == _placeholders(english[key]), key


def test_texts_keep_hassfests_rules(texts: dict[str, Any]) -> None:
    """No address, no markup, no quoted placeholder, nothing to strip."""
    for key, text in _flat(texts):
        assert text == text.strip(), key
        assert text, key
        assert not re.search(r"\w+://|www\.|<[^>]+>|'{\w+}'", text), key
        assert text.count("{") == len(re.findall(r"{[a-z_]+}", text)), key
        assert all(
            re.fullmatch(r"[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*", part)
            for part in key.split(".")
        ), key


def test_config_flow(texts: dict[str, Any]) -> None:
    """Steps, fields, errors and aborts: those used and no others."""
    config = texts["config"]
    steps = config["step"]
    assert steps.keys() == {
        "user",
        "sign_in",
        "devices",
        "list_failed",
        "no_devices",
        "reauth_confirm",
        "reconfigure",
    }
    assert steps["user"]["menu_options"].keys() == {"sign_in"}
    for step_id in ("sign_in", "reconfigure"):
        _check_fields(steps[step_id], sign_in_schema(advanced=True))
    _check_fields(steps["devices"], devices_schema([], []))
    _check_fields(steps["reauth_confirm"], REAUTH_SCHEMA)
    assert config["error"].keys() == ERRORS | FIELD_ERRORS
    assert config["abort"].keys() == {"already_configured", "wrong_account"}


def test_options_flow(texts: dict[str, Any]) -> None:
    """The same, where the account is there already."""
    options = texts["options"]
    assert options["step"].keys() == {"devices", "list_failed", "no_devices"}
    _check_fields(options["step"]["devices"], devices_schema([], []))
    assert options["error"].keys() == ERRORS


def _check_fields(step: dict[str, Any], schema: Any) -> None:
    """Each field has a name and a help text; a section has both for its own."""
    assert step["title"]
    assert step["description"]
    names = {str(marker) for marker in schema.schema}
    sections = names & {SECTION_ADVANCED}
    assert step["data"].keys() == step["data_description"].keys() == names - sections
    assert step.get("sections", {}).keys() == sections
    for name in sections:
        inner = {str(marker) for marker in schema.schema[name].schema.schema}
        section = step["sections"][name]
        assert section["name"]
        assert section["data"].keys() == section["data_description"].keys() == inner


def test_flow_placeholders(texts: dict[str, Any]) -> None:
    """Only what the step that shows the text gives."""
    for key, text in _flat(texts["config"]):
        allowed = {
            "error.refused": {"code"},
            "step.devices.description": {"account", "region"},
            "step.no_devices.description": {"account", "region"},
            "step.reauth_confirm.description": {"account"},
        }.get(key, set())
        assert _placeholders(text) == allowed, key
    for key, text in _flat(texts["options"]):
        allowed = {
            "error.refused": {"code"},
            "step.devices.description": {"account"},
            "step.no_devices.description": {"account"},
        }.get(key, set())
        assert _placeholders(text) == allowed, key


def test_selectors(texts: dict[str, Any]) -> None:
    """Regions by name; the words of the list of devices."""
    selector = texts["selector"]
    assert selector["region"]["options"].keys() == {REGION_AUTO, *REGIONS}
    assert selector["presence"]["options"].keys() == {"online", "offline"}


@pytest.mark.parametrize(
    ("key", "placeholders"),
    [
        ("app_refused", {"code"}),
        ("auth_failed", set()),
        ("cannot_connect", set()),
        ("cloud_refused", {"name", "code"}),
        ("device_gone", {"device"}),
        ("device_offline", {"device"}),
        ("outcome_unknown", {"device"}),
        ("refused", {"device", "code"}),
        ("throttled", {"seconds"}),
        ("value_refused", {"entity", "expected"}),
    ],
)
def test_exceptions(texts: dict[str, Any], key: str, placeholders: set[str]) -> None:
    """What an error tells, and of what."""
    assert _placeholders(texts["exceptions"][key]["message"]) == placeholders


def test_every_key_in_the_code_has_a_text(texts: dict[str, Any]) -> None:
    """A translation key without a text makes a nameless entity or an empty error."""
    known = {key for platform in texts["entity"].values() for key in platform} | {
        *texts["device"],
        *texts["exceptions"],
        *texts["selector"],
    }
    used = {
        keyword.value.value
        for path in INTEGRATION.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "translation_key" and isinstance(keyword.value, ast.Constant)
    }
    assert used
    assert used <= known
