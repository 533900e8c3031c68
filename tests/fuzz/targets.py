"""Everything that reads what a cloud says, by name."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import cache
import json
from typing import Any
from unittest.mock import Mock

from yarl import URL

from .session import client_of

from custom_components.gizwits.account.entry import stored_token
from custom_components.gizwits.api import (
    Device,
    DeviceShadow,
    GizwitsClient,
    GizwitsError,
    Product,
    Timing,
    Token,
    merge,
)
from custom_components.gizwits.api.aep import AepCredentials
from custom_components.gizwits.api.aggregates import Aggregator, Unit
from custom_components.gizwits.api.bindings import Bindings
from custom_components.gizwits.api.common_schedules import CommonSchedules
from custom_components.gizwits.api.frames import Frame
from custom_components.gizwits.api.groups import Groups
from custom_components.gizwits.api.http import _parse_date, _retry_after
from custom_components.gizwits.api.logs import LogKind, Logs
from custom_components.gizwits.api.messages import Messages
from custom_components.gizwits.api.registration import Registration
from custom_components.gizwits.api.rules import Rules
from custom_components.gizwits.api.scenes import Scenes
from custom_components.gizwits.api.schedules import Schedules
from custom_components.gizwits.api.sharing import Sharings
from custom_components.gizwits.api.socket import CloudSocket
from custom_components.gizwits.api.system import System
from custom_components.gizwits.api.tasks import Tasks
from custom_components.gizwits.api.users import Users
from custom_components.gizwits.api.verification import AppToken, Captcha, Verification
from custom_components.gizwits.flows.device_choice import device_options
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.quirks import quirk_for
from custom_components.gizwits.registry import device_info

from tests.simulator_tests.definitions import MIX

type Read = Callable[[GizwitsClient], Awaitable[Any]]
type Target = Callable[[bytes], Awaitable[None]]

DEVICE = Device(did="d", product_key="p")
APP_TOKEN = AppToken("t", 0)
NOW = datetime(2026, 11, 27, tzinfo=UTC)
AN_HOUR = (NOW - timedelta(hours=1), NOW)


@cache
def product() -> Product:
    """Return a product with datapoints of every kind."""
    return Product.from_definition(MIX["product_key"], MIX)


READS: dict[str, Read] = {
    "login": lambda c: PasswordLogin.of(c),
    "login_aep": lambda c: AepCredentials("a", "b", URL("https://x.example")).login(
        c._http
    ),
    "device": lambda c: c.device("d"),
    "latest": lambda c: c.latest(DEVICE, product()),
    "latest_inferred": lambda c: c.latest(DEVICE, Product.inferred("p")),
    "logs": lambda c: Logs(c).records("d", LogKind.COMMANDS, *AN_HOUR),
    "logs_online": lambda c: Logs(c).records("d", LogKind.CONNECTIONS, *AN_HOUR),
    "aggregated": lambda c: Logs(c).aggregated(
        "d", ["room"], Aggregator.AVERAGE, Unit.DAYS, *AN_HOUR
    ),
    "schedules": lambda c: Schedules(c).of_device("d"),
    "common_schedules": lambda c: CommonSchedules(c).of(),
    "tasks": lambda c: Tasks(c).all(),
    "task_runs": lambda c: Tasks(c).runs("t"),
    "scenes": lambda c: Scenes(c).all(),
    "scene_status": lambda c: Scenes(c).status("s"),
    "groups": lambda c: Groups(c).all(),
    "group_members": lambda c: Groups(c).members("g"),
    "group_control": lambda c: Groups(c).control("g", product(), {"power": True}),
    "group_add": lambda c: Groups(c).add("g", ["d"]),
    "rules": lambda c: Rules(c).all(),
    "rule_parameters": lambda c: Rules(c).parameters(["p"]),
    "messages": lambda c: Messages(c).all(),
    "sharing_sent": lambda c: Sharings(c).sent("d"),
    "sharing_received": lambda c: Sharings(c).received(),
    "sharing_code": lambda c: Sharings(c).look_up("c"),
    "sharing_invite": lambda c: Sharings(c).invite_by_code("d"),
    "guests": lambda c: Sharings(c).guests("d"),
    "user_info": lambda c: Users(c).info(),
    "user_created": lambda c: Users(c).create_anonymous("i"),
    "app_token": lambda c: Verification(c).app_token("s"),
    "captcha": lambda c: Verification(c).captcha(APP_TOKEN),
    "picture": lambda c: Verification(c).picture(
        Captcha("i", URL("https://api.example.com/i"))
    ),
    "unbind": lambda c: Bindings(c).unbind("d"),
    "bind_mac": lambda c: Bindings(c).by_mac("p", "1" * 32, "m"),
    "register": lambda c: Registration(c).register(
        "p" * 32, "1" * 32, "0" * 12, "ABCDEFGHIJ"
    ),
    "system_version": lambda c: System(c).version(),
    "system_errors": lambda c: System(c).errors(),
    "control": lambda c: c.control("d", {"power": True}),
}


class PasswordLogin:
    """A login of its own; the client is signed in already."""

    @staticmethod
    async def of(client: GizwitsClient) -> Token:
        """Sign in."""
        return await client._auth._credentials.login(client._http)


def _reads(read: Read) -> Target:
    """Return the target of an answer: an error of ours, or something of its size."""

    async def target(content: bytes) -> None:
        try:
            found = await read(client_of(content))
        except GizwitsError:
            return
        assert len(repr(found)) < 100_000 + 200 * len(content)

    return target


async def _bindings(content: bytes) -> None:
    client = client_of(content)
    try:
        devices = await client.bindings()
    except GizwitsError:
        return
    for device in devices:
        client.cloud.socket_url(device)
        info = device_info(device, "a" * 32)
        assert info["name"]
    labels = [option["label"] for option in device_options(devices, {})]
    assert all(label.isprintable() for label in labels)


async def _definition(content: bytes) -> None:
    """From the cloud's answer to what becomes of it in Home Assistant."""
    try:
        definition = await client_of(content).definition("p")
    except GizwitsError:
        return
    made = Product.from_definition("p", definition.raw)
    quirk = quirk_for(made, "")
    if quirk:
        made = quirk.amend(made)
    for chinese in (True, False):
        specs = map_product(made, chinese=chinese, quirk=quirk)
        keys = [(spec.platform, spec.key) for spec in specs]
        assert len(keys) == len(set(keys))


