"""Rules of Home Assistant's quality scale that the code itself shows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from homeassistant.const import Platform

from custom_components.gizwits import PLATFORMS

INTEGRATION = Path(__file__).parents[1] / "custom_components" / "gizwits"
MODULES = sorted(
    path for path in INTEGRATION.rglob("*.py") if "api" not in path.parts[-2:-1]
)
# Raised to Home Assistant, which shows their texts to people.
SHOWN = {
    "ConfigEntryAuthFailed",
    "ConfigEntryError",
    "ConfigEntryNotReady",
    "HomeAssistantError",
    "ServiceValidationError",
    "UpdateFailed",
}


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], node


def test_every_platform_is_there_and_says_how_many_at_once() -> None:
    """The writer of a device orders and bounds what is sent, so platforms need not."""
    files = {path.stem for path in INTEGRATION.glob("*.py")} & {*Platform}
    assert files == {*PLATFORMS}
    for name in files:
        assigned = {
            target.id: ast.literal_eval(node.value)
            for node in _tree(INTEGRATION / f"{name}.py").body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name) and target.id == "PARALLEL_UPDATES"
        }
        assert assigned == {"PARALLEL_UPDATES": 0}, name


@pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: str(path.relative_to(INTEGRATION))
)
def test_what_people_read_is_translated(path: Path) -> None:
    """An error raised to Home Assistant has a key, and no text of its own."""
    for name, call in _calls(path):
        if name in SHOWN:
            given = {keyword.arg for keyword in call.keywords}
            # One that passes on what it was given has it as **keywords.
            assert None in given or {"translation_domain", "translation_key"} <= given
            assert not call.args, ast.unparse(call)


@pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: str(path.relative_to(INTEGRATION))
)
def test_nothing_is_kept_where_everybody_could_change_it(path: Path) -> None:
    """What runs belongs to its entry; what is shared between classes is frozen."""
    text = path.read_text(encoding="utf-8")
    assert "hass.data[" not in text
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, (ast.Assign, ast.AnnAssign)):
                    assert not isinstance(line.value, (ast.List, ast.Dict, ast.Set)), (
                        f"{node.name}: {ast.unparse(line)}"
                    )


def test_the_base_entities_are_where_people_look() -> None:
    """What entities build on is in modules that say so."""
    bases = {
        path.stem
        for path in MODULES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef)
        and any("CoordinatorEntity" in ast.unparse(base) for base in node.bases)
    }
    assert "entity" in bases
    assert "switch" not in bases


def test_the_client_is_given_its_session() -> None:
    """Home Assistant's own, for requests and for sockets alike."""
    made = [
        path.name
        for path in INTEGRATION.rglob("*.py")
        for name, _ in _calls(path)
        if name in ("ClientSession", "async_create_clientsession")
    ]
    assert made == []
    given = [
        path.name
        for path in INTEGRATION.rglob("*.py")
        for name, _ in _calls(path)
        if name == "async_get_clientsession"
    ]
    assert "entry.py" in given
