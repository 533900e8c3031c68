"""The client stands alone, and nobody but the client knows the wire."""

from pathlib import Path
import re
import subprocess
import sys

import pytest

from homeassistant.const import Platform

INTEGRATION = Path(__file__).parents[2] / "custom_components" / "gizwits"
WIRE_WORDS = ("did", "attrs", "cmd")
_KEEP = {"entity", "mapping", *Platform}
FILES = sorted(path for path in INTEGRATION.glob("*.py") if path.stem in _KEEP)

# At the end of the path: platforms have names of the standard library, as calendar.
_IMPORT = """
import sys
sys.path.append(sys.argv[1])
import api, pkgutil, importlib
print(*(name for name in sys.modules if name.startswith("api.")))
for module in pkgutil.iter_modules(api.__path__):
    importlib.import_module(f"api.{module.name}")
print(len([name for name in sys.modules if name.startswith("api.")]))
print([name for name in sys.modules if name.split(".")[0] in ("homeassistant", "custom_components", "voluptuous")])
"""


@pytest.fixture(scope="module")
def imported() -> list[str]:
    """Return what a process of its own says that imports the client."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", _IMPORT, str(INTEGRATION)],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_core_brings_no_area_along(imported: list[str]) -> None:
    """Each is loaded by who uses it."""
    core = {name.removeprefix("api.") for name in imported[0].split()}
    areas = {
        path.stem
        for path in (INTEGRATION / "api").glob("*.py")
        if "client: GizwitsClient" in path.read_text(encoding="utf-8")
    }
    assert {"groups", "rules", "users"} <= areas
    assert core >= {"client", "credentials", "product", "push"}
    assert not core & (areas | {"invitations", "places", "plan", "rule", "when"})


def test_the_client_needs_no_home_assistant(imported: list[str]) -> None:
    """Imported as ``api`` by itself, it brings nothing of Home Assistant along."""
    _, count, foreign = imported
    assert int(count) == len(list((INTEGRATION / "api").glob("*.py"))) - 1
    assert foreign == "[]"


def test_there_are_platform_files() -> None:
    """So that the next test cannot pass by looking at none."""
    assert {"switch", "number", "select", "sensor"} <= {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_wire_word_in_a_platform_file(path: Path) -> None:
    """Neither in single nor in double quotes."""
    text = path.read_text(encoding="utf-8")
    found = re.findall(rf"""["']({"|".join(WIRE_WORDS)})["']""", text)
    assert found == []


def test_all_names_of_the_client_exist() -> None:
    """What it says it offers, it offers."""
    from custom_components.gizwits import api  # noqa: PLC0415

    assert len(set(api.__all__)) == len(api.__all__)
    for name in api.__all__:
        assert hasattr(api, name), name
