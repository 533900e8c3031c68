"""Switches that let a schedule run, or keep it from running."""

from collections.abc import Iterable
from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.const import EntityCategory
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .account.told import told
from .coordinator import GizwitsConfigEntry
from .device_coordinator import DeviceCoordinator
from .registry import entities_of
from .schedule_keys import ENABLED_KEY, async_on_schedulable, book_of
from .schedules import DeviceSchedule
from .schedules.entity import ScheduleEntity
from .schedules.words import texts_of, words_of


@callback
def async_add_schedule_switches(
    entry: GizwitsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add a switch for each schedule that is known, and for those that come."""
    unsubs: dict[str, CALLBACK_TYPE] = {}

    @callback
    def add(devices: list[DeviceCoordinator]) -> None:
        for device in devices:
            did = device.device.did
            if unsub := unsubs.pop(did, None):
                unsub()
            switches = _Switches(device, async_add_entities)
            unsubs[did] = book_of(device).async_listen(did, switches.async_follow)
            switches.async_restore()
            switches.async_follow()

    @callback
    def end() -> None:
        for unsub in unsubs.values():
            unsub()

    entry.async_on_unload(async_on_schedulable(entry.runtime_data, add))
    entry.async_on_unload(end)


class _Switches:
    """The switches of one device: they come and go with its schedules."""

    # Each device has one, and most of them have no schedules.
    __slots__ = ("_add", "_device", "_known", "_prefix")

    def __init__(
        self, device: DeviceCoordinator, add: AddConfigEntryEntitiesCallback
    ) -> None:
        """Start without any."""
        self._device = device
        self._add = add
        self._known: set[str] = set()
        self._prefix = device.unique_id(ENABLED_KEY)

    @callback
    def async_restore(self) -> None:
        """Add those that somebody wants, so that they have their schedules read."""
        restored = [
            ScheduleSwitch(
                self._device,
                one.unique_id.removeprefix(self._prefix),
                one.original_name or "",
            )
            for one in self._registered()
            if not one.disabled_by
        ]
        self._known.update(switch.schedule_id for switch in restored)
        self._add(restored)

    @callback
    def async_follow(self) -> None:
        """Add what is new, and remove what is gone."""
        device = self._device
        did = device.device.did
        if (schedules := book_of(device).cached(did)) is None:
            return
        there = {schedule.id for schedule in schedules}
        self._known &= there
        for one in self._registered():
            if one.unique_id.removeprefix(self._prefix) not in there:
                er.async_get(device.hass).async_remove(one.entity_id)
        new = [one for one in schedules if one.id not in self._known]
        self._known |= there
        self._add(ScheduleSwitch(device, one.id, name_of(device, one)) for one in new)

    def _registered(self) -> list[er.RegistryEntry]:
        device = self._device
        entities = entities_of(device.hass, device.config_entry, device.device.did)
        return [one for one in entities if one.unique_id.startswith(self._prefix)]


class ScheduleSwitch(ScheduleEntity, SwitchEntity):
    """Whether the cloud runs a schedule."""

    _attr_translation_key = "cloud_schedule"
    _attr_entity_category = EntityCategory.CONFIG
    _attr_entity_registry_enabled_default = False
    _polls = True

    def __init__(self, device: DeviceCoordinator, schedule_id: str, name: str) -> None:
        """Be the switch of one schedule."""
        super().__init__(device, f"{ENABLED_KEY}{schedule_id}")
        self.schedule_id = schedule_id
        self._attr_name = name
        self._attr_available = False

    @callback
    @override
    def _take_over(self, schedules: Iterable[DeviceSchedule]) -> None:
        """Show the schedule, if it is there."""
        own = next((one for one in schedules if one.id == self.schedule_id), None)
        self._attr_available = own is not None
        if own:
            self._attr_is_on = own.enabled
            self._attr_name = name_of(self._device, own)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Let it run."""
        await self._async_set(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Keep it from running."""
        await self._async_set(False)

    async def _async_set(self, enabled: bool) -> None:
        device = self._device
        with told(device.account, device):
            await self.book.async_set_enabled(
                device.device.did, self.schedule_id, enabled
            )


def name_of(device: DeviceCoordinator, schedule: DeviceSchedule) -> str:
    """Return what a schedule's switch is called: its remark, or what it does."""
    name = schedule.remark or words_of(device, schedule)
    return texts_of(device.hass, "schedule_words")["switch"].format(name=name)
