"""What all our entities have in common."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .api import AnyDatapoint, GizwitsError, Value
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .errors import write_error
from .spec import VALUE, EntitySpec


class GizwitsEntity(CoordinatorEntity[DeviceCoordinator]):
    """An entity whose state is that of some of its device's datapoints.

    Datapoints are known by the role they play in the entity: a plain one has only
    the role `VALUE`.
    """

    _attr_has_entity_name = True

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Listen to the datapoints of `spec`."""
        super().__init__(
            coordinator, frozenset(point.name for point in spec.roles.values())
        )
        self.entity_description = spec.description
        self._roles = spec.roles
        self._attr_unique_id = coordinator.unique_id(spec.key)
        self._attr_device_info = coordinator.device_info

    @property
    @override
    def available(self) -> bool:
        """Return whether the device's values can be trusted."""
        return self.coordinator.available

    def datapoint(self, role: str = VALUE) -> AnyDatapoint:
        """Return the datapoint that plays a role."""
        return self._roles[role]

    def read(self, role: str = VALUE) -> Value | None:
        """Return the present value of a role, None where it is not known."""
        return self.coordinator.data.values.get(self._roles[role].name)

    async def async_write(self, value: Value, role: str = VALUE) -> None:
        """Write one role."""
        await self.async_write_roles({role: value})

    async def async_write_roles(self, values: dict[str, Value]) -> None:
        """Write several roles in one request.

        Raises HomeAssistantError, in the user's words, when they were not taken.
        """
        named = {self._roles[role].name: value for role, value in values.items()}
        try:
            await self.coordinator.async_write(named)
        except GizwitsError as err:
            raise write_error(
                err, self.coordinator.device.name, str(self.name or self.entity_id)
            ) from err


@callback
def async_add_entities_of(
    entry: GizwitsConfigEntry,
    platform: Platform,
    async_add_entities: AddConfigEntryEntitiesCallback,
    create: Callable[[DeviceCoordinator, EntitySpec], GizwitsEntity],
) -> None:
    """Add a platform's entities of the devices there are, and of those that come."""
    products = entry.runtime_data.products

    @callback
    def add(devices: Iterable[DeviceCoordinator]) -> None:
        async_add_entities(
            create(device, spec)
            for device in devices
            for spec in products.specs(device.product.product_key)
            if spec.platform is platform
        )

    entry.async_on_unload(entry.runtime_data.inventory.async_on_new_devices(add))
