"""Triggers: a device reports a problem, or comes and goes.

What single entities do has triggers of Home Assistant's own.
"""

from typing import ClassVar, Final, override

from homeassistant.components.binary_sensor import (
    DOMAIN as BINARY_SENSOR_DOMAIN,
    BinarySensorDeviceClass,
)
from homeassistant.components.event import DOMAIN as EVENT_DOMAIN
from homeassistant.const import STATE_OFF, STATE_ON
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    EntityTargetStateTriggerBase,
    NotTriggeredReasonReporter,
    StatelessEntityTriggerBase,
    Trigger,
)

from .const import CLEARED, CONNECTION_KEY, PROBLEM_KEY, RAISED
from .registry import own_entities

_ON: Final = {STATE_ON}
_OFF: Final = {STATE_OFF}
_EVENTS: Final = {EVENT_DOMAIN: DomainSpec()}
_CONNECTIONS: Final = {
    BINARY_SENSOR_DOMAIN: DomainSpec(device_class=BinarySensorDeviceClass.CONNECTIVITY)
}


class _ProblemTrigger(StatelessEntityTriggerBase):
    """A device told of a problem."""

    _domain_specs = _EVENTS
    _primary_entities_only = False
    _event_type: ClassVar[str]

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return our events of problems."""
        return own_entities(self._hass, super().entity_filter(entities), PROBLEM_KEY)

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        """Return whether the event is the one that is waited for."""
        return state.attributes.get("event_type") == self._event_type


class ProblemReported(_ProblemTrigger):
    """A device reports a problem, also while it has another."""

    _event_type = RAISED


class ProblemCleared(_ProblemTrigger):
    """A device reports that a problem is gone; it may have others."""

    _event_type = CLEARED


class _ConnectionTrigger(EntityTargetStateTriggerBase):
    """A device came or went."""

    _domain_specs = _CONNECTIONS
    _primary_entities_only = False

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        """Return our cloud connections."""
        return own_entities(self._hass, super().entity_filter(entities), CONNECTION_KEY)


class WentOffline(_ConnectionTrigger):
    """A device cannot be reached any more."""

    _to_states = _OFF


class CameOnline(_ConnectionTrigger):
    """A device can be reached again."""

    _to_states = _ON


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return our triggers by key."""
    return {
        "problem_reported": ProblemReported,
        "problem_cleared": ProblemCleared,
        "went_offline": WentOffline,
        "came_online": CameOnline,
    }
