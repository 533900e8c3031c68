"""Patterns that are compiled when they are first used."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pkgutil import walk_packages
import re

import pytest

from custom_components import gizwits
from custom_components.gizwits.pattern import Pattern


def test_is_compiled_when_it_is_used() -> None:
    """Until then it is a text."""
    pattern = Pattern(r"\bmode\b", re.ASCII)
    assert "compiled" not in vars(pattern)

    assert pattern.search("work mode")
    assert pattern.compiled.pattern == pattern.text


def test_flags() -> None:
    """They are those of the expression."""
    assert Pattern("heat", re.IGNORECASE).search("HEAT")
    assert not Pattern("heat").search("HEAT")


def test_where_it_matches() -> None:
    """Anywhere, from the beginning, or the whole of a text."""
    pattern = Pattern("ab")
    assert pattern.search("cabc")
    assert not pattern.match("cab")
    assert pattern.match("abc")
    assert not pattern.fullmatch("abc")
    assert pattern.fullmatch("ab")


def test_replacing() -> None:
    """All of it, or as often as is said."""
    pattern = Pattern(r"(\d)")
    assert pattern.sub(r"<\1>", "a1b2") == "a<1>b<2>"
    assert pattern.sub("", "a1b2", count=1) == "ab2"


def test_mistake_shows_when_it_is_used() -> None:
    """Nothing is known of the text before."""
    pattern = Pattern("(")
    with pytest.raises(re.PatternError):
        pattern.search("anything")


def test_two_threads_may_use_it_first() -> None:
    """Both find the same."""
    patterns = [Pattern(rf"\b{number}\b") for number in range(200)]

    def found(_thread: int) -> list[bool]:
        return [bool(own.search("7 77 177")) for own in patterns]

    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(found, range(2))
    assert first == second
    assert [number for number, is_found in enumerate(first) if is_found] == [7, 77, 177]


def _patterns(value: object) -> Iterator[Pattern]:
    """Yield the patterns in a value of a module."""
    match value:
        case Pattern():
            yield value
        case tuple():
            for part in value:
                yield from _patterns(part)
        case Mapping():
            yield from _patterns((*value.values(),))


def test_every_pattern_of_the_tables_can_be_compiled() -> None:
    """A mistake in one would show at a user's."""
    modules = [
        import_module(module.name)
        for module in walk_packages(gizwits.__path__, f"{gizwits.__name__}.")
    ]
    patterns = {
        own for module in modules for own in _patterns((*vars(module).values(),))
    }
    assert len(patterns) > 350
    for pattern in patterns:
        assert pattern.compiled.pattern == pattern.text
