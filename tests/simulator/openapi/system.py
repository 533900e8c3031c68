"""About the cloud itself (protocol §2.11)."""

from aiohttp import web

from ..errors import ERRORS
from .call import Call, Routes, answer

VERSION = "2.15.1"


async def get_status(call: Call) -> web.Response:
    """GET /status: the version of the service."""
    call.app()
    return answer({"status": {"version": VERSION}})


async def get_errors(_call: Call) -> web.Response:
    """GET /errors: the whole table of codes."""
    rows = [
        {"status": status, "error_code": code, "error_message": message}
        for code, (status, message) in ERRORS.items()
    ]
    return answer(rows)


ROUTES: Routes = [("GET", "/status", get_status), ("GET", "/errors", get_errors)]
