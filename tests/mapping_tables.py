"""The tables of docs/mapping.md: definition -> entities, for five of our products.

`python -m tests.mapping_tables` writes the page anew.
"""

import json
from pathlib import Path

from custom_components.gizwits.api import AnyDatapoint, Product
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.meaning.understood import understood
from custom_components.gizwits.spec import EntitySpec

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "mapping.md"
TEXTS = ROOT / "custom_components" / "gizwits" / "translations"
MARK = "<!-- tables -->\n"
PRODUCTS = {
    "spa": "A spa",
    "pilot_heater": "A heater on a pilot wire",
    "bedside_light": "A bedside light",
    "energy_meter": "An energy meter",
    "heat_pump_water_heater": "A heat-pump water heater",
}


def tables() -> str:
    """Return the tables as Markdown."""
    return "\n".join(_section(stem, title) for stem, title in PRODUCTS.items())


def _section(stem: str, title: str) -> str:
    path = ROOT / "tests" / "fixtures" / "products" / f"{stem}.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    product = Product.from_definition(raw["product_key"], raw)
    product, quirk = understood(product, raw["name"])
    specs = map_product(product, chinese=False, quirk=quirk, product_name=raw["name"])
    lines = [
        f"## {title}",
        "",
        "| In Home Assistant | Name | Made of | On from the start |",
        "|---|---|---|---|",
        *(_row(spec) for spec in specs),
    ]
    used = {point.name for spec in specs for point in spec.roles.values()}
    if hidden := [name for name in product.datapoints if name not in used]:
        lines += ["", f"No entity: {', '.join(f'`{name}`' for name in hidden)}."]
    return "\n".join([*lines, ""])


def _row(spec: EntitySpec) -> str:
    description = spec.description
    unit = getattr(description, "native_unit_of_measurement", None)
    kind = spec.platform.value.replace("_", " ") + (f" ({unit})" if unit else "")
    points = ", ".join(_point(point) for point in spec.roles.values())
    is_on = "yes" if description.entity_registry_enabled_default else "no"
    return f"| {kind} | {name_of(spec)} | {points} | {is_on} |"


def name_of(spec: EntitySpec, language: str = "en") -> str:
    """Return the name an entity gets, in a language of the translations."""
    description = spec.description
    if description.name is None:
        return "*the device's*"
    if isinstance(description.name, str):
        return description.name.replace("|", "/")
    path = TEXTS / f"{language}.json"
    texts = json.loads(path.read_text(encoding="utf-8"))["entity"]
    name: str = texts[spec.platform][description.translation_key]["name"]
    return name


def _point(point: AnyDatapoint) -> str:
    label = " ".join(point.label.split()).replace("|", "/")
    return f"`{point.name}` {label}".strip()


if __name__ == "__main__":
    head = PAGE.read_text(encoding="utf-8").split(MARK)[0]
    PAGE.write_text(head + MARK + "\n" + tables(), encoding="utf-8")
