"""The log of a device, cut into legal requests, and its numbers summed up."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
import math
from typing import Any

import pytest

from custom_components.gizwits.api import (
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsRequestError,
)
from custom_components.gizwits.api.aggregates import Aggregate, Aggregator, Unit
from custom_components.gizwits.api.logs import LogKind, LogRecord, Logs
from custom_components.gizwits.api.users import Users

from tests.simulator import SimulatedCloud, SimulatedDevice
from tests.simulator_tests.definitions import MIX

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
CMD = LogKind.COMMANDS


@pytest.fixture
async def logs(client: GizwitsClient, cloud: SimulatedCloud) -> Logs:
    """Return the area at a cloud whose clock stands still."""
    cloud.settings.log_rows = 20_000
    cloud.clock.freeze(NOW)
    await client.login()
    return Logs(client)


def log(cloud: SimulatedCloud, device: SimulatedDevice, *ages: float) -> None:
    """Write lines into a device's log, so many seconds old."""
    kept = cloud.history._cmd[device.did]  # noqa: SLF001
    for age in sorted(ages, reverse=True):
        kept.append(
            {
                "type": "dev2app",
                "ip": "127.0.0.1",
                "timestamp": NOW.timestamp() - age,
                "payload_bin": "000000030400009002",
            }
        )


def asked(cloud: SimulatedCloud, device: SimulatedDevice) -> list[dict[str, int]]:
    """Return what was asked for, and show that each request was legal."""
    calls = cloud.requests_to("GET", f"/app/devices/{device.did}/raw_data")
    names = ("start_time", "end_time", "skip", "limit")
    queries = [{name: int(call.query[name]) for name in names} for call in calls]
    for query in queries:
        assert 0 < query["end_time"] - query["start_time"] < 48 * 3600
        assert query["end_time"] <= NOW.timestamp() + 1
        assert 0 < query["limit"] <= 1000
        assert query["skip"] + query["limit"] <= 5000
    assert all(call.status == 200 for call in calls)
    return queries


def ages(records: list[LogRecord]) -> list[float]:
    """Return how many seconds ago records are."""
    return [round((NOW - record.at).total_seconds(), 3) for record in records]


