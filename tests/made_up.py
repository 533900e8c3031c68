"""Products that nobody has written for, in a line for each datapoint.

`fixtures/made_up/README.md` says how they are written. `python -m tests.made_up` writes
their entities anew, to be read as that device's owner.
"""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any, Final

from homeassistant.const import Platform
from homeassistant.helpers.typing import UNDEFINED

from .shapes import Attr, bit, blob, definition, pick, uint

from custom_components.gizwits.api import Product
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.meaning.understood import understood
from custom_components.gizwits.spec import EntitySpec

ROOT: Final = Path(__file__).parent
FOLDER: Final = ROOT / "fixtures" / "made_up"
FILES: Final = sorted(FOLDER.glob("*.txt"))
_TEXTS: Final = ROOT.parent / "custom_components" / "gizwits" / "translations"
_ACCESS: Final = {
    "W": "status_writable",
    "R": "status_readonly",
    "A": "alert",
    "F": "fault",
}
_RANGE: Final = re.compile(r"(-?\d+)\.\.(-?\d+)(?:\*([\d.]+))?(?:\+(-?[\d.]+))?$")


def products(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the definitions of a file."""
    for text in path.read_text(encoding="utf-8").split("\n\n"):
        head, *lines = text.strip().splitlines()
        name = head.removeprefix("@ ")
        yield definition(name, *map(_attribute, lines))


def _attribute(line: str) -> Attr:
    body, _, says = line.partition(" # ")
    access, kind, name, *rest = body.split()
    label = rest[0].replace("~", " ") if rest else ""
    own: dict[str, Any] = {"access": _ACCESS[access]}
    if kind == "x":
        return {**blob(name, int(rest[1]), **own), "display_name": label}
    own |= {"label": "" if label == "-" else label, "desc": says.strip()}
    match kind:
        case "e":
            options = rest[1].replace("~", " ").split(",")
            return pick(name, *options, **own)
        case "n":
            return uint(name, **_limits(rest[1]), **own)
    return bit(name, **own)


def _limits(text: str) -> dict[str, Any]:
    """Return limits, ratio and addition; below 0 is an addition, as on the wire."""
    match = _RANGE.match(text)
    assert match, text
    low, high = int(match[1]), int(match[2])
    ratio, addition = float(match[3] or 1), float(match[4] or 0)
    if low < 0:
        addition, high, low = round(addition + low * ratio, 6), high - low, 0
    return {
        "low": low,
        "high": high,
        "ratio": int(ratio) if ratio == int(ratio) else ratio,
        "addition": int(addition) if addition == int(addition) else addition,
    }


def entities(raw: dict[str, Any], *, chinese: bool = False) -> tuple[EntitySpec, ...]:
    """Return the entities of a definition, as an account has them."""
    product = Product.from_definition(raw["product_key"], raw)
    product, quirk = understood(product, raw["name"])
    return map_product(product, chinese=chinese, quirk=quirk, product_name=raw["name"])


def name_of(spec: EntitySpec, language: str) -> str:
    """Return the name of an entity; that of the main one is the device's."""
    name = spec.description.name
    if name is not UNDEFINED:
        return "(device)" if name is None else str(name)
    path = _TEXTS / f"{language}.json"
    texts = json.loads(path.read_text(encoding="utf-8"))["entity"]
    return str(texts[spec.platform][spec.description.translation_key]["name"])


def told(path: Path) -> str:
    """Return the entities of a file's products, a line each."""
    blocks = []
    for raw in products(path):
        pairs = zip(entities(raw), entities(raw, chinese=True), strict=True)
        lines = [f"@ {raw['name']}", *(_line(*pair) for pair in pairs)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _line(english: EntitySpec, chinese: EntitySpec) -> str:
    """Return platform, names, what it is, and the datapoints by role."""
    description: Any = english.description
    own = [
        description.device_class,
        getattr(description, "native_unit_of_measurement", None),
        getattr(description, "state_class", None),
        description.entity_category,
        None if description.entity_registry_enabled_default else "off",
    ]
    if english.platform is Platform.NUMBER:
        own.append(f"{description.native_min_value}..{description.native_max_value}")
    if options := getattr(description, "options", None):
        own.append("/".join(options))
    roles = [
        point.name if role == "value" else f"{role}={point.name}"
        for role, point in english.roles.items()
    ]
    names = f"{name_of(english, 'en')} | {name_of(chinese, 'zh-Hans')}"
    says = " ".join(str(part) for part in own if part)
    return f"{english.platform}: {names} | {says} | {' '.join(roles)}"


if __name__ == "__main__":
    for file in FILES:
        file.with_suffix(".entities").write_text(told(file), encoding="utf-8")
