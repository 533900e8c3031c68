"""The log of a device and its numbers summed up (protocol §2.4)."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from statistics import fmean
from typing import Any

from aiohttp import web

from ..errors import ApiError
from .call import Call, Routes, answer

LONGEST, MOST_ROWS, DEEPEST = 48 * 3600, 1000, 5000
AGGREGATORS: dict[str, Callable[[Iterable[float]], float]] = {
    "sum": sum,
    "avg": fmean,
    "max": max,
    "min": min,
}
UNITS = ("HOURS", "DAYS", "WEEKS", "MONTHS")


async def raw_data(call: Call) -> web.Response:
    """GET /app/devices/{did}/raw_data: commands or connections, newest first.

    Less than 48 hours, not into the future, at most 1000 rows and none beyond 5000.
    ``settings.raw_data_nested`` gives the shape seen on euapi instead of the one
    documented.
    """
    _, device, _ = call.bound()
    if not device.product.raw_data:
        raise ApiError(9039)
    kind, sort = _one_of(call, "type", ("cmd", "online")), _sort(call)
    start, end = call.integer("start_time"), call.integer("end_time")
    if not start < end or end - start >= LONGEST or end > call.state.clock.now():
        raise ApiError(9015, "end_time")
    skip, limit = call.integer("skip", 0), call.integer("limit", 20)
    if skip < 0 or not 0 <= limit <= MOST_ROWS or skip + limit > DEEPEST:
        raise ApiError(9015, "limit")
    rows = [
        entry
        for entry in call.state.history.entries(device.did, kind)
        if start < entry["timestamp"] <= end
    ]
    shown = (rows if sort == "asc" else rows[::-1])[skip : skip + limit]
    meta = {
        "start_time": start,
        "end_time": end,
        "type": kind,
        "did": device.did,
        "skip": skip,
        "limit": limit,
        "sort": sort,
    }
    if call.state.settings.raw_data_nested:
        hits = {"total": len(rows), "objects": shown}
        objects = {"hits": hits, "took": 3, "err_code": 0}
        return answer({"meta": meta, "objects": objects})
    return answer({"meta": {**meta, "total": len(rows)}, "objects": shown})


async def agg_data(call: Call) -> web.Response:
    """GET /app/devdata/{did}/agg_data: one row for each unit that has reports."""
    user, device, _ = call.bound()
    if not device.product.agg_data:
        raise ApiError(9039)
    names = set(filter(None, call.request.query.get("attrs", "").split(",")))
    numeric = {
        dp.name
        for dp in device.product.definition.datapoints
        if dp.data_type.startswith("uint")
    }
    if not names or not names <= numeric:
        raise ApiError(9025, ",".join(sorted(names - numeric)) or "attrs")
    aggregator = _one_of(call, "aggregator", tuple(AGGREGATORS))
    unit = _one_of(call, "unit", UNITS)
    now_ms = int(call.state.clock.now() * 1000)
    start, end = call.integer("start_ts"), call.integer("end_ts", now_ms)
    if start >= end:
        raise ApiError(9015, "end_ts")
    samples = call.state.samples.of(device.did, names, start / 1000, end / 1000)
    buckets: dict[datetime, dict[str, list[float]]] = {}
    for at, name, value in samples:
        bucket = buckets.setdefault(_begin(at, unit), {})
        bucket.setdefault(name, []).append(value)
    rows = [
        {
            "datatime": begin.strftime("%Y-%m-%dT%H:%M:%S"),
            "uid": user.uid,
            "product_key": device.product_key,
            "attrs": {
                name: f"{AGGREGATORS[aggregator](values):g}"
                for name, values in bucket.items()
            },
        }
        for begin, bucket in sorted(buckets.items())
    ]
    query: dict[str, Any] = dict(call.request.query)
    return answer({"query": query, "data": rows})


def _one_of(call: Call, name: str, allowed: tuple[str, ...]) -> str:
    value = call.request.query.get(name, "")
    if value not in allowed:
        raise ApiError(9015, name)
    return value


def _sort(call: Call) -> str:
    if "sort" not in call.request.query:
        return "desc"
    return _one_of(call, "sort", ("asc", "desc"))


def _begin(at: float, unit: str) -> datetime:
    """Return the beginning of the hour, day, week or month of a moment."""
    hour = datetime.fromtimestamp(at, UTC).replace(minute=0, second=0, microsecond=0)
    if unit == "HOURS":
        return hour
    day = hour.replace(hour=0)
    if unit == "WEEKS":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "MONTHS" else day


ROUTES: Routes = [
    ("GET", "/app/devices/{did}/raw_data", raw_data),
    ("GET", "/app/devdata/{did}/agg_data", agg_data),
]
