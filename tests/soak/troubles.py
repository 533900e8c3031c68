"""What goes wrong in a week, and is put right again after a while."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from .life import anything
from .world import World

type Trouble = Callable[[World], Awaitable[None]]


def _answers(path: str = "/app/", **what: Any) -> Trouble:
    """Return a trouble in which requests are answered wrongly for a while."""

    async def trouble(world: World) -> None:
        share = world.chance.choice((0.3, 1.0))
        world.cloud.faults.all(path=path, probability=share, **what)
        await asyncio.sleep(world.how_long())
        world.cloud.faults.clear()

    return trouble


def _host(switch: str) -> Trouble:
    """Return a trouble that is switched on at one of the hosts for a while."""

    async def trouble(world: World) -> None:
        host = world.chance.choice(world.cloud.m2m)
        getattr(host, switch)(True)
        await asyncio.sleep(world.how_long())
        getattr(host, switch)(False)

    return trouble


async def _drop(world: World) -> None:
    world.chance.choice(world.cloud.m2m).drop_all()


async def _close(world: World) -> None:
    host = world.chance.choice(world.cloud.m2m)
    host.close_all(world.chance.choice((1001, 1003, 1009, 1011)))


async def restart_host(world: World) -> None:
    """Stop a host for a while; a device reports meanwhile, which nobody hears."""
    host = world.chance.choice(world.cloud.m2m)
    await host.stop()
    await asyncio.sleep(world.how_long())
    await host.start()


async def blink(world: World) -> None:
    """Stop all hosts for seconds, in which every device has something to say."""
    for host in world.cloud.m2m:
        await host.stop()
    await asyncio.sleep(1.0)
    for device in world.cloud.devices.values():
        device.change_silently(anything(world, device))
    for host in world.cloud.m2m:
        await host.start()


async def _stop_api(world: World) -> None:
    await world.cloud.openapi.stop()
    await asyncio.sleep(world.how_long())
    await world.cloud.openapi.start()


async def _garbage(world: World) -> None:
    host = world.chance.choice(world.cloud.m2m)
    host.send_text(world.chance.choice(("{", "[]", '{"cmd": 7}', "x" * 5000)))
    host.send_bytes(world.chance.randbytes(40))
    host.send_invalid(world.chance.choice((1000, 1009, 1011)))


async def _repeat(world: World) -> None:
    host = world.chance.choice(world.cloud.m2m)
    host.copies = 3
    await asyncio.sleep(world.how_long())
    host.copies = 1


async def deaf(world: World) -> None:
    """Let the cloud forget one device's subscription; the socket works."""
    device = world.any_device()
    for session in world.cloud.m2m[device.m2m].sessions:
        session.subscribed.discard(device.did)
    await asyncio.sleep(world.how_long())
    await device.report(anything(world, device))


async def _expire(world: World) -> None:
    world.cloud.expire_tokens(world.user)


async def revoke(world: World) -> None:
    """Forget all tokens; sockets stay as they are."""
    world.cloud.revoke_tokens(world.user)


async def _throttle(world: World) -> None:
    world.cloud.throttle_login()
    world.cloud.revoke_tokens(world.user)
    await asyncio.sleep(world.how_long())
    world.cloud.throttle_login(False)


async def _away(world: World) -> None:
    device = world.any_device()
    await device.set_online(False)
    await asyncio.sleep(world.how_long())
    await device.set_online(True)


async def rebind(world: World) -> None:
    """Unbind a device in the app and bind it again."""
    device = world.any_device()
    world.cloud.unbind(world.user, device)
    await asyncio.sleep(world.how_long() + 60)
    world.cloud.bind(world.user, device)


async def _reload(world: World) -> None:
    await world.hass.config_entries.async_reload(world.entry.entry_id)


async def _sleep(world: World) -> None:
    """Close the lid: hours pass in which the machine does nothing."""
    world.warp.sleep(world.chance.uniform(600, 30_000))


async def lose_answers(world: World) -> None:
    """Carry commands out and lose the answers."""
    path = "/app/control/"
    world.cloud.faults.all(path=path, drop=True, before_effect=False)
    await asyncio.sleep(world.how_long() + 1800)
    world.cloud.faults.clear()


async def outage(world: World) -> None:
    """Let everything be down for an hour."""
    world.cloud.faults.all(path="/app/", status=503, html=True)
    for host in world.cloud.m2m:
        await host.stop()
    await asyncio.sleep(3600)
    for host in world.cloud.m2m:
        await host.start()
    world.cloud.faults.clear()


async def no_listing(world: World) -> None:
    """List nothing for a while, as if no device were bound."""
    world.cloud.faults.all(path="/app/bindings", body={"devices": []})
    await asyncio.sleep(world.how_long() + 900)
    world.cloud.faults.clear()


def _unheard(switch: str, before: float) -> Trouble:
    """Return a trouble in which a host swallows what all its devices report."""

    async def trouble(world: World) -> None:
        for host in world.cloud.m2m:
            getattr(host, switch)(True)
        await asyncio.sleep(before)
        for device in world.cloud.devices.values():
            await device.report(anything(world, device))
        await asyncio.sleep(120)
        for host in world.cloud.m2m:
            getattr(host, switch)(False)

    return trouble


async def refused(world: World) -> None:
    """Refuse the logins of all sockets for a while."""
    for host in world.cloud.m2m:
        host.refuse_login()
        host.drop_all()
    await asyncio.sleep(200)
    for host in world.cloud.m2m:
        host.refuse_login(False)


unheard = _unheard("silent", 300)
starved = _unheard("starve", 900)

TROUBLES: dict[str, Trouble] = {
    "502 as HTML": _answers(status=502, html=True),
    "504": _answers(status=504),
    "page of a proxy": _answers(status=200, html=True),
    "{} for everything": _answers(body={}),
    "answers dropped": _answers(drop=True),
    "answers cut": _answers(cut=True),
    "answers truncated": _answers(truncate=True),
    "answers of another type": _answers(body="[]", content_type="text/html"),
    "9041": _answers(error_code=9041),
    "429 with a pause": _answers(status=429, headers={"Retry-After": "300"}),
    "slow": _answers(delay=45.0),
    "denied devices": _answers(path="/app/devdata/", error_code=9017),
    "empty listing": no_listing,
    "lost answers to commands": lose_answers,
    "API down": _stop_api,
    "all down": outage,
    "half-open": _host("silent"),
    "unheard": unheard,
    "deaf host": _host("starve"),
    "all deaf": starved,
    "deaf device": deaf,
    "login refused": _host("refuse_login"),
    "handshake stalled": _host("stall"),
    "drop": _drop,
    "close": _close,
    "host restarted": restart_host,
    "blink": blink,
    "garbage": _garbage,
    "repeated": _repeat,
    "expired": _expire,
    "revoked": revoke,
    "login throttled": _throttle,
    "device away": _away,
    "rebound": rebind,
    "reload": _reload,
    "machine asleep": _sleep,
}
