"""The tables of docs/coming-from.md: what was there, and what it is here.

The left side is what the other integrations show; the right side is taken from our
mapping. `python -m tests.coming_from` writes the page anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import json
from pathlib import Path
from typing import Any, Final

from custom_components.gizwits.api import Product
from custom_components.gizwits.const import CONNECTION_KEY, PROBLEM_KEY
from custom_components.gizwits.mapping import map_product
from custom_components.gizwits.problems import problem_report
from custom_components.gizwits.quirks import QUIRKS
from custom_components.gizwits.spec import EntitySpec

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = ROOT / "docs" / "coming-from.md"
MARK: Final = "<!-- tables -->\n"
CLIMATE: Final = "composite-climate"
_TEXTS: Final[dict[str, Any]] = json.loads(
    (ROOT / "custom_components/gizwits/translations/en.json").read_text("utf-8")
)["entity"]


@dataclass(frozen=True, slots=True)
class Row:
    """What was there, the key of what it is here, and what there is to say."""

    there: str
    key: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of products; `quirk` is ours, `presets` are theirs and ours.

    `fixture` is a product of ours of that family, where the cloud gives definitions.
    """

    title: str
    quirk: str
    rows: tuple[Row, ...]
    presets: tuple[tuple[str, str], ...] = ()
    fixture: str = ""


_HEATZY_PRESETS: Final = (
    ("comfort", "comfort"),
    ("eco", "eco"),
    ("away (frost)", "frost"),
    ("comfort −1", "comfort_minus_1"),
    ("comfort −2", "comfort_minus_2"),
    ("vacation", "away"),
    ("boost", "boost"),
    ("presence detection", "presence"),
)
_SPA: Final = (
    Row("climate Spa Thermostat", CLIMATE),
    Row("switch Spa Power", "power"),
)
_ERRORS: Final = Row(
    "binary sensor Spa Errors",
    PROBLEM_KEY,
    "and one binary sensor for each fault, with a name where its meaning is known",
)
_CONNECTED: Final = Row("binary sensor Spa Connected", CONNECTION_KEY)
FAMILIES: Final = (
    Family(
        "hass-heatzy: Pilote Pro",
        "Heatzy Pilote Pro",
        (
            Row("climate", CLIMATE, "presets below; `auto` is the weekly programme"),
            Row("sensor Humidity", "cur_humi"),
            Row("switch Window", "window_switch"),
            Row(
                "binary sensors Presence mode, Presence, Absence",
                CLIMATE,
                "preset `presence`; what it does is in the action and the preset",
            ),
            Row(
                "numbers Vacation, Boost",
                CLIMATE,
                "presets `away` and `boost`; for another time set `derog_mode` and "
                "`derog_time` by `gizwits.set_datapoints`",
            ),
        ),
        _HEATZY_PRESETS,
    ),
    Family(
        "hass-heatzy: Glow, Shine, INEA, Onyx",
        "Heatzy Glow",
        (Row("climate", CLIMATE), Row("switch Lock", "lock_switch")),
        _HEATZY_PRESETS[:3],
    ),
    Family(
        "hass-heatzy: Pilote 2, Pilote Soc, Elec Pro",
        "Heatzy Pilote",
        (Row("climate", CLIMATE),),
        (*_HEATZY_PRESETS[:3], *_HEATZY_PRESETS[5:7]),
    ),
    Family(
        "ha-bestway: Airjet",
        "Bestway Airjet",
        (
            *_SPA,
            Row("switch Spa Filter", "filter_power"),
            Row("switch Spa Bubbles", "wave_power"),
            Row("switch Spa Locked", "locked"),
            _ERRORS,
            _CONNECTED,
        ),
    ),
    Family(
        "ha-bestway: Airjet V01",
        "Bestway Airjet V01",
        (
            *_SPA,
            Row("switch Spa Filter", "filter"),
            Row("select Spa Bubbles", "wave", "options in lower case"),
            _ERRORS,
            _CONNECTED,
        ),
    ),
    Family(
        "ha-bestway: Hydrojet, Hydrojet Pro",
        "Bestway Hydrojet",
        (
            *_SPA,
            Row("switch Spa Filter", "filter"),
            Row("select Spa Bubbles", "wave", "options in lower case"),
            Row("switch Spa Jets", "jet"),
            _ERRORS,
            _CONNECTED,
        ),
    ),
    Family(
        "ha-bestway: pool filter (Flowclear)",
        "Bestway pool filter",
        (
            Row("switch Pool Filter Power", "power"),
            Row("number Pool Filter Timer", "time"),
            Row("binary sensor Pool Filter Change Required", "filter"),
            Row("binary sensor Pool Filter Errors", "error"),
            Row("binary sensor Pool Filter Connected", CONNECTION_KEY),
        ),
    ),
    Family(
        "jebao_aqua: a wavemaker",
        "Jebao wavemaker",
        (
            Row("switch SwitchON", "composite-fan", "on and off"),
            Row("number Flow", "composite-fan", "the speed"),
            Row("select Mode", "composite-fan", "presets"),
            Row("switch FeedSwitch", "FeedSwitch"),
            Row("number FeedTime", "FeedTime"),
            Row("switch TimerON", "TimerON"),
            Row("select Linkage", "Linkage"),
            Row("select AutoMode", "AutoMode", "it is only read"),
            Row("binary sensor Fault_OverTemp", "Fault_OverTemp"),
            Row("binary sensor Fault_UART", "Fault_UART"),
        ),
        fixture="reef_wavemaker",
    ),
)


def tables() -> str:
    """Return the tables as Markdown."""
    return "\n".join("\n".join(_section(family)) for family in FAMILIES)


def entities(family: Family) -> dict[str, EntitySpec | None]:
    """Return our entities of a family by key, None for the cloud connection."""
    quirk = next(one for one in QUIRKS if one.name == family.quirk)
    key = next(iter(quirk.product_keys), "x")
    product = quirk.amend(Product.from_definition(key, _definition(family.fixture)))
    specs = map_product(product, chinese=False, quirk=quirk)
    found: dict[str, EntitySpec | None] = {spec.key: spec for spec in specs}
    if report := problem_report(specs):
        found[PROBLEM_KEY] = report
    return {**found, CONNECTION_KEY: None}


def _definition(fixture: str) -> Any:
    path = ROOT / "tests" / "fixtures" / "products" / f"{fixture}.json"
    return json.loads(path.read_text(encoding="utf-8")) if fixture else {}


def _section(family: Family) -> Iterator[str]:
    own = entities(family)
    yield from (f"## {family.title}", "", "| There | Here | |", "|---|---|---|")
    for row in family.rows:
        here = shown(own[row.key])
        yield f"| {row.there} | {here} | {row.remark} |"
    yield ""
    if family.presets:
        yield from ("| Preset there | Preset here |", "|---|---|")
        for there, here in family.presets:
            yield f"| {there} | `{here}` |"
        yield ""


def shown(spec: EntitySpec | None) -> str:
    """Return an entity as a person sees it: what kind, and its name."""
    if spec is None:
        return "binary sensor *Cloud connection*"
    description = spec.description
    kind = spec.platform.value.replace("_", " ")
    if description.name is None:
        return kind
    name = description.name
    if not isinstance(name, str):
        name = _TEXTS[spec.platform.value][description.translation_key]["name"]
    return f"{kind} *{name}*"


if __name__ == "__main__":
    head = PAGE.read_text(encoding="utf-8").split(MARK)[0]
    PAGE.write_text(head + MARK + "\n" + tables(), encoding="utf-8")
