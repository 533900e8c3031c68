"""What an entity can be put together from, when a person says what plays which part."""

from collections.abc import Callable, Iterable, Mapping
from copy import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import Platform

from ..api import AnyDatapoint, Binary, Bool, Enum, Number, Product
from ..composites.parts import Composite
from ..composites.quantity import Quantity, low_of
from ..forbidden import is_secret, never_write
from ..meaning.pairs import Pair, find_pairs, pairs_by_name
from ..meaning.traits import means_nothing

type Kinds = tuple[type[AnyDatapoint], ...]

BOOL: Final[Kinds] = (Bool,)
ENUM: Final[Kinds] = (Enum,)
NUMBER: Final[Kinds] = (Number,)


class Part(NamedTuple):
    """What can play a part: a datapoint, or the one number that two of them are."""

    datapoint: AnyDatapoint
    pair: Pair | None = None

    @property
    def key(self) -> str:
        """Return the name by which it is chosen: the first datapoint's."""
        return self.pair.high.name if self.pair else self.datapoint.name

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of its datapoints."""
        pair = self.pair
        return (pair.high.name, pair.low.name) if pair else (self.datapoint.name,)


def parts_of(product: Product) -> dict[str, Part]:
    """Return all that can be chosen of a product, by key; no secrets are."""
    part_of = pairs_by_name(find_pairs(product))
    parts = [
        Part(datapoint)
        if (pair := part_of.get(datapoint.name)) is None
        else Part(pair.number, pair)
        for datapoint in product.datapoints.values()
        if not is_secret(datapoint)
    ]
    return {part.key: part for part in parts}


class Role(NamedTuple):
    """A role, and what can play it: of these kinds, and writable where it `writes`."""

    name: str
    kinds: Kinds
    writes: bool = False

    def fits(self, part: Part) -> bool:
        """Return whether something can play it; what is never written only reads."""
        own = part.datapoint
        if isinstance(own, Binary) or not isinstance(own, self.kinds):
            return False
        return not self.writes or (own.writable and not never_write(own))


class Cast:
    """Who plays which role."""

    __slots__ = ("parts",)

    def __init__(self, parts: Mapping[str, Part]) -> None:
        """Take who plays, by role."""
        self.parts = parts

    @classmethod
    def of(
        cls, roles: Iterable[Role], parts: Mapping[str, Part], names: Mapping[str, str]
    ) -> Cast:
        """Return who of those named can play their role; nobody plays two."""
        cast: dict[str, Part] = {}
        for role in roles:
            part = parts.get(names.get(role.name, ""))
            if part and role.fits(part) and part not in cast.values():
                cast[role.name] = part
        return cls(MappingProxyType(cast))

    def __contains__(self, role: str) -> bool:
        """Return whether a role is played."""
        return role in self.parts

    def bool(self, role: str) -> Bool | None:
        """Return the bool that plays a role."""
        own = self._own(role)
        return own if isinstance(own, Bool) else None

    def enum(self, role: str) -> Enum | None:
        """Return the enum that plays a role."""
        own = self._own(role)
        return own if isinstance(own, Enum) else None

    def number(self, role: str) -> Number | None:
        """Return the number that plays a role, of one or of two datapoints."""
        own = self._own(role)
        return own if isinstance(own, Number) else None

    def quantity(
        self, role: str, device_class: SensorDeviceClass | None = None
    ) -> Quantity | None:
        """Return the quantity that plays a role; its class says what means nothing."""
        number = self.number(role)
        if number is None:
            return None
        pair = self.parts[role].pair
        own = Quantity.of_pair(role, pair) if pair else Quantity.of(role, number)
        return replace(own, nothing=means_nothing(number, device_class))

    @property
    def datapoints(self) -> dict[str, AnyDatapoint]:
        """Return the datapoints by role, both of each pair."""
        own: dict[str, AnyDatapoint] = {}
        for role, part in self.parts.items():
            if part.pair:
                own |= {role: part.pair.high, low_of(role): part.pair.low}
            else:
                own[role] = part.datapoint
        return own

    def _own(self, role: str) -> AnyDatapoint | None:
        part = self.parts.get(role)
        return part.datapoint if part else None


class Kind(NamedTuple):
    """A kind of entity: its roles, and how it is made of those who play them.

    `make` gets the class that was chosen among `classes`, the first where none was,
    and gives nothing where who plays makes no such entity. `alone` are the roles of
    which one is enough: a switch that is a light.
    """

    platform: Platform
    roles: tuple[Role, ...]
    make: Callable[[Cast, str], Composite | None]
    classes: tuple[str, ...] = ("",)
    alone: tuple[str, ...] = ()

    def cast_alone(self, part: Part) -> Cast | None:
        """Return the cast of one, None where it cannot be one."""
        for role in self.roles:
            if role.name in self.alone and role.fits(part):
                return Cast({role.name: part})
        return None
