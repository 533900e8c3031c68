"""Groups of devices, scenes and linkage rules (protocol §2.7 to §2.9)."""

from dataclasses import dataclass, field
from typing import Any

RUNNING, DONE, FAILED, NOT_RUNNING = 0, 1, 2, 3


@dataclass(slots=True)
class Group:
    """A user's group; only one with a product key can be controlled."""

    id: str
    uid: str
    group_name: str
    product_key: str | None
    created_at: str
    updated_at: str
    dids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Scene:
    """A user's scene: tasks as they were sent, run in their order."""

    id: str
    uid: str
    scene_name: str
    remark: str
    tasks: list[dict[str, Any]]
    created_at: str
    updated_at: str
    status: int = NOT_RUNNING


@dataclass(slots=True)
class Rule:
    """A linkage rule, kept as sent; the simulator does not carry it out."""

    id: int
    uid: str
    body: dict[str, Any]
