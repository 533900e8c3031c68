"""Conditions: a device has a problem, can be reached, cannot be reached."""

from typing import Final, override

from homeassistant.components.binary_sensor import (
    DOMAIN as BINARY_SENSOR_DOMAIN,
    BinarySensorDeviceClass,
)
from homeassistant.components.event import DOMAIN as EVENT_DOMAIN
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.condition import (
    Condition,
    EntityConditionBase,
    EntityStateConditionBase,
)

from .const import CONNECTION_KEY, PROBLEM_KEY
from .registry import own_entities

_ON: Final[set[str | bool]] = {STATE_ON}
_OFF: Final[set[str | bool]] = {STATE_OFF}
_EVENTS: Final = {EVENT_DOMAIN: DomainSpec()}
_CONNECTIONS: Final = {
    BINARY_SENSOR_DOMAIN: DomainSpec(device_class=BinarySensorDeviceClass.CONNECTIVITY)
}


class HasProblem(EntityConditionBase):
    """A device has reported a problem and not yet that it is gone."""

    _domain_specs = _EVENTS
    _primary_entities_only = False

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return our events of problems."""
        return own_entities(self._hass, super().entity_filter(entities), PROBLEM_KEY)

    @override
    def _should_include(self, _state: State) -> bool:
        # One that never told of a problem is unknown as an event, and known here.
        return "active" in _state.attributes

    @override
    def is_valid_state(self, entity_state: State) -> bool:
        """Return whether there is a problem."""
        return bool(entity_state.attributes.get("active"))


class _Connection(EntityStateConditionBase):
    """A device can be reached, or cannot."""

    _domain_specs = _CONNECTIONS
    _primary_entities_only = False

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return our cloud connections."""
        return own_entities(self._hass, super().entity_filter(entities), CONNECTION_KEY)


class IsOnline(_Connection):
    """A device can be reached."""

    _states = _ON


class IsOffline(_Connection):
    """A device cannot be reached."""

    _states = _OFF


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return our conditions by key."""
    return {
        "has_problem": HasProblem,
        "is_online": IsOnline,
        "is_offline": IsOffline,
    }
