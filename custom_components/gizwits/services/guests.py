"""The guests of a device, and who becomes its owner."""

import hashlib
from typing import Final

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv

from ..account.told import list_again, told
from ..api.invitations import Guest
from ..api.sharing import Sharings
from ..device_coordinator import DeviceCoordinator
from ..errors import invalid
from .handler import DEVICE_FIELD, Handler
from .target import device_of, shown_moment

ATTR_GUEST: Final = "guest"
_GUEST_FIELD: Final = {vol.Required(ATTR_GUEST): cv.string}


async def _async_get_guests(call: ServiceCall) -> ServiceResponse:
    """Return the guests of a device."""
    device = device_of(call)
    with told(device.account, device):
        guests = await Sharings(device.account.client).guests(device.device.did)
    return {
        "guests": [
            {
                "guest": _guest_id(guest),
                "name": guest.name,
                "since": shown_moment(guest.created_at),
            }
            for guest in guests
        ]
    }


async def _async_remove_guest(call: ServiceCall) -> None:
    """Take a device away from a guest."""
    device = device_of(call)
    with told(device.account, device):
        guest = await _guest(device, call.data[ATTR_GUEST])
        await Sharings(device.account.client).remove_guest(device.device.did, guest.uid)


async def _async_transfer(call: ServiceCall) -> None:
    """Make a guest the owner; whether the device stays here is the cloud's choice."""
    device = device_of(call)
    with told(device.account, device):
        guest = await _guest(device, call.data[ATTR_GUEST])
        await Sharings(device.account.client).transfer(device.device.did, guest.uid)
    list_again(device.account)


async def _guest(device: DeviceCoordinator, asked: str) -> Guest:
    """Return the guest who is meant, by id or by name.

    Raises ServiceValidationError.
    """
    guests = await Sharings(device.account.client).guests(device.device.did)
    wanted = asked.strip()
    by_id = [guest for guest in guests if _guest_id(guest) == wanted]
    found = by_id or [guest for guest in guests if guest.name == wanted]
    if len(found) != 1:
        known = ", ".join(f"{_guest_id(one)} ({one.name})" for one in guests)
        name = device.device.name
        raise invalid("unknown_guest", name=name, guest=asked, known=known or "–")
    return found[0]


def _guest_id(guest: Guest) -> str:
    """Return what tells a guest from others.

    The uid is as good as a password for the sockets, so nobody is told it.
    """
    return hashlib.sha256(guest.uid.encode()).hexdigest()[:8]


HANDLERS: Final = {
    "get_guests": Handler(_async_get_guests, DEVICE_FIELD),
    "remove_guest": Handler(_async_remove_guest, {**DEVICE_FIELD, **_GUEST_FIELD}),
    "transfer_device": Handler(_async_transfer, {**DEVICE_FIELD, **_GUEST_FIELD}),
}
