"""The actions, one file an area; all are registered once, for all accounts."""

from typing import Any, Final

import voluptuous as vol

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.service import async_register_admin_service

from ..const import DOMAIN
from .catalogue import ACTIONS
from .door import Door

# What an action takes is known, and checked, in its room.
# Home Assistant's own engine by its old name, which mypy takes for another.
_ANY_FIELDS: Final[Any] = vol.Schema({}, extra=vol.ALLOW_EXTRA)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register all actions; what carries one out is loaded when it is first called."""
    for action in ACTIONS:
        handle = Door(action).async_call
        if action.admin:
            async_register_admin_service(
                hass, DOMAIN, action.name, handle, _ANY_FIELDS, action.response
            )
        else:
            hass.services.async_register(
                DOMAIN, action.name, handle, _ANY_FIELDS, action.response
            )
