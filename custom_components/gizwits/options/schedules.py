"""The schedules of a device: a list, and forms to add, change and delete."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.const import CONF_DEVICE
from homeassistant.exceptions import HomeAssistantError

from ..account.told import told
from ..device_coordinator import DeviceCoordinator
from ..flows.errors import FormError
from ..markdown import plain_texts
from ..schedule_keys import book_of, can_be_scheduled
from ..schedules import DeviceSchedule, LocalSchedule, ScheduleBook
from ..schedules.reasons import reason_of
from ..schedules.when_words import when_words
from ..schedules.words import texts_of, words_of
from .base import OptionsBase
from .schedule_forms import CONF_SCHEDULE, NEW, choice_schema

_NOW: Final = timedelta(0)


class ScheduleListSteps(OptionsBase):
    """Step `schedules`: the devices; `schedule_list`: the schedules of one."""

    _device: DeviceCoordinator
    _listed: Mapping[str, DeviceSchedule]
    _schedule: DeviceSchedule | None = None

    @property
    def _book(self) -> ScheduleBook:
        return book_of(self._device)

    @property
    def _did(self) -> str:
        return self._device.device.did

    async def async_step_schedules(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose a device."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_running")
        account = self.config_entry.runtime_data
        groups = {own.device.did: own for own in account.groups.groups.values()}
        devices: dict[str, DeviceCoordinator] = {**account.devices, **groups}
        problem = None
        if user_input is not None and (own := devices.get(user_input[CONF_DEVICE])):
            self._device = own
            try:
                return await self.async_step_schedule_list()
            except FormError as err:
                problem = err
        names = {
            did: device.device.name
            for did, device in devices.items()
            if can_be_scheduled(device)
        }
        if not names:
            return self.async_abort(reason="nothing_to_schedule")
        in_order = dict(sorted(names.items(), key=lambda one: one[1].casefold()))
        schema = choice_schema(CONF_DEVICE, in_order)
        return await self._async_form(
            "schedules", schema, user_input, problem, last_step=False
        )

    async def async_step_schedule_list(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose one of a device's schedules, or to add one.

        Raises FormError when the cloud cannot be asked.
        """
        if user_input is not None:
            if user_input[CONF_SCHEDULE] == NEW:
                self._schedule = None
                return await self.async_step_schedule_what()
            self._schedule = self._listed[user_input[CONF_SCHEDULE]]
            return await self.async_step_schedule()
        with self._told():
            schedules = await self._book.async_get(self._did, _NOW)
        self._listed = {schedule.id: schedule for schedule in schedules}
        texts = texts_of(self.hass, "schedule_list")
        lines = {key: self._line(one) for key, one in self._listed.items()}
        schema = choice_schema(CONF_SCHEDULE, {**lines, NEW: texts["new"]})
        return await self._async_form(
            "schedule_list",
            schema,
            {CONF_SCHEDULE: NEW} if not lines else None,
            last_step=False,
            device=self._device.device.name,
        )

    async def async_step_schedule(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose what becomes of a schedule."""
        schedule = self._schedule
        assert schedule
        switch = "schedule_off" if schedule.enabled else "schedule_on"
        options = [switch, "schedule_delete"]
        if schedule.when and schedule.values:
            options.insert(0, "schedule_what")
        return self.async_show_menu(
            step_id="schedule",
            menu_options=options,
            description_placeholders=plain_texts(
                {
                    "device": self._device.device.name,
                    "schedule": self._line(schedule),
                }
            ),
        )

    @abstractmethod
    async def async_step_schedule_what(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask what is to be set."""

    async def async_step_schedule_on(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Let a schedule run."""
        return await self._async_switch("schedule_on", enabled=True)

    async def async_step_schedule_off(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Keep a schedule from running."""
        return await self._async_switch("schedule_off", enabled=False)

    async def _async_switch(self, step_id: str, *, enabled: bool) -> ConfigFlowResult:
        """Do it at once; a form only says what went wrong."""
        assert self._schedule
        try:
            with self._told():
                await self._book.async_set_enabled(
                    self._did, self._schedule.id, enabled
                )
        except FormError as err:
            return await self._async_confirm(step_id, err)
        return self.async_abort(reason="schedule_saved")

    async def async_step_schedule_delete(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Delete a schedule."""
        assert self._schedule
        problem = None
        if user_input is not None:
            try:
                with self._told():
                    await self._book.async_delete(self._did, self._schedule.id)
            except FormError as err:
                problem = err
            else:
                return self.async_abort(reason="schedule_deleted")
        return await self._async_confirm("schedule_delete", problem)

    async def _async_confirm(
        self, step_id: str, problem: FormError | None
    ) -> ConfigFlowResult:
        assert self._schedule
        return await self._async_form(
            step_id,
            problem=problem,
            last_step=True,
            schedule=self._line(self._schedule),
            device=self._device.device.name,
        )

    def _line(self, schedule: DeviceSchedule) -> str:
        """Return a schedule in one line of words."""
        texts = texts_of(self.hass, "schedule_list")
        words = texts["line"].format(
            when=when_words(self.hass, schedule.when),
            what=words_of(self._device, schedule),
        )
        if schedule.remark:
            words = texts["remark"].format(schedule=words, remark=schedule.remark)
        return words if schedule.enabled else texts["off"].format(schedule=words)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what goes wrong into words that a form shows."""
        try:
            with told(self._device.account, self._device):
                yield
        except HomeAssistantError as err:
            raise FormError(
                "schedule_refused", reason=reason_of(self.hass, err)
            ) from None


def local_of(schedule: DeviceSchedule) -> LocalSchedule:
    """Return a schedule that is on the cloud as people give it. `when` is known."""
    assert schedule.when
    values = {name: v for name, v in schedule.values.items() if v is not None}
    return LocalSchedule(
        when=schedule.when,
        values=values,
        enabled=schedule.enabled,
        remark=schedule.remark,
    )
