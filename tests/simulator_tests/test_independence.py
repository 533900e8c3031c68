"""What keeps the simulator honest: it stands on its own, in small pieces."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median
import sys

FOLDER = Path(__file__).parent.parent / "simulator"
FILES = sorted(FOLDER.rglob("*.py"))
ALLOWED = {"aiohttp", "Crypto", "tests"} | set(sys.stdlib_module_names)


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield the top-level names of everything a module imports from elsewhere."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").split(".")[0]


def test_it_imports_nothing_of_the_integration() -> None:
    """A bug shared with the client could not be seen from here."""
    for path in FILES:
        found = set(imported(ast.parse(path.read_text(encoding="utf-8"))))
        assert found <= ALLOWED, path.name


def test_files_and_functions_are_small() -> None:
    """Median of 120 lines, none above 300 but data, no function above 40."""
    lengths = []
    for path in FILES:
        source = path.read_text(encoding="utf-8")
        lengths.append(len(source.splitlines()))
        if path.name != "household_data.py":
            assert lengths[-1] <= 300, path.name
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                last = node.end_lineno or node.lineno
                assert last - node.lineno < 40, f"{path.name}: {node.name}"
    assert median(lengths) <= 120
