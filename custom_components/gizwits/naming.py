"""Names of entities from a definition's identifiers and labels."""

from collections import Counter
from collections.abc import Callable, Collection
import re
from typing import Final
import unicodedata

from .api import AnyDatapoint
from .vocabulary import english_name, is_readable

_SEPARATOR: Final = re.compile(r"[\W_]+")
# Where one word ends and the next begins: on|Off, LED|Color.
_BOUNDARY: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Symbols that only look like two words: pH, mV, kW.
_SYMBOL: Final = re.compile(r"[pmk][A-Z]$")
# Capitals that are words: `SwitchON` is "Switch on", `LED_R` stays "LED R".
_WORDS: Final = frozenset(
    {"AUTO", "IN", "OFF", "ON", "OUT", "SET", "TEMP", "TIME", "TIMER"}
)
_LONGEST: Final = 80


def humanise(identifier: str) -> str:
    """Return an identifier as a person would write it.

    `Room_Temperature` -> "Room temperature", `SwitchON` -> "Switch on",
    `CH1_Dosing` -> "CH1 dosing", `pH` -> "pH".
    """
    words = [
        word
        for part in _SEPARATOR.split(identifier)
        for word in ([part] if _SYMBOL.match(part) else _BOUNDARY.split(part))
        if word
    ]
    cased = [
        word
        if _SYMBOL.match(word) or (word.isupper() and word not in _WORDS)
        else word.lower()
        for word in words
    ]
    if cased and not _SYMBOL.match(cased[0]):
        cased[0] = cased[0][:1].upper() + cased[0][1:]
    return " ".join(cased)[:_LONGEST] or identifier


def datapoint_names(
    datapoints: Collection[AnyDatapoint], *, chinese: bool
) -> dict[str, str]:
    """Return a name for each datapoint, by identifier, none of them twice.

    Labels are often Chinese: `chinese` says that their reader is too; for others
    the identifier is used, or the label in English where the identifier is no word,
    so that entity ids become words instead of pinyin.
    """
    candidates: tuple[Callable[[AnyDatapoint], str], ...] = (
        lambda datapoint: _preferred(datapoint, chinese=chinese),
        lambda datapoint: _distinct(datapoint, chinese=chinese),
        lambda datapoint: f"{humanise(datapoint.name)} ({datapoint.name})",
    )
    names: dict[str, str] = {}
    left = list(datapoints)
    for candidate in candidates:
        proposed = {datapoint.name: candidate(datapoint) for datapoint in left}
        counts = Counter(name.casefold() for name in proposed.values())
        counts.update(name.casefold() for name in names.values())
        names |= {
            identifier: name
            for identifier, name in proposed.items()
            if counts[name.casefold()] == 1
        }
        left = [datapoint for datapoint in left if datapoint.name not in names]
    return names | {datapoint.name: datapoint.name for datapoint in left}


def _preferred(datapoint: AnyDatapoint, *, chinese: bool) -> str:
    label = " ".join(datapoint.label.split())[:_LONGEST]
    if label in ("", datapoint.name):
        return humanise(datapoint.name)
    if _is_latin(label):
        return humanise(label) if "_" in label else label
    if chinese:
        return label
    english = None if is_readable(datapoint.name) else english_name(label)
    return english or humanise(datapoint.name)


def _distinct(datapoint: AnyDatapoint, *, chinese: bool) -> str:
    own = humanise(datapoint.name)
    return f"{_preferred(datapoint, chinese=True)} {own}" if chinese else own


def _is_latin(text: str) -> bool:
    return all(
        "LATIN" in unicodedata.name(character, "")
        for character in text
        if character.isalpha()
    )
