"""Telling a person when live updates do not come for long, though the cloud answers."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Never

from ..issues import forget_no_push, tell_no_push

if TYPE_CHECKING:
    from ..coordinator import AccountCoordinator

# So long (s) a socket may be down before somebody is told: clouds are restarted.
PATIENCE: Final = 900.0
CHECK_AFTER: Final = 60.0


async def watch_push(account: AccountCoordinator) -> Never:
    """Make a repair of hosts that nothing is pushed from, and take it back.

    Where the cloud itself cannot be reached, that is told in another way.
    """
    hass, entry = account.hass, account.config_entry
    loop = hass.loop
    down_since: dict[str, float] = {}
    try:
        while True:
            await asyncio.sleep(CHECK_AFTER)
            now = loop.time()
            down_since = {host: down_since.get(host, now) for host in _down(account)}
            late = [host for host, at in down_since.items() if now - at >= PATIENCE]
            if not late:
                forget_no_push(hass, entry.entry_id)
            elif account.reachability.is_fine:
                tell_no_push(hass, entry.entry_id, entry.title, late)
    finally:
        forget_no_push(hass, entry.entry_id)


def _down(account: AccountCoordinator) -> Iterable[str]:
    """Return the hosts, with their ports, of which no device is pushed."""
    pushed: dict[str, bool] = {}
    for own in account.devices.values():
        if url := account.client.cloud.socket_url(own.device):
            host = f"{url.host}:{url.port}"
            pushed[host] = pushed.get(host, False) or own.pushed
    return sorted(host for host, works in pushed.items() if not works)
