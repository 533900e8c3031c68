"""The doors of the forms: adding an account, signing in again, changing it, its options.

The forms are loaded when somebody opens one; Home Assistant loads this at each start.
"""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    OptionsFlow,
)
from homeassistant.core import callback

from .const import DOMAIN
from .rooms import async_take_steps


class GizwitsConfigFlow(ConfigFlow, domain=DOMAIN):
    """The first steps of an account's life; `flows` has all of them."""

    VERSION = 1
    MINOR_VERSION = 1

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> OptionsFlow:
        """Return the flow that changes an entry's options."""
        return GizwitsOptionsFlow()

    async def _async_enter(self) -> None:
        await async_take_steps(self, "flows.steps", "AccountSteps")

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Add an account."""
        await self._async_enter()
        return await self.async_step_user(user_input)

    async def async_step_reauth(
        self, entry_data: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """Sign in to an account again."""
        await self._async_enter()
        return await self.async_step_reauth(entry_data)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change how an account is signed in to."""
        await self._async_enter()
        return await self.async_step_reconfigure(user_input)


class GizwitsOptionsFlow(OptionsFlow):
    """The first step of an account's options; `options` has all of them."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Open the menu."""
        await async_take_steps(self, "options.flow", "OptionsSteps")
        return await self.async_step_init(user_input)
