"""Identifiers as a person would write them."""

from typing import Final

from ..pattern import Pattern
from .text import identifier_words

_SEPARATOR: Final = Pattern(r"[\W_]+")
# Where one word ends and the next begins: on|Off, LED|Color.
BOUNDARY: Final = Pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# `switch1` is the first of several, `pm25` and `E1` are one word.
_NUMBERED: Final = Pattern(r"^([A-Za-z]*[a-z]{3}|[A-Z]{4,})(\d{1,2})$")
# Symbols that only look like two words: pH, mV, kW.
_SYMBOL: Final = Pattern(r"[pmk][A-Z]$")
# Identifiers made of these words can be read as they are; `Room_temp`, `Fault_Fan`,
# `channe1`, `Plan1_on` and `M1` are better in words.
_ENGLISH: Final = """
    air alert amount ambient away battery blocked boost brightness brush bubbles
    button buzzer calibration channel child circuit circulation clean cleaning
    clock cloud clouds comfort command compressor control cooling count
    current curve cycle daily day default delay demo device direction display door
    drain dry duration eco effect electric empty energy external fan feed filter
    firmware floor flow food frequency frost full gas green head heat heater
    heating holiday horizontal hot humidity indoor infrared inlet inside internal
    interval key kelvin lamp language leak left level life light limit link
    linkage liquid load lock low lunar main manual meter mode model moon motion
    motor mute night off open option outdoor outlet output oxygen panel pause
    phase plan pool portion position power preset pressure probe program pulse
    pump quick quiet rain rate reached reactive red relay remaining reset return
    right room run running scene schedule screen sensor serial setpoint skimmer
    sleep smoke soil moisture sound speech speed spot start state status stock
    storage supply swing switch tank target temperature threshold tide time timer
    tone top total unit upper valve vertical violet voice voltage volume warm
    water wave weather week weekly weight white wind window word wake work zone
    factor memory ionizer oscillation jets dhw ph orp tds ec co2 pm25 gear boost air
    cook keep start stop feed lock unlock health turbo eco bypass beeper backwash dose
    hour minute minutes hours days
    """
_READABLE: Final = frozenset(_ENGLISH.split())

# Capitals that are words: `SwitchON` is "Switch on", `LED_R` stays "LED R".
_WORDS: Final = _READABLE | {
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
LONGEST: Final = 80


def humanise(identifier: str) -> str:
    """Return an identifier as a person would write it.

    `Room_Temperature` -> "Room temperature", `SwitchON` -> "Switch on",
    `CH1_Dosing` -> "CH1 dosing", `pH` -> "pH".
    """
    words = [
        word
        for part in _SEPARATOR.compiled.split(identifier)
        for whole in ([part] if _SYMBOL.match(part) else BOUNDARY.compiled.split(part))
        for word in _numbered(whole)
        if word
    ]
    cased = list(map(_cased, words))
    return capitalised(" ".join(cased))[:LONGEST] or identifier


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


def capitalised(text: str) -> str:
    """Return a text whose first word begins with a capital, unless it is a symbol."""
    # pH, mV, kWh
    if text[1:2].isupper():
        return text
    return text[:1].upper() + text[1:]


def is_readable(identifier: str) -> bool:
    """Return whether an identifier is made of English words alone."""
    return set(identifier_words(identifier).split()) <= _READABLE
