"""The account's tasks: several devices at once, tried again, with a log."""

from typing import Any, Final

import voluptuous as vol

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonObjectType

from ..account.told import told
from ..api.tasks import TaskRun
from ..coordinator import AccountCoordinator
from ..schedules import LocalStep, LocalTask, TaskInfo
from .handler import ACCOUNT_FIELD, ATTR_VALUES, Handler
from .schedule_fields import (
    ATTR_DATE,
    ATTR_TIME,
    ATTR_WEEKDAYS,
    TASK_FIELDS,
    shown_local,
    shown_when,
    when_of,
)
from .target import account_of, own_device, shown_device
from .values import checked, shown_values

ATTR_DEVICES: Final = "devices"
ATTR_RETRIES: Final = "retries"
ATTR_RETRY: Final = "retry"
ATTR_TASK: Final = "task_id"
RETRY_ALL: Final = "all"
RETRY_FAILED: Final = "failed"

_STEP: Final = vol.Schema(
    {
        vol.Required(ATTR_DEVICE_ID): cv.string,
        vol.Required(ATTR_VALUES): {cv.string: object},
    }
)
_SHOWN: Final = (ATTR_TIME, ATTR_DATE, ATTR_WEEKDAYS)
_TASK: Final = {vol.Required(ATTR_TASK): cv.string}


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return the tasks."""
    account = account_of(call)
    with told(account):
        tasks = await account.tasks.async_get()
    return {"tasks": [_shown(account, one) for one in tasks]}


def _shown(account: AccountCoordinator, task: TaskInfo) -> JsonObjectType:
    when = shown_when(task.when)
    return {
        "task_id": task.id,
        **{field: when[field] for field in _SHOWN},
        "devices": [
            {
                "device": shown_device(account, step.did),
                "values": shown_values(device.product, step.values)
                if (device := account.devices.get(step.did))
                else {},
            }
            for step in task.steps
        ],
        "retries": task.retries,
        "retry": RETRY_FAILED if task.retry_failed_only else RETRY_ALL,
        "next_run": shown_local(task.next_run(dt_util.utcnow())),
        "made_here": task.is_ours,
        "keeps_local_time": task.keeps_time,
    }


async def _async_create(call: ServiceCall) -> ServiceResponse:
    """Make a task."""
    account, data = account_of(call), call.data
    with told(account):
        task = LocalTask(
            when=when_of(data),
            steps=[_step(account, step) for step in data[ATTR_DEVICES]],
            retries=data[ATTR_RETRIES],
            retry_failed_only=data[ATTR_RETRY] == RETRY_FAILED,
        )
        return {"task_id": await account.tasks.async_create(task)}


def _step(account: AccountCoordinator, given: dict[str, Any]) -> LocalStep:
    """Return what one device is to do. Raises ServiceValidationError."""
    device = own_device(account, given[ATTR_DEVICE_ID])
    values = checked(device.device.name, device.product, given[ATTR_VALUES])
    return LocalStep(device.device.did, values)


async def _async_delete(call: ServiceCall) -> None:
    """Delete a task."""
    account = account_of(call)
    with told(account):
        await account.tasks.async_delete(call.data[ATTR_TASK])


async def _async_log(call: ServiceCall) -> ServiceResponse:
    """Return what became of a task, the newest first."""
    account = account_of(call)
    with told(account):
        runs = await account.tasks.async_log(call.data[ATTR_TASK])
    return {"log": [_shown_run(account, run) for run in runs]}


def _shown_run(account: AccountCoordinator, run: TaskRun) -> JsonObjectType:
    return {
        "ran_at": shown_local(run.at),
        "succeeded": run.succeeded,
        "devices": [
            {"device": shown_device(account, did), "succeeded": done}
            for did, done in run.devices.items()
        ],
    }


HANDLERS: Final = {
    "get_tasks": Handler(_async_get, ACCOUNT_FIELD),
    "create_task": Handler(
        _async_create,
        {
            **ACCOUNT_FIELD,
            vol.Required(ATTR_DEVICES): vol.All(cv.ensure_list, [_STEP]),
            vol.Required(ATTR_TIME): object,
            **TASK_FIELDS,
            vol.Optional(ATTR_RETRIES, default=0): vol.Coerce(int),
            vol.Optional(ATTR_RETRY, default=RETRY_ALL): vol.In(
                (RETRY_ALL, RETRY_FAILED)
            ),
        },
    ),
    "delete_task": Handler(_async_delete, {**ACCOUNT_FIELD, **_TASK}),
    "get_task_log": Handler(_async_log, {**ACCOUNT_FIELD, **_TASK}),
}
