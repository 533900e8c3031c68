"""The forms of schedules: what is to be set, its values, and when."""

from collections.abc import Iterable, Mapping
import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    DateSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    Selector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
    TextSelectorConfig,
    TimeSelector,
)

from ..flows.schemas import SECTION_ADVANCED, TEXT
from ..schedules import LocalSchedule, LocalWhen, Weekday
from ..schedules.settings import Setting, Shown

if TYPE_CHECKING:
    import probatio as vol
else:
    import voluptuous as vol

CONF_SCHEDULE: Final = "schedule"
CONF_SETTINGS: Final = "settings"
CONF_REPEAT: Final = "repeat"
CONF_TIME: Final = "time"
CONF_DATE: Final = "date"
CONF_WEEKDAYS: Final = "weekdays"
CONF_DAYS: Final = "days"
CONF_START: Final = "start"
CONF_END: Final = "end"
CONF_ENABLED: Final = "enabled"
CONF_REMARK: Final = "remark"
# What the list has beside the schedules.
NEW: Final = "new"

# A list with more lines than this is searched, not read.
_MOST_LINES: Final = 15
# A slider with more steps than this cannot be set to one of them.
_MOST_STEPS: Final = 200
_FINEST_STEP: Final = 1e-3


class Repeat(StrEnum):
    """How often a schedule happens; each has a form of its own."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"

    @classmethod
    def of(cls, when: LocalWhen) -> Repeat:
        """Return that of a schedule."""
        if when.date:
            return cls.ONCE
        return cls.WEEKLY if when.weekdays else cls.MONTHLY


def choice_schema(name: str, options: Mapping[str, str]) -> vol.Schema:
    """Return the form to choose one of a list."""
    return vol.Schema({vol.Required(name): _one_of(options, _mode(options))})


def what_schema(settings: Mapping[str, str]) -> vol.Schema:
    """Return the form that asks what is to be set, and how often."""
    return vol.Schema(
        {
            vol.Required(CONF_SETTINGS): SelectSelector(
                SelectSelectorConfig(
                    options=_options(settings),
                    multiple=True,
                    mode=_mode(settings),
                )
            ),
            vol.Required(CONF_REPEAT): SelectSelector(
                SelectSelectorConfig(
                    options=list(Repeat),
                    mode=SelectSelectorMode.LIST,
                    translation_key="schedule_repeat",
                )
            ),
        }
    )


def when_schema(
    repeat: Repeat,
    settings: Mapping[str, Setting] | None = None,
    *,
    open_section: bool = False,
) -> vol.Schema:
    """Return the form of values and times; `settings` are to be set, by field."""
    values = settings or {}
    fields: dict[Any, Any] = {
        _field(name, setting): _selector(setting) for name, setting in values.items()
    }
    fields |= _days(repeat)
    fields[vol.Required(CONF_TIME)] = TimeSelector()
    limits = () if repeat is Repeat.ONCE else (CONF_START, CONF_END)
    fields[vol.Required(SECTION_ADVANCED)] = section(
        vol.Schema(
            {
                vol.Optional(CONF_REMARK): TEXT,
                **{vol.Optional(name): DateSelector() for name in limits},
                vol.Required(CONF_ENABLED, default=True): BooleanSelector(),
            }
        ),
        {"collapsed": not open_section},
    )
    return vol.Schema(fields)


def _days(repeat: Repeat) -> dict[Any, Any]:
    """Return the field that asks for the days."""
    if repeat is Repeat.ONCE:
        return {vol.Required(CONF_DATE): DateSelector()}
    if repeat is Repeat.WEEKLY:
        weekdays = SelectSelectorConfig(
            options=[day.key for day in Weekday],
            multiple=True,
            mode=SelectSelectorMode.LIST,
            translation_key="weekday",
        )
        return {vol.Required(CONF_WEEKDAYS): SelectSelector(weekdays)}
    days = SelectSelectorConfig(
        options=[str(day) for day in range(1, 32)],
        multiple=True,
        mode=SelectSelectorMode.DROPDOWN,
    )
    return {vol.Required(CONF_DAYS): SelectSelector(days)}


def typed_of(schedule: LocalSchedule) -> dict[str, Any]:
    """Return what fills in the times of the form of a schedule that is there."""
    when = schedule.when
    limits = {CONF_START: when.start, CONF_END: when.end}
    return {
        CONF_TIME: when.time.isoformat(),
        CONF_DATE: when.date and when.date.isoformat(),
        CONF_WEEKDAYS: [day.key for day in sorted(when.weekdays)],
        CONF_DAYS: [str(day) for day in sorted(when.days)],
        SECTION_ADVANCED: {
            CONF_REMARK: schedule.remark,
            CONF_ENABLED: schedule.enabled,
            **{name: day.isoformat() for name, day in limits.items() if day},
        },
    }


def when_of(repeat: Repeat, typed: Mapping[str, Any]) -> LocalWhen:
    """Return when a filled in form says. Raises ScheduleError."""
    limits = typed[SECTION_ADVANCED]
    days: dict[str, Any] = {}
    if repeat is Repeat.ONCE:
        days["date"] = dt.date.fromisoformat(typed[CONF_DATE])
    elif repeat is Repeat.WEEKLY:
        days["weekdays"] = frozenset(map(Weekday.named, typed[CONF_WEEKDAYS]))
    else:
        days["days"] = frozenset(map(int, typed[CONF_DAYS]))
    for name in (CONF_START, CONF_END):
        if text := limits.get(name):
            days[name] = dt.date.fromisoformat(text)
    time = dt.time.fromisoformat(typed[CONF_TIME])
    return LocalWhen(time=time.replace(second=0), **days)


def fields_of(settings: Iterable[Setting]) -> dict[str, Setting]:
    """Return settings by the field that asks for them: what people call them.

    The names of these fields are not translated, as they are different for each
    product, so that the frontend shows them as they are.
    """
    fixed = {CONF_TIME, CONF_DATE, CONF_WEEKDAYS, CONF_DAYS, SECTION_ADVANCED}
    fields: dict[str, Setting] = {}
    for setting in settings:
        name = setting.name
        if name in fields or name in fixed:
            name = f"{name} ({setting.key})"
        fields[name] = setting
    return fields


def _field(name: str, setting: Setting) -> Any:
    if setting.is_switch:
        return vol.Required(name, default=True)
    return vol.Required(name)


def _selector(setting: Setting) -> Selector[Any]:
    """Return what asks for a setting."""
    if setting.is_switch:
        return BooleanSelector()
    if setting.options:
        return _one_of(setting.options, SelectSelectorMode.DROPDOWN)
    if not setting.is_number:
        return TextSelector(TextSelectorConfig())
    step = max(setting.step, _FINEST_STEP)
    steps = (setting.maximum - setting.minimum) / step
    config = NumberSelectorConfig(
        min=setting.minimum,
        max=setting.maximum,
        step=step,
        mode=NumberSelectorMode.SLIDER
        if steps <= _MOST_STEPS
        else NumberSelectorMode.BOX,
    )
    if setting.unit:
        config["unit_of_measurement"] = setting.unit
    return NumberSelector(config)


def _mode(options: Mapping[str, str]) -> SelectSelectorMode:
    if len(options) > _MOST_LINES:
        return SelectSelectorMode.DROPDOWN
    return SelectSelectorMode.LIST


def _one_of(options: Mapping[str, str], mode: SelectSelectorMode) -> SelectSelector:
    return SelectSelector(SelectSelectorConfig(options=_options(options), mode=mode))


def _options(options: Mapping[str, str]) -> list[SelectOptionDict]:
    return [SelectOptionDict(value=key, label=text) for key, text in options.items()]


def suggested(setting: Setting, shown: Shown | None) -> Shown | None:
    """Return what a field begins with: what is, where the field takes that."""
    if setting.is_number and not setting.options:
        fits = isinstance(shown, (int, float)) and (
            setting.minimum <= shown <= setting.maximum
        )
        return shown if fits else None
    if setting.options and shown not in setting.options:
        return None
    return shown
