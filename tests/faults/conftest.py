"""Minutes that are moments, and a log without tracebacks."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
import logging

import pytest

from custom_components.gizwits import confirmation, coordinator
from custom_components.gizwits.account import handover, polling, reachability
from custom_components.gizwits.api import Backoff, auth, client, commands

# The simulated cloud's server, and Home Assistant about an action nobody waits for.
_NOT_OURS = ("aiohttp.server", "homeassistant.core")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten what waits for minutes; the grace stays as it is."""
    monkeypatch.setattr(polling, "DELAY", 0.05)
    monkeypatch.setattr(polling, "INTERVAL", 0.1)
    monkeypatch.setattr(polling, "SPACING", 0.01)
    monkeypatch.setattr(reachability, "_BACKOFF", Backoff(first=0.05, ceiling=0.2))
    monkeypatch.setattr(coordinator, "BINDINGS_INTERVAL", timedelta(seconds=1))
    monkeypatch.setattr(coordinator, "RETRY_INTERVAL", timedelta(seconds=0.2))
    monkeypatch.setattr(confirmation, "CONFIRM_AFTER", 0.1)
    monkeypatch.setattr(handover, "_DRAIN", 0.2)
    monkeypatch.setattr(auth, "_FIRST_FAILURE_PAUSE", 0.01)
    monkeypatch.setattr(commands, "_PAUSE", 0.01)
    soon = partial(Backoff, first=0.05, ceiling=0.2)
    monkeypatch.setattr(client, "Backoff", soon)


@pytest.fixture(autouse=True)
def no_traceback(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever fails, it is told in a line."""
    yield
    for phase in ("setup", "call"):
        for record in caplog.get_records(phase):
            told = record.levelno >= logging.INFO and record.exc_info is not None
            assert not told or record.name in _NOT_OURS, record.getMessage()
