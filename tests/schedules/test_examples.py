"""Local times that are easy to get wrong, one by one."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from .whens import done

from custom_components.gizwits.api.when import When
from custom_components.gizwits.schedules import (
    LocalWhen,
    ScheduleError,
    Weekday,
    conversion,
    from_cloud,
    instants,
    to_cloud,
)
from custom_components.gizwits.schedules.reading import runs_as_told

SHANGHAI, PARIS = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Paris")
LOS_ANGELES, LORD_HOWE = (
    ZoneInfo("America/Los_Angeles"),
    ZoneInfo("Australia/Lord_Howe"),
)
DAILY = frozenset(Weekday)
WINTER = dt.datetime(2027, 1, 12, 10, tzinfo=dt.UTC)


def at(hour: int, minute: int = 0) -> dt.time:
    """Return a time of the day."""
    return dt.time(hour, minute)


def utc(*parts: int) -> dt.datetime:
    """Return a moment in UTC."""
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[misc, arg-type]


def says(part: When) -> tuple[str, str, str]:
    """Return a part as one would say it: days and time, first and last day."""
    body: dict[str, Any] = part.to_json()
    days = ",".join(map(str, body.get("days", ()))) or body["repeat"]
    return (
        f"{days} {body['time']}",
        body.get("start_date", ""),
        body.get("end_date", ""),
    )


def test_a_day_earlier() -> None:
    """A Monday morning in China is a Sunday evening in UTC; there is one part."""
    when = LocalWhen(
        time=at(6, 30),
        weekdays=frozenset({Weekday.MON}),
        start=dt.date(2027, 2, 1),
        end=dt.date(2027, 3, 31),
    )
    converted = to_cloud(when, SHANGHAI, WINTER)
    assert [says(one) for one in converted.parts] == [
        ("sun 22:30", "2027-01-31", "2027-03-30")
    ]
    assert converted.exact_until is None


def test_a_day_later() -> None:
    """An evening in California is the next morning in UTC, an hour earlier in summer."""
    when = LocalWhen(time=at(20), weekdays=frozenset({Weekday.SUN}))
    converted = to_cloud(when, LOS_ANGELES, WINTER)
    assert [says(one) for one in converted.parts] == [
        ("mon 04:00", "", "2027-03-14"),
        ("mon 03:00", "2027-03-15", "2027-11-07"),
        ("mon 04:00", "2027-11-08", ""),
    ]
    assert from_cloud(converted.parts, LOS_ANGELES, WINTER) == when


def test_the_first_of_the_month() -> None:
    """Is the last in UTC, of whatever length a month is."""
    when = LocalWhen(time=at(6, 30), days=frozenset({1}))
    converted = to_cloud(when, SHANGHAI, WINTER)
    assert [says(one) for one in converted.parts] == [
        ("31 22:30", "", ""),
        ("28 22:30", "2027-01-29", "2027-03-27"),
        ("30 22:30", "2027-03-31", "2027-05-29"),
        ("30 22:30", "2027-05-31", "2027-07-29"),
        ("30 22:30", "2027-08-31", "2027-10-29"),
        ("30 22:30", "2027-10-31", "2027-12-29"),
    ]
    assert [one.date().isoformat() for one in _days(when, SHANGHAI)][:3] == [
        "2027-02-01",
        "2027-03-01",
        "2027-04-01",
    ]


def test_the_end_of_the_month() -> None:
    """The 29th of February is there every four years, and not made up otherwise."""
    when = LocalWhen(time=at(20), days=frozenset({29}), end=dt.date(2028, 3, 31))
    converted = to_cloud(when, LOS_ANGELES, utc(2027, 4, 1))
    runs = [
        dt.datetime.fromtimestamp(one, LOS_ANGELES).date()
        for one in done(converted.parts, utc(2027, 4, 1), utc(2028, 4, 1))
    ]
    assert dt.date(2028, 2, 29) in runs
    assert {day.day for day in runs} == {29}
    assert len(runs) == 12
    short = to_cloud(when, LOS_ANGELES, utc(2027, 1, 1))
    assert not [
        one
        for one in done(short.parts, utc(2027, 1, 1), utc(2028, 1, 1))
        if dt.datetime.fromtimestamp(one, LOS_ANGELES).month == 2
    ]


def _days(when: LocalWhen, zone: ZoneInfo) -> list[dt.datetime]:
    parts = to_cloud(when, zone, WINTER).parts
    until = WINTER + dt.timedelta(days=365)
    return [dt.datetime.fromtimestamp(one, zone) for one in done(parts, WINTER, until)]


def test_a_time_that_is_skipped() -> None:
    """In spring it is as much later, at the moment it would have been."""
    when = LocalWhen(time=at(2, 30), weekdays=DAILY)
    days = {one.date(): one.time() for one in _days(when, PARIS)}
    assert days[dt.date(2027, 3, 27)] == at(2, 30)
    assert days[dt.date(2027, 3, 28)] == at(3, 30)
    assert days[dt.date(2027, 3, 29)] == at(2, 30)
    when = LocalWhen(time=at(2, 15), weekdays=DAILY)
    half_hour = {one.date(): one.time() for one in _days(when, LORD_HOWE)}
    assert half_hour[dt.date(2027, 10, 3)] == at(2, 45)
    with pytest.raises(ScheduleError, match="skipped_time"):
        to_cloud(LocalWhen(time=at(2, 30), date=dt.date(2027, 3, 28)), PARIS, WINTER)


def test_a_time_that_comes_twice() -> None:
    """In autumn it is the first of the two, and only that."""
    when = LocalWhen(time=at(2, 30), weekdays=DAILY)
    own = [one for one in _days(when, PARIS) if one.date() == dt.date(2027, 10, 31)]
    assert [one.astimezone(dt.UTC) for one in own] == [utc(2027, 10, 31, 0, 30)]
    once = LocalWhen(time=at(2, 30), date=dt.date(2027, 10, 31))
    (part,) = to_cloud(once, PARIS, WINTER).parts
    assert (part.date, part.time) == (dt.date(2027, 10, 31), at(0, 30))
    assert from_cloud([part], PARIS, WINTER) == once


def test_not_twice_on_the_day_before_a_change() -> None:
    """What ran an hour ago does not run again because winter's parts begin."""
    now = utc(2027, 10, 30, 4, 45)
    when = LocalWhen(time=at(6, 30), weekdays=DAILY)
    parts = to_cloud(when, PARIS, now).parts
    assert done(parts, now, now + dt.timedelta(days=1.5)) == [
        utc(2027, 10, 31, 5, 30).timestamp()
    ]


