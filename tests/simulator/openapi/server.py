"""The HTTP server: routes, recording, faults and error answers."""

import asyncio
from collections.abc import Awaitable, Callable
import contextlib
from email.utils import formatdate
import json
from typing import TYPE_CHECKING, Any

from aiohttp import hdrs, web

from ..errors import ApiError
from ..faults import Fault
from ..recorder import Recorded
from . import (
    aep,
    app_token,
    bind,
    bindings,
    common_schedules,
    control,
    devices,
    enrolment,
    groups,
    guests,
    login,
    logs,
    messages,
    profile,
    registration,
    rules,
    scenes,
    schedules,
    sharing,
    system,
    tasks,
    users,
)
from .call import Call, Handler, Routes, answer
from .misfortune import Dropped, befall

if TYPE_CHECKING:
    from ..state import CloudState

AREAS = (
    login,
    users,
    registration,
    profile,
    app_token,
    bindings,
    bind,
    enrolment,
    devices,
    control,
    logs,
    schedules,
    common_schedules,
    tasks,
    # The paths with a fixed word come before those with a did in its place.
    guests,
    sharing,
    messages,
    groups,
    scenes,
    rules,
    system,
    aep,
)
ROUTES: Routes = [route for area in AREAS for route in area.ROUTES]


class OpenApi:
    """The Open API of one cloud; it keeps its port when stopped and started."""

    def __init__(self, state: CloudState, port: int) -> None:
        """Prepare for ``port``; 0 takes a free one at the first start."""
        self.port = port
        self._state = state
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen on the loopback address."""
        if self._runner is not None:
            return
        app = web.Application(middlewares=[self._middleware])
        for method, path, handler in ROUTES:
            app.router.add_route(method, path, self._bound(handler))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Refuse connections until started again."""
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    def _bound(
        self, handler: Handler
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            return await handler(Call(self._state, request))

        return handle

    @web.middleware
    async def _middleware(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        """Record the call, let a fault strike, and answer errors as JSON."""
        recorded = await _record(request)
        recorder = self._state.recorder
        recorder.add(recorder.requests, recorded)
        fault = self._state.faults.strike(request.method, request.path)
        response = await self._answer(request, handler, fault)
        recorded.status = 0 if isinstance(response, Dropped) else response.status
        # Callers correct their clock by this header after a 9043 (§3.3).
        now = formatdate(self._state.clock.now(), usegmt=True)
        response.headers.setdefault(hdrs.DATE, now)
        return response

    async def _answer(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
        fault: Fault | None,
    ) -> web.StreamResponse:
        if fault is not None and fault.before_effect is not False:
            await asyncio.sleep(fault.delay)
        if fault is not None and fault.prevents_effect:
            return await befall(request, fault, None)
        response: web.StreamResponse
        try:
            response = await handler(request)
        except ApiError as error:
            response = answer(error.body(), error.status)
        except web.HTTPException as error:
            response = _page(error.status, error.reason)
        if fault is None or not isinstance(response, web.Response):
            return response
        if fault.before_effect is False:
            await asyncio.sleep(fault.delay)
        return await befall(request, fault, response)


async def _record(request: web.Request) -> Recorded:
    raw = await request.read()
    body: Any = raw
    if raw:
        with contextlib.suppress(ValueError):
            body = json.loads(raw)
    return Recorded(
        request.method,
        request.path,
        dict(request.query),
        request.headers.copy(),
        body if raw else None,
    )


def _page(status: int, reason: str) -> web.Response:
    """Return the web server's own page, for a path or method there is not."""
    text = f"<html><title>{status}: {reason}</title><body>{reason}</body></html>"
    return web.Response(text=text, status=status, content_type="text/html")
