"""What an entity is made of, before Home Assistant has it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from homeassistant.const import Platform
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.typing import UndefinedType

from .api import AnyDatapoint

if TYPE_CHECKING:
    from .meaning.pairs import Pair

# The role of the one datapoint of a plain entity.
VALUE: Final = "value"
# The roles of one whose number is in two parts.
HIGH: Final = "high"
LOW: Final = "low"
# Where plain entities are by which something is set.
CONTROLS: Final = frozenset(
    {Platform.SWITCH, Platform.NUMBER, Platform.SELECT, Platform.TEXT}
)


class Channel(NamedTuple):
    """One of several equal channels of a product, a device within the device.

    `kind` is the key of its name, `entity_name` what an entity is called in it: None
    for what the channel itself is.
    """

    kind: str
    number: int
    entity_name: str | UndefinedType | None


class EntitySpec[P = Any](NamedTuple):
    """One entity a product gives: where it belongs, and which datapoint plays what.

    `meaning.specs` makes those of datapoints.
    """

    platform: Platform
    description: EntityDescription
    roles: Mapping[str, AnyDatapoint]
    # What it is made of besides, one of `composites.parts`; a plain entity has none.
    parts: P = cast(Any, None)
    # What the roles HIGH and LOW are together.
    pair: Pair | None = None
    channel: Channel | None = None
    # What the entities of all devices of the product need, and never changes: the
    # datapoints they read, a plain entity's options by key, values without a meaning.
    names: frozenset[str] = frozenset()
    options: Mapping[str, str] = MappingProxyType({})
    nothing: Mapping[str, frozenset[float]] = MappingProxyType({})

    @property
    def key(self) -> str:
        """Return the part of the unique id that names the entity in its device."""
        return self.description.key

    @property
    def measures(self) -> str | None:
        """Return the device class of a number or a reading of one."""
        is_number = self.platform in (Platform.NUMBER, Platform.SENSOR)
        return self.description.device_class if is_number else None
