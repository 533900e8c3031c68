"""Adding an account, signing in to it again, and changing it."""

from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult
from homeassistant.core import callback

from .const import DOMAIN
from .flows.create import CreateSteps
from .flows.reauth import ReauthSteps
from .flows.reconfigure import ReconfigureSteps
from .options.flow import GizwitsOptionsFlow


class GizwitsConfigFlow(CreateSteps, ReauthSteps, ReconfigureSteps, domain=DOMAIN):
    """The steps of an account's life; each area has a file of its own."""

    VERSION = 1
    MINOR_VERSION = 1

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> GizwitsOptionsFlow:
        """Return the flow that changes an entry's options."""
        return GizwitsOptionsFlow()

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose how to get an account."""
        return self.async_show_menu(
            step_id="user",
            menu_options=[
                "sign_in",
                "sign_in_sms",
                "create_account",
                "guest",
                "third_party",
            ],
        )
