"""What the cloud tells us by itself, over its WebSocket."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from .datapoint import Value
from .exceptions import GizwitsError
from .inference import Sightings
from .product import Product


class AttrsReported(NamedTuple):
    """A device of `product` reported values, often only those that changed (`s2c_noti`).

    `attrs` are as they came: who keeps the last report decodes only what is new. `at`
    is when they came, by the event loop's clock.
    """

    did: str
    attrs: Mapping[str, Any]
    product: Product
    at: float

    @property
    def values(self) -> Mapping[str, Value | None]:
        """Return the values by datapoint name."""
        return self.product.decode(self.attrs)

    @property
    def seen(self) -> Sightings:
        """Return what it shows of a product without a definition that was not known."""
        return self.product.look(self.attrs)


class OnlineChanged(NamedTuple):
    """A device came or went (`s2c_online_status`)."""

    did: str
    online: bool


# No tuple: it would be equal to an `OnlineChanged` of the same members.
@dataclass(frozen=True, slots=True)
class BindingChanged:
    """A device was bound to the account or unbound from it (`s2c_binding_changed`)."""

    did: str
    bound: bool


class StreamRestored(NamedTuple):
    """From now on these devices are pushed to us."""

    dids: frozenset[str]


class StreamLost(NamedTuple):
    """These devices are no longer pushed, and why; they have to be asked."""

    dids: frozenset[str]
    error: GizwitsError


type Event = (
    AttrsReported | OnlineChanged | BindingChanged | StreamRestored | StreamLost
)
type Dispatch = Callable[[Event], None]
