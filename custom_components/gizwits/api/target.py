"""What a schedule or a command of a scene is for."""

from enum import StrEnum
from typing import NamedTuple


class TargetKind(StrEnum):
    """What a schedule is for; the values are the cloud's own words."""

    DEVICE = "did"
    GROUP = "group_id"
    SCENE = "scene_id"


class Target(NamedTuple):
    """One device, group or scene."""

    kind: TargetKind
    id: str
