"""What is the same for all our entities, and so is kept once.

Home Assistant keeps what it asks an entity for in that entity. An object with more than
thirty attributes costs a dict of its own, which is larger than all else we keep of it.
"""

from operator import attrgetter
from typing import Any

from homeassistant.helpers.entity import Entity


class SteadyEntity(Entity):
    """An entity that waits to be told, and is shown as all of ours are."""

    has_entity_name = True
    should_poll = False
    force_update = False
    assumed_state = False
    attribution: str | None = None
    # They are in icons.json.
    icon: str | None = None
    entity_picture: str | None = None
    entity_registry_visible_default = True


def described(name: str) -> Any:
    """Return a property that is looked up in an entity's description."""
    return property(attrgetter(f"entity_description.{name}"))
