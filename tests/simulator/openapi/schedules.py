"""The schedules of one device (protocol §2.10)."""

from aiohttp import web

from ..errors import ApiError
from ..schedules import Schedule
from .call import Call, Routes, answer, optional_text
from .schedule_form import attributes, enabled, recurrence

PATH = "/app/devices/{did}/scheduler"


async def list_schedules(call: Call) -> web.Response:
    """GET …/scheduler: an array, in the order they were made."""
    _, device, _ = call.bound()
    rows = [
        schedule.shown(device.product_key)
        for schedule in call.state.runner.schedules.values()
        if (schedule.kind, schedule.target) == ("did", device.did)
    ]
    return answer(call.page(rows))


async def create_schedule(call: Call) -> web.Response:
    """POST …/scheduler: 201 with the id; 9015 names the field, 9025 the datapoint."""
    user, device, _ = call.bound()
    body = await call.body()
    attrs, raw = attributes(body, device.product.definition)
    schedule = Schedule(
        id=call.state.ids.object_id(),
        uid=user.uid,
        kind="did",
        target=device.did,
        created_at=call.state.clock.stamp(),
        when=recurrence(body, days_allowed=True),
        attrs=attrs,
        raw=raw,
        enabled=enabled(body),
        remark=optional_text(body, "remark"),
    )
    call.state.runner.add(schedule)
    return answer({"id": schedule.id}, 201)


async def update_schedule(call: Call) -> web.Response:
    """PUT …/scheduler/{id}: the whole body anew; 200 with the id; 9030."""
    _, device, _ = call.bound()
    schedule = _of_device(call, device.did)
    body = await call.body()
    attrs, raw = attributes(body, device.product.definition)
    schedule.when = recurrence(body, days_allowed=True)
    schedule.attrs, schedule.raw = attrs, raw
    schedule.enabled = enabled(body)
    schedule.remark = optional_text(body, "remark")
    return answer({"id": schedule.id})


async def delete_schedule(call: Call) -> web.Response:
    """DELETE …/scheduler/{id}: 200; 9030."""
    _, device, _ = call.bound()
    schedule = _of_device(call, device.did)
    del call.state.runner.schedules[schedule.id]
    return answer({})


def _of_device(call: Call, did: str) -> Schedule:
    schedule = call.state.runner.schedules.get(call.part("id"))
    if schedule is None or (schedule.kind, schedule.target) != ("did", did):
        raise ApiError(9030)
    return schedule


ROUTES: Routes = [
    ("GET", PATH, list_schedules),
    ("POST", PATH, create_schedule),
    ("PUT", PATH + "/{id}", update_schedule),
    ("DELETE", PATH + "/{id}", delete_schedule),
]
