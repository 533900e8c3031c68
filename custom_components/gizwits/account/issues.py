"""What a person is told in Home Assistant's repairs of an account and its devices.

Each goes by itself when its cause does, and with the account.
"""

from collections.abc import Container, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_PASSWORD
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ConfigEntryError
from homeassistant.helpers import issue_registry as ir

from ..api import GizwitsError, Product
from ..const import DOMAIN
from ..markdown import plain_texts

# Where a report of what is not understood goes.
_REPORTS: Final = "https://github.com/gizwits-home-assistant/gizwits/issues"
# The cloud's code for an account of its newer platform.
_MOVED: Final = 9026
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Kind(StrEnum):
    """What there is to tell; the key of its text."""

    ACCOUNT_MOVED = "account_moved"
    APP_REFUSED = "app_refused"
    CLOUD_UNREACHABLE = "cloud_unreachable"
    DEVICE_GONE = "device_gone"
    PRODUCT_NOT_UNDERSTOOD = "product_not_understood"


# Those that `repairs` has a way out for.
_FIXABLE: Final = frozenset({Kind.ACCOUNT_MOVED, Kind.APP_REFUSED, Kind.DEVICE_GONE})
_ERRORS: Final = frozenset({Kind.ACCOUNT_MOVED, Kind.APP_REFUSED})


@callback
def tell(
    hass: HomeAssistant,
    kind: Kind,
    entry_id: str,
    placeholders: Mapping[str, str] = _NOTHING,
    part: str = "",
) -> None:
    """Tell something of an entry, or of a `part` of it; a second time changes it."""
    shown = plain_texts(placeholders)
    ir.async_create_issue(
        hass,
        DOMAIN,
        _issue_id(kind, entry_id, part),
        data={"kind": kind.value, "entry_id": entry_id, **shown},
        is_fixable=kind in _FIXABLE,
        learn_more_url=_REPORTS if kind is Kind.PRODUCT_NOT_UNDERSTOOD else None,
        severity=ir.IssueSeverity.ERROR
        if kind in _ERRORS
        else ir.IssueSeverity.WARNING,
        translation_key=kind.value,
        translation_placeholders=shown,
    )


@callback
def forget(hass: HomeAssistant, kind: Kind, entry_id: str, part: str = "") -> None:
    """Take something back."""
    ir.async_delete_issue(hass, DOMAIN, _issue_id(kind, entry_id, part))


@callback
def forget_products(
    hass: HomeAssistant, entry_id: str, product_keys: Container[str]
) -> None:
    """Take back what was told of an entry's products, but of those there are."""
    prefix = _issue_id(Kind.PRODUCT_NOT_UNDERSTOOD, entry_id, " ").rstrip()
    for domain, issue_id in list(ir.async_get(hass).issues):
        is_one = domain == DOMAIN and issue_id.startswith(prefix)
        if is_one and issue_id.removeprefix(prefix) not in product_keys:
            ir.async_delete_issue(hass, domain, issue_id)


@callback
def forget_entry(hass: HomeAssistant, entry_id: str) -> None:
    """Take back all that was told of an entry, by whatever part of us."""
    for domain, issue_id in list(ir.async_get(hass).issues):
        if domain == DOMAIN and entry_id in issue_id:
            ir.async_delete_issue(hass, domain, issue_id)


def _issue_id(kind: Kind, entry_id: str, part: str) -> str:
    return f"{kind.value}_{entry_id}_{part}" if part else f"{kind.value}_{entry_id}"


@callback
def note_account_refused(
    hass: HomeAssistant, entry: ConfigEntry[Any], err: GizwitsError, told: Exception
) -> None:
    """Tell what a person can do about an account the cloud refuses for good.

    `told` is what Home Assistant gets; for a password it asks by itself.
    """
    if err.code == _MOVED and CONF_PASSWORD in entry.data:
        tell(hass, Kind.ACCOUNT_MOVED, entry.entry_id, {"account": entry.title})
    if isinstance(told, ConfigEntryError):
        placeholders = {"account": entry.title, "code": str(err.code or err.status)}
        tell(hass, Kind.APP_REFUSED, entry.entry_id, placeholders)


@callback
def note_account_taken(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Take back what was told of an account that the cloud takes."""
    for kind in _ERRORS:
        forget(hass, kind, entry.entry_id)


@callback
def note_left_out(
    hass: HomeAssistant, entry_id: str, product: Product, product_name: str
) -> None:
    """Tell of a product some of whose definition is not understood."""
    key = product.product_key
    if product.left_out:
        name = product_name or product.name or key
        told = {"product": name, "count": str(product.left_out)}
        tell(hass, Kind.PRODUCT_NOT_UNDERSTOOD, entry_id, told, key)
    else:
        forget(hass, Kind.PRODUCT_NOT_UNDERSTOOD, entry_id, key)
