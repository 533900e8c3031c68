"""The cloud itself (newer document, "system"): its version and its list of errors."""

from dataclasses import dataclass

from .caller import members
from .client import GizwitsClient
from .fields import as_int, as_mapping, as_text


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """A code of the cloud, the HTTP status it comes with, and its own words."""

    code: int
    status: int | None
    message: str


class System:
    """What the cloud tells without an account."""

    def __init__(self, client: GizwitsClient) -> None:
        """Ask the cloud of `client`; no account is needed."""
        self._http = client.caller.http

    async def version(self) -> str:
        """Return the version of the cloud's API, '' for none: `GET /status`."""
        status = as_mapping((await self._http.request("GET", "/status")).body)
        return as_text(as_mapping(status.get("status")).get("version"))

    async def errors(self) -> list[ErrorEntry]:
        """Return all codes the cloud uses: `GET /errors`; the list of its own."""
        rows = map(
            as_mapping, members((await self._http.request("GET", "/errors")).body)
        )
        return [
            ErrorEntry(
                code, as_int(row.get("status")), as_text(row.get("error_message"))
            )
            for row in rows
            if (code := as_int(row.get("error_code"))) is not None
        ]
