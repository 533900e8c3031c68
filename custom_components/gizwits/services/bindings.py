"""Which devices are the account's, and what it calls them."""

import secrets
import string
from typing import Any, Final

import voluptuous as vol

from homeassistant.const import ATTR_NAME, CONF_NAME
from homeassistant.core import ServiceCall, ServiceResponse, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv

from ..account.told import list_again, told
from ..api.bindings import Bindings
from ..api.registration import Registration
from ..const import CONF_LEFT_OUT, CONF_PRODUCTS, CONF_SECRET, DOMAIN
from ..coordinator import AccountCoordinator
from ..errors import invalid
from .handler import ACCOUNT_FIELD, DEVICE_FIELD, Handler
from .target import account_of, device_of, shown_device

ATTR_ALIAS: Final = "alias"
ATTR_REMARK: Final = "remark"
ATTR_VOICE: Final = "voice_names"
ATTR_OWNER: Final = "set_owner"
ATTR_PRODUCT: Final = "product"
ATTR_MAC: Final = "mac"

_PASSCODE_LENGTH: Final = 10
_MAC: Final = vol.All(cv.string, str.strip, vol.Length(min=1, max=64))


async def _async_update(call: ServiceCall) -> None:
    """Change what the account calls a device."""
    device = device_of(call)
    fields = {ATTR_ALIAS: "alias", ATTR_REMARK: "remark", ATTR_VOICE: "labels"}
    given = {fields[key]: call.data[key] for key in fields if key in call.data}
    if not given:
        raise invalid("nothing_to_change")
    with told(device.account, device):
        await Bindings(device.account.client).update(device.device.did, **given)
    list_again(device.account)


async def _async_unbind(call: ServiceCall) -> None:
    """Give a device up."""
    device = device_of(call)
    account, did = device.account, device.device.did
    with told(account, device) as name:
        outcome = await Bindings(account.client).unbind(did)
    if did in outcome.failed:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="not_unbound",
            translation_placeholders={"name": name},
        )
    account.inventory.async_drop(did)
    list_again(account)


async def _async_bind(call: ServiceCall) -> ServiceResponse:
    """Bind a device by its MAC and the stored secret of its product."""
    account = account_of(call)
    product_key, secret = _product(account, call.data[ATTR_PRODUCT])
    with told(account):
        device = await Bindings(account.client).by_mac(
            product_key,
            secret,
            call.data[ATTR_MAC],
            alias=call.data.get(ATTR_NAME, ""),
            owner=call.data[ATTR_OWNER] or None,
        )
    if device:
        _take_in(account, device.did)
    await account.async_refresh()
    if device is None:
        return {"device_id": None, "name": None}
    return shown_device(account, device.did)


@callback
def _take_in(account: AccountCoordinator, did: str) -> None:
    """Set a device up that was left out before."""
    entry = account.config_entry
    left_out = entry.options.get(CONF_LEFT_OUT, ())
    if did in left_out:
        rest = [one for one in left_out if one != did]
        account.hass.config_entries.async_update_entry(
            entry, options={**entry.options, CONF_LEFT_OUT: rest}
        )


async def _async_register(call: ServiceCall) -> None:
    """Register a device at its product; it gets a passcode that nobody is told."""
    account = account_of(call)
    product_key, secret = _product(account, call.data[ATTR_PRODUCT])
    passcode = "".join(
        secrets.choice(string.ascii_uppercase) for _ in range(_PASSCODE_LENGTH)
    )
    mac = call.data[ATTR_MAC]
    if {*"&="} & {*mac}:
        raise invalid("not_a_mac")
    with told(account):
        await Registration(account.client).register(product_key, secret, mac, passcode)


@callback
def _product(account: AccountCoordinator, asked: str) -> tuple[str, str]:
    """Return key and secret of a stored product, by its key or its name.

    Raises ServiceValidationError.
    """
    stored: dict[str, dict[str, Any]] = account.config_entry.options.get(
        CONF_PRODUCTS, {}
    )
    wanted = asked.strip().casefold()
    for key, product in stored.items():
        names = key.casefold(), product.get(CONF_NAME, "").strip().casefold()
        if wanted and wanted in names:
            return key, product[CONF_SECRET]
    known = ", ".join(product.get(CONF_NAME) or key for key, product in stored.items())
    raise invalid("unknown_product", product=asked, known=known or "–")


HANDLERS: Final = {
    "update_binding": Handler(
        _async_update,
        {
            **DEVICE_FIELD,
            vol.Optional(ATTR_ALIAS): cv.string,
            vol.Optional(ATTR_REMARK): cv.string,
            vol.Optional(ATTR_VOICE): vol.All(cv.ensure_list, [cv.string]),
        },
    ),
    "unbind_device": Handler(_async_unbind, DEVICE_FIELD),
    "bind_device": Handler(
        _async_bind,
        {
            **ACCOUNT_FIELD,
            vol.Required(ATTR_PRODUCT): cv.string,
            vol.Required(ATTR_MAC): _MAC,
            vol.Optional(ATTR_NAME): cv.string,
            vol.Optional(ATTR_OWNER, default=False): cv.boolean,
        },
    ),
    "register_device": Handler(
        _async_register,
        {
            **ACCOUNT_FIELD,
            vol.Required(ATTR_PRODUCT): cv.string,
            vol.Required(ATTR_MAC): _MAC,
        },
    ),
}
