"""Clocks that are wrong, or that somebody turns, lose no value."""

import time

import pytest

from custom_components.gizwits.api import DeviceShadow, GizwitsClient

from tests.simulator import SimulatedCloud

YEAR = 365 * 86400.0


@pytest.mark.parametrize("jump", [-40 * YEAR, -3600.0, 3600.0, 40 * YEAR])
async def test_a_machine_whose_clock_is_turned(
    client: GizwitsClient,
    cloud: SimulatedCloud,
    monkeypatch: pytest.MonkeyPatch,
    jump: float,
) -> None:
    """Summer time, a battery that is empty, a server of time: the cloud's counts."""
    await client.login()
    there = cloud.clock.now()
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + jump)
    assert client.now() == pytest.approx(there, abs=2)


async def test_a_cloud_whose_clock_is_turned(
    client: GizwitsClient, cloud: SimulatedCloud
) -> None:
    """The next answer says so."""
    await client.login()
    await cloud.clock.advance(7200)
    await client.bindings()
    assert client.now() == pytest.approx(cloud.clock.now(), abs=2)


def test_a_report_dated_into_the_future_hides_nothing() -> None:
    """What one answer with an absurd date began ends with the next."""
    shadow = DeviceShadow()
    shadow.reported({"room": 20}, now=10.0, cloud_now=1000.0 + 40 * YEAR)
    shadow.looked_up({"room": 21}, now=20.0, cloud_now=1010.0, updated_at=1010.0)
    assert shadow.state.values["room"] == 21


def test_data_dated_into_the_future_hide_nothing() -> None:
    """Milliseconds instead of seconds, once."""
    shadow = DeviceShadow()
    shadow.looked_up({"room": 20}, now=10.0, cloud_now=1000.0, updated_at=1e12)
    shadow.looked_up({"room": 21}, now=20.0, cloud_now=1010.0, updated_at=1010.0)
    assert shadow.state.values["room"] == 21
