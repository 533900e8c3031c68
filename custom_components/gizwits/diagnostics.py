"""Diagnostics: what a bug report needs, and nothing that could harm its author."""

from dataclasses import asdict
from typing import Any

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntry

from .api import Value
from .const import (
    CONF_ACCOUNT,
    CONF_BASE_URL,
    CONF_LEFT_OUT,
    CONF_PHONE_ID,
    CONF_PROVIDER_SECRET,
    CONF_PROVIDER_TOKEN,
    CONF_PROVIDER_UID,
    DOMAIN,
)
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .forbidden import is_secret

_REDACTED_DATA = {
    CONF_ACCOUNT,
    CONF_BASE_URL,
    CONF_PASSWORD,
    CONF_PHONE_ID,
    CONF_PROVIDER_SECRET,
    CONF_PROVIDER_TOKEN,
    CONF_PROVIDER_UID,
    CONF_TOKEN,
    CONF_USERNAME,
}
# Names that people give, and what a device can be found or taken over by.
_REDACTED_DEVICE = {"did", "mac", "dev_alias", "remark", "host", "gw_did"}


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: GizwitsConfigEntry
) -> dict[str, Any]:
    """Return what is known of an account."""
    account = entry.runtime_data
    return {
        "data": async_redact_data(dict(entry.data), _REDACTED_DATA),
        "left_out": len(entry.options.get(CONF_LEFT_OUT, ())),
        "reachable": account.reachability.is_fine,
        "devices": [_summary(device) for device in account.devices.values()],
    }


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: GizwitsConfigEntry, device: DeviceEntry
) -> dict[str, Any]:
    """Return what is known of a device: its definition and its values.

    The definition is what the cloud gave, so that a report can become a test.
    """
    account = entry.runtime_data
    dids = {did for domain, did in device.identifiers if domain == DOMAIN}
    return {
        "devices": [
            {
                **_summary(own),
                "definition": account.products.definition(own.product.product_key),
                "values": _values(own),
            }
            for did, own in account.devices.items()
            if did in dids
        ]
    }


def _summary(device: DeviceCoordinator) -> dict[str, Any]:
    return {
        "device": async_redact_data(asdict(device.device), _REDACTED_DEVICE),
        "available": device.available,
        "online": device.data.online,
        "pushed": device.pushed,
        "datapoints": len(device.product.datapoints),
    }


def _values(device: DeviceCoordinator) -> dict[str, Any]:
    secret = {
        name
        for name, datapoint in device.product.datapoints.items()
        if is_secret(datapoint)
    }
    values = {name: _plain(value) for name, value in device.data.values.items()}
    redacted: dict[str, Any] = async_redact_data(values, secret)
    return redacted


def _plain(value: Value | None) -> bool | int | float | str | None:
    return value.hex() if isinstance(value, bytes) else value
