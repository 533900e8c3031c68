"""Devices from a file of diagnostics: a bug report that runs.

The file is what Home Assistant's "Download diagnostics" of a device gives. It holds no
name, id or password, so these are made up; the rest is the device that was reported.
"""

from collections.abc import Mapping
from decimal import Decimal
import json
from pathlib import Path
from typing import Any, Final

from .cloud import SimulatedCloud
from .datapoint import Datapoint
from .device import SimulatedDevice
from .models import Product, User

# What stands for something that was taken out.
_REDACTED: Final = "**REDACTED**"
_FIELDS: Final = (
    "proto_ver",
    "type",
    "wifi_soft_version",
    "wifi_hard_version",
    "mcu_soft_version",
    "mcu_hard_version",
)
_LARGEST: Final = 0xFFFFFFFF


class NotADumpError(ValueError):
    """The file is something else."""


def read_dump(path: Path) -> list[Mapping[str, Any]]:
    """Return the devices in a file of diagnostics; raises NotADumpError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as err:
        raise NotADumpError(f"{path.name} is no JSON") from err
    return devices_of(content)


def devices_of(content: Any) -> list[Mapping[str, Any]]:
    """Return the devices of diagnostics, with or without what Home Assistant adds."""
    inner = content.get("data", content) if isinstance(content, dict) else {}
    devices = inner.get("devices") if isinstance(inner, dict) else None
    if not isinstance(devices, list) or not devices:
        raise NotADumpError("There is no device in it")
    if not all("known_as" in device for device in devices):
        raise NotADumpError("It is of an account; those of one device are needed")
    return devices


def add_dumped(
    cloud: SimulatedCloud, user: User, dump: Mapping[str, Any], *, m2m: int = 0
) -> SimulatedDevice:
    """Add the device of a dump and bind it to ``user``."""
    told = dump["device"]
    product = _product(cloud, dump)
    device = cloud.add_device(
        product.product_key,
        alias=product.product_name,
        online=bool(dump["online"]),
        m2m=m2m,
        reported=False,
        fields={name: told[name] for name in _FIELDS if told.get(name)},
    )
    known = product.definition.by_name
    device.values = {
        name: _value(value, known.get(name))
        for name, value in dump["values"].items()
        if value not in (None, _REDACTED)
    }
    if device.values:
        device.reported.update(device.values)
        device.reported_at = cloud.clock.now()
    cloud.bind(user, device)
    return device


def _product(cloud: SimulatedCloud, dump: Mapping[str, Any]) -> Product:
    told, definition = dump["device"], dump["definition"]
    key = told["product_key"]
    if key in cloud.products:
        return cloud.products[key]
    name = told["product_name"] or key
    served = definition if isinstance(definition, dict) else _made_up(name, dump)
    return cloud.add_product(
        {**served, "product_key": key, "name": served.get("name", name)},
        told["product_name"] or None,
        definition_served=served is definition,
    )


def _value(raw: Any, datapoint: Datapoint | None) -> Any:
    """Return a value as a device has it; one that does not fit is what it is."""
    match raw, datapoint:
        case bool() | int(), Datapoint(data_type="bool"):
            return bool(raw)
        case str(), Datapoint(data_type="binary"):
            return bytes.fromhex(raw)
    return raw


def _made_up(name: str, dump: Mapping[str, Any]) -> dict[str, Any]:
    """Return a definition where the cloud gave none, for the device to have one."""
    attrs = [
        {
            "id": number,
            "name": point,
            "display_name": point,
            "desc": "",
            "type": known["access"],
            "position": {"byte_offset": 0, "bit_offset": 0, "len": 1, "unit": "byte"},
            **_kind(known, dump["values"].get(point)),
        }
        for number, (point, known) in enumerate(dump["known_as"].items())
    ]
    entities = [{"id": 0, "name": "entity0", "attrs": attrs}]
    return {"name": name, "protocolType": "var_len", "entities": entities}


def _kind(known: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """Return type and limits by what it was taken for, and by what it reported."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if "length" in known:
        return {"data_type": "binary", **_position(known["length"])}
    if "labels" in known and not is_number:
        own = [value] if isinstance(value, str) and value != _REDACTED else []
        return {"data_type": "enum", "enum": list(dict.fromkeys(known["labels"] + own))}
    if "minimum" in known or is_number:
        return {"data_type": "uint32", **_position(4), "uint_spec": _spec(known, value)}
    return {"data_type": "bool"}


def _position(length: int) -> dict[str, Any]:
    return {
        "position": {
            "byte_offset": 0,
            "bit_offset": 0,
            "len": max(1, length),
            "unit": "byte",
        }
    }


def _spec(known: Mapping[str, Any], value: Any) -> dict[str, Any]:
    low, high = known.get("minimum"), known.get("maximum")
    fits = low is not None and high is not None and low <= (value or low) <= high
    if not fits:
        # What it reports is not what is shown.
        return {"min": 0, "max": _LARGEST, "ratio": 1, "addition": 0}
    step = Decimal(str(known["step"]))
    most = int((Decimal(str(high)) - Decimal(str(low))) / step)
    return {
        "min": 0,
        "max": min(most, _LARGEST),
        "ratio": float(step),
        "addition": low,
    }
