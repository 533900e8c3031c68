"""What is known of an account, for its diagnostics.

Nothing is asked for them and nothing changed.
"""

from typing import Any

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_NAME, CONF_PASSWORD, CONF_TOKEN, CONF_USERNAME
from homeassistant.helpers.device_registry import AnyDeviceEntry

from .api import REGIONS, HttpHealth, SocketHealth
from .const import (
    CONF_ACCOUNT,
    CONF_BASE_URL,
    CONF_ENTITIES,
    CONF_LEFT_OUT,
    CONF_OF_DEVICES,
    CONF_PHONE_ID,
    CONF_PROVIDER_SECRET,
    CONF_PROVIDER_TOKEN,
    CONF_PROVIDER_UID,
    CONF_SECRET,
    DOMAIN,
)
from .coordinator import AccountCoordinator, GizwitsConfigEntry
from .device_dump import device_dump, summary
from .registry_channels import split_identifier

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
_REDACTED_OPTIONS = {CONF_NAME, CONF_SECRET}


def account_dump(entry: GizwitsConfigEntry) -> dict[str, Any]:
    """Return what is known of an account."""
    told = {
        "data": async_redact_data(dict(entry.data), _REDACTED_DATA),
        "left_out": len(entry.options.get(CONF_LEFT_OUT, ())),
        "state": entry.state.value,
    }
    if entry.state is not ConfigEntryState.LOADED:
        return told | {"reason": entry.error_reason_translation_key}
    account = entry.runtime_data
    return {
        **told,
        "choices": _choices(entry),
        **_transport(account),
        "devices": [summary(device) for device in account.devices.values()],
    }


def device_dumps(entry: GizwitsConfigEntry, device: AnyDeviceEntry) -> dict[str, Any]:
    """Return what is known of a device: its definition, its values, its entities."""
    if entry.state is not ConfigEntryState.LOADED:
        return {"state": entry.state.value, "devices": []}
    account = entry.runtime_data
    dids = {
        split_identifier(identifier)[0]
        for domain, identifier in device.identifiers
        if domain == DOMAIN
    }
    return {
        "choices": _choices(entry),
        **_transport(account),
        "devices": [
            device_dump(own) for did, own in account.devices.items() if did in dids
        ],
    }


def _transport(account: AccountCoordinator) -> dict[str, Any]:
    """Return how the ways to the cloud work."""
    is_public = account.client.cloud.key in REGIONS
    sockets = [_health(socket) for socket in account.push.health()]
    return {
        "reachable": account.reachability.is_fine,
        "requests": _health(account.client.http_health),
        "sockets": sockets
        if is_public
        else [{**socket, "host": REDACTED} for socket in sockets],
    }


def _health(way: HttpHealth | SocketHealth) -> dict[str, Any]:
    failures = [failure._asdict() for failure in way.recent_failures]
    return {**way._asdict(), "recent_failures": failures}


def _choices(entry: GizwitsConfigEntry) -> dict[str, Any]:
    """Return the options, without what tells of whom they are."""
    options = {
        name: value for name, value in entry.options.items() if name != CONF_LEFT_OUT
    }
    told = async_redact_data(options, _REDACTED_OPTIONS)
    chosen_for = options.get(CONF_ENTITIES, {}).get(CONF_OF_DEVICES, {})
    # What was chosen for a device stays when it is unbound.
    dids = dict.fromkeys((*entry.runtime_data.data, *chosen_for))
    numbers = {did: f"device {number}" for number, did in enumerate(dids, start=1)}
    chosen: dict[str, Any] = _renamed(told, numbers)
    return chosen


def _renamed(value: Any, numbers: dict[str, str]) -> Any:
    """Return a part of the options with devices by number instead of by ID."""
    match value:
        case dict():
            return {
                numbers.get(key, key): _renamed(inner, numbers)
                for key, inner in value.items()
            }
        case list() | tuple():
            return [_renamed(inner, numbers) for inner in value]
        case str():
            return numbers.get(value, value)
    return value