async def test_commands_and_who_sent_them(
    client: GizwitsClient, logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """With their bytes; the newest first."""
    device.obeys = False
    await client.control(device.did, {"power": True})
    await cloud.clock.advance(1)
    await device.report({"target": 6})
    await cloud.clock.advance(1)
    await Users(client).info()
    found = await logs.records(device.did, CMD, NOW, NOW + timedelta(seconds=2))
    reported, sent = found
    assert (sent.type, sent.source, sent.at) == ("app2dev", "client", NOW)
    assert sent.payload[:4] == b"\0\0\0\3"
    token = await client.login()
    assert (sent.uid, sent.app_id) == (token.uid, cloud.app_id)
    assert token.uid not in repr(sent)
    assert (reported.type, reported.at) == ("dev2app", NOW + timedelta(seconds=1))


@pytest.mark.parametrize("nested", [False, True])
async def test_coming_and_going(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice, nested: bool
) -> None:
    """In both shapes of the answer."""
    cloud.settings.raw_data_nested = nested
    await device.set_online(False)
    kind = LogKind.CONNECTIONS
    [record] = await logs.records(device.did, kind, NOW - WEEK, NOW)
    assert (record.type, record.payload) == ("dev_offline", b"")


async def test_a_week_is_four_requests(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Without a gap, the newest range first; nothing is asked that is not kept."""
    log(cloud, device, *range(0, 7 * 86400, 3600))
    found = await logs.records(device.did, CMD, NOW - 5 * WEEK, NOW + WEEK)
    assert ages(found) == list(range(0, 7 * 86400, 3600))
    queries = asked(cloud, device)
    assert len(queries) == 4
    for newer, older in pairwise(queries):
        assert newer["start_time"] == older["end_time"]


async def test_an_empty_range(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Of the future, or turned round, is asked of nobody."""
    assert await logs.records(device.did, CMD, NOW + WEEK, NOW + 2 * WEEK) == []
    assert await logs.records(device.did, CMD, NOW - 3 * WEEK, NOW - 2 * WEEK) == []
    assert await logs.records(device.did, CMD, NOW, NOW - WEEK) == []
    assert asked(cloud, device) == []


async def test_both_ends_count(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Also within a second, though the cloud cuts by seconds."""
    log(cloud, device, 10, 9.75, 9.25, 9, 8.5)
    start = NOW - timedelta(seconds=9.75)
    found = await logs.records(device.did, CMD, start, NOW - timedelta(seconds=9))
    assert ages(found) == [9, 9.25, 9.75]


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("count", [999, 1000, 1001, 5000, 5001, 7003])
async def test_more_than_one_request_can_give(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice, count: int, nested: bool
) -> None:
    """Pages of 1000, and beyond 5000 another range; each line once."""
    cloud.settings.raw_data_nested = nested
    spread = [number * 7.31 for number in range(count)]
    log(cloud, device, *spread)
    found = await logs.records(device.did, CMD, NOW - WEEK, NOW)
    assert ages(found) == [round(age, 3) for age in spread]
    asked(cloud, device)


async def test_many_in_one_second(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """The last second that was reached is asked for again."""
    log(
        cloud,
        device,
        *(math.floor(number / 9) * 60 + number / 100 for number in range(6000)),
    )
    found = await logs.records(device.did, CMD, NOW - WEEK, NOW)
    assert len(found) == 6000


async def test_not_more_than_wanted(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """The newest; with as few requests as that takes."""
    log(cloud, device, *range(3000))
    found = await logs.records(device.did, CMD, NOW - WEEK, NOW, most=20)
    assert ages(found) == list(range(20))
    [query] = asked(cloud, device)
    assert query["limit"] == 20
    assert len(await logs.records(device.did, CMD, NOW - WEEK, NOW, most=1500)) == 1500


async def test_a_clock_that_is_ahead(
    client: GizwitsClient,
    logs: Logs,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The refusal says what time it is, and the second try fits."""
    log(cloud, device, 5)
    http = client.caller.http
    monkeypatch.setattr(http, "_clock_zero", http._clock_zero + 900)  # noqa: SLF001
    found = await logs.records(device.did, CMD, NOW - timedelta(days=1), NOW + WEEK)
    assert ages(found) == [5]


async def test_a_request_that_is_wrong_all_the_same(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Is told after the second try."""
    fault = cloud.faults.all(path="/app/devices/*/raw_data", error_code=9015)
    with pytest.raises(GizwitsRequestError):
        await logs.records(device.did, CMD, NOW - timedelta(days=1), NOW)
    assert fault.struck == 2


@pytest.mark.parametrize(
    ("code", "kind"), [(9039, GizwitsRequestError), (9008, GizwitsConnectionError)]
)
async def test_a_log_that_is_not_given(
    logs: Logs,
    cloud: SimulatedCloud,
    device: SimulatedDevice,
    code: int,
    kind: type[GizwitsError],
) -> None:
    """9039 of a published product; 9008 is what one real cloud says."""
    cloud.faults.all(path="/app/devices/*/raw_data", error_code=code)
    with pytest.raises(kind) as caught:
        await logs.records(device.did, CMD, NOW - timedelta(days=1), NOW)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"objects": None},
        {"objects": {"hits": []}},
        {"objects": {"hits": {}}},
        {"objects": "x"},
    ],
)
async def test_an_answer_without_a_log(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice, body: Any
) -> None:
    """Is no empty log."""
    cloud.faults.all(path="/app/devices/*/raw_data", body=body)
    with pytest.raises(GizwitsConnectionError):
        await logs.records(device.did, CMD, NOW - timedelta(days=1), NOW)


@pytest.mark.parametrize("meta", [{}, {"total": 10**9}, {"total": -1}, {"total": "x"}])
async def test_a_cloud_that_always_gives_the_same(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice, meta: Any
) -> None:
    """Is not asked for ever."""
    rows = [
        None,
        {"timestamp": "soon"},
        {"timestamp": 1e300},
        {"timestamp": NOW.timestamp() - 5, "payload_bin": "x", "type": 5},
        {"timestamp": f"{NOW.timestamp() - 7}", "payload_bin": ["a"]},
    ]
    body = {"meta": meta, "objects": rows}
    fault = cloud.faults.all(path="/app/devices/*/raw_data", body=body)
    found = await logs.records(device.did, CMD, NOW - WEEK, NOW)
    assert ages(found) == [5, 7]
    assert {record.payload for record in found} == {b""}
    assert fault.struck <= 8


async def test_a_long_report_is_whole(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """The largest devices send more than a thousand bytes."""
    payload = bytes(range(256)) * 8
    row = {"timestamp": NOW.timestamp() - 1, "payload_bin": payload.hex()}
    cloud.faults.next(path="/app/devices/*/raw_data", body={"objects": [row]})
    start = NOW - timedelta(hours=1)
    [record] = await logs.records(device.did, CMD, start, NOW, most=1)
    assert record.payload == payload


async def test_numbers_summed_up(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """They come as texts, with times in UTC."""
    for target in (10, 20, 15):
        await device.report({"target": target})
        await cloud.clock.advance(3600)
    args = (device.did, ["target"])
    span = (NOW - timedelta(days=1), NOW + timedelta(hours=3))
    hours = await logs.aggregated(*args, Aggregator.HIGHEST, Unit.HOURS, *span)
    assert hours == [
        Aggregate(NOW + timedelta(hours=n), {"target": value})
        for n, value in enumerate((10, 20, 15))
    ]
    [day] = await logs.aggregated(*args, Aggregator.AVERAGE, Unit.DAYS, *span)
    assert (day.values, day.at) == ({"target": 15}, NOW.replace(hour=0))


async def test_numbers_that_are_not_given(
    logs: Logs, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """No number, not enabled, nothing."""

    async def ask(name: str) -> list[Aggregate]:
        how = (Aggregator.SUM, Unit.WEEKS)
        return await logs.aggregated(device.did, [name], *how, NOW - WEEK, NOW)

    with pytest.raises(GizwitsRequestError) as caught:
        await ask("power")
    assert caught.value.code == 9025
    cloud.products[MIX["product_key"]].agg_data = False
    with pytest.raises(GizwitsRequestError) as caught:
        await ask("target")
    assert caught.value.code == 9039
    bodies: list[Any] = [{}, {"data": None}, []]
    for body in bodies:
        cloud.faults.next(path="/app/devdata/*/agg_data", body=body)
        with pytest.raises(GizwitsConnectionError):
            await ask("target")
    rows: list[Any] = [None, {"datatime": 5, "attrs": {"t": "x", "u": "1.5"}}]
    cloud.faults.next(path="/app/devdata/*/agg_data", body={"data": rows})
    assert await ask("target") == [Aggregate(None, {}), Aggregate(None, {"u": 1.5})]
