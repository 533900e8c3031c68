"""All the sockets of an account: one for each host its devices are on."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
import logging
from typing import Never

from aiohttp import ClientSession
from yarl import URL

from .auth import Auth
from .device import Device
from .events import Dispatch, Event
from .health import SocketHealth
from .line import Line
from .product import Product
from .regions import Cloud
from .socket import CloudSocket
from .stream import Backoff
from .timing import Timing

_LOGGER = logging.getLogger(__name__)


class CloudPush:
    """What the cloud pushes for the devices it was given.

    A device whose binding names a host that is not the cloud's is left out, and so
    never gets a StreamRestored: it has to be asked by HTTP.
    """

    def __init__(
        self,
        session: ClientSession,
        cloud: Cloud,
        app_id: str,
        auth: Auth,
        dispatch: Dispatch,
        is_online: Callable[[str], bool],
        *,
        backoff: Backoff,
        timing: Timing,
    ) -> None:
        """Nothing is connected before `run`."""
        self._session = session
        self._cloud = cloud
        self._app_id = app_id
        self._auth = auth
        self._dispatch = dispatch
        self._is_online = is_online
        self._backoff = backoff
        self._timing = timing
        self._wanted: dict[URL, dict[str, Product]] = {}
        self._changed = asyncio.Event()
        self._lines: dict[URL, Line] = {}
        self._foreign: set[str] = set()

    def set_devices(self, devices: Iterable[tuple[Device, Product]]) -> None:
        """Be pushed exactly these devices from now on."""
        wanted: defaultdict[URL, dict[str, Product]] = defaultdict(dict)
        for device, product in devices:
            if url := self._cloud.socket_url(device):
                wanted[url][device.did] = product
            elif device.host not in self._foreign:
                self._foreign.add(device.host)
                _LOGGER.warning(
                    "A device is said to be on a host that is not of this cloud;"
                    " it is asked for its values instead of being pushed"
                )
        self._wanted = dict(wanted)
        self._changed.set()

    def read(self, did: str) -> bool:
        """Ask a device for all its values; False where no socket can."""
        return any(line.socket.read(did) for line in self._lines.values())

    def health(self) -> tuple[SocketHealth, ...]:
        """Return how each socket is."""
        return tuple(
            line.health(self._cloud.m2m_host, self._wanted.get(url, {}).keys())
            for url, line in self._lines.items()
        )

    def renew(self, did: str) -> None:
        """Subscribe a device anew, whose reports do not come though others' do."""
        for line in self._lines.values():
            line.socket.renew(did)

    async def run(self) -> None:
        """Keep one connection to each host until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                await self._follow(group)
        finally:
            self._lines.clear()

    async def _follow(self, group: asyncio.TaskGroup) -> Never:
        """Start and stop connections as the devices come and go."""
        tasks: dict[URL, asyncio.Task[None]] = {}
        while True:
            self._changed.clear()
            for url in tasks.keys() - self._wanted.keys():
                tasks.pop(url).cancel()
                del self._lines[url]
            for url, products in self._wanted.items():
                if url not in tasks:
                    self._lines[url] = Line(self._socket(url), self._backoff)
                    tasks[url] = group.create_task(self._lines[url].run())
                self._lines[url].socket.set_devices(products)
            await self._changed.wait()

    def _socket(self, url: URL) -> CloudSocket:
        return CloudSocket(
            self._session,
            url,
            self._app_id,
            self._auth,
            self._tell,
            self._is_online,
            self._timing,
        )

    def _tell(self, event: Event) -> None:
        try:
            self._dispatch(event)
        except Exception:
            # A listener's fault over one event must not cost the connection.
            _LOGGER.exception("Unexpected error over what the cloud told")
