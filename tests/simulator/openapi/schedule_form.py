"""The bodies of schedules and tasks (protocol §2.10)."""

from datetime import date
import re
from typing import Any

from ..datapoint import InvalidValue
from ..definition import Definition
from ..errors import ApiError
from ..schedules import WEEKDAYS, Recurrence
from .call import optional_text

_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")

# Nothing says how long a payload may be; frames are far shorter than that.
MOST_DIGITS = 2 * 65536

type Body = dict[str, Any]


def recurrence(body: Body, *, days_allowed: bool) -> Recurrence:
    """Return when a body wants to run, or 9015 with the wrong field."""
    time, repeat = body.get("time"), body.get("repeat")
    if not isinstance(time, str) or not _TIME.fullmatch(time):
        raise ApiError(9015, "time")
    if not isinstance(repeat, str) or not _repeat_is_valid(repeat, days_allowed):
        raise ApiError(9015, "repeat")
    when = Recurrence(
        time,
        repeat,
        date=_date(body, "date"),
        days=_days(body, required=repeat == "day"),
        start_date=_date(body, "start_date"),
        end_date=_date(body, "end_date"),
    )
    if repeat == "none" and not when.date:
        raise ApiError(9015, "date")
    if when.start_date and when.end_date and when.end_date < when.start_date:
        raise ApiError(9015, "end_date")
    return when


def attributes(body: Body, definition: Definition) -> tuple[Body, str]:
    """Return attrs and raw (hex here) of a schedule; one of them must be there."""
    attrs, raw = body.get("attrs", {}), optional_text(body, "raw", longest=MOST_DIGITS)
    if not isinstance(attrs, dict):
        raise ApiError(9015, "attrs")
    if raw and not _HEX.fullmatch(raw):
        raise ApiError(9015, "raw")
    if not attrs and not raw:
        raise ApiError(9015, "attrs")
    try:
        definition.written_by_http(attrs)
    except InvalidValue as error:
        raise ApiError(9025, str(error)) from error
    return attrs, raw


def enabled(body: Body) -> bool:
    """Return ``enabled``, true when missing, or 9015."""
    value = body.get("enabled", True)
    if not isinstance(value, bool):
        raise ApiError(9015, "enabled")
    return value


def _repeat_is_valid(repeat: str, days_allowed: bool) -> bool:
    if repeat == "none" or (repeat == "day" and days_allowed):
        return True
    names = repeat.split(",")
    return len(set(names)) == len(names) and set(names) <= set(WEEKDAYS)


def _date(body: Body, name: str) -> str:
    text = optional_text(body, name)
    if not text:
        return ""
    if not _DATE.fullmatch(text):
        raise ApiError(9015, name)
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise ApiError(9015, name) from error
    return text


def _days(body: Body, *, required: bool) -> list[int]:
    """Return month days, sent as numbers or as texts; ``[0]`` means none (S)."""
    days = body.get("days") or []
    if not isinstance(days, list) or len(days) > 31:
        raise ApiError(9015, "days")
    if not required and days == [0]:
        return []
    numbers = [_day(day) for day in days]
    if required and not numbers:
        raise ApiError(9015, "days")
    return numbers


def _day(day: object) -> int:
    if isinstance(day, str) and day.isdigit():
        day = int(day)
    if isinstance(day, bool) or not isinstance(day, int) or not 1 <= day <= 31:
        raise ApiError(9015, "days")
    return day
