"""Goal 6: importing the integration, and blocking calls in the event loop."""

from collections.abc import Iterator
import json
import os
from pathlib import Path
import subprocess
import sys

from .product import product
from .result import Result

GOAL = "6 start"
_ROOT = Path(__file__).parents[2]


def measure(size: int, repeats: int) -> Iterator[Result]:
    """Yield what importing takes, and what Home Assistant's detector found."""
    definition = json.dumps(product())
    others = _run("others", definition)
    # The first writes the byte code, which a real Home Assistant has.
    _run("import", definition, others)
    # Of an import only the shortest says anything: all else is other programs.
    runs = [
        json.loads(_run("import", definition, others)) for _ in range(max(5, repeats))
    ]
    imported, entered = (1000 * min(took) for took in zip(*runs, strict=True))
    yield Result(GOAL, "importing the integration", size, imported, 30, "ms")
    what = "the first account and its product then, in worker threads"
    yield Result(GOAL, what, size, entered, None, "ms")
    found = json.loads(_run("blocking", str(size)))
    yield Result(GOAL, "blocking calls in the event loop", size, len(found), 0)


def _run(*arguments: str) -> str:
    """Return what a process of its own prints last."""
    command = [sys.executable, "-m", f"{__package__}.start_process", *arguments]
    done = subprocess.run(
        command,
        cwd=_ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
    )
    return done.stdout.splitlines()[-1]
