"""What the cloud tells us by itself, over its WebSocket."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .datapoint import Value
from .exceptions import GizwitsError
from .inference import NOTHING_SEEN, Sightings


@dataclass(frozen=True, slots=True)
class AttrsReported:
    """A device reported values, often only those that changed (`s2c_noti`).

    `seen` is what they show of a product without a definition that was not known yet.
    """

    did: str
    values: Mapping[str, Value | None]
    seen: Sightings = NOTHING_SEEN


@dataclass(frozen=True, slots=True)
class OnlineChanged:
    """A device came or went (`s2c_online_status`)."""

    did: str
    online: bool


@dataclass(frozen=True, slots=True)
class BindingChanged:
    """A device was bound to the account or unbound from it (`s2c_binding_changed`)."""

    did: str
    bound: bool


@dataclass(frozen=True, slots=True)
class StreamRestored:
    """From now on these devices are pushed to us."""

    dids: frozenset[str]


@dataclass(frozen=True, slots=True)
class StreamLost:
    """These devices are no longer pushed, and why; they have to be asked."""

    dids: frozenset[str]
    error: GizwitsError


type Event = (
    AttrsReported | OnlineChanged | BindingChanged | StreamRestored | StreamLost
)
type Dispatch = Callable[[Event], None]
