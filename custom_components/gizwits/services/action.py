"""What an action is, and the fields that many have."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import voluptuous as vol

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.service import async_register_admin_service

from ..const import DOMAIN

ATTR_ACCOUNT: Final = "config_entry_id"
ATTR_VALUES: Final = "values"

# Which account; only needed where there are several.
ACCOUNT_FIELD: Final = {vol.Optional(ATTR_ACCOUNT): cv.string}
DEVICE_FIELD: Final = {vol.Required(ATTR_DEVICE_ID): cv.string}
# What to set: a value by datapoint.
VALUES: Final = vol.All({cv.string: object}, vol.Length(min=1))

type Handler = Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action: its name, its fields, and what carries it out.

    With `admin` it changes the account, and not everybody may.
    """

    name: str
    handler: Handler
    fields: Mapping[Any, Any] = field(default_factory=dict)
    response: SupportsResponse = SupportsResponse.NONE
    admin: bool = False

    @callback
    def async_register(self, hass: HomeAssistant) -> None:
        """Register it."""
        # Home Assistant's own engine by its old name, which mypy takes for another.
        schema: Any = vol.Schema(dict(self.fields))
        if self.admin:
            async_register_admin_service(
                hass, DOMAIN, self.name, self.handler, schema, self.response
            )
        else:
            hass.services.async_register(
                DOMAIN, self.name, self.handler, schema, self.response
            )
