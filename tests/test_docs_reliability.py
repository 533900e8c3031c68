"""`docs/reliability.md` names tests and mutations that exist, and no others."""

import ast
from pathlib import Path
import re

from .soak.mutations import MUTATIONS
from .soak.troubles import TROUBLES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
_TEST = re.compile(r"`((?:\w+/)*test_\w+)(?:::(test_\w+))?`")


def _tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def test_every_test_that_is_named_exists() -> None:
    """File and function."""
    named = _TEST.findall(PAGE)
    assert len(named) > 60
    for module, function in named:
        path = ROOT / "tests" / f"{module}.py"
        assert path.is_file(), module
        assert not function or function in _tests(path), f"{module}::{function}"


def test_every_row_names_a_test() -> None:
    """A promise without a test is none."""
    rows = [line for line in PAGE.splitlines() if re.match(r"\| [^-|]", line)]
    promised = [row for row in rows if row.count("|") == 6 and "Proved by" not in row]
    assert len(promised) > 40
    for row in promised:
        assert _TEST.search(row), row


def test_what_the_soak_does_is_told() -> None:
    """Each fault handler that can be taken out, and how many faults there are."""
    for mutation in MUTATIONS:
        assert f"`{mutation}`" in PAGE, mutation
    assert f"{len(TROUBLES)} kinds of faults" in PAGE
