"""What the cloud says of itself."""

from typing import Final

import voluptuous as vol

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.helpers import config_validation as cv
from homeassistant.util.json import JsonObjectType

from ..account.told import told
from ..api.system import System
from .handler import ACCOUNT_FIELD, Handler
from .target import account_of

ATTR_WITH_ERRORS: Final = "with_errors"


async def _async_get(call: ServiceCall) -> ServiceResponse:
    """Return the version of the cloud and, where wanted, its list of errors."""
    account = account_of(call)
    system = System(account.client)
    with told(account):
        version = await system.version()
        errors = await system.errors() if call.data[ATTR_WITH_ERRORS] else []
    answer: JsonObjectType = {"version": version or None}
    if call.data[ATTR_WITH_ERRORS]:
        answer["errors"] = [
            {"code": one.code, "status": one.status, "message": one.message}
            for one in errors
        ]
    return answer


HANDLERS: Final = {
    "get_cloud_status": Handler(
        _async_get,
        {
            **ACCOUNT_FIELD,
            vol.Optional(ATTR_WITH_ERRORS, default=False): cv.boolean,
        },
    ),
}
