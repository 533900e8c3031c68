"""Certificates that are not good, and addresses of the newer kind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
import ssl
from unittest.mock import AsyncMock

import aiohttp
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
import pytest
from yarl import URL

from custom_components.gizwits.api import (
    Cloud,
    Device,
    GizwitsConnectionError,
    Timing,
    Token,
)
from custom_components.gizwits.api.http import HttpApi
from custom_components.gizwits.api.socket import CloudSocket

from tests.simulator import SimulatedCloud

API = Path(__file__).parents[2] / "custom_components" / "gizwits"


def own_certificate(folder: Path) -> ssl.SSLContext:
    """Return the context of a server whose certificate nobody has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@asynccontextmanager
async def serving(
    host: str, context: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[int, list[str]]]:
    """Run a server; yield its port and the paths it was asked for."""
    asked: list[str] = []

    async def handle(request: web.Request) -> web.Response:
        asked.append(request.path)
        return web.json_response({"ok": 1})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, 0, ssl_context=context).start()
    try:
        yield runner.addresses[0][1], asked
    finally:
        await runner.cleanup()


async def test_a_certificate_nobody_has_signed(
    session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """Neither a request nor a socket gets as far as to say anything."""
    context = await asyncio.to_thread(own_certificate, tmp_path)
    async with serving("127.0.0.1", context) as (port, asked):
        http = HttpApi(session, URL(f"https://localhost:{port}"), "app")
        with pytest.raises(GizwitsConnectionError) as caught:
            await http.request("POST", "/app/login", json={"password": "x"})
        assert not caught.value.sent
        auth = AsyncMock()
        auth.token.return_value = Token("t", "u", 4e9, 4e9)
        url = URL(f"wss://localhost:{port}/ws/app/v1")
        socket = CloudSocket(
            session, url, "app", auth, lambda _: None, lambda _: True, Timing()
        )
        with pytest.raises(GizwitsConnectionError):
            await socket.run()
    assert not asked


def test_nothing_turns_the_check_off() -> None:
    """No argument of aiohttp's that concerns TLS is used anywhere."""
    for path in API.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "ssl=" not in text, path
        assert "verify_ssl" not in text, path


def test_an_address_of_the_newer_kind() -> None:
    """A cloud at home by its IPv6 address, with its sockets."""
    cloud = Cloud.from_base_url("http://[::1]:1234/")
    url = cloud.socket_url(Device(did="d", product_key="p", host="::1", ws_port=8081))
    assert str(url) == "ws://[::1]:8081/ws/app/v1"


async def test_many_accounts_share_nothing_but_the_session(
    session: aiohttp.ClientSession, cloud: SimulatedCloud
) -> None:
    """The places of one account's questions are not those of another's."""
    first, second = (
        HttpApi(session, URL(cloud.base_url), cloud.app_id) for _ in range(2)
    )
    cloud.faults.all(path="/app/slow", delay=0.3, body={})
    slow = [asyncio.create_task(first.request("GET", "/app/slow")) for _ in range(20)]
    await asyncio.sleep(0.05)
    async with asyncio.timeout(0.25):
        cloud.faults.next(path="/app/quick", body={})
        await second.request("GET", "/app/quick")
    await asyncio.gather(*slow)
