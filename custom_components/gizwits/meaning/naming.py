"""Names of entities from a definition's identifiers and labels."""

from collections import Counter
from collections.abc import Callable, Collection
from typing import Final
import unicodedata

from ..api import Access, AnyDatapoint, Number
from .identifiers import BOUNDARY, LONGEST, capitalised, humanise, is_readable
from .vocabulary import english_name

# What makers cut short, where a number is called so: elsewhere `temp` is temporary.
_CUT_SHORT: Final = {
    "bat": "battery",
    "batt": "battery",
    "freq": "frequency",
    "hum": "humidity",
    "humi": "humidity",
    "temp": "temperature",
    "volt": "voltage",
}


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
    label = " ".join(datapoint.label.split())[:LONGEST]
    if label in ("", datapoint.name):
        return _own(datapoint)
    if _is_latin(label):
        return _whole_words(_latin(label), datapoint)
    if chinese:
        return label
    english = english_name(label, number=isinstance(datapoint, Number))
    if english is None or (
        is_readable(datapoint.name) and not _says_more(english, datapoint)
    ):
        return _own(datapoint)
    return english


def _says_more(english: str, datapoint: AnyDatapoint) -> bool:
    """Return whether a label in English is better than an identifier in English.

    It is of a fault (`leak` can be the current's), and where one word is too few: `left`
    for what remains.
    """
    words = len(humanise(datapoint.name).split())
    is_fault = datapoint.access in (Access.ALERT, Access.FAULT)
    return is_fault or words == 1 < len(english.split())


def _own(datapoint: AnyDatapoint) -> str:
    return _whole_words(humanise(datapoint.name), datapoint)


def _latin(label: str) -> str:
    """Return a label as a name: `RoomTemp` and `room_temp` are identifiers."""
    is_identifier = "_" in label or (" " not in label and BOUNDARY.search(label))
    return humanise(label) if is_identifier else capitalised(label)


def _whole_words(name: str, datapoint: AnyDatapoint) -> str:
    if not isinstance(datapoint, Number):
        return name
    words = [_CUT_SHORT.get(word.casefold(), word) for word in name.split(" ")]
    return capitalised(" ".join(words))


def _distinct(datapoint: AnyDatapoint, *, chinese: bool) -> str:
    own = humanise(datapoint.name)
    return f"{_preferred(datapoint, chinese=True)} {own}" if chinese else own


def _is_latin(text: str) -> bool:
    return all(
        "LATIN" in unicodedata.name(character, "")
        for character in text
        if character.isalpha()
    )
