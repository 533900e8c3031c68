"""Dates and times of the cloud, which writes them in many ways.

All are UTC, whether they say so or not (Open API document, "scheduler"; seen are
`2017-09-11T11:41:23Z`, `2017-01-01T08:32:56.996638` and `2016-11-07`).
"""

from datetime import date, time
import re
from typing import Final

from .fields import as_text

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]?\d)(?::[0-5]?\d)?", re.ASCII)
_DATE: Final = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\d)", re.ASCII)


def as_date(raw: object) -> date | None:
    """Return a day, None where the text is none; a time behind it is passed over."""
    if not (found := _DATE.match(as_text(raw))):
        return None
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None


def as_clock(raw: object) -> time | None:
    """Return the time of a day to the minute, None where the text is none."""
    found = _CLOCK.fullmatch(as_text(raw))
    return time(int(found[1]), int(found[2])) if found else None
