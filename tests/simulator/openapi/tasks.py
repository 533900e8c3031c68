"""Account tasks: the scheduler of the older document (protocol §2.10)."""

from typing import Any

from aiohttp import web

from ..datapoint import InvalidValue, is_integer
from ..errors import ApiError
from ..models import User
from ..schedules import Task
from .call import Call, Routes, answer, empty, text
from .schedule_form import recurrence

PATH = "/app/scheduler"
MOST_RETRIES = 60


async def list_tasks(call: Call) -> web.Response:
    """GET /app/scheduler: an array."""
    user = _user(call)
    tasks = call.state.runner.tasks.values()
    return answer(call.page([task.shown() for task in tasks if task.uid == user.uid]))


async def create_task(call: Call) -> web.Response:
    """POST /app/scheduler: several devices in one; ``retry_count`` 0 to 60."""
    user = _user(call)
    body = await call.body()
    task = Task(
        id=call.state.ids.short_id(),
        uid=user.uid,
        created_at=call.state.clock.stamp(),
        when=recurrence(body, days_allowed=False),
        task=_parts(call, user, body.get("task")),
        retry_count=_retries(body),
        retry_task=body.get("retry_task", "all"),
    )
    if task.retry_task not in ("all", "failed"):
        raise ApiError(9015, "retry_task")
    call.state.runner.add(task)
    return answer({"id": task.id})


async def delete_task(call: Call) -> web.Response:
    """DELETE /app/scheduler/{id}: 200; 9030."""
    task = _own(call)
    del call.state.runner.tasks[task.id]
    return empty()


async def task_logs(call: Call) -> web.Response:
    """GET /app/scheduler/{id}/logs: the last run as one object, as documented.

    ``settings.task_log_is_list`` gives all runs, newest first. Without any run the
    answer is empty.
    """
    logs = _own(call).logs[::-1]
    if call.state.settings.task_log_is_list:
        return answer(call.page(logs))
    return answer(logs[0] if logs else {})


def _user(call: Call) -> User:
    """Return the caller; where tasks are not offered, say so as that cloud does."""
    gone = call.state.settings.tasks_error
    if gone == 404:
        raise web.HTTPNotFound
    if gone is not None:
        raise ApiError(gone)
    return call.user()


def _own(call: Call) -> Task:
    user = _user(call)
    task = call.state.runner.tasks.get(call.part("id"))
    if task is None or task.uid != user.uid:
        raise ApiError(9030)
    return task


def _parts(call: Call, user: User, parts: Any) -> list[dict[str, Any]]:
    """Return the members of ``task``, each a bound device with valid attrs."""
    if not isinstance(parts, list) or not parts:
        raise ApiError(9015, "task")
    for part in parts:
        if not isinstance(part, dict) or not isinstance(part.get("attrs"), dict):
            raise ApiError(9015, "task")
        device = call.device(text(part, "did"))
        if call.state.bindings.get(user.uid, device.did) is None:
            raise ApiError(9017)
        if part.get("product_key") != device.product_key:
            raise ApiError(9002)
        try:
            device.product.definition.written_by_http(part["attrs"])
        except InvalidValue as error:
            raise ApiError(9025, str(error)) from error
        if not part["attrs"]:
            raise ApiError(9015, "attrs")
    return parts


def _retries(body: dict[str, Any]) -> int:
    count = body.get("retry_count", 0)
    if not is_integer(count) or not 0 <= count <= MOST_RETRIES:
        raise ApiError(9015, "retry_count")
    return count


ROUTES: Routes = [
    ("GET", PATH, list_tasks),
    ("POST", PATH, create_task),
    ("DELETE", PATH + "/{id}", delete_task),
    ("GET", PATH + "/{id}/logs", task_logs),
]
