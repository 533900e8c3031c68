"""What a caller sees when a fault strikes."""

import http
import json

from aiohttp import web

from ..errors import ApiError
from ..faults import HTML, Fault


class Dropped(web.StreamResponse):
    """The answer of a connection that is gone; recorded with the status 0."""


async def befall(
    request: web.Request, fault: Fault, real: web.Response | None
) -> web.StreamResponse:
    """Return the answer of a fault, made of the real one where it has a part."""
    if fault.drop:
        return _drop(request, Dropped())
    response = real if real is not None and not fault.replaces_answer else None
    if response is None:
        response = _replaced(fault)
    elif fault.content_type is not None:
        response.content_type = fault.content_type
    body = response.body if isinstance(response.body, bytes) else b""
    if fault.cut:
        return await _cut(request, body)
    if fault.truncate:
        response.body = body[: len(body) // 2]
    response.headers.update(fault.headers)
    return response


def _drop(request: web.Request, gone: Dropped) -> Dropped:
    if request.transport is not None:
        request.transport.abort()
    return gone


async def _cut(request: web.Request, body: bytes) -> Dropped:
    """Announce the whole body, send half of it, and hang up."""
    gone = Dropped()
    gone.content_length = len(body) + 1
    await gone.prepare(request)
    await gone.write(body[: len(body) // 2])
    return _drop(request, gone)


def _replaced(fault: Fault) -> web.Response:
    kind = fault.content_type or "text/html"
    if fault.error_code is not None:
        error = ApiError(fault.error_code)
        status = fault.status or error.status
        return web.Response(
            text=json.dumps(error.body()), status=status, content_type=kind
        )
    if fault.html:
        status = fault.status or 502
        page = HTML.format(f"{status} {http.HTTPStatus(status).phrase}")
        return web.Response(text=page, status=status, content_type="text/html")
    status = fault.status or 200
    if fault.body is None:
        return web.Response(status=status, content_type=kind)
    if isinstance(fault.body, bytes):
        return web.Response(body=fault.body, status=status, content_type=kind)
    body = fault.body if isinstance(fault.body, str) else json.dumps(fault.body)
    return web.Response(text=body, status=status, content_type=kind)
