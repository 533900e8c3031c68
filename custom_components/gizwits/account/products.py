"""The products of an account; their definitions are kept over restarts."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
import logging
import time
from typing import Any, Final, TypedDict

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
    Value,
    is_definition,
)
from ..channels import with_channels
from ..chosen.choices import Choices
from ..chosen.store import chosen_for, devices_with_choices
from ..const import CONF_READ_ONLY, CONF_WRITABLE, DOMAIN
from ..issues import forget_inferred, tell_inferred
from ..mapping import map_product, plain_specs
from ..meaning.understood import understood
from ..quirks import Quirk, Step, quirk_for
from ..spec import CONTROLS, EntitySpec
from .issues import note_left_out
from .sightings import SightingBook

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


@dataclass(frozen=True, slots=True)
class _Known:
    """A product, what is known of it besides, and what bindings call it."""

    product: Product
    quirk: Quirk | None
    name: str


def definition_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, _Kept]]:
    """Return the file of an entry's definitions, by product key."""
    return Store(hass, _VERSION, f"{DOMAIN}.definitions.{entry_id}")


class Products:
    """Asks the cloud once for each product and maps it once for all its devices."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry[Any], client: GizwitsClient
    ) -> None:
        """Nothing is read before `async_load`."""
        self._hass, self._entry = hass, entry
        self._store = definition_store(hass, entry.entry_id)
        self._sightings = SightingBook(hass, entry.entry_id)
        self._client = client
        self._chinese = hass.config.language.startswith("zh")
        self._specs: dict[tuple[str, str], tuple[EntitySpec, ...]] = {}
        self._plain: dict[str, tuple[EntitySpec, ...]] = {}
        self._kept: dict[str, _Kept] = {}
        self._is_saved = True
        self._refused: dict[str, float] = {}
        self._tried: dict[str, float] = {}
        self._failures: Counter[str] = Counter()
        self._known: dict[str, _Known] = {}
        # Options that change have the account set up anew.
        self._with_choices = devices_with_choices(entry.options)
        self._locks: dict[str, asyncio.Lock] = {}

    async def async_load(self) -> None:
        """Read what was kept."""
        self._kept = await self._store.async_load() or {}
        await self._sightings.async_load()

    async def async_save(self) -> None:
        """Keep what was fetched since."""
        if not self._is_saved:
            self._is_saved = True
            await self._store.async_save(self._kept)
        await self._sightings.async_save()

    async def async_get(
        self, product_key: str, product_name: str = "", device: Device | None = None
    ) -> Product:
        """Return a product, asking the cloud only for what was not kept.

        `product_name` is what bindings call it. A product whose definition the cloud
        does not give, and of which nothing else is known, has the datapoints that its
        devices have reported; `device` is one to look at. Raises GizwitsError when the
        cloud cannot be asked, though not for ever.
        """
        async with self._locks.setdefault(product_key, asyncio.Lock()):
            if known := self._known.get(product_key):
                return known.product
            if (kept := self._kept.get(product_key)) is None:
                kept = await self._async_fetch_patiently(product_key)
            product = Product.from_definition(product_key, kept["raw"] if kept else {})
            product, quirk = understood(product, product_name)
            if not product.datapoints:
                product, quirk = await self._async_infer(
                    product_key, product_name, device
                )
            self._tell(product, product_name)
            known = _Known(product, quirk, product_name)
            chosen = chosen_for(self._entry.options, product_key)
            self._specs[product_key, product_key] = self._map(known, chosen)
            self._known[product_key] = known
            return product

    async def _async_infer(
        self, key: str, product_name: str, device: Device | None
    ) -> tuple[Product, Quirk | None]:
        """Return what devices of a product without a definition have reported.

        Their attributes may be those of a product that is known.
        """
        if device and not self._sightings.of(key):
            try:
                report = await self._client.latest(device, Product.inferred(key))
            except GizwitsError as err:
                _LOGGER.debug("Product %s cannot be looked at: %s", key, err)
            else:
                self._sightings.learn(key, report.seen)
        product = Product.inferred(
            key, product_name, self._sightings.of(key), writable=self._is_writable(key)
        )
        quirk = quirk_for(product, product_name)
        if quirk and quirk.datapoints:
            return quirk.amend(Product(key)), quirk
        # Its kinds are guesses, which what is known of a definition does not fit.
        return product, None

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

    def specs(self, product_key: str, did: str = "") -> tuple[EntitySpec, ...]:
        """Return the entities of a product that was got before, or of one device.

        A person may have chosen others for the device than for its product.
        """
        target = did if did in self._with_choices else product_key
        if (product_key, target) not in self._specs:
            chosen = chosen_for(self._entry.options, product_key, did)
            self._specs[product_key, target] = self.map(product_key, chosen)
        return self._specs[product_key, target]

    def map(self, product_key: str, choices: Choices) -> tuple[EntitySpec, ...]:
        """Return the entities of a product that was got before, with these choices."""
        return self._map(self._known[product_key], choices)

    def _map(self, known: _Known, choices: Choices) -> tuple[EntitySpec, ...]:
        specs = map_product(
            known.product,
            chinese=self._chinese,
            quirk=known.quirk,
            product_name=known.name,
            choices=choices,
        )
        wanted = choices.all_names(known.product)
        return with_channels(known.product, specs, known.name, wanted)

    def plain(self, product_key: str) -> tuple[EntitySpec, ...]:
        """Return what can be set of a product, each as a plain entity of its own.

        Empty where nothing can.
        """
        if (specs := self._plain.get(product_key)) is None:
            known = self._known[product_key]
            points = known.product.datapoints.values()
            plain = plain_specs(
                known.product,
                [point for point in points if point.writable],
                chinese=self._chinese,
                traits=known.quirk.traits if known.quirk else {},
            )
            specs = tuple(spec for spec in plain if spec.platform in CONTROLS)
            self._plain[product_key] = specs
        return specs

    def quirk(self, product_key: str) -> Quirk | None:
        """Return what is known of a product that was got before."""
        return self._known[product_key].quirk

    def steps(self, product: Product, values: Mapping[str, Value]) -> list[Step]:
        """Return the requests that write values to a product that was got before."""
        quirk = self._known[product.product_key].quirk
        return quirk.steps(values, product) if quirk else [Step(values)]

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
