"""Units and ranges that rules of several subjects have."""

from typing import Final

from homeassistant.const import UnitOfRatio, UnitOfTemperature, UnitOfTime

from ..rule import within

DEGREES: Final = frozenset({UnitOfTemperature.CELSIUS, UnitOfTemperature.FAHRENHEIT})
TIMES: Final = frozenset(
    {UnitOfTime.SECONDS, UnitOfTime.MINUTES, UnitOfTime.HOURS, UnitOfTime.DAYS}
)
PERCENT: Final = UnitOfRatio.PERCENTAGE
PERCENTS: Final = frozenset({PERCENT})
TO_100: Final = within(0, 100, reach=100)
