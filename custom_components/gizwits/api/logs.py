"""What a device sent and was sent (Open API document, "raw_data" and "agg_data")."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
import math
from typing import Any, Final, Self

from .aggregates import Aggregate, Aggregator, Unit
from .caller import members
from .client import GizwitsClient
from .exceptions import GizwitsConnectionError, GizwitsRequestError
from .fields import as_int, as_list, as_mapping, as_number, as_text
from .payload import from_hex

# Limits of one request: the range (s) has to be less than 48 hours.
_LONGEST: Final = 48 * 3600 - 1
_MOST_ROWS: Final = 1000
_DEEPEST: Final = 5000
# How long (s) the cloud keeps logs.
_KEPT: Final = 7 * 86400
_FORM_INVALID: Final = 9015


class LogKind(StrEnum):
    """Which log: commands and reports, or coming and going."""

    COMMANDS = "cmd"
    CONNECTIONS = "online"


@dataclass(frozen=True, slots=True)
class LogRecord:
    """One line of a device's log; `at` is in UTC.

    `type` is `app2dev` or `dev2app`, or `dev_online`, `dev_re_online`, `dev_offline`;
    `payload` the bytes of a command or report with their head; `source` who sent a
    command: `client`, with its `uid` and `app_id`, or the cloud itself.
    """

    at: datetime
    type: str
    payload: bytes = b""
    source: str = ""
    ip: str = field(default="", repr=False)
    uid: str = field(default="", repr=False)
    app_id: str = ""

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return the line of a row, None where it has no time."""
        row = as_mapping(raw)
        try:
            moment = as_number(row.get("timestamp")) or math.nan
            at = datetime.fromtimestamp(moment, UTC)
        except ValueError, OverflowError, OSError:
            return None
        texts = ("type", "source", "ip", "uid", "appid")
        kind, source, ip, uid, app_id = (as_text(row.get(name)) for name in texts)
        payload = from_hex(row.get("payload_bin"))
        return cls(at, kind, payload, source, ip, uid, app_id)


class Logs:
    """The logs of devices, as far as the cloud gives them.

    Both calls are for products that are not published, or where the vendor allowed
    it: GizwitsRequestError 9039 elsewhere. For information only; some clouds answer
    one of the two kinds with GizwitsConnectionError 9008.
    """

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def records(
        self,
        did: str,
        kind: LogKind,
        start: datetime,
        end: datetime,
        *,
        most: int = 10_000,
    ) -> list[LogRecord]:
        """Return a device's log from `start` to `end`, the newest first.

        At most `most` records, the newest. `GET /app/devices/{did}/raw_data`, as many
        times as its limits make necessary: less than 48 hours, a week back, not into
        the future, 1000 rows, none beyond 5000 (there it goes on with a range that
        ends at the last row).
        """
        try:
            found = await self._ranges(did, kind, start, end, most)
        except GizwitsRequestError as err:
            if err.code != _FORM_INVALID:
                raise
            # Only now is it known how late it is at the cloud.
            found = await self._ranges(did, kind, start, end, most)
        inside = [record for record in found if start <= record.at <= end]
        return sorted(inside, key=lambda record: record.at, reverse=True)[:most]

    async def _ranges(
        self, did: str, kind: LogKind, start: datetime, end: datetime, most: int
    ) -> dict[LogRecord, None]:
        now = int(self._caller.http.now())
        # The start is not in the range, the end is.
        first = max(math.ceil(start.timestamp()) - 1, now - _KEPT)
        last = min(math.ceil(end.timestamp()), now)
        found: dict[LogRecord, None] = {}
        while first < last and len(found) < most:
            begin = max(first, last - _LONGEST)
            rest = await self._range(did, kind, (begin, last), most, found)
            last = begin if rest is None else min(rest, last - 1)
        return found

    async def _range(
        self,
        did: str,
        kind: LogKind,
        span: tuple[int, int],
        most: int,
        found: dict[LogRecord, None],
    ) -> int | None:
        """Add what is in a legal range; return where to go on if it is not all."""
        skip, oldest = 0, span[1]
        while skip < _DEEPEST:
            params: dict[str, str | int] = {
                "type": kind.value,
                "start_time": span[0],
                "end_time": span[1],
                "skip": skip,
                "limit": min(_MOST_ROWS, _DEEPEST - skip, most),
                "sort": "desc",
            }
            reply = await self._caller.call(
                "GET", f"/app/devices/{did}/raw_data", params=params
            )
            rows, total = _rows(reply.body)
            records = [one for raw in rows if (one := LogRecord.from_json(raw))]
            known = len(found)
            found.update(dict.fromkeys(records))
            skip += len(rows)
            oldest = min([oldest, *(math.ceil(one.at.timestamp()) for one in records)])
            if known == len(found) or (total is not None and skip >= total):
                return None
            if len(found) >= most:
                return None
        return oldest

    async def aggregated(
        self,
        did: str,
        names: Iterable[str],
        aggregator: Aggregator,
        unit: Unit,
        start: datetime,
        end: datetime,
    ) -> list[Aggregate]:
        """Return numbers a device reported, summed up by hours, days, weeks, months.

        `GET /app/devdata/{did}/agg_data`; PUT, where the newer document prints it, is
        wrong. Raises GizwitsRequestError 9025 for a datapoint that is no number.
        """
        params: dict[str, str | int] = {
            "start_ts": int(start.timestamp() * 1000),
            "end_ts": math.ceil(end.timestamp() * 1000),
            "attrs": ",".join(names),
            "aggregator": aggregator.value,
            "unit": unit.value,
        }
        path = f"/app/devdata/{did}/agg_data"
        body = (await self._caller.call("GET", path, params=params)).body
        return [Aggregate.from_json(raw) for raw in members(body, "data")]


def _rows(body: Any) -> tuple[list[Any], int | None]:
    """Return the rows of a log, and how many there are where that is told.

    In the document `objects` are the rows; a real cloud has them one deeper.
    """
    answer = as_mapping(body)
    objects = answer.get("objects")
    if isinstance(objects, list):
        return objects, as_int(as_mapping(answer.get("meta")).get("total"))
    hits = as_mapping(as_mapping(objects).get("hits"))
    if "objects" not in hits:
        raise GizwitsConnectionError("The answer has no log")
    return as_list(hits["objects"]), as_int(hits.get("total"))
