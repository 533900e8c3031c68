"""Groups of devices (protocol §2.7)."""

from typing import Any

from aiohttp import web

from ..errors import ERRORS, ApiError
from ..groups import Group
from ..models import User
from .call import Call, Routes, answer, optional_text, text
from .control import parse_command

PATH = "/app/group"


async def list_groups(call: Call) -> web.Response:
    """GET /app/group: the caller's groups."""
    user = call.user()
    groups = [group for group in call.state.groups.values() if group.uid == user.uid]
    return answer([_shown(call, group) for group in groups])


async def create_group(call: Call) -> web.Response:
    """POST /app/group: 201 with the id; only with a product key it can be controlled."""
    user = call.user()
    body = await call.body()
    key = optional_text(body, "product_key") or None
    if key is not None and key not in call.state.products:
        raise ApiError(9002)
    now = call.state.clock.stamp(zulu=True)
    name = text(body, "group_name", longest=128)
    group = Group(call.state.ids.object_id(), user.uid, name, key, now, now)
    call.state.groups[group.id] = group
    return answer({"id": group.id}, 201)


async def rename_group(call: Call) -> web.Response:
    """PUT /app/group/{id}: a new name."""
    group = own_group(call, call.user(), call.part("id"))
    group.group_name = text(await call.body(), "group_name", longest=128)
    group.updated_at = call.state.clock.stamp(zulu=True)
    return answer({"id": group.id})


async def delete_group(call: Call) -> web.Response:
    """DELETE /app/group/{id}."""
    group = own_group(call, call.user(), call.part("id"))
    del call.state.groups[group.id]
    return answer({})


async def list_members(call: Call) -> web.Response:
    """GET /app/group/{id}/devices."""
    user = call.user()
    group = own_group(call, user, call.part("id"))
    return answer([_member(call, user, did) for did in _present(call, user, group)])


async def add_members(call: Call) -> web.Response:
    """POST /app/group/{id}/devices: which went in; the reasons with show_detail=1."""
    user = call.user()
    group = own_group(call, user, call.part("id"))
    success: list[str] = []
    detail: list[dict[str, Any]] = []
    for did in _dids(await call.body()):
        code = _obstacle(call, user, group, did)
        if code is None:
            success.append(did)
            group.dids = [*(known for known in group.dids if known != did), did]
            continue
        message = ERRORS[code][1]
        row = {"did": did, "error_code": code, "error_message": message}
        detail.append({**row, "detail_msg": None})
    failed = [row["did"] for row in detail]
    body: dict[str, Any] = {"success": success, "failed": failed}
    return answer({**body, "detail": detail} if call.flag("show_detail") else body)


async def remove_members(call: Call) -> web.Response:
    """DELETE /app/group/{id}/devices with a JSON body."""
    group = own_group(call, call.user(), call.part("id"))
    dids = _dids(await call.body())
    success = [did for did in dids if did in group.dids]
    group.dids = [did for did in group.dids if did not in success]
    failed = [did for did in dids if did not in success]
    return answer({"success": success, "failed": failed})


async def control_group(call: Call) -> web.Response:
    """POST /app/group/{id}/control: attrs or raw to all; who took it."""
    user = call.user()
    if call.app().commands_by_aep:
        raise ApiError(9039)
    group = own_group(call, user, call.part("id"))
    if group.product_key is None:
        raise ApiError(9015, "product_key")
    product = call.state.products[group.product_key]
    command = parse_command(product.definition, await call.body())
    rows = []
    for did in _present(call, user, group):
        device = call.state.devices[did]
        if command.raw is None:
            done = call.state.orders.command(device, command.values, command.attrs)
        else:
            done = call.state.orders.raw(device, command.raw)
        rows.append({"did": did, "result": done})
    return answer(rows)


def own_group(call: Call, user: User, group_id: str) -> Group:
    """Return a group of the caller; no code is documented for another, so 9015."""
    group = call.state.groups.get(group_id)
    if group is None or group.uid != user.uid:
        raise ApiError(9015, "group_id")
    return group


def _present(call: Call, user: User, group: Group) -> list[str]:
    """Return the members that are still bound to the caller."""
    bindings = call.state.bindings
    return [did for did in group.dids if bindings.get(user.uid, did) is not None]


def _obstacle(call: Call, user: User, group: Group, did: str) -> int | None:
    """Return why a device cannot go into a group."""
    device = call.state.devices.get(did)
    if device is None:
        return 9014
    if call.state.bindings.get(user.uid, did) is None:
        return 9017
    wrong = group.product_key not in (None, device.product_key)
    return 9002 if wrong else None


def _shown(call: Call, group: Group) -> dict[str, Any]:
    product = call.state.products.get(group.product_key or "")
    return {
        "id": group.id,
        "group_name": group.group_name,
        "product_key": group.product_key,
        "verbose_name": product.product_name if product else None,
        "created_at": group.created_at,
        "updated_at": group.updated_at,
    }


def _member(call: Call, user: User, did: str) -> dict[str, Any]:
    device = call.state.devices[did]
    binding = call.state.bindings.get(user.uid, did)
    return {
        "did": did,
        "type": "normal",
        "verbose_name": device.product.product_name,
        "dev_alias": binding.dev_alias if binding else "",
        "product_key": device.product_key,
    }


def _dids(body: dict[str, Any]) -> list[str]:
    dids = body.get("dids")
    if not isinstance(dids, list) or not all(isinstance(did, str) for did in dids):
        raise ApiError(9015, "dids")
    return list(dids)


ROUTES: Routes = [
    ("GET", PATH, list_groups),
    ("POST", PATH, create_group),
    ("PUT", PATH + "/{id}", rename_group),
    ("DELETE", PATH + "/{id}", delete_group),
    ("GET", PATH + "/{id}/devices", list_members),
    ("POST", PATH + "/{id}/devices", add_members),
    ("DELETE", PATH + "/{id}/devices", remove_members),
    ("POST", PATH + "/{id}/control", control_group),
]
