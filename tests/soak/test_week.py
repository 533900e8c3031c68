"""After days of faults everything is as it is at the devices, and nothing is left over.

`scripts/soak` sets how long, with which seed, and which fault handler is taken out.
"""

from copy import replace
import os
from pathlib import Path

import pytest

from homeassistant.core import HomeAssistant

from .mutations import MUTATIONS
from .run import Plan, live, report

from tests.simulator import SimulatedCloud

HOURS = float(os.environ.get("SOAK_HOURS", "6"))
SEED = int(os.environ.get("SOAK_SEED", "1"))
MUTATION = os.environ.get("SOAK_MUTATION", "")
REPORT = os.environ.get("SOAK_REPORT", "")


SHORT = Plan(
    hours=0.4, devices=3, is_long=False, pause=120.0, reports=30.0, presses=120.0
)


@pytest.mark.timeout(max(60, 60 * HOURS))
async def test_week(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The truth, and nothing left over."""
    plan = Plan(hours=HOURS, seed=SEED, mutation=MUTATION)
    outcome = await live(hass, cloud, monkeypatch, caplog, plan)
    if REPORT:
        Path(REPORT).write_text(report(outcome, plan), encoding="utf-8")
    assert not outcome.faults(), report(outcome, plan)


@pytest.mark.timeout(300)
@pytest.mark.skipif(bool(REPORT), reason="this is the long run")
async def test_it_does_not_fail_by_itself(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """With every handler in its place, the same troubles leave nothing."""
    plan = replace(SHORT, hours=len(MUTATIONS) * 0.4, in_turn=True)
    outcome = await live(hass, cloud, monkeypatch, caplog, plan)
    assert len(outcome.troubles) == len(MUTATIONS)
    assert not outcome.faults(), report(outcome, plan)


@pytest.mark.timeout(300)
@pytest.mark.skipif(bool(REPORT), reason="this is the long run")
@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_it_can_fail(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    mutation: str,
) -> None:
    """With a fault handler taken out, it is seen."""
    plan = replace(SHORT, mutation=mutation, recovery=MUTATIONS[mutation].recovery)
    outcome = await live(hass, cloud, monkeypatch, caplog, plan)
    assert outcome.faults(), report(outcome, plan)
