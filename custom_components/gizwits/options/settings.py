"""The settings of an account."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult

from ..const import CONF_PRODUCTS, CONF_RENAME_IN_APP, CONF_SPLIT_SCHEDULES
from .base import OptionsBase
from .schemas import settings_schema


class SettingsSteps(OptionsBase):
    """Step `settings`."""

    async def async_step_settings(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose how names and schedules are kept, and which products' secrets."""
        if user_input is not None:
            kept = user_input.get(CONF_PRODUCTS, ())
            products = {
                key: self._products[key] for key in self._products if key in kept
            }
            switches = (CONF_RENAME_IN_APP, CONF_SPLIT_SCHEDULES)
            changes = {key: user_input[key] for key in switches}
            return self._save({**changes, CONF_PRODUCTS: products})
        options = self.config_entry.options
        schema = settings_schema(
            self._products,
            rename=bool(options.get(CONF_RENAME_IN_APP)),
            split=bool(options.get(CONF_SPLIT_SCHEDULES, True)),
        )
        return await self._async_form("settings", schema, last_step=True)
