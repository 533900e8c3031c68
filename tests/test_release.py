"""`scripts/release`: nothing goes out that has no version or no notes of its own."""

import json
from pathlib import Path
import shutil
import subprocess

import pytest

PROGRAM = Path(__file__).parents[1] / "scripts" / "release"
CHANGELOG = """\
# Changelog

## 1.2.0 (2026-12-01)

* Something new.

## 1.1.0 (2026-11-01)

* Something old.
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository that is ready to release 1.2.0."""
    integration = tmp_path / "custom_components" / "gizwits"
    integration.mkdir(parents=True)
    (tmp_path / "scripts").mkdir()
    shutil.copy(PROGRAM, tmp_path / "scripts")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    (integration / "manifest.json").write_text(json.dumps({"version": "1.2.0"}))
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--quiet", "--message", "All")
    return tmp_path


def _git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Anna", "-c", "user.email=anna@example.com")
    subprocess.run(["git", *who, *words], cwd=folder, check=True)


def _release(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [folder / "scripts" / "release", *words],
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_ready(repository: Path) -> None:
    """The version of the manifest, and what the changelog says of it alone."""
    assert _release(repository, "version").stdout == "1.2.0\n"
    assert _release(repository, "notes").stdout == "* Something new.\n"


def test_what_is_out_already(repository: Path) -> None:
    """A tag is not moved."""
    _git(repository, "tag", "v1.2.0")
    done = _release(repository, "version")
    assert done.returncode == 1
    assert "1.2.0 is out already" in done.stderr


def test_a_version_without_notes(repository: Path) -> None:
    """People are told what changed, or nothing is released."""
    (repository / "CHANGELOG.md").write_text(CHANGELOG.replace("1.2.0", "Unreleased"))
    done = _release(repository, "version")
    assert done.returncode == 1
    assert "CHANGELOG.md" in done.stderr


def test_how_it_is_used(repository: Path) -> None:
    """Words nobody knows get the usage."""
    assert _release(repository, "publish").returncode == 2
