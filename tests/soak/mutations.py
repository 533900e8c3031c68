"""Fault handlers that can be taken out, to see that a week without them fails.

Each comes with the trouble it is there for, and how soon all should be well again.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from . import troubles
from .troubles import Trouble

from custom_components.gizwits.account.arrivals import Arrivals
from custom_components.gizwits.account.inventory import Inventory
from custom_components.gizwits.account.reachability import Reachability
from custom_components.gizwits.api import GizwitsError, frames
from custom_components.gizwits.api.caller import Caller
from custom_components.gizwits.api.client import GizwitsClient
from custom_components.gizwits.api.socket import CloudSocket
from custom_components.gizwits.api.stream import Backoff
from custom_components.gizwits.device_coordinator import DeviceCoordinator

type Patch = Callable[[Any, str, Any], None]


def _nothing(*_args: object, **_kwargs: object) -> None:
    """Do nothing instead."""


def _no_reading_after_an_outage(patch: Patch) -> None:
    patch(DeviceCoordinator, "async_ask", _nothing)


def _no_reconnecting(patch: Patch) -> None:
    patch(Backoff, "pause", lambda *_args: 1e9)


def _pongs_not_missed(patch: Patch) -> None:
    async def keep_alive(socket: Any, ws: aiohttp.ClientWebSocketResponse) -> None:
        while True:
            await asyncio.sleep(55)
            await ws.send_str(frames.PING)

    patch(CloudSocket, "_keep_alive", keep_alive)


def _no_probing(patch: Patch) -> None:
    patch(CloudSocket, "_probe", _nothing)


def _no_look_at_the_silent(patch: Patch) -> None:
    # A socket's own probing may well ask just the device that is not heard.
    _no_probing(patch)
    patch(DeviceCoordinator, "is_due", property(lambda own: not own.pushed))


def _no_new_token(patch: Patch) -> None:
    async def with_token(caller: Any, send: Any) -> Any:
        return await send(await caller._token())  # noqa: SLF001

    patch(Caller, "with_token", with_token)


def _commands_repeated(patch: Patch) -> None:
    once = GizwitsClient._command  # noqa: SLF001

    async def command(client: GizwitsClient, did: str, body: Any) -> None:
        try:
            await once(client, did, body)
        except GizwitsError:
            await once(client, did, body)

    patch(GizwitsClient, "_command", command)


def _no_backoff(patch: Patch) -> None:
    patch(Reachability, "pause", lambda *_args: 0.0)
    patch(Backoff, "pause", lambda *_args: 0.5)


def _listing_believed(patch: Patch) -> None:
    async def drop(inventory: Any, known: Any, bound: Any) -> None:
        for did in set(known) - bound.keys():
            inventory.async_drop(did)

    patch(Inventory, "_async_drop_gone", drop)


def _nobody_comes_back(patch: Patch) -> None:
    patch(Arrivals, "async_add", _nothing)


def _sockets_left_open(patch: Patch) -> None:
    kept = []

    async def close(ws: aiohttp.ClientWebSocketResponse, **_kwargs: object) -> None:
        kept.append(ws)

    patch(aiohttp.ClientWebSocketResponse, "close", close)


@dataclass(frozen=True)
class Mutation:
    """A handler that is taken out; `trouble` shows it, `recovery` is in seconds."""

    make: Callable[[Patch], None]
    trouble: Trouble
    recovery: float = 900.0


MUTATIONS: dict[str, Mutation] = {
    "no-reading-after-an-outage": Mutation(
        _no_reading_after_an_outage, troubles.blink, 60
    ),
    "no-reconnecting": Mutation(_no_reconnecting, troubles.restart_host),
    "pongs-not-missed": Mutation(_pongs_not_missed, troubles.unheard),
    "no-probing": Mutation(_no_probing, troubles.starved),
    "no-look-at-the-silent": Mutation(_no_look_at_the_silent, troubles.deaf, 7200),
    "no-new-token": Mutation(_no_new_token, troubles.revoke),
    "commands-repeated": Mutation(_commands_repeated, troubles.lose_answers),
    "no-backoff": Mutation(_no_backoff, troubles.refused),
    "listing-believed": Mutation(_listing_believed, troubles.no_listing),
    "nobody-comes-back": Mutation(_nobody_comes_back, troubles.rebind),
    "sockets-left-open": Mutation(_sockets_left_open, troubles.unheard),
}
