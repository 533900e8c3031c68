"""The settings of an account."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult

from ..const import CONF_PRODUCTS, CONF_RENAME_IN_APP
from .base import OptionsBase
from .schemas import settings_schema


class SettingsSteps(OptionsBase):
    """Step `settings`."""

    async def async_step_settings(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Choose how names are kept, and which products' secrets."""
        if user_input is not None:
            kept = user_input.get(CONF_PRODUCTS, ())
            products = {
                key: self._products[key] for key in self._products if key in kept
            }
            changes = {CONF_RENAME_IN_APP: user_input[CONF_RENAME_IN_APP]}
            return self._save({**changes, CONF_PRODUCTS: products})
        rename = bool(self.config_entry.options.get(CONF_RENAME_IN_APP))
        schema = settings_schema(self._products, rename=rename)
        return await self._async_form("settings", schema, last_step=True)
