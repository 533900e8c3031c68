"""The message centre (protocol §2.2)."""

from typing import Any

from aiohttp import web

from ..errors import ApiError
from ..sharing import DELETED, READ
from .call import Call, Routes, answer, empty

SHARING = 1


async def list_messages(call: Call) -> web.Response:
    """GET /app/messages?type=1: newest first; deleted ones are gone."""
    user = call.user()
    if call.integer("type") != SHARING:
        raise ApiError(9015, "type")
    rows = [
        {
            "id": message.id,
            "type": message.type,
            "status": message.status,
            "content": message.content,
            "created_at": message.created_at,
            "updated_at": message.updated_at,
        }
        for message in reversed(call.state.messages.values())
        if message.uid == user.uid and message.status != DELETED
    ]
    return answer({"meta": meta(call, rows), "objects": call.page(rows)})


async def mark_message(call: Call) -> web.Response:
    """PUT /app/messages/{id}?status=1|2: read, deleted; 9085, 9098, 9101."""
    user = call.user()
    message = call.state.messages.get(call.part("id"))
    if message is None:
        raise ApiError(9085)
    if message.uid != user.uid:
        raise ApiError(9101)
    if message.status == DELETED:
        raise ApiError(9098)
    status = call.integer("status")
    if status not in (READ, DELETED):
        raise ApiError(9015, "status")
    message.status = status
    message.updated_at = call.state.clock.stamp(zulu=True)
    return empty()


def meta(call: Call, rows: list[Any]) -> dict[str, Any]:
    """Return the ``meta`` of a page: where it is and what comes before and after."""
    skip, limit = call.page_bounds()
    more = skip + limit < len(rows)
    return {
        "total": len(rows),
        "limit": limit,
        "skip": skip,
        "previous": f"?limit={limit}&skip={max(skip - limit, 0)}" if skip else None,
        "next": f"?limit={limit}&skip={skip + limit}" if more else None,
    }


ROUTES: Routes = [
    ("GET", "/app/messages", list_messages),
    ("PUT", "/app/messages/{id}", mark_message),
]
