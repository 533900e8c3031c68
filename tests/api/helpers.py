"""What the client's tests share: a client, waiting, an ear for events."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
import json
from pathlib import Path
from typing import Any, Protocol

import aiohttp

from custom_components.gizwits.api import (
    AttrsReported,
    Backoff,
    Cloud,
    CloudPush,
    Device,
    Event,
    GizwitsClient,
    PasswordCredentials,
    Product,
    StreamLost,
    StreamRestored,
    Timing,
    Token,
)

from tests.simulator import SimulatedCloud, SimulatedDevice

NAME, PASSWORD = "anna@example.com", "Password1!"
PRODUCTS = Path(__file__).parent.parent / "fixtures" / "products"

# Times of a socket that is to be quick, but not so quick that a busy machine fails.
QUICK = Timing(heartbeat=0.1, answer=1.0, read_pause=0.02, silence=60.0)
BACKOFF = Backoff(first=0.02, ceiling=0.08, stable=10.0)


class Runner(Protocol):
    """Something that runs until it is cancelled."""

    async def run(self) -> None:
        """Run."""


def make_client(
    cloud: SimulatedCloud,
    session: aiohttp.ClientSession,
    *,
    username: str = NAME,
    password: str = PASSWORD,
    token: Token | None = None,
    on_token: Callable[[Token], None] | None = None,
) -> GizwitsClient:
    """Return a client of an account of the simulated cloud."""
    return GizwitsClient(
        session,
        Cloud.from_base_url(cloud.base_url),
        cloud.app_id,
        PasswordCredentials(username, password),
        token=token,
        on_token=on_token,
    )


def definition(stem: str) -> dict[str, Any]:
    """Return the definition of one of our own products."""
    text = (PRODUCTS / f"{stem}.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def attribute(
    name: str, data_type: str, access: str = "status_writable", **members: Any
) -> dict[str, Any]:
    """Return one member of a definition's attributes."""
    return {"name": name, "data_type": data_type, "type": access, **members}


def defined(*attributes: Any) -> dict[str, Any]:
    """Return a definition with these attributes."""
    return {"name": "Made", "entities": [{"attrs": list(attributes)}]}


def product_of(device: SimulatedDevice) -> Product:
    """Return the client's view of a simulated device's product."""
    return Product.from_definition(device.product_key, device.product.served)


async def bound(
    client: GizwitsClient, cloud: SimulatedCloud
) -> list[tuple[Device, Product]]:
    """Return all devices of the account with their products."""
    return [
        (device, product_of(cloud.devices[device.did]))
        for device in await client.bindings()
    ]


async def until(condition: Callable[[], object], timeout: float = 3.0) -> None:
    """Wait until a condition is true."""
    async with asyncio.timeout(timeout):
        while not condition():
            await asyncio.sleep(0.005)


class Ear:
    """Hears the events of a push and keeps them; ``online`` is what it says of dids."""

    def __init__(self) -> None:
        """Start without any event."""
        self.events: list[Event] = []
        self.offline: set[str] = set()

    def __call__(self, event: Event) -> None:
        """Take an event."""
        self.events.append(event)

    def is_online(self, did: str) -> bool:
        """Return whether a device should be heard of."""
        return did not in self.offline

    def of[T](self, kind: type[T]) -> list[T]:
        """Return the events of one class."""
        return [event for event in self.events if isinstance(event, kind)]

    def restored(self) -> set[str]:
        """Return the devices that were ever restored."""
        return {did for event in self.of(StreamRestored) for did in event.dids}

    def lost(self) -> list[StreamLost]:
        """Return the losses."""
        return self.of(StreamLost)

    def values(self, did: str) -> list[dict[str, Any]]:
        """Return what a device reported, report by report."""
        return [dict(e.values) for e in self.of(AttrsReported) if e.did == did]


@asynccontextmanager
async def running(runner: Runner | CloudPush) -> AsyncIterator[asyncio.Task[Any]]:
    """Run something beside the test and cancel it at the end."""
    task: asyncio.Task[Any] = asyncio.create_task(runner.run())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def sent(cloud: SimulatedCloud, command: str, m2m: int | None = None) -> list[Any]:
    """Return the frames of one command the cloud received."""
    return [
        entry.frame
        for entry in cloud.frames
        if entry.frame.get("cmd") == command and m2m in (None, entry.m2m)
    ]


def logins(cloud: SimulatedCloud) -> int:
    """Return how many logins were tried."""
    return len(cloud.requests_to("POST", "/app/login"))


def dids(devices: Iterable[SimulatedDevice]) -> set[str]:
    """Return the ids of devices."""
    return {device.did for device in devices}
