"""Writes to one device: merged, in order, few, and each caller told."""

import asyncio
from collections.abc import Mapping
import time
from typing import Any

import pytest

from custom_components.gizwits.api import (
    DeviceWriter,
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsRequestError,
    GizwitsValueError,
    Value,
)

from tests.api.helpers import product_of
from tests.simulator import SimulatedCloud, SimulatedDevice

_WRITER = "custom_components.gizwits.api.writer"


class Carrier:
    """Carries writes to nowhere; ``bad`` names are refused with an error."""

    def __init__(self, lag: float = 0.0) -> None:
        """Take the seconds a request needs."""
        self.lag = lag
        self.sent: list[dict[str, Value]] = []
        self.bad: dict[str, Exception] = {}
        self.now = self.most = 0

    async def __call__(self, values: Mapping[str, Value]) -> None:
        """Send, or refuse the whole request for one name."""
        self.sent.append(dict(values))
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await asyncio.sleep(self.lag)
            for name in values:
                if name in self.bad:
                    raise self.bad[name]
        finally:
            self.now -= 1


@pytest.fixture
def short_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the pause between two requests."""
    monkeypatch.setattr(f"{_WRITER}._PAUSE", 0.05)


async def outcomes(*writes: Any) -> list[Any]:
    """Return what became of writes made together."""
    return await asyncio.gather(*writes, return_exceptions=True)


async def test_a_hundred_writes_of_one_moment_are_one() -> None:
    """The last value of a datapoint wins."""
    carrier = Carrier()
    writer = DeviceWriter(carrier)
    await asyncio.gather(*(writer.write({f"a{n % 10}": n}) for n in range(100)))
    assert carrier.sent == [{f"a{n}": 90 + n for n in range(10)}]


async def test_twenty_quick_writes_are_at_most_three() -> None:
    """A slider, at its real pace: first and last are sent, one at a time."""
    carrier = Carrier(lag=0.05)
    writer = DeviceWriter(carrier)
    started = time.monotonic()
    writes = []
    for number in range(20):
        writes.append(asyncio.create_task(writer.write({"level": number})))
        await asyncio.sleep(0.025)
    await asyncio.gather(*writes)
    assert len(carrier.sent) <= 3
    assert carrier.sent[-1] == {"level": 19}
    assert carrier.most == 1
    assert time.monotonic() - started < 2


async def test_a_write_alone_goes_out_at_once(short_pause: None) -> None:
    """No pause before the first, one before the next; none after a while."""
    carrier = Carrier()
    writer = DeviceWriter(carrier)
    started = time.monotonic()
    await writer.write({"a": 1})
    assert time.monotonic() - started < 0.05
    await writer.write({"a": 2})
    assert time.monotonic() - started >= 0.05
    await asyncio.sleep(0.06)
    started = time.monotonic()
    await writer.write({"a": 3})
    assert time.monotonic() - started < 0.05
    assert carrier.sent == [{"a": 1}, {"a": 2}, {"a": 3}]


async def test_the_order_is_that_of_the_last_writes() -> None:
    """A datapoint that is written again goes to the end."""
    carrier = Carrier()
    writer = DeviceWriter(carrier)
    await asyncio.gather(
        writer.write({"a": 1, "b": 1}), writer.write({"c": 1}), writer.write({"a": 2})
    )
    assert [list(sent.items()) for sent in carrier.sent] == [
        [("b", 1), ("c", 1), ("a", 2)]
    ]


async def test_what_comes_during_a_request_waits_for_it(short_pause: None) -> None:
    """And goes out together after it."""
    carrier = Carrier(lag=0.1)
    writer = DeviceWriter(carrier)
    first = asyncio.create_task(writer.write({"a": 1}))
    await asyncio.sleep(0.05)
    await asyncio.gather(first, writer.write({"a": 2}), writer.write({"b": 3}))
    assert carrier.sent == [{"a": 1}, {"a": 2, "b": 3}]
    assert carrier.most == 1


async def test_one_bad_value_does_not_lose_the_others() -> None:
    """Nothing of a request with 9025 was applied: each is tried alone, in order."""
    carrier = Carrier()
    bad = carrier.bad["x"] = GizwitsRequestError("attr invalid!", code=9025)
    writer = DeviceWriter(carrier)
    results = await outcomes(
        writer.write({"a": 1}), writer.write({"x": 1}), writer.write({"b": 1})
    )
    assert results == [None, bad, None]
    assert carrier.sent == [{"a": 1, "x": 1, "b": 1}, {"a": 1}, {"x": 1}, {"b": 1}]


async def test_a_bad_value_alone_is_not_tried_again() -> None:
    """There is nothing to take apart."""
    carrier = Carrier()
    carrier.bad["x"] = GizwitsRequestError("attr invalid!", code=9025)
    with pytest.raises(GizwitsRequestError):
        await DeviceWriter(carrier).write({"x": 1, "a": 1})
    assert len(carrier.sent) == 1


@pytest.mark.parametrize(
    "error",
    [
        GizwitsConnectionError("lost"),
        GizwitsDeviceOfflineError("offline", code=9042),
        GizwitsRequestError("form invalid!", code=9015),
        GizwitsValueError("x", "out_of_range"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_other_errors_are_for_all(error: GizwitsError) -> None:
    """It may have arrived, or would fail again: nothing is sent twice."""
    carrier = Carrier()
    carrier.bad["x"] = error
    writer = DeviceWriter(carrier)
    results = await outcomes(writer.write({"x": 1}), writer.write({"a": 1}))
    assert results == [error, error]
    assert len(carrier.sent) == 1


async def test_after_an_error_the_next_write_works(short_pause: None) -> None:
    """An error is for those who were part of it."""
    carrier = Carrier()
    carrier.bad["x"] = GizwitsConnectionError("lost")
    writer = DeviceWriter(carrier)
    with pytest.raises(GizwitsConnectionError):
        await writer.write({"x": 1})
    await writer.write({"a": 1})
    assert carrier.sent == [{"x": 1}, {"a": 1}]


async def test_a_cancelled_caller_does_not_take_its_write_back() -> None:
    """Its value is sent all the same, with those of the others."""
    carrier = Carrier(lag=0.01)
    writer = DeviceWriter(carrier)
    cancelled = asyncio.create_task(writer.write({"a": 1}))
    waiting = asyncio.create_task(writer.write({"b": 2}))
    await asyncio.sleep(0)
    cancelled.cancel()
    await waiting
    assert cancelled.cancelled()
    assert carrier.sent == [{"a": 1, "b": 2}]


async def test_a_cancelled_caller_of_a_refused_write() -> None:
    """Nobody is told an error nobody waits for."""
    carrier = Carrier(lag=0.01)
    carrier.bad["a"] = GizwitsConnectionError("lost")
    writer = DeviceWriter(carrier)
    cancelled = asyncio.create_task(writer.write({"a": 1}))
    waiting = asyncio.create_task(writer.write({"b": 2}))
    await asyncio.sleep(0)
    cancelled.cancel()
    with pytest.raises(GizwitsConnectionError):
        await waiting


async def test_close_before_anything() -> None:
    """Is allowed."""
    DeviceWriter(Carrier()).close()


async def test_close_gives_up_what_was_not_sent() -> None:
    """Those who wait are told; what is on its way may have arrived."""
    carrier = Carrier(lag=5)
    writer = DeviceWriter(carrier)
    under_way = asyncio.create_task(writer.write({"a": 1}))
    await asyncio.sleep(0.05)
    waiting = asyncio.create_task(writer.write({"a": 2}))
    await asyncio.sleep(0)
    writer.close()
    await asyncio.wait([under_way, waiting], timeout=1)
    for write, sent in ((under_way, True), (waiting, False)):
        err = write.exception()
        assert isinstance(err, GizwitsConnectionError)
        assert err.sent is sent
    assert carrier.sent == [{"a": 1}]


async def test_drain_waits_for_what_is_on_its_way() -> None:
    """And for what came after it; with nothing to send it is done at once."""
    carrier = Carrier(lag=0.02)
    writer = DeviceWriter(carrier)
    await writer.drain()
    under_way = asyncio.create_task(writer.write({"a": 1}))
    await asyncio.sleep(0.03)
    waiting = asyncio.create_task(writer.write({"a": 2}))
    await asyncio.sleep(0)
    await writer.drain()
    assert carrier.sent == [{"a": 1}, {"a": 2}]
    await asyncio.gather(under_way, waiting)


async def test_a_fault_in_the_carrier_is_told_and_does_not_stop_the_writer(
    short_pause: None,
) -> None:
    """Callers hear of it as an error, not as if they had been cancelled."""
    carrier = Carrier(lag=0.02)
    carrier.bad["x"] = TypeError("a fault of ours")
    writer = DeviceWriter(carrier)
    faulty = asyncio.create_task(writer.write({"x": 1}))
    await asyncio.sleep(0.03)
    during = asyncio.create_task(writer.write({"a": 1}))
    done, _ = await asyncio.wait([faulty, during], timeout=1)
    assert done == {faulty, during}
    assert not faulty.cancelled()
    assert isinstance(faulty.exception(), Exception)
    assert during.exception() is None


async def test_over_the_wire(
    client: GizwitsClient, cloud: SimulatedCloud, device: SimulatedDevice
) -> None:
    """Four settings of one moment are one request; the device does them."""
    product = product_of(device)

    async def send(values: Mapping[str, Value]) -> None:
        await client.control(device.did, product.encode(values))

    writer = DeviceWriter(send)
    await asyncio.gather(
        writer.write({"power": True}),
        writer.write({"mode": "heat"}),
        writer.write({"target": 20}),
        writer.write({"target": 21.5}),
    )
    assert [control.attrs for control in cloud.controls] == [
        {"power": True, "mode": "heat", "target": 21.5}
    ]
    await asyncio.sleep(0.03)
    assert device.values["target"] == 21.5
