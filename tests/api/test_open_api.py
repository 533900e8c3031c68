"""Every operation of the Open API, as the cloud receives it from the client."""

from collections.abc import Mapping
import importlib
import inspect
from pathlib import Path
import pkgutil
import re
from typing import Any

import aiohttp
import pytest

from custom_components.gizwits import api
from custom_components.gizwits.api import GizwitsClient

from tests.api.calls import CALLS
from tests.api.open_api import DOCUMENT, OPERATIONS, Operation
from tests.api.stage import Stage
from tests.simulator import Recorded, SimulatedCloud, SimulatedDevice, User

DOCS = Path(__file__).parents[2] / "docs" / "open-api.md"
# What is offered beside the operations of the Open API.
ELSEWHERE = {"GizwitsClient.now", "GizwitsClient.push", "Verification.picture"}


def filled(wanted: Any, names: Mapping[str, Any]) -> Any:
    """Return a part of an operation with its values in it."""
    match wanted:
        case str():
            return re.sub(r"\{(\w+)\}", lambda found: str(names[found[1]]), wanted)
        case dict():
            return {key: filled(value, names) for key, value in wanted.items()}
        case list():
            return [filled(value, names) for value in wanted]
    return wanted


def own_headers(received: Recorded) -> dict[str, str]:
    """Return the headers that are the API's, by their names in lower case."""
    return {
        name.lower(): value
        for name, value in received.headers.items()
        if name.lower().startswith("x-gizwits-") or name.lower() == "authorization"
    }


def assert_received(received: Recorded, wanted: Operation, names: Any) -> None:
    """Show that a request is exactly what the document says."""
    headers = {name.lower(): text for name, text in wanted.headers.items()}
    assert own_headers(received) == filled(headers, names)
    query = filled(dict(wanted.query), names)
    for name, text in received.query.items():
        if query.get(name) == "*" or name in wanted.optional:
            assert re.fullmatch(r"\d+", text)
            query[name] = text
    assert dict(received.query) == query
    body = received.body
    if isinstance(body, bytes):
        body = body.decode()
    assert body == filled(wanted.body, names)
    assert received.headers.get("Content-Type") == wanted.sent_type
    assert received.headers["Accept"] == "application/json"


@pytest.mark.parametrize("number", OPERATIONS)
async def test_the_cloud_receives_it(
    cloud: SimulatedCloud,
    client: GizwitsClient,
    user: User,
    device: SimulatedDevice,
    session: aiohttp.ClientSession,
    number: str,
) -> None:
    """Method, path, query, headers and body, and the cloud carries it out."""
    stage = Stage(cloud, client, user, device, session)
    stage.keep("number", number)
    stage.keep("token", (await client.login()).value)
    cloud.clear_recordings()
    await CALLS[number](stage)
    stage.names["token"] = stage.names.get(f"token_{number}", stage["token"])
    wanted = OPERATIONS[number]
    found = [
        received
        for received in cloud.requests_to(
            wanted.method, filled(wanted.path, stage.names)
        )
        if number not in ("7", "8") or is_meant(received, wanted)
    ]
    assert found, f"{wanted.method} {wanted.path} was not received"
    assert_received(found[0], wanted, stage.names)
    assert 200 <= found[0].status < 300


def is_meant(received: Recorded, wanted: Operation) -> bool:
    """Say whether a body has the members of an operation."""
    return isinstance(received.body, dict) and set(received.body) == set(wanted.body)


def test_no_operation_is_missing() -> None:
    """The document's table has 33, and each is called by the test above."""
    assert [operation.number for operation in DOCUMENT] == [
        str(number) for number in range(1, 34)
    ]
    assert set(CALLS) == set(OPERATIONS)


def documented() -> list[list[str]]:
    """Return the rows of the tables for people: their cells."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]
    return [row for row in rows if row and row[0] in OPERATIONS]


def test_the_table_for_people_is_the_same() -> None:
    """Each operation once, in order, with its name and request."""
    assert [row[0] for row in documented()] == list(OPERATIONS)
    for number, name, request, *_ in documented():
        wanted = OPERATIONS[number]
        assert (name, request) == (wanted.name, f"`{wanted.method} {wanted.path}`")


def test_the_methods_for_people_exist() -> None:
    """What the table names can be called, and what can be called is named."""
    named = set()
    for row in documented():
        named |= set(re.findall(r"`(\w+\.\w+)`", row[3]))
        assert row[3]
        assert len(row[4]) > 3
    offered = {
        f"{room.__name__}.{name}"
        for room in (GizwitsClient, *areas())
        for name in vars(room)
        if not name.startswith("_") and callable(getattr(room, name))
    }
    assert named == offered - ELSEWHERE


def areas() -> list[type]:
    """Return the areas of the API: the classes that are made with a client alone."""
    modules = [
        importlib.import_module(f"{api.__name__}.{module.name}")
        for module in pkgutil.iter_modules(api.__path__)
    ]
    return [
        found
        for module in modules
        for found in vars(module).values()
        if isinstance(found, type)
        and found.__module__ == module.__name__
        and list(inspect.signature(found.__init__).parameters) == ["self", "client"]
    ]


def test_there_are_areas() -> None:
    """So that the test above cannot pass by looking at none."""
    assert len(areas()) == 15
