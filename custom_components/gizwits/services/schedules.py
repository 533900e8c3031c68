"""The schedules that the cloud keeps for a device: seen, made, changed, deleted."""

from collections.abc import Mapping
import datetime as dt
from typing import Any, Final

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType, JsonValueType

from ..device_coordinator import DeviceCoordinator
from ..errors import invalid
from ..schedules import DeviceSchedule, LocalSchedule, LocalWhen, ScheduleError
from .action import ATTR_VALUES, VALUES, Action
from .picking import MANY, ONE_DEVICE, picked_device, picked_devices
from .schedule_fields import (
    ATTR_TIME,
    WHEN_FIELDS,
    changed,
    says_when,
    shown_local,
    shown_when,
    when_of,
)
from .target import shown_device, told
from .values import checked, shown_values

ATTR_SCHEDULE: Final = "schedule_id"
ATTR_ENABLED: Final = "enabled"
ATTR_REMARK: Final = "remark"

_NOW: Final = dt.timedelta(0)
_REMARK: Final = vol.All(cv.string, vol.Length(max=1024))
_SCHEDULE: Final = {vol.Required(ATTR_SCHEDULE): cv.string}


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return the schedules of devices, device after device."""
    found: list[JsonValueType] = []
    for device in picked_devices(call):
        with told(device.account, device):
            book = device.account.schedules
            schedules = await book.async_get(device.device.did, _NOW)
            found += [_shown(device, one) for one in schedules]
    return {"schedules": found}


def _shown(device: DeviceCoordinator, schedule: DeviceSchedule) -> JsonObjectType:
    return {
        "schedule_id": schedule.id,
        "device": shown_device(device.account, schedule.did),
        **shown_when(schedule.when),
        "values": shown_values(device.product, schedule.values),
        "raw": schedule.is_raw,
        "enabled": schedule.enabled,
        "remark": schedule.remark,
        "next_run": shown_local(schedule.next_run(dt_util.utcnow())),
        "made_here": schedule.is_ours,
        "keeps_local_time": schedule.keeps_time,
    }


async def _async_create(call: ServiceCall) -> ServiceResponse:
    """Make a schedule."""
    device = picked_device(call)
    with told(device.account, device) as name:
        schedule = LocalSchedule(
            when=when_of(call.data),
            values=checked(name, device.product, call.data[ATTR_VALUES]),
            enabled=call.data[ATTR_ENABLED],
            remark=call.data.get(ATTR_REMARK, ""),
        )
        book = device.account.schedules
        schedule_id = await book.async_create(device.device.did, schedule)
    return {"schedule_id": schedule_id}


async def _async_update(call: ServiceCall) -> None:
    """Change what is given of a schedule."""
    device, data = picked_device(call), call.data
    with told(device.account, device) as name:
        if not (
            says_when(data) or {ATTR_VALUES, ATTR_ENABLED, ATTR_REMARK} & data.keys()
        ):
            raise invalid("nothing_to_change")
        values = None
        if ATTR_VALUES in data:
            values = checked(name, device.product, data[ATTR_VALUES])
        when = await _async_when(device, data) if says_when(data) else None
        await device.account.schedules.async_change(
            device.device.did,
            data[ATTR_SCHEDULE],
            when=when,
            values=values,
            enabled=data.get(ATTR_ENABLED),
            remark=data.get(ATTR_REMARK),
        )


async def _async_when(device: DeviceCoordinator, data: Mapping[str, Any]) -> LocalWhen:
    """Return when a schedule is to happen, with what is given of it changed."""
    schedules = await device.account.schedules.async_get(device.device.did, _NOW)
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
    device = picked_device(call)
    with told(device.account, device):
        await device.account.schedules.async_delete(
            device.device.did, call.data[ATTR_SCHEDULE]
        )


ACTIONS: Final = (
    Action(
        name="get_schedules",
        handler=_async_get,
        fields=MANY,
        response=SupportsResponse.ONLY,
    ),
    Action(
        name="create_schedule",
        handler=_async_create,
        fields={
            **ONE_DEVICE,
            vol.Required(ATTR_VALUES): {cv.string: object},
            vol.Required(ATTR_TIME): object,
            **WHEN_FIELDS,
            vol.Optional(ATTR_ENABLED, default=True): cv.boolean,
            vol.Optional(ATTR_REMARK): _REMARK,
        },
        response=SupportsResponse.OPTIONAL,
    ),
    Action(
        name="update_schedule",
        handler=_async_update,
        fields={
            **ONE_DEVICE,
            **_SCHEDULE,
            vol.Optional(ATTR_VALUES): VALUES,
            vol.Optional(ATTR_TIME): object,
            **WHEN_FIELDS,
            vol.Optional(ATTR_ENABLED): cv.boolean,
            vol.Optional(ATTR_REMARK): _REMARK,
        },
    ),
    Action(
        name="delete_schedule",
        handler=_async_delete,
        fields={**ONE_DEVICE, **_SCHEDULE},
    ),
)
