"""What the cloud tells of itself, to an app without a user."""

from typing import Any

import pytest

from custom_components.gizwits.api import GizwitsClient, GizwitsConnectionError
from custom_components.gizwits.api.system import ErrorEntry, System

from tests.simulator import SimulatedCloud
from tests.simulator.errors import ERRORS


async def test_version_and_errors(client: GizwitsClient, cloud: SimulatedCloud) -> None:
    """Nobody has to be signed in."""
    assert await System(client).version() == "2.15.1"
    entries = await System(client).errors()
    assert {entry.code: (entry.status, entry.message) for entry in entries} == ERRORS
    assert [call.path for call in cloud.requests] == ["/status", "/errors"]


@pytest.mark.parametrize(
    "body", [{}, [], {"status": None}, {"status": {"version": []}}, {"status": "x"}]
)
async def test_no_version(
    client: GizwitsClient, cloud: SimulatedCloud, body: Any
) -> None:
    """Is empty."""
    cloud.faults.next(path="/status", body=body)
    assert await System(client).version() == ""


async def test_errors_as_texts(client: GizwitsClient, cloud: SimulatedCloud) -> None:
    """As the vendor's schema has them; what has no code is none."""
    rows: list[Any] = [
        None,
        {"error_message": "x"},
        {"error_code": "9220", "status": 404},
    ]
    cloud.faults.next(path="/errors", body=rows)
    assert await System(client).errors() == [ErrorEntry(9220, 404, "")]
    cloud.faults.next(path="/errors", body={})
    with pytest.raises(GizwitsConnectionError):
        await System(client).errors()
