"""Schedules and account tasks: what is to happen when, all in UTC (protocol §2.10)."""

from dataclasses import dataclass, field
import datetime as dt
from typing import Any

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(slots=True)
class Recurrence:
    """The date and time part that schedules and tasks share."""

    time: str
    repeat: str
    date: str = ""
    days: list[int] = field(default_factory=list)
    start_date: str = ""
    end_date: str = ""

    def between(self, after: float, until: float) -> list[float]:
        """Return the moments after one and up to another, in epoch seconds."""
        at = dt.time.fromisoformat(self.time)
        day = dt.datetime.fromtimestamp(after, dt.UTC).date()
        found = []
        while day <= dt.datetime.fromtimestamp(until, dt.UTC).date():
            moment = dt.datetime.combine(day, at, dt.UTC).timestamp()
            if after < moment <= until and self._on(day):
                found.append(moment)
            day += dt.timedelta(days=1)
        return found

    def _on(self, day: dt.date) -> bool:
        """Say whether it is due on a day; both ends of the range count."""
        if self.start_date and day < dt.date.fromisoformat(self.start_date):
            return False
        if self.end_date and day > dt.date.fromisoformat(self.end_date):
            return False
        if self.repeat == "none":
            return self.date == day.isoformat()
        if self.repeat == "day":
            return day.day in self.days
        return WEEKDAYS[day.weekday()] in self.repeat.split(",")


@dataclass(slots=True)
class Schedule:
    """A schedule of one device, group or scene: ``kind`` and ``target`` say which."""

    id: str
    uid: str
    kind: str
    target: str
    created_at: str
    when: Recurrence
    attrs: dict[str, Any] = field(default_factory=dict)
    raw: str = ""
    enabled: bool = True
    remark: str = ""

    def shown(self, product_key: str | None) -> dict[str, Any]:
        """Return it as the lists of the API show it."""
        row: dict[str, Any] = {
            "id": self.id,
            self.kind: self.target,
            "created_at": self.created_at,
            "repeat": self.when.repeat,
            "date": self.when.date,
            "time": self.when.time,
            "days": list(self.when.days),
            "start_date": self.when.start_date,
            "end_date": self.when.end_date,
            "enabled": self.enabled,
            "attrs": dict(self.attrs),
            "raw": self.raw,
            "remark": self.remark,
        }
        if product_key is not None:
            row["product_key"] = product_key
        return row


@dataclass(slots=True)
class Task:
    """An account task: several devices at once, with retries and a log."""

    id: str
    uid: str
    created_at: str
    when: Recurrence
    task: list[dict[str, Any]]
    retry_count: int = 0
    retry_task: str = "all"
    logs: list[dict[str, Any]] = field(default_factory=list)

    def shown(self) -> dict[str, Any]:
        """Return it as GET /app/scheduler shows it."""
        return {
            "id": self.id,
            "created_at": self.created_at,
            "date": self.when.date,
            "time": self.when.time,
            "repeat": self.when.repeat,
            "task": [dict(part) for part in self.task],
            "retry_count": self.retry_count,
            "retry_task": self.retry_task,
        }


@dataclass(slots=True)
class Retry:
    """A task that failed and is tried again at a moment."""

    at: float
    task: Task
    log: dict[str, Any]
    left: int
