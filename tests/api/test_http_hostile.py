"""Servers that drip, burst, lie about their length, or hang up at the worst moment."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
import gzip
import resource
import tracemalloc

import aiohttp
from aiohttp import ClientTimeout
import pytest
from yarl import URL

from custom_components.gizwits.api import (
    Cloud,
    GizwitsClient,
    GizwitsConnectionError,
    PasswordCredentials,
    Token,
)
from custom_components.gizwits.api.http import HttpApi

_HTTP = "custom_components.gizwits.api.http"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

type Speak = Callable[[asyncio.StreamWriter], Awaitable[None]]


class Counter:
    """How many requests were received, whole."""

    requests = 0


@asynccontextmanager
async def server(speak: Speak) -> AsyncIterator[tuple[URL, Counter]]:
    """Run a server that reads one request of a connection and then speaks."""
    counter = Counter()
    handlers: set[asyncio.Task[None]] = set()

    async def handle(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if task := asyncio.current_task():
            handlers.add(task)
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            for line in head.lower().split(b"\r\n"):
                if line.startswith(b"content-length:"):
                    await reader.readexactly(int(line.split(b":")[1]))
            counter.requests += 1
            await speak(writer)
        except ConnectionError, asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    running = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with running:
        port = running.sockets[0].getsockname()[1]
        yield URL(f"http://127.0.0.1:{port}"), counter
        running.close_clients()
        for task in handlers:
            task.cancel()
        await asyncio.gather(*handlers, return_exceptions=True)


async def cut_chunks(writer: asyncio.StreamWriter) -> None:
    """Begin a chunk and hang up."""
    writer.write(_HEAD + b'Transfer-Encoding: chunked\r\n\r\n100\r\n{"a":1')
    await writer.drain()


async def reset(writer: asyncio.StreamWriter) -> None:
    """Take the request and reset the connection."""
    writer.transport.abort()


async def short(writer: asyncio.StreamWriter) -> None:
    """Promise more than is sent."""
    writer.write(_HEAD + b"Content-Length: 500\r\n\r\n{}")
    await writer.drain()


async def bad_gzip(writer: asyncio.StreamWriter) -> None:
    """Label as gzip what is none."""
    head = b"Content-Encoding: gzip\r\nContent-Length: 400\r\n\r\n"
    writer.write(_HEAD + head + b"{}".ljust(400))
    await writer.drain()


async def many_headers(writer: asyncio.StreamWriter) -> None:
    """Send headers without an end."""
    for number in range(10_000):
        writer.write(b"X-%d: %s\r\n" % (number, b"a" * 200))
        await writer.drain()


async def drip(writer: asyncio.StreamWriter) -> None:
    """Send a byte now and then, for ever."""
    writer.write(_HEAD + b"Content-Length: 100000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


HANGS_UP = {
    speak.__name__: speak
    for speak in (cut_chunks, reset, short, bad_gzip, many_headers)
}


@pytest.mark.parametrize("name", HANGS_UP)
async def test_a_command_is_sent_once_and_its_outcome_is_open(
    session: aiohttp.ClientSession, name: str
) -> None:
    """The request was there: nothing says whether it was carried out."""
    async with server(HANGS_UP[name]) as (url, counter):
        client = GizwitsClient(
            session,
            Cloud.from_base_url(str(url)),
            "app",
            PasswordCredentials("anna", "x"),
            token=Token("t", "u", 4e9, 4e9),
        )
        with pytest.raises(GizwitsConnectionError) as caught:
            await client.control("d", {"power": True})
    assert caught.value.sent
    assert counter.requests == 1


async def test_an_answer_that_drips(
    session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes in time, but not the whole of it."""
    monkeypatch.setattr(f"{_HTTP}._TIMEOUT", ClientTimeout(total=0.2))
    async with server(drip) as (url, _):
        with pytest.raises(GizwitsConnectionError):
            await HttpApi(session, url, "app").request("GET", "/app/bindings")


async def test_an_answer_that_unpacks_without_an_end(
    session: aiohttp.ClientSession,
) -> None:
    """A little gzip is not worth more memory than the largest answer."""
    packed = gzip.compress(bytes(100 * 1024 * 1024), 9)

    async def bomb(writer: asyncio.StreamWriter) -> None:
        head = b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
        writer.write(_HEAD + head + packed)
        await writer.drain()

    async with server(bomb) as (url, _):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        tracemalloc.start()
        with pytest.raises(GizwitsConnectionError):
            await HttpApi(session, url, "app").request("GET", "/app/bindings")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert peak < 64 * 1024 * 1024
    assert after - before < 200 * 1024


async def test_a_slow_cloud_does_not_keep_a_command_waiting(
    session: aiohttp.ClientSession,
) -> None:
    """Questions may fill all their places; commands have their own."""
    release = asyncio.Event()

    async def answer(writer: asyncio.StreamWriter) -> None:
        await release.wait()
        writer.write(_HEAD + b"Content-Length: 2\r\n\r\n{}")
        await writer.drain()

    async with server(answer) as (url, counter):
        http = HttpApi(session, url, "app")
        waiting = [
            asyncio.create_task(http.request("GET", "/app/bindings")) for _ in range(30)
        ]
        while counter.requests < 10:
            await asyncio.sleep(0.001)
        command = asyncio.create_task(
            http.request("POST", "/app/control/d", json={}, urgent=True)
        )
        while counter.requests < 11:
            await asyncio.sleep(0.001)
        release.set()
        assert (await command).body == {}
        await asyncio.gather(*waiting)
