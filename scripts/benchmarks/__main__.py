"""The program behind ``scripts/benchmark``."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Final

from . import memory, push, requests, set_up, start, writes
from .home import prepare
from .result import Result
from .table import as_json, lines

_GOALS: Final = {
    "push": push.measure,
    "set-up": set_up.measure,
    "requests": requests.measure,
    "memory": memory.measure,
    "writes": writes.measure,
    "start": start.measure,
}
_SIZES: Final = (1, 10, 100, 1000)
_REPEATS: Final = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and return 0 when all goals are met, else 1."""
    chosen = _parser().parse_args(arguments)
    prepare()
    results: list[Result] = []

    def measured() -> Iterator[Result]:
        for result in _measure(
            chosen.goal or list(_GOALS), chosen.size or _SIZES, chosen.repeats
        ):
            results.append(result)
            yield result

    if chosen.json:
        print(as_json(measured()))
    else:
        for line in lines(measured()):
            print(line, flush=True)
    return int(any(result.passed is False for result in results))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/benchmark",
        description="Measures the integration beside a trivial one.",
    )
    parser.add_argument(
        "--goal", action="append", choices=_GOALS, help="only this; may be repeated"
    )
    parser.add_argument(
        "--size", action="append", type=int, help="only so many devices; the same"
    )
    parser.add_argument(
        "--repeats", type=int, default=_REPEATS, help="how often times are measured"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _measure(
    goals: Sequence[str], sizes: Sequence[int], repeats: int
) -> Iterator[Result]:
    for goal in _GOALS:
        if goal in goals:
            for size in sizes:
                yield from _GOALS[goal](size, repeats)


if __name__ == "__main__":
    raise SystemExit(main())
