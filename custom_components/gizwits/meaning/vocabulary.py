"""Names in English from labels in Chinese, where every word of a label is known.

Word by word from left to right: what names a datapoint is a noun and what qualifies it,
in the same order in both languages. One word that is not here, and there is no name.
"""

from functools import lru_cache
import re
from typing import Final

from ..pattern import Pattern
from .chinese_words import CHINESE_WORDS
from .text import plain

# Longest first: 定时开关 is not 定时 and 开关.
_PIECE: Final = Pattern(
    "|".join(
        [
            *map(re.escape, sorted(CHINESE_WORDS, key=len, reverse=True)),
            r"[a-z\d.]+",
            r"[\s_,:()/-]+",
        ]
    ),
    re.IGNORECASE,
)
# "出水温度 (flow)" says it twice.
_ASIDE: Final = Pattern(r" ?\([a-z /]+\)$")
_NUMBERED: Final = Pattern(r"^(\d+)号(.+)$")
_PHASE: Final = Pattern(r"^([abc])相(.+)$")
# 定时 with a number is how long, with a switch whether.
_TIMED: Final = Pattern(r"(?<!当前)定时(?!段|开关|任务|计划)")


@lru_cache(maxsize=4096)
def english_name(label: str, *, number: bool = False) -> str | None:
    """Return a Chinese label in English, None where one of its words is not known.

    `number` says that a number is called so.
    """
    text = _ASIDE.sub("", plain(label))
    if number:
        text = _TIMED.sub("定时时间", text)
    if phase := _PHASE.match(text):
        name = english_name(phase[2])
        return f"Phase {phase[1].upper()} {lower_first(name)}" if name else None
    if numbered := _NUMBERED.match(text):
        name = english_name(numbered[2])
        return f"{name} {numbered[1]}" if name else None
    words: list[str] = []
    position = 0
    while position < len(text):
        piece = _PIECE.compiled.match(text, position)
        if not piece:
            return None
        position = piece.end()
        words.append(CHINESE_WORDS.get(piece[0]) or piece[0].strip(" _,:()/-").upper())
    name = " ".join(filter(None, words))
    return name[:1].upper() + name[1:] if name else None


def lower_first(name: str) -> str:
    """Return a name as it is written within another: "Room" is "room", "LED" stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
