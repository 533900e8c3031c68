"""Schedules and tasks that are there before anybody asks, as an app would make them."""

from collections.abc import Mapping
from typing import Any

from .device import SimulatedDevice
from .models import User
from .schedules import Recurrence, Schedule, Task
from .state import CloudState


def add_schedule(
    cloud: CloudState,
    user: User,
    device: SimulatedDevice,
    attrs: Mapping[str, Any],
    when: Recurrence,
    *,
    raw: str = "",
    enabled: bool = True,
    remark: str = "",
) -> Schedule:
    """Add a schedule of one device; ``attrs`` as HTTP has them, ``raw`` in hex."""
    device.product.definition.written_by_http(dict(attrs))
    schedule = Schedule(
        id=cloud.ids.object_id(),
        uid=user.uid,
        kind="did",
        target=device.did,
        created_at=cloud.clock.stamp(),
        when=when,
        attrs=dict(attrs),
        raw=raw,
        enabled=enabled,
        remark=remark,
    )
    cloud.runner.add(schedule)
    return schedule


def add_task(
    cloud: CloudState,
    user: User,
    steps: Mapping[SimulatedDevice, Mapping[str, Any]],
    when: Recurrence,
    *,
    retry_count: int = 0,
    retry_task: str = "all",
) -> Task:
    """Add a task of the account: what each device is to do."""
    for device, attrs in steps.items():
        device.product.definition.written_by_http(dict(attrs))
    task = Task(
        id=cloud.ids.short_id(),
        uid=user.uid,
        created_at=cloud.clock.stamp(),
        when=when,
        task=[
            {"did": device.did, "product_key": device.product_key, "attrs": {**attrs}}
            for device, attrs in steps.items()
        ],
        retry_count=retry_count,
        retry_task=retry_task,
    )
    cloud.runner.add(task)
    return task
