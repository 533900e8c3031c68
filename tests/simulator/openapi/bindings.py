"""The devices of a user (protocol §2.3)."""

from aiohttp import web

from ..device_item import listed_item
from ..errors import ApiError
from .call import Call, Routes, answer, optional_text


async def list_bindings(call: Call) -> web.Response:
    """GET /app/bindings: newest first, no total, pages of at most the cap."""
    user = call.user()
    disabled = call.flag("show_disabled")
    proto_ver, lan_prot_ver = call.flag("show_proto_ver"), call.flag("lan_prot_ver")
    rows = [
        (call.state.devices[binding.did], binding)
        for binding in call.state.bindings.of_user(user.uid)
    ]
    shown = [row for row in rows if disabled or not row[0].is_disabled]
    items = [
        listed_item(
            call.state,
            device,
            binding,
            proto_ver=proto_ver,
            lan_prot_ver=lan_prot_ver,
        )
        for device, binding in call.page(shown)
    ]
    return answer({"devices": items})


async def update_binding(call: Call) -> web.Response:
    """PUT /app/bindings/{did}: remark, dev_alias, dev_label; echoes what was sent."""
    _, _, binding = call.bound()
    body = await call.body()
    changed = {
        name: optional_text(body, name)
        for name in ("remark", "dev_alias")
        if name in body
    }
    labels = body.get("dev_label")
    if labels is not None and not (
        isinstance(labels, list) and all(isinstance(label, str) for label in labels)
    ):
        raise ApiError(9015, "dev_label")
    if not changed and labels is None:
        raise ApiError(9015, "remark")
    for name, value in changed.items():
        setattr(binding, name, value)
    if labels is None:
        return answer(changed)
    binding.dev_label = list(labels)
    return answer({**changed, "dev_label": labels})


async def delete_bindings(call: Call) -> web.Response:
    """DELETE /app/bindings with a JSON body: which dids were unbound, which not."""
    user = call.user()
    success: list[str] = []
    failed: list[str] = []
    for did in device_dids(await call.body()):
        device = call.state.devices.get(did)
        gone = device is not None and call.state.unbind(user, device)
        (success if gone else failed).append(did)
    return answer({"success": success, "failed": failed})


def device_dids(body: dict[str, object]) -> list[str]:
    """Return the dids of ``{"devices": [{"did": …}]}``, or 9015."""
    devices = body.get("devices")
    if not isinstance(devices, list) or not devices:
        raise ApiError(9015, "devices")
    dids = [item.get("did") for item in devices if isinstance(item, dict)]
    if len(dids) != len(devices) or not all(isinstance(did, str) for did in dids):
        raise ApiError(9015, "did")
    return [str(did) for did in dids]


ROUTES: Routes = [
    ("GET", "/app/bindings", list_bindings),
    ("PUT", "/app/bindings/{did}", update_binding),
    ("DELETE", "/app/bindings", delete_bindings),
]
