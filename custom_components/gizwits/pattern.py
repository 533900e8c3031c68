"""Patterns that are compiled when something is first searched by them.

The tables have hundreds, of which a house's products need some; to compile them all
takes longer than to read everything else.
"""

from collections.abc import Callable
from functools import cached_property
import re


class Pattern:
    """A regular expression that is compiled when it is first used.

    Two threads that use it first at the same time compile it twice, and that is all.
    """

    def __init__(self, text: str, flags: int = 0) -> None:
        """Keep the text of the expression; a mistake in it shows when it is used."""
        self.text = text
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Return the compiled expression."""
        return re.compile(self.text, self._flags)

    # The methods that tables call most are kept as they are bound: they cost no call
    # of ours.
    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """Find the first match anywhere in a text."""
        return self.compiled.search

    @cached_property
    def match(self) -> Callable[[str], re.Match[str] | None]:
        """Match the beginning of a text."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[[str], re.Match[str] | None]:
        """Match a whole text."""
        return self.compiled.fullmatch

    def sub(self, replacement: str, text: str, count: int = 0) -> str:
        """Return a text with what matches replaced, `count` times where it is given."""
        return self.compiled.sub(replacement, text, count)
