"""What was seen of products without a definition, kept over restarts."""

from collections import Counter
from typing import Any, Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util.hass_dict import HassKey

from ..api import NOTHING_SEEN, Product, Seen, Sightings, merge
from ..const import DOMAIN
from ..forbidden import is_secret

_VERSION: Final = 1

type _Kept = dict[str, dict[str, dict[str, Any]]]


# How often what was learnt was applied, by entry; a restart begins anew.
_APPLIED: HassKey[Counter[str]] = HassKey("gizwits_applied_sightings")
_SLOWEST: Final = 360


@callback
def times_slower(hass: HomeAssistant, entry_id: str) -> int:
    """Return how many times longer to learn before it is applied than at first.

    Some devices report one attribute today and another tomorrow: their account is not
    set up anew for each.
    """
    applied = hass.data.setdefault(_APPLIED, Counter())
    applied[entry_id] += 1
    slower: int = 3 ** (min(applied[entry_id], 9) - 1)
    return min(slower, _SLOWEST)


def sightings_store(hass: HomeAssistant, entry_id: str) -> Store[_Kept]:
    """Return the file of an entry's sightings, by product key and attribute."""
    return Store(hass, _VERSION, f"{DOMAIN}.sightings.{entry_id}")


class SightingBook:
    """What is known of the attributes of each product without a definition."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Nothing is read before `async_load`."""
        self._store = sightings_store(hass, entry_id)
        self._seen: dict[str, Sightings] = {}
        self._is_saved = True

    async def async_load(self) -> None:
        """Read what was kept."""
        for product_key, kept in (await self._store.async_load() or {}).items():
            read = {name: Seen.from_json(raw) for name, raw in kept.items()}
            self._seen[product_key] = {
                name: seen for name, seen in read.items() if seen is not None
            }

    async def async_save(self) -> None:
        """Keep what was learnt since."""
        if not self._is_saved:
            self._is_saved = True
            await self._store.async_save(
                {
                    product_key: {name: one.to_json() for name, one in seen.items()}
                    for product_key, seen in self._seen.items()
                }
            )

    def of(self, product_key: str) -> Sightings:
        """Return what was seen of a product."""
        return self._seen.get(product_key, NOTHING_SEEN)

    def learn(self, product_key: str, seen: Sightings) -> bool:
        """Add what was seen; return whether the product's datapoints are others now."""
        known = self.of(product_key)
        merged = merge(known, _without_secrets(seen))
        if merged == known:
            return False
        self._seen[product_key] = merged
        self._is_saved = False
        return _kinds(known) != _kinds(merged)


def _without_secrets(seen: Sightings) -> Sightings:
    """Return what may be kept: texts of a password would be kept with it."""
    product = Product.inferred("", seen=seen)
    return {
        name: one
        for name, one in seen.items()
        if not is_secret(product.datapoints[name])
    }


def _kinds(seen: Sightings) -> dict[str, type]:
    points = Product.inferred("", seen=seen).datapoints
    return {name: type(point) for name, point in points.items()}
