"""What a device is and what it last said (protocol §2.4, §5.1)."""

import hashlib
import json

from aiohttp import web

from ..device_item import detail_item
from ..errors import ApiError
from .call import Call, Routes, answer

LATEST_FOR = 24 * 3600


async def get_datapoint(call: Call) -> web.Response:
    """GET /app/datapoint?product_key=: the definition, with an ETag; 9002."""
    call.app()
    product = call.state.products.get(call.request.query.get("product_key", ""))
    if product is None or not product.definition_served:
        raise ApiError(9002)
    text = json.dumps(product.served)
    tag = f'"{hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()}"'
    if call.request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers={"ETag": tag})
    return web.Response(text=text, content_type="text/html", headers={"ETag": tag})


async def get_latest(call: Call) -> web.Response:
    """GET /app/devdata/{did}/latest: the last report of the last 24 hours."""
    _, device, _ = call.bound()
    if call.state.clock.now() - device.reported_at >= LATEST_FOR:
        return answer({"did": device.did, "updated_at": 0, "attr": {}})
    attr = device.product.definition.to_http(device.reported)
    updated_at = int(device.reported_at)
    return answer({"did": device.did, "updated_at": updated_at, "attr": attr})


async def get_device(call: Call) -> web.Response:
    """GET /app/devices/{did}: the detail of a bound device; 9017."""
    _, device, binding = call.bound()
    return answer(detail_item(call.state, device, binding))


ROUTES: Routes = [
    ("GET", "/app/datapoint", get_datapoint),
    ("GET", "/app/devdata/{did}/latest", get_latest),
    ("GET", "/app/devices/{did}", get_device),
]
