"""Invitations: send, list, accept, reject, cancel (protocol §2.6)."""

from typing import Any

from aiohttp import web

from ..clock import text_time
from ..datapoint import is_integer
from ..errors import ApiError
from ..models import App, User
from ..sharing import (
    ACCEPTED,
    CANCELLED,
    CODE_LIFE,
    INVITATION_LIFE,
    PENDING,
    REJECTED,
    Message,
    Share,
)
from .call import Call, Routes, answer, text
from .messages import meta

PATH = "/app/sharing"
RECIPIENTS = ("uid", "username", "email", "phone")


async def invite(call: Call) -> web.Response:
    """POST /app/sharing: type 0 to a user, type 1 as a QR code; the owner only."""
    app, owner = call.app(), call.user()
    body = await call.body()
    kind, duration = body.get("type"), body.get("duration")
    if kind not in (0, 1) or isinstance(kind, bool):
        raise ApiError(9015, "type")
    if duration is not None and not (is_integer(duration) and 1 <= duration <= 1440):
        raise ApiError(9015, "duration")
    _, device, binding = call.bound(text(body, "did"))
    if not device.product.sharing:
        raise ApiError(9090)
    if binding.role != "owner":
        raise ApiError(9081)
    guest = None if kind else _recipient(call, app, owner, device.did, body)
    now = call.state.clock.stamp(zulu=True)
    share = Share(
        id=call.state.ids.serial(),
        type=kind,
        did=device.did,
        owner=owner.uid,
        guest=guest.uid if guest else None,
        code=None if guest else call.state.ids.hex32(),
        duration=duration,
        created_at=now,
        updated_at=now,
        expired_at=call.state.clock.now() + (CODE_LIFE if kind else INVITATION_LIFE),
    )
    call.state.shares[share.id] = share
    if guest is None:
        qr_content = f"type=share&code={share.code}"
        return answer({"id": None, "qr_content": qr_content})
    _notify(call, guest, f"{display(owner)} shares {device.product.product_name}")
    return answer({"id": share.id, "qr_content": None})


async def list_shares(call: Call) -> web.Response:
    """GET /app/sharing?sharing_type=0|1: sent by me, or received; newest first."""
    user = call.user()
    kind = call.integer("sharing_type")
    if kind not in (0, 1):
        raise ApiError(9015, "sharing_type")
    query = call.request.query
    status = call.integer("status") if query.get("status") else None
    rows = [
        _shown(call, share, share.owner if kind else share.guest)
        for share in reversed(call.state.shares.values())
        if user.uid == (share.guest if kind else share.owner)
        and (status is None or share.status == status)
        and query.get("did") in (None, "", share.did)
    ]
    return answer({"meta": meta(call, rows), "objects": call.page(rows)})


async def cancel(call: Call) -> web.Response:
    """DELETE /app/sharing/{id}: by the owner; an accepted one unbinds the guest."""
    user = call.user()
    share = _share(call)
    if share.owner != user.uid:
        raise ApiError(9093)
    if share.status == CANCELLED:
        raise ApiError(9094)
    if share.status == ACCEPTED and share.guest is not None:
        guest = call.state.accounts.users[share.guest]
        call.state.unbind(guest, call.device(share.did))
    _set_status(call, share, CANCELLED)
    return answer({"id": share.id})


async def decide(call: Call) -> web.Response:
    """PUT /app/sharing/{id}?status=1|2: the guest accepts or rejects."""
    user = call.user()
    share = _share(call)
    if share.guest != user.uid:
        raise ApiError(9096)
    status = call.integer("status")
    if status not in (ACCEPTED, REJECTED):
        raise ApiError(9015, "status")
    check_open(call, share)
    if status == ACCEPTED:
        let_in(call, share, user)
    _set_status(call, share, status)
    return answer({"id": share.id})


async def name_guest(call: Call) -> web.Response:
    """PUT /app/sharing/{id}/alias?user_alias=: by owner or guest."""
    user = call.user()
    share = _share(call)
    if user.uid not in (share.owner, share.guest):
        raise ApiError(9100)
    share.user_alias = call.request.query.get("user_alias", "")
    return answer({"id": share.id})


def check_open(call: Call, share: Share) -> None:
    """Raise 9089 for a decided invitation and 9088 for one that is too old."""
    if share.status != PENDING:
        raise ApiError(9089)
    if share.expired_at <= call.state.clock.now():
        raise ApiError(9088)


def let_in(call: Call, share: Share, guest: User) -> None:
    """Bind a guest, for the minutes the invitation says."""
    binding = call.state.bind(guest, call.device(share.did), role="guest")
    if share.duration is not None:
        binding.expire_at = call.state.clock.now() + share.duration * 60


def display(user: User) -> str:
    """Return what a user is called by others."""
    return user.username or user.email or user.phone or user.uid


def _recipient(
    call: Call, app: App, owner: User, did: str, body: dict[str, Any]
) -> User:
    """Return the user an invitation is for, or 9015, 9080, 9082, 9083, 9087."""
    field = next((name for name in RECIPIENTS if body.get(name)), None)
    if field is None:
        raise ApiError(9015, "uid")
    users = [u for u in call.state.accounts.users.values() if u.app_id == app.app_id]
    guest = next((u for u in users if getattr(u, field) == body[field]), None)
    if guest is None:
        raise ApiError(9082)
    if guest is owner:
        raise ApiError(9080)
    if call.state.bindings.get(guest.uid, did) is not None:
        raise ApiError(9083)
    for share in call.state.shares.values():
        if (share.did, share.guest, share.status) == (did, guest.uid, PENDING):
            if share.expired_at > call.state.clock.now():
                raise ApiError(9087)
    return guest


def _share(call: Call) -> Share:
    number = call.part("id")
    share = call.state.shares.get(int(number)) if number.isdigit() else None
    if share is None:
        raise ApiError(9084)
    return share


def _set_status(call: Call, share: Share, status: int) -> None:
    share.status = status
    share.updated_at = call.state.clock.stamp(zulu=True)


def _notify(call: Call, user: User, content: str) -> None:
    now = call.state.clock.stamp(zulu=True)
    message = Message(call.state.ids.object_id(), user.uid, content, now, now)
    call.state.messages[message.id] = message


def _shown(call: Call, share: Share, other: str | None) -> dict[str, Any]:
    """Return a row: the other party, the device and where the matter stands."""
    user = call.state.accounts.users.get(other or "")
    device = call.state.devices.get(share.did)
    binding = call.state.bindings.get(share.owner, share.did)
    return {
        "id": share.id,
        "type": share.type,
        "uid": user.uid if user else None,
        "username": user.username if user else None,
        "user_alias": share.user_alias,
        "email": user.email if user else None,
        "phone": user.phone if user else None,
        "did": share.did,
        "product_name": device.product.product_name if device else None,
        "dev_alias": binding.dev_alias if binding else None,
        "status": share.status,
        "created_at": share.created_at,
        "updated_at": share.updated_at,
        "expired_at": text_time(share.expired_at, zulu=True),
    }


ROUTES: Routes = [
    ("POST", PATH, invite),
    ("GET", PATH, list_shares),
    ("DELETE", PATH + "/{id}", cancel),
    ("PUT", PATH + "/{id}", decide),
    ("PUT", PATH + "/{id}/alias", name_guest),
]
