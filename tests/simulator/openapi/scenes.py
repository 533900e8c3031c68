"""Scenes: several commands with delays, started as one (protocol §2.8)."""

import binascii
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from ..datapoint import InvalidValue, is_integer
from ..definition import Definition
from ..errors import ApiError
from ..groups import Scene
from ..models import User
from .call import Call, Routes, answer, empty, optional_text, text
from .groups import own_group

PATH = "/app/scene"
LONGEST_DELAY = 3600

type Task = dict[str, Any]


async def list_scenes(call: Call) -> web.Response:
    """GET /app/scene: the caller's scenes with their tasks."""
    user = call.user()
    scenes = [scene for scene in call.state.scenes.values() if scene.uid == user.uid]
    return answer([_shown(call, user, scene) for scene in scenes])


async def create_scene(call: Call) -> web.Response:
    """POST /app/scene: 201 with the id; ``tasks`` is required (Y)."""
    user = call.user()
    body = await call.body()
    now = call.state.clock.stamp(zulu=True)
    name, remark, tasks = _parse(call, user, body)
    scene_id = call.state.ids.object_id()
    scene = Scene(scene_id, user.uid, name, remark, tasks, now, now)
    call.state.scenes[scene_id] = scene
    return answer({"id": scene_id}, 201)


async def update_scene(call: Call) -> web.Response:
    """PUT /app/scene/{id}: the whole body anew."""
    user = call.user()
    scene = own_scene(call, user, call.part("id"))
    parsed = _parse(call, user, await call.body())
    scene.scene_name, scene.remark, scene.tasks = parsed
    scene.updated_at = call.state.clock.stamp(zulu=True)
    return answer({"id": scene.id})


async def delete_scene(call: Call) -> web.Response:
    """DELETE /app/scene/{id}."""
    scene = own_scene(call, call.user(), call.part("id"))
    del call.state.scenes[scene.id]
    return answer({})


async def start_scene(call: Call) -> web.Response:
    """POST /app/scene/{id}/task: starts it, 200."""
    scene = own_scene(call, call.user(), call.part("id"))
    call.state.orders.start(scene)
    return empty()


async def scene_status(call: Call) -> web.Response:
    """GET /app/scene/{id}/task: 0 running, 1 done, 2 failed, 3 not running."""
    scene = own_scene(call, call.user(), call.part("id"))
    return answer({"status": scene.status})


def own_scene(call: Call, user: User, scene_id: str) -> Scene:
    """Return a scene of the caller, or 9220, or 9221."""
    scene = call.state.scenes.get(scene_id)
    if scene is None:
        raise ApiError(9220)
    if scene.uid != user.uid:
        raise ApiError(9221)
    return scene


def _parse(call: Call, user: User, body: dict[str, Any]) -> tuple[str, str, list[Task]]:
    tasks = body.get("tasks")
    if not isinstance(tasks, list) or not tasks:
        raise ApiError(9015, "tasks")
    name = text(body, "scene_name", longest=128)
    for task in tasks:
        if not isinstance(task, dict):
            raise ApiError(9015, "tasks")
        _check(call, user, task)
    return name, optional_text(body, "remark"), tasks


def _check(call: Call, user: User, task: Task) -> None:
    """Raise 9015, 9017 or 9025 for a task that cannot be."""
    kind = task.get("task_type")
    if kind == "delay":
        seconds = task.get("time")
        if not is_integer(seconds) or not 0 < seconds <= LONGEST_DELAY:
            raise ApiError(9015, "time")
    elif kind == "device":
        device = call.device(text(task, "did"))
        if call.state.bindings.get(user.uid, device.did) is None:
            raise ApiError(9017)
        _check_command(device.product.definition, task)
    elif kind == "group":
        group = own_group(call, user, text(task, "group_id"))
        if group.product_key is None:
            raise ApiError(9015, "group_id")
        _check_command(call.state.products[group.product_key].definition, task)
    else:
        raise ApiError(9015, "task_type")


def _check_command(definition: Definition, task: Task) -> None:
    """Check attrs (enum by index, binary in base64) or raw (base64)."""
    attrs, raw = task.get("attrs"), task.get("raw")
    if raw:
        try:
            binascii.a2b_base64(raw, strict_mode=True)
        except (ValueError, TypeError) as error:
            raise ApiError(9015, "raw") from error
    elif not isinstance(attrs, Mapping) or not attrs:
        raise ApiError(9015, "attrs")
    try:
        definition.written_by_scene(attrs or {})
    except InvalidValue as error:
        raise ApiError(9025, str(error)) from error


def _shown(call: Call, user: User, scene: Scene) -> dict[str, Any]:
    return {
        "id": scene.id,
        "scene_name": scene.scene_name,
        "remark": scene.remark,
        "created_at": scene.created_at,
        "updated_at": scene.updated_at,
        "tasks": [_shown_task(call, user, task) for task in scene.tasks],
    }


def _shown_task(call: Call, user: User, task: Task) -> Task:
    """Return a task with the names of its device or group, as the list has them."""
    row: Task = {"task_type": task["task_type"]}
    device = call.state.devices.get(str(task.get("did")))
    group = call.state.groups.get(str(task.get("group_id")))
    binding = device and call.state.bindings.get(user.uid, device.did)
    row["did"] = device.did if device else None
    row["product_key"] = device.product_key if device else None
    row["group_id"] = group.id if group else None
    row["group_name"] = group.group_name if group else None
    row["verbose_name"] = device.product.product_name if device else None
    row["dev_alias"] = binding.dev_alias if binding else None
    row["dev_remark"] = binding.remark if binding else None
    row["raw"] = task.get("raw", "")
    row["attrs"] = task.get("attrs", {})
    row["time"] = task.get("time", 0)
    return row


ROUTES: Routes = [
    ("GET", PATH, list_scenes),
    ("POST", PATH, create_scene),
    ("PUT", PATH + "/{id}", update_scene),
    ("DELETE", PATH + "/{id}", delete_scene),
    ("POST", PATH + "/{id}/task", start_scene),
    ("GET", PATH + "/{id}/task", scene_status),
]
