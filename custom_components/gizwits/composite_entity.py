"""What entities of several datapoints have in common."""

from abc import abstractmethod
from typing import TYPE_CHECKING, override

from homeassistant.const import UnitOfTemperature
from homeassistant.core import callback

from .composites.choice import Choices, in_force, writes_of
from .device_coordinator import DeviceCoordinator
from .entity import GizwitsEntity
from .spec import EntitySpec

if TYPE_CHECKING:
    from .composites.parts import ClimateParts, WaterHeaterParts
    from .composites.quantity import Quantity


class CompositeEntity(GizwitsEntity):
    """An entity that takes its state over from its roles when one of them changes."""

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Take over what is known already."""
        super().__init__(coordinator, spec)
        self._take_over()

    @override
    async def async_added_to_hass(self) -> None:
        """Take over what has changed since."""
        await super().async_added_to_hass()
        self._take_over()

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        self._take_over()
        super()._handle_coordinator_update()

    @callback
    @abstractmethod
    def _take_over(self) -> None:
        """Set the state from what the roles are now."""

    def _chosen(self, choices: Choices) -> str | None:
        """Return the key of the choice in force."""
        return in_force(choices, self.read)

    def _is_on(self, choices: Choices) -> bool | None:
        """Return whether the choice in force is `on`."""
        key = self._chosen(choices)
        return None if key is None else key == "on"

    def _number(self, quantity: Quantity | None) -> float | None:
        """Return the number of a quantity, None where there is none."""
        return quantity.read(self.read) if quantity else None

    async def _choose(self, choices: Choices, key: str) -> None:
        """Make a choice, in one request."""
        if writes := writes_of(choices, key):
            await self.async_write_roles(writes)


class TemperedEntity(CompositeEntity):
    """One that has a temperature, in the device's own unit."""

    _spec: EntitySpec[ClimateParts] | EntitySpec[WaterHeaterParts]
    _attr_temperature_unit: str
    _attr_current_temperature: float | None
    _attr_target_temperature: float | None
    _attr_target_temperature_step: float | None
    _attr_min_temp: float
    _attr_max_temp: float

    @callback
    @override
    def _take_over(self) -> None:
        """Set temperatures, their limits and their unit, which can change."""
        own = self._spec.parts
        target = self._number(own.target)
        self._attr_current_temperature = self._number(own.current)
        self._attr_target_temperature = target
        shown = target if target is not None else self._attr_current_temperature
        unit: UnitOfTemperature = own.scale.unit(self.read, shown)
        low, high = own.scale.limits(unit)
        lowest, highest = self._number(own.lowest), self._number(own.highest)
        # Limits the device reports count where they make sense.
        if lowest is not None and low <= lowest < high:
            low = lowest
        if highest is not None and low < highest <= high:
            high = highest
        self._attr_temperature_unit = unit
        self._attr_min_temp, self._attr_max_temp = low, high
        self._attr_target_temperature_step = own.target.step if own.target else None
