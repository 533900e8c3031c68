"""The actions, one file an area; all are registered once, for all accounts."""

from typing import Final

from homeassistant.core import HomeAssistant, callback

from . import (
    bindings,
    cloud,
    datapoints,
    group_control,
    groups,
    guests,
    logs,
    messages,
    rule_making,
    rules,
    scenes,
    schedules,
    sharing,
    tasks,
)
from .action import Action

ACTIONS: Final[tuple[Action, ...]] = (
    *datapoints.ACTIONS,
    *logs.ACTIONS,
    *bindings.ACTIONS,
    *sharing.ACTIONS,
    *guests.ACTIONS,
    *messages.ACTIONS,
    *groups.ACTIONS,
    *group_control.ACTIONS,
    *scenes.ACTIONS,
    *rules.ACTIONS,
    *schedules.ACTIONS,
    *tasks.ACTIONS,
    *rule_making.ACTIONS,
    *cloud.ACTIONS,
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register all actions."""
    for action in ACTIONS:
        action.async_register(hass)
