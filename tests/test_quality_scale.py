"""The quality scale: all rules, and evidence for each that can be found."""

import ast
from pathlib import Path
import re
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "quality-scale.md"
# The rules of Home Assistant 2026.11, by tier.
RULES = {
    "Bronze": (
        "action-setup appropriate-polling brands common-modules config-flow "
        "config-flow-test-coverage dependency-transparency docs-actions "
        "docs-conditions docs-high-level-description docs-installation-instructions "
        "docs-removal-instructions docs-triggers entity-event-setup entity-unique-id "
        "has-entity-name runtime-data test-before-configure test-before-setup "
        "unique-config-entry"
    ),
    "Silver": (
        "action-exceptions config-entry-unloading docs-configuration-parameters "
        "docs-installation-parameters entity-unavailable integration-owner "
        "log-when-unavailable parallel-updates reauthentication-flow test-coverage"
    ),
    "Gold": (
        "devices diagnostics discovery discovery-update-info docs-data-update "
        "docs-examples docs-known-limitations docs-supported-devices "
        "docs-supported-functions docs-troubleshooting docs-use-cases dynamic-devices "
        "entity-category entity-device-class entity-disabled-by-default "
        "entity-translations exception-translations icon-translations "
        "reconfiguration-flow repair-issues stale-devices"
    ),
    "Platinum": "async-dependency inject-websession strict-typing",
}


def _scale() -> dict[str, Any]:
    path = ROOT / "custom_components" / "gizwits" / "quality_scale.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))["rules"])


def _rows() -> dict[str, tuple[str, str, str]]:
    """Return tier, status and evidence of each rule on the page."""
    rows = {}
    for section in PAGE.read_text(encoding="utf-8").split("\n## ")[1:]:
        tier = section.partition("\n")[0]
        for line in section.splitlines():
            if match := re.fullmatch(r"\| ([a-z-]+) \| (\w+) \| (.+) \|", line):
                rule, status, shown = match.groups()
                rows[rule] = (tier, status, shown)
    return rows


def _anchors(path: Path) -> set[str]:
    """Return what the headings of a page can be linked by."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in headings
    }


def test_every_rule_is_done_or_exempt_with_a_reason() -> None:
    """Platinum: no rule of any tier is left to do."""
    scale = _scale()
    assert scale.keys() == {rule for rules in RULES.values() for rule in rules.split()}
    for rule, value in scale.items():
        status = value if isinstance(value, str) else value["status"]
        assert status in ("done", "exempt"), rule
        if status == "exempt":
            assert value["comment"], rule


def test_the_page_has_the_same() -> None:
    """Each rule under its tier, with the status of the file."""
    scale = _scale()
    rows = _rows()
    assert {rule: tier for rule, (tier, _, _) in rows.items()} == {
        rule: tier for tier, rules in RULES.items() for rule in rules.split()
    }
    for rule, (_, status, _) in rows.items():
        value = scale[rule]
        assert status == (value if isinstance(value, str) else value["status"]), rule


@pytest.mark.parametrize(
    ("rule", "shown"), [(rule, shown) for rule, (_, _, shown) in _rows().items()]
)
def test_what_is_named_exists(rule: str, shown: str) -> None:
    """Tests by their names, sections by their headings, programs by their files."""
    tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", shown)
    links = re.findall(r"\]\(([^)#]+)#([^)]+)\)", shown)
    programs = re.findall(r"`(scripts/\w+)`", shown)
    exempt = _rows()[rule][1] == "exempt"
    assert exempt or tests or links or programs
    for file, name in tests:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        functions = (ast.FunctionDef, ast.AsyncFunctionDef)
        assert name in {node.name for node in tree.body if isinstance(node, functions)}
    for page, anchor in links:
        assert anchor in _anchors((PAGE.parent / page).resolve()), (page, anchor)
    for program in programs:
        assert (ROOT / program).is_file()
