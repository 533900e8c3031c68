"""Sharing devices with other accounts: invitations."""

from typing import Final

import voluptuous as vol

from homeassistant.const import ATTR_NAME
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonObjectType

from ..account.told import list_again, told
from ..api.invitations import Sharing
from ..api.sharing import Recipient, Sharings
from ..coordinator import AccountCoordinator
from .handler import ACCOUNT_FIELD, DEVICE_FIELD, Handler
from .target import account_of, device_of, shown_device, shown_moment

ATTR_DIRECTION: Final = "direction"
ATTR_PERSON: Final = "person"
ATTR_KNOWN_BY: Final = "known_by"
ATTR_MINUTES: Final = "minutes"
ATTR_SHARING: Final = "sharing_id"

SENT, RECEIVED = "sent", "received"
KNOWN_BY: Final = {
    "username": Recipient.USERNAME,
    "email": Recipient.EMAIL,
    "phone": Recipient.PHONE,
}
_SHARING_FIELD: Final = {vol.Required(ATTR_SHARING): vol.Coerce(int)}


async def _async_get_sharings(call: ServiceCall) -> ServiceResponse:
    """Return the invitations of the account, or to it."""
    account = account_of(call)
    with told(account):
        if call.data[ATTR_DIRECTION] == SENT:
            sharings = await Sharings(account.client).sent()
        else:
            sharings = await Sharings(account.client).received()
    return {"sharings": [_shown(account, sharing) for sharing in sharings]}


def _shown(account: AccountCoordinator, sharing: Sharing) -> JsonObjectType:
    device = shown_device(account, sharing.did)
    return {
        "sharing_id": sharing.id,
        "device_id": device["device_id"],
        "device": device["name"] or sharing.dev_alias or sharing.product_name,
        "status": sharing.status.name.lower() if sharing.status is not None else None,
        "person": sharing.name,
        "created_at": shown_moment(sharing.created_at),
        "expires_at": shown_moment(sharing.expired_at),
    }


async def _async_share(call: ServiceCall) -> ServiceResponse:
    """Invite somebody for a device."""
    device = device_of(call)
    with told(device.account, device):
        invitation = await Sharings(device.account.client).invite(
            device.device.did,
            KNOWN_BY[call.data[ATTR_KNOWN_BY]],
            call.data[ATTR_PERSON],
            call.data.get(ATTR_MINUTES),
        )
    return {"sharing_id": invitation.id}


async def _async_accept(call: ServiceCall) -> None:
    """Become a guest: the device appears."""
    account = account_of(call)
    with told(account):
        await Sharings(account.client).accept(call.data[ATTR_SHARING])
    list_again(account)


async def _async_reject(call: ServiceCall) -> None:
    """Decline an invitation."""
    account = account_of(call)
    with told(account):
        await Sharings(account.client).reject(call.data[ATTR_SHARING])


async def _async_cancel(call: ServiceCall) -> None:
    """Take an invitation back; who accepted it loses the device."""
    account = account_of(call)
    with told(account):
        await Sharings(account.client).cancel(call.data[ATTR_SHARING])


async def _async_update(call: ServiceCall) -> None:
    """Change what the account calls the other one of an invitation."""
    account = account_of(call)
    with told(account):
        await Sharings(account.client).rename(
            call.data[ATTR_SHARING], call.data[ATTR_NAME].strip()
        )


HANDLERS: Final = {
    "get_sharings": Handler(
        _async_get_sharings,
        {
            **ACCOUNT_FIELD,
            vol.Optional(ATTR_DIRECTION, default=SENT): vol.In((SENT, RECEIVED)),
        },
    ),
    "share_device": Handler(
        _async_share,
        {
            **DEVICE_FIELD,
            vol.Required(ATTR_PERSON): vol.All(cv.string, vol.Length(min=1)),
            vol.Optional(ATTR_KNOWN_BY, default="username"): vol.In(KNOWN_BY),
            vol.Optional(ATTR_MINUTES): vol.All(
                vol.Coerce(int), vol.Range(min=1, max=1440)
            ),
        },
    ),
    "accept_sharing": Handler(_async_accept, {**ACCOUNT_FIELD, **_SHARING_FIELD}),
    "reject_sharing": Handler(_async_reject, {**ACCOUNT_FIELD, **_SHARING_FIELD}),
    "cancel_sharing": Handler(_async_cancel, {**ACCOUNT_FIELD, **_SHARING_FIELD}),
    "update_sharing": Handler(
        _async_update,
        {
            **ACCOUNT_FIELD,
            **_SHARING_FIELD,
            vol.Required(ATTR_NAME): vol.All(cv.string, vol.Length(max=128)),
        },
    ),
}
