"""What all our entities have alike is not kept in each of them."""

import pytest

from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_platform

from .common import set_up
from .shapes import R, bit, definition, pick, uint

from custom_components.gizwits.binary_sensor import CloudConnection, GizwitsBinarySensor
from custom_components.gizwits.entity import GizwitsEntity
from custom_components.gizwits.number import GizwitsNumber
from custom_components.gizwits.select import GizwitsSelect
from custom_components.gizwits.sensor import GizwitsSensor
from custom_components.gizwits.switch import GizwitsSwitch

from tests.simulator import SimulatedCloud, User

# With more, an object has a dict of its own (CPython, `SHARED_KEYS_MAX_SIZE`).
MOST_ATTRIBUTES = 30


@pytest.mark.parametrize("name", ["Power", "Something of its own"])
async def test_plain_entities_are_small(
    hass: HomeAssistant, cloud: SimulatedCloud, user: User, name: str
) -> None:
    """Whether they are named by us or by their definition, and when one has acted."""
    product = cloud.add_product(
        definition(
            "Machine",
            bit("power", name),
            pick("mode", "alpha", "beta", label=name),
            uint("level", 0, 100, label=name),
            uint("measured", 0, 100, label=name, access=R),
            bit("running", name, access=R),
        )
    )
    device = cloud.add_device(product.product_key, alias="Machine")
    cloud.bind(user, device)
    await set_up(hass, cloud, user)
    found = set()
    for platform in entity_platform.async_get_platforms(hass, "gizwits"):
        for entity in platform.entities.values():
            if isinstance(entity, GizwitsEntity):
                # As what was done by an automation is.
                entity.async_set_context(Context())
                assert len(vars(entity)) <= MOST_ATTRIBUTES, sorted(vars(entity))
                found.add(type(entity))
    assert found == {
        CloudConnection,
        GizwitsBinarySensor,
        GizwitsNumber,
        GizwitsSelect,
        GizwitsSensor,
        GizwitsSwitch,
    }
