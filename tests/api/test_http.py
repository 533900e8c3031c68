"""One HTTP request: what status, code and connection become (protocol 3)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
import socket
import time
from typing import Any

import aiohttp
from aiohttp import ClientTimeout, web
import pytest
from yarl import URL

from custom_components.gizwits.api import (
    GizwitsAuthError,
    GizwitsConnectionError,
    GizwitsError,
    GizwitsRequestError,
    GizwitsThrottledError,
)
from custom_components.gizwits.api.exceptions import ERRORS
from custom_components.gizwits.api.http import HttpApi

from tests.simulator import SimulatedCloud

_HTTP = "custom_components.gizwits.api.http"
PATH = "/app/bindings"
TOKEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def http(cloud: SimulatedCloud, session: aiohttp.ClientSession) -> HttpApi:
    """Return the API of the simulated cloud."""
    return HttpApi(session, URL(cloud.base_url), cloud.app_id)


async def refused(http: HttpApi, method: str = "GET", **options: Any) -> GizwitsError:
    """Return the error of a request that must not succeed."""
    with pytest.raises(GizwitsError) as caught:
        await http.request(method, PATH, token=TOKEN, **options)
    return caught.value


async def not_reached(
    http: HttpApi, method: str = "GET", **options: Any
) -> GizwitsConnectionError:
    """Return the error of a request whose answer did not come, or is none."""
    error = await refused(http, method, **options)
    assert isinstance(error, GizwitsConnectionError)
    return error


async def test_a_request_as_the_document_has_it(
    http: HttpApi, cloud: SimulatedCloud
) -> None:
    """Headers, query, body; JSON labelled text/html is JSON."""
    cloud.faults.next(body={"devices": []}, headers={"ETag": '"e"'})
    reply = await http.request(
        "POST",
        PATH,
        token=TOKEN,
        params={"limit": 20},
        json={"名": [1]},
        headers={"X-More": "1"},
    )
    assert (reply.body, reply.etag, reply.not_modified) == (
        {"devices": []},
        '"e"',
        False,
    )
    [call] = cloud.requests
    assert (call.method, call.path, call.query) == ("POST", PATH, {"limit": "20"})
    assert call.body == {"名": [1]}
    assert call.headers["X-Gizwits-Application-Id"] == cloud.app_id
    assert call.headers["X-Gizwits-User-token"] == TOKEN
    assert call.headers["Content-Type"] == "application/json; charset=utf-8"
    assert call.headers["Accept"] == "application/json"
    assert call.headers["X-More"] == "1"


async def test_nothing_is_sent_that_was_not_given(
    http: HttpApi, cloud: SimulatedCloud
) -> None:
    """No token, no body."""
    cloud.faults.next(body={})
    await http.request("GET", PATH)
    [call] = cloud.requests
    assert "X-Gizwits-User-token" not in call.headers
    assert "json" not in call.headers.get("Content-Type", "")
    assert call.body is None


@pytest.mark.parametrize("body", [None, "", "  \n"])
async def test_an_empty_answer_is_an_empty_object(
    http: HttpApi, cloud: SimulatedCloud, body: str | None
) -> None:
    """As some calls answer with nothing, and any 2xx will do."""
    cloud.faults.next(status=201, body=body)
    assert (await http.request("GET", PATH)).body == {}


async def test_not_modified(http: HttpApi, cloud: SimulatedCloud) -> None:
    """304 has no body."""
    cloud.faults.next(status=304, headers={"ETag": '"e"'})
    reply = await http.request("GET", PATH)
    assert (reply.not_modified, reply.etag, reply.body) == (True, '"e"', None)


@pytest.mark.parametrize("code", sorted(ERRORS))
async def test_every_code_is_raised_as_its_class(
    http: HttpApi, cloud: SimulatedCloud, code: int
) -> None:
    """By the code, whatever the status, number or text."""
    cloud.faults.next(error_code=code)
    assert type(await refused(http)) is ERRORS[code]
    for status in (200, 400, 401, 500):
        cloud.faults.next(
            status=status, body={"error_code": str(code), "error_message": "m"}
        )
        error = await refused(http)
        assert type(error) is ERRORS[code]
        assert (error.code, error.message) == (code, "m")


@pytest.mark.parametrize(
    "detail",
    [
        {"detail_message": "attrs"},
        {"detail_msg": None},
        {"detail": ""},
        {"detail": {"did": ["x"]}},
        {},
    ],
)
async def test_detail_in_all_its_spellings(
    http: HttpApi, cloud: SimulatedCloud, detail: dict[str, Any]
) -> None:
    """Does not change what the error is."""
    body = {"error_message": "form invalid!", "error_code": 9015, **detail}
    cloud.faults.next(status=400, body=body)
    error = await refused(http)
    assert type(error) is GizwitsRequestError
    assert (error.code, error.message) == (9015, "form invalid!")


@pytest.mark.parametrize("message", [None, "", {}, True])
async def test_an_error_without_a_message(
    http: HttpApi, cloud: SimulatedCloud, message: Any
) -> None:
    """Still says something."""
    cloud.faults.next(status=400, body={"error_message": message, "error_code": 9042})
    assert str(await refused(http)) == "Refused by the cloud (9042)"


async def test_a_message_is_bounded(http: HttpApi, cloud: SimulatedCloud) -> None:
    """It may end in a log."""
    body = {"error_message": "x" * 5000, "error_code": 9008}
    cloud.faults.next(status=500, body=body)
    assert len((await refused(http)).message) == 200


@pytest.mark.parametrize("code", [0, "0", None, "", [], "x"])
async def test_no_code_is_no_error(
    http: HttpApi, cloud: SimulatedCloud, code: Any
) -> None:
    """200 with an empty error member is an answer."""
    cloud.faults.next(body={"error_code": code, "devices": []})
    assert (await http.request("GET", PATH)).body["devices"] == []


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("html", [True, False])
async def test_a_gateway_that_fails(
    http: HttpApi, cloud: SimulatedCloud, status: int, html: bool
) -> None:
    """HTML or nothing: later, and it may have arrived."""
    cloud.faults.next(status=status, html=html)
    error = await not_reached(http)
    assert (error.code, error.retry_after, error.sent) == (None, None, True)
    assert str(error) == f"The cloud answered with HTTP {status}"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405])
async def test_refused_without_a_code(
    http: HttpApi, cloud: SimulatedCloud, status: int
) -> None:
    """Empty or JSON: a wrong request, never a refused account."""
    bodies: list[Any] = [None, {}, {"error_message": "no"}, []]
    for body in bodies:
        cloud.faults.next(status=status, body=body)
        error = await refused(http)
        assert type(error) is GizwitsRequestError
        assert error.code is None


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405])
async def test_a_page_of_somebody_else(
    http: HttpApi, cloud: SimulatedCloud, status: int
) -> None:
    """A firewall's or a portal's HTML is no answer of the Open API: later."""
    cloud.faults.next(status=status, html=True)
    assert (await not_reached(http)).sent


@pytest.mark.parametrize(
    "body", ["<html>", '{"devices": [', "nothing", b"\xff\xfe\x00", "NaN"]
)
async def test_200_without_json(
    http: HttpApi, cloud: SimulatedCloud, body: Any
) -> None:
    """Is a connection error, whatever its label says."""
    cloud.faults.next(body=body, content_type="application/json")
    assert (await not_reached(http)).sent


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", "x/y"])
async def test_a_wrong_label_does_not_matter(
    http: HttpApi, cloud: SimulatedCloud, kind: str
) -> None:
    """JSON is JSON."""
    cloud.faults.next(body={"a": 1}, content_type=kind)
    assert (await http.request("GET", PATH)).body == {"a": 1}


async def test_throttled(http: HttpApi, cloud: SimulatedCloud) -> None:
    """429 and 9041, alone and together, with the pause they name or a minute."""
    for fault in (
        {"error_code": 9041},
        {"error_code": 9041, "status": 200},
        {"status": 429},
        {"status": 429, "html": True},
    ):
        cloud.faults.next(**fault)
        error = await not_reached(http)
        assert isinstance(error, GizwitsThrottledError)
        assert error.retry_after == 60
        cloud.faults.next(**fault, headers={"Retry-After": "120"})
        assert (await not_reached(http)).retry_after == 120


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("5", 5),
        ("0", 0),
        ("-5", 0),
        ("100000", 900),
        ("soon", None),
        ("nan", None),
        ("", None),
        ("Fri, 14 Jul 2017 02:40:00 GMT", 0),
        ("Fri, 31 Dec 9998 23:59:59 GMT", 900),
    ],
)
async def test_retry_after(
    http: HttpApi, cloud: SimulatedCloud, header: str, pause: float | None
) -> None:
    """Seconds or a date, never more than a quarter of an hour."""
    cloud.faults.next(status=503, headers={"Retry-After": header})
    assert (await not_reached(http)).retry_after == pause


@pytest.mark.parametrize("usegmt", [True, False])
async def test_retry_after_as_a_date(
    http: HttpApi, cloud: SimulatedCloud, usegmt: bool
) -> None:
    """Is the time until then."""
    then = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=usegmt)
    cloud.faults.next(status=429, headers={"Retry-After": then})
    assert (await not_reached(http)).retry_after == pytest.approx(90, abs=3)


@pytest.mark.parametrize("name", ["Date", "Retry-After"])
@pytest.mark.parametrize(
    "text",
    [
        "Fri, 14 Jul 2017",
        "Fri, 99 Jul 2017 02:40:00 GMT",
        "Fri, 14 Jul 99999999999 02:40:00 GMT",
        "Fri, 14 Jul 2017 02:40:00 +99999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Mon, 01 Jan 0001 00:00:00 +2359",
    ],
)
async def test_a_date_nobody_can_read(
    http: HttpApi, cloud: SimulatedCloud, name: str, text: str
) -> None:
    """Does no harm."""
    cloud.faults.next(status=503, headers={name: text})
    error = await not_reached(http)
    assert str(error) == "The cloud answered with HTTP 503"


async def test_the_clouds_clock(http: HttpApi, cloud: SimulatedCloud) -> None:
    """Its Date header is followed, also that of an error."""
    assert http.now() == pytest.approx(time.time(), abs=1)
    cloud.clock.freeze(1_500_000_000)
    cloud.faults.next(error_code=9008)
    await refused(http)
    assert http.now() == pytest.approx(1_500_000_000, abs=2)
    cloud.faults.next(body={}, headers={"Date": "yesterday"})
    await http.request("GET", PATH)
    assert http.now() == pytest.approx(1_500_000_000, abs=2)
    cloud.faults.next(body={}, headers={"Date": "Fri, 14 Jul 2017 03:40:00"})
    await http.request("GET", PATH)
    assert http.now() == pytest.approx(1_500_003_600, abs=2)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(
    http: HttpApi, cloud: SimulatedCloud, status: int
) -> None:
    """Neither to a stranger nor within the cloud: it would carry the token."""
    async with SimulatedCloud(seed=2) as stranger:
        where = f"{stranger.base_url}{PATH}"
        cloud.faults.next(status=status, headers={"Location": where})
        error = await not_reached(http)
        assert str(error) == f"The cloud answered with HTTP {status}"
        assert stranger.requests == []
    assert len(cloud.requests) == 1


async def test_an_answer_without_an_end(
    http: HttpApi, cloud: SimulatedCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is cut off, at 16 MiB in life."""
    monkeypatch.setattr(f"{_HTTP}._LARGEST_ANSWER", 200_000)
    cloud.faults.next(body="[" + "1," * 99_000 + "1]")
    assert len((await http.request("GET", PATH)).body) == 99_001
    cloud.faults.next(body="[" + "1," * 200_000 + "1]")
    error = await not_reached(http)
    assert (str(error), error.sent) == ("The answer is too large", True)


