"""Putting a device together (protocol §0, §5)."""

from collections.abc import Mapping
from typing import Any

from .device import SimulatedDevice
from .models import Product
from .state import CloudState


def assemble(
    state: CloudState,
    product: Product,
    values: Mapping[str, Any],
    *,
    did: str | None = None,
    mac: str | None = None,
    passcode: str | None = None,
    m2m: int = 0,
    online: bool = True,
) -> SimulatedDevice:
    """Return a new device with decoded values, known to the cloud, bound to nobody.

    What is not given of its names is made up; what is not given of its values is as
    the product's definition has it at rest.
    """
    definition = product.definition
    device = SimulatedDevice(
        uplink=state.hub,
        product=product,
        did=did or state.ids.did(),
        mac=mac or state.ids.mac(),
        passcode=passcode or state.ids.passcode(),
        m2m=m2m,
        online=online,
        values={**definition.defaults(), **definition.check(values)},
        online_since=state.clock.now(),
    )
    state.devices[device.did] = device
    return device
