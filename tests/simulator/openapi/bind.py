"""Binding devices: by MAC, by QR code, by did and passcode (protocol §2.3)."""

import re
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from ..device import SimulatedDevice
from ..device_item import device_item
from ..errors import ApiError
from ..models import User
from ..signing import bind_signature
from .call import Call, Routes, answer, empty, optional_text, text

CLOCK_SKEW = 300
_TIMESTAMP = re.compile(r"\d{9,11}")


async def bind_mac(call: Call) -> web.Response:
    """POST /app/bind_mac: signed with the product's secret; 201 with a DeviceItem.

    9043 more than five minutes off, 9044 wrong signature, 9014 never came online,
    9092 somebody else is the owner.
    """
    user = call.user()
    body = await call.body()
    key, mac = text(body, "product_key"), text(body, "mac")
    product = call.state.products.get(key)
    if product is None:
        raise ApiError(9002)
    _check_signature(call, product.product_secret)
    remark, alias = optional_text(body, "remark"), optional_text(body, "dev_alias")
    device = next(
        (
            device
            for device in call.state.devices.values()
            if device.product is product and device.mac == mac
        ),
        None,
    )
    if device is None:
        raise ApiError(9014)
    _bind(call, user, device, body.get("set_owner", 0))
    binding = call.state.bindings.add(user, device.did, "normal")
    binding.remark = remark or binding.remark
    binding.dev_alias = alias or binding.dev_alias
    return answer(device_item(call.state, device, binding), 201)


async def bind_latest(call: Call) -> web.Response:
    """POST /app/bind_latest: the text of a device's QR code; 201, 9040."""
    user = call.user()
    body = await call.body()
    content = text(body, "qr_content", longest=2048)
    query = parse_qs(urlsplit(content).query or content)
    did, passcode = query.get("did", [""])[0], query.get("passcode", [""])[0]
    device = call.state.devices.get(did)
    if device is None or device.passcode != passcode:
        raise ApiError(9040)
    _bind(call, user, device, body.get("set_owner", 0))
    return empty(201)


async def bind_by_passcode(call: Call) -> web.Response:
    """POST /app/bindings: did and passcode of each device; which went well."""
    user = call.user()
    body = await call.body()
    rows = body.get("devices")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ApiError(9015, "devices")
    success: list[str] = []
    failed: list[str] = []
    for row in rows:
        did, passcode = text(row, "did"), text(row, "passcode")
        device = call.state.devices.get(did)
        if device is None or device.passcode != passcode:
            failed.append(did)
            continue
        binding = call.state.bind(user, device)
        binding.remark = optional_text(row, "remark") or binding.remark
        success.append(did)
    return answer({"success": success, "failed": failed})


def _check_signature(call: Call, secret: str) -> None:
    sent = call.request.headers.get("X-Gizwits-Timestamp", "")
    if not _TIMESTAMP.fullmatch(sent):
        raise ApiError(9043)
    if abs(int(sent) - call.state.clock.now()) > CLOCK_SKEW:
        raise ApiError(9043)
    signature = call.request.headers.get("X-Gizwits-Signature")
    if signature != bind_signature(secret, sent):
        raise ApiError(9044)


def _bind(call: Call, user: User, device: SimulatedDevice, set_owner: object) -> None:
    """Bind unless a product with sharing has an owner already (9092)."""
    if isinstance(set_owner, bool) or set_owner not in (0, 1):
        raise ApiError(9015, "set_owner")
    others = call.state.bindings.of_device(device.did)
    for binding in others:
        if binding.role == "owner" and binding.uid != user.uid:
            raise ApiError(9092)
    call.state.bind(user, device)


ROUTES: Routes = [
    ("POST", "/app/bind_mac", bind_mac),
    ("POST", "/app/bind_latest", bind_latest),
    ("POST", "/app/bindings", bind_by_passcode),
]
