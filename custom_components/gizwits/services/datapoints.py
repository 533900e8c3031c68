"""Setting datapoints of a device or a group, several at once, and sending it bytes."""

from typing import Final

import voluptuous as vol

from homeassistant.core import ServiceCall

from ..account.told import told
from .handler import ATTR_VALUES, DEVICE_FIELD, VALUES, Handler
from .target import settable_of
from .values import check_raw, checked, payload_of

ATTR_DATA: Final = "data"


async def _async_set(call: ServiceCall) -> None:
    """Set datapoints in one request; nothing is sent when one value is wrong."""
    device = settable_of(call)
    with told(device.account, device) as name:
        values = checked(name, device.product, call.data[ATTR_VALUES])
        await device.async_write(values)


async def _async_send_raw(call: ServiceCall) -> None:
    """Send bytes."""
    device = settable_of(call)
    with told(device.account, device) as name:
        payload = payload_of(call.data[ATTR_DATA])
        check_raw(name, device.product, payload)
        await device.async_send_raw(payload)


HANDLERS: Final = {
    "set_datapoints": Handler(
        _async_set, {**DEVICE_FIELD, vol.Required(ATTR_VALUES): VALUES}
    ),
    "send_raw_command": Handler(
        _async_send_raw, {**DEVICE_FIELD, vol.Required(ATTR_DATA): vol.Any(str, list)}
    ),
}
