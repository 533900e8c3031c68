"""Check of Home Assistant's log."""

from collections.abc import Iterator
from pathlib import Path
import re

from .verdict import Verdict

_BEGIN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ (?P<level>[A-Z]+) ")
_BAD = ("WARNING", "ERROR", "CRITICAL")
_OURS = re.compile(r"custom_components[./]gizwits|\bgizwits\b")
# Said of every custom integration.
_USUAL = "has not been tested by Home Assistant"


def check_log(folder: Path, verdict: Verdict) -> None:
    """The integration gave no reason for a warning."""
    bad = complaints(folder)
    verdict.check(
        not bad,
        "Home Assistant's log has no warning or error of the integration"
        + "".join(f"\n{entry}" for entry in bad),
    )


def complaints(folder: Path) -> list[str]:
    """Return the warnings and errors of the integration in Home Assistant's log."""
    log = folder / "home-assistant.log"
    text = log.read_text(encoding="utf-8") if log.exists() else ""
    return [
        entry
        for entry in _bad_entries(text)
        # The path of this project may have the name in it as well.
        if _OURS.search(entry.replace(str(folder), "")) and _USUAL not in entry
    ]


def _bad_entries(text: str) -> Iterator[str]:
    """Yield the entries of a log that are warnings or worse, with their traces."""
    entry: list[str] = []
    for line in [*text.splitlines(), "0000-00-00 00:00:00.0 END "]:
        if begin := _BEGIN.match(line):
            if entry:
                yield "\n".join(entry)
            entry = []
            if begin["level"] in _BAD:
                entry = [line]
        elif entry:
            entry.append(line)
