"""Numbers of a device, summed up by the cloud (newer document, "agg_data")."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from .fields import as_mapping, as_moment, as_number


class Aggregator(StrEnum):
    """How the numbers of a unit of time become one."""

    SUM = "sum"
    AVERAGE = "avg"
    HIGHEST = "max"
    LOWEST = "min"


class Unit(StrEnum):
    """How long the units of time are; the document's small letters are wrong."""

    HOURS = "HOURS"
    DAYS = "DAYS"
    WEEKS = "WEEKS"
    MONTHS = "MONTHS"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One unit of time, its beginning in UTC, and the numbers by datapoint name."""

    at: datetime | None
    values: Mapping[str, int | float]

    @classmethod
    def from_json(cls, raw: object) -> Self:
        """Return a row's numbers, which are texts; its time is spelled `datatime`."""
        row = as_mapping(raw)
        numbers = {
            name: as_number(text) for name, text in as_mapping(row.get("attrs")).items()
        }
        return cls(
            as_moment(row.get("datatime") or row.get("datetime")),
            {name: number for name, number in numbers.items() if number is not None},
        )
