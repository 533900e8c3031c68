"""Small definitions for tests, laid out as `var_len` products are."""

from typing import Any

from custom_components.gizwits.api import Product

type Attr = dict[str, Any]

W, R, ALERT, FAULT = "status_writable", "status_readonly", "alert", "fault"


def bit(name: str, label: str = "", *, access: str = W, desc: str = "") -> Attr:
    """Return a bool."""
    return _attr(name, label, access, desc, "bool", 1, "bit")


def pick(
    name: str, *options: str, label: str = "", access: str = W, desc: str = ""
) -> Attr:
    """Return an enum."""
    bits = max(1, (len(options) - 1).bit_length())
    return {**_attr(name, label, access, desc, "enum", bits, "bit"), "enum": options}


def uint(
    name: str,
    low: int,
    high: int,
    label: str = "",
    *,
    access: str = W,
    desc: str = "",
    ratio: float = 1,
    addition: float = 0,
) -> Attr:
    """Return a number; the limits are raw."""
    spec = {"min": low, "max": high, "ratio": ratio, "addition": addition}
    kind, size = "uint32", 4
    if high < 1 << 16:
        kind, size = ("uint8", 1) if high < 1 << 8 else ("uint16", 2)
    return {**_attr(name, label, access, desc, kind, size, "byte"), "uint_spec": spec}


def blob(name: str, size: int, *, access: str = W) -> Attr:
    """Return a binary."""
    return _attr(name, "", access, "", "binary", size, "byte")


def _attr(
    name: str, label: str, access: str, desc: str, kind: str, length: int, unit: str
) -> Attr:
    return {
        "name": name,
        "display_name": label or name,
        "desc": desc,
        "type": access,
        "data_type": kind,
        "position": {"byte_offset": 0, "bit_offset": 0, "len": length, "unit": unit},
    }


def definition(name: str, *attrs: Attr, key: str = "") -> dict[str, Any]:
    """Return the answer of GET /app/datapoint for a product of these attributes."""
    return {
        "name": name,
        "product_key": key or name.encode().hex()[:32].ljust(32, "0"),
        "packetVersion": "0x00000004",
        "protocolType": "var_len",
        "entities": [
            {
                "id": 0,
                "name": "entity0",
                "display_name": "",
                "attrs": [
                    {"id": number, **attr, **_listed(attr)}
                    for number, attr in enumerate(attrs)
                ],
            }
        ],
    }


def _listed(attr: Attr) -> Attr:
    return {"enum": list(attr["enum"])} if "enum" in attr else {}


def product(name: str, *attrs: Attr, key: str = "") -> Product:
    """Return a product of these attributes."""
    raw = definition(name, *attrs, key=key)
    return Product.from_definition(raw["product_key"], raw)
