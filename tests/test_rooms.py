"""What few people need is loaded when somebody does, and nothing waits for it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
import importlib
from pathlib import Path
import subprocess
import sys
from types import ModuleType
from typing import NoReturn

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from homeassistant import block_async_io
from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from custom_components.gizwits.const import DOMAIN
from custom_components.gizwits.rooms import RoomError, async_enter

OWN = "custom_components.gizwits"
# Rooms from which nothing is imported elsewhere: the last door of each.
LAST = ["services.cloud", "flows.steps", "options.flow", "account.repairs"]
# Imports what Home Assistant imports when it starts, and prints what came along.
_START = """
import importlib, sys
own = importlib.import_module("custom_components.gizwits")
ahead = ("config_flow", "condition", "diagnostics", "repairs", "system_health", "trigger")
for name in (*ahead, *own.PLATFORMS):
    importlib.import_module(f"custom_components.gizwits.{name}")
print(*(name for name in sys.modules if name.startswith("custom_components.gizwits.")))
"""


@pytest.fixture(params=LAST)
def room(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a room in which nobody has been yet."""
    name = f"{OWN}.{request.param}"
    package, _, own = name.rpartition(".")
    module = importlib.import_module(name)
    monkeypatch.setattr(importlib.import_module(package), own, module)
    monkeypatch.delitem(sys.modules, name)
    return str(request.param)


def test_starting_enters_none() -> None:
    """In a process of its own, for here all of them are long loaded."""
    done = subprocess.run(
        [sys.executable, "-c", _START],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=Path(__file__).parents[1],
    )
    assert done.returncode == 0, done.stderr
    loaded = {name.removeprefix(f"{OWN}.") for name in done.stdout.split()}
    assert {"config_flow", "rooms", "switch", "services"} <= loaded
    rooms = (
        "account.besides",
        "account.repairs",
        "chosen",
        "composites",
        "flows",
        "mapp",
        "meaning",
        "options",
        "quirks",
        "schedule",
        "services.",
        "task_",
    )
    assert {name for name in loaded if name.startswith(rooms)} == {
        # How entities choose, and what the core itself needs.
        "composites",
        "composites.choice",
        "meaning",
        "meaning.text",
        "schedule_errors",
        "schedule_keys",
        "services.catalogue",
        "services.door",
    }
    # Of the Open API only what tells how an account may sign in.
    others = {"bindings", "groups", "messages", "plan", "rules", "scenes", "tasks"}
    areas = {f"api.{name}" for name in others | {"aep"}}
    assert loaded & areas == {"api.aep"}


async def test_two_enter_at_once(hass: HomeAssistant, room: str) -> None:
    """It is the same room for both, and for whoever comes later."""
    assert f"{OWN}.{room}" not in sys.modules
    first, second = await asyncio.gather(
        async_enter(hass, room), async_enter(hass, room)
    )
    assert first is second is sys.modules[f"{OWN}.{room}"]
    assert await async_enter(hass, room) is first


@pytest.mark.usefixtures("disable_block_async_io")
async def test_nothing_waits(
    hass: HomeAssistant,
    room: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Home Assistant's own watch over the event loop has nothing to say."""
    # Among tests it does not look at imports.
    monkeypatch.setattr(block_async_io, "_IN_TESTS", False)
    block_async_io.enable()
    await async_enter(hass, room)
    assert "blocking call" not in caplog.text


@contextmanager
def _without(monkeypatch: pytest.MonkeyPatch, room: str) -> Iterator[None]:
    """Have a room not be there for a while."""
    load = importlib.import_module

    def missing(name: str, package: str | None = None) -> ModuleType:
        if name == f"{OWN}.{room}":
            raise ModuleNotFoundError(name)
        return load(name, package)

    with monkeypatch.context() as patched:
        patched.setattr(importlib, "import_module", missing)
        yield


async def test_what_could_not_be_loaded_is_tried_again(
    hass: HomeAssistant, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when somebody comes while an update is being unpacked."""
    with _without(monkeypatch, room), pytest.raises(RoomError):
        await async_enter(hass, room)
    assert await async_enter(hass, room)


async def test_who_has_been_there_does_not_queue(
    hass: HomeAssistant, room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Home Assistant loads one thing after the other, which can take seconds."""
    entered = await async_enter(hass, room)

    def busy(*_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(hass, "async_add_import_executor_job", busy)
    assert await async_enter(hass, room) is entered


@contextmanager
def _without_steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have a room of another version, which does not have what is looked for."""
    with monkeypatch.context() as patched:
        patched.delattr(f"{OWN}.flows.steps.AccountSteps")
        yield


@pytest.mark.parametrize(
    "fault", [partial(_without, room="flows.steps"), _without_steps]
)
async def test_a_form_that_cannot_be_loaded_stands_in_nobodys_way(
    hass: HomeAssistant,
    fault: Callable[[pytest.MonkeyPatch], AbstractContextManager[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It says what to do; a flow that stayed would keep the next from beginning."""
    assert await async_setup_component(hass, DOMAIN, {})
    entry = MockConfigEntry(domain=DOMAIN)
    entry.add_to_hass(hass)
    flows = hass.config_entries.flow
    with fault(monkeypatch):
        result = await flows.async_init(DOMAIN, context={"source": SOURCE_USER})
        assert (result["type"], result["reason"]) == ("abort", "restart_needed")
        entry.async_start_reauth(hass)
        await hass.async_block_till_done()
        assert not flows.async_progress(include_uninitialized=True)
    result = await flows.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert result["type"] == "menu"
