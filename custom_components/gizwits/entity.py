"""What all our entities have in common."""

from collections.abc import Callable, Iterable, Mapping
from typing import override

from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import UNDEFINED
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .api import AnyDatapoint, GizwitsError, Value
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .errors import write_error
from .registry_channels import registered_part
from .spec import HIGH, LOW, VALUE, EntitySpec
from .steady import SteadyEntity, described


class GizwitsEntity(SteadyEntity, CoordinatorEntity[DeviceCoordinator]):
    """An entity whose state is that of some of its device's datapoints.

    Datapoints are known by the role they play in the entity: a plain one has only
    the role `VALUE`.
    """

    device_class = described("device_class")
    entity_category = described("entity_category")
    translation_key = described("translation_key")

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Listen to the datapoints of `spec`."""
        super().__init__(coordinator, spec.names)
        self.entity_description = spec.description
        if isinstance(spec.description.name, str):
            # The translation key may have a name too, for those it names well.
            self._attr_name = spec.description.name
        self._spec = spec
        self.device_entry = registered_part(coordinator, spec.channel)
        if self.device_entry and (channel := spec.channel):
            if channel.entity_name is not UNDEFINED:
                self._attr_name = channel.entity_name

    @property
    @override
    def unique_id(self) -> str:
        """Return what tells it from all others, for ever."""
        return self.coordinator.unique_id(self._spec.key)

    @property
    @override
    def device_info(self) -> DeviceInfo | None:
        """Return the device to be registered for it, None where that is done."""
        return None if self.device_entry else self.coordinator.device_info

    @property
    @override
    def available(self) -> bool:
        """Return whether the device's values can be trusted."""
        return self.coordinator.available

    @property
    @override
    def entity_registry_enabled_default(self) -> bool:
        """Return whether it is on as long as nobody has decided about it."""
        description = self.entity_description
        is_on = description.entity_registry_enabled_default
        return is_on and description.key not in self.coordinator.off

    def datapoint(self, role: str = VALUE) -> AnyDatapoint:
        """Return the datapoint that plays a role."""
        return self._spec.roles[role]

    def read(self, role: str = VALUE) -> Value | None:
        """Return the present value of a role, None where there is none."""
        value = self.coordinator.data.values.get(self._spec.roles[role].name)
        return None if value in self._spec.nothing[role] else value

    def read_number(self) -> int | float | None:
        """Return the number of a plain entity, of one or of two datapoints."""
        if pair := self._spec.pair:
            value = pair.decode(self.read(HIGH), self.read(LOW))
            return None if value in self._spec.nothing[VALUE] else value
        number = self.read()
        return number if isinstance(number, (int, float)) else None

    def read_option(self) -> str | None:
        """Return the key of a plain entity's option, None for one nobody knows."""
        value = self.read()
        return next(
            (key for key, own in self._spec.options.items() if own == value), None
        )

    async def async_write(self, value: Value, role: str = VALUE) -> None:
        """Write one role."""
        await self.async_write_roles({role: value})

    async def async_write_roles(self, values: dict[str, Value]) -> None:
        """Write several roles in one request.

        Raises HomeAssistantError, in the user's words, when they were not taken.
        """
        if not values:
            # What is always on is on.
            return
        await self._async_write(
            lambda: {
                self._spec.roles[role].name: value for role, value in values.items()
            }
        )

    async def async_write_number(self, value: float) -> None:
        """Write the number of a plain entity, both parts of it in one request."""
        if pair := self._spec.pair:
            await self._async_write(lambda: pair.encode(value))
        else:
            await self.async_write(value)

    async def async_write_option(self, key: str) -> None:
        """Write a plain entity's option by its key."""
        await self.async_write(self._spec.options[key])

    async def _async_write(self, named: Callable[[], Mapping[str, Value]]) -> None:
        try:
            await self.coordinator.async_write(named())
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
    """Add a platform's entities of the devices and groups there are, and of those that come."""
    account = entry.runtime_data

    @callback
    def add(devices: Iterable[DeviceCoordinator]) -> None:
        async_add_entities(
            create(device, spec)
            for device in devices
            for spec in device.specs()
            if spec.platform is platform
        )

    entry.async_on_unload(account.inventory.async_on_new_devices(add))
    entry.async_on_unload(account.groups.async_on_new_groups(add))
