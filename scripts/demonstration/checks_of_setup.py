"""Checks of what is there after the account was added."""

from collections.abc import Iterator
from typing import Any

from .place import LOOPBACK
from .stage import Stage
from .verdict import Verdict


async def check_devices(stage: Stage, verdict: Verdict) -> None:
    """Every device of the household is there, with its entities."""
    products = {device.product_key for device in stage.household.devices}
    entities = [entity for device in stage.devices for entity in device.entities]
    bare = [device.name for device in stage.devices if len(device.entities) < 2]
    verdict.check(
        len(stage.devices) == len(stage.household.devices) and not bare,
        f"{len(stage.devices)} devices of {len(products)} products, with "
        f"{len(entities)} entities (entities missing: {', '.join(bare) or 'none'})",
    )


async def check_sockets(stage: Stage, verdict: Verdict) -> None:
    """One socket to each host, and each device is heard of on its own."""
    cloud = stage.household.cloud
    heard = sorted((socket.m2m, len(socket.subscribed)) for socket in cloud.sockets)
    wanted = [
        (
            host.index,
            sum(device.m2m == host.index for device in stage.household.devices),
        )
        for host in cloud.m2m
    ]
    verdict.check(
        heard == wanted,
        "one WebSocket to each M2M host, devices subscribed: "
        + ", ".join(f"{count} on host {host}" for host, count in heard),
    )


async def check_address(stage: Stage, verdict: Verdict) -> None:
    """Home Assistant keeps its port, also when it is started again."""
    config = await stage.api.command("http/config")
    kept = config["stable"]
    verdict.check(
        kept["server_port"] == stage.place.port
        and kept.get("server_host") == [LOOPBACK]
        and config["pending"] is None,
        f"Home Assistant has confirmed its address: {kept.get('server_host')}, "
        f"port {kept['server_port']}",
    )


async def check_dashboard(stage: Stage, verdict: Verdict) -> None:
    """The dashboard is what one sees first, and all it shows is there."""
    core = await stage.api.command("frontend/get_system_data", key="core")
    path = core["value"]["default_panel"]
    config = await stage.api.command("lovelace/config", url_path=path)
    shown = sorted(set(_entities(config)))
    missing = [
        entity_id
        for entity_id in shown
        if stage.states[entity_id].value == "unavailable"
    ]
    verdict.check(
        bool(shown) and not missing,
        f"the dashboard {path} shows {len(shown)} entities (unavailable: "
        f"{', '.join(missing) or 'none'})",
    )


def _entities(config: Any) -> Iterator[str]:
    """Yield the entities that a dashboard shows, however deep."""
    if isinstance(config, dict):
        if isinstance(config.get("entity"), str):
            yield config["entity"]
        for part in config.values():
            yield from _entities(part)
    elif isinstance(config, list):
        for part in config:
            yield from _entities(part)
