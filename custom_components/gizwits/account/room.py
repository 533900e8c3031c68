"""What is on where an account has more entities than Home Assistant takes."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import MAX_ENABLED_ENTITIES_PER_CONFIG_ENTRY

from ..breath import Breath
from ..const import DOMAIN
from ..issues import forget_no_room, tell_no_room
from ..schedule_keys import CALENDAR_KEY, can_be_scheduled
from ..spec import EntitySpec

if TYPE_CHECKING:
    from ..device_coordinator import DeviceCoordinator

MOST_ENTITIES: Final = MAX_ENABLED_ENTITIES_PER_CONFIG_ENTRY
# What a device is for; everything else is about it.
_MAIN: Final = frozenset(
    {
        Platform.CLIMATE,
        Platform.COVER,
        Platform.FAN,
        Platform.HUMIDIFIER,
        Platform.LIGHT,
        Platform.LOCK,
        Platform.VACUUM,
        Platform.VALVE,
        Platform.WATER_HEATER,
    }
)
_RANKS: Final = {None: 1, EntityCategory.CONFIG: 2, EntityCategory.DIAGNOSTIC: 3}


class Room:
    """Decides which of the entities of new devices are on, where not all can be.

    Home Assistant adds no more than so many that are on, and drops those that come
    last. First comes what a device is for, then what it shows and is set by, then
    settings, then diagnostics; of each the first of all devices before the second.
    """

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Decide for the devices of an entry."""
        self._hass = hass
        self._entry = entry
        self._registry = er.async_get(hass)

    async def async_make(self, devices: Collection[DeviceCoordinator]) -> None:
        """Give each device the keys of those of its new entities that are off."""
        enabled = self._registry.entities.get_enabled_count_for_config_entry_id(
            self._entry.entry_id
        )
        free = max(0, MOST_ENTITIES - enabled)
        if sum(len(_wanted(own)) for own in devices) <= free:
            return
        new: list[tuple[int, int, str, str]] = []
        breath = Breath()
        for own in devices:
            new += self._new(own)
            await breath.take()
        new.sort()
        off: defaultdict[str, set[str]] = defaultdict(set)
        for _, _, did, key in new[free:]:
            off[did].add(key)
        for own in devices:
            own.off = frozenset(off[own.device.did])

    def _new(self, own: DeviceCoordinator) -> list[tuple[int, int, str, str]]:
        """Return those of a device nobody has decided on, as they are to be sorted."""
        turns: Counter[int] = Counter()
        found = []
        for rank, platform, key in _wanted(own):
            if self._registry.async_get_entity_id(platform, DOMAIN, own.unique_id(key)):
                continue
            found.append((rank, turns[rank], own.device.did, key))
            turns[rank] += 1
        return found

    async def async_tell(self, devices: Collection[DeviceCoordinator]) -> None:
        """Tell a person that some are off as long as there is no room for them."""
        entities = self._registry.entities
        entry_id = self._entry.entry_id
        off = 0
        if entities.get_enabled_count_for_config_entry_id(entry_id) >= MOST_ENTITIES:
            breath = Breath()
            for own in list(devices):
                off += self._count_off(own)
                await breath.take()
        if off:
            tell_no_room(self._hass, entry_id, self._entry.title, MOST_ENTITIES, off)
        else:
            forget_no_room(self._hass, entry_id)

    def _count_off(self, own: DeviceCoordinator) -> int:
        """Return how many of a device are off that would be on if there were room."""
        registry = self._registry
        found = (
            registry.async_get_entity_id(platform, DOMAIN, own.unique_id(key))
            for _, platform, key in _wanted(own)
        )
        entities = (registry.async_get(entity_id) for entity_id in found if entity_id)
        return sum(
            entity is not None
            and entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION
            for entity in entities
        )


def _wanted(own: DeviceCoordinator) -> list[tuple[int, Platform, str]]:
    """Return rank, platform and key of what is on by default."""
    found = [
        (_rank(spec), spec.platform, spec.key)
        for spec in own.all_specs()
        if spec.description.entity_registry_enabled_default
    ]
    if can_be_scheduled(own):
        found.append((_RANKS[EntityCategory.CONFIG], Platform.CALENDAR, CALENDAR_KEY))
    return found


def _rank(spec: EntitySpec) -> int:
    return 0 if spec.platform in _MAIN else _RANKS[spec.description.entity_category]
