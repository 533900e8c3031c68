"""Schedules of devices, groups and scenes alike (protocol §2.10)."""

from typing import Any

from aiohttp import web

from ..errors import ApiError
from ..models import User
from ..schedules import Schedule
from .call import Call, Routes, answer, optional_text
from .groups import own_group
from .scenes import own_scene
from .schedule_form import attributes, enabled, recurrence

PATH = "/app/common_scheduler"
KINDS = ("did", "group_id", "scene_id")


async def list_schedules(call: Call) -> web.Response:
    """GET /app/common_scheduler: the caller's, of one target when given."""
    user = call.user()
    wanted = {kind: call.request.query.get(kind) for kind in KINDS}
    rows = [
        schedule.shown(_product_key(call, schedule))
        for schedule in call.state.runner.schedules.values()
        if schedule.uid == user.uid
        and (not any(wanted.values()) or wanted[schedule.kind] == schedule.target)
    ]
    return answer(call.page(rows))


async def create_schedule(call: Call) -> web.Response:
    """POST: of several targets the first in the order did, group_id, scene_id."""
    user = call.user()
    body = await call.body()
    kind = next((kind for kind in KINDS if optional_text(body, kind)), None)
    if kind is None:
        raise ApiError(9015, "did")
    schedule = Schedule(
        id=call.state.ids.object_id(),
        uid=user.uid,
        kind=kind,
        target=body[kind],
        created_at=call.state.clock.stamp(),
        when=recurrence(body, days_allowed=True),
    )
    _fill(call, user, schedule, body)
    call.state.runner.add(schedule)
    return answer({"id": schedule.id}, 201)


async def update_schedule(call: Call) -> web.Response:
    """PUT /app/common_scheduler/{id}: the whole body anew; the target stays."""
    user = call.user()
    schedule = _own(call, user)
    body = await call.body()
    when = recurrence(body, days_allowed=True)
    _fill(call, user, schedule, body)
    schedule.when = when
    return answer({"id": schedule.id})


async def delete_schedule(call: Call) -> web.Response:
    """DELETE /app/common_scheduler/{id}: 200; 9030."""
    schedule = _own(call, call.user())
    del call.state.runner.schedules[schedule.id]
    return answer({})


def _own(call: Call, user: User) -> Schedule:
    schedule = call.state.runner.schedules.get(call.part("id"))
    if schedule is None or schedule.uid != user.uid:
        raise ApiError(9030)
    return schedule


def _fill(call: Call, user: User, schedule: Schedule, body: dict[str, Any]) -> None:
    """Check the target and take what is to be set; a scene brings its own."""
    if schedule.kind == "did":
        _, device, _ = call.bound(schedule.target)
        definition = device.product.definition
        schedule.attrs, schedule.raw = attributes(body, definition)
    elif schedule.kind == "group_id":
        group = own_group(call, user, schedule.target)
        if group.product_key is None:
            raise ApiError(9015, "group_id")
        definition = call.state.products[group.product_key].definition
        schedule.attrs, schedule.raw = attributes(body, definition)
    else:
        own_scene(call, user, schedule.target)
    schedule.enabled = enabled(body)
    schedule.remark = optional_text(body, "remark")


def _product_key(call: Call, schedule: Schedule) -> str | None:
    if schedule.kind == "did":
        device = call.state.devices.get(schedule.target)
        return device.product_key if device else None
    group = call.state.groups.get(schedule.target)
    return group.product_key if group else None


ROUTES: Routes = [
    ("GET", PATH, list_schedules),
    ("POST", PATH, create_schedule),
    ("PUT", PATH + "/{id}", update_schedule),
    ("DELETE", PATH + "/{id}", delete_schedule),
]
