"""Local time into UTC and back: every moment of a year is the one that was meant."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st

from .whens import NOW, ZONES, done, local_whens, meant

from custom_components.gizwits.schedules import (
    ScheduleError,
    cloud_instants,
    from_cloud,
    instants,
    to_cloud,
)
from custom_components.gizwits.schedules.reading import runs_as_told

YEAR = dt.timedelta(days=365)
OFTEN = settings(max_examples=40, deadline=None, database=None, derandomize=True)


@given(st.data(), NOW, st.sampled_from(ZONES))
@settings(OFTEN)
def test_a_year_is_as_meant(
    data: st.DataObject, now: dt.datetime, zone: ZoneInfo
) -> None:
    """The cloud, run for a year, does what was meant: no more, no less, or nothing."""
    when = data.draw(local_whens(now))
    until = now + YEAR
    reason, converted = "", None
    try:
        converted = to_cloud(when, zone, now)
    except ScheduleError as err:
        reason = err.key
    if converted is None:
        is_none = not meant(when, zone, now, now + dt.timedelta(days=60))
        assert is_none == (reason in ("in_the_past", "never_runs"))
        assert is_none or reason in ("skipped_time", "month_end")
        return
    assert done(converted.parts, now, until) == meant(when, zone, now, until)


@given(st.data(), NOW, st.sampled_from(ZONES))
@settings(OFTEN)
def test_there_and_back(data: st.DataObject, now: dt.datetime, zone: ZoneInfo) -> None:
    """What was sent reads as what was asked for."""
    when = data.draw(local_whens(now))
    try:
        converted = to_cloud(when, zone, now)
    except ScheduleError:
        return
    read = from_cloud(converted.parts, zone, now, converted.exact_until)
    assert read is not None
    assert read.time == when.time
    if read != when:
        # Lost can be what has no effect: a day that does not come in the range, and
        # that there is no start where the clocks change before the next run.
        begin = dt.datetime.combine(when.start or now.date(), dt.time(), dt.UTC)
        begin = max(now, begin - dt.timedelta(days=2))
        assert meant(read, zone, begin, begin + YEAR) == meant(
            when, zone, begin, begin + YEAR
        )


@given(st.data(), NOW, st.sampled_from(ZONES))
@settings(OFTEN)
def test_own_moments(data: st.DataObject, now: dt.datetime, zone: ZoneInfo) -> None:
    """The moments the calendar shows are those of the person and of the cloud."""
    when = data.draw(local_whens(now))
    until = now + YEAR
    second = dt.timedelta(microseconds=1)
    own = instants(when, zone, now + second, until + second)
    assert [at.timestamp() for at in own] == meant(when, zone, now, until)
    try:
        parts = to_cloud(when, zone, now).parts
    except ScheduleError:
        return
    assert runs_as_told(parts, when, zone, now + second)
    for part in parts:
        shown = cloud_instants(part, now + second, until + second)
        assert [at.timestamp() for at in shown] == done([part], now, until)
