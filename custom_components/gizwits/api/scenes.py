"""Scenes: commands and pauses, started as one (newer document, "scene").

Here, and only here, options are sent by their index and bytes as base64: the
document's table says so, its text has hex; the table is right.
"""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple, Self

from .caller import members
from .client import GizwitsClient
from .datapoint import Value
from .exceptions import GizwitsConnectionError, GizwitsRequestError
from .fields import JsonValue, as_int, as_list, as_mapping, as_moment, as_text
from .payload import from_base64
from .product import Product
from .target import Target, TargetKind

_PATH: Final = "/app/scene"
_SECONDS: Final = range(1, 3601)
_KINDS: Final = {"device": TargetKind.DEVICE, "group": TargetKind.GROUP}
_WORDS: Final = {kind: word for word, kind in _KINDS.items()}


class SceneStatus(IntEnum):
    """What became of the last start of a scene."""

    RUNNING = 0
    DONE = 1
    FAILED = 2
    NOT_RUNNING = 3

    @property
    def is_failure(self) -> bool:
        """Return whether it did not do what it should."""
        return self is SceneStatus.FAILED


_STATUSES: Final = frozenset(SceneStatus)


class Delay(NamedTuple):
    """A pause of 1 to 3600 seconds."""

    seconds: int

    def to_json(self) -> dict[str, JsonValue]:
        """Return one member of `tasks`."""
        if self.seconds not in _SECONDS:
            raise GizwitsRequestError("A scene pauses for 1 to 3600 seconds")
        return {"task_type": "delay", "time": self.seconds}


class SceneCommand(NamedTuple):
    """What one device, or a group of one product, is to do.

    `attrs` as the cloud has them, or `raw`, a payload instead of them.
    """

    target: Target
    attrs: Mapping[str, JsonValue] = MappingProxyType({})
    raw: bytes = b""

    @classmethod
    def setting(
        cls, target: Target, product: Product, values: Mapping[str, Value]
    ) -> Self:
        """Return the command that sets values by datapoint name.

        Raises GizwitsValueError when one is unknown, read-only or does not fit.
        """
        return cls(target, product.encode_scene(values))

    def values(self, product: Product) -> dict[str, Value | None]:
        """Return what it sets, by datapoint name; unknown ones are left out."""
        return product.decode_scene(self.attrs)

    def to_json(self) -> dict[str, JsonValue]:
        """Return one member of `tasks`."""
        kind = self.target.kind
        if kind not in _WORDS or not (self.attrs or self.raw):
            raise GizwitsRequestError("A scene has to do something with a device")
        body: dict[str, JsonValue] = {"task_type": _WORDS[kind]}
        body[kind.value] = self.target.id
        if self.attrs:
            body["attrs"] = dict(self.attrs)
        if self.raw:
            body["raw"] = base64.b64encode(self.raw).decode()
        return body


type SceneStep = Delay | SceneCommand


class Scene(NamedTuple):
    """A scene that is on the cloud; steps we do not know are left out.

    `is_whole` says that there are none: only then it can be sent back as it is.
    """

    id: str
    name: str
    steps: tuple[SceneStep, ...] = ()
    remark: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    is_whole: bool = True

    @classmethod
    def from_json(cls, raw: object) -> Self | None:
        """Return the scene of a row, None where it has no id."""
        row = as_mapping(raw)
        if not (scene_id := as_text(row.get("id"))):
            return None
        steps = [_step(one) for one in as_list(row.get("tasks"))]
        return cls(
            id=scene_id,
            name=as_text(row.get("scene_name")),
            steps=tuple(step for step in steps if step),
            remark=as_text(row.get("remark")),
            created_at=as_moment(row.get("created_at")),
            updated_at=as_moment(row.get("updated_at")),
            is_whole=None not in steps,
        )


def _step(raw: Any) -> SceneStep | None:
    row = as_mapping(raw)
    word = as_text(row.get("task_type"))
    if word == "delay":
        return Delay(as_int(row.get("time")) or 0)
    if (kind := _KINDS.get(word)) is None:
        return None
    target = Target(kind, as_text(row.get(kind)))
    raw = from_base64(row.get("raw"))
    return SceneCommand(target, as_mapping(row.get("attrs")), raw)


class Scenes:
    """Read, made, changed, started and deleted.

    GizwitsRequestError 9220: there is none with this id, 9221: it is somebody else's.
    """

    def __init__(self, client: GizwitsClient) -> None:
        """Send with the account of `client`."""
        self._caller = client.caller

    async def all(self) -> list[Scene]:
        """Return the account's scenes: `GET /app/scene`."""
        body = (await self._caller.call("GET", _PATH)).body
        return [scene for raw in members(body) if (scene := Scene.from_json(raw))]

    async def create(
        self, name: str, steps: Sequence[SceneStep], remark: str = ""
    ) -> str:
        """Make a scene and return its id: `POST /app/scene`."""
        return await self._caller.create(_PATH, _body(name, steps, remark))

    async def update(
        self, scene_id: str, name: str, steps: Sequence[SceneStep], remark: str = ""
    ) -> None:
        """Make a scene anew, with the same id: `PUT /app/scene/{id}`."""
        body = _body(name, steps, remark)
        await self._caller.call("PUT", f"{_PATH}/{scene_id}", json=body)

    async def delete(self, scene_id: str) -> None:
        """Delete a scene: `DELETE /app/scene/{id}`."""
        await self._caller.call("DELETE", f"{_PATH}/{scene_id}")

    async def start(self, scene_id: str) -> None:
        """Start a scene: `POST /app/scene/{id}/task`; see `status` for its end."""
        await self._caller.call("POST", f"{_PATH}/{scene_id}/task")

    async def status(self, scene_id: str) -> SceneStatus:
        """Return what became of the last start: `GET /app/scene/{id}/task`."""
        reply = await self._caller.call("GET", f"{_PATH}/{scene_id}/task")
        status = as_int(as_mapping(reply.body).get("status"))
        if status not in _STATUSES:
            raise GizwitsConnectionError("The answer has no status")
        return SceneStatus(status)


def _body(name: str, steps: Sequence[SceneStep], remark: str) -> dict[str, JsonValue]:
    """Return the body of a scene; its steps are in `tasks`, which the document omits."""
    if not steps:
        raise GizwitsRequestError("The scene does nothing")
    tasks: list[JsonValue] = [step.to_json() for step in steps]
    return {"scene_name": name, "remark": remark, "tasks": tasks}
