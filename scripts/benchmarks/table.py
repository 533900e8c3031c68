"""The results as a person reads them, and as a program does."""

from collections.abc import Iterable
import json
from typing import Any

from .result import Result

_VERDICTS = {True: "pass", False: "FAIL", None: ""}
_HEAD = ("goal", "devices", "what", "figure", "floor", "ratio", "limit", "")
_WIDTHS = (10, 7, 66, 12, 12, 6, 6, 4)
_LEFT = {0, 2, 7}


def lines(results: Iterable[Result]) -> Iterable[str]:
    """Yield the table line by line, as the results come in."""
    yield _line(_HEAD)
    yield _line(tuple("-" * width for width in _WIDTHS))
    for result in results:
        ratio = f"{result.measure:.2f}" if result.floor else ""
        limit = "" if result.limit is None else f"{result.limit:g}"
        floor = "" if result.floor is None else _number(result.floor, result.unit)
        yield _line(
            (
                result.goal,
                str(result.size),
                result.what,
                _number(result.figure, result.unit),
                floor,
                ratio,
                limit,
                _VERDICTS[result.passed],
            )
        )


def as_json(results: Iterable[Result]) -> str:
    """Return the results as JSON."""
    return json.dumps([_members(result) for result in results], indent=2)


def _members(result: Result) -> dict[str, Any]:
    return {
        "goal": result.goal,
        "devices": result.size,
        "what": result.what,
        "figure": result.figure,
        "unit": result.unit,
        "floor": result.floor,
        "measure": result.measure,
        "limit": result.limit,
        "passed": result.passed,
    }


def _number(value: float, unit: str) -> str:
    digits = 0 if value == int(value) or abs(value) >= 1000 else 1
    return f"{value:.{digits}f} {unit}".strip()


def _line(cells: tuple[str, ...]) -> str:
    return "  ".join(
        f"{cell:<{width}}" if column in _LEFT else f"{cell:>{width}}"
        for column, (cell, width) in enumerate(zip(cells, _WIDTHS, strict=True))
    ).rstrip()
