"""A household of many products, for the demo and for tests that want variety."""

from functools import cache
from itertools import cycle, islice
import json
from pathlib import Path

from .cloud import SimulatedCloud
from .datapoint import Datapoint, Value
from .device import SimulatedDevice
from .household_data import MEMBERS, ODD, Member
from .models import Product, User

PRODUCTS = Path(__file__).parent.parent / "fixtures" / "products"

VERSIONS = {
    "wifi_soft_version": "04030012",
    "wifi_hard_version": "0ESP8266",
    "mcu_soft_version": "03030000",
    "mcu_hard_version": "03010000",
}


def build_household(
    cloud: SimulatedCloud,
    user: User,
    count: int | None = None,
    *,
    odd: bool = False,
    folder: Path = PRODUCTS,
) -> list[SimulatedDevice]:
    """Give ``user`` one device of each product, or ``count`` by repeating them.

    The devices are spread over the M2M hosts in turn. ``odd`` adds the definitions
    that only a parser has to survive.
    """
    chosen = islice(cycle(_stems(folder, odd=odd)), count)
    stems = list(chosen) if count is not None else _stems(folder, odd=odd)
    seen: dict[str, int] = {}
    devices = []
    for index, stem in enumerate(stems):
        number = seen[stem] = seen.get(stem, 0) + 1
        product = _product(cloud, folder / f"{stem}.json")
        member = MEMBERS.get(stem, Member(product.product_name))
        device = cloud.add_device(
            product.product_key,
            alias=member.alias if number == 1 else f"{member.alias} {number}",
            m2m=index % len(cloud.m2m),
            values=initial_values(product, member),
            fields=VERSIONS,
        )
        # All of it has been reported once, whatever the layout.
        device.reported.update(device.values)
        cloud.bind(user, device)
        devices.append(device)
    return devices


def initial_values(product: Product, member: Member) -> dict[str, Value]:
    """Return the member's values with likely ones for what it does not name."""
    known = product.definition.by_name
    likely = {dp.name: _likely(dp) for dp in product.definition.datapoints}
    own = {name: value for name, value in member.values.items() if name in known}
    return {**likely, **product.definition.check(own)}


def member_of(device: SimulatedDevice, folder: Path = PRODUCTS) -> Member:
    """Return what the household knows of a device's product."""
    stem = _stems_by_key(folder).get(device.product_key, "")
    return MEMBERS.get(stem, Member(device.product.product_name))


@cache
def _stems_by_key(folder: Path) -> dict[str, str]:
    """Return the file names of the products by their keys."""
    return {
        json.loads(path.read_text(encoding="utf-8"))["product_key"]: path.stem
        for path in folder.glob("*.json")
    }


def _stems(folder: Path, *, odd: bool) -> list[str]:
    """Return the products there are: those of the household first, in its order."""
    there = sorted(path.stem for path in folder.glob("*.json"))
    first = [stem for stem in MEMBERS if stem in there]
    rest = [stem for stem in there if stem not in MEMBERS and (odd or stem not in ODD)]
    return first + rest


def _product(cloud: SimulatedCloud, path: Path) -> Product:
    definition = json.loads(path.read_text(encoding="utf-8"))
    known = cloud.products.get(definition["product_key"])
    return known or cloud.add_product(definition)


def _likely(datapoint: Datapoint) -> Value:
    """Return a value that looks lived-in: a fault is quiet, a gauge in its middle."""
    if datapoint.access in ("alert", "fault") or datapoint.is_bit:
        return datapoint.default()
    if datapoint.data_type == "binary":
        return datapoint.default()
    span = datapoint.maximum - datapoint.minimum
    if span > 10_000:
        return datapoint.scaled(datapoint.minimum)
    return datapoint.scaled(datapoint.minimum + span * 2 // 5)
