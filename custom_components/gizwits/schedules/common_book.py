"""The schedules of an account's groups and scenes."""

from collections.abc import Callable, Mapping
from typing import Any, override

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from ..api import Value
from ..api.common_schedules import CommonSchedules
from ..api.plan import Plan
from ..const import DOMAIN
from ..device_coordinator import DeviceCoordinator
from ..registry import GROUP_PREFIX
from ..schedule_errors import ScheduleError
from .book import ScheduleBook
from .commands import Command, command_for, values_of
from .source import SCENE_PREFIX, CommonSource, ScheduleSource

_VERSION = 1


def common_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    """Return the file of what an entry made for its groups and scenes."""
    return Store(hass, _VERSION, f"{DOMAIN}.common_schedules.{entry_id}")


class CommonBook(ScheduleBook):
    """As a ScheduleBook, for what is known by `group-…` or `scene-…` instead of a did.

    It is `AccountCoordinator.common_schedules`. A scene brings along what to do: its
    schedules have no values.
    """

    @override
    def _source(self) -> ScheduleSource:
        return CommonSource(CommonSchedules(self._account.client))

    @override
    def _store(self, entry_id: str) -> Store[dict[str, Any]]:
        return common_store(self._hass, entry_id)

    @override
    def has(self, did: str) -> bool:
        """Return whether the account has such a group or scene."""
        if (scene_id := did.removeprefix(SCENE_PREFIX)) != did:
            return scene_id in self._account.scenes.data
        return self._group(did) is not None

    def _group(self, did: str) -> DeviceCoordinator | None:
        return self._account.groups.groups.get(did.removeprefix(GROUP_PREFIX))

    @override
    def _command(self, did: str, values: Mapping[str, Value]) -> Command:
        if did.startswith(SCENE_PREFIX):
            if values:
                raise ScheduleError("scene_brings_values")
            return Command()
        if group := self._group(did):
            return command_for(group, values)
        raise ScheduleError("device_not_ready")

    @override
    def _values(self, did: str) -> Callable[[Plan], Mapping[str, Value | None]]:
        group = self._group(did)
        return lambda plan: values_of(group, plan) if group else {}
