"""What the areas of the options have in common."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.const import CONF_NAME

from ..api import GizwitsClient
from ..const import CONF_PRODUCTS, CONF_SECRET
from ..flows.errors import FormError
from ..flows.forms import FormFlow
from .schemas import CONF_KEEP_SECRET, CONF_PRODUCT, PRODUCT_KEY, product_label


class OptionsBase(FormFlow, OptionsFlowWithReload):
    """An options flow, with the products whose secret is stored."""

    @property
    def _client(self) -> GizwitsClient:
        return self._client_of(self.config_entry)

    @property
    def _products(self) -> Mapping[str, Mapping[str, str]]:
        products: Mapping[str, Mapping[str, str]]
        products = self.config_entry.options.get(CONF_PRODUCTS, {})
        return products

    def _chosen_product(self, typed: Mapping[str, Any]) -> tuple[str, str]:
        """Return a product's key and its secret, typed or stored.

        Raises FormError which names the wrong field.
        """
        wanted = typed[CONF_PRODUCT].strip()
        key = wanted.lower()
        for stored, product in self._products.items():
            if product_label(stored, product) == wanted:
                key = stored
        if not PRODUCT_KEY.fullmatch(key):
            raise FormError("invalid_product_key", field=CONF_PRODUCT)
        secret = typed.get(CONF_SECRET, "").strip().lower()
        secret = secret or self._products.get(key, {}).get(CONF_SECRET, "")
        if not PRODUCT_KEY.fullmatch(secret):
            raise FormError("invalid_product_secret", field=CONF_SECRET)
        return key, secret

    def _done(
        self, reason: str, key: str, secret: str, typed: Mapping[str, Any]
    ) -> ConfigFlowResult:
        """End what changed only the cloud, or store the product on the way."""
        if not typed[CONF_KEEP_SECRET]:
            return self.async_abort(reason=reason)
        name = typed.get(CONF_NAME, "").strip()
        name = name or self._products.get(key, {}).get(CONF_NAME, "") or key
        product = {CONF_NAME: name, CONF_SECRET: secret}
        return self._save({CONF_PRODUCTS: {**self._products, key: product}})

    def _save(self, changes: Mapping[str, Any]) -> ConfigFlowResult:
        return self.async_create_entry(data={**self.config_entry.options, **changes})

    async def _async_look_again(self) -> None:
        """Have a device that was just bound appear without waiting for a poll."""
        if self.config_entry.state is ConfigEntryState.LOADED:
            await self.config_entry.runtime_data.async_request_refresh()
