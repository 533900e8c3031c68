"""A stretch of local days on which one time of the day is one time in UTC."""

from dataclasses import dataclass
import datetime as dt
from typing import Final

DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From the local day `first` to `last`, both included.

    `time` is in UTC, `shift` leads from the local day to that of UTC: a day less, none
    or a day more. The first of several begins when the schedule does, the last goes on
    to its end, whether that is before `last` or after.
    """

    time: dt.time
    shift: dt.timedelta
    first: dt.date
    last: dt.date
    is_first: bool = False
    is_last: bool = False