def test_a_schedule_of_the_app() -> None:
    """Read as it runs next; where the clocks change it does not stay so."""
    part = When(time=at(5, 30), weekdays=frozenset({0}))
    read = from_cloud([part], PARIS, WINTER)
    assert read == LocalWhen(time=at(6, 30), weekdays=frozenset({Weekday.MON}))
    assert not runs_as_told([part], read, PARIS, WINTER)
    summer = utc(2027, 6, 1)
    later = from_cloud([part], PARIS, summer)
    assert later
    assert later.time == at(7, 30)
    there = from_cloud([part], SHANGHAI, WINTER)
    assert there
    assert runs_as_told([part], there, SHANGHAI, WINTER)


def test_days_of_the_month_of_the_app() -> None:
    """The last of a month in UTC is a first here, or a 31st, as it comes."""
    part = When(time=at(22), days=frozenset({30}))
    read = from_cloud([part], SHANGHAI, WINTER)
    assert read == LocalWhen(time=at(6), days=frozenset({1, 31}))
    assert not runs_as_told([part], read, SHANGHAI, WINTER)


@pytest.mark.parametrize(
    "parts",
    [
        [],
        # Two that cannot be one: another time, and a date among weekdays.
        [
            When(time=at(5), weekdays=frozenset({0})),
            When(time=at(7), weekdays=frozenset({0})),
        ],
        [
            When(time=at(5), weekdays=frozenset({0})),
            When(time=at(5), date=dt.date(2027, 5, 5)),
        ],
        # Never.
        [
            When(
                time=at(5),
                days=frozenset({31}),
                start=dt.date(2027, 2, 1),
                end=dt.date(2027, 2, 9),
            )
        ],
    ],
)
def test_nonsense(parts: list[When]) -> None:
    """What makes no sense together is not read as anything."""
    assert from_cloud(parts, PARIS, WINTER) is None


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days of the month that take more parts than are bearable are refused."""
    monkeypatch.setattr(conversion, "MOST_PARTS", 5)
    when = LocalWhen(time=at(6, 30), days=frozenset({1}))
    with pytest.raises(ScheduleError, match="month_end") as caught:
        to_cloud(when, SHANGHAI, WINTER)
    assert caught.value.placeholders == {"days": "1"}


def test_an_odd_offset() -> None:
    """A zone that is not whole minutes from UTC has no words for it."""
    zone = dt.timezone(dt.timedelta(seconds=1234))
    for days in ({"weekdays": DAILY}, {"date": dt.date(2027, 5, 5)}):
        with pytest.raises(ScheduleError, match="odd_offset"):
            to_cloud(LocalWhen(time=at(6), **days), zone, WINTER)


def test_a_start_far_away() -> None:
    """The year that is written ahead begins with the schedule."""
    start = dt.date(2031, 6, 1)
    when = LocalWhen(time=at(6), weekdays=DAILY, start=start)
    converted = to_cloud(when, PARIS, WINTER)
    begin = dt.datetime(2031, 5, 31, tzinfo=dt.UTC)
    until = begin + dt.timedelta(days=366)
    runs = [
        dt.datetime.fromtimestamp(one, dt.UTC)
        for one in done(converted.parts, begin, until)
    ]
    assert runs == list(instants(when, PARIS, begin, until))
    assert len(runs) == 365
    assert not done(converted.parts, WINTER, begin)
