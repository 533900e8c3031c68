"""What is remembered of the schedules we made: their local time and their parts."""

from collections.abc import Iterable, Mapping
from copy import replace
import datetime as dt
from typing import Any, Final, NamedTuple, Self

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from ..api.fields import as_moment
from ..api.times import as_clock, as_date
from ..api.when import When
from ..const import DOMAIN
from ..schedule_errors import ScheduleError
from .local import LocalWhen, Weekday

_VERSION: Final = 1
# After that what was made is in the cloud's list.
_SETTLED: Final = dt.timedelta(hours=1)


def schedule_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    """Return the file of what an entry made on the cloud."""
    return Store(hass, _VERSION, f"{DOMAIN}.schedules.{entry_id}")


class Made(NamedTuple):
    """A schedule or task of ours: what its parts on the cloud are together.

    `zone` is the name of that of `when`. `parts` are by the cloud's ids, as the cloud
    has them; one that is over may have gone there. `did` is empty for a task.
    """

    id: str
    zone: str
    when: LocalWhen
    parts: Mapping[str, When]
    did: str = ""
    exact_until: dt.date | None = None
    split: bool = True
    created_at: dt.datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {
            "id": self.id,
            "did": self.did,
            "zone": self.zone,
            "when": when_json(self.when),
            "parts": {key: part.to_json() for key, part in self.parts.items()},
            "exact_until": self.exact_until and self.exact_until.isoformat(),
            "split": self.split,
            "created_at": self.created_at and self.created_at.isoformat(),
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """Return it as it was kept. Raises ValueError, KeyError or ScheduleError."""
        parts = {key: When.from_json(part) for key, part in raw["parts"].items()}
        if not parts or None in parts.values():
            raise ValueError(raw["id"])
        return cls(
            id=raw["id"],
            did=raw["did"],
            zone=raw["zone"],
            when=_when(raw["when"]),
            parts={key: part for key, part in parts.items() if part},
            exact_until=as_date(raw["exact_until"]),
            split=bool(raw["split"]),
            created_at=as_moment(raw["created_at"]),
        )


class Memory:
    """All of it, by id, kept over restarts."""

    def __init__(self, store: Store[dict[str, Any]]) -> None:
        """Nothing is known before `async_load`."""
        self.store = store
        self.made: dict[str, Made] = {}
        self.unfinished: dict[str, Any] = {}

    async def async_load(self) -> None:
        """Read what was kept; what cannot be read is no longer ours."""
        kept = await self.store.async_load() or {}
        self.unfinished = dict(kept.get("unfinished", {}))
        for raw in kept.get("made", ()):
            try:
                one = Made.from_json(raw)
            except ScheduleError, ValueError, KeyError, TypeError, AttributeError:
                continue
            self.made[one.id] = one

    async def async_save(self) -> None:
        """Keep it."""
        await self.store.async_save(
            {
                "made": [one.to_json() for one in self.made.values()],
                "unfinished": self.unfinished,
            }
        )

    def of(self, did: str) -> list[Made]:
        """Return what we made for a device; with '' the account's tasks."""
        return [one for one in self.made.values() if one.did == did]

    def forget_gone(self, did: str, ids: Iterable[str], now: dt.datetime) -> bool:
        """Forget what the cloud no longer has any part of; return whether any had gone.

        What was made just now may not be in its list yet.
        """
        present = set(ids)
        gone = [
            one.id
            for one in self.of(did)
            if not present & set(one.parts)
            and (one.created_at is None or now - one.created_at > _SETTLED)
        ]
        for made_id in gone:
            del self.made[made_id]
        return bool(gone)

    def renumber(self, did: str, ids: Mapping[str, str]) -> None:
        """Take over that parts have other ids on the cloud now."""
        for one in self.of(did):
            parts = {ids.get(key, key): part for key, part in one.parts.items()}
            self.made[one.id] = replace(one, parts=parts)


def when_json(when: LocalWhen) -> dict[str, Any]:
    """Return local words as they are kept."""
    return {
        "time": f"{when.time:%H:%M}",
        "date": when.date and when.date.isoformat(),
        "weekdays": [day.key for day in sorted(when.weekdays)],
        "days": sorted(when.days),
        "start": when.start and when.start.isoformat(),
        "end": when.end and when.end.isoformat(),
    }


def _when(raw: Mapping[str, Any]) -> LocalWhen:
    if (time := as_clock(raw["time"])) is None:
        raise ValueError(raw["time"])
    return LocalWhen(
        time=time,
        date=as_date(raw["date"]),
        weekdays=frozenset(map(Weekday.named, raw["weekdays"])),
        days=frozenset(raw["days"]),
        start=as_date(raw["start"]),
        end=as_date(raw["end"]),
    )
