"""What is known of one device, in a form that is a test of its own.

`definition` is what the cloud gave, `values` what the device last reported, as it
reports them: the simulated cloud of the tests makes the same device of them.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from homeassistant.components.diagnostics import REDACTED, async_redact_data
from homeassistant.helpers import entity_registry as er

from .api import AnyDatapoint, Binary, Enum, Number
from .const import CONF_WRITABLE
from .device_coordinator import DeviceCoordinator
from .forbidden import is_secret

if TYPE_CHECKING:
    from .spec import EntitySpec

# What a device can be found or taken over by, and the names that people give.
_OF_A_DEVICE: Final = {"did", "mac", "dev_alias", "remark", "host", "gw_did"}


def summary(device: DeviceCoordinator) -> dict[str, Any]:
    """Return how a device is."""
    return {
        "device": async_redact_data(device.device._asdict(), _OF_A_DEVICE),
        "available": device.available,
        "online": device.data.online,
        "pushed": device.pushed,
        "datapoints": len(device.product.datapoints),
    }


def device_dump(device: DeviceCoordinator) -> dict[str, Any]:
    """Return all that is known of a device."""
    product, known = device.product, device.known
    options = device.config_entry.options
    return {
        **summary(device),
        "quirk": known.quirk.name if known.quirk else None,
        "definition": device.account.products.definition(product.product_key),
        # Of a product whose definition the cloud does not give, this is all there is.
        "known_as": {
            name: _datapoint(point) for name, point in product.datapoints.items()
        },
        "values": _values(device),
        # What its owner decided about its entities.
        "chosen": known.chosen(device.device.did),
        "is_writable": product.product_key in options.get(CONF_WRITABLE, ()),
        "entities": _entities(device),
    }


def _values(device: DeviceCoordinator) -> dict[str, Any]:
    reported = device.product.reported(device.data.values)
    return {
        name: REDACTED if is_secret(device.product.datapoints[name]) else value
        for name, value in reported.items()
    }


def _datapoint(point: AnyDatapoint) -> dict[str, Any]:
    """Return what we take a datapoint for."""
    known: dict[str, Any] = {
        "kind": type(point).__name__,
        "access": point.access.value,
    }
    match point:
        case Enum():
            known["labels"] = [] if is_secret(point) else list(point.labels)
        case Number():
            known |= {name: getattr(point, name) for name in _OF_A_NUMBER}
        case Binary():
            known["length"] = point.length
    return known


_OF_A_NUMBER: Final = ("minimum", "maximum", "step")


def _entities(device: DeviceCoordinator) -> list[dict[str, Any]]:
    registry = er.async_get(device.hass)
    return [
        {
            "platform": spec.platform.value,
            "key": spec.key,
            "datapoints": _roles(spec),
            "disabled_by": _disabled_by(registry, device, spec),
        }
        for spec in device.specs()
    ]


def _roles(spec: EntitySpec) -> Mapping[str, str]:
    return {role: point.name for role, point in spec.roles.items()}


def _disabled_by(
    registry: er.EntityRegistry, device: DeviceCoordinator, spec: EntitySpec
) -> str | None:
    entity_id = registry.async_get_entity_id(
        spec.platform, device.config_entry.domain, device.unique_id(spec.key)
    )
    entity = registry.async_get(entity_id) if entity_id else None
    return entity.disabled_by.value if entity and entity.disabled_by else None
