"""Labels and identifiers as lines of words, to be looked up and searched in."""

from functools import lru_cache
import re
from typing import Final
import unicodedata

from ..api import AnyDatapoint
from ..pattern import Pattern

# Words of an identifier: `pm25`, `CH1`, `SwitchON`, `room_tempH`.
_IDENTIFIER: Final = Pattern(
    r"p[Hh](?![a-z])|m[VAWL](?![a-z])|[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|[A-Z]\d*|\d+|[^\W\d_A-Za-z]+"
)
_IS_IDENTIFIER: Final = Pattern(r"\w+", re.ASCII)
_BLANKS: Final = Pattern(r"[\s_]+|(?<=[^\W\d_])-(?=[^\W\d_])")


def plain(label: str) -> str:
    """Return a label as the words are written here."""
    text = unicodedata.normalize("NFKC", label).casefold().strip()
    return _BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=4096)
def text_of(datapoint: AnyDatapoint) -> str:
    """Return identifier and label as one line of words to search in: "room temp ; 室温".

    Lower case, the words of the identifier apart; `;` is between the two. A
    description that is a short name itself ("水温") is one more.
    """
    identifier = identifier_words(datapoint.name)
    label = datapoint.label
    if _IS_IDENTIFIER.fullmatch(label):
        label = identifier_words(label)
    texts = [identifier, plain(label)]
    description = plain(datapoint.description)
    if 0 < len(description) <= 8 and description.isalpha():
        texts.append(description)
    return " ; ".join(texts)


def identifier_words(identifier: str) -> str:
    """Return the words of an identifier: "RoomTemp_1" is "room temp 1"."""
    words = _IDENTIFIER.compiled.findall(unicodedata.normalize("NFKC", identifier))
    return " ".join(words).casefold()
