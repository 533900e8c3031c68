"""The states of Home Assistant's entities, as they change."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from .websocket import WebSocketApi

# The states of what has no value.
UNKNOWN = ("unknown", "unavailable")


@dataclass(frozen=True, slots=True)
class State:
    """One state."""

    value: str
    attributes: dict[str, Any]


class States:
    """The states as they were read, or followed: `changes` counts what came in."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.changes = 0
        self._states: dict[str, State] = {}
        self._news = asyncio.Event()

    async def read(self, api: WebSocketApi) -> None:
        """Take in the states there are now."""
        for state in await api.command("get_states"):
            self._take_in(state)

    async def follow(self, api: WebSocketApi) -> None:
        """Take in the states there are now, and from now on what changes."""
        await api.subscribe(
            self._changed, "subscribe_events", event_type="state_changed"
        )
        await self.read(api)

    def __getitem__(self, entity_id: str) -> State:
        """Return the state of an entity; one that is not there is unavailable."""
        return self._states.get(entity_id, State("unavailable", {}))

    async def until(
        self, condition: Callable[[], bool], seconds: float
    ) -> float | None:
        """Wait for a condition; return the seconds it took, None for never."""
        started = monotonic()
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return None
        return monotonic() - started

    def _changed(self, event: dict[str, Any]) -> None:
        self.changes += 1
        data = event["data"]
        if data["new_state"]:
            self._take_in(data["new_state"])
        else:
            self._states.pop(data["entity_id"], None)
        self._news.set()

    def _take_in(self, state: dict[str, Any]) -> None:
        self._states[state["entity_id"]] = State(state["state"], state["attributes"])
