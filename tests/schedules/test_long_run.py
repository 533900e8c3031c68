"""Years go by: the cloud does what was meant, with us looking now and then."""

from copy import replace
import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st
import pytest

from .whens import NOW, ZONES, done, local_whens, meant

from custom_components.gizwits.api.when import When
from custom_components.gizwits.schedules import (
    LocalWhen,
    ScheduleError,
    Weekday,
    to_cloud,
)
from custom_components.gizwits.schedules.keeping import is_due
from custom_components.gizwits.schedules.memory import Made
from custom_components.gizwits.schedules.plans import continued

SELDOM = settings(max_examples=25, deadline=None, database=None, derandomize=True)
# Home Assistant may be off for half a year, and nothing goes wrong.
AWAY = st.lists(
    st.timedeltas(dt.timedelta(hours=1), dt.timedelta(days=180)), max_size=8
)


def kept(
    when: LocalWhen, zone: ZoneInfo, looks: list[dt.datetime], *, split: bool
) -> tuple[list[float], int]:
    """Return what the cloud does from the first look to the last, and the rewrites."""
    made, runs, rewrites = None, [], 0
    for now, until in pairwise(looks):
        if made is None or is_due(made, zone, now, split=split):
            made, has_changed = _renewed(made, when, zone, now, split=split)
            rewrites += has_changed
        runs += done(made.parts.values(), now, until)
    return runs, rewrites


def _renewed(
    made: Made | None, when: LocalWhen, zone: ZoneInfo, now: dt.datetime, *, split: bool
) -> tuple[Made, bool]:
    before: list[When] = list(made.parts.values()) if made else []
    try:
        converted = to_cloud(when, zone, now, split=split)
    except ScheduleError:
        if made is None:
            raise
        return replace(made, exact_until=None), False
    parts = continued(converted.parts, before, now)
    own = Made(
        id="x",
        did="did",
        zone=zone.key,
        when=when,
        parts={str(number): part for number, part in enumerate(parts)},
        exact_until=converted.exact_until,
        split=split,
    )
    return own, bool(before) and parts != before


@given(st.data(), NOW, st.sampled_from(ZONES), AWAY)
@SELDOM
def test_written_ahead(
    data: st.DataObject, now: dt.datetime, zone: ZoneInfo, away: list[dt.timedelta]
) -> None:
    """However long nobody looked, up to half a year."""
    when = data.draw(local_whens(now))
    looks = [now]
    for pause in [*away, dt.timedelta(days=180)]:
        looks.append(looks[-1] + pause)
    try:
        runs, _ = kept(when, zone, looks, split=True)
    except ScheduleError:
        return
    assert runs == meant(when, zone, now, looks[-1])


@pytest.mark.parametrize(
    "zone", ["Europe/Paris", "Australia/Lord_Howe", "Asia/Shanghai"]
)
@pytest.mark.parametrize(
    "when",
    [
        LocalWhen(time=dt.time(6, 30), weekdays=frozenset({Weekday.MON, Weekday.FRI})),
        LocalWhen(time=dt.time(0, 10), weekdays=frozenset(Weekday)),
        LocalWhen(time=dt.time(2, 10), weekdays=frozenset(Weekday)),
        LocalWhen(time=dt.time(23, 50), days=frozenset({1, 15, 31})),
        LocalWhen(time=dt.time(0, 10), days=frozenset({1, 29})),
    ],
    ids=lambda when: str(when.time),
)
def test_rewritten(zone: str, when: LocalWhen) -> None:
    """Looked at twice a day, it is rewritten at each change, and only then."""
    start = dt.datetime(2026, 11, 27, 20, tzinfo=dt.UTC)
    looks = [start + dt.timedelta(hours=11) * n for n in range(870)]
    runs, rewrites = kept(when, ZoneInfo(zone), looks, split=False)
    assert runs == meant(when, ZoneInfo(zone), looks[0], looks[-1])
    if when.weekdays:
        assert rewrites == (0 if zone == "Asia/Shanghai" else 2)
