"""The products of an account; their definitions are kept over restarts."""

import asyncio
import time
from typing import Any, Final, TypedDict

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from .api import (
    Definition,
    GizwitsClient,
    GizwitsNotBoundError,
    GizwitsRequestError,
    Product,
)
from .const import DOMAIN
from .mapping import map_product
from .quirks import Quirk, quirk_for
from .spec import EntitySpec

_VERSION: Final = 1
# Makers change definitions over the years; what is older (s) is checked by its ETag.
CHECK_AFTER: Final = 86400.0


class _Kept(TypedDict):
    raw: Any
    etag: str
    checked_at: float


def definition_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, _Kept]]:
    """Return the file of an entry's definitions, by product key."""
    return Store(hass, _VERSION, f"{DOMAIN}.definitions.{entry_id}")


class Products:
    """Asks the cloud once for each product and maps it once for all its devices."""

    def __init__(
        self, hass: HomeAssistant, entry_id: str, client: GizwitsClient
    ) -> None:
        """Nothing is read before `async_load`."""
        self._store = definition_store(hass, entry_id)
        self._client = client
        self._chinese = hass.config.language.startswith("zh")
        self._specs: dict[str, tuple[EntitySpec, ...]] = {}
        self._kept: dict[str, _Kept] = {}
        self._is_saved = True
        self._refused: dict[str, float] = {}
        self._products: dict[str, Product] = {}
        self._quirks: dict[str, Quirk | None] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def async_load(self) -> None:
        """Read what was kept."""
        self._kept = await self._store.async_load() or {}

    async def async_save(self) -> None:
        """Keep what was fetched since."""
        if not self._is_saved:
            self._is_saved = True
            await self._store.async_save(self._kept)

    async def async_get(self, product_key: str, product_name: str = "") -> Product:
        """Return a product, asking the cloud only for what was not kept.

        `product_name` is what bindings call it. A product whose definition the cloud
        does not give, and of which nothing else is known, has no datapoints. Raises
        GizwitsError when the cloud cannot be asked.
        """
        async with self._locks.setdefault(product_key, asyncio.Lock()):
            if product := self._products.get(product_key):
                return product
            if (kept := self._kept.get(product_key)) is None:
                kept = await self._async_fetch(product_key, None)
            product = Product.from_definition(product_key, kept["raw"] if kept else {})
            if quirk := quirk_for(product, product_name):
                product = quirk.amend(product)
            self._products[product_key] = product
            self._quirks[product_key] = quirk
            self._specs[product_key] = map_product(
                product, chinese=self._chinese, quirk=quirk, product_name=product_name
            )
            return product

    def specs(self, product_key: str) -> tuple[EntitySpec, ...]:
        """Return the entities of a product that was got before."""
        return self._specs[product_key]

    def quirk(self, product_key: str) -> Quirk | None:
        """Return what is known of a product that was got before."""
        return self._quirks[product_key]

    def definition(self, product_key: str) -> Any:
        """Return a product's definition as the cloud gave it, None without one."""
        kept = self._kept.get(product_key)
        return kept["raw"] if kept else None

    async def async_check(self) -> bool:
        """Check what is old against the cloud; return whether anything changed.

        Raises GizwitsError when the cloud cannot be asked.
        """
        changed = False
        for product_key in list(self._products):
            kept = self._kept.get(product_key)
            checked_at = kept["checked_at"] if kept else self._refused[product_key]
            if time.time() - checked_at < CHECK_AFTER:
                continue
            fetched = await self._async_fetch(product_key, kept)
            if fetched and (kept is None or fetched["raw"] != kept["raw"]):
                changed = True
        return changed

    async def _async_fetch(self, product_key: str, kept: _Kept | None) -> _Kept | None:
        known = Definition(kept["raw"], kept["etag"]) if kept else None
        try:
            definition = await self._client.definition(product_key, known)
        except GizwitsRequestError, GizwitsNotBoundError:
            self._refused[product_key] = time.time()
            return None
        fetched = _Kept(
            raw=definition.raw, etag=definition.etag, checked_at=time.time()
        )
        self._kept[product_key] = fetched
        self._is_saved = False
        return fetched
