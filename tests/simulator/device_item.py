"""The DeviceItem of bindings and device detail (protocol §2.3)."""

from typing import Any, Final

from .device import SimulatedDevice
from .models import Binding
from .state import CloudState

ABSENT: Final = object()
"""In ``device.fields``: leave this member out."""

# "In practice without" these in the detail of one device (§2.4).
_NOT_IN_DETAIL = ("dev_alias", "type", "dev_label", "product_name")


def device_item(
    state: CloudState, device: SimulatedDevice, binding: Binding
) -> dict[str, Any]:
    """Return a device as its user's list of bindings shows it."""
    port = state.m2m[device.m2m].port
    online = device.online if device.is_online_lie is None else device.is_online_lie
    item: dict[str, Any] = {
        "did": device.did,
        "product_key": device.product_key,
        "product_name": device.product.product_name,
        "mac": device.mac,
        "passcode": device.passcode,
        "is_online": online,
        "is_disabled": device.is_disabled,
        "host": "127.0.0.1",
        "port": 1883,
        "port_s": 8883,
        "ws_port": port,
        "wss_port": port,
        "remark": binding.remark,
        "dev_alias": binding.dev_alias,
        "dev_label": list(binding.dev_label),
        "type": "normal",
        "role": binding.role,
        "protoc": 3,
        "is_sandbox": False,
        "is_low_power": False,
        "sleep_duration": 0,
        "state_last_timestamp": int(device.online_since),
    }
    item.update(device.fields)
    return {name: value for name, value in item.items() if value is not ABSENT}


def listed_item(
    state: CloudState,
    device: SimulatedDevice,
    binding: Binding,
    *,
    proto_ver: bool,
    lan_prot_ver: bool,
) -> dict[str, Any]:
    """Return a row of GET /app/bindings; the two versions only when asked for."""
    item = device_item(state, device, binding)
    for name, asked, usual in (
        ("proto_ver", proto_ver, "04"),
        ("lan_prot_ver", lan_prot_ver, "4.1.4"),
    ):
        if asked:
            item.setdefault(name, usual)
        else:
            item.pop(name, None)
    return item


def detail_item(
    state: CloudState, device: SimulatedDevice, binding: Binding
) -> dict[str, Any]:
    """Return the answer of GET /app/devices/{did}."""
    item = device_item(state, device, binding)
    return {name: item[name] for name in item if name not in _NOT_IN_DETAIL}
