"""What HACS, the Marketplace and hassfest look at, as far as it can be looked at here.

The rules are those of hassfest and of the HACS action; both run in the workflow
"Validate", where they can be had.
"""

import json
from pathlib import Path
import re
from typing import Any

from awesomeversion import AwesomeVersion, AwesomeVersionStrategy
import pytest

from homeassistant.const import REQUIRED_PYTHON_VER

ROOT = Path(__file__).parents[1]
INTEGRATION = ROOT / "custom_components" / "gizwits"
MANIFEST_KEYS = {
    "after_dependencies",
    "codeowners",
    "config_flow",
    "dependencies",
    "domain",
    "documentation",
    "import_executor",
    "integration_type",
    "iot_class",
    "issue_tracker",
    "loggers",
    "name",
    "preview_features",
    "quality_scale",
    "requirements",
    "single_config_entry",
    "version",
}
HACS_KEYS = {
    "country",
    "filename",
    "hacs",
    "hide_default_branch",
    "homeassistant",
    "name",
    "persistent_directory",
}


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def manifest() -> dict[str, Any]:
    """Return the manifest."""
    return dict(_json(INTEGRATION / "manifest.json"))


def test_manifest(manifest: dict[str, Any]) -> None:
    """Known keys in hassfest's order, and all that HACS asks for."""
    keys = list(manifest)
    assert keys[:2] == ["domain", "name"]
    assert keys[2:] == sorted(keys[2:])
    assert set(keys) <= MANIFEST_KEYS
    assert manifest["domain"] == INTEGRATION.name
    assert manifest["integration_type"] == "hub"
    assert manifest["iot_class"] == "cloud_push"
    for key in ("documentation", "issue_tracker"):
        assert re.fullmatch(
            r"https://github\.com/[\w-]+/[\w-]+(/issues)?", manifest[key]
        )
    assert all(re.fullmatch(r"@[\w-]+", owner) for owner in manifest["codeowners"])
    assert all(" " not in requirement for requirement in manifest["requirements"])


def test_the_version_is_in_one_place(manifest: dict[str, Any]) -> None:
    """A version of its own kind, in the manifest only."""
    version = AwesomeVersion(
        manifest["version"], ensure_strategy=[AwesomeVersionStrategy.SEMVER]
    )
    assert version.valid
    for path in (ROOT / "pyproject.toml", ROOT / "hacs.json", INTEGRATION / "const.py"):
        assert manifest["version"] not in path.read_text(encoding="utf-8"), path


def test_the_changelog_leads_to_the_version(manifest: dict[str, Any]) -> None:
    """What is out has its own heading; what is coming stands above it."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[0] == "Unreleased" or headings[0].startswith(manifest["version"])


def test_hacs() -> None:
    """Keys that HACS and the Marketplace know; a zip the Marketplace could not take."""
    hacs = _json(ROOT / "hacs.json")
    assert hacs["name"]
    assert set(hacs) <= HACS_KEYS
    assert "zip_release" not in hacs


def test_the_lowest_home_assistant_is_one_that_is_tested() -> None:
    """CI runs the suite on the version that hacs.json promises."""
    lowest = _json(ROOT / "hacs.json")["homeassistant"]
    assert (ROOT / "requirements" / lowest / "test.txt").exists()
    assert f"HOME_ASSISTANT={lowest} " in (ROOT / ".ci" / "run").read_text("utf-8")
    assert f'"{lowest}"' in (ROOT / ".github/workflows/test.yml").read_text("utf-8")


def test_python_is_home_assistants_own() -> None:
    """`scripts/setup` looks for a Python that Home Assistant runs on."""
    text = (ROOT / "scripts" / "setup").read_text(encoding="utf-8")
    assert f"({', '.join(map(str, REQUIRED_PYTHON_VER))}) <=" in text


def test_one_integration_with_all_it_needs() -> None:
    """HACS takes one folder, and nothing from outside it."""
    assert [path.name for path in (ROOT / "custom_components").iterdir()] == ["gizwits"]
    for name in ("README.md", "LICENSE", "hacs.json"):
        assert (ROOT / name).is_file()
    for path in INTEGRATION.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.match(r"(from|import) (tests|scripts)\b", line), path


def test_every_json_file_is_one() -> None:
    """Hassfest reads them all."""
    paths = list(INTEGRATION.rglob("*.json"))
    assert paths
    for path in paths:
        _json(path)


def test_no_strings_json() -> None:
    """It is for Home Assistant's own integrations; ours has full texts."""
    assert not (INTEGRATION / "strings.json").exists()
    for path in (INTEGRATION / "translations").iterdir():
        assert "[%key:" not in path.read_text(encoding="utf-8")
