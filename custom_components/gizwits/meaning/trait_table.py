"""The table of traits: rules by which a definition's words mean something.

The first rule that fires is taken, so what is more special comes first. Wrong is worse
than none: a word with two meanings is in no rule, or only beside what tells them apart.
What a word means in the products of one maker is in `quirks`.
"""

from typing import Final

from .rule import Rule
from .trait_rules.battery_and_signal import BATTERY_AND_SIGNAL
from .trait_rules.by_unit import BY_UNIT
from .trait_rules.conditions import CONDITIONS
from .trait_rules.electricity import ELECTRICITY, IN_METERS
from .trait_rules.light_and_time import LIGHT_SOUND_POSITION, TIMES_AND_COUNTS
from .trait_rules.numbers import WHAT_THEY_ARE_NOT, WITHOUT_QUANTITY
from .trait_rules.options import OPTIONS
from .trait_rules.switches import SWITCHES
from .trait_rules.temperature import TEMPERATURE
from .trait_rules.water_and_air import WATER_AND_AIR
from .trait_rules.weather import WEATHER_AND_NOISE

__all__ = ["IN_METERS", "TRAITS"]

# The order is that of precedence: what is more special comes first.
TRAITS: Final[tuple[Rule, ...]] = (
    *WHAT_THEY_ARE_NOT,
    *TEMPERATURE,
    *BATTERY_AND_SIGNAL,
    *ELECTRICITY,
    *WATER_AND_AIR,
    *WEATHER_AND_NOISE,
    *LIGHT_SOUND_POSITION,
    *TIMES_AND_COUNTS,
    *BY_UNIT,
    *WITHOUT_QUANTITY,
    *SWITCHES,
    *CONDITIONS,
    *OPTIONS,
)
