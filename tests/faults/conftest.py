"""Minutes that are moments, and a log without tracebacks."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
import logging

import pytest

from custom_components.gizwits import confirmation, coordinator, polling, reachability
from custom_components.gizwits.api import Backoff, auth, client, commands


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
            ours = record.levelno >= logging.INFO and record.exc_info is not None
            assert not ours, record.getMessage()