async def _report(content: bytes) -> None:
    """Let a device say anything, known or inferred, over socket and API."""
    client = client_of(content)
    shadow = DeviceShadow()
    for known in (product(), Product.inferred("p")):
        try:
            report = await client.latest(DEVICE, known)
        except GizwitsError:
            return
        shadow.looked_up(report.values, 1.0, 4e9, report.updated_at)
        shadow.reported(report.values, 2.0, 4e9)
        if known.seen is not None:
            seen = merge({}, report.seen)
            inferred = Product.inferred("p", "x", seen, writable=True)
            map_product(inferred, chinese=False)


async def _frames(content: bytes) -> None:
    """Let a logged-in socket receive anything."""
    heard: list[object] = []
    socket = CloudSocket(
        Mock(),
        URL("wss://m2m.example.com/ws/app/v1"),
        "a" * 32,
        Mock(),
        heard.append,
        lambda _: True,
        Timing(),
    )
    socket.set_devices({"d": product(), "e": Product.inferred("e")})
    for line in content.decode(errors="replace").split("\n")[:50]:
        frame = Frame(line)
        repr((frame.serial, frame.error_code, frame.did))
        socket._handle(frame)
        socket.read(frame.did)
    assert len(heard) <= 2 * 50
    assert len(socket._reads) <= 2


async def _headers(content: bytes) -> None:
    """Read a date and a pause of any text."""
    text = content.decode(errors="replace")[:4000]
    _parse_date(text)
    answer = Mock(headers={"Retry-After": text})
    pause = _retry_after(answer)
    assert pause is None or 0 <= pause <= 900


async def _addresses(content: bytes) -> None:
    """Stay with the hosts that are the cloud's own."""
    cloud = client_of(b"").cloud
    text = content.decode(errors="replace")[:2000]
    if (url := cloud.own_url(text)) is not None:
        assert url.scheme == "https"
        assert (url.host or "").endswith("example.com")
    device = Device(did="d", product_key="p", host=text)
    if (url := cloud.socket_url(device)) is not None:
        assert url.scheme == "wss"
        assert str(url.host).endswith(("example.com", "gizwits.com", "gizwitsapi.com"))


async def _kept(content: bytes) -> None:
    """Read a stored token from a file somebody edited."""
    try:
        raw = json.loads(content)
    except ValueError, RecursionError:
        return
    stored_token(raw)


TARGETS: dict[str, Target] = {
    **{name: _reads(read) for name, read in READS.items()},
    "bindings": _bindings,
    "definition": _definition,
    "report": _report,
    "frames": _frames,
    "headers": _headers,
    "addresses": _addresses,
    "kept": _kept,
}
