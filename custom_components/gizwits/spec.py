"""What an entity is made of, before Home Assistant has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from homeassistant.const import Platform
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.typing import UndefinedType

from .api import AnyDatapoint, Enum
from .meaning.pairs import Pair
from .meaning.traits import means_nothing
from .meaning.words import option_keys

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


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitySpec:
    """One entity a product gives: where it belongs, and which datapoint plays what."""

    platform: Platform
    description: EntityDescription
    roles: Mapping[str, AnyDatapoint]
    # What the roles HIGH and LOW are together.
    pair: Pair | None = None
    channel: Channel | None = None
    # What the entities of all devices of the product need, and never changes: the
    # datapoints they read, a plain entity's options by key, values without a meaning.
    names: frozenset[str] = field(init=False)
    options: Mapping[str, str] = field(init=False)
    nothing: Mapping[str, frozenset[float]] = field(init=False)

    def __post_init__(self) -> None:
        """Work out what follows from the roles."""
        value = self.roles.get(VALUE)
        names = frozenset(point.name for point in self.roles.values())
        options = option_keys(value) if isinstance(value, Enum) else {}
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "nothing", self._nothing())

    def _nothing(self) -> dict[str, frozenset[float]]:
        if self.pair:
            # The parts of a number may well have all bits set.
            parts = dict.fromkeys(self.roles, frozenset[float]())
            return {**parts, VALUE: means_nothing(self.pair.number, self.measures)}
        return {
            role: means_nothing(datapoint, self.measures if role == VALUE else None)
            for role, datapoint in self.roles.items()
        }

    @property
    def key(self) -> str:
        """Return the part of the unique id that names the entity in its device."""
        return self.description.key

    @property
    def measures(self) -> str | None:
        """Return the device class of a number or a reading of one."""
        is_number = self.platform in (Platform.NUMBER, Platform.SENSOR)
        return self.description.device_class if is_number else None
