"""One HTTP call: who calls, with what, and the answer (protocol §2.0, §3)."""

from collections.abc import Awaitable, Callable
import json
import re
from typing import TYPE_CHECKING, Any

from aiohttp import web

from ..device import SimulatedDevice
from ..errors import ApiError
from ..models import App, Binding, User

if TYPE_CHECKING:
    from ..state import CloudState

APP_ID = "X-Gizwits-Application-Id"
USER_TOKEN = "X-Gizwits-User-token"
APP_TOKEN = "X-Gizwits-Application-Token"

type Handler = Callable[[Call], Awaitable[web.Response]]
type Routes = list[tuple[str, str, Handler]]

_INTEGER = re.compile(r"-?\d{1,15}")


class Call:
    """A request with the checks every endpoint makes; each raises ApiError."""

    def __init__(self, state: CloudState, request: web.Request) -> None:
        """Take a request to the cloud ``state``."""
        self.state = state
        self.request = request

    def app(self) -> App:
        """Return the calling app, or 9003."""
        app = self.state.accounts.apps.get(self.request.headers.get(APP_ID, ""))
        if app is None:
            raise ApiError(9003)
        return app

    def user(self) -> User:
        """Return the calling user, or 9003, or 9004."""
        token = self.request.headers.get(USER_TOKEN)
        return self.state.accounts.user_of(self.app(), token)

    def app_by_token(self) -> App:
        """Return the calling app with a living App token, or 9003, or 9004."""
        app = self.app()
        token = self.request.headers.get(APP_TOKEN)
        self.state.accounts.check_app_token(app, token)
        return app

    def part(self, name: str) -> str:
        """Return a variable part of the path."""
        return self.request.match_info[name]

    def device(self, did: str | None = None) -> SimulatedDevice:
        """Return a known device, of the path when not given, or 9014."""
        device = self.state.devices.get(did or self.part("did"))
        if device is None:
            raise ApiError(9014)
        return device

    def bound(self, did: str | None = None) -> tuple[User, SimulatedDevice, Binding]:
        """Return the caller, a device and the binding between them, or 9017."""
        user = self.user()
        device = self.device(did)
        binding = self.state.bindings.get(user.uid, device.did)
        if binding is None:
            raise ApiError(9017)
        return user, device, binding

    async def body(self) -> dict[str, Any]:
        """Return the JSON object sent, or 9015."""
        if self.request.content_type != "application/json":
            raise ApiError(9015, "Content-Type")
        try:
            body = json.loads(await self.request.read())
        except ValueError as error:
            raise ApiError(9015, "body") from error
        if not isinstance(body, dict):
            raise ApiError(9015, "body")
        return body

    def integer(self, name: str, default: int | None = None) -> int:
        """Return a whole number of the query, or 9015; no default: required."""
        text = self.request.query.get(name)
        if text is None and default is not None:
            return default
        if text is None or not _INTEGER.fullmatch(text):
            raise ApiError(9015, name)
        return int(text)

    def flag(self, name: str) -> bool:
        """Return a 0/1 of the query, false when missing, or 9015."""
        number = self.integer(name, 0)
        if number not in (0, 1):
            raise ApiError(9015, name)
        return bool(number)

    def page[T](self, rows: list[T]) -> list[T]:
        """Return the rows ``skip`` and ``limit`` ask for, at most the page cap."""
        skip, limit = self.page_bounds()
        return rows[skip : skip + limit]

    def page_bounds(self) -> tuple[int, int]:
        """Return ``skip`` and the ``limit`` that is really kept, or 9015."""
        limit, skip = self.integer("limit", 20), self.integer("skip", 0)
        if limit < 0:
            raise ApiError(9015, "limit")
        if skip < 0:
            raise ApiError(9015, "skip")
        return skip, min(limit, self.state.settings.page_cap)


def answer(payload: Any, status: int = 200) -> web.Response:
    """Return JSON labelled text/html, as the real servers send it (§0)."""
    return web.Response(
        text=json.dumps(payload), status=status, content_type="text/html"
    )


def empty(status: int = 200) -> web.Response:
    """Return an answer without content."""
    return web.Response(status=status, content_type="text/html")


def text(body: dict[str, Any], name: str, *, longest: int = 1024) -> str:
    """Return a required text of a body, or 9015 with its name."""
    value = body.get(name)
    if not isinstance(value, str) or not value or len(value) > longest:
        raise ApiError(9015, name)
    return value


def optional_text(body: dict[str, Any], name: str, *, longest: int = 1024) -> str:
    """Return a text of a body that may be missing or empty, or 9015."""
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise ApiError(9015, name)
    return value
