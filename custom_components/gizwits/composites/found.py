"""What finders give."""

from collections.abc import Mapping
from typing import NamedTuple

from homeassistant.const import Platform

from ..api import AnyDatapoint
from .parts import Composite


class Found(NamedTuple):
    """A composite somebody found in a product; its key and its name come later.

    Where it is not what the product is, it is called what the datapoint `named_by`
    is; without one its translation has a name.
    """

    platform: Platform
    composite: Composite
    roles: Mapping[str, AnyDatapoint]
    is_main: bool
    named_by: str | None = None

    @property
    def is_distinct(self) -> bool:
        """Return whether each role has a datapoint of its own; else it is a mistake."""
        return len({point.name for point in self.roles.values()}) == len(self.roles)
