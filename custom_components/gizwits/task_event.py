"""An event for the account's tasks: that one ran, or failed."""

from typing import Any, Final, override

from homeassistant.components.event import EventEntity
from homeassistant.const import Platform
from homeassistant.core import CALLBACK_TYPE, HassJob, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from .api import GizwitsError
from .api.tasks import TaskRun
from .coordinator import AccountCoordinator, GizwitsConfigEntry
from .issues import forget_task_failing, forget_tasks_failing, tell_task_failing
from .registry import account_device_info, is_registered
from .schedule_keys import TASK_RUN_KEY
from .schedules import ScheduleError, TaskInfo
from .schedules.task_watch import TaskWatch
from .schedules.words import texts_of, values_words

# Most accounts have no tasks: it is not pressing to know (s).
FIRST_LOOK: Final = 60.0
# So many times in a row, somebody should know.
KEEPS_FAILING: Final = 3
_SUCCEEDED: Final = "succeeded"
_FAILED: Final = "failed"


@callback
def async_add_task_event(
    entry: GizwitsConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the event once there is a task, or where there was one before."""
    account = entry.runtime_data
    event = TaskRunEvent(account)
    if is_registered(account.hass, Platform.EVENT, str(event.unique_id)):
        async_add_entities([event])
        return
    unsubs: list[CALLBACK_TYPE] = []

    @callback
    def follow() -> None:
        if account.tasks.cached:
            end()
            async_add_entities([event])

    @callback
    def end() -> None:
        while unsubs:
            unsubs.pop()()

    async def look(_now: Any) -> None:
        try:
            await account.tasks.async_get()
        except GizwitsError, ScheduleError:
            # Whoever asks for them is told.
            return

    unsubs += [
        account.tasks.async_listen(follow),
        async_call_later(
            account.hass, FIRST_LOOK, HassJob(look, cancel_on_shutdown=True)
        ),
    ]
    entry.async_on_unload(end)
    follow()


class TaskRunEvent(EventEntity):
    """That the cloud ran a task of the account, and whether all devices took it."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _attr_translation_key = "task_run"

    def __init__(self, account: AccountCoordinator) -> None:
        """Belong to the account."""
        self._account = account
        self._attr_event_types = [_SUCCEEDED, _FAILED]
        self._watch = TaskWatch(account, self._ran, self._there)
        self._attr_unique_id = f"{account.account}-{TASK_RUN_KEY}"
        self._attr_device_info = account_device_info(account.account, account.app_id)

    @override
    async def async_added_to_hass(self) -> None:
        """Watch, from where it ended."""
        await super().async_added_to_hass()
        self.async_on_remove(self._watch.async_stop)
        since = dt_util.utcnow()
        if self.state and (last := dt_util.parse_datetime(self.state)):
            since = last
        self._watch.async_start(since)

    async def async_entity_id_changed(self, old_entity_id: str) -> None:
        """Stay: nothing here depends on the id."""

    @override
    async def async_will_remove_from_hass(self) -> None:
        """Tell nothing that nobody will take back."""
        await super().async_will_remove_from_hass()
        self._there(set())

    @callback
    def _ran(self, task: TaskInfo, run: TaskRun, failures: int) -> None:
        devices = {did: self._name(did) for did in run.devices}
        failed = [devices[did] for did, done in run.devices.items() if not done]
        self._trigger_event(
            _SUCCEEDED if run.succeeded else _FAILED,
            {
                "task_id": task.id,
                "ran_at": run.at.isoformat() if run.at else None,
                "devices": list(devices.values()),
                "failed_devices": failed,
            },
        )
        self.async_write_ha_state()
        entry_id = self._account.config_entry.entry_id
        if run.succeeded:
            forget_task_failing(self.hass, entry_id, task.id)
        elif failures >= KEEPS_FAILING:
            tell_task_failing(
                self.hass,
                entry_id,
                task.id,
                task=self._words(task),
                devices=", ".join(failed) or "?",
                count=failures,
            )

    @callback
    def _there(self, task_ids: set[str]) -> None:
        """Take back what was told of tasks that are gone."""
        entry_id = self._account.config_entry.entry_id
        forget_tasks_failing(self.hass, entry_id, but=task_ids)

    def _words(self, task: TaskInfo) -> str:
        """Return what a task does, device by device."""
        texts = texts_of(self.hass, "schedule_words")
        said = []
        for step, sent in zip(task.steps, task.task.steps, strict=False):
            if device := self._account.devices.get(step.did):
                words = values_words(device, step.values, sent.attrs)
                said.append(texts["step"].format(name=device.device.name, words=words))
        return "; ".join(said) or task.id

    def _name(self, did: str) -> str:
        device = self._account.devices.get(did)
        return device.device.name if device else did
