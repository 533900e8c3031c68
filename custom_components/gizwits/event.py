"""Events: a device reports a problem, or that one is gone; what ran by itself."""

from collections.abc import Iterable, Mapping
from typing import Any, override

from homeassistant.components.event import EventEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .api import Value
from .const import CLEARED, DOMAIN, RAISED
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .entity import GizwitsEntity
from .problems import is_problem
from .rooms import async_enter
from .spec import EntitySpec

PARALLEL_UPDATES = 0

_ACTIVE = "active"


async def async_setup_entry(
    hass: HomeAssistant,
    entry: GizwitsConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the events of an account."""
    account = entry.runtime_data

    @callback
    def add(devices: list[DeviceCoordinator]) -> None:
        async_add_entities(
            ProblemEvent(device, spec)
            for device in devices
            for spec in device.all_specs()
            if spec.platform is Platform.EVENT
        )

    entry.async_on_unload(account.inventory.async_on_new_devices(add))
    schedules = await async_enter(hass, "schedule_event")
    schedules.async_add_schedule_events(entry, async_add_entities)
    tasks = await async_enter(hass, "task_event")
    tasks.async_add_task_event(entry, async_add_entities)


class ProblemEvent(GizwitsEntity, EventEntity):
    """What a device says of its alerts and faults.

    `active` are those there are now, by datapoint; they are kept over a restart, so
    that what came meanwhile is told after it.
    """

    def __init__(self, coordinator: DeviceCoordinator, spec: EntitySpec) -> None:
        """Listen to all datapoints that are alerts or faults."""
        super().__init__(coordinator, spec)
        # What each datapoint said last; True is a problem of before the restart.
        self._said: dict[str, Value] = {}

    @property
    @override
    def available(self) -> bool:
        """Return True: what happened has happened."""
        return True

    @property
    @override
    def extra_state_attributes(self) -> Mapping[str, Any]:
        """Return the problems there are."""
        return {_ACTIVE: self._active()}

    @override
    async def async_added_to_hass(self) -> None:
        """Take up what was known before, and what is known by now."""
        await super().async_added_to_hass()
        if last := await self.async_get_last_state():
            active = last.attributes.get(_ACTIVE, ())
            self._said = {name: name in active for name in self._spec.roles}
        # The state has to be there first: an event is a change of it.
        self.async_on_remove(
            self.hass.loop.call_soon(self._handle_coordinator_update).cancel
        )

    async def async_entity_id_changed(self, old_entity_id: str) -> None:
        """Keep the entity as it is: nothing here depends on its id."""

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Tell of each problem that came or went."""
        raised: list[str] = []
        cleared: list[str] = []
        active = self._active()
        for name, datapoint in self._spec.roles.items():
            value = self.read(name)
            if value is None:
                continue
            says = value if is_problem(datapoint, value) else False
            before = self._said.get(name)
            self._said[name] = says
            if before is None or says == before or (before is True and says):
                continue
            (raised if says else cleared).append(name)
        self._tell(CLEARED, cleared)
        self._tell(RAISED, raised)
        if not raised and not cleared and self._active() != active:
            # What there was from the start is no event.
            self.async_write_ha_state()

    def _active(self) -> list[str]:
        return [name for name in self._spec.roles if self._said.get(name)]

    def _name_of(self, name: str) -> str:
        """Return what people call a problem: its own entity's name, where it has one."""
        registry = er.async_get(self.hass)
        unique_id = self.coordinator.unique_id(name)
        for platform in (Platform.BINARY_SENSOR, Platform.SENSOR):
            entity_id = registry.async_get_entity_id(platform, DOMAIN, unique_id)
            entity = registry.async_get(entity_id) if entity_id else None
            if entity and (called := entity.name or entity.original_name):
                return called
        return self.coordinator.known.name_of(self._spec.roles[name])

    @callback
    def _tell(self, event_type: str, names: Iterable[str]) -> None:
        for name in names:
            value = self.read(name)
            self._trigger_event(
                event_type,
                {
                    "problem": self._name_of(name),
                    "datapoint": name,
                    "value": value.hex() if isinstance(value, bytes) else value,
                },
            )
            self.async_write_ha_state()
