"""Entities of datapoints, with what follows from what the datapoints mean."""

from collections.abc import Mapping
from copy import replace
from typing import TYPE_CHECKING

from homeassistant.const import Platform
from homeassistant.helpers.entity import EntityDescription

from ..api import AnyDatapoint, Enum
from ..spec import VALUE, EntitySpec
from .pairs import Pair
from .traits import means_nothing
from .words import option_keys

if TYPE_CHECKING:
    from ..composites.parts import Parts


def spec_of(
    platform: Platform,
    description: EntityDescription,
    roles: Mapping[str, AnyDatapoint],
    *,
    pair: Pair | None = None,
    parts: Parts | None = None,
) -> EntitySpec:
    """Return the entity of datapoints, with its options and values without a meaning."""
    value = roles.get(VALUE)
    spec = EntitySpec(
        platform=platform,
        description=description,
        roles=roles,
        pair=pair,
        parts=parts,
        names=frozenset(point.name for point in roles.values()),
        options=option_keys(value) if isinstance(value, Enum) else {},
    )
    return replace(spec, nothing=_nothing(spec))


def _nothing(spec: EntitySpec) -> dict[str, frozenset[float]]:
    if spec.pair:
        # The parts of a number may well have all bits set.
        parts = dict.fromkeys(spec.roles, frozenset[float]())
        return {**parts, VALUE: means_nothing(spec.pair.number, spec.measures)}
    return {
        role: means_nothing(datapoint, spec.measures if role == VALUE else None)
        for role, datapoint in spec.roles.items()
    }
