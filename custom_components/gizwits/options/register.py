"""Registering a device at its product."""

from typing import Any, Final

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.const import CONF_MAC

from ..api.registration import Registration
from ..flows.errors import REGISTER, FormError, told
from ..flows.forms import CONF_PASSCODE
from .base import OptionsBase
from .schemas import CONF_CENTER_CONTROL, register_schema

# The sealed text is not escaped: these would make other fields of a value.
_SEPARATORS: Final = frozenset("&=")


class RegisterSteps(OptionsBase):
    """Step `register_device`."""

    async def async_step_register_device(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Register a device; whatever id it had before is cancelled."""
        problem = None
        if user_input is not None:
            try:
                key, secret = self._chosen_product(user_input)
                mac, passcode = (
                    _checked(user_input, name) for name in (CONF_MAC, CONF_PASSCODE)
                )
                with told(REGISTER):
                    await Registration(self._client).register(
                        key,
                        secret,
                        mac,
                        passcode,
                        center_control=user_input[CONF_CENTER_CONTROL],
                    )
            except FormError as err:
                problem = err
            else:
                return self._done("device_registered", key, secret, user_input)
        schema = register_schema(self._products)
        return await self._async_form("register_device", schema, user_input, problem)


def _checked(typed: dict[str, Any], name: str) -> str:
    text: str = typed[name].strip()
    if not text or _SEPARATORS & {*text}:
        raise FormError("invalid_text", field=name)
    return text
