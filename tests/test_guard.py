"""Bytes are checked for what they write, and so is every other way to write."""

from copy import deepcopy
import json
from pathlib import Path
from typing import Any

import pytest

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from .acting import add_made_up
from .action_helpers import build_world, call, device_id
from .common import add_device, set_up, until
from .shapes import R, bit, blob, definition, pick, uint

from custom_components.gizwits.api import GizwitsValueError, Product
from custom_components.gizwits.guard import never_written, refused_bytes
from custom_components.gizwits.quirks import QUIRKS

from tests.simulator import SimulatedCloud, User
from tests.simulator.definition import Definition
from tests.simulator.payload import pack_control, pack_read

PRODUCTS = sorted((Path(__file__).parent / "fixtures" / "products").glob("*.json"))
# Read before anything that is written, and of every kind.
KETTLE = definition(
    "Kettle",
    bit("Boiling", access=R),
    bit("Light_On"),
    bit("Factory_Reset"),
    pick("Mode", "warm", "boil"),
    uint("Target", 40, 100),
    blob("Password", 16),
)


def _product(raw: dict[str, Any]) -> Product:
    return Product.from_definition(raw["product_key"], raw)


def _bytes(raw: dict[str, Any], **values: Any) -> bytes:
    known = Definition.parse(raw)
    return pack_control(known, known.written_by_http(values))


@pytest.mark.parametrize("path", PRODUCTS, ids=lambda path: path.stem)
def test_what_bytes_write(path: Path) -> None:
    """Whatever one datapoint is written, alone or with the others, is seen."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    layout, known = _product(raw).layout, Definition.parse(raw)
    if layout is None:
        # Without a datapoint, or with ids that are missing or there twice.
        assert path.stem in ("broken", "passthrough")
        return
    values = {dp.name: dp.default() for dp in known.datapoints if dp.writable}
    for name, value in values.items():
        assert layout.written(pack_control(known, {name: value})) == {name}
    assert layout.written(pack_control(known, values)) == values.keys()
    assert layout.written(pack_read(known)) == frozenset()


@pytest.mark.parametrize("kind", ["standard", "var_len"])
def test_bytes_of_a_product_with_something_forbidden(kind: str) -> None:
    """What is harmless is sent, what is not or cannot be told is not."""
    raw = deepcopy(KETTLE) | {"protocolType": kind}
    if kind == "standard":
        for number, attr in enumerate(raw["entities"][0]["attrs"][1:]):
            attr["id"] = number
    product = _product(raw)
    fine = _bytes(raw, Light_On=True, Mode="boil", Target=90)
    assert refused_bytes(product, fine) is None
    assert refused_bytes(product, pack_read(Definition.parse(raw))) is None
    for name, value in (("Factory_Reset", True), ("Password", "00" * 16)):
        assert refused_bytes(product, _bytes(raw, **{name: value})) == name
        both = _bytes(raw, Light_On=True, **{name: value})
        assert refused_bytes(product, both) == name
    for untold in (
        b"",
        fine[:1],
        b"\x05" + fine[1:],
        b"\x53" + fine[1:],
        fine[:1] + b"\xff" + fine[2:],
        bytes((0x11 if kind == "standard" else 0x01,)) + fine[1:],
    ):
        assert refused_bytes(product, untold) == "Factory_Reset"


def test_bytes_where_the_definition_does_not_number_its_datapoints() -> None:
    """Nobody can tell what they write: nothing is sent if anything is forbidden."""
    for spoil in ({"id": None}, {"id": "x"}, {"id": 1}, {"id": -1}, {"id": 10**9}):
        attrs = [dict(attr) for attr in KETTLE["entities"][0]["attrs"]]
        attrs[4] |= spoil
        product = _product({**KETTLE, "entities": [{"attrs": attrs}]})
        assert product.layout is None
        assert refused_bytes(product, _bytes(KETTLE, Light_On=True)) == "Factory_Reset"
        harmless = [attr for attr in attrs if attr["name"] in ("Light_On", "Target")]
        product = _product({**KETTLE, "entities": [{"attrs": harmless}]})
        assert refused_bytes(product, b"\x05\x01") is None


def test_bytes_of_a_datapoint_that_could_not_be_understood() -> None:
    """It is no entity and no value can be written to it; bytes could."""
    raw = deepcopy(KETTLE)
    raw["entities"][0]["attrs"].pop()
    broken = deepcopy(raw)
    broken["entities"][0]["attrs"][2]["data_type"] = "float"
    product = _product(broken)
    assert "Factory_Reset" not in product.datapoints
    assert product.layout == _product(raw).layout
    assert refused_bytes(product, _bytes(raw, Light_On=True)) is None
    assert refused_bytes(product, _bytes(raw, Factory_Reset=True)) == "Factory_Reset"


async def test_raw_commands(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """A product with something forbidden takes bytes that do not touch it."""
    device = add_made_up(cloud, user, KETTLE, alias="Kettle")
    world = await build_world(hass, cloud, user)
    target = device_id(hass, world, device)
    fine = _bytes(KETTLE, Light_On=True)
    await call(hass, "send_raw_command", {"device_id": target, "data": fine.hex()})
    assert [raw.p0 for raw in cloud.raws] == [fine]
    await until(hass, lambda: device.values["Light_On"])
    bad = _bytes(KETTLE, Light_On=False, Factory_Reset=True)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "send_raw_command", {"device_id": target, "data": bad.hex()})
    assert caught.value.translation_key == "never_raw"
    assert caught.value.translation_placeholders == {
        "name": "Kettle",
        "datapoint": "Factory_Reset",
    }
    assert [raw.p0 for raw in cloud.raws] == [fine]


async def test_every_write_of_a_device_is_checked(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User
) -> None:
    """Whoever asks: this is the last place before the cloud."""
    device = add_device(cloud, user, "reef_cabinet")
    entry = await set_up(hass, cloud, user)
    own = entry.runtime_data.devices[device.did]
    for name in ("Factory_Reset", "Reboot", "Upgrade_License", "Bak1"):
        with pytest.raises(GizwitsValueError) as caught:
            await own.async_write({"Sw_Pump": True, name: True})
        assert caught.value.reason == "never_written"
    assert not cloud.controls


def test_no_quirk_writes_what_is_never_written() -> None:
    """Its composites would be switches that never work."""
    for quirk in QUIRKS:
        points = {point.name: point for point in (*quirk.datapoints, *quirk.replaced)}
        product = Product("0" * 32, datapoints=points)
        for spec in quirk.composites(points):
            names = [point.name for point in spec.roles.values()]
            assert never_written(product, names) is None
