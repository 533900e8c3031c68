"""The schedules the cloud keeps for devices, groups, scenes: seen, made, changed."""

from collections.abc import Mapping
import datetime as dt
from typing import Any, Final

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType, JsonValueType

from ..account.told import told
from ..errors import invalid
from ..schedules import DeviceSchedule, LocalSchedule, LocalWhen, ScheduleError, Weekday
from .handler import ATTR_VALUES, VALUES, Handler
from .picking import MANY, ONE_DEVICE, Picked, picked_all, picked_one
from .schedule_fields import (
    ATTR_TIME,
    WHEN_FIELDS,
    changed,
    says_when,
    shown_local,
    shown_when,
    when_of,
)

ATTR_SCHEDULE: Final = "schedule_id"
ATTR_ENABLED: Final = "enabled"
ATTR_REMARK: Final = "remark"

_ANY: Final = LocalWhen(time=dt.time(), weekdays=frozenset({Weekday.MON}))
_NOW: Final = dt.timedelta(0)
_REMARK: Final = vol.All(cv.string, vol.Length(max=1024))
_SCHEDULE: Final = {vol.Required(ATTR_SCHEDULE): cv.string}


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return the schedules of devices, groups and scenes, one after the other."""
    found: list[JsonValueType] = []
    for picked in picked_all(call):
        with told(picked.account, picked.device):
            schedules = await picked.book.async_get(picked.key, _NOW)
            found += [_shown(picked, one) for one in schedules]
    return {"schedules": found}


def _shown(picked: Picked, schedule: DeviceSchedule) -> JsonObjectType:
    return {
        "schedule_id": schedule.id,
        **shown_when(schedule.when),
        **picked.shown(schedule.values),
        "raw": schedule.is_raw,
        "enabled": schedule.enabled,
        "remark": schedule.remark,
        "next_run": shown_local(schedule.next_run(dt_util.utcnow())),
        "made_here": schedule.is_ours,
        "keeps_local_time": schedule.keeps_time,
    }


async def _async_create(call: ServiceCall) -> ServiceResponse:
    """Make a schedule."""
    picked = picked_one(call)
    with told(picked.account, picked.device) as name:
        schedule = LocalSchedule(
            when=when_of(call.data),
            values=picked.checked(name, call.data.get(ATTR_VALUES, {})),
            enabled=call.data[ATTR_ENABLED],
            remark=call.data.get(ATTR_REMARK, ""),
        )
        schedule_id = await picked.book.async_create(picked.key, schedule)
    return {"schedule_id": schedule_id}


async def _async_update(call: ServiceCall) -> None:
    """Change what is given of a schedule."""
    picked, data = picked_one(call), call.data
    with told(picked.account, picked.device) as name:
        if not (
            says_when(data) or {ATTR_VALUES, ATTR_ENABLED, ATTR_REMARK} & data.keys()
        ):
            raise invalid("nothing_to_change")
        values = None
        if ATTR_VALUES in data:
            values = picked.checked(name, data[ATTR_VALUES])
        when = await _async_when(picked, data) if says_when(data) else None
        await picked.book.async_change(
            picked.key,
            data[ATTR_SCHEDULE],
            when=when,
            values=values,
            enabled=data.get(ATTR_ENABLED),
            remark=data.get(ATTR_REMARK),
        )


async def _async_when(picked: Picked, data: Mapping[str, Any]) -> LocalWhen:
    """Return when a schedule is to happen, with what is given of it changed."""
    # What makes no sense with anything is said before anybody is asked.
    changed(_ANY, data)
    schedules = await picked.book.async_get(picked.key, _NOW)
    schedule_id = data[ATTR_SCHEDULE]
    known = next((one for one in schedules if one.id == schedule_id), None)
    if known is None:
        raise ScheduleError("unknown_schedule", schedule=schedule_id)
    if known.when:
        return changed(known.when, data)
    if ATTR_TIME not in data:
        raise ScheduleError("not_understood")
    return when_of(data)


async def _async_delete(call: ServiceCall) -> None:
    """Delete a schedule."""
    picked = picked_one(call)
    with told(picked.account, picked.device):
        await picked.book.async_delete(picked.key, call.data[ATTR_SCHEDULE])


HANDLERS: Final = {
    "get_schedules": Handler(_async_get, MANY),
    "create_schedule": Handler(
        _async_create,
        {
            **ONE_DEVICE,
            vol.Optional(ATTR_VALUES): {cv.string: object},
            vol.Required(ATTR_TIME): object,
            **WHEN_FIELDS,
            vol.Optional(ATTR_ENABLED, default=True): cv.boolean,
            vol.Optional(ATTR_REMARK): _REMARK,
        },
    ),
    "update_schedule": Handler(
        _async_update,
        {
            **ONE_DEVICE,
            **_SCHEDULE,
            vol.Optional(ATTR_VALUES): VALUES,
            vol.Optional(ATTR_TIME): object,
            **WHEN_FIELDS,
            vol.Optional(ATTR_ENABLED): cv.boolean,
            vol.Optional(ATTR_REMARK): _REMARK,
        },
    ),
    "delete_schedule": Handler(_async_delete, {**ONE_DEVICE, **_SCHEDULE}),
}
