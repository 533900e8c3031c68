"""What the cloud was asked and told, in order, for tests to look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# A soak run sends millions of requests; what is older than this falls out.
KEPT = 20_000


@dataclass(slots=True)
class Recorded:
    """One HTTP call. ``status`` is 0 when the connection was dropped instead."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any
    status: int = 0


class ReceivedFrame(NamedTuple):
    """One WebSocket message; what is no JSON object stands under ``invalid``."""

    m2m: int
    uid: str | None
    frame: dict[str, Any]


class Control(NamedTuple):
    """Attributes of an accepted command, as they were sent."""

    did: str
    attrs: dict[str, Any]


class RawControl(NamedTuple):
    """Payload bytes of an accepted raw command."""

    did: str
    p0: bytes


class Ack(NamedTuple):
    """A c2s_ack: the serial number of the report that wanted it."""

    did: str
    res_sn: int


class LiveSocket(NamedTuple):
    """A logged-in socket and the devices it hears of."""

    m2m: int
    uid: str
    subscribed: frozenset[str]


@dataclass(slots=True)
class Recorder:
    """All recordings of one cloud."""

    requests: list[Recorded] = field(default_factory=list)
    frames: list[ReceivedFrame] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    raws: list[RawControl] = field(default_factory=list)
    acks: list[Ack] = field(default_factory=list)

    def to(self, method: str | None, path: str | None) -> list[Recorded]:
        """Return the calls of a method to a path; a path ending in / is a prefix."""
        return [
            call
            for call in self.requests
            if method in (None, call.method) and path_matches(path, call.path)
        ]

    def add[T](self, kept: list[T], entry: T) -> None:
        """Append, letting the oldest half fall out when there are too many."""
        if len(kept) >= KEPT:
            del kept[: KEPT // 2]
        kept.append(entry)

    def clear(self) -> None:
        """Forget everything recorded so far."""
        for kept in (
            self.requests,
            self.frames,
            self.controls,
            self.raws,
            self.acks,
        ):
            kept.clear()


def path_matches(pattern: str | None, path: str) -> bool:
    """Say whether a path fits: exactly, by prefix (``/x/``) or by parts (``/x/*``)."""
    if pattern is None or pattern == path:
        return True
    if pattern.endswith("/"):
        return path.startswith(pattern)
    wanted, given = pattern.split("/"), path.split("/")
    return len(wanted) == len(given) and all(
        part in ("*", there) for part, there in zip(wanted, given, strict=True)
    )
