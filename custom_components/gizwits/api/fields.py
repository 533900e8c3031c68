"""Reading members of the cloud's JSON, whose types cannot be relied on.

The document shows numbers as strings and strings as numbers, and members come as
null; what cannot be read is the empty value of its type.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

type JsonValue = (
    str | int | float | bool | list[JsonValue] | dict[str, JsonValue] | None
)

# What JSON can carry; infinite and not-a-number are not below it.
_LARGEST_NUMBER = 2**63
# No name, label or host of the cloud is longer; what is longer is not meant as one.
TEXT_LIMIT = 1024
# What breaks a line or turns the text around; joiners of emoji stay.
_CONTROLS = dict.fromkeys(
    (
        *range(0x20),
        *range(0x7F, 0xA0),
        *(0x200E, 0x200F, 0x2028, 0x2029),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ),
    " ",
)


def as_mapping(raw: object) -> Mapping[str, Any]:
    """Return a JSON object as it is, anything else as an empty one."""
    return raw if isinstance(raw, dict) else {}


def as_list(raw: object) -> list[Any]:
    """Return a JSON array as it is, anything else as an empty one."""
    return raw if isinstance(raw, list) else []


def as_text(raw: object) -> str:
    """Return text or a number as stripped text, anything else as ''."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        return ""
    return str(raw).strip()[:TEXT_LIMIT]


def as_name(raw: object) -> str:
    """Return text as `as_text` does, on one line that nothing reorders."""
    return " ".join(as_text(raw).translate(_CONTROLS).split())


def as_number(raw: object) -> int | float | None:
    """Return a finite number given as a number or as text, else None."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, str):
        try:
            raw = float(raw) if len(raw) < 32 else None
        except ValueError:
            return None
    if not isinstance(raw, (int, float)) or not abs(raw) < _LARGEST_NUMBER:
        return None
    return int(raw) if raw == int(raw) else raw


def as_int(raw: object) -> int | None:
    """Return a whole number given as a number or as text, else None."""
    number = as_number(raw)
    return number if isinstance(number, int) else None


def as_bool(raw: object) -> bool:
    """Return true, 1, "1" and "true" as True, anything else as False."""
    return raw is True or raw == 1 or (isinstance(raw, str) and raw in ("1", "true"))


def as_moment(raw: object) -> datetime | None:
    """Return a moment in UTC, None where the text is none."""
    try:
        moment = datetime.fromisoformat(as_text(raw))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError, OverflowError:
        return None
