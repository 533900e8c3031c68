"""When something is to happen: into the cloud's words and back, and what has none."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.gizwits.api import GizwitsRequestError
from custom_components.gizwits.api.fields import as_moment
from custom_components.gizwits.api.plan import Plan
from custom_components.gizwits.api.times import as_clock, as_date
from custom_components.gizwits.api.when import When

from tests.api.strategies import JSON, TEXT, shaped
from tests.simulator.openapi.schedule_form import recurrence

DAY, NOON = date(2030, 1, 1), time(12)
CLOCK = st.times().map(lambda at: at.replace(second=0, microsecond=0))
DATE = st.dates(date(2000, 1, 1), date(2100, 1, 1))
RANGE = st.tuples(DATE, DATE).map(sorted) | st.tuples(st.none() | DATE, st.none())


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Return anything that can be said."""
    days: dict[str, Any] = draw(
        st.fixed_dictionaries({"date": DATE})
        | st.fixed_dictionaries(
            {"weekdays": st.frozensets(st.integers(0, 6), min_size=1)}
        )
        | st.fixed_dictionaries({"days": st.frozensets(st.integers(1, 31), min_size=1)})
    )
    start, end = draw(RANGE)
    return When(time=draw(CLOCK), start=start, end=end, **days)


@given(whens())
def test_there_and_back(when: When) -> None:
    """What is sent reads the same; the cloud's own check takes it."""
    body = when.to_json()
    assert When.from_json(body) == when
    assert recurrence(body, days_allowed=True).time == body["time"]
    assert ("date" in body, "days" in body) == (bool(when.date), bool(when.days))


@pytest.mark.parametrize(
    ("when", "body"),
    [
        (
            When(time=time(6, 5), date=DAY),
            {"time": "06:05", "repeat": "none", "date": "2030-01-01"},
        ),
        (
            When(time=NOON, weekdays=frozenset({6, 0}), end=DAY),
            {"time": "12:00", "repeat": "mon,sun", "end_date": "2030-01-01"},
        ),
        (
            When(time=NOON, days=frozenset({15, 1}), start=DAY),
            {
                "time": "12:00",
                "repeat": "day",
                "days": [1, 15],
                "start_date": "2030-01-01",
            },
        ),
    ],
)
def test_the_words_of_the_cloud(when: When, body: dict[str, Any]) -> None:
    """Only those that are meant."""
    assert when.to_json() == body


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"date": DAY, "weekdays": frozenset({1})},
        {"days": frozenset({1}), "weekdays": frozenset({1})},
        {"weekdays": frozenset({7})},
        {"weekdays": frozenset({-1})},
        {"days": frozenset({0})},
        {"days": frozenset({32})},
        {"date": DAY, "start": DAY, "end": DAY - timedelta(days=1)},
        {"date": DAY, "time": time(12, 0, 1)},
        {"date": DAY, "time": time(12, 0, 0, 1)},
        {"date": DAY, "time": time(12, tzinfo=UTC)},
    ],
)
def test_what_cannot_be_said(wrong: dict[str, Any]) -> None:
    """Is refused before it is sent."""
    with pytest.raises(GizwitsRequestError):
        When(**{"time": NOON, **wrong})


@pytest.mark.parametrize(
    ("row", "when"),
    [
        (
            {"time": "15:00", "repeat": "none", "date": "2017-09-26", "days": []},
            When(time=time(15), date=date(2017, 9, 26)),
        ),
        (
            {"time": "6:05:00", "repeat": "", "date": "2017-09-26T00:00:00"},
            When(time=time(6, 5), date=date(2017, 9, 26)),
        ),
        (
            {"time": "12:00", "repeat": "MON, wed", "date": "2016-11-07", "days": [0]},
            When(time=NOON, weekdays=frozenset({0, 2})),
        ),
        (
            {"time": "12:00", "repeat": "day", "days": ["1", 15, None, "x"]},
            When(time=NOON, days=frozenset({1, 15})),
        ),
        ({"time": "12:00", "repeat": "none", "date": ""}, None),
        ({"time": "12:00", "repeat": "day", "days": [0]}, None),
        ({"time": "12:00", "repeat": "mon,someday"}, None),
        ({"time": "24:00", "repeat": "mon"}, None),
        ({"repeat": "mon"}, None),
        ({"time": "12", "repeat": "mon"}, None),
        (
            {
                "time": "12:00",
                "repeat": "mon",
                "start_date": "2030-01-02",
                "end_date": "2030-01-01",
            },
            None,
        ),
        (
            {
                "time": "7:5",
                "repeat": "mon, tue,",
                "start_date": "2030/1/2",
                "end_date": "0000-00-00",
            },
            When(time=time(7, 5), weekdays=frozenset({0, 1}), start=date(2030, 1, 2)),
        ),
        (
            {"time": "12:00", "repeat": "day", "days": "1,15"},
            When(time=time(12), days=frozenset({1, 15})),
        ),
        (
            {"time": "12:00", "repeat": ["mon"]},
            When(time=time(12), weekdays=frozenset({0})),
        ),
        # Sent back without its end it would be another.
        ({"time": "12:00", "repeat": "mon", "end_date": "31.12.2030"}, None),
    ],
)
def test_words_of_other_apps(row: dict[str, Any], when: When | None) -> None:
    """Read leniently; what makes no sense is nothing."""
    assert When.from_json(row) == when


ROW = JSON | shaped(
    time=st.sampled_from(["12:00", "9:5", "x"]) | TEXT,
    repeat=st.sampled_from(["none", "day", "mon,tue", ""]) | TEXT,
    date=st.sampled_from(["2030-01-01", ""]) | TEXT,
    days=st.lists(JSON, max_size=4),
    start_date=TEXT,
    end_date=st.sampled_from(["2030-01-01"]),
    attrs=shaped(power=JSON),
    raw=JSON | st.sampled_from(["0102", 616263]),
    enabled=JSON,
    remark=JSON,
)


@given(ROW)
def test_anything_is_read(row: Any) -> None:
    """Never an error; what was understood can be sent back as it is."""
    plan = Plan.from_json(row)
    if plan.when is None:
        with pytest.raises(GizwitsRequestError):
            plan.to_json()
    else:
        assert Plan.from_json(plan.to_json()) == plan


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2011-11-07T21:25:10.623Z", datetime(2011, 11, 7, 21, 25, 10, 623000, UTC)),
        ("2017-01-01T08:32:56.996638", datetime(2017, 1, 1, 8, 32, 56, 996638, UTC)),
        ("2017-09-26T06:36:47", datetime(2017, 9, 26, 6, 36, 47, 0, UTC)),
        ("2016-11-07", datetime(2016, 11, 7, tzinfo=UTC)),
        (
            "2017-09-26T06:36:47+08:00",
            datetime(2017, 9, 26, 6, 36, 47, 0, timezone(timedelta(hours=8))),
        ),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (1506407807, None),
    ],
)
def test_moments(raw: Any, moment: datetime | None) -> None:
    """In all the ways the cloud writes them."""
    found = as_moment(raw)
    assert found == moment
    assert found is None or found.tzinfo is UTC


@given(JSON | TEXT)
def test_any_time_is_one_or_none(raw: Any) -> None:
    """Never an error."""
    assert as_moment(raw) is None or isinstance(as_moment(raw), datetime)
    assert as_date(raw) is None or isinstance(as_date(raw), date)
    assert as_clock(raw) is None or isinstance(as_clock(raw), time)
