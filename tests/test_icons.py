"""Icons for every key, and the brand's own images."""

from collections.abc import Iterator
import importlib.util
import json
from pathlib import Path
import re
import struct
from typing import Any, Final
import zlib

import pytest
import yaml

INTEGRATION: Final = Path(__file__).parents[1] / "custom_components" / "gizwits"
BRAND: Final = INTEGRATION / "brand"
# What has a device class that brings an icon for each state.
WITH_A_CLASS: Final = {("binary_sensor", "cloud_connection"), ("button", "identify")}
SIZES: Final = {
    "icon.png": (256, 256),
    "icon@2x.png": (512, 512),
    "logo.png": (None, 256),
    "logo@2x.png": (None, 512),
}


def _json(name: str) -> dict[str, Any]:
    text = (INTEGRATION / name).read_text(encoding="utf-8")
    return dict(json.loads(text))


ICONS: Final = _json("icons.json")
TEXTS: Final = _json("translations/en.json")
ENTITIES: Final = [
    (platform, key) for platform, own in TEXTS["entity"].items() for key in own
]


def _names(icons: Any) -> Iterator[str]:
    """Return all icons there are."""
    if isinstance(icons, dict):
        for inner in icons.values():
            yield from _names(inner)
    else:
        yield icons


def test_every_key_has_an_icon() -> None:
    """And none is there for a key that nothing has."""
    own = {
        (platform, key) for platform, icons in ICONS["entity"].items() for key in icons
    }
    assert own == set(ENTITIES) - WITH_A_CLASS
    assert all(ICONS["entity"][platform][key]["default"] for platform, key in own)


@pytest.mark.parametrize(("platform", "key"), ENTITIES)
def test_states(platform: str, key: str) -> None:
    """Icons are for states that there are; a range begins low."""
    icons = ICONS["entity"].get(platform, {}).get(key, {})
    texts = TEXTS["entity"][platform][key]
    states = {"on", "off"} | texts.get("state", {}).keys()
    assert icons.get("state", {}).keys() <= states
    for name, attribute in icons.get("state_attributes", {}).items():
        known = texts["state_attributes"][name]["state"]
        assert attribute.get("state", {}).keys() <= known.keys()
        assert attribute["default"]
    limits = [float(limit) for limit in icons.get("range", {})]
    assert limits == sorted(set(limits))
    assert not (limits and icons.get("state"))


def test_a_fault_that_is_not_there_does_not_look_like_one() -> None:
    """What is alarming while it is on is calm while it is off."""
    alarming = re.compile(r"-(alert|off|remove|disconnect)\b")
    for key, icons in ICONS["entity"]["binary_sensor"].items():
        if alarming.search(icons["default"]):
            calm = icons.get("state", {}).get("off", "")
            assert calm, key
            assert not alarming.search(calm), key


def test_every_icon_is_one() -> None:
    """The frontend knows it; a name that it does not know is an empty space."""
    names = set(_names(ICONS))
    assert all(re.fullmatch(r"mdi:[a-z0-9-]+", name) for name in names)
    found = importlib.util.find_spec("hass_frontend")
    if found is None or not found.submodule_search_locations:
        pytest.skip("the frontend is not installed")
    folder = Path(found.submodule_search_locations[0]) / "static" / "mdi"
    known: set[str] = set()
    for path in folder.glob("*.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(content, dict):
            known |= {f"mdi:{name}" for name in content}
    assert len(known) > 5000
    assert names <= known


def test_actions_triggers_and_conditions() -> None:
    """Each of them has one."""
    for name in ("services", "triggers", "conditions"):
        text = (INTEGRATION / f"{name}.yaml").read_text(encoding="utf-8")
        keys = {key for key in yaml.safe_load(text) if not key.startswith(".")}
        assert ICONS[name].keys() == keys, name


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Return the chunks of a PNG; raises where it is none."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at = 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert check == zlib.crc32(kind + content)
        yield kind, content
        at += length + 12


@pytest.mark.parametrize("name", [*SIZES, *(f"dark_{name}" for name in SIZES)])
def test_brand(name: str) -> None:
    """The sizes that are asked for, whole, and with a transparent background."""
    chunks = list(_chunks((BRAND / name).read_bytes()))
    assert chunks[-1][0] == b"IEND"
    width, height, depth, color = struct.unpack(">IIBB", chunks[0][1][:10])
    wanted, high = SIZES[name.removeprefix("dark_")]
    assert height == high
    assert width == wanted if wanted else width > high
    assert (depth, color) == (8, 6)
    pixels = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    assert len(pixels) == height * (1 + 4 * width)


def test_brand_images_differ() -> None:
    """Only those there are, and none is another's copy."""
    paths = list(BRAND.iterdir())
    assert {path.name for path in paths} == {*SIZES, *(f"dark_{n}" for n in SIZES)}
    assert len({path.read_bytes() for path in paths}) == len(paths)
