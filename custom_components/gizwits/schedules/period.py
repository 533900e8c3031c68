"""A stretch of local days on which one time of the day is one time in UTC."""

import datetime as dt
from typing import Final, NamedTuple

DAY: Final = dt.timedelta(days=1)


class Period(NamedTuple):
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
