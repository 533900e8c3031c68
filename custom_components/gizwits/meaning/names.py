"""Names and options that are translated.

A name is translated where a label says that and nothing more; every other datapoint
keeps the label of its maker.
"""

from collections.abc import Mapping
import re
from types import MappingProxyType
from typing import Final

from ..api import AnyDatapoint, Enum
from ..pattern import Pattern
from .option_words import OPTION_WORDS
from .text import identifier_words, plain
from .whole_names import WHOLE_NAMES
from .words import option_keys

_HOW: Final = (
    "on off auto manual smart schedule timer program continuous once cycle custom demo eco "
    "comfort comfort_minus_1 comfort_minus_2 frost home away holiday presence sleep boost "
    "turbo normal standard natural breeze soft quiet heat cool heat_cool dry fan_only "
    "ventilation humidify hot_water laundry fast slow stop stopped standby running feed "
    "classic sine random constant steady pulse tide wave dawn morning sunrise day sunshine "
    "noon afternoon sunset dusk evening night moonlight sunny cloudy rainy lightning white "
    "color scene music none low medium high strong small large level_1 level_2 level_3 "
    "keep_warm boil cooking rice quick_cook porridge soup steam cake coffee tea milk top_heat "
    "bottom_heat top_and_bottom_heat hot_air ferment drying washing rinsing spinning "
    "sterilizing constant_humidity bypass inner_circulation outer_circulation cold_air "
    "low_temperature medium_temperature high_temperature summer winter quick_heat "
    "night_tariff kitchen shower bathtub half_tank full_tank heat_pump electric hybrid "
    "reading relax cinema night_light work static fade breathing jump strobe flowing rainbow "
    "candle party romantic wall_follow spiral zigzag dock clean spot start pause ahead back "
    "backup self_use peak_shaving local remote"
)
_NOW: Final = (
    "on off open close opened closed opening closing stop idle standby running stopped "
    "paused finished heating cooling preheating defrosting sterilizing warning error fault "
    "online offline connected disconnected charging charged not_charging discharging "
    "cleaning spot_cleaning docked returning auto manual heat cool dry normal none sleep "
    "not_known keeping_warm keep_warm cooking delayed washing rinsing spinning drying "
    "excellent good fair poor no_water tank_full making_water dumping leveling grid_tied "
    "off_grid plugged_in pause low medium high"
)
_HOW_MUCH: Final = (
    "off on auto manual smart min very_low weak low medium_low medium medium_high high "
    "strong very_strong very_high max slow fast quiet turbo breeze natural soft normal "
    "sleep level_1 level_2 level_3 level_4 level_5 level_6 level_7 level_8 level_9 level_10"
)

# Translation key of an enum -> the option keys it has texts for.
STATES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        **dict.fromkeys(("mode", "work_mode", "scene"), frozenset(_HOW.split())),
        "state": frozenset(_NOW.split()),
        "fan_speed": frozenset(_HOW_MUCH.split()),
        "linkage": frozenset(
            ["standalone", "leader", "follower", "follower_in_step", "follower_opposed"]
        ),
        "temperature_unit": frozenset({"celsius", "fahrenheit"}),
        "language": frozenset({"chinese", "english"}),
        "power_on_state": frozenset({"off", "on", "last_state"}),
        "direction": frozenset(["forward", "reverse", "up", "down", "left", "right"]),
        "sensor_choice": frozenset(
            {"internal", "external", "internal_and_external", "auto"}
        ),
        "charging_state": frozenset(
            [
                "none",
                "idle",
                "charging",
                "charged",
                "not_charging",
                "discharging",
                "finished",
                "fault",
            ]
        ),
        "calibration_target": frozenset(f"calibrate_{n}" for n in range(1, 9)),
        "identity": frozenset(),
        "time_slot": frozenset(),
        "type": frozenset(),
        "installer_setting": frozenset(
            ["underfloor", "radiator", "none", "not_set", "not_known"]
        ),
        "choice": frozenset(OPTION_WORDS),
    }
)

_TEMPERATURE: Final = Pattern(r"\btemp\b", re.ASCII)


def translated(key: str, datapoint: AnyDatapoint) -> tuple[str, bool]:
    """Return the translation key of a rule's datapoint, and whether it names it."""
    name = plain(datapoint.label)
    identifier = identifier_words(datapoint.name)
    if name in ("", plain(datapoint.name), identifier):
        name = identifier
    if "temperature" in key:
        name = _TEMPERATURE.sub("temperature", name)
    named = next(
        (own for own, words in WHOLE_NAMES.get(key, {}).items() if name in words), None
    )
    if isinstance(datapoint, Enum):
        known = OPTION_WORDS.keys() & option_keys(datapoint).keys()
        if not known <= STATES.get(named or key, frozenset()):
            return "choice", False
    return named or key, named is not None


def name_words(key: str) -> frozenset[str]:
    """Return all labels that a translated name stands for."""
    return frozenset(
        word for names in WHOLE_NAMES.values() for word in names.get(key, ())
    )
