"""What tests of platforms share: a device of a product, and actions on its entities."""

from typing import Any

from homeassistant.core import HomeAssistant, State

from .common import entity_id

from tests.simulator import SimulatedCloud, SimulatedDevice, User


def add_made_up(
    cloud: SimulatedCloud,
    user: User,
    definition: dict[str, Any],
    *,
    product_name: str | None = None,
    served: bool = True,
    **kwargs: Any,
) -> SimulatedDevice:
    """Bind a device of a product that is made up in the test."""
    if definition["product_key"] not in cloud.products:
        cloud.add_product(definition, product_name, definition_served=served)
    device = cloud.add_device(definition["product_key"], **kwargs)
    cloud.bind(user, device)
    return device


async def act(
    hass: HomeAssistant, device: SimulatedDevice, key: str, action: str, **data: Any
) -> None:
    """Call an action of the entity's own domain."""
    entity = entity_id(hass, device, key)
    await hass.services.async_call(
        entity.split(".")[0], action, {"entity_id": entity, **data}, blocking=True
    )


def state(hass: HomeAssistant, device: SimulatedDevice, key: str) -> State:
    """Return the state of an entity with its attributes."""
    found = hass.states.get(entity_id(hass, device, key))
    assert found is not None
    return found


def sent(cloud: SimulatedCloud) -> list[dict[str, Any]]:
    """Return the attributes of each request that wrote some, and forget them."""
    controls = [control.attrs for control in cloud.controls]
    cloud.clear_recordings()
    return controls