async def test_a_connection_that_breaks(http: HttpApi, cloud: SimulatedCloud) -> None:
    """Before an answer or in the middle of it: it may have arrived."""
    for fault in ({"drop": True}, {"cut": True, "body": {"devices": []}}):
        cloud.faults.next(**fault)
        assert (await not_reached(http, "POST")).sent
    cloud.faults.all(drop=True)
    assert (await not_reached(http, "GET")).sent


async def test_a_cloud_that_is_down(http: HttpApi, cloud: SimulatedCloud) -> None:
    """A refused connection is the proof that nothing was sent."""
    await cloud.openapi.stop()
    error = await not_reached(http, "POST", json={})
    assert (error.sent, error.code, error.retry_after) == (False, None, None)


async def test_a_name_nobody_knows(session: aiohttp.ClientSession) -> None:
    """A name that is not found is the proof too."""
    http = HttpApi(session, URL("http://cloud.invalid"), "app")
    assert not (await not_reached(http, "POST")).sent


async def test_a_cloud_that_does_not_answer(
    http: HttpApi, cloud: SimulatedCloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request is there, so it may have had its effect."""
    monkeypatch.setattr(f"{_HTTP}._TIMEOUT", ClientTimeout(total=0.1))
    cloud.faults.next(delay=0.2, body={})
    assert (await not_reached(http, "POST")).sent
    await asyncio.sleep(0.15)


@asynccontextmanager
async def full_backlog() -> AsyncIterator[int]:
    """Return a port where nobody takes up the connection, like a firewall's."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        port = server.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for client in waiting:
            client.setblocking(False)
            client.connect_ex(("127.0.0.1", port))
        try:
            yield port
        finally:
            for client in waiting:
                client.close()


async def test_a_connection_that_is_never_made(
    session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A time-out while connecting is the proof that nothing was sent."""
    monkeypatch.setattr(f"{_HTTP}._TIMEOUT", ClientTimeout(total=5, connect=0.1))
    async with full_backlog() as port:
        http = HttpApi(session, URL(f"http://127.0.0.1:{port}"), "app")
        assert not (await not_reached(http, "POST")).sent


@asynccontextmanager
async def serving(
    handler: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[int]:
    """Run a server that speaks whatever the handler does; returns its port."""
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_a_server_that_does_not_speak_http(
    session: aiohttp.ClientSession,
) -> None:
    """Is a connection error."""

    async def babble(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
        writer.close()

    async with serving(babble) as port:
        http = HttpApi(session, URL(f"http://127.0.0.1:{port}"), "app")
        assert (await not_reached(http, "POST")).sent


async def test_at_most_ten_at_once(session: aiohttp.ClientSession) -> None:
    """The rest waits its turn, and all are answered."""
    now = most = 0

    async def handle(_: web.Request) -> web.Response:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0.01)
        now -= 1
        return web.json_response({})

    app = web.Application()
    app.router.add_get(PATH, handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    http = HttpApi(session, URL(f"http://127.0.0.1:{runner.addresses[0][1]}"), "app")
    replies = await asyncio.gather(*(http.request("GET", PATH) for _ in range(35)))
    await runner.cleanup()
    assert len(replies) == 35
    assert most == 10


async def test_a_failure_gives_its_turn_back(
    http: HttpApi, cloud: SimulatedCloud
) -> None:
    """After many failures the next request still goes out."""
    cloud.faults.all(status=500)
    for _ in range(12):
        await refused(http)
    cloud.faults.clear()
    assert isinstance(await refused(http), GizwitsAuthError)


async def test_a_form(http: HttpApi, cloud: SimulatedCloud) -> None:
    """Device-side calls take a form and answer with text; refusals are JSON."""
    cloud.faults.next(status=201, body=" 1f31e2d9\n")
    text = await http.post_form("/dev/key/device", {"data": "0a", "名": "a b&c"})
    assert text == "1f31e2d9"
    [call] = cloud.requests
    assert call.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert call.body == b"data=0a&%E5%90%8D=a+b%26c"
    cloud.faults.next(error_code=9047)
    with pytest.raises(GizwitsRequestError) as caught:
        await http.post_form("/dev/key/device", {})
    assert caught.value.code == 9047
    cloud.faults.next(body="x" * 5000)
    with pytest.raises(GizwitsConnectionError, match="too large"):
        await http.post_form("/dev/key/device", {})


async def test_something_that_is_not_of_the_api(
    http: HttpApi, cloud: SimulatedCloud
) -> None:
    """It is fetched without a word of who we are."""

    async def status(response: aiohttp.ClientResponse) -> int:
        return response.status

    url = URL(cloud.base_url) / "captcha" / "image"
    assert await http.fetch(url, status) == 404
    [call] = cloud.requests
    assert not [name for name in call.headers if name.lower().startswith("x-gizwits")]
    await cloud.openapi.stop()
    await asyncio.sleep(0.02)
    with pytest.raises(GizwitsConnectionError):
        await http.fetch(url, status)


async def test_the_same_app_elsewhere(http: HttpApi) -> None:
    """With its id, at another address."""
    async with SimulatedCloud(seed=2) as other:
        await refused(http.at(URL(other.base_url)))
        [call] = other.requests
    assert call.headers["X-Gizwits-Application-Id"] == http.app_id


@pytest.mark.parametrize(
    "path", ["/app/../x", "/app//x", "/a b", "/a?b", "/a%2e", "/a\n", "app", "", "/é"]
)
async def test_a_path_is_made_of_plain_parts(
    http: HttpApi, cloud: SimulatedCloud, path: str
) -> None:
    """An id that is none leads nowhere; nothing is sent."""
    with pytest.raises(GizwitsRequestError):
        await http.request("GET", path, token=TOKEN)
    assert cloud.requests == []


async def test_a_base_url_with_a_path(session: aiohttp.ClientSession) -> None:
    """A private cloud can be below one."""
    async with SimulatedCloud() as cloud:
        http = HttpApi(session, URL(f"{cloud.base_url}/giz"), cloud.app_id)
        await refused(http)
        assert [call.path for call in cloud.requests] == [f"/giz{PATH}"]


async def test_a_token_with_a_line_break(http: HttpApi) -> None:
    """A header cannot be broken out of, and it is our own error."""
    with pytest.raises(GizwitsError):
        await http.request("GET", PATH, token="a\r\nX-Evil: 1")
