"""Making a schedule and changing one: what it sets, to which values, and when."""

from collections.abc import Mapping
import datetime as dt
from typing import Any, override

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.util import dt as dt_util

from ..api import Value
from ..flows.errors import FormError
from ..flows.schemas import SECTION_ADVANCED
from ..schedules import DeviceSchedule, LocalSchedule
from ..schedules.setting_table import settings_of
from ..schedules.settings import Setting
from .schedule_forms import (
    CONF_DATE,
    CONF_DAYS,
    CONF_ENABLED,
    CONF_REMARK,
    CONF_REPEAT,
    CONF_SETTINGS,
    CONF_TIME,
    CONF_WEEKDAYS,
    Repeat,
    fields_of,
    suggested,
    typed_of,
    what_schema,
    when_of,
    when_schema,
)
from .schedules import ScheduleListSteps, local_of


class ScheduleEditSteps(ScheduleListSteps):
    """Step `schedule_what`, and a form for each way to repeat."""

    _settings: Mapping[str, Setting]
    _fields: Mapping[str, Setting]

    @override
    async def async_step_schedule_what(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask what is to be set, and how often."""
        problem = None
        if user_input is not None:
            if user_input[CONF_SETTINGS]:
                chosen = user_input[CONF_SETTINGS]
                self._fields = fields_of(
                    one for key, one in self._settings.items() if key in chosen
                )
                return await self._async_when(Repeat(user_input[CONF_REPEAT]))
            problem = FormError("nothing_to_set", field=CONF_SETTINGS)
        else:
            self._settings = self._offered()
        return await self._async_form(
            "schedule_what",
            what_schema({key: one.name for key, one in self._settings.items()}),
            user_input or self._known(),
            problem,
            last_step=False,
            device=self._device.device.name,
        )

    async def async_step_schedule_once(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the values and the date."""
        return await self._async_when(Repeat.ONCE, user_input)

    async def async_step_schedule_weekly(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the values and the days of the week."""
        return await self._async_when(Repeat.WEEKLY, user_input)

    async def async_step_schedule_monthly(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the values and the days of the month."""
        return await self._async_when(Repeat.MONTHLY, user_input)

    async def _async_when(
        self, repeat: Repeat, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for values and times, and put the schedule on the cloud."""
        problem = None
        if user_input is not None:
            try:
                await self._async_save(repeat, user_input)
            except FormError as err:
                problem = err
            else:
                return self.async_abort(reason="schedule_saved")
        is_open = bool(user_input or (self._schedule and _has_more(self._schedule)))
        return await self._async_form(
            f"schedule_{repeat}",
            when_schema(repeat, self._fields, open_section=is_open),
            user_input or {**self._begin(), **self._values_now()},
            problem,
            last_step=True,
            device=self._device.device.name,
        )

    async def _async_save(self, repeat: Repeat, typed: dict[str, Any]) -> None:
        """Put it on the cloud. Raises FormError."""
        for name in (CONF_WEEKDAYS, CONF_DAYS):
            if typed.get(name) == []:
                raise FormError("no_days", field=name)
        more = typed[SECTION_ADVANCED]
        with self._told():
            schedule = LocalSchedule(
                when=when_of(repeat, typed),
                values=self._kept_values() | self._typed_values(typed),
                enabled=more[CONF_ENABLED],
                remark=more.get(CONF_REMARK, "").strip(),
            )
            if self._schedule:
                await self._async_change(self._schedule, schedule)
            else:
                await self._book.async_create(self._did, schedule)

    async def _async_change(self, before: DeviceSchedule, to: LocalSchedule) -> None:
        """Change what is different: of the rest not all may be known here."""
        is_same = to.values == local_of(before).values
        await self._book.async_change(
            self._did,
            before.id,
            when=to.when,
            values=None if is_same else to.values,
            enabled=to.enabled,
            remark=to.remark,
        )

    def _offered(self) -> dict[str, Setting]:
        """Return what can be set; bytes only where the schedule sets them already."""
        is_set = self._schedule.values if self._schedule else {}
        return {
            key: one.with_option(one.shown(is_set))
            for key, one in settings_of(self._device).items()
            if not one.is_bytes or one.datapoints & is_set.keys()
        }

    def _known(self) -> dict[str, Any]:
        """Return what the first form begins with."""
        if (schedule := self._schedule) is None or schedule.when is None:
            # The frontend checks the first of what is not said to be empty.
            return {CONF_SETTINGS: [], CONF_REPEAT: Repeat.WEEKLY}
        chosen = [
            key
            for key, one in self._settings.items()
            if one.shown(schedule.values) is not None
        ]
        return {CONF_SETTINGS: chosen, CONF_REPEAT: Repeat.of(schedule.when)}

    def _begin(self) -> dict[str, Any]:
        """Return which times the second form begins with."""
        soon = dt_util.now() + dt.timedelta(hours=1)
        begin = {
            CONF_TIME: f"{soon:%H}:00:00",
            CONF_DATE: soon.date().isoformat(),
            CONF_WEEKDAYS: [],
            CONF_DAYS: [],
        }
        if self._schedule is None:
            return begin
        known = typed_of(local_of(self._schedule))
        return begin | {name: value for name, value in known.items() if value}

    def _values_now(self) -> dict[str, Any]:
        """Return which values the second form begins with."""
        now = self._device.data.values
        values = {**now, **(self._schedule.values if self._schedule else {})}
        return {
            name: value
            for name, setting in self._fields.items()
            if (value := suggested(setting, setting.shown(values))) is not None
        }

    def _kept_values(self) -> dict[str, Value]:
        """Return what the schedule sets that the forms do not know."""
        if self._schedule is None:
            return {}
        offered = {name for one in self._settings.values() for name in one.datapoints}
        values = local_of(self._schedule).values
        return {name: value for name, value in values.items() if name not in offered}

    def _typed_values(self, typed: Mapping[str, Any]) -> dict[str, Value]:
        """Return the values by datapoint. Raises GizwitsValueError."""
        values: dict[str, Value] = {}
        for name, setting in self._fields.items():
            values |= setting.values(typed[name])
        return values


def _has_more(schedule: Any) -> bool:
    when = schedule.when
    return bool(schedule.remark or not schedule.enabled or when.start or when.end)
