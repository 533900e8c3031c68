"""Setting datapoints of a device or a group, several at once, and sending it bytes."""

from typing import Final

import voluptuous as vol

from homeassistant.core import ServiceCall

from .action import ATTR_VALUES, DEVICE_FIELD, VALUES, Action
from .target import settable_of, told
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


ACTIONS: Final = (
    Action(
        name="set_datapoints",
        handler=_async_set,
        fields={**DEVICE_FIELD, vol.Required(ATTR_VALUES): VALUES},
    ),
    Action(
        name="send_raw_command",
        handler=_async_send_raw,
        fields={**DEVICE_FIELD, vol.Required(ATTR_DATA): vol.Any(str, list)},
        admin=True,
    ),
)
