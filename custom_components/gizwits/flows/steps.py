"""All steps of an account's life; each area has a file of its own."""

from typing import Any, override

from homeassistant.config_entries import ConfigFlowResult

from ..config_flow import GizwitsConfigFlow
from .create import CreateSteps
from .reauth import ReauthSteps
from .reconfigure import ReconfigureSteps


class AccountSteps(CreateSteps, ReauthSteps, ReconfigureSteps, GizwitsConfigFlow):
    """What a flow is that was opened."""

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
