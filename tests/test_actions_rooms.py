"""What carries an action out is loaded when somebody first calls it."""

import asyncio
import importlib
import inspect
from pathlib import Path
import sys
from typing import Any

import pytest
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)
import voluptuous as vol

from homeassistant.core import (
    Context,
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
)
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component

from .action_helpers import ROOMS, build_world, call, handler_of

from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.rooms import RoomError
from custom_components.gizwits.services.catalogue import ACTIONS

from tests.simulator import SimulatedCloud, User

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "custom_components" / "gizwits" / "services"
# An action with an answer, and its room, from which no other room takes anything.
ACTION, ROOM = "get_cloud_status", f"{ROOMS}.cloud"
# What is wrong with a call is told in the same words, whatever it is.
WRONG: list[tuple[str, Any]] = [
    ("get_device_log", {}),
    ("get_device_log", {"device_id": "x", "limit": 0}),
    ("get_device_log", {"device_id": "x", "kind": "?", "start": "yesterday"}),
    ("get_device_log", {"device_id": {"a": 1}, "else": 1}),
    ("share_device", {"device_id": "x", "person": "", "minutes": "many"}),
    ("create_task", {"time": 1, "devices": [{"values": {}}]}),
]


@pytest.fixture
def empty_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody have been in the room of the action."""
    importlib.import_module(ROOM)
    package = importlib.import_module(ROOMS)
    monkeypatch.setattr(package, "cloud", package.cloud)
    monkeypatch.delitem(sys.modules, ROOM)


def test_every_action_is_in_its_room() -> None:
    """And no room has one that nobody can call, nor is an action listed twice."""
    listed = [(action.room, action.name) for action in ACTIONS]
    rooms = [
        path.stem
        for path in FOLDER.glob("*.py")
        if "\nHANDLERS: Final" in path.read_text("utf-8")
    ]
    found = [
        (room, name)
        for room in rooms
        for name in importlib.import_module(f"{ROOMS}.{room}").HANDLERS
    ]
    assert sorted(listed) == sorted(found)
    assert len({name for _, name in listed}) == len(listed) > 40
    for action in ACTIONS:
        answers = inspect.get_annotations(handler_of(action).carry_out)["return"]
        assert (answers is None) is (action.response is SupportsResponse.NONE), action


@pytest.mark.usefixtures("empty_room")
async def test_the_room_is_entered_with_the_first_call(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Two first calls at once both get their answer, of the one room there is."""
    await build_world(hass, cloud, user)
    assert ROOM not in sys.modules
    answers = await asyncio.gather(*(call(hass, ACTION, {}) for _ in range(2)))
    assert answers[0] == answers[1]
    room = sys.modules[ROOM]
    assert await call(hass, ACTION, {}) == answers[0]
    assert sys.modules[ROOM] is room


@pytest.mark.usefixtures("empty_room")
async def test_an_action_outlives_a_room_that_could_not_be_loaded(
    hass: HomeAssistant,
    cloud: SimulatedCloud,
    user: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The next call tries again."""
    await build_world(hass, cloud, user)
    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, ROOM, None)
        with pytest.raises(RoomError, match="Restart Home Assistant"):
            await call(hass, ACTION, {})
    with monkeypatch.context() as patched:
        # One of another version, which does not have the action any more.
        patched.setattr(importlib.import_module(ROOM), "HANDLERS", {})
        with pytest.raises(RoomError):
            await call(hass, ACTION, {})
    assert "version" in await call(hass, ACTION, {})


@pytest.mark.parametrize(("action", "data"), WRONG)
async def test_a_wrong_field_is_told_as_home_assistant_tells_it(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    hass_client: ClientSessionGenerator,
    action: str,
    data: Any,
) -> None:
    """Over the socket and over HTTP, beside an action that it checks itself."""
    assert await async_setup_component(hass, DOMAIN, {})
    assert await async_setup_component(hass, "api", {})
    listed = next(one for one in ACTIONS if one.name == action)
    schema: Any = vol.Schema(dict(handler_of(listed).fields))

    async def never(_: ServiceCall) -> ServiceResponse:
        raise AssertionError

    hass.services.async_register("beside", action, never, schema, listed.response)
    socket = await hass_ws_client(hass)
    errors = []
    for domain in ("beside", DOMAIN):
        await socket.send_json_auto_id(
            {
                "type": "call_service",
                "domain": domain,
                "service": action,
                "service_data": data,
                "return_response": listed.response is not SupportsResponse.NONE,
            }
        )
        errors.append((await socket.receive_json())["error"])
    assert errors[0] == errors[1]
    assert errors[0]["code"] == "invalid_format"
    with pytest.raises(vol.Invalid):
        await call(hass, action, data)
    http = await hass_client()
    for body in (data, [1]):
        answer = await http.post(
            f"/api/services/{DOMAIN}/{action}?return_response", json=body
        )
        assert answer.status == 400


async def test_a_call_is_handed_on_as_it_was_made(
    hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its fields checked, who made it, and whether an answer is wanted."""
    assert await async_setup_component(hass, DOMAIN, {})
    calls = []

    async def keep(made: ServiceCall) -> ServiceResponse:
        calls.append(made)
        raise HomeAssistantError

    handler = handler_of(next(one for one in ACTIONS if one.name == "share_device"))
    monkeypatch.setattr(handler, "carry_out", keep)
    for wanted in (False, True):
        context = Context()
        with pytest.raises(HomeAssistantError):
            await hass.services.async_call(
                DOMAIN,
                "share_device",
                {"device_id": "x", "person": "ben", "minutes": "5"},
                blocking=True,
                context=context,
                return_response=wanted,
            )
        (made,) = calls
        calls.clear()
        assert made.data == {
            "device_id": "x",
            "person": "ben",
            "minutes": 5,
            "known_by": "username",
        }
        assert made.context is context
        assert made.return_response is wanted
        assert (made.domain, made.service) == (DOMAIN, "share_device")
