"""How an action is carried out, and the fields that many have."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final

import voluptuous as vol

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv

ATTR_ACCOUNT: Final = "config_entry_id"
ATTR_VALUES: Final = "values"

# Which account; only needed where there are several.
ACCOUNT_FIELD: Final = {vol.Optional(ATTR_ACCOUNT): cv.string}
DEVICE_FIELD: Final = {vol.Required(ATTR_DEVICE_ID): cv.string}
# What to set: a value by datapoint.
VALUES: Final = vol.All({cv.string: object}, vol.Length(min=1))


class Handler:
    """What an action takes, and what carries it out."""

    def __init__(
        self,
        carry_out: Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]],
        fields: Mapping[Any, Any],
    ) -> None:
        """Take the function that gets a call with its fields checked."""
        self.fields = fields
        self.carry_out = carry_out
        # Home Assistant's own engine by its old name, which mypy takes for another.
        self._schema: Any = vol.Schema(dict(fields))

    async def async_handle(self, call: ServiceCall) -> ServiceResponse:
        """Check the fields of a call and carry it out.

        Raises vol.Invalid where a field is wrong: whoever called is told the same as
        if Home Assistant had checked it.
        """
        checked = ServiceCall(
            call.hass,
            call.domain,
            call.service,
            # A call's own data cannot be changed, nor can the engine make such a thing.
            self._schema({**call.data}),
            call.context,
            call.return_response,
        )
        return await self.carry_out(checked)
