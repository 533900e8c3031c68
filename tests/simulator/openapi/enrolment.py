"""Encrypted registration of a device (protocol §7.1)."""

import re
from urllib.parse import parse_qs

from aiohttp import web

from ..assembly import assemble
from ..errors import ApiError
from ..models import Product
from ..signing import decrypt, encrypt
from .call import Call, Routes

_EXTRA = re.compile(r"[0-9a-fA-F]{8}")
_FORM = "application/x-www-form-urlencoded"


async def register_device(call: Call) -> web.Response:
    """POST /dev/{product_key}/device: 201 with AES(did=…); 9002, 9047, 9015.

    The first time it gives the device a did for ever and cancels the one it had,
    bindings included; after that the same did comes back each time.
    """
    product = call.state.products.get(call.part("product_key"))
    if product is None:
        raise ApiError(9002)
    if not product.encrypted_registration:
        raise ApiError(9047)
    mac, passcode = await _plaintext(call, product)
    did = call.state.enrolled.get((product.product_key, mac))
    if did is None:
        did = _new_did(call, product, mac, passcode)
        call.state.enrolled[product.product_key, mac] = did
    call.state.devices[did].passcode = passcode
    sealed = encrypt(product.product_secret, f"did={did}")
    return web.Response(text=sealed, status=201, content_type="text/html")


async def _plaintext(call: Call, product: Product) -> tuple[str, str]:
    """Return mac and passcode of the sealed form, or 9015."""
    if call.request.content_type != _FORM:
        raise ApiError(9015, "Content-Type")
    try:
        form = parse_qs((await call.request.read()).decode())
        plain = decrypt(product.product_secret, form.get("data", [""])[0])
    except ValueError as error:
        raise ApiError(9015, "data") from error
    fields = dict(part.split("=", 1) for part in plain.split("&") if "=" in part)
    if fields.get("type") not in ("normal", "center_control"):
        raise ApiError(9015, "type")
    if not _EXTRA.fullmatch(fields.get("extra", "00000000")):
        raise ApiError(9015, "extra")
    mac, passcode = fields.get("mac", ""), fields.get("passcode", "")
    if not mac or not passcode:
        raise ApiError(9015, "passcode" if mac else "mac")
    return mac, passcode


def _new_did(call: Call, product: Product, mac: str, passcode: str) -> str:
    state = call.state
    for device in list(state.devices.values()):
        if device.product is product and device.mac == mac:
            for binding in state.bindings.of_device(device.did):
                state.bindings.remove(binding.uid, device.did)
                state.hub.binding_changed(binding.uid, device, bind=False)
            del state.devices[device.did]
            device.did = state.ids.did()
            state.devices[device.did] = device
            return device.did
    made = assemble(state, product, {}, mac=mac, passcode=passcode, online=False)
    return made.did


ROUTES: Routes = [("POST", "/dev/{product_key}/device", register_device)]
