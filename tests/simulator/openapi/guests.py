"""Guests of a device: by code, list, removal, transfer (protocol §2.3, §2.6)."""

from aiohttp import web

from ..clock import text_time
from ..device import SimulatedDevice
from ..errors import ApiError
from ..models import User
from ..sharing import ACCEPTED, Share
from .call import Call, Routes, answer
from .sharing import check_open, display, let_in


async def look_at_code(call: Call) -> web.Response:
    """GET /app/sharing/code/{code}: who shares what, until when; not for the owner."""
    share = _by_code(call, call.user())
    owner = call.state.accounts.users[share.owner]
    device = call.device(share.did)
    binding = call.state.bindings.get(share.owner, share.did)
    return answer(
        {
            "owner": display(owner),
            "product_name": device.product.product_name,
            "dev_alias": binding.dev_alias if binding else "",
            "expired_at": text_time(share.expired_at, zulu=True),
        }
    )


async def accept_code(call: Call) -> web.Response:
    """POST /app/sharing/code/{code}: the caller becomes a guest."""
    user = call.user()
    share = _by_code(call, user)
    if call.state.bindings.get(user.uid, share.did) is not None:
        raise ApiError(9083)
    let_in(call, share, user)
    share.guest, share.status = user.uid, ACCEPTED
    share.updated_at = call.state.clock.stamp(zulu=True)
    return answer({"id": share.id})


async def list_guests(call: Call) -> web.Response:
    """GET /app/{did}/bindings: for the owner; names are masked."""
    _, device = _owned(call)
    rows = []
    for binding in call.state.bindings.of_device(device.did):
        if binding.role == "guest":
            user = call.state.accounts.users[binding.uid]
            row: dict[str, str | None] = {"uid": user.uid}
            for name in ("username", "phone", "email"):
                row[name] = _masked(getattr(user, name))
            row["created_at"] = text_time(binding.bound_at, zulu=True)
            rows.append(row)
    return answer(rows)


async def remove_guest(call: Call) -> web.Response:
    """DELETE /app/{did}/bindings?uid=: by the owner; not oneself (9095)."""
    user, device = _owned(call)
    uid = call.request.query.get("uid")
    if not uid:
        raise ApiError(9015, "uid")
    if uid == user.uid:
        raise ApiError(9095)
    binding = call.state.bindings.get(uid, device.did)
    if binding is None:
        raise ApiError(9082)
    call.state.unbind(call.state.accounts.users[uid], device)
    return answer({})


async def transfer(call: Call) -> web.Response:
    """POST /app/sharing/{did}/transfer?uid=: a guest becomes the owner.

    The old owner becomes a guest (Y), or is unbound (N) with
    ``settings.transfer_keeps_owner`` off.
    """
    user, device = _owned(call)
    uid = call.request.query.get("uid", "")
    guest = call.state.bindings.get(uid, device.did)
    if guest is None or guest.role != "guest":
        raise ApiError(9082)
    owner = call.state.bindings.get(user.uid, device.did)
    guest.role, guest.expire_at = "owner", None
    if owner is not None:
        owner.role = "guest"
    if not call.state.settings.transfer_keeps_owner:
        call.state.unbind(user, device)
    return answer({})


def _by_code(call: Call, user: User) -> Share:
    """Return an open invitation by its code, or 9084, 9080, 9088, 9089."""
    code = call.part("code")
    shares = call.state.shares.values()
    share = next((share for share in shares if share.code == code), None)
    if share is None:
        raise ApiError(9084)
    if share.owner == user.uid:
        raise ApiError(9080)
    check_open(call, share)
    return share


def _owned(call: Call) -> tuple[User, SimulatedDevice]:
    user, device, binding = call.bound()
    if binding.role != "owner":
        raise ApiError(9093)
    return user, device


def _masked(text: str | None) -> str | None:
    if text is None:
        return None
    return text[:2] + "*" * max(len(text) - 4, 1) + text[-2:]


ROUTES: Routes = [
    ("GET", "/app/sharing/code/{code}", look_at_code),
    ("POST", "/app/sharing/code/{code}", accept_code),
    ("POST", "/app/sharing/{did}/transfer", transfer),
    ("GET", "/app/{did}/bindings", list_guests),
    ("DELETE", "/app/{did}/bindings", remove_guest),
]
