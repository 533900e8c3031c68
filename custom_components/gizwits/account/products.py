"""The products of an account; their definitions are kept over restarts."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection
import logging
import time
from typing import TYPE_CHECKING, Any, Final, TypedDict

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from ..api import (
    Definition,
    Device,
    GizwitsClient,
    GizwitsConnectionError,
    GizwitsDeviceOfflineError,
    GizwitsError,
    GizwitsNotBoundError,
    GizwitsRequestError,
    GizwitsThrottledError,
    Product,
    Sightings,
    is_definition,
)
from ..const import CONF_READ_ONLY, CONF_WRITABLE, DOMAIN
from ..issues import forget_inferred, tell_inferred
from ..rooms import async_enter
from .issues import note_left_out
from .sightings import SightingBook

if TYPE_CHECKING:
    from ..mapped_product import MappedProduct, Mapper

_LOGGER = logging.getLogger(__name__)

_VERSION: Final = 1
# Makers change definitions over the years; what is older (s) is checked by its ETag.
CHECK_AFTER: Final = 86400.0
# Between two products that are checked (s).
CHECK_PAUSE: Final = 3600.0
# So often a definition may fail to come in while all else does: then it is taken for one
# there is not, until it is checked again.
_MOST_FAILURES: Final = 3


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
        self, hass: HomeAssistant, entry: ConfigEntry[Any], client: GizwitsClient
    ) -> None:
        """Nothing is read before `async_load`."""
        self._mapper: Mapper
        self._hass, self._entry = hass, entry
        self._store = definition_store(hass, entry.entry_id)
        self._sightings = SightingBook(hass, entry.entry_id)
        self._client = client
        self._kept: dict[str, _Kept] = {}
        self._is_saved = True
        self._refused: dict[str, float] = {}
        self._tried: dict[str, float] = {}
        self._failures: Counter[str] = Counter()
        self._known: dict[str, MappedProduct] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._work = asyncio.Lock()

    async def async_load(self) -> None:
        """Read what was kept, and load what products are mapped with."""
        mapping = await async_enter(self._hass, "mapped_product")
        # Options that change have the account set up anew.
        self._mapper = mapping.Mapper(
            chinese=self._hass.config.language.startswith("zh"),
            options=self._entry.options,
        )
        self._kept = await self._store.async_load() or {}
        await self._sightings.async_load()

    async def async_save(self) -> None:
        """Keep what was fetched since."""
        if not self._is_saved:
            self._is_saved = True
            await self._store.async_save(self._kept)
        await self._sightings.async_save()

    async def async_get(
        self,
        product_key: str,
        product_name: str = "",
        devices: Collection[Device] = (),
    ) -> Product:
        """Return a product, asking the cloud only for what was not kept.

        `product_name` is what bindings call it, `devices` are those it is got for. A
        product whose definition the cloud does not give, and of which nothing else is
        known, has the datapoints that its devices have reported. Raises GizwitsError
        when the cloud cannot be asked, though not for ever.
        """
        async with self._locks.setdefault(product_key, asyncio.Lock()):
            if (known := self._known.get(product_key)) is None:
                known = await self._async_map(product_key, product_name, devices)
                self._tell(known.product, product_name)
            if unmapped := known.unmapped(device.did for device in devices):
                await self._async_work(known.prepare, unmapped)
            self._known[product_key] = known
            return known.product

    async def _async_map(
        self, product_key: str, product_name: str, devices: Collection[Device]
    ) -> MappedProduct:
        if (kept := self._kept.get(product_key)) is None:
            kept = await self._async_fetch_patiently(product_key)
        known = await self._async_work(
            self._mapper.defined, product_key, kept["raw"] if kept else {}, product_name
        )
        if known.product.datapoints:
            return known
        await self._async_look(product_key, devices)
        product = Product.inferred(
            product_key,
            product_name,
            self._sightings.of(product_key),
            writable=self._is_writable(product_key),
        )
        return await self._async_work(self._mapper.inferred, product, product_name)

    async def _async_work[*Given, Result](
        self, job: Callable[[*Given], Result], *given: *Given
    ) -> Result:
        """Have a worker thread do long work, one piece of it at a time.

        Many at once would be no faster, and the event loop one of many in the queue.
        """
        async with self._work:
            return await self._hass.async_add_executor_job(job, *given)

    async def _async_look(self, key: str, devices: Collection[Device]) -> None:
        """Look at what a device of a product without a definition has reported."""
        one = next((own for own in devices if own.is_online), next(iter(devices), None))
        if one is None or self._sightings.of(key):
            return
        try:
            report = await self._client.latest(one, Product.inferred(key))
        except GizwitsError as err:
            _LOGGER.debug("Product %s cannot be looked at: %s", key, err)
        else:
            self._sightings.learn(key, report.seen)

    def _is_writable(self, product_key: str) -> bool:
        return product_key in self._entry.options.get(CONF_WRITABLE, ())

    def _tell(self, product: Product, product_name: str) -> None:
        """Tell of a product without a definition until its owner has decided on it."""
        entry_id, key = self._entry.entry_id, product.product_key
        note_left_out(self._hass, entry_id, product, product_name)
        options = self._entry.options
        is_decided = key in (
            *options.get(CONF_WRITABLE, ()),
            *options.get(CONF_READ_ONLY, ()),
        )
        if product.seen is None or is_decided:
            forget_inferred(self._hass, entry_id, key)
        else:
            tell_inferred(self._hass, entry_id, key, product_name)

    def learn(self, product_key: str, seen: Sightings) -> bool:
        """Add what reports of a product show; return whether it has other entities."""
        return self._sightings.learn(product_key, seen)

    def known(self, product_key: str) -> MappedProduct:
        """Return a product that was got before, with all that is known of it."""
        return self._known[product_key]

    def definition(self, product_key: str) -> Any:
        """Return a product's definition as the cloud gave it, None without one."""
        kept = self._kept.get(product_key)
        return kept["raw"] if kept else None

    async def async_check(self) -> bool:
        """Check one that is old against the cloud; return whether it has changed.

        Raises GizwitsError when the cloud cannot be asked.
        """
        oldest = min(self._known, key=self._checked_at, default=None)
        if oldest is None or time.time() - self._checked_at(oldest) < CHECK_AFTER:
            return False
        kept = self._kept.get(oldest)
        # One that cannot be had does not keep the others from their turn.
        self._tried[oldest] = time.time()
        fetched = await self._async_fetch(oldest, kept)
        return bool(fetched and (kept is None or fetched["raw"] != kept["raw"]))

    def _checked_at(self, product_key: str) -> float:
        kept = self._kept.get(product_key)
        checked_at = kept["checked_at"] if kept else self._refused[product_key]
        return max(checked_at, self._tried.get(product_key, 0.0))

    async def _async_fetch_patiently(self, product_key: str) -> _Kept | None:
        """Fetch what was never fetched, and give up on it after a few failures.

        Some servers only fail where others refuse. What was seen of the product before
        does not have to wait for that.
        """
        try:
            return await self._async_fetch(product_key, None)
        except GizwitsThrottledError:
            raise
        except GizwitsConnectionError as err:
            self._failures[product_key] += 1
            is_last = self._failures[product_key] >= _MOST_FAILURES
            if not is_last and not self._sightings.of(product_key):
                raise
            _LOGGER.debug("Product %s gets no definition: %s", product_key, err)
            self._refused[product_key] = time.time()
            return None

    async def _async_fetch(self, product_key: str, kept: _Kept | None) -> _Kept | None:
        known = Definition(kept["raw"], kept["etag"]) if kept else None
        try:
            definition = await self._client.definition(product_key, known)
        except GizwitsRequestError, GizwitsNotBoundError, GizwitsDeviceOfflineError:
            self._refused[product_key] = time.time()
            return None
        if not is_definition(definition.raw):
            # A gateway's "{}" tells nothing of the product, and takes nothing back.
            self._refused[product_key] = time.time()
            return kept
        fetched = _Kept(
            raw=definition.raw, etag=definition.etag, checked_at=time.time()
        )
        self._kept[product_key] = fetched
        self._is_saved = False
        return fetched
