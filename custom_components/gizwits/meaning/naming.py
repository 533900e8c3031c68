"""Names of entities from a definition's identifiers and labels."""

from collections import Counter
from collections.abc import Callable, Collection
from typing import Final
import unicodedata

from ..api import Access, AnyDatapoint, Number
from ..pattern import Pattern
from .vocabulary import READABLE, english_name, is_readable

_SEPARATOR: Final = Pattern(r"[\W_]+")
# Where one word ends and the next begins: on|Off, LED|Color.
_BOUNDARY: Final = Pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# `switch1` is the first of several, `pm25` and `E1` are one word.
_NUMBERED: Final = Pattern(r"^([A-Za-z]*[a-z]{3}|[A-Z]{4,})(\d{1,2})$")
# Symbols that only look like two words: pH, mV, kW.
_SYMBOL: Final = Pattern(r"[pmk][A-Z]$")
# Capitals that are words: `SwitchON` is "Switch on", `LED_R` stays "LED R".
_WORDS: Final = READABLE | {
    "addr",
    "address",
    "alarm",
    "auto",
    "baud",
    "clear",
    "close",
    "code",
    "color",
    "err",
    "error",
    "gas",
    "in",
    "lev",
    "max",
    "min",
    "off",
    "on",
    "open",
    "out",
    "set",
    "temp",
    "time",
    "timer",
}
# Words that are capitals, and those that are written so whatever the maker did.
_CAPITALS: Final = {
    word: word.upper()
    for word in (
        "ac",
        "aqi",
        "bmi",
        "co",
        "co2",
        "dc",
        "dhw",
        "ec",
        "hcho",
        "id",
        "led",
        "ntc",
        "ok",
        "orp",
        "ph",
        "pv",
        "rgb",
        "soc",
        "tds",
        "tvoc",
        "usb",
        "uv",
        "voc",
    )
} | {
    "kwh": "kWh",
    "onoff": "on/off",
    "ph": "pH",
    "spo2": "SpO2",
    "pm1": "PM1",
    "pm10": "PM10",
    "pm25": "PM2.5",
    "wifi": "Wi-Fi",
}
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
_LONGEST: Final = 80


def humanise(identifier: str) -> str:
    """Return an identifier as a person would write it.

    `Room_Temperature` -> "Room temperature", `SwitchON` -> "Switch on",
    `CH1_Dosing` -> "CH1 dosing", `pH` -> "pH".
    """
    words = [
        word
        for part in _SEPARATOR.compiled.split(identifier)
        for whole in ([part] if _SYMBOL.match(part) else _BOUNDARY.compiled.split(part))
        for word in _numbered(whole)
        if word
    ]
    cased = list(map(_cased, words))
    return _capitalised(" ".join(cased))[:_LONGEST] or identifier


def _numbered(word: str) -> tuple[str, ...]:
    match = _NUMBERED.match(word)
    if match is None or word.casefold() in _CAPITALS:
        return (word,)
    return match.groups()


def _cased(word: str) -> str:
    if _SYMBOL.match(word):
        return word
    plain = word.casefold()
    if plain in _CAPITALS:
        return _CAPITALS[plain]
    is_acronym = word.isupper() and plain not in _WORDS
    return word if is_acronym else word.lower()


def _capitalised(text: str) -> str:
    """Return a text whose first word begins with a capital, unless it is a symbol."""
    # pH, mV, kWh
    if text[1:2].isupper():
        return text
    return text[:1].upper() + text[1:]


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
    is_identifier = "_" in label or (" " not in label and _BOUNDARY.search(label))
    return humanise(label) if is_identifier else _capitalised(label)


def _whole_words(name: str, datapoint: AnyDatapoint) -> str:
    if not isinstance(datapoint, Number):
        return name
    words = [_CUT_SHORT.get(word.casefold(), word) for word in name.split(" ")]
    return _capitalised(" ".join(words))


def _distinct(datapoint: AnyDatapoint, *, chinese: bool) -> str:
    own = humanise(datapoint.name)
    return f"{_preferred(datapoint, chinese=True)} {own}" if chinese else own


def _is_latin(text: str) -> bool:
    return all(
        "LATIN" in unicodedata.name(character, "")
        for character in text
        if character.isalpha()
    )
